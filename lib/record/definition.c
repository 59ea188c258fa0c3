#include "record/definition.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/input.h"
#include "base/nearest.h"
#include "base/utf8.h"

#define DEFINITION_MAX (64u << 20)

static bool
is_skipped(kr_slice line)
{
	return kr_slice_trim(line).len == 0 || line.ptr[0] == '#';
}

/* The next line without its end; false when nothing is left. */
static bool
next_line(kr_slice *rest, kr_slice *line)
{
	if (rest->len == 0)
		return false;
	*line = kr_slice_part(*rest, 0, kr_slice_find(*rest, '\n'));
	*rest = kr_slice_part(*rest, line->len + 1, rest->len);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

static size_t
count_rows(kr_slice bytes)
{
	size_t rows = 0;
	kr_slice line;
	while (next_line(&bytes, &line))
		rows += !is_skipped(line);
	return rows;
}

static bool
fail_line(const kr_definition *definition, uint64_t line, kr_error *error, const char *message)
{
	return kr_fail_at(error, definition->name, line, kr_slice_of(NULL, 0), "%s", message);
}

static bool
check_line(const kr_definition *definition, kr_slice line, uint64_t number, kr_error *error)
{
	if (kr_utf8_check(line) != line.len)
		return fail_line(definition, number, error, "not UTF-8");
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.ptr[i] < 0x20 && line.ptr[i] != '\t')
			return fail_line(definition, number, error, "a control character");
	return true;
}

static bool
take_row(kr_definition *definition, kr_slice line, uint64_t number, kr_error *error)
{
	kr_slice rest = line, value;
	kr_slice *row = definition->cells + definition->rows * definition->header.count;
	uint32_t count = 0;
	while (kr_slice_next(&rest, '\t', &value)) {
		if (count == definition->header.count)
			return fail_line(definition, number, error, "more fields than the header has");
		row[count++] = value;
	}
	definition->lines[definition->rows++] = number;
	return true;
}

static bool
take_header(kr_definition *definition, kr_slice line, uint64_t number, size_t rows, kr_error *error)
{
	definition->header.line = number;
	if (!kr_header_parse(&definition->header, line, definition->name, error))
		return false;
	definition->cells = kr_arena_array(&definition->arena, rows * definition->header.count + 1, sizeof(kr_slice));
	definition->lines = kr_arena_array(&definition->arena, rows + 1, sizeof(uint64_t));
	if (definition->cells != NULL && definition->lines != NULL)
		return true;
	return kr_fail(error, "out of memory");
}

static bool
take_lines(kr_definition *definition, kr_slice bytes, kr_error *error)
{
	size_t rows = count_rows(bytes);
	uint64_t number = 0;
	kr_slice line;
	if (kr_slice_starts(bytes, KR_SLICE("\xEF\xBB\xBF")))
		bytes = kr_slice_part(bytes, 3, bytes.len);
	while (next_line(&bytes, &line)) {
		number++;
		if (!check_line(definition, line, number, error))
			return false;
		if (is_skipped(line))
			continue;
		bool good = definition->header.count ? take_row(definition, line, number, error)
		    : take_header(definition, line, number, rows, error);
		if (!good)
			return false;
	}
	if (definition->header.count == 0)
		return fail_line(definition, 0, error, "has no header line");
	return true;
}

bool
kr_definition_parse(kr_definition *definition, kr_slice bytes, const char *name, kr_error *error)
{
	*definition = (kr_definition){0};
	kr_slice copy = kr_arena_copy(&definition->arena, kr_slice_of(name, strlen(name) + 1));
	definition->name = copy.ptr;
	if (copy.ptr != NULL && take_lines(definition, bytes, error))
		return true;
	if (copy.ptr == NULL)
		kr_fail(error, "out of memory");
	kr_definition_free(definition);
	return false;
}

bool
kr_definition_read(kr_definition *definition, const char *path, kr_error *error)
{
	kr_buffer bytes = {0};
	*definition = (kr_definition){0};
	if (kr_input_slurp(path, DEFINITION_MAX, &bytes, error) &&
	    kr_definition_parse(definition, kr_buffer_slice(&bytes), path, error)) {
		definition->bytes = bytes.ptr;
		return true;
	}
	kr_buffer_free(&bytes);
	return false;
}

static bool
load_built_in(kr_definition *definition, const char *name, kr_error *error)
{
	char full[256];
	kr_slice bytes = kr_embedded(name);
	if (bytes.ptr == NULL)
		return kr_fail(error, "there is no built-in %s", name);
	snprintf(full, sizeof full, "built-in %s", name);
	return kr_definition_parse(definition, bytes, full, error);
}

bool
kr_definition_load(kr_definition *definition, const char *name, const char *directory, kr_error *error)
{
	const char *slash = strrchr(name, '/');
	char *path = NULL;
	*definition = (kr_definition){0};
	if (directory == NULL)
		return load_built_in(definition, name, error);
	if (asprintf(&path, "%s/%s.tsv", directory, slash ? slash + 1 : name) < 0)
		return kr_fail(error, "out of memory");
	bool good = access(path, F_OK) == 0 ? kr_definition_read(definition, path, error)
	    : load_built_in(definition, name, error);
	free(path);
	return good;
}

bool
kr_definition_column(const kr_definition *definition, const char *field, uint32_t *column, kr_error *error)
{
	return kr_header_require(&definition->header, kr_slice_text(field), definition->name, column, error);
}

kr_slice
kr_definition_cell(const kr_definition *definition, size_t row, uint32_t column)
{
	if (column == KR_NO_FIELD)
		return kr_slice_of(NULL, 0);
	return definition->cells[row * definition->header.count + column];
}

bool
kr_definition_fail(const kr_definition *definition, size_t row, uint32_t column, kr_error *error,
    const char *message)
{
	kr_slice field = column < definition->header.count ? definition->header.names[column] : kr_slice_of(NULL, 0);
	return kr_fail_at(error, definition->name, definition->lines[row], field, "%s", message);
}

bool
kr_definition_choose(const kr_definition *definition, size_t row, uint32_t column, kr_slice word,
    const char *const *names, size_t count, size_t *chosen, kr_error *error)
{
	kr_nearest nearest = kr_nearest_to(word);
	for (size_t i = 0; i < count && names[i] != NULL; i++) {
		if (kr_slice_is(word, names[i])) {
			*chosen = i;
			return true;
		}
		kr_nearest_offer(&nearest, kr_slice_text(names[i]));
	}
	char quoted[KR_QUOTE_MAX], known[KR_QUOTE_MAX], message[3 * KR_QUOTE_MAX];
	kr_slice found = kr_nearest_found(&nearest);
	snprintf(message, sizeof message, found.len ? "%s is not known (did you mean %s?)" : "%s is not known",
	    kr_quote(word, quoted), kr_quote(found, known));
	return kr_definition_fail(definition, row, column, error, message);
}

void
kr_definition_free(kr_definition *definition)
{
	kr_header_free(&definition->header);
	kr_arena_free(&definition->arena);
	free(definition->bytes);
	*definition = (kr_definition){0};
}
