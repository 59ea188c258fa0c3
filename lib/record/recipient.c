#include "record/recipient.h"

#include <stdio.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "record/schema.h"

#define ID_MAX 128
#define NAME_MAX_BYTES 128
#define KEY_MAX 256u

/* The columns of the table. */
typedef struct columns {
	uint32_t recipient, purpose, ground, schema, fields;
} columns;

static bool
find_columns(const kr_definition *definition, columns *at, kr_error *error)
{
	return kr_definition_column(definition, "recipient", &at->recipient, error) &&
	    kr_definition_column(definition, "purpose", &at->purpose, error) &&
	    kr_definition_column(definition, "ground", &at->ground, error) &&
	    kr_definition_column(definition, "schema", &at->schema, error) &&
	    kr_definition_column(definition, "fields", &at->fields, error);
}

static bool
fail_unknown(const char *what, kr_slice wanted, const kr_nearest *nearest, kr_error *error)
{
	char quoted[KR_QUOTE_MAX], known[KR_QUOTE_MAX];
	kr_slice found = kr_nearest_found(nearest);
	kr_quote(wanted, quoted);
	if (found.len)
		return kr_fail(error, "unknown %s %s (did you mean %s?)", what, quoted, kr_quote(found, known));
	return kr_fail(error, "unknown %s %s", what, quoted);
}

static bool
split_name(kr_recipient *recipient, const char *to, kr_error *error)
{
	kr_slice all = kr_arena_copy(&recipient->arena, kr_slice_text(to));
	size_t colon = kr_slice_find(all, ':');
	if (all.ptr == NULL)
		return kr_fail(error, "out of memory");
	recipient->kind = kr_slice_part(all, 0, colon);
	recipient->id = kr_slice_part(all, colon + 1, all.len);
	if (colon == all.len)
		return true;
	bool good = recipient->id.len > 0 && recipient->id.len <= ID_MAX && kr_utf8_check(recipient->id) == recipient->id.len;
	for (size_t i = 0; good && i < recipient->id.len; i++)
		good = (unsigned char)recipient->id.ptr[i] > 0x20 && recipient->id.ptr[i] != 0x7f;
	return good || kr_fail(error, "the id of a recipient is 1 to %d bytes without blanks, as in employer:bakker-12", ID_MAX);
}

/* A BSN goes to nobody: a table that says otherwise is not used at all. */
static bool
refuse_bsn(const kr_definition *definition, const columns *at, kr_error *error)
{
	for (size_t row = 0; row < definition->rows; row++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(definition, row, at->fields)), field;
		while (kr_slice_next(&rest, '|', &field))
			if (kr_slice_is(field, "bsn") || kr_slice_is(field, "person_key"))
				return kr_definition_fail(definition, row, at->fields, error,
				    "a BSN and a person_key are granted to nobody");
	}
	return true;
}

/* The purpose that holds: the one that was asked for, else the first of the kind. */
static bool
choose_purpose(kr_recipient *recipient, const columns *at, const char *asked, kr_error *error)
{
	const kr_definition *definition = &recipient->definition;
	kr_slice wanted = kr_slice_text(asked);
	kr_nearest kinds = kr_nearest_to(recipient->kind), purposes = kr_nearest_to(wanted);
	bool is_kind = false;
	for (size_t row = 0; row < definition->rows; row++) {
		kr_slice purpose = kr_definition_cell(definition, row, at->purpose);
		kr_slice kind = kr_definition_cell(definition, row, at->recipient);
		kr_nearest_offer(&kinds, kind);
		if (!kr_slice_equal(kind, recipient->kind))
			continue;
		is_kind = true;
		kr_nearest_offer(&purposes, purpose);
		if (asked == NULL || kr_slice_equal(purpose, wanted)) {
			recipient->purpose = purpose;
			recipient->ground = kr_definition_cell(definition, row, at->ground);
			return true;
		}
	}
	return is_kind ? fail_unknown("purpose", wanted, &purposes, error)
	    : fail_unknown("recipient", recipient->kind, &kinds, error);
}

/* "schema field" in `key`; 0 when it has no room. */
static size_t
write_key(char key[KEY_MAX], kr_slice schema, kr_slice field)
{
	if (schema.len + 1 + field.len > KEY_MAX)
		return 0;
	kr_slice_copy(key, schema);
	key[schema.len] = ' ';
	kr_slice_copy(key + schema.len + 1, field);
	return schema.len + 1 + field.len;
}

