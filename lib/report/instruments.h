/*
 * Which region offers which instruments, at what cost and length, and what is missing where: from the catalogue of services.
 *
 * A service counts in each of its regions, and one for all regions in every one. A region of which no service is named of its own has
 * given no list: what it offers is unknown, and nothing is missing there. Missing is a kind that at least one other region
 * offers of its own and this one does not. Medians are lower medians of what is known: an empty cost is unknown, 0 is for nothing.
 * A service whose valid_until lies before the reference day is not counted.
 * Nothing here is about persons, so nothing is rounded. Memory: 40 bytes a service and region.
 */
#ifndef KR_REPORT_INSTRUMENTS_H
#define KR_REPORT_INSTRUMENTS_H

#include "record/stream.h"
#include "report/lines.h"
#include "report/telling.h"

/* One service in one region, or in all of them. */
typedef struct kr_offer {
	int64_t cost;     /* cents; -1: unknown */
	int32_t weeks;    /* -1: unknown */
	int32_t until;    /* last day since 1970-01-01; INT32_MAX: open or unknown */
	uint32_t region;  /* the total: in all regions */
	uint32_t kind;    /* row of the kinds; their number: unknown */
	bool is_first;    /* of the service: the total counts it here */
} kr_offer;

typedef struct kr_instruments {
	kr_telling telling;
	kr_code_list kinds; /* lib/tables/instruments */
	kr_offer *offers;
	size_t count, capacity;
	uint64_t read, lapsed; /* services */
} kr_instruments;

/* Loads tables and words; language and directory as in kr_telling_begin. *instruments needs no clearing; it is large. */
bool kr_instruments_begin(kr_instruments *instruments, const char *language, const char *directory, kr_error *error);

/* Reads services; the stream must have `instrument` and `regions`. */
bool kr_instruments_read(kr_instruments *instruments, kr_stream *stream, kr_error *error);

/* Chooses the day (NULL: the latest as_of) and makes the figures. */
bool kr_instruments_end(kr_instruments *instruments, const char *date, kr_error *error);

/* The text form, of one region or of all; as kr_render_overview. */
void kr_instruments_render(const kr_instruments *instruments, uint32_t region, bool is_brief, kr_lines *lines);

void kr_instruments_free(kr_instruments *instruments);

#endif
