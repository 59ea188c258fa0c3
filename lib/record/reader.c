#include "record/reader.h"

#include <stdlib.h>

#include "record/escape.h"

#define FIRST_READ 4096u /* enough for a header, so that a hundred open files cost little */

static bool
broken(kr_reader *reader, kr_error *error, const char *what)
{
	return kr_fail_at(error, reader->input.name, 0, kr_slice_of(NULL, 0), "%s", what);
}

/* Name of field `i` of the header, or nothing past its end. */
static kr_slice
name_of(const kr_reader *reader, size_t i)
{
	return i < reader->header.count ? reader->header.names[i] : kr_slice_of(NULL, 0);
}

/* Name of the field that a position of the line lies in. */
static kr_slice
field_at(const kr_reader *reader, kr_slice line, size_t position)
{
	size_t field = 0;
	for (size_t i = 0; i < position && i < line.len; i++)
		field += line.ptr[i] == '\t';
	return name_of(reader, field);
}

/* Names the field in which the limit lies: where reading stopped depends on the block. */
static bool
too_long(const kr_reader *reader, const char *start, kr_error *error)
{
	kr_slice line = kr_slice_of(start, KR_LINE_MAX);
	return kr_fail_at(error, reader->input.name, reader->line + 1, field_at(reader, line, line.len),
	    "the line is longer than %u bytes", KR_LINE_MAX);
}

/* Moves what is left to the front and makes room for a read. */
static bool
make_room(kr_reader *reader, kr_error *error)
{
	if (reader->taken) {
		memmove(reader->buffer, reader->buffer + reader->taken, reader->used - reader->taken);
		reader->used -= reader->taken;
		reader->taken = 0;
	}
	if (reader->used > KR_LINE_MAX)
		return too_long(reader, reader->buffer, error);
	if (reader->capacity - reader->used >= reader->input.block)
		return true;
	size_t capacity = 2 * reader->capacity > reader->used + reader->input.block
	    ? 2 * reader->capacity : reader->used + reader->input.block;
	char *grown = realloc(reader->buffer, capacity);
	if (grown == NULL)
		return broken(reader, error, "out of memory");
	reader->buffer = grown;
	reader->capacity = capacity;
	return true;
}

/*
 * Reads until the buffer holds at least one whole line behind `taken`, or the end. *whole becomes the bytes
 * up to and with the last line feed.
 */
static bool
fill(kr_reader *reader, size_t limit, size_t *whole, kr_error *error)
{
	*whole = 0;
	while (!reader->at_end && *whole == 0) {
		if (!make_room(reader, error))
			return false;
		size_t room = reader->capacity - reader->used;
		int64_t got = kr_input_read(&reader->input, reader->buffer + reader->used,
		    room < limit ? room : limit, error);
		if (got < 0)
			return false;
		reader->at_end = got == 0;
		const char *start = reader->buffer + reader->used;
		const char *last = got > 0 ? memrchr(start, '\n', (size_t)got) : NULL;
		reader->used += (size_t)got;
		if (last != NULL)
			*whole = (size_t)(last + 1 - reader->buffer);
	}
	return true;
}

static const char *
what_is_wrong(const char *at)
{
	unsigned char c = (unsigned char)at[0];
	if (c == '\0')
		return "a NUL byte";
	if (c == '\r')
		return "a carriage return: lines end in a line feed alone";
	if (c == '\\')
		return "an escape that is none of \\t \\n \\r \\\\";
	if (c < 0x20 || c == 0x7F)
		return "a control character";
	return "not UTF-8, or a character that a record may not hold";
}

/* The error that lies in a line: bytes first, then the number of fields. */
static int
refuse_line(kr_reader *reader, kr_slice line, size_t bad, kr_error *error)
{
	kr_fail_at(error, reader->input.name, reader->line + 1, field_at(reader, line, bad), "%s",
	    what_is_wrong(line.ptr + bad));
	return -1;
}

static int
refuse_count(kr_reader *reader, size_t count, kr_error *error)
{
	kr_slice missing = name_of(reader, count);
	if (missing.len)
		kr_fail_at(error, reader->input.name, reader->line + 1, missing,
		    "is missing: the line has %zu fields, the header %u", count, reader->header.count);
	else
		kr_fail_at(error, reader->input.name, reader->line + 1, missing,
		    "the line has %zu fields, the header %u", count, reader->header.count);
	return -1;
}

static bool
refuse_end(kr_reader *reader, kr_error *error)
{
	kr_slice line = kr_slice_of(reader->buffer + reader->taken, reader->used - reader->taken);
	return kr_fail_at(error, reader->input.name, reader->line + 1, field_at(reader, line, line.len),
	    "no line feed at the end: what wrote this did not finish");
}