static bool
grant(kr_recipient *recipient, kr_slice schema, kr_slice field, kr_error *error)
{
	char key[KEY_MAX];
	size_t len = write_key(key, schema, field);
	kr_slice copy = kr_arena_copy(&recipient->arena, kr_slice_of(key, len));
	if (len == 0)
		return kr_fail(error, "%s: a name of more than %u bytes", recipient->definition.name, KEY_MAX);
	return (copy.ptr != NULL && kr_map_put(&recipient->grants, copy, 1) &&
	    kr_map_put(&recipient->grants, kr_slice_part(copy, 0, schema.len), 1)) || kr_fail(error, "out of memory");
}

/* One schema of a row: marks the fields that it has, and grants all of the row's. */
static bool
take_schema(kr_recipient *recipient, const columns *at, size_t row, kr_slice name, const char *directory, bool *is_known,
    kr_error *error)
{
	char text[NAME_MAX_BYTES];
	kr_schema schema;
	kr_slice rest = kr_slice_items(kr_definition_cell(&recipient->definition, row, at->fields)), field;
	snprintf(text, sizeof text, "%.*s", (int)name.len, name.ptr);
	if (!kr_schema_load(&schema, text, directory, error))
		return false;
	bool good = true;
	for (size_t i = 0; good && kr_slice_next(&rest, '|', &field); i++) {
		is_known[i] |= kr_schema_knows(&schema, field);
		good = grant(recipient, name, field, error);
	}
	kr_schema_free(&schema);
	return good;
}

static bool
take_row(kr_recipient *recipient, const columns *at, size_t row, const char *directory, kr_error *error)
{
	const kr_definition *definition = &recipient->definition;
	kr_slice fields = kr_definition_cell(definition, row, at->fields);
	kr_slice schemas = kr_definition_cell(definition, row, at->schema), rest = kr_slice_items(schemas), name;
	bool *is_known = kr_arena_array(&recipient->arena, kr_slice_count(fields, '|') + 1, sizeof *is_known);
	if (is_known == NULL)
		return kr_fail(error, "out of memory");
	if (schemas.len == 0)
		return kr_definition_fail(definition, row, at->schema, error, "names no schema");
	if (!kr_slice_equal(recipient->ground, kr_definition_cell(definition, row, at->ground)) || recipient->ground.len == 0)
		return kr_definition_fail(definition, row, at->ground, error, "must say one ground in all rows of the purpose");
	while (kr_slice_next(&rest, '|', &name))
		if (!take_schema(recipient, at, row, name, directory, is_known, error))
			return false;
	rest = kr_slice_items(fields);
	for (size_t i = 0; kr_slice_next(&rest, '|', &name); i++) {
		char quoted[KR_QUOTE_MAX], message[KR_QUOTE_MAX + 64];
		snprintf(message, sizeof message, "the row's schemas have no field %s", kr_quote(name, quoted));
		if (!is_known[i])
			return kr_definition_fail(definition, row, at->fields, error, message);
	}
	return true;
}

static bool
take_rows(kr_recipient *recipient, const columns *at, const char *directory, kr_error *error)
{
	const kr_definition *definition = &recipient->definition;
	for (size_t row = 0; row < definition->rows; row++)
		if (kr_slice_equal(kr_definition_cell(definition, row, at->recipient), recipient->kind) &&
		    kr_slice_equal(kr_definition_cell(definition, row, at->purpose), recipient->purpose) &&
		    !take_row(recipient, at, row, directory, error))
			return false;
	return true;
}

bool
kr_recipient_load(kr_recipient *recipient, const char *to, const char *purpose, const char *directory,
    kr_error *error)
{
	columns at;
	*recipient = (kr_recipient){0};
	if (kr_definition_load(&recipient->definition, "schema/recipients", directory, error) &&
	    find_columns(&recipient->definition, &at, error) && refuse_bsn(&recipient->definition, &at, error) &&
	    split_name(recipient, to, error) && choose_purpose(recipient, &at, purpose, error) &&
	    take_rows(recipient, &at, directory, error))
		return true;
	kr_recipient_free(recipient);
	return false;
}

bool
kr_recipient_grants(const kr_recipient *recipient, const char *schema, kr_slice field)
{
	char key[KEY_MAX];
	uint32_t row;
	size_t len = write_key(key, kr_slice_text(schema), field);
	return len > 0 && kr_map_get(&recipient->grants, kr_slice_of(key, len), &row);
}

bool
kr_recipient_has(const kr_recipient *recipient, const char *schema)
{
	uint32_t row;
	return kr_map_get(&recipient->grants, kr_slice_text(schema), &row);
}

void
kr_recipient_free(kr_recipient *recipient)
{
	kr_map_free(&recipient->grants);
	kr_definition_free(&recipient->definition);
	kr_arena_free(&recipient->arena);
	*recipient = (kr_recipient){0};
}
