#include "source/json_write.h"

#include "base/ascii.h"

#define DIGITS_MAX 15u /* a double holds them all */

/* The escapes of a stream are escapes of JSON; only the quote is not one of them. */
void
kr_json_write_string(kr_slice value, kr_buffer *to)
{
	kr_buffer_char(to, '"');
	for (;;) {
		size_t plain = kr_slice_find(value, '"');
		kr_buffer_slice_add(to, kr_slice_part(value, 0, plain));
		if (plain == value.len)
			break;
		kr_buffer_add(to, "\\\"", 2);
		value = kr_slice_part(value, plain + 1, value.len);
	}
	kr_buffer_char(to, '"');
}

bool
kr_json_number(kr_slice value, bool is_decimal)
{
	size_t from = value.len > 1 && value.ptr[0] == '-', at = from, point = value.len;
	for (; at < value.len; at++) {
		if (value.ptr[at] == '.' && is_decimal && point == value.len && at > from && at + 1 < value.len)
			point = at;
		else if (!kr_is_digit(value.ptr[at]))
			return false;
	}
	bool zeros = value.len > from + 1 && value.ptr[from] == '0' && point != from + 1;
	return value.len > from && value.len - from <= DIGITS_MAX && !zeros;
}

static void
write_one(enum kr_kind_of kind, kr_slice value, kr_buffer *to)
{
	if (kind == KR_IS_YESNO && (kr_slice_is(value, "yes") || kr_slice_is(value, "no")))
		kr_buffer_text(to, value.len == 3 ? "true" : "false");
	else if ((kind == KR_IS_INTEGER || kind == KR_IS_DECIMAL) && kr_json_number(value, kind == KR_IS_DECIMAL))
		kr_buffer_slice_add(to, value);
	else
		kr_json_write_string(value, to);
}

/* An item with as many parts as it should have, one of them filled. */
static bool
has_parts(const kr_typed *typed, kr_slice item)
{
	return kr_slice_count(item, ':') == typed->part_count && item.len >= typed->part_count &&
	    kr_slice_find(item, '|') == item.len;
}

static void
write_parts(const kr_typed *typed, kr_slice item, kr_buffer *to)
{
	kr_slice part;
	bool is_first = true;
	kr_buffer_char(to, '{');
	for (uint32_t i = 0; kr_slice_next(&item, ':', &part); i++) {
		if (part.len == 0)
			continue;
		kr_buffer_text(to, is_first ? "\"" : ",\"");
		kr_buffer_slice_add(to, typed->parts[i]);
		kr_buffer_text(to, "\":");
		write_one(typed->part_kinds[i], part, to);
		is_first = false;
	}
	kr_buffer_char(to, '}');
}

static void
write_item(const kr_typed *typed, kr_slice item, kr_buffer *to)
{
	if (typed->kind == KR_IS_PARTS && has_parts(typed, item))
		write_parts(typed, item, to);
	else
		write_one(typed->kind, item, to);
}

void
kr_json_write_value(const kr_typed *typed, kr_slice value, kr_buffer *to)
{
	kr_slice item;
	if (!typed->is_list) {
		write_item(typed, value, to);
		return;
	}
	if (kr_slice_is(value, "none")) {
		kr_buffer_text(to, "[]");
		return;
	}
	kr_buffer_char(to, '[');
	for (bool is_first = true; kr_slice_next(&value, '|', &item); is_first = false) {
		kr_buffer_text(to, is_first ? "" : ",");
		write_item(typed, item, to);
	}
	kr_buffer_char(to, ']');
}
