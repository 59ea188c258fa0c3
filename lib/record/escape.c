#include "record/escape.h"

#include "base/utf8.h"

static char
letter_of(char c)
{
	switch (c) {
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\\': return '\\';
	default: return 0;
	}
}

void
kr_escape(kr_buffer *to, kr_slice plain)
{
	size_t from = 0;
	for (size_t i = 0; i < plain.len; i++) {
		char letter = letter_of(plain.ptr[i]);
		if (letter == 0)
			continue;
		kr_buffer_add(to, plain.ptr + from, i - from);
		kr_buffer_add(to, (char[]){'\\', letter}, 2);
		from = i + 1;
	}
	if (from < plain.len)
		kr_buffer_add(to, plain.ptr + from, plain.len - from);
}

static char
byte_of(char letter)
{
	switch (letter) {
	case 't': return '\t';
	case 'n': return '\n';
	case 'r': return '\r';
	default: return letter;
	}
}

void
kr_unescape(kr_buffer *to, kr_slice value)
{
	while (value.len) {
		size_t plain = kr_slice_find(value, '\\');
		kr_buffer_add(to, value.ptr, plain);
		if (plain + 1 >= value.len)
			return;
		kr_buffer_char(to, byte_of(value.ptr[plain + 1]));
		value = kr_slice_part(value, plain + 2, value.len);
	}
}

size_t
kr_value_check(kr_slice value)
{
	size_t at = 0;
	while (at < value.len) {
		unsigned char c = (unsigned char)value.ptr[at];
		size_t size = kr_utf8_size(kr_slice_part(value, at, value.len));
		if (c < 0x20 || size == 0)
			return at;
		if (c == '\\') {
			if (at + 1 == value.len || byte_of(value.ptr[at + 1]) == value.ptr[at + 1]) {
				if (at + 1 == value.len || value.ptr[at + 1] != '\\')
					return at;
			}
			size = 2;
		}
		at += size;
	}
	return value.len;
}
