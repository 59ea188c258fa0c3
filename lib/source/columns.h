/*
 * What the columns of exports are called: lib/source/columns/names, by meaning, and lib/source/columns/stems, the words that
 * names are made of. Built-in profiles take their names from here (@meaning), and --draft finds the meaning of a name.
 */
#ifndef KR_SOURCE_COLUMNS_H
#define KR_SOURCE_COLUMNS_H

#include "record/definition.h"
#include "text/fold.h"

/*
 * Adds a profile's text with the names of a meaning, | between them, for each @meaning that stands at the start of a cell or
 * behind a blank or a |. An error when there is no such meaning.
 */
bool kr_columns_expand(kr_slice text, kr_buffer *to, kr_error *error);

/* Equal when letters count as lower case and nothing but letters and digits counts; at least one must be there. */
bool kr_column_is(kr_slice a, kr_slice b);

#define KR_STEMS_MAX 12 /* of a name that count */
#define KR_NO_MEANING UINT32_MAX

/* A name as a set of stems. */
typedef struct kr_stem_bag {
	uint32_t stems[KR_STEMS_MAX];
	uint32_t count;
} kr_stem_bag;

typedef struct kr_columns {
	kr_definition names, words;
	uint32_t meaning, kind, field, alone, after, aliases; /* columns of `names` */
	uint32_t word, stem, weight;                          /* columns of `words` */
	kr_map bases;        /* a word of `words` to its row */
	kr_map stems;        /* stem to its number */
	uint8_t *weights;    /* of the stems, by number */
	size_t weight_count;
	uint32_t known_stems; /* number of those that names of the table have */
	struct kr_alias {
		kr_slice name;
		kr_stem_bag bag;
	} *known;
	size_t *first;       /* known name of each row, and the number of all */
	size_t known_count;
	kr_arena arena;
	kr_buffer scratch, folded;
} kr_columns;

bool kr_columns_load(kr_columns *columns, kr_error *error);
void kr_columns_free(kr_columns *columns);

/* Cells of a row of `names`. */
kr_slice kr_columns_meaning(const kr_columns *columns, uint32_t row);
kr_slice kr_columns_cell(const kr_columns *columns, uint32_t row, uint32_t column);

/* The stems of a name. Not for two threads at a time. */
bool kr_columns_bag(kr_columns *columns, kr_slice name, kr_stem_bag *bag);

/*
 * How well a name fits a row of `names`, 0 to 1000: 1000 when it is one of its names, else at most 990: the share of the
 * stems, by weight, that it has in common with the nearest of them (Jaccard 1901).
 */
int kr_columns_fit(const kr_columns *columns, kr_slice name, const kr_stem_bag *bag, uint32_t row);

#endif
