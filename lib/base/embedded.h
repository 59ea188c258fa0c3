/*
 * The data files that are compiled into the library: every lib/ROOM/NAME.tsv and the parts of pages (.css, .html, .js), byte for byte.
 */
#ifndef KR_BASE_EMBEDDED_H
#define KR_BASE_EMBEDDED_H

#include "base/slice.h"

typedef struct kr_embedded_file {
	const char *name; /* path below lib/ without ".tsv": "tables/regions", "card/page.css" */
	const char *start, *end;
} kr_embedded_file;

/* Sorted by name; the last one has no name. */
extern const kr_embedded_file kr_embedded_files[];

/* The bytes of a file, valid for ever; ptr is NULL when there is none of that name. */
kr_slice kr_embedded(const char *name);

#endif
