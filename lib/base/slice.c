#include "base/slice.h"

int
kr_slice_compare(kr_slice a, kr_slice b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

static unsigned char
fold(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool
kr_slice_equal_fold(kr_slice a, kr_slice b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (fold(a.ptr[i]) != fold(b.ptr[i]))
			return false;
	return true;
}

bool
kr_slice_starts(kr_slice text, kr_slice start)
{
	return text.len >= start.len && kr_slice_equal(kr_slice_of(text.ptr, start.len), start);
}

size_t
kr_slice_find(kr_slice text, char byte)
{
	const char *at = text.len ? memchr(text.ptr, byte, text.len) : NULL;
	return at ? (size_t)(at - text.ptr) : text.len;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is_no_break_space(const char *at)
{
	return at[0] == '\xC2' && at[1] == '\xA0';
}

kr_slice
kr_slice_trim(kr_slice text)
{
	for (;;) {
		if (text.len > 0 && is_blank(text.ptr[0]))
			text = kr_slice_of(text.ptr + 1, text.len - 1);
		else if (text.len > 1 && is_no_break_space(text.ptr))
			text = kr_slice_of(text.ptr + 2, text.len - 2);
		else
			break;
	}
	for (;;) {
		if (text.len > 0 && is_blank(text.ptr[text.len - 1]))
			text.len -= 1;
		else if (text.len > 1 && is_no_break_space(text.ptr + text.len - 2))
			text.len -= 2;
		else
			return text;
	}
}

kr_slice
kr_slice_part(kr_slice text, size_t from, size_t to)
{
	if (to > text.len)
		to = text.len;
	if (from >= to)
		return kr_slice_of(text.ptr, 0);
	return kr_slice_of(text.ptr + from, to - from);
}

bool
kr_slice_next(kr_slice *rest, char separator, kr_slice *item)
{
	if (rest->ptr == NULL)
		return false;
	size_t end = kr_slice_find(*rest, separator);
	*item = kr_slice_of(rest->ptr, end);
	if (end == rest->len)
		*rest = kr_slice_of(NULL, 0);
	else
		*rest = kr_slice_of(rest->ptr + end + 1, rest->len - end - 1);
	return true;
}

size_t
kr_slice_count(kr_slice list, char separator)
{
	size_t count = list.len > 0;
	for (size_t i = 0; i < list.len; i++)
		count += list.ptr[i] == separator;
	return count;
}
