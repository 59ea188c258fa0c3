/*
 * A closed list of codes and the words that people write for them: one module for every such list.
 *
 * The list is a definition file lib/tables/NAME: the code stands in its column `code` (else in its first), words in
 * the columns `label`, `label_en`, `name`, `title` and `title_nl`, whichever there are. More words stand in a file of
 * words (word, code) that belongs to it, such as lib/tables/transport_words. Lookups take the code itself, then the
 * word in lower case, trimmed, with one blank between words, then the folded word (text/fold.h). A word that stands for
 * two codes stands for none. Some words stand for no row: see KR_CODE_UNKNOWN and its like.
 */
#ifndef KR_CODES_CODE_LIST_H
#define KR_CODES_CODE_LIST_H

#include "record/definition.h"
#include "text/fold.h"

typedef struct kr_code_list {
	const char *name;         /* "transport" */
	kr_definition definition; /* rows of the list */
	uint32_t code;            /* column */
	kr_map codes;             /* the code as written to row */
	kr_map words;             /* word in lower case to row or special */
	kr_map folded;            /* folded word to row or special */
	kr_arena arena;
} kr_code_list;

/* What is found instead of a row; all of them are KR_CODE_SPECIAL or more. */
#define KR_CODE_AMBIGUOUS (UINT32_MAX - 1) /* a word for several codes; kr_code_list_find never gives it */
#define KR_CODE_UNKNOWN (UINT32_MAX - 2)   /* the word says that nothing is known */
#define KR_CODE_NA (UINT32_MAX - 3)        /* does not apply */
#define KR_CODE_NONE (UINT32_MAX - 4)      /* the list is known to be empty */
#define KR_CODE_OPEN (UINT32_MAX - 5)      /* the end is known to be open */
#define KR_CODE_SPECIAL KR_CODE_OPEN

/*
 * Loads lib/tables/NAME with the words that belong to it; `directory` as in kr_definition_load. A column `value` says
 * what a record holds for a code: `na`, or nothing for unknown. `name` must outlive the list.
 */
bool kr_code_list_load(kr_code_list *list, const char *name, const char *directory, kr_error *error);

/* A list without a table: codes with `separator` between them, and the words of lib/tables/NAME_words if there are. */
bool kr_code_list_of(kr_code_list *list, const char *name, kr_slice codes, char separator, const char *directory,
    kr_error *error);

/* Adds a word for a row; false when memory is short. A word that has another row already becomes ambiguous. */
bool kr_code_list_word(kr_code_list *list, kr_slice word, uint32_t row);

/* The same, but the word stands for this row from now on, whatever it stood for. */
bool kr_code_list_prefer(kr_code_list *list, kr_slice word, uint32_t row);

/* Row of a code exactly as the list writes it. */
bool kr_code_list_row(const kr_code_list *list, kr_slice code, uint32_t *row);

/*
 * Row of a code or a word as people write it, or a special one. `scratch` is the caller's, for the key. False when it
 * is not there or ambiguous.
 */
bool kr_code_list_find(const kr_code_list *list, kr_slice word, kr_buffer *scratch, uint32_t *row);

/* The last of these steps alone, for a text that is folded already and still has a letter in three bytes or more. */
bool kr_code_list_find_folded(const kr_code_list *list, kr_slice folded, uint32_t *row);

/* The special of "unknown", "na", "none" or "open"; 0 for any other text. */
uint32_t kr_code_special(kr_slice text);

/* The code of a row, or "na", "none", "open" of a special one, empty for the others; valid as long as the list. */
kr_slice kr_code_list_code(const kr_code_list *list, uint32_t row);

/* A cell of a row by column name ("label", "rank"); empty when the list has no such column. */
kr_slice kr_code_list_cell(const kr_code_list *list, uint32_t row, const char *column);

void kr_code_list_free(kr_code_list *list);

#endif
