/*
 * What is counted for one region. Nothing but uint64_t, so that regions add up as arrays do.
 */
#ifndef KR_REPORT_COUNTS_H
#define KR_REPORT_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#include "report/breakdown.h"
#include "report/completeness.h"

#define KR_GROUPS 100 /* ISCO-08 groups of two digits, by their number */

enum { KR_AVAILABLE_YES, KR_AVAILABLE_NO, KR_AVAILABLE_UNKNOWN, KR_AVAILABLES };

typedef struct kr_counts {
	uint64_t persons, in_more_sources, registrations;
	uint64_t available[KR_AVAILABLES];
	uint64_t lapsed, supply, supply_known;
	uint64_t filling[KR_COMPLETENESS_FIELDS_MAX][KR_FILLINGS];
	uint64_t strict, findable;
	uint64_t hidden_by[KR_COMPLETENESS_FIELDS_MAX], hidden_only_by[KR_COMPLETENESS_FIELDS_MAX];
	uint64_t matched;
	uint64_t classes[KR_CLASSES_MAX];
	uint64_t wanted[KR_GROUPS], wanted_supply[KR_GROUPS];
	uint64_t vacancies, positions, unmatched, pairs;
	uint64_t asked[KR_GROUPS];
} kr_counts;

static inline void
kr_counts_add(kr_counts *to, const kr_counts *from)
{
	uint64_t *sum = (uint64_t *)(void *)to;
	const uint64_t *part = (const uint64_t *)(const void *)from;
	for (size_t i = 0; i < sizeof *to / sizeof *sum; i++)
		sum[i] += part[i];
}

/* Number of the group of two digits that an ISCO-08 code lies in, or KR_GROUPS where it has none. */
static inline uint32_t
kr_group_of(kr_slice code)
{
	if (code.len < 2 || (unsigned char)(code.ptr[0] - '0') > 9 || (unsigned char)(code.ptr[1] - '0') > 9)
		return KR_GROUPS;
	return (uint32_t)(code.ptr[0] - '0') * 10 + (uint32_t)(code.ptr[1] - '0');
}

#endif
