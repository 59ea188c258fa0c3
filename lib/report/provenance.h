/*
 * Where the records of a report come from and which day they tell of: the names of the sources and the latest as_of.
 */
#ifndef KR_REPORT_PROVENANCE_H
#define KR_REPORT_PROVENANCE_H

#include "base/arena.h"
#include "base/map.h"
#include "codes/date.h"

#define KR_SOURCE_LENGTH 32
#define KR_SOURCES_MAX 1000 /* more names than this are not kept: then the field holds no sources */

typedef struct kr_provenance {
	kr_map sources;
	kr_arena arena;
	char latest[KR_DATE_MAX]; /* in standard form, so the order of the bytes is that of the days */
	size_t latest_length;
} kr_provenance;

/*
 * Takes a list of source codes (letters, digits, - _ and ., at most KR_SOURCE_LENGTH); what is no code is passed over: it
 * may be a name. False when memory is short.
 */
bool kr_provenance_sources(kr_provenance *provenance, kr_slice sources);

/* Takes a date; what is no date is passed over. */
void kr_provenance_date(kr_provenance *provenance, kr_slice as_of);

/* The latest date; year 0 when there was none. */
kr_date kr_provenance_latest(const kr_provenance *provenance);

/* Adds the names in order, at most so many, with ", " between them; gives how many are left out. */
size_t kr_provenance_list(const kr_provenance *provenance, size_t most, kr_buffer *out);

void kr_provenance_free(kr_provenance *provenance);

#endif
