#include "codes/code_list.h"

#include <stdlib.h>

#include "base/embedded.h"

static const char *const word_columns[] = {"label", "label_nl", "label_en", "name", "title", "aliases"};

static bool
no_memory(kr_error *error)
{
	return kr_fail(error, "memory is short");
}

bool
kr_code_list_word(kr_code_list *list, kr_slice word, uint32_t row)
{
	kr_buffer scratch = {0};
	kr_slice folded = kr_folded(&scratch, word), key;
	uint32_t known;
	bool good = !scratch.failed;
	if (good && folded.len != 0) {
		if (kr_map_get(&list->words, folded, &known)) {
			key = folded;
			row = known == row ? row : KR_CODE_AMBIGUOUS;
		} else {
			key = kr_arena_copy(&list->arena, folded);
			good = key.ptr != NULL;
		}
		size_t words = kr_slice_count(folded, ' ');
		if (words > list->longest)
			list->longest = words;
		good = good && kr_map_put(&list->words, key, row);
	}
	kr_buffer_free(&scratch);
	return good;
}

static bool
add_codes(kr_code_list *list, kr_error *error)
{
	for (uint32_t row = 0; row < list->definition.rows; row++) {
		kr_slice code = kr_definition_cell(&list->definition, row, list->code);
		if (!kr_map_put(&list->codes, code, row) || !kr_code_list_word(list, code, row))
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
		kr_slice rest = kr_slice_items(kr_definition_cell(&list->definition, row, at)), word;
		while (kr_slice_next(&rest, '|', &word))
			if (!kr_code_list_word(list, word, row))
				return no_memory(error);
	}
	return true;
}

/* The words of another table (columns word and code) of which `of` in its column `list`, if it has one, is this list. */
static bool
add_words(kr_code_list *list, kr_definition *table, kr_error *error)
{
	uint32_t word, code, of = kr_header_find(&table->header, KR_SLICE("list"));
	if (!kr_definition_column(table, "word", &word, error) || !kr_definition_column(table, "code", &code, error))
		return false;
	for (size_t i = 0; i < table->rows; i++) {
		uint32_t row;
		if (of != KR_NO_FIELD && !kr_slice_is(kr_definition_cell(table, i, of), list->name))
			continue;
		if (!kr_code_list_row(list, kr_definition_cell(table, i, code), &row)) {
			if (of == KR_NO_FIELD)
				continue;
			return kr_definition_fail(table, i, code, error, "no such code in that list");
		}
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
add_aliases(kr_code_list *list, const char *directory, kr_error *error)
{
	kr_buffer name = {0};
	kr_buffer_format(&name, "tables/%s_aliases%c", list->name, 0);
	bool good = !name.failed || no_memory(error);
	if (good && kr_embedded(name.ptr).ptr != NULL)
		good = add_table(list, name.ptr, directory, error);
	kr_buffer_free(&name);
	return good && add_table(list, "tables/words", directory, error);
}

bool
kr_code_list_load(kr_code_list *list, const char *name, const char *directory, kr_error *error)
{
	*list = (kr_code_list){.name = name};
	kr_buffer path = {0};
	kr_buffer_format(&path, "tables/%s%c", name, 0);
	bool good = path.failed ? no_memory(error) : kr_definition_load(&list->definition, path.ptr, directory, error);
	kr_buffer_free(&path);
	if (!good)
		return false;
	list->code = kr_header_find(&list->definition.header, KR_SLICE("code"));
	if (list->code == KR_NO_FIELD)
		list->code = 0;
	good = add_codes(list, error);
	for (size_t i = 0; good && i < sizeof word_columns / sizeof *word_columns; i++)
		good = add_column(list, word_columns[i], error);
	good = good && add_aliases(list, directory, error);
	if (!good)
		kr_code_list_free(list);
	return good;
}

bool
kr_code_list_of(kr_code_list *list, const char *name, kr_slice codes, char separator, const char *directory,
    kr_error *error)
{
	kr_slice item;
	kr_buffer text = {0};
	*list = (kr_code_list){.name = name};
	kr_buffer_text(&text, "code\n");
	for (kr_slice rest = kr_slice_items(codes); kr_slice_next(&rest, separator, &item);) {
		kr_buffer_slice_add(&text, item);
		kr_buffer_char(&text, '\n');
	}
	kr_slice kept = kr_arena_copy(&list->arena, kr_buffer_slice(&text));
	bool good = !text.failed && kept.ptr != NULL ? kr_definition_parse(&list->definition, kept, name, error)
	                                              : no_memory(error);
	kr_buffer_free(&text);
	good = good && add_codes(list, error) && add_table(list, "tables/words", directory, error);
	if (!good)
		kr_code_list_free(list);
	return good;
}

bool
kr_code_list_row(const kr_code_list *list, kr_slice code, uint32_t *row)
{
	return kr_map_get(&list->codes, code, row);
}

bool
kr_code_list_find(const kr_code_list *list, kr_slice word, kr_buffer *scratch, uint32_t *row)
{
	uint32_t found;
	if (kr_map_get(&list->codes, word, row))
		return true;
	if (!kr_map_get(&list->words, kr_folded(scratch, word), &found) || found == KR_CODE_AMBIGUOUS)
		return false;
	*row = found;
	return true;
}

kr_slice
kr_code_list_code(const kr_code_list *list, uint32_t row)
{
	return kr_definition_cell(&list->definition, row, list->code);
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
	kr_arena_free(&list->arena);
}
