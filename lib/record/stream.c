#include "record/stream.h"

#include <stdlib.h>
#include <string.h>

static bool
unite(kr_stream *stream, const kr_header *header, kr_error *error)
{
	for (uint32_t i = 0; i < header->count; i++)
		if (kr_header_add(&stream->header, header->names[i]) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	return true;
}

static bool
is_same(const kr_header *a, const kr_header *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!kr_slice_equal(a->names[i], b->names[i]))
			return false;
	return true;
}

static bool
make_map(kr_stream *stream, struct kr_stream_file *file, kr_error *error)
{
	if (is_same(&stream->header, &file->reader.header))
		return true;
	file->map = malloc(stream->header.count * sizeof *file->map);
	if (file->map == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < stream->header.count; i++)
		file->map[i] = kr_header_find(&file->reader.header, stream->header.names[i]);
	return true;
}

static bool
open_next(kr_stream *stream, const char *path, const char *names, kr_error *error)
{
	struct kr_stream_file *file = &stream->files[stream->count];
	if (!kr_reader_open(&file->reader, path, names, error))
		return false;
	stream->count++;
	return unite(stream, &file->reader.header, error);
}

static bool
open_all(kr_stream *stream, char *const *paths, size_t count, const char *names, kr_error *error)
{
	if (count == 0 && !open_next(stream, "-", names, error))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!open_next(stream, paths[i], names, error))
			return false;
	for (size_t i = 0; i < stream->count; i++)
		if (!make_map(stream, &stream->files[i], error))
			return false;
	stream->name = stream->files[0].reader.input.name;
	return true;
}

bool
kr_stream_open(kr_stream *stream, char *const *paths, size_t count, const char *names, kr_error *error)
{
	*stream = (kr_stream){0};
	stream->files = calloc(count ? count : 1, sizeof *stream->files);
	if (stream->files == NULL)
		return kr_fail(error, "out of memory");
	if (open_all(stream, paths, count, names, error))
		return true;
	kr_stream_close(stream);
	return false;
}

bool
kr_stream_open_file(kr_stream *stream, const char *path, kr_error *error)
{
	char *paths[1];
	/* Nobody writes to a path; operands are not const because argv is not. */
	memcpy(&paths[0], &path, sizeof path);
	return kr_stream_open(stream, paths, 1, NULL, error);
}

bool
kr_stream_require(const kr_stream *stream, const char *name, uint32_t *position, kr_error *error)
{
	return kr_header_require(&stream->header, kr_slice_text(name), stream->name, position, error);
}

int
kr_stream_next(kr_stream *stream, kr_record *record, kr_error *error)
{
	while (stream->current < stream->count) {
		struct kr_stream_file *file = &stream->files[stream->current];
		int got = kr_reader_next(&file->reader, record, error);
		if (got > 0 && file->map != NULL) {
			record->map = file->map;
			record->map_count = stream->header.count;
		}
		if (got != 0)
			return got;
		/* A thousand files must not cost a thousand blocks. */
		kr_reader_close(&file->reader);
		stream->current++;
	}
	return 0;
}

uint64_t
kr_stream_bytes(const kr_stream *stream, uint64_t *size)
{
	uint64_t bytes = 0;
	bool known = true;
	*size = 0;
	for (size_t i = 0; i < stream->count; i++) {
		const kr_input *input = &stream->files[i].reader.input;
		bytes += input->bytes;
		*size += input->size;
		known = known && input->size > 0;
	}
	if (!known)
		*size = 0;
	return bytes;
}

void
kr_stream_close(kr_stream *stream)
{
	for (size_t i = 0; i < stream->count; i++) {
		kr_reader_close(&stream->files[i].reader);
		free(stream->files[i].map);
	}
	free(stream->files);
	kr_header_free(&stream->header);
	*stream = (kr_stream){0};
}