static bool
read_header(kr_reader *reader, kr_error *error)
{
	size_t whole;
	if (!fill(reader, FIRST_READ, &whole, error))
		return false;
	if (whole == 0 && reader->used == 0)
		return broken(reader, error, "no bytes at all, not even a header");
	if (whole == 0)
		return refuse_end(reader, error);
	kr_slice line = kr_slice_of(reader->buffer, whole);
	line.len = kr_slice_find(line, '\n');
	if (line.len > KR_LINE_MAX)
		return too_long(reader, line.ptr, error);
	if (kr_slice_starts(line, KR_SLICE("\xEF\xBB\xBF")))
		return broken(reader, error, "begins with a byte order mark: not a record stream (kr-import reads it)");
	if (!kr_scan_reserve(&reader->scan, line.len + 1))
		return broken(reader, error, "out of memory");
	kr_scan_block(&reader->scan, line.ptr, line.len + 1);
	if (reader->scan.good <= line.len)
		return refuse_line(reader, line, reader->scan.good, error) == 0;
	reader->taken = line.len + 1;
	reader->line = 1;
	reader->scan.line_count = 0; /* the index of the header is no record */
	return kr_header_parse(&reader->header, line, reader->input.name, error);
}

static bool
take_names(kr_reader *reader, const char *names, kr_error *error)
{
	kr_slice all = kr_slice_text(names);
	if (kr_value_check(all) != all.len)
		return kr_fail(error, "--fields: %s", what_is_wrong(names + kr_value_check(all)));
	char *tabs = strdup(names);
	if (tabs == NULL)
		return broken(reader, error, "out of memory");
	for (char *at = tabs; *at; at++)
		if (*at == ',')
			*at = '\t';
	bool good = kr_header_parse(&reader->header, kr_slice_text(tabs), "--fields", error);
	free(tabs);
	reader->no_header = true;
	return good;
}

static bool
start(kr_reader *reader, kr_error *error)
{
	reader->capacity = KR_BLOCK_SIZE + 65536;
	reader->buffer = malloc(reader->capacity);
	return reader->buffer != NULL || broken(reader, error, "out of memory");
}

bool
kr_reader_open(kr_reader *reader, const char *path, const char *names, kr_error *error)
{
	*reader = (kr_reader){0};
	if (!kr_input_open(&reader->input, path, error))
		return false;
	if (start(reader, error) && (names ? take_names(reader, names, error) : read_header(reader, error)))
		return true;
	kr_reader_close(reader);
	return false;
}

bool
kr_reader_attach(kr_reader *reader, int fd, const char *name, const kr_header *header, kr_error *error)
{
	*reader = (kr_reader){.no_header = true};
	bool good = kr_input_attach(&reader->input, fd, name, error) && start(reader, error);
	for (uint32_t i = 0; good && i < header->count; i++)
		good = kr_header_add(&reader->header, header->names[i]) != KR_NO_FIELD || kr_fail(error, "out of memory");
	if (!good)
		kr_reader_close(reader);
	return good;
}

/* Indexes the next lines: 1, 0 at the end, -1 for an error. */
static int
next_block(kr_reader *reader, kr_error *error)
{
	const char *left = reader->buffer + reader->taken;
	const char *last = reader->used > reader->taken ? memrchr(left, '\n', reader->used - reader->taken) : NULL;
	size_t whole = last ? (size_t)(last + 1 - reader->buffer) : 0;
	if (whole == 0 && !fill(reader, SIZE_MAX, &whole, error))
		return -1;
	if (whole == 0 && reader->used == reader->taken)
		return 0;
	if (whole == 0)
		return refuse_end(reader, error) - 1;
	if (!kr_scan_reserve(&reader->scan, whole - reader->taken))
		return broken(reader, error, "out of memory") - 1;
	kr_scan_block(&reader->scan, reader->buffer + reader->taken, whole - reader->taken);
	reader->next_line = 0;
	return 1;
}

int
kr_reader_next(kr_reader *reader, kr_record *record, kr_error *error)
{
	if (reader->next_line == reader->scan.line_count) {
		int got = next_block(reader, error);
		if (got <= 0)
			return got;
	}
	const kr_scan *scan = &reader->scan;
	size_t i = reader->next_line++;
	uint32_t before = i ? scan->lines[i - 1] : 0, count = scan->lines[i] - before;
	uint32_t start = before ? scan->ends[before - 1] + 1 : 0, end = scan->ends[scan->lines[i] - 1];
	/* `taken` stays at the start of the scan until its last line is out, so that positions hold. */
	const char *base = reader->buffer + reader->taken;
	if (end - start > KR_LINE_MAX)
		return too_long(reader, base + start, error) - 1;
	if (end >= scan->good)
		return refuse_line(reader, kr_slice_of(base + start, end - start), scan->good - start, error);
	if (count != reader->header.count)
		return refuse_count(reader, count, error);
	if (reader->next_line == scan->line_count)
		reader->taken += end + 1;
	*record = (kr_record){
	    .base = base, .ends = scan->ends + before, .start = start, .count = count,
	    .line = ++reader->line, .file = reader->input.name,
	};
	return 1;
}

void
kr_reader_close(kr_reader *reader)
{
	kr_input_close(&reader->input);
	kr_header_free(&reader->header);
	kr_scan_free(&reader->scan);
	free(reader->buffer);
	reader->buffer = NULL;
}
