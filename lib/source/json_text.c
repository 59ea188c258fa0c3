#include "source/json_text.h"

#include "base/utf8.h"

static uint32_t
hex_digit(char c)
{
	return c <= '9' ? (uint32_t)(c - '0') : ((uint32_t)c & 0xDFu) - 'A' + 10;
}

/* The four digits behind \u. */
static uint32_t
unit(const char *at)
{
	return hex_digit(at[0]) << 12 | hex_digit(at[1]) << 8 | hex_digit(at[2]) << 4 | hex_digit(at[3]);
}

/* The character of the \u at the start of a text and how many bytes it took; half a pair is given as it stands. */
static uint32_t
escaped_point(kr_slice text, size_t *size)
{
	uint32_t point = unit(text.ptr + 2), second;
	*size = 6;
	if (point < 0xD800 || point > 0xDBFF || text.len < 12 || text.ptr[6] != '\\' || text.ptr[7] != 'u')
		return point;
	second = unit(text.ptr + 8);
	if (second < 0xDC00 || second > 0xDFFF)
		return point;
	*size = 12;
	return 0x10000 + ((point - 0xD800) << 10) + (second - 0xDC00);
}

static void
add_ascii(kr_buffer *to, char c, bool plain, const char **code)
{
	const char *letter = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
	bool fits = (unsigned char)c >= 0x20 && c != 0x7F;
	if (plain)
		kr_buffer_char(to, c);
	else if (letter != NULL)
		kr_buffer_add(to, letter, 2);
	else
		kr_buffer_char(to, fits ? c : ' ');
	if (!plain && letter == NULL && !fits)
		*code = "control-character";
}

static void
add_point(kr_buffer *to, uint32_t point, bool plain, const char **code)
{
	char bytes[4];
	if (point < 0x80) {
		add_ascii(to, (char)point, plain, code);
		return;
	}
	size_t size = kr_utf8_encode(point, bytes);
	if (plain || kr_utf8_size(kr_slice_of(bytes, size)) == size) {
		kr_buffer_add(to, bytes, size);
		return;
	}
	kr_buffer_char(to, ' ');
	*code = point >= 0xD800 && point <= 0xDFFF ? "lone-surrogate" : "control-character";
}

/* Adds the escape at the start of a text; gives how many bytes it took. */
static size_t
add_escape(kr_buffer *to, kr_slice text, bool plain, const char **code)
{
	static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
	size_t size = 2;
	char letter = text.ptr[1];
	const char *found = strchr(letters, letter);
	if (letter == 'u')
		add_point(to, escaped_point(text, &size), plain, code);
	else
		add_ascii(to, found ? meant[found - letters] : letter, plain, code);
	return size;
}

void
kr_json_text(kr_buffer *to, kr_slice text, bool plain, const char **code)
{
	size_t at = 0;
	while (at < text.len) {
		kr_slice rest = kr_slice_part(text, at, text.len);
		size_t run = kr_slice_find(rest, '\\');
		size_t good = plain ? run : kr_utf8_check(kr_slice_part(rest, 0, run));
		kr_buffer_add(to, rest.ptr, good);
		at += good;
		if (good < run) {
			/* DEL, a C1 control or a noncharacter: the text is UTF-8, so the length stands in the first byte. */
			unsigned char c = (unsigned char)rest.ptr[good];
			at += c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
			kr_buffer_char(to, ' ');
			*code = "control-character";
		} else if (at < text.len)
			at += add_escape(to, kr_slice_part(text, at, text.len), plain, code);
	}
}
