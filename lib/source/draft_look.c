#include "source/draft_look.h"

#include "codes/bsn.h"
#include "codes/email.h"
#include "codes/postcode.h"
#include "source/convert_value.h"

const char *const kr_look_patterns[KR_LOOK_PATTERNS] = {"d-m-y", "y-m-d", "ymd", "excel", "dmy", "m-d-y"};
const char *const kr_look_separators[KR_LOOK_SEPARATORS] = {";", ",", " / ", "/", "newline", " "};

static bool
add_field(kr_looker *looker, kr_slice name, kr_error *error)
{
	struct kr_look_field *field = &looker->fields[looker->count];
	uint32_t row;
	if (name.len == 0 || kr_looker_field(looker, name) < looker->count)
		return true;
	if (looker->count == KR_LOOK_FIELDS || !kr_map_get(&looker->schema.rows, name, &row))
		return kr_fail(error, "source/columns/names: field: not a field of a candidate, or too many");
	kr_slice type = kr_definition_cell(&looker->schema.definition, row, looker->schema.type);
	*field = (struct kr_look_field){.name = name,
	    .is_list = kr_slice_starts(type, KR_SLICE("list:")),
	    .is_date = kr_slice_is(type, "date"),
	    .is_postcode = kr_slice_is(name, "postcode")};
	looker->count++;
	return kr_coder_field(&looker->coder, name, &field->field, error);
}

bool
kr_looker_open(kr_looker *looker, const kr_columns *columns, kr_error *error)
{
	*looker = (kr_looker){0};
	bool good = kr_schema_load(&looker->schema, "candidate", NULL, error) &&
	    kr_coder_open(&looker->coder, &looker->schema, NULL, error);
	for (uint32_t row = 0; good && row < columns->names.rows; row++)
		good = add_field(looker, kr_columns_cell(columns, row, columns->field), error);
	if (!good)
		kr_looker_close(looker);
	return good;
}

void
kr_looker_close(kr_looker *looker)
{
	kr_coder_close(&looker->coder);
	kr_schema_free(&looker->schema);
	kr_buffer_free(&looker->out);
	kr_buffer_free(&looker->list);
	*looker = (kr_looker){0};
}

uint32_t
kr_looker_field(const kr_looker *looker, kr_slice name)
{
	for (uint32_t i = 0; i < looker->count && name.len > 0; i++)
		if (kr_slice_equal(looker->fields[i].name, name))
			return i;
	return KR_LOOK_FIELDS;
}

/* The value with | between what are items by any usual separator. */
static kr_slice
as_list(kr_looker *looker, kr_slice value)
{
	static const kr_slice separators[] = {{";", 1}, {",", 1}, {"/", 1}, {"\\r\\n", 4}, {"\\n", 2}};
	bool replaced = false;
	kr_buffer_clear(&looker->list);
	kr_convert_list(value, (kr_words){separators, 5}, false, &replaced, &looker->list);
	return kr_buffer_slice(&looker->list);
}

/* Whether a field understands the value: 1 or 0; -1 when the value says that nothing is known. */
static int
judge(kr_looker *looker, const struct kr_look_field *field, kr_slice value)
{
	bool pc4_only = false;
	kr_buffer_clear(&looker->out);
	if (field->is_postcode)
		return kr_postcode_read(value, &looker->out, &pc4_only) == NULL && !pc4_only;
	if (field->field.coding == NULL)
		return -1;
	if (field->is_list)
		value = as_list(looker, value);
	const char *problem = kr_code_value(&looker->coder, &field->field, value, &looker->out);
	if (problem != NULL && strcmp(problem, "placeholder") == 0)
		return -1;
	kr_slice coded = kr_buffer_slice(&looker->out);
	return problem == NULL && coded.len > 0 && !kr_slice_is(coded, "none") && !kr_is_uncoded(coded);
}

/* True for more than a short number or a letter or two: what can be this and nothing else. */
static bool
is_telling(kr_slice value)
{
	bool has_letter = false;
	for (size_t i = 0; i < value.len; i++)
		has_letter |= (value.ptr[i] | 32) >= 'a' && (value.ptr[i] | 32) <= 'z';
	return value.len >= 8 || (has_letter && value.len >= 3);
}

/* Counts the patterns of dates that fit; true when one does. */
static bool
see_patterns(kr_looker *looker, kr_look *look, kr_slice value)
{
	bool any = false;
	for (size_t i = 0; i < KR_LOOK_PATTERNS; i++) {
		kr_slice pattern = kr_slice_text(kr_look_patterns[i]);
		kr_buffer_clear(&looker->out);
		bool fits = kr_convert_date(value, (kr_words){&pattern, 1}, &looker->out).ptr != value.ptr;
		look->patterns[i] += fits;
		any |= fits;
	}
	return any;
}

static bool
holds(kr_slice text, kr_slice part)
{
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
			return true;
	return false;
}

static void
see_separators(kr_look *look, kr_slice value)
{
	for (size_t i = 0; i < KR_LOOK_SEPARATORS; i++) {
		bool newline = strcmp(kr_look_separators[i], "newline") == 0;
		look->separators[i] += holds(value, newline ? KR_SLICE("\\n") : kr_slice_text(kr_look_separators[i]));
	}
}

void
kr_looker_see(kr_looker *looker, kr_look *look, kr_slice value)
{
	look->filled++;
	look->zeros += kr_slice_is(value, "0");
	look->ones += kr_slice_is(value, "1");
	look->twos += kr_slice_is(value, "2");
	bool is_date = see_patterns(looker, look, value), telling = is_telling(value);
	see_separators(look, value);
	for (uint32_t i = 0; i < looker->count; i++) {
		int fits = looker->fields[i].is_date && is_date ? 1 : judge(looker, &looker->fields[i], value);
		look->judged[i] += fits >= 0;
		look->fits[i] += fits > 0;
		look->telling[i] += fits > 0 && telling;
	}
}

bool
kr_looker_is_personal(kr_looker *looker, kr_slice text)
{
	bool pc4_only = false;
	kr_buffer_clear(&looker->out);
	for (size_t i = 0; i < KR_LOOK_PATTERNS; i++) {
		kr_slice pattern = kr_slice_text(kr_look_patterns[i]);
		if (strcmp(kr_look_patterns[i], "excel") != 0 &&
		    kr_convert_date(text, (kr_words){&pattern, 1}, &looker->out).ptr != text.ptr)
			return true;
	}
	return (text.len >= 8 && kr_bsn_read(text, &looker->out) == NULL) || kr_email_read(text, &looker->out) == NULL ||
	       (kr_postcode_read(text, &looker->out, &pc4_only) == NULL && !pc4_only);
}
