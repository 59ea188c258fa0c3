/*
 * The overview: from what was counted to the figures that are told, for every region, "not in a region" and the total.
 *
 * The definition of each indicator stands in lib/report/indicators; what is not asked for or has no data (no vacancies,
 * no matches, no breakdown) has no figure at all.
 */
#ifndef KR_REPORT_OVERVIEW_H
#define KR_REPORT_OVERVIEW_H

#include "report/counts.h"
#include "report/market.h"
#include "report/telling.h"

typedef struct kr_overview {
	kr_telling telling;
	kr_completeness completeness;
	kr_breakdown breakdown;
	kr_market market;
	kr_counts counts[KR_REGIONS_MAX];
	char group_codes[KR_GROUPS][2];
} kr_overview;

/* How a report is told; what is NULL was not asked for. */
typedef struct kr_overview_request {
	const char *by, *purpose, *date, *language, *tables;
	bool is_unprotected;
} kr_overview_request;

/* Loads tables and texts. *overview needs no clearing before; it is large: keep it off the stack. */
bool kr_overview_begin(kr_overview *overview, const kr_overview_request *request, kr_error *error);

/* Counts the register, after the market was read. */
bool kr_overview_count(kr_overview *overview, const kr_overview_request *request, kr_stream *stream, kr_error *error);

/* Makes the figures. The reference day is the one asked for, else the latest as_of of all that was read. */
bool kr_overview_end(kr_overview *overview, const kr_overview_request *request, kr_error *error);

void kr_overview_free(kr_overview *overview);

#endif
