#include "record/header.h"

#include "base/nearest.h"

static bool
grow(kr_header *header)
{
	if (header->count < header->capacity)
		return true;
	uint32_t capacity = header->capacity ? header->capacity * 2 : 64;
	kr_slice *names = kr_arena_alloc(&header->arena, capacity * sizeof *names);
	if (names == NULL)
		return false;
	if (header->count)
		memcpy(names, header->names, header->count * sizeof *names);
	header->names = names;
	header->capacity = capacity;
	return true;
}

uint32_t
kr_header_find(const kr_header *header, kr_slice name)
{
	uint32_t position = KR_NO_FIELD;
	kr_map_get(&header->positions, name, &position);
	return position;
}

uint32_t
kr_header_add(kr_header *header, kr_slice name)
{
	uint32_t position = kr_header_find(header, name);
	if (position != KR_NO_FIELD)
		return position;
	kr_slice copy = kr_arena_copy(&header->arena, name);
	if (copy.ptr == NULL || !grow(header) || !kr_map_put(&header->positions, copy, header->count))
		return KR_NO_FIELD;
	header->names[header->count] = copy;
	return header->count++;
}

/* Where the header stands, for messages. */
static uint64_t
line_of(const kr_header *header)
{
	return header->line ? header->line : 1;
}

static bool
add_new(kr_header *header, kr_slice name, const char *file, kr_error *error)
{
	if (name.len == 0)
		return kr_fail_at(error, file, line_of(header), kr_slice_of(NULL, 0), "field %u of the header has no name",
		    header->count + 1);
	if (kr_header_find(header, name) != KR_NO_FIELD)
		return kr_fail_at(error, file, line_of(header), name, "stands twice in the header");
	if (kr_header_add(header, name) == KR_NO_FIELD)
		return kr_fail(error, "out of memory");
	return true;
}

bool
kr_header_parse(kr_header *header, kr_slice line, const char *file, kr_error *error)
{
	kr_slice rest = line, name;
	if (rest.ptr == NULL)
		rest = KR_SLICE("");
	while (kr_slice_next(&rest, '\t', &name))
		if (!add_new(header, name, file, error))
			return false;
	return true;
}

bool
kr_header_require(const kr_header *header, kr_slice name, const char *file, uint32_t *position,
    kr_error *error)
{
	char quoted[KR_QUOTE_MAX], near[KR_QUOTE_MAX];
	*position = kr_header_find(header, name);
	if (*position != KR_NO_FIELD)
		return true;
	if (name.len == 0)
		return kr_fail_at(error, file, line_of(header), name, "an empty name is no field");
	kr_nearest nearest = kr_nearest_to(name);
	for (uint32_t i = 0; i < header->count; i++)
		kr_nearest_offer(&nearest, header->names[i]);
	kr_slice found = kr_nearest_found(&nearest);
	if (found.len)
		return kr_fail_at(error, file, line_of(header), kr_slice_of(NULL, 0), "no field %s; did you mean %s?",
		    kr_quote(name, quoted), kr_quote(found, near));
	return kr_fail_at(error, file, line_of(header), kr_slice_of(NULL, 0), "no field %s", kr_quote(name, quoted));
}

void
kr_header_free(kr_header *header)
{
	kr_map_free(&header->positions);
	kr_arena_free(&header->arena);
	*header = (kr_header){0};
}
