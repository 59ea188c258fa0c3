#include <stdlib.h>

#include "source/csv_value.h"

/* How often a delimiter stands outside quotes in a line; -1 when a quote stays open. */
static int64_t
occurrences(kr_slice line, char delimiter)
{
	int64_t count = 0;
	bool quoted = false;
	for (size_t i = 0; i < line.len; i++) {
		quoted ^= line.ptr[i] == '"';
		count += line.ptr[i] == delimiter && !quoted;
	}
	return quoted ? -1 : count;
}

/* The next line of a text that is not blank. */
static bool
next_line(kr_slice *rest, kr_slice *line)
{
	while (rest->len > 0) {
		size_t end = 0;
		while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
			end++;
		*line = kr_slice_of(rest->ptr, end);
		*rest = kr_slice_part(*rest, end + 1, rest->len);
		if (kr_slice_trim(*line).len > 0)
			return true;
	}
	return false;
}

/* How many lines have the delimiter as often as the header; 0 when the header has it not. */
static uint64_t
agreement(kr_slice text, char delimiter, int64_t *in_header)
{
	kr_slice line;
	uint64_t same = 1;
	*in_header = next_line(&text, &line) ? occurrences(line, delimiter) : 0;
	if (*in_header <= 0)
		return 0;
	while (next_line(&text, &line))
		same += occurrences(line, delimiter) == *in_header;
	return same;
}

char
kr_csv_find_delimiter(kr_slice text)
{
	static const char candidates[] = ";,\t|";
	char best = KR_CSV_NO_DELIMITER;
	uint64_t most = 0;
	int64_t widest = 0;
	for (const char *candidate = candidates; *candidate; candidate++) {
		int64_t width;
		uint64_t same = agreement(text, *candidate, &width);
		if (same < most || (same == most && width <= widest))
			continue;
		best = *candidate;
		most = same;
		widest = width;
	}
	return best;
}

/*
 * A name that no field before it has: NAME, NAME_2, NAME_3 … `last` holds the last number given to each name, so that many equal ones
 * cost no more than a look each.
 */
static bool
add_name(kr_header *header, kr_map *last, kr_slice name, kr_buffer *scratch)
{
	uint32_t number = 1, position = kr_header_find(header, name);
	if (position == KR_NO_FIELD)
		return kr_header_add(header, name) != KR_NO_FIELD;
	kr_map_get(last, name, &number);
	do {
		kr_buffer_clear(scratch);
		kr_buffer_slice_add(scratch, name);
		kr_buffer_format(scratch, "_%u", ++number);
	} while (kr_header_find(header, kr_buffer_slice(scratch)) != KR_NO_FIELD);
	return !scratch->failed && kr_map_put(last, header->names[position], number) &&
	       kr_header_add(header, kr_buffer_slice(scratch)) != KR_NO_FIELD;
}

bool
kr_csv_name_fields(kr_csv *csv, kr_error *error)
{
	kr_buffer scratch = {0}, column = {0};
	kr_map last = {0};
	bool good = true;
	for (uint32_t i = 0; i < csv->count && good; i++) {
		kr_slice name = kr_slice_trim(csv->fields[i]);
		if (name.len == 0) {
			kr_buffer_clear(&column);
			kr_buffer_format(&column, "column_%u", i + 1);
			name = kr_buffer_slice(&column);
		}
		good = !column.failed && add_name(&csv->header, &last, name, &scratch);
	}
	kr_buffer_free(&scratch);
	kr_buffer_free(&column);
	kr_map_free(&last);
	return good || kr_fail(error, "out of memory");
}
