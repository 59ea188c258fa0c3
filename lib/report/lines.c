#include "report/lines.h"

#include <utf8proc.h>

#include "base/utf8.h"

static uint32_t
columns_of(uint32_t point)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)point);
	return width > 0 ? (uint32_t)width : 0;
}

/* The longest start of the text that fits in `columns`; *used becomes its width. */
static kr_slice
fit(kr_slice text, uint32_t columns, uint32_t *used)
{
	size_t at = 0;
	*used = 0;
	while (at < text.len) {
		size_t size;
		uint32_t width = columns_of(kr_utf8_decode(kr_slice_part(text, at, text.len), &size));
		if (*used + width > columns)
			break;
		*used += width;
		at += size;
	}
	return kr_slice_part(text, 0, at);
}

uint32_t
kr_lines_columns(kr_slice text)
{
	uint32_t used;
	fit(text, UINT32_MAX, &used);
	return used;
}

void
kr_lines_blanks(kr_lines *lines, uint32_t count)
{
	while (count--)
		kr_buffer_char(&lines->out, ' ');
}

void
kr_lines_text(kr_lines *lines, const char *text)
{
	kr_buffer_text(&lines->out, text);
}

void
kr_lines_left(kr_lines *lines, kr_slice text, uint32_t columns)
{
	uint32_t used;
	kr_buffer_slice_add(&lines->out, fit(text, columns, &used));
	kr_lines_blanks(lines, columns - used);
}

void
kr_lines_right(kr_lines *lines, kr_slice text, uint32_t columns)
{
	uint32_t used;
	kr_slice part = fit(text, columns, &used);
	kr_lines_blanks(lines, columns - used);
	kr_buffer_slice_add(&lines->out, part);
}

void
kr_lines_end(kr_lines *lines)
{
	while (lines->out.len && lines->out.ptr[lines->out.len - 1] == ' ')
		lines->out.len--;
	kr_buffer_char(&lines->out, '\n');
}

void
kr_lines_rule(kr_lines *lines, bool is_heavy)
{
	const char *piece = is_heavy ? "\u2501" : "\u2500";
	if (lines->is_ascii)
		piece = is_heavy ? "=" : "-";
	for (uint32_t i = 0; i < lines->width; i++)
		kr_buffer_text(&lines->out, piece);
	kr_lines_end(lines);
}

static void
eighths_bar(kr_lines *lines, int64_t eighths)
{
	static const char *const parts[8] = {
		"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"
	};
	for (int64_t i = 0; i < eighths / 8; i++)
		kr_buffer_text(&lines->out, "\u2588");
	kr_buffer_text(&lines->out, parts[eighths % 8]);
}

void
kr_lines_bar(kr_lines *lines, int64_t value, int64_t full, uint32_t columns)
{
	int64_t steps = (int64_t)columns * (lines->is_ascii ? 1 : 8), taken = 0;
	if (full > 0 && value > 0) {
		taken = (2 * value * steps + full) / (2 * full);
		taken = taken < 1 ? 1 : taken > steps ? steps : taken;
	}
	if (lines->is_ascii) {
		for (int64_t i = 0; i < taken; i++)
			kr_buffer_char(&lines->out, '#');
		kr_lines_blanks(lines, (uint32_t)(steps - taken));
		return;
	}
	eighths_bar(lines, taken);
	kr_lines_blanks(lines, columns - (uint32_t)((taken + 7) / 8));
}

void
kr_lines_paragraph(kr_lines *lines, kr_slice text, uint32_t indent)
{
	kr_slice rest = kr_slice_items(text), word;
	uint32_t at = 0;
	while (kr_slice_next(&rest, ' ', &word)) {
		uint32_t columns = kr_lines_columns(word);
		if (at > indent && at + 1 + columns > lines->width) {
			kr_lines_end(lines);
			at = 0;
		}
		if (at == 0)
			kr_lines_blanks(lines, at = indent);
		else
			kr_lines_blanks(lines, 1);
		kr_buffer_slice_add(&lines->out, word);
		at += columns + (at > indent);
	}
	if (at)
		kr_lines_end(lines);
}
