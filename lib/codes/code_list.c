#include "codes/code_list.h"

#include "base/embedded.h"

static const char *const word_columns[] = {"label", "label_en", "name", "title", "title_nl"};

/* Which file of words belongs to which list; the names do not tell. */
static const struct {
	const char *list, *words;
} word_tables[] = {
    {"branches", "tables/branch_words"},
    {"competences", "tables/competence_words"},
    {"competence_levels", "tables/competence_level_words"},
    {"contract_types", "tables/contract_type_words"},
    {"education_levels", "tables/education_words"},
    {"education_status", "tables/education_status_words"},
    {"event_kinds", "tables/event_kind_words"},
    {"event_outcomes", "tables/event_outcome_words"},
    {"instruments", "tables/instrument_words"},
    {"languages", "tables/language_words"},
    {"language_levels", "tables/language_level_words"},
    {"licences", "tables/licence_words"},
    {"need_kinds", "tables/need_kind_words"},
    {"sbi_sections", "tables/sector_words"},
    {"obstacles", "tables/obstacle_words"},
    {"obligation_waivers", "tables/obligation_waiver_words"},
    {"pots", "tables/pot_words"},
    {"schemes", "tables/scheme_words"},
    {"service_conditions", "tables/service_condition_words"},
    {"sexes", "tables/sex_words"},
    {"transport", "tables/transport_words"},
    {"wage_units", "tables/wage_unit_words"},
    {"work_capacities", "tables/work_capacity_words"},
    {"work_kinds", "tables/work_kind_words"},
    {"work_levels", "tables/work_level_words"},
};

static const struct {
	const char *word;
	uint32_t special;
} specials[] = {{"unknown", KR_CODE_UNKNOWN}, {"na", KR_CODE_NA}, {"none", KR_CODE_NONE}, {"open", KR_CODE_OPEN}};

enum { SPECIALS = sizeof specials / sizeof *specials };

static bool
no_memory(kr_error *error)
{
	return kr_fail(error, "memory is short");
}

uint32_t
kr_code_special(kr_slice text)
{
	for (size_t i = 0; i < SPECIALS; i++)
		if (kr_slice_is(text, specials[i].word))
			return specials[i].special;
	return 0;
}

/* `key` lies in a scratch buffer; a word that is there for another row becomes ambiguous unless this one is preferred. */
static bool
add_key(kr_code_list *list, kr_map *map, kr_slice key, uint32_t row, bool is_preferred)
{
	uint32_t known;
	if (key.len == 0)
		return true;
	if (kr_map_get(map, key, &known))
		return known == row || kr_map_put(map, key, is_preferred ? row : KR_CODE_AMBIGUOUS);
	kr_slice kept = kr_arena_copy(&list->arena, key);
	return kept.ptr != NULL && kr_map_put(map, kept, row);
}

static bool
add_word(kr_code_list *list, kr_slice word, uint32_t row, bool is_preferred)
{
	kr_buffer scratch = {0};
	bool good = add_key(list, &list->words, kr_lowered(&scratch, word), row, is_preferred) &&
	    add_key(list, &list->folded, kr_folded(&scratch, word), row, is_preferred) && !scratch.failed;
	kr_buffer_free(&scratch);
	return good;
}

bool
kr_code_list_word(kr_code_list *list, kr_slice word, uint32_t row)
{
	return add_word(list, word, row, false);
}

bool
kr_code_list_prefer(kr_code_list *list, kr_slice word, uint32_t row)
{
	return add_word(list, word, row, true);
}

/* The row that a code of the list stands for, or what its column `value` says instead. */
static uint32_t
meaning_of(const kr_code_list *list, uint32_t row)
{
	uint32_t value = kr_header_find(&list->definition.header, KR_SLICE("value"));
	kr_slice text = kr_definition_cell(&list->definition, row, value);
	if (value == KR_NO_FIELD || kr_slice_equal(text, kr_code_list_code(list, row)))
		return row;
	return kr_slice_is(text, "na") ? KR_CODE_NA : KR_CODE_UNKNOWN;
}

static bool
add_codes(kr_code_list *list, kr_error *error)
{
	for (uint32_t row = 0; row < list->definition.rows; row++) {
		kr_slice code = kr_definition_cell(&list->definition, row, list->code);
		if (!kr_map_put(&list->codes, code, meaning_of(list, row)) ||
		    !kr_code_list_word(list, code, meaning_of(list, row)))
			return no_memory(error);
	}
	return true;
}

static bool
add_column(kr_code_list *list, const char *column, kr_error *error)
{
	uint32_t at = kr_header_find(&list->definition.header, kr_slice_text(column));
	if (at == KR_NO_FIELD)
		return true;
	for (uint32_t row = 0; row < list->definition.rows; row++) {
		kr_slice word = kr_definition_cell(&list->definition, row, at);
		if (!kr_code_list_word(list, word, meaning_of(list, row)))
			return no_memory(error);
	}
	return true;
}

static bool
add_words(kr_code_list *list, const kr_definition *table, kr_error *error)
{
	uint32_t word, code;
	if (!kr_definition_column(table, "word", &word, error) || !kr_definition_column(table, "code", &code, error))
		return false;
	for (size_t i = 0; i < table->rows; i++) {
		kr_slice meant = kr_definition_cell(table, i, code);
		uint32_t row = kr_code_special(meant);
		if (row == 0 && !kr_code_list_row(list, meant, &row))
			return kr_definition_fail(table, i, code, error, "no such code in that list");
		if (!kr_code_list_word(list, kr_definition_cell(table, i, word), row))
			return no_memory(error);
	}
	return true;
}

