#include "source/csv_value.h"

#include "base/utf8.h"
#include "source/mask.h"

/* With one more run of at most KR_CSV_LINE_MAX bytes it still fits into a line of a record stream (KR_LINE_MAX). */
#define SHOWN_MAX 3000000u

bool
kr_csv_is_clean(kr_csv *csv)
{
	if (csv->checked < csv->taken)
		csv->checked = csv->taken;
	while (csv->checked < csv->line_end) {
		size_t left = csv->used - csv->checked;
		size_t good = kr_utf8_check(kr_slice_of(csv->buffer + csv->checked, left));
		csv->checked += good;
		if (good < left && csv->checked < csv->line_end)
			break;
	}
	if (csv->checked >= csv->line_end)
		return true;
	csv->checked = csv->next;
	return false;
}

size_t
kr_csv_forbidden_size(kr_slice rest)
{
	const unsigned char *at = (const unsigned char *)rest.ptr;
	if (at[0] < 0x20 || at[0] == 0x7F)
		return 1;
	if (rest.len > 1 && at[0] == 0xC2 && (at[1] & 0xC0) == 0x80)
		return 2;
	if (rest.len > 2 && at[0] == 0xEF && at[1] == 0xBF && (at[2] & 0xFE) == 0xBE)
		return 3;
	return 0;
}

/* The letter of the escape of a byte, or 0. */
static char
escape_of(char c)
{
	return c == '\\' ? '\\' : c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : 0;
}

/* Bytes from `at` on that stand for themselves in stream form. */
static size_t
ordinary(kr_slice text, size_t at)
{
	size_t end = at, size;
	while (end < text.len) {
		unsigned char c = (unsigned char)text.ptr[end];
		if (c < 0x20 || c == '\\')
			break;
		size = c < 0x7F ? 1 : kr_utf8_size(kr_slice_part(text, end, text.len));
		if (size == 0)
			break;
		end += size;
	}
	return end - at;
}

void
kr_csv_show(kr_buffer *to, kr_slice text)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t limit = to->len + SHOWN_MAX;
	for (size_t at = 0; at < text.len && to->len < limit; at++) {
		size_t run = ordinary(text, at);
		kr_buffer_add(to, text.ptr + at, run);
		at += run;
		if (at == text.len)
			return;
		unsigned char c = (unsigned char)text.ptr[at];
		char escape = escape_of(text.ptr[at]);
		char shown[5] = {'\\', '\\', 'x', digits[c >> 4], digits[c & 15]};
		if (escape)
			kr_buffer_add(to, (char[]){'\\', escape}, 2);
		else
			kr_buffer_add(to, shown, sizeof shown);
	}
}

/* Adds one value; *blanked says whether a character became a blank. False for broken UTF-8. */
static bool
add_value(kr_buffer *to, kr_slice text, bool *blanked)
{
	for (size_t at = 0; at < text.len;) {
		size_t run = ordinary(text, at);
		kr_buffer_add(to, text.ptr + at, run);
		at += run;
		if (at == text.len)
			break;
		char escape = escape_of(text.ptr[at]);
		size_t size = escape ? 1 : kr_csv_forbidden_size(kr_slice_part(text, at, text.len));
		if (size == 0)
			return false;
		if (escape)
			kr_buffer_add(to, (char[]){'\\', escape}, 2);
		else
			kr_buffer_char(to, ' ');
		*blanked |= !escape;
		at += size;
	}
	return true;
}

/* The bytes of a value that is no UTF-8, each as Windows-1252 has it; what no stream may hold becomes a blank. */
static void
add_windows_1252(kr_buffer *to, kr_slice text)
{
	bool blanked = false;
	char out[4];
	for (size_t i = 0; i < text.len; i++) {
		uint32_t point = kr_encoding_point(KR_ENCODING_WINDOWS_1252, (unsigned char)text.ptr[i]);
		add_value(to, kr_slice_of(out, kr_utf8_encode(point, out)), &blanked);
	}
}

static bool
convert_field(kr_csv *csv, uint32_t field)
{
	kr_buffer *to = &csv->scratch;
	kr_slice text = csv->fields[field];
	size_t from = to->len;
	static const char control[] = "control-character";
	const char *code = control;
	bool blanked = false;
	if (!add_value(to, text, &blanked)) {
		if (!csv->is_mixed)
			return false;
		to->len = from;
		code = "mixed-encoding";
		add_windows_1252(to, text);
	}
	csv->fields[field] = kr_buffer_since(to, from);
	if (!blanked && code == control)
		return true;
	from = to->len;
	kr_csv_show(to, text);
	csv->problems[csv->problem_count++] = (kr_csv_problem){field, kr_buffer_since(to, from), code};
	return true;
}

bool
kr_csv_to_stream_form(kr_csv *csv)
{
	size_t bytes = 0;
	uint32_t count = csv->count < csv->capacity_fields ? csv->count : csv->capacity_fields;
	for (uint32_t i = 0; i < count; i++)
		bytes += csv->fields[i].len;
	/* A byte takes three at most as a value and five as it is shown: reserved at once, so nothing moves. */
	kr_buffer_clear(&csv->scratch);
	csv->failed |= !kr_buffer_reserve(&csv->scratch, 8 * bytes + 16);
	for (uint32_t i = 0; i < count && !csv->failed; i++)
		if (!convert_field(csv, i))
			return false;
	return true;
}

bool
kr_csv_holds_exponent(const char *from, const char *at, size_t len)
{
	const char *end = at + len, *second = at > from ? at : from + 1;
	size_t times = end > second ? (size_t)(end - second) / 16 : 0;
	bool found = kr_pair_in_sixteens(second, times, 'E', '+');
	for (second += 16 * times; second < end && !found; second++)
		found = second[0] == '+' && second[-1] == 'E';
	return found;
}

void
kr_csv_list_lost_digits(kr_csv *csv)
{
	for (uint32_t i = 0; i < csv->count; i++)
		if (kr_detect_lost_digits(csv->fields[i]))
			csv->problems[csv->problem_count++] = (kr_csv_problem){i, csv->fields[i], "lost-digits"};
}
