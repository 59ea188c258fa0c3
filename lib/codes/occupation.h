/*
 * Occupations: ISCO-08 (ILO 2012) by exact title or code. Never by likeness.
 *
 * A title is found as it stands in lib/tables/isco08 (titles of ESCO in Dutch) or lib/tables/occupation_titles,
 * where case, accents, punctuation, a plural ("lassers") and what stands in brackets or behind it says sex or
 * hours ("(m/v)", "m/v/x", "32 uur") do not count. Where that table has a column `preferred` (kr-import -p esco-occupations makes it),
 * a title that is not the preferred one gives way to those that are, and one that stands for two codes stands for none. A code has 1 to 4 digits: fewer where only the group is
 * known.
 */
#ifndef KR_CODES_OCCUPATION_H
#define KR_CODES_OCCUPATION_H

#include "codes/code_list.h"

typedef struct kr_occupations {
	kr_code_list isco;  /* lib/tables/isco08 with all words of both tables */
} kr_occupations;

bool kr_occupations_load(kr_occupations *occupations, const char *directory, kr_error *error);
void kr_occupations_free(kr_occupations *occupations);

/* The code (4 digits, fewer for the title of a group) of a title; empty when the title is not known. */
kr_slice kr_occupation_code(const kr_occupations *occupations, kr_slice title, kr_buffer *scratch);

/* The code itself when it is one of ISCO-08, also written C4321 or 43.21; else empty. Valid as long as the table. */
kr_slice kr_occupation_of_code(const kr_occupations *occupations, kr_slice text);

#endif
