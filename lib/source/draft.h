/*
 * A first profile for a layout that nobody has described yet (kr-import --draft): which column is what, by its name
 * (columns.h) and by what its values look like (draft_look.h).
 *
 * A column and a meaning fit by the likeness of the names, 0 to 1000; values that the meaning's field understands add to it, others
 * take off; some values speak for themselves (a BSN). The best pairs are taken first, each column once. The rules are those of the
 * profile `gemeente` or, where the columns fit vacancies better, `vacature-csv`, with the file's columns in place of the meanings,
 * date patterns and separators as the values have them. No value is ever kept or written.
 */
#ifndef KR_SOURCE_DRAFT_H
#define KR_SOURCE_DRAFT_H

#include "source/draft_look.h"

#define KR_DRAFT_RECORDS 2000u /* looked at */

/* What a column was taken for. */
typedef struct kr_draft_choice {
	uint32_t row;   /* of columns->names, or KR_NO_MEANING */
	int score, name_fit;
	uint32_t rival; /* column that has the meaning that this one fits too, or KR_NO_FIELD */
} kr_draft_choice;

typedef struct kr_draft {
	const kr_header *header; /* the caller's */
	kr_columns columns;
	kr_looker looker;
	kr_look *looks;          /* one a column */
	kr_draft_choice *choices;
	uint32_t records;        /* seen */
	kr_arena arena;
} kr_draft;

/* `header` must outlive it. An error when a name in it is no name but somebody's data: then the file has no header. */
bool kr_draft_open(kr_draft *draft, const kr_header *header, const char *file, kr_error *error);

/* Takes the columns of a record, in stream form; more than KR_DRAFT_RECORDS are passed over. */
void kr_draft_see(kr_draft *draft, const kr_slice *fields);

/* Adds the profile: a definition file that kr_profile_load takes. */
bool kr_draft_write(kr_draft *draft, kr_buffer *to, kr_error *error);

void kr_draft_close(kr_draft *draft);

#endif
