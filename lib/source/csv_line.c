#include "source/csv_line.h"

#include "base/number.h"
#include "source/csv_value.h"

/* Columns from which on a line with one or two values stands out. */
#define WIDE 3u

static bool
is_word(kr_slice text, kr_slice word)
{
	if (word.len == 0 || word.ptr[word.len - 1] != '*')
		return kr_slice_equal_fold(text, word);
	return text.len >= word.len - 1 && kr_slice_equal_fold(kr_slice_part(text, 0, word.len - 1), kr_slice_part(word, 0, word.len - 1));
}

/* The code of a text that begins a line of `filled` values. */
static const char *
code_of(const kr_definition *words, kr_slice text, uint32_t filled)
{
	for (size_t row = 0; row < words->rows; row++) {
		if (!is_word(text, kr_definition_cell(words, row, 0)))
			continue;
		bool is_total = kr_slice_is(kr_definition_cell(words, row, 1), "total-line");
		return is_total ? "total-line" : filled == 1 ? "footer-line" : NULL;
	}
	return NULL;
}

/* A quick look before the whole is compared: every record comes by here. */
static bool
begins_like_header(const kr_csv *csv)
{
	char first = csv->fields[0].len > 0 ? csv->fields[0].ptr[0] : '\n';
	return csv->header_text.len > 0 && csv->header_text.ptr[0] == first;
}

static bool
is_header_again(const kr_csv *csv)
{
	kr_slice rest = kr_buffer_slice(&csv->header_text), field;
	if (csv->count != csv->header_fields || csv->count < 2 || csv->count > csv->capacity_fields ||
	    !begins_like_header(csv))
		return false;
	for (uint32_t i = 0; i < csv->count; i++)
		if (!kr_slice_next(&rest, '\n', &field) || !kr_slice_equal(field, csv->fields[i]))
			return false;
	return true;
}

const char *
kr_csv_line_code(const kr_csv *csv)
{
	uint32_t filled = 0, limit = csv->count < csv->capacity_fields ? csv->count : csv->capacity_fields;
	kr_slice first = {NULL, 0};
	if (is_header_again(csv))
		return "repeated-header";
	if (csv->header.count < WIDE)
		return NULL;
	for (uint32_t i = 0; i < limit; i++) {
		if (csv->fields[i].len == 0)
			continue;
		if (++filled > 2)
			return NULL;
		if (filled == 1)
			first = csv->fields[i];
	}
	return filled > 0 ? code_of(&csv->words, first, filled) : NULL;
}

/* A value in stream form holds no line feed. */
void
kr_csv_keep_header(kr_csv *csv)
{
	kr_buffer_clear(&csv->header_text);
	for (uint32_t i = 0; i < csv->count; i++) {
		kr_buffer_slice_add(&csv->header_text, csv->fields[i]);
		kr_buffer_char(&csv->header_text, '\n');
	}
	csv->header_fields = csv->count;
	csv->failed |= csv->header_text.failed;
}

void
kr_csv_keep_line(kr_csv *csv)
{
	kr_slice text = kr_slice_of(csv->buffer + csv->taken, csv->line_end - csv->taken);
	if (kr_slice_trim(text).len == 0) {
		csv->blank_lines++;
		return;
	}
	kr_buffer_format(&csv->before, "%llu\t", (unsigned long long)csv->line);
	kr_csv_show(&csv->before, text);
	kr_buffer_char(&csv->before, '\n');
	csv->failed |= csv->before.failed;
}

bool
kr_csv_kept_line(kr_csv *csv, kr_csv_record *record)
{
	kr_slice rest = kr_slice_part(kr_buffer_slice(&csv->before), csv->before_at, csv->before.len), line, number;
	int64_t at = 0;
	if (rest.len == 0 || !kr_slice_next(&rest, '\n', &line))
		return false;
	csv->before_at += line.len + 1;
	if (!kr_slice_next(&line, '\t', &number) || !kr_number_parse(number, 1, INT64_MAX, &at))
		return false;
	*record = (kr_csv_record){.line = (uint64_t)at, .code = "before-header", .is_line = true, .original = line};
	return true;
}
