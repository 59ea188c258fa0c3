#include "record/schema.h"

#include <stdio.h>

static bool
find_columns(kr_schema *schema, kr_error *error)
{
	const struct {
		const char *name;
		uint32_t *column;
	} wanted[] = {
	    {"field", &schema->field}, {"type", &schema->type}, {"unit", &schema->unit},
	    {"values", &schema->values}, {"class", &schema->privacy}, {"vum", &schema->vum},
	    {"meaning", &schema->meaning},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!kr_definition_column(&schema->definition, wanted[i].name, wanted[i].column, error))
			return false;
	return true;
}

static bool
index_rows(kr_schema *schema, kr_error *error)
{
	for (size_t row = 0; row < schema->definition.rows; row++) {
		kr_slice class = kr_definition_cell(&schema->definition, row, schema->privacy);
		kr_slice name = kr_definition_cell(&schema->definition, row, schema->field);
		if (!kr_slice_is(class, "identity") && !kr_slice_is(class, "sensitive") && !kr_slice_is(class, "profile"))
			return kr_definition_fail(&schema->definition, row, schema->privacy, error,
			    "must be identity, sensitive or profile");
		if (!kr_map_put(&schema->rows, name, (uint32_t)row))
			return kr_fail(error, "out of memory");
	}
	return true;
}

bool
kr_schema_load(kr_schema *schema, const char *name, const char *directory, kr_error *error)
{
	char path[128];
	*schema = (kr_schema){0};
	snprintf(path, sizeof path, "schema/%s", name);
	if (!kr_definition_load(&schema->definition, path, directory, error))
		return false;
	if (find_columns(schema, error) && index_rows(schema, error))
		return true;
	kr_schema_free(schema);
	return false;
}

enum kr_privacy
kr_schema_class(const kr_schema *schema, kr_slice field)
{
	uint32_t row;
	if (!kr_map_get(&schema->rows, field, &row))
		return KR_IDENTITY;
	kr_slice class = kr_definition_cell(&schema->definition, row, schema->privacy);
	if (kr_slice_is(class, "profile"))
		return KR_PROFILE;
	return kr_slice_is(class, "sensitive") ? KR_SENSITIVE : KR_IDENTITY;
}

bool
kr_schema_knows(const kr_schema *schema, kr_slice field)
{
	uint32_t row;
	return kr_map_get(&schema->rows, field, &row);
}

/* Takes one schema's word about the fields that it knows. */
static void
ask(const kr_schema *schema, const kr_header *header, enum kr_privacy *classes, bool *is_known)
{
	for (uint32_t i = 0; i < header->count; i++) {
		if (!kr_schema_knows(schema, header->names[i]))
			continue;
		enum kr_privacy class = kr_schema_class(schema, header->names[i]);
		if (!is_known[i] || class < classes[i])
			classes[i] = class;
		is_known[i] = true;
	}
}

static bool
ask_all(const char *names, const char *directory, const kr_header *header, enum kr_privacy *classes,
    kr_arena *arena, kr_error *error)
{
	bool *is_known = kr_arena_array(arena, header->count + 1, sizeof *is_known);
	kr_slice rest = kr_slice_text(names), item;
	for (uint32_t i = 0; i < header->count; i++)
		classes[i] = KR_IDENTITY;
	while (is_known != NULL && kr_slice_next(&rest, ',', &item)) {
		char name[64] = {0};
		kr_schema schema;
		memcpy(name, item.ptr, item.len < sizeof name ? item.len : sizeof name - 1);
		if (!kr_schema_load(&schema, name, directory, error))
			return false;
		ask(&schema, header, classes, is_known);
		kr_schema_free(&schema);
	}
	return is_known != NULL || kr_fail(error, "out of memory");
}

bool
kr_schema_classes(const char *names, const char *directory, const kr_header *header, enum kr_privacy *classes,
    kr_error *error)
{
	kr_arena arena = {0};
	bool good = ask_all(names, directory, header, classes, &arena, error);
	kr_arena_free(&arena);
	return good;
}

void
kr_schema_free(kr_schema *schema)
{
	kr_map_free(&schema->rows);
	kr_definition_free(&schema->definition);
}
