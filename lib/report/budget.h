/*
 * The report budget: of each pot what was given, reserved, paid and returned, and what that bought.
 *
 * Made from records of kr-account bought, one a pot; those of several regions have a field `region`, or are all of one. Amounts are
 * told in whole euro, rounded to hundreds unless the report is unprotected; what one start cost only where there are enough of them
 * (report/figures). The row `all` of a log, in which each person counts once, is the whole.
 */
#ifndef KR_REPORT_BUDGET_H
#define KR_REPORT_BUDGET_H

#include "record/stream.h"
#include "report/rows.h"

enum { KR_BUDGET_OF, KR_BUDGET_BY_POT, KR_BUDGET_BYS };

typedef struct kr_budget {
	kr_telling telling;
	kr_classes classes[KR_BUDGET_BYS];
	kr_counters counters;
	kr_definition pots; /* lib/tables/pots, for their names */
	kr_arena arena;
	struct kr_budget_record {
		kr_slice pot;
		uint32_t region;
		uint64_t values[16];
	} *records;
	size_t count, capacity;
} kr_budget;

/* What was asked for; NULL: not. */
typedef struct kr_budget_request {
	const char *date, *language, *tables;
	uint32_t region; /* of records without one; KR_ALL_REGIONS: not known */
	bool is_unprotected;
} kr_budget_request;

/* Loads tables and words. *budget needs no clearing; it is large: keep it off the stack. */
bool kr_budget_begin(kr_budget *budget, const kr_budget_request *request, kr_error *error);

/* Reads the records of kr-account bought. A pot that stands twice for a region is an error. */
bool kr_budget_read(kr_budget *budget, kr_stream *stream, const kr_budget_request *request, kr_error *error);

/* Makes the figures; the day must be asked for, for the records tell none. */
bool kr_budget_end(kr_budget *budget, const kr_budget_request *request, kr_error *error);

/* The text form, as kr_render_overview gives it. */
void kr_budget_render(const kr_budget *budget, uint32_t region, bool is_brief, kr_lines *lines);

void kr_budget_free(kr_budget *budget);

#endif
