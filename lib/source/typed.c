#include "source/typed.h"

#include <stdlib.h>

static enum kr_kind_of
kind_of(kr_slice word)
{
	return kr_slice_is(word, "integer") ? KR_IS_INTEGER
	    : kr_slice_is(word, "decimal") ? KR_IS_DECIMAL
	    : kr_slice_is(word, "yesno") ? KR_IS_YESNO
	    : kr_slice_is(word, "parts") ? KR_IS_PARTS : KR_IS_TEXT;
}

/* "level=education_levels:field:diploma=yesno" */
static void
name_parts(kr_typed *typed, kr_slice values)
{
	kr_slice rest = kr_slice_part(values, 0, kr_slice_find(values, ' ')), part;
	while (typed->part_count < KR_TYPED_PARTS && kr_slice_next(&rest, ':', &part)) {
		size_t sign = kr_slice_find(part, '=');
		typed->parts[typed->part_count] = kr_slice_part(part, 0, sign);
		typed->part_kinds[typed->part_count++] = kind_of(kr_slice_part(part, sign + 1, part.len));
	}
}

bool
kr_typed_find(const kr_schema *schema, kr_slice field, kr_typed *typed)
{
	uint32_t row;
	*typed = (kr_typed){0};
	if (!kr_map_get(&schema->rows, field, &row))
		return false;
	kr_slice type = kr_definition_cell(&schema->definition, row, schema->type);
	typed->is_list = kr_slice_starts(type, KR_SLICE("list:"));
	typed->kind = kind_of(kr_slice_part(type, typed->is_list ? 5 : 0, type.len));
	if (typed->kind == KR_IS_PARTS)
		name_parts(typed, kr_definition_cell(&schema->definition, row, schema->values));
	return true;
}

bool
kr_all_schemas_load(kr_all_schemas *all, const char *directory, kr_error *error)
{
	kr_slice rest = KR_SLICE(KR_SCHEMAS), name;
	*all = (kr_all_schemas){.schemas = calloc(kr_slice_count(rest, ','), sizeof *all->schemas)};
	if (all->schemas == NULL)
		return kr_fail(error, "out of memory");
	while (kr_slice_next(&rest, ',', &name)) {
		char text[64] = {0};
		memcpy(text, name.ptr, name.len < sizeof text ? name.len : sizeof text - 1);
		if (!kr_schema_load(&all->schemas[all->count], text, directory, error))
			return false;
		all->count++;
	}
	return true;
}

kr_typed
kr_all_schemas_type(const kr_all_schemas *all, kr_slice field)
{
	kr_typed typed = {0};
	for (size_t i = 0; i < all->count; i++)
		if (kr_typed_find(&all->schemas[i], field, &typed))
			break;
	return typed;
}

void
kr_all_schemas_free(kr_all_schemas *all)
{
	for (size_t i = 0; i < all->count; i++)
		kr_schema_free(&all->schemas[i]);
	free(all->schemas);
	*all = (kr_all_schemas){0};
}
