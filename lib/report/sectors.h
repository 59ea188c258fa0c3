/*
 * The report sectors: which sectors ask for people and whether they grow or shrink, and who could go from which work to which sector
 * at what gap.
 *
 * From: the group (ISCO-08, two digits) of the last job held, the first in `experience`; to: the section (SBI 2008) of an open vacancy
 * that the person has a pair with (kr-match). The gap of a person towards a sector is the smallest number of `gaps` among the pairs
 * there: wishes of the employer that the person does not meet. A person counts in every sector where there is a pair.
 * Memory: 40 bytes a vacancy, 16 a pair, 16 a person with a pair.
 */
#ifndef KR_REPORT_SECTORS_H
#define KR_REPORT_SECTORS_H

#include "report/market.h"
#include "report/rows.h"

enum { KR_SECTORS_OF, KR_SECTORS_BY_SECTOR, KR_SECTORS_BY_MOVE, KR_SECTORS_BYS };

typedef struct kr_sectors {
	kr_telling telling;
	kr_definition table; /* lib/report/sector_outlook */
	kr_classes classes[KR_SECTORS_BYS];
	kr_counters counters;
	kr_arena arena;
	kr_market market;
	struct kr_sector_order {
		uint64_t vacancy; /* hash of the id */
		uint32_t number;  /* in the market */
	} *order;
	struct kr_sector_pair {
		uint64_t person;  /* hash of the id */
		uint32_t vacancy; /* number in the market */
		uint8_t gaps;
	} *pairs; /* sorted by person */
	size_t pair_count, pair_capacity;
	struct kr_sector_person {
		uint64_t person;
		uint8_t region, group;
	} *people; /* of the register, who stand in a pair */
	size_t people_count, people_capacity;
	uint64_t read; /* persons of the register */
} kr_sectors;

/* What was asked for; NULL: not. */
typedef struct kr_sectors_request {
	const char *date, *language, *tables;
	bool is_unprotected;
} kr_sectors_request;

/* Loads tables and words. *sectors needs no clearing; it is large: keep it off the stack. */
bool kr_sectors_begin(kr_sectors *sectors, const kr_sectors_request *request, kr_error *error);

/* Reads, in this order: the vacancies; the pairs (vacancy_id, person_id, gaps); the register (person_id, region; sectors, experience). */
bool kr_sectors_vacancies(kr_sectors *sectors, kr_stream *stream, kr_error *error);
bool kr_sectors_matches(kr_sectors *sectors, kr_stream *stream, kr_error *error);
bool kr_sectors_register(kr_sectors *sectors, kr_stream *stream, kr_error *error);

/* Makes the figures. */
bool kr_sectors_end(kr_sectors *sectors, const kr_sectors_request *request, kr_error *error);

/* The text form, as kr_render_overview gives it. */
void kr_sectors_render(const kr_sectors *sectors, uint32_t region, bool is_brief, kr_lines *lines);

void kr_sectors_free(kr_sectors *sectors);

#endif
