/*
 * Vacancies and matches of a report. Both are read before the register: they are small beside it.
 *
 * A vacancy is open at a day when its status is not "closed", its last day (closes_on) has not passed, and a position
 * is left: asked minus filled, where an empty number counts as 1 asked and 0 filled. Memory: 16 to 32 bytes a
 * vacancy and a person that stand in a pair, 32 bytes a vacancy.
 */
#ifndef KR_REPORT_MARKET_H
#define KR_REPORT_MARKET_H

#include "record/stream.h"
#include "report/counts.h"
#include "report/ids.h"
#include "report/provenance.h"
#include "report/regions.h"

typedef struct kr_vacancy {
	uint64_t id;        /* hash of vacancy_id */
	int32_t last_day;   /* days since 1970; INT32_MAX: not known or open */
	uint32_t positions; /* open ones */
	uint32_t pairs;
	uint8_t region, group;
	uint8_t sector;     /* letter of the section of SBI 2008, or 0 */
	bool is_closed;
} kr_vacancy;

/* Whether it is open at the day (since 1970-01-01). */
static inline bool
kr_vacancy_is_open(const kr_vacancy *vacancy, int32_t day)
{
	return !vacancy->is_closed && vacancy->last_day >= day && vacancy->positions > 0;
}

typedef struct kr_market {
	kr_ids matched_vacancies, matched_persons, known;
	uint64_t pairs;
	bool has_matches, has_vacancies;
	kr_vacancy *vacancies;
	size_t count, capacity;
} kr_market;

/* Reads the pairs of kr-match: vacancy_id and person_id, of which only hashes are kept. */
bool kr_market_matches(kr_market *market, kr_stream *stream, kr_error *error);

/* Reads the vacancies, after the matches. A vacancy_id that stands twice is an error. */
bool kr_market_vacancies(kr_market *market, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance,
    kr_error *error);

/* Adds what is open at the day to the counts of the regions (by their number). */
void kr_market_count(const kr_market *market, kr_date day, const kr_regions *regions, kr_counts *counts);

void kr_market_free(kr_market *market);

#endif
