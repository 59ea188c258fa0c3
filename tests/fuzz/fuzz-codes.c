/*
 * Any value in any field of a candidate, a vacancy or a service, and any name: what comes out may stand in a record, and coded once
 * more it is the same.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "codes/coder.h"
#include "codes/name.h"
#include "record/escape.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { SCHEMAS = 3 };

typedef struct bench {
	kr_schema schemas[SCHEMAS];
	kr_coder coders[SCHEMAS];
	kr_field *fields[SCHEMAS];
	kr_names names;
	bool is_ready;
} bench;

static void
need(bool good, const kr_error *error)
{
	if (good)
		return;
	fprintf(stderr, "%s\n", error->message);
	abort();
}

static void
prepare(bench *bench)
{
	static const char *const names[SCHEMAS] = {"candidate", "vacancy", "service"};
	kr_error error;
	for (int i = 0; i < SCHEMAS; i++) {
		const kr_definition *rows = &bench->schemas[i].definition;
		need(kr_schema_load(&bench->schemas[i], names[i], NULL, &error), &error);
		need(kr_coder_open(&bench->coders[i], &bench->schemas[i], NULL, &error), &error);
		bench->fields[i] = calloc(rows->rows, sizeof *bench->fields[i]);
		for (size_t row = 0; row < rows->rows; row++)
			need(kr_coder_field(&bench->coders[i], kr_definition_cell(rows, row, bench->schemas[i].field),
			    &bench->fields[i][row], &error), &error);
	}
	need(kr_names_load(&bench->names, NULL, &error), &error);
	bench->is_ready = true;
}

static void
check_value(bench *bench, unsigned which, kr_slice value)
{
	unsigned schema = which % SCHEMAS;
	kr_field *field = &bench->fields[schema][which / SCHEMAS % bench->schemas[schema].definition.rows];
	kr_buffer once = {0}, twice = {0};
	(void)kr_code_value(&bench->coders[schema], field, value, &once);
	(void)kr_code_value(&bench->coders[schema], field, kr_buffer_slice(&once), &twice);
	kr_slice first = kr_buffer_slice(&once), second = kr_buffer_slice(&twice);
	if (kr_value_check(first) != first.len || kr_utf8_check(first) != first.len || !kr_slice_equal(first, second)) {
		fprintf(stderr, "%.*s: [%.*s] then [%.*s]\n", (int)field->name.len, field->name.ptr, (int)first.len,
		    first.ptr, (int)second.len, second.ptr);
		abort();
	}
	kr_buffer_free(&once);
	kr_buffer_free(&twice);
}

/* The parts stand between bars, the whole name last. */
static void
check_name(bench *bench, kr_slice value)
{
	kr_name name = {0}, again;
	kr_name_scratch scratch = {0}, other = {0};
	kr_slice rest = kr_slice_items(value), whole = {NULL, 0};
	for (int i = 0; i < KR_NAME_PARTS && kr_slice_next(&rest, '|', &name.parts[i]); i++)
		;
	(void)kr_slice_next(&rest, '|', &whole);
	kr_name_read(&bench->names, &name, whole, &scratch);
	again = name;
	kr_name_read(&bench->names, &again, kr_slice_of(NULL, 0), &other);
	for (int i = 0; i < KR_NAME_PARTS; i++)
		if (kr_utf8_check(name.parts[i]) != name.parts[i].len || !kr_slice_equal(name.parts[i], again.parts[i])) {
			fprintf(stderr, "name %d: [%.*s] then [%.*s]\n", i, (int)name.parts[i].len, name.parts[i].ptr,
			    (int)again.parts[i].len, again.parts[i].ptr);
			abort();
		}
	kr_buffer_free(&scratch.text);
	kr_buffer_free(&scratch.key);
	kr_buffer_free(&other.text);
	kr_buffer_free(&other.key);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static bench bench;
	if (!bench.is_ready)
		prepare(&bench);
	kr_slice value = size > 1 ? kr_slice_of((const char *)data + 1, size - 1) : kr_slice_of("", 0);
	if (kr_value_check(value) != value.len || kr_utf8_check(value) != value.len)
		return 0;
	if (size != 0)
		check_value(&bench, data[0], value);
	check_name(&bench, value);
	return 0;
}
