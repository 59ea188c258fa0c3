#include "contact/meaning.h"

#include <stdio.h>

#include "record/definition.h"
#include "record/escape.h"
#include "record/schema.h"

static kr_definition labels;
static kr_schema schema;
static uint32_t label_column;
static const char *tables;
static bool is_dutch;

bool
meaning_load(const char *language, const char *directory, kr_error *error)
{
	tables = directory;
	is_dutch = strcmp(language, "nl") == 0;
	return kr_definition_load(&labels, "ledger/field_labels", directory, error) &&
	    kr_definition_column(&labels, language, &label_column, error) && kr_schema_load(&schema, "candidate", directory, error);
}

void
meaning_free(void)
{
	kr_definition_free(&labels);
	kr_schema_free(&schema);
}

void
meaning_label(kr_slice field, kr_buffer *out)
{
	for (size_t row = 0; row < labels.rows; row++)
		if (kr_slice_equal(kr_definition_cell(&labels, row, 0), field)) {
			kr_buffer_slice_add(out, kr_definition_cell(&labels, row, label_column));
			return;
		}
	kr_buffer_slice_add(out, field);
}

/* "tables/NAME" of a field whose values are the codes of a table; false for any other. */
static bool
table_of(kr_slice field, char name[96])
{
	uint32_t row;
	if (!kr_map_get(&schema.rows, field, &row))
		return false;
	kr_slice values = kr_definition_cell(&schema.definition, row, schema.values);
	if (values.len == 0 || values.ptr[0] != '=')
		return false;
	kr_slice table = kr_slice_part(values, 1, kr_slice_find(values, ' '));
	snprintf(name, 96, "tables/%.*s", (int)table.len, table.ptr);
	return true;
}

/* The word that a table has for a code. */
static kr_slice
word_of(const kr_definition *table, kr_slice code)
{
	static const char *const columns[] = {"label", "name", "title"};
	uint32_t column = KR_NO_FIELD;
	for (size_t i = 0; i < 3 && column == KR_NO_FIELD; i++)
		column = kr_header_find(&table->header, kr_slice_text(columns[i]));
	for (size_t row = 0; row < table->rows; row++)
		if (kr_slice_equal(kr_definition_cell(table, row, 0), code))
			return kr_definition_cell(table, row, column);
	return (kr_slice){0};
}

static void
add_item(kr_slice item, const kr_definition *table, kr_buffer *out)
{
	kr_slice word = table != NULL ? word_of(table, item) : (kr_slice){0};
	if (kr_slice_is(item, "yes") || kr_slice_is(item, "no"))
		kr_buffer_text(out, is_dutch ? (item.len == 3 ? "ja" : "nee") : (item.len == 3 ? "yes" : "no"));
	else if (kr_slice_is(item, "none"))
		kr_buffer_text(out, is_dutch ? "geen" : "none");
	else if (word.len > 0)
		kr_buffer_slice_add(out, word);
	else
		kr_unescape(out, item);
}

void
meaning_value(kr_slice field, kr_slice value, kr_buffer *out)
{
	kr_definition table = {0};
	kr_error error;
	char name[96];
	bool has_table = table_of(field, name) && kr_definition_load(&table, name, tables, &error);
	kr_slice rest = kr_slice_items(value), item;
	for (size_t i = 0; kr_slice_next(&rest, '|', &item); i++) {
		if (i > 0)
			kr_buffer_text(out, ", ");
		add_item(item, has_table ? &table : NULL, out);
	}
	if (has_table)
		kr_definition_free(&table);
}