static bool
add_table(kr_code_list *list, const char *table_name, const char *directory, kr_error *error)
{
	kr_definition table = {0};
	if (!kr_definition_load(&table, table_name, directory, error))
		return false;
	bool good = add_words(list, &table, error);
	kr_definition_free(&table);
	return good;
}

static bool
add_own_words(kr_code_list *list, const char *directory, kr_error *error)
{
	for (size_t i = 0; i < sizeof word_tables / sizeof *word_tables; i++)
		if (strcmp(list->name, word_tables[i].list) == 0)
			return add_table(list, word_tables[i].words, directory, error);
	return true;
}

/* "tables/NAME" and an ending as a C string in the buffer; NULL when memory is short. */
static const char *
table_name(kr_buffer *path, const char *name, const char *ending)
{
	kr_buffer_format(path, "tables/%s%s%c", name, ending, 0);
	return path->failed ? NULL : path->ptr;
}

bool
kr_code_list_load(kr_code_list *list, const char *name, const char *directory, kr_error *error)
{
	*list = (kr_code_list){.name = name};
	kr_buffer path = {0};
	const char *table = table_name(&path, name, "");
	bool good = table == NULL ? no_memory(error) : kr_definition_load(&list->definition, table, directory, error);
	kr_buffer_free(&path);
	if (!good)
		return false;
	list->code = kr_header_find(&list->definition.header, KR_SLICE("code"));
	if (list->code == KR_NO_FIELD)
		list->code = 0;
	good = add_codes(list, error);
	for (size_t i = 0; good && i < sizeof word_columns / sizeof *word_columns; i++)
		good = add_column(list, word_columns[i], error);
	good = good && add_own_words(list, directory, error);
	if (!good)
		kr_code_list_free(list);
	return good;
}

/* The codes as a definition file of one column, which lives in the arena. */
static bool
parse_codes(kr_code_list *list, kr_slice codes, char separator, kr_error *error)
{
	kr_slice item;
	kr_buffer text = {0};
	kr_buffer_text(&text, "code\n");
	for (kr_slice rest = kr_slice_items(codes); kr_slice_next(&rest, separator, &item);) {
		kr_buffer_slice_add(&text, item);
		kr_buffer_char(&text, '\n');
	}
	kr_slice kept = text.failed ? kr_slice_of(NULL, 0) : kr_arena_copy(&list->arena, kr_buffer_slice(&text));
	kr_buffer_free(&text);
	if (kept.ptr == NULL)
		return no_memory(error);
	return kr_definition_parse(&list->definition, kept, list->name, error);
}

bool
kr_code_list_of(kr_code_list *list, const char *name, kr_slice codes, char separator, const char *directory,
    kr_error *error)
{
	*list = (kr_code_list){.name = name};
	kr_buffer path = {0};
	const char *words = table_name(&path, name, "_words");
	bool good = (words != NULL || no_memory(error)) && parse_codes(list, codes, separator, error) &&
	    add_codes(list, error);
	if (good && kr_embedded(words).ptr != NULL)
		good = add_table(list, words, directory, error);
	kr_buffer_free(&path);
	if (!good)
		kr_code_list_free(list);
	return good;
}

bool
kr_code_list_row(const kr_code_list *list, kr_slice code, uint32_t *row)
{
	return kr_map_get(&list->codes, code, row);
}

/*
 * Without its marks a text must still be a word: three bytes or more with a letter in it. "-1" is no 1 and "ÿ" no y.
 */
static bool
is_word(kr_slice folded)
{
	for (size_t i = 0; i < folded.len && folded.len >= 3; i++)
		if (folded.ptr[i] > '9' || (unsigned char)folded.ptr[i] >= 0x80)
			return true;
	return false;
}

bool
kr_code_list_find_folded(const kr_code_list *list, kr_slice folded, uint32_t *row)
{
	uint32_t found;
	if (!is_word(folded) || !kr_map_get(&list->folded, folded, &found) || found == KR_CODE_AMBIGUOUS)
		return false;
	*row = found;
	return true;
}

bool
kr_code_list_find(const kr_code_list *list, kr_slice word, kr_buffer *scratch, uint32_t *row)
{
	uint32_t found;
	if (kr_map_get(&list->codes, word, row))
		return true;
	if (!kr_map_get(&list->words, kr_lowered(scratch, word), &found))
		return kr_code_list_find_folded(list, kr_folded(scratch, word), row);
	if (found == KR_CODE_AMBIGUOUS)
		return false;
	*row = found;
	return true;
}

kr_slice
kr_code_list_code(const kr_code_list *list, uint32_t row)
{
	if (row < list->definition.rows)
		return kr_definition_cell(&list->definition, row, list->code);
	for (size_t i = 1; i < SPECIALS; i++)
		if (specials[i].special == row)
			return kr_slice_text(specials[i].word);
	return kr_slice_of(NULL, 0);
}

kr_slice
kr_code_list_cell(const kr_code_list *list, uint32_t row, const char *column)
{
	return kr_definition_cell(&list->definition, row,
	    kr_header_find(&list->definition.header, kr_slice_text(column)));
}

void
kr_code_list_free(kr_code_list *list)
{
	kr_definition_free(&list->definition);
	kr_map_free(&list->codes);
	kr_map_free(&list->words);
	kr_map_free(&list->folded);
	kr_arena_free(&list->arena);
}
