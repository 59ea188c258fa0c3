#include "link/kept.h"

#include <stdlib.h>

#include "base/array.h"

#define CHUNK (4u << 20)

static struct kr_kept_chunk *
room(kr_kept *kept, size_t len)
{
	struct kr_kept_chunk *last = kept->chunk_count ? &kept->chunks[kept->chunk_count - 1] : NULL;
	if (last != NULL && last->capacity - last->used >= len)
		return last;
	if (!kr_array_room(&kept->chunks, kept->chunk_count, &kept->chunk_capacity, sizeof *kept->chunks))
		return NULL;
	size_t capacity = len > CHUNK ? len : CHUNK;
	char *bytes = malloc(capacity);
	if (bytes == NULL)
		return NULL;
	kept->chunks[kept->chunk_count] = (struct kr_kept_chunk){bytes, 0, capacity};
	return &kept->chunks[kept->chunk_count++];
}

static bool
note_source(kr_kept *kept, const kr_record *record)
{
	struct kr_kept_source *last = kept->source_count ? &kept->sources[kept->source_count - 1] : NULL;
	if (last != NULL && last->map == record->map && last->file == record->file && last->count == record->count)
		return true;
	if (!kr_array_room(&kept->sources, kept->source_count, &kept->source_capacity, sizeof *kept->sources))
		return false;
	kept->widest = record->count > kept->widest ? record->count : kept->widest;
	kept->sources[kept->source_count++] = (struct kr_kept_source){kept->count, record->count, record->map_count, record->map,
	    record->file};
	return true;
}

static bool
reserve_place(kr_kept *kept)
{
	if (kept->count < kept->capacity)
		return true;
	uint32_t capacity = kept->capacity ? kept->capacity + kept->capacity / 2 : 1024;
	void *places = realloc(kept->places, capacity * sizeof *kept->places);
	if (places == NULL)
		return false;
	kept->places = places;
	kept->capacity = capacity;
	return true;
}

bool
kr_kept_add(kr_kept *kept, const kr_record *record, kr_error *error)
{
	kr_slice line = kr_record_line(record);
	struct kr_kept_chunk *chunk = room(kept, line.len + 1);
	if (chunk == NULL || !reserve_place(kept) || !note_source(kept, record))
		return kr_fail(error, "out of memory");
	memcpy(chunk->bytes + chunk->used, line.ptr, line.len);
	chunk->bytes[chunk->used + line.len] = '\n';
	kept->places[kept->count++] = (uint64_t)(chunk - kept->chunks) << 32 | chunk->used;
	chunk->used += line.len + 1;
	return true;
}

static const struct kr_kept_source *
source_of(const kr_kept *kept, uint32_t number)
{
	size_t low = 0, high = kept->source_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (kept->sources[middle].first <= number)
			low = middle;
		else
			high = middle;
	}
	return &kept->sources[low];
}

/* Where the fields of a line end. */
static void
split(const char *line, uint32_t *ends, uint32_t count)
{
	const char *at = line;
	for (uint32_t i = 0; i < count; i++) {
		const char *end = i + 1 < count ? strchr(at, '\t') : strchr(at, '\n');
		ends[i] = (uint32_t)(end - line);
		at = end + 1;
	}
}

void
kr_kept_record(const kr_kept *kept, uint32_t number, uint32_t *ends, kr_record *record)
{
	const struct kr_kept_source *source = source_of(kept, number);
	const char *line = kept->chunks[kept->places[number] >> 32].bytes + (uint32_t)kept->places[number];
	split(line, ends, source->count);
	*record = (kr_record){line, ends, 0, source->count, source->map, source->map_count, 0, source->file};
}

void
kr_kept_free(kr_kept *kept)
{
	for (size_t i = 0; i < kept->chunk_count; i++)
		free(kept->chunks[i].bytes);
	free(kept->chunks);
	free(kept->sources);
	free(kept->places);
	*kept = (kr_kept){0};
}
