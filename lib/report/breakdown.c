#include "report/breakdown.h"

#include "base/nearest.h"
#include "record/escape.h"
#include "record/schema.h"

/* The field that classes are defined for and that is nearest to one that is not. */
static kr_slice
nearest_field(const kr_breakdown *breakdown, kr_slice field)
{
	kr_nearest nearest = kr_nearest_to(field);
	uint32_t column = kr_header_find(&breakdown->table.header, KR_SLICE("field"));
	for (size_t row = 0; row < breakdown->table.rows; row++)
		kr_nearest_offer(&nearest, kr_definition_cell(&breakdown->table, row, column));
	return kr_nearest_found(&nearest);
}

static bool
check_allowed(const kr_breakdown *breakdown, kr_slice field, const char *purpose, const char *directory, kr_error *error)
{
	char quoted[KR_QUOTE_MAX], near[KR_QUOTE_MAX];
	enum kr_privacy privacy;
	kr_header header = {0};
	kr_quote(field, quoted);
	bool good = (kr_header_add(&header, field) != KR_NO_FIELD || kr_fail(error, "out of memory")) &&
	    kr_schema_classes("candidate,person", directory, &header, &privacy, error);
	kr_header_free(&header);
	if (!good)
		return false;
	kr_slice meant = nearest_field(breakdown, field);
	if (privacy == KR_IDENTITY && meant.len)
		return kr_fail(error, "--by %s: no field %s; did you mean %s?", quoted, quoted, kr_quote(meant, near));
	if (privacy == KR_IDENTITY)
		return kr_fail(error, "--by %s: an identity field, or one that no schema knows; it is never reported on",
		    quoted);
	if (privacy == KR_SENSITIVE && purpose == NULL)
		return kr_fail(error, "--by %s: a sensitive field; it needs --purpose", quoted);
	return true;
}

static bool
take_class(kr_breakdown *breakdown, size_t row, kr_error *error)
{
	const kr_definition *table = &breakdown->table;
	const char *const columns[] = {"value", "class", "nl", "en"};
	kr_class *class = &breakdown->classes[breakdown->count];
	kr_slice *const cells[] = {&class->value, &class->key, &class->nl, &class->en};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		uint32_t column;
		if (!kr_definition_column(table, columns[i], &column, error))
			return false;
		*cells[i] = kr_definition_cell(table, row, column);
	}
	if (breakdown->count + 1 >= KR_CLASSES_MAX)
		return kr_definition_fail(table, row, 0, error, "too many classes of one field");
	breakdown->count++;
	return true;
}

static bool
take_classes(kr_breakdown *breakdown, kr_slice field, kr_error *error)
{
	uint32_t column;
	char quoted[KR_QUOTE_MAX];
	if (!kr_definition_column(&breakdown->table, "field", &column, error))
		return false;
	for (size_t row = 0; row < breakdown->table.rows; row++)
		if (kr_slice_equal(kr_definition_cell(&breakdown->table, row, column), field) &&
		    !take_class(breakdown, row, error))
			return false;
	if (breakdown->count == 0)
		return kr_fail(error, "--by %s: no classes are defined for it (lib/report/classes)",
		    kr_quote(field, quoted));
	breakdown->rest = breakdown->count;
	for (uint32_t i = 0; i < breakdown->count; i++)
		if (kr_slice_is(breakdown->classes[i].value, "*"))
			breakdown->rest = i;
	breakdown->classes[breakdown->count].key = KR_SLICE("unknown");
	return true;
}

bool
kr_breakdown_load(kr_breakdown *breakdown, const char *field, const char *purpose, const char *directory,
    kr_error *error)
{
	breakdown->field = field;
	if (field == NULL)
		return true;
	return kr_definition_load(&breakdown->table, "report/classes", directory, error) &&
	    check_allowed(breakdown, kr_slice_text(field), purpose, directory, error) &&
	    take_classes(breakdown, kr_slice_text(field), error);
}

void
kr_breakdown_free(kr_breakdown *breakdown)
{
	if (breakdown->field != NULL)
		kr_definition_free(&breakdown->table);
}

uint32_t
kr_breakdown_class(const kr_breakdown *breakdown, kr_slice value)
{
	if (value.len == 0)
		return breakdown->count;
	for (uint32_t i = 0; i < breakdown->count; i++)
		if (kr_slice_equal(breakdown->classes[i].value, value) && i != breakdown->rest)
			return i;
	return breakdown->rest;
}
