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

void
kr_schema_free(kr_schema *schema)
{
	kr_map_free(&schema->rows);
	kr_definition_free(&schema->definition);
}
