/*
 * The report pays: in how many of the pairs the work pays the household, by kind of household.
 *
 * Made from pairs to which kr-income --pays added what the work pays a month when the exemptions are over, and from the households.
 * Work pays where that is more than nothing; an empty value is not known, neither yes nor no. A pair lies in the region of its person.
 * Memory: 16 bytes a pair and a household.
 */
#ifndef KR_REPORT_PAYS_H
#define KR_REPORT_PAYS_H

#include "record/stream.h"
#include "report/rows.h"

enum { KR_PAYS_OF, KR_PAYS_BY_HOUSEHOLD, KR_PAYS_BYS };

typedef struct kr_pays {
	kr_telling telling;
	kr_classes classes[KR_PAYS_BYS];
	kr_counters counters;
	struct kr_pays_item {
		uint64_t person; /* hash of the id */
		uint8_t value;   /* of a pair the answer, of a household its kind */
	} *pairs, *households;
	size_t pair_count, pair_capacity, household_count, household_capacity;
	uint64_t read; /* persons of the register */
} kr_pays;

/* What was asked for; NULL: not. */
typedef struct kr_pays_request {
	const char *purpose, *date, *language, *tables;
	bool is_unprotected;
} kr_pays_request;

/* Loads words. Fails without a purpose: the kind of a household is sensitive. *pays needs no clearing; it is large: keep it off the stack. */
bool kr_pays_begin(kr_pays *pays, const kr_pays_request *request, kr_error *error);

/* Reads the households (person_id, household), the pairs (person_id, pays), and then the register (person_id, region). */
bool kr_pays_households(kr_pays *pays, kr_stream *stream, kr_error *error);
bool kr_pays_matches(kr_pays *pays, kr_stream *stream, kr_error *error);
bool kr_pays_register(kr_pays *pays, kr_stream *stream, kr_error *error);

/* Makes the figures. */
bool kr_pays_end(kr_pays *pays, const kr_pays_request *request, kr_error *error);

/* The text form, as kr_render_overview gives it. */
void kr_pays_render(const kr_pays *pays, uint32_t region, bool is_brief, kr_lines *lines);

void kr_pays_free(kr_pays *pays);

#endif
