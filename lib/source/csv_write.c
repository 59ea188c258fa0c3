#include "source/csv_write.h"

#include "record/escape.h"
#include "source/excel.h"

const kr_csv_dress kr_csv_plain = {',', false, ""};
const kr_csv_dress kr_csv_dutch = {';', true, "\xEF\xBB\xBF"};

/* Both may be trimmed by whoever reads it. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
needs_quotes(kr_slice value, char delimiter)
{
	if (is_blank(value.ptr[0]) || is_blank(value.ptr[value.len - 1]) || value.ptr[0] == '\'')
		return true;
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] == delimiter || value.ptr[i] == '"' || value.ptr[i] == '\\')
			return true;
	return false;
}

/* In quotes, behind `before`. */
static void
add_quoted(const char *before, kr_slice value, kr_buffer *to)
{
	kr_buffer_char(to, '"');
	kr_buffer_text(to, before);
	while (value.len > 0) {
		size_t plain = kr_slice_find(value, '"');
		kr_unescape(to, kr_slice_part(value, 0, plain));
		if (plain < value.len)
			kr_buffer_add(to, "\"\"", 2);
		value = kr_slice_part(value, plain + 1, value.len);
	}
	kr_buffer_char(to, '"');
}

static void
add_with_comma(kr_slice value, kr_buffer *to)
{
	size_t point = kr_slice_find(value, '.');
	kr_buffer_slice_add(to, kr_slice_part(value, 0, point));
	if (point < value.len)
		kr_buffer_char(to, ',');
	kr_buffer_slice_add(to, kr_slice_part(value, point + 1, value.len));
}

/* True when Excel may have the value without an apostrophe. */
static bool
is_safe(enum kr_kind_of kind, kr_slice value)
{
	bool is_number = kind == KR_IS_DECIMAL || (kind == KR_IS_INTEGER && kr_slice_find(value, '.') == value.len);
	return !kr_excel_changes(value) || kr_excel_date(value) || (is_number && kr_excel_number(value));
}

void
kr_csv_write_value(const kr_csv_dress *dress, enum kr_kind_of kind, kr_slice value, bool alone, kr_buffer *to)
{
	if (value.len == 0) {
		kr_buffer_text(to, alone ? "\"\"" : "");
		return;
	}
	if (dress->is_excel && !is_safe(kind, value))
		add_quoted("'", value, to);
	else if (dress->is_excel && kind == KR_IS_DECIMAL && kr_excel_number(value))
		add_with_comma(value, to);
	else if (needs_quotes(value, dress->delimiter))
		add_quoted("", value, to);
	else
		kr_buffer_slice_add(to, value);
}
