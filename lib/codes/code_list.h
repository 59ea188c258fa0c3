/*
 * A closed list of codes and the words that people write for them: one module for every such list.
 *
 * The list is a definition file lib/tables/NAME: the code stands in its column `code` (else in its first), words in
 * the columns `label`, `label_nl`, `label_en`, `name`, `title` and `aliases` (several with | between them), whichever
 * there are. More words, for any list, stand in lib/tables/words. Lookups take the code itself (case does not
 * count), then the folded words (text/fold.h). A word that stands for two codes stands for none.
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
	kr_map words;             /* folded word to row, or KR_CODE_AMBIGUOUS */
	size_t longest;           /* most words in one entry of `words` */
	kr_arena arena;
} kr_code_list;

#define KR_CODE_AMBIGUOUS (UINT32_MAX - 1)

/* Loads lib/tables/NAME with its words; `directory` as in kr_definition_load. `name` must outlive the list. */
bool kr_code_list_load(kr_code_list *list, const char *name, const char *directory, kr_error *error);

/* A list without a table: codes separated by `separator`, and the words that lib/tables/words has for `name`. */
bool kr_code_list_of(kr_code_list *list, const char *name, kr_slice codes, char separator, const char *directory,
    kr_error *error);

/* Adds a word for a row; false when memory is short. A word that has another row already becomes ambiguous. */
bool kr_code_list_word(kr_code_list *list, kr_slice word, uint32_t row);

/* Row of a code exactly as the list writes it. */
bool kr_code_list_row(const kr_code_list *list, kr_slice code, uint32_t *row);

/*
 * Row of a code or a word as people write it. `scratch` is the caller's, for the folded key. False when it is not
 * there or ambiguous.
 */
bool kr_code_list_find(const kr_code_list *list, kr_slice word, kr_buffer *scratch, uint32_t *row);

/* The code of a row, valid as long as the list. */
kr_slice kr_code_list_code(const kr_code_list *list, uint32_t row);

/* A cell of a row by column name ("label", "rank"); empty when the list has no such column. */
kr_slice kr_code_list_cell(const kr_code_list *list, uint32_t row, const char *column);

void kr_code_list_free(kr_code_list *list);

#endif
