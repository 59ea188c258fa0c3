#include "base/buffer.h"
#include "source/profile.h"
#include "source/typed.h"

/* The paths of a field: "education[] + education[].level + education[].field". */
static kr_slice
paths_of(kr_profile *profile, kr_slice field, const kr_typed *typed)
{
	kr_buffer text = {0};
	const char *mark = typed->is_list ? "[]" : "";
	kr_buffer_slice_add(&text, field);
	kr_buffer_text(&text, mark);
	for (uint32_t i = 0; i < typed->part_count; i++)
		kr_buffer_format(&text, " + %.*s%s.%.*s", (int)field.len, field.ptr, mark, (int)typed->parts[i].len, typed->parts[i].ptr);
	kr_slice copy = text.failed ? kr_slice_of(NULL, 0) : kr_arena_copy(&profile->arena, kr_buffer_slice(&text));
	kr_buffer_free(&text);
	return copy;
}

static bool
add_field(kr_profile *profile, const kr_schema *schema, size_t row, kr_error *error)
{
	kr_typed typed;
	kr_slice field = kr_definition_cell(&schema->definition, row, schema->field);
	kr_rule *rule = &profile->rules[profile->count];
	kr_typed_find(schema, field, &typed);
	*rule = (kr_rule){.conversion = typed.part_count ? KR_CONVERT_PARTS : KR_CONVERT_KEEP,
	    .output = kr_header_add(&profile->header, field),
	    .first_column = profile->column_count,
	    .column_count = 1 + typed.part_count,
	    .columns = paths_of(profile, field, &typed)};
	if (rule->output == KR_NO_FIELD || rule->columns.ptr == NULL)
		return kr_fail(error, "out of memory");
	profile->column_count += rule->column_count;
	profile->count++;
	return true;
}

static bool
add_schema(kr_profile *profile, const char *name, const char *directory, kr_error *error)
{
	kr_schema schema;
	bool good = true;
	if (!kr_schema_load(&schema, name, directory, error))
		return false;
	for (size_t row = 0; row < schema.definition.rows && good; row++)
		good = add_field(profile, &schema, row, error);
	kr_schema_free(&schema);
	return good;
}

#define FIELDS_MAX 1024u /* of two schemas */

bool
kr_profile_of_schema(kr_profile *profile, const char *schema, const char *directory, kr_error *error)
{
	*profile = (kr_profile){.name = schema, .is_exact = true, .rows = KR_NO_FIELD};
	profile->rules = kr_arena_array(&profile->arena, FIELDS_MAX, sizeof *profile->rules);
	if (profile->rules == NULL)
		return kr_fail(error, "out of memory");
	return (strcmp(schema, "person") != 0 || add_schema(profile, "candidate", directory, error)) &&
	    add_schema(profile, schema, directory, error);
}

bool
kr_profile_set_excel(kr_profile *profile, const char *directory, kr_error *error)
{
	kr_all_schemas all;
	bool good = kr_all_schemas_load(&all, directory, error);
	for (size_t i = 0; good && i < profile->count; i++) {
		kr_rule *rule = &profile->rules[i];
		kr_typed typed = kr_all_schemas_type(&all, profile->header.names[rule->output]);
		rule->conversion = KR_CONVERT_EXCEL;
		rule->argument = typed.kind == KR_IS_DECIMAL && !typed.is_list ? KR_SLICE("decimal") : kr_slice_of(NULL, 0);
	}
	kr_all_schemas_free(&all);
	return good;
}
