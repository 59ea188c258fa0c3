/*
 * What every report is told with: the regions, the words of a language, where the records come from, the reference day, and the
 * figures themselves.
 */
#ifndef KR_REPORT_TELLING_H
#define KR_REPORT_TELLING_H

#include "report/figures.h"
#include "report/provenance.h"
#include "report/regions.h"
#include "report/texts.h"

typedef struct kr_telling {
	kr_regions regions;
	kr_texts texts;
	kr_provenance provenance;
	kr_figures figures;
	kr_date date;
	kr_buffer purpose; /* a sentence: what a sensitive field was used for; empty: none was */
	kr_date since; /* first day of the period that is counted up to `date`; year 0: a state on that day */
} kr_telling;

/* Loads regions and words. *telling needs no clearing before. language: "nl" or "en"; `directory` as in kr_definition_load. */
bool kr_telling_begin(kr_telling *telling, const char *language, const char *directory, kr_error *error);

/*
 * Has each text form say that it counts by `field` for this purpose; NULL: none was stated, and nothing is said. Fails where it is not
 * one line of plain text. A field of class sensitive is counted by for a stated purpose only: whether it is one, the caller knows.
 */
bool kr_telling_purpose(kr_telling *telling, const char *field, const char *purpose, kr_error *error);

/*
 * Chooses the reference day, the one asked for or else (NULL) the latest as_of of all that was read, and makes room for the
 * figures of every region.
 */
bool kr_telling_end(kr_telling *telling, const char *asked, bool is_unprotected, kr_error *error);

void kr_telling_free(kr_telling *telling);

/* Name of a region as the reader knows it. */
kr_slice kr_telling_region(const kr_telling *telling, uint32_t region);

#endif
