/*
 * Several files as one stream: their headers united by name, in order of first appearance; a field that a file
 * does not have is empty.
 *
 * This is what every tool reads its operands through. All headers are read before the first record is given
 * out, so a wrong name is told before the first byte is written.
 */
#ifndef KR_RECORD_STREAM_H
#define KR_RECORD_STREAM_H

#include "record/reader.h"

typedef struct kr_stream {
	kr_header header; /* the united one */
	struct kr_stream_file {
		kr_reader reader;
		uint32_t *map; /* NULL when the file's header is the united one */
	} *files;
	size_t count, current;
	const char *name; /* of the first file, for messages about the header */
} kr_stream;

/* `paths` of `count` files, which must outlive the stream; none: standard input. `names` as in kr_reader_open, for all of them. */
bool kr_stream_open(kr_stream *stream, char *const *paths, size_t count, const char *names, kr_error *error);

/* One file that is no operand, such as that of an option; "-": standard input. The path must outlive the stream: messages name it. */
bool kr_stream_open_file(kr_stream *stream, const char *path, kr_error *error);

/* Position of a field in the united header that must be there. */
bool kr_stream_require(const kr_stream *stream, const char *name, uint32_t *position, kr_error *error);

/* The next record: 1, 0 at the end of the last file, -1 for an error. */
int kr_stream_next(kr_stream *stream, kr_record *record, kr_error *error);

/* Bytes read so far and bytes in all (0 when not known), for a progress bar. */
uint64_t kr_stream_bytes(const kr_stream *stream, uint64_t *size);

void kr_stream_close(kr_stream *stream);

#endif
