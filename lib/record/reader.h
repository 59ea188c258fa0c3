/*
 * Reads one record stream (kr-records(5)) block by block.
 *
 * A record is handed out as positions in the reader's buffer: nothing is copied. It is valid until the next
 * kr_reader_next. All bytes are checked before a record is given out: number of fields, escapes, control
 * characters, UTF-8, the line feed at the end. Memory is constant: a block, its index, and the longest line,
 * which may have KR_LINE_MAX bytes.
 */
#ifndef KR_RECORD_READER_H
#define KR_RECORD_READER_H

#include "base/input.h"
#include "record/header.h"
#include "record/scan.h"

#define KR_LINE_MAX (4u << 20)

/*
 * A record. `ends` holds where each field ends, counted from `base` (at its tab or line feed); `map`, if there,
 * gives for each field of a united header its number in this file, or KR_NO_FIELD (stream.h).
 */
typedef struct kr_record {
	const char *base;
	const uint32_t *ends;
	uint32_t start;      /* of the line, counted from base */
	uint32_t count;      /* fields in the line */
	const uint32_t *map;
	uint32_t map_count;
	uint64_t line;       /* line number in its file */
	const char *file;    /* for messages */
} kr_record;

/* Field `i` of the line, in stream form. */
static inline kr_slice
kr_record_raw(const kr_record *record, uint32_t i)
{
	uint32_t from = i ? record->ends[i - 1] + 1 : record->start;
	return kr_slice_of(record->base + from, record->ends[i] - from);
}

/* Field `i` of the (united) header; empty for KR_NO_FIELD and for what this file does not have. */
static inline kr_slice
kr_record_field(const kr_record *record, uint32_t i)
{
	if (i == KR_NO_FIELD)
		return kr_slice_of(NULL, 0);
	if (record->map != NULL) {
		i = record->map[i];
		if (i == KR_NO_FIELD)
			return kr_slice_of(NULL, 0);
	}
	return kr_record_raw(record, i);
}

/* The whole line without its line feed. */
static inline kr_slice
kr_record_line(const kr_record *record)
{
	return kr_slice_of(record->base + record->start, record->ends[record->count - 1] - record->start);
}

typedef struct kr_reader {
	kr_input input;
	kr_header header;
	bool no_header; /* the stream has no header line: the names were given */
	char *buffer;
	size_t capacity, used; /* bytes in the buffer */
	size_t taken;          /* of these, handed out */
	kr_scan scan;          /* index of buffer[taken_at_scan..] */
	size_t next_line;      /* in the scan */
	uint64_t line;         /* of the last record handed out */
	bool at_end;
} kr_reader;

/*
 * Opens a file ("-" or NULL: standard input) and reads its header. `names` not NULL: the stream has no header line
 * and these are its fields, separated by commas; then, and only then, it may be empty.
 */
bool kr_reader_open(kr_reader *reader, const char *path, const char *names, kr_error *error);

/* Reads a stream without a header line, with the fields of `header`, from a file descriptor that it takes over. */
bool kr_reader_attach(kr_reader *reader, int fd, const char *name, const kr_header *header, kr_error *error);

/* The next record: 1, 0 at the end of a complete stream, -1 for an error (file:line: field: message). */
int kr_reader_next(kr_reader *reader, kr_record *record, kr_error *error);

void kr_reader_close(kr_reader *reader);

#endif
