#include "source/draft_choose.h"

#include <stdlib.h>

#include "base/number.h"

#define ENOUGH 520        /* score from which a column is taken for a meaning */
#define VALUES_FIT 60     /* percent of the values */
#define VALUES_DO_NOT 30

typedef struct pair {
	int score, name_fit;
	uint32_t column, row;
} pair;

typedef struct pairs {
	pair *items;
	size_t count;
} pairs;

int
kr_draft_share(const kr_draft *draft, uint32_t column, uint32_t row)
{
	const kr_look *look = &draft->looks[column];
	uint32_t field = kr_looker_field(&draft->looker, kr_columns_cell(&draft->columns, row, draft->columns.field));
	if (field == KR_LOOK_FIELDS || look->judged[field] == 0)
		return -1;
	return (int)(look->fits[field] * 100u / look->judged[field]);
}

/* Percent of the values that can be nothing else; -1 when there are too few. */
static int
telling_share(const kr_draft *draft, uint32_t column, uint32_t row)
{
	const kr_look *look = &draft->looks[column];
	uint32_t field = kr_looker_field(&draft->looker, kr_columns_cell(&draft->columns, row, draft->columns.field));
	if (field == KR_LOOK_FIELDS || look->judged[field] < 3)
		return -1;
	return (int)(look->telling[field] * 100u / look->judged[field]);
}

/* The score of a column for a row of the names, from the likeness of the name and the values. */
static int
score_of(const kr_draft *draft, uint32_t column, uint32_t row, int name_fit)
{
	int64_t needed;
	int share = kr_draft_share(draft, column, row), score = name_fit;
	if (share >= VALUES_FIT)
		score += name_fit > 0 ? 100 : 0;
	else if (share >= 0 && share < VALUES_DO_NOT)
		score -= name_fit == 1000 ? 100 : 400;
	kr_slice alone = kr_columns_cell(&draft->columns, row, draft->columns.alone);
	if (!kr_number_parse(alone, 1, 100, &needed))
		return score;
	int telling = telling_share(draft, column, row);
	return telling >= needed && score < ENOUGH + telling ? ENOUGH + telling : score;
}

/* True when the row is for this kind of record and, if it asks for it, stands behind the column that it asks for. */
static bool
is_open(kr_draft *draft, const char *kind, uint32_t column, uint32_t row)
{
	const kr_columns *columns = &draft->columns;
	kr_slice said = kr_columns_cell(columns, row, columns->kind), after = kr_columns_cell(columns, row, columns->after);
	kr_stem_bag bag;
	if (!kr_slice_is(said, "any") && !kr_slice_is(said, kind))
		return false;
	if (after.len == 0)
		return true;
	if (column == 0 || !kr_columns_bag(&draft->columns, draft->header->names[column - 1], &bag))
		return false;
	for (uint32_t i = 0; i < columns->names.rows; i++)
		if (kr_slice_equal(kr_columns_meaning(columns, i), after))
			return kr_columns_fit(columns, draft->header->names[column - 1], &bag, i) > 800;
	return false;
}

/* True when a profile can name the column: | and + part names there, so nothing may depend on them. */
static bool
can_be_named(const kr_draft *draft, uint32_t column)
{
	kr_slice name = draft->header->names[column];
	if (kr_slice_find(name, '|') == name.len && kr_slice_find(name, '+') == name.len)
		return true;
	for (uint32_t i = 0; i < draft->header->count; i++)
		if (i != column && kr_column_is(draft->header->names[i], name))
			return false;
	for (size_t i = 0; i < name.len; i++)
		if ((name.ptr[i] | 32) >= 'a' && (name.ptr[i] | 32) <= 'z')
			return true;
	return false;
}

static bool
add_column(kr_draft *draft, const char *kind, uint32_t column, pairs *found)
{
	kr_stem_bag bag;
	kr_slice name = draft->header->names[column];
	if (!kr_columns_bag(&draft->columns, name, &bag))
		return false;
	for (uint32_t row = 0; row < draft->columns.names.rows; row++) {
		if (!is_open(draft, kind, column, row))
			continue;
		int fit = kr_columns_fit(&draft->columns, name, &bag, row);
		int score = score_of(draft, column, row, fit);
		if (kr_columns_cell(&draft->columns, row, draft->columns.after).len > 0)
			score += 150; /* what stands before it says more than the name */
		if (score >= ENOUGH)
			found->items[found->count++] = (pair){score, fit, column, row};
	}
	return true;
}

static int
best_first(const void *a, const void *b)
{
	const pair *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->row < y->row ? -1 : 1;
}

static bool
names_meaning(kr_slice cell, kr_slice meaning)
{
	kr_slice word;
	cell = kr_slice_items(cell);
	while (kr_slice_next(&cell, ' ', &word))
		if (word.len == meaning.len + 1 && word.ptr[0] == '@' && kr_slice_equal(kr_slice_part(word, 1, word.len), meaning))
			return true;
	return false;
}

/* True when a rule of the profile takes several columns of the meaning one after the other. */
static bool
may_have_several(const kr_definition *rules, kr_slice meaning)
{
	static const char *const conversions[] = {"list", "levels", "periods", "+levels"};
	uint32_t column = kr_header_find(&rules->header, KR_SLICE("column"));
	uint32_t conversion = kr_header_find(&rules->header, KR_SLICE("conversion"));
	for (size_t row = 0; row < rules->rows; row++)
		for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
			if (kr_slice_is(kr_definition_cell(rules, row, conversion), conversions[i]) &&
			    names_meaning(kr_definition_cell(rules, row, column), meaning))
				return true;
	return false;
}

/* The column that has the meaning of a row, or KR_NO_FIELD. */
static uint32_t
holder(const kr_draft *draft, uint32_t row)
{
	for (uint32_t i = 0; i < draft->header->count; i++)
		if (draft->choices[i].row != KR_NO_MEANING &&
		    kr_slice_equal(kr_columns_meaning(&draft->columns, draft->choices[i].row), kr_columns_meaning(&draft->columns, row)))
			return i;
	return KR_NO_FIELD;
}

static void
take(kr_draft *draft, const kr_definition *rules, const pair *item, int64_t *total)
{
	kr_draft_choice *choice = &draft->choices[item->column];
	if (choice->row != KR_NO_MEANING)
		return;
	uint32_t other = holder(draft, item->row);
	if (other != KR_NO_FIELD && !may_have_several(rules, kr_columns_meaning(&draft->columns, item->row))) {
		choice->rival = choice->rival == KR_NO_FIELD ? other : choice->rival;
		return;
	}
	choice->row = item->row;
	choice->score = item->score;
	choice->name_fit = item->name_fit;
	*total += item->score;
}

bool
kr_draft_choose(kr_draft *draft, const char *kind, const kr_definition *rules, int64_t *total, kr_error *error)
{
	pairs found = {0};
	bool good = true;
	*total = 0;
	found.items = calloc((size_t)draft->header->count * draft->columns.names.rows + 1, sizeof *found.items);
	if (found.items == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < draft->header->count && good; i++) {
		draft->choices[i] = (kr_draft_choice){.row = KR_NO_MEANING, .rival = KR_NO_FIELD};
		good = !can_be_named(draft, i) || add_column(draft, kind, i, &found);
	}
	qsort(found.items, found.count, sizeof *found.items, best_first);
	for (size_t i = 0; i < found.count && good; i++)
		take(draft, rules, &found.items[i], total);
	free(found.items);
	return good || kr_fail(error, "out of memory");
}
