/*
 * Counts the persons of a register, region by region, in constant memory.
 *
 * Of the identity fields only person_id is looked at, as a hash, to tell who stands in a pair; nothing of it is kept.
 */
#ifndef KR_REPORT_PEOPLE_H
#define KR_REPORT_PEOPLE_H

#include "record/stream.h"
#include "report/counts.h"
#include "report/market.h"

typedef struct kr_people {
	kr_completeness *completeness;
	const kr_breakdown *breakdown;
	const kr_regions *regions;
	const kr_market *market;
	kr_provenance *provenance;
	kr_counts *counts; /* of each region, by its number */
	kr_slice day;      /* on which a registration is lapsed or not; empty: each record's own as_of */
	uint32_t person_id, region, available_now, valid_until, sources, source, as_of, occupations, by;
} kr_people;

/* Reads the whole stream. It must have `region`, and `person_id` where there are matches. */
bool kr_people_count(kr_people *people, kr_stream *stream, kr_error *error);

#endif
