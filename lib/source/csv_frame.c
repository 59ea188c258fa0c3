#include "source/csv_frame.h"

#include <stdlib.h>

#include "source/csv_value.h"
#include "source/mask.h"

bool
kr_csv_grow(kr_csv *csv)
{
	uint32_t capacity = csv->capacity_fields ? csv->capacity_fields * 2 : 64;
	kr_slice *fields = realloc(csv->fields, capacity * sizeof *fields);
	if (fields != NULL)
		csv->fields = fields;
	uint32_t *ends = realloc(csv->ends, capacity * sizeof *ends);
	if (ends != NULL)
		csv->ends = ends;
	kr_csv_problem *problems = realloc(csv->problems, capacity * sizeof *problems);
	if (problems != NULL)
		csv->problems = problems;
	if (fields == NULL || ends == NULL || problems == NULL)
		return false;
	csv->capacity_fields = capacity;
	return true;
}

static inline void
add_field(kr_csv *csv, kr_slice field)
{
	if (csv->count < csv->capacity_fields || (csv->reading_header && kr_csv_grow(csv)))
		csv->fields[csv->count] = field;
	csv->count++;
}

/* Sets where the line ends whose first end byte stands at `at`; false when a CR is the last byte there is so far. */
static bool
end_line(kr_csv *csv, size_t at)
{
	csv->line_end = at;
	csv->next = at + 1;
	if (csv->buffer[at] != '\r')
		return true;
	if (csv->next == csv->used)
		return csv->at_end;
	csv->next += csv->buffer[csv->next] == '\n';
	return true;
}

/* True when the quote at `here` opens the field: it is its first character, or that of a spreadsheet's ="0123". */
static inline bool
opens(const char *buffer, size_t start, size_t here)
{
	return here == start || (here == start + 1 && buffer[start] == '=' && buffer[here] == '"');
}

/* How the field that is being read stands. */
enum field_state { UNQUOTED, QUOTED, CLOSED };

enum kr_csv_split
kr_csv_split_line(kr_csv *csv)
{
	const char *buffer = csv->buffer;
	const char delimiter = csv->delimiter, quote = csv->quote ? csv->quote : delimiter;
	size_t start = csv->taken, close = 0;
	enum field_state state = UNQUOTED;
	csv->count = 0;
	csv->special = false;
	for (size_t at = csv->taken; at < csv->used; at += KR_MASK_BYTES) {
		for (uint64_t mask = kr_mask(buffer + at, delimiter, quote); mask != 0; mask &= mask - 1) {
			size_t here = at + (size_t)__builtin_ctzll(mask);
			char c = buffer[here];
			if (here >= csv->used)
				return KR_CSV_MORE;
			if (c == delimiter) {
				if (state == QUOTED) {
					csv->special |= delimiter < ' ';
					continue;
				}
				add_field(csv, state == CLOSED ? kr_slice_of(buffer + start + 1, close - start - 1)
							       : kr_csv_trim(buffer + start, buffer + here));
				start = here + 1;
				state = UNQUOTED;
			} else if (c == quote) {
				if (state == UNQUOTED && opens(buffer, start, here)) {
					start = here;
					state = QUOTED;
					continue;
				}
				char after = buffer[here + 1];
				if (here + 1 == csv->used)
					return KR_CSV_MORE;
				if (state != QUOTED || (after != delimiter && after != '\n' && after != '\r'))
					return KR_CSV_HARD;
				state = CLOSED;
				close = here;
			} else if (c == '\n' || c == '\r') {
				if (state == QUOTED)
					return KR_CSV_HARD;
				add_field(csv, state == CLOSED ? kr_slice_of(buffer + start + 1, close - start - 1)
							       : kr_csv_trim(buffer + start, buffer + here));
				return end_line(csv, here) ? KR_CSV_SPLIT : KR_CSV_MORE;
			} else
				csv->special = true;
		}
	}
	return KR_CSV_MORE;
}

bool
kr_csv_find_end(const kr_csv *csv, size_t from, size_t *end, size_t *next)
{
	for (size_t at = from; at < csv->used; at++) {
		char c = csv->buffer[at];
		if (c != '\n' && c != '\r')
			continue;
		*end = at;
		*next = at + 1;
		if (c == '\n')
			return true;
		if (*next == csv->used)
			return csv->at_end;
		*next += csv->buffer[*next] == '\n';
		return true;
	}
	return false;
}

bool
kr_csv_is_full(const kr_csv *csv)
{
	return csv->used - csv->taken > KR_CSV_LINE_MAX + 1; /* the last byte may be a CR that ends the line */
}

/* Room for one more block behind the bytes that are not taken yet. */
static void
make_room(kr_csv *csv)
{
	size_t slack = KR_MASK_BYTES;
	if (csv->taken == 0 || csv->capacity - csv->used > KR_BLOCK_SIZE + slack)
		return;
	memmove(csv->buffer, csv->buffer + csv->taken, csv->used - csv->taken);
	csv->used -= csv->taken;
	csv->checked -= csv->checked > csv->taken ? csv->taken : csv->checked;
	csv->taken = 0;
}

static bool
holds_line_end(const char *at, size_t len)
{
	return memchr(at, '\n', len) != NULL || memchr(at, '\r', len) != NULL;
}

static void
finish(kr_csv *csv)
{
	csv->at_end = true;
	if (csv->used > csv->taken && csv->buffer[csv->used - 1] == KR_CSV_FILE_END)
		csv->used--;
	if (csv->used > csv->taken && csv->buffer[csv->used - 1] != '\n' && csv->buffer[csv->used - 1] != '\r') {
		csv->buffer[csv->used++] = '\n';
		csv->lacks_end = true;
	}
}

/* More bytes of the file: their number, 0 at the end, -1 for an error. */
static int64_t
get_bytes(kr_csv *csv, char *to, size_t room, kr_error *error)
{
	if (!csv->is_fed)
		return kr_decoder_read(&csv->decoder, to, room, error);
	size_t len = csv->food.len < room ? csv->food.len : room;
	if (len > 0)
		memcpy(to, csv->food.ptr, len);
	csv->food = kr_slice_part(csv->food, len, csv->food.len);
	return (int64_t)len;
}

bool
kr_csv_fill(kr_csv *csv, kr_error *error)
{
	bool pending = csv->used > csv->taken && csv->buffer[csv->used - 1] == '\r';
	while (!csv->at_end && !kr_csv_is_full(csv)) {
		csv->starved = csv->is_fed && !csv->no_more && csv->food.len == 0;
		if (csv->starved)
			return false;
		make_room(csv);
		size_t room = csv->capacity - csv->used - KR_MASK_BYTES - 1;
		char *to = csv->buffer + csv->used;
		int64_t got = get_bytes(csv, to, room < KR_BLOCK_SIZE ? room : KR_BLOCK_SIZE, error);
		if (got < 0)
			return false;
		if (got == 0)
			finish(csv);
		if (!csv->has_exponent)
			csv->has_exponent = kr_csv_holds_exponent(csv->buffer + csv->taken, to, (size_t)got);
		csv->used += (size_t)got;
		if (pending || holds_line_end(to, (size_t)got))
			return true;
	}
	return true;
}
