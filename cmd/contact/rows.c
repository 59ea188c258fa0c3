#include "contact/rows.h"

#include <stdlib.h>

enum { FIELDS_MAX = 8 };

static bool
keep(rows *found, const kr_record *record, uint32_t number, kr_error *error)
{
	uint32_t count = found->stream.header.count;
	kr_slice *values = kr_arena_array(&found->arena, count + 1, sizeof *values);
	for (uint32_t i = 0; values != NULL && i < count; i++) {
		kr_slice value = kr_record_field(record, i);
		values[i] = value.len ? kr_arena_copy(&found->arena, value) : value;
		if (value.len && values[i].ptr == NULL)
			values = NULL;
	}
	found->values[number] = values;
	return values != NULL || kr_fail(error, "out of memory");
}

static bool
read_all(rows *found, const uint32_t *fields, rows_key *key, const void *context, const kr_map *wanted, kr_error *error)
{
	kr_record record;
	kr_buffer text = {0};
	int got;
	bool good = true;
	while (good && (got = kr_stream_next(&found->stream, &record, error)) != 0) {
		uint32_t number;
		if (got < 0) {
			good = false;
			break;
		}
		kr_buffer_clear(&text);
		key(&record, fields, context, &text);
		if (kr_map_get(wanted, kr_buffer_slice(&text), &number) && found->values[number] == NULL)
			good = keep(found, &record, number, error);
	}
	if (good && text.failed)
		good = kr_fail(error, "out of memory");
	kr_buffer_free(&text);
	return good;
}

bool
rows_find(rows *found, const char *path, const char *const *fields, rows_key *key, const void *context, const kr_map *wanted,
    kr_error *error)
{
	uint32_t positions[FIELDS_MAX];
	kr_fail(error, "out of memory");
	found->values = calloc(wanted->count + 1, sizeof *found->values);
	bool good = found->values != NULL && kr_stream_open_file(&found->stream, path, error);
	for (size_t i = 0; good && fields[i] != NULL; i++)
		good = kr_stream_require(&found->stream, fields[i], &positions[i], error);
	return good && read_all(found, positions, key, context, wanted, error);
}

void
rows_by_first(const kr_record *record, const uint32_t *fields, const void *context, kr_buffer *key)
{
	(void)context;
	kr_buffer_slice_add(key, kr_record_field(record, fields[0]));
}

kr_slice
rows_value(const rows *found, size_t number, const char *field)
{
	uint32_t position = kr_header_find(&found->stream.header, kr_slice_text(field));
	if (found->values == NULL || found->values[number] == NULL || position == KR_NO_FIELD)
		return (kr_slice){0};
	return found->values[number][position];
}

bool
rows_has(const rows *found, size_t number)
{
	return found->values != NULL && found->values[number] != NULL;
}

void
rows_free(rows *found)
{
	kr_stream_close(&found->stream);
	kr_arena_free(&found->arena);
	free(found->values);
}
