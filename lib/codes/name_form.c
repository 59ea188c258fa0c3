#include "codes/name_form.h"

#include <utf8proc.h>

#include "base/utf8.h"

enum { LONGEST_INITIALS = 5 };

static bool
is_vowel(utf8proc_int32_t point)
{
	return point < 0x80 ? strchr("aeiouyAEIOUY", (int)point) != NULL : true;
}

static bool
is_upper(utf8proc_int32_t point)
{
	return point < 0x80 ? point >= 'A' && point <= 'Z' : utf8proc_tolower(point) != point;
}

static bool
is_lower(utf8proc_int32_t point)
{
	return point < 0x80 ? point >= 'a' && point <= 'z' : utf8proc_toupper(point) != point || point == 0xDF;
}

static utf8proc_int32_t
next_point(kr_slice text, size_t *at)
{
	size_t size = 1;
	utf8proc_int32_t point = (utf8proc_int32_t)kr_utf8_decode(kr_slice_part(text, *at, text.len), &size);
	*at += size;
	return point;
}

kr_letters
kr_letters_of(kr_slice text)
{
	kr_letters letters = {0};
	for (size_t at = 0; at < text.len;) {
		utf8proc_int32_t point = next_point(text, &at);
		bool upper = is_upper(point), lower = is_lower(point);
		letters.upper += upper;
		letters.lower += lower;
		letters.other += !upper && !lower;
		letters.has_vowel |= (upper || lower) && is_vowel(point);
		letters.has_stop |= point == '.';
	}
	return letters;
}

bool
kr_is_initials(kr_slice word)
{
	kr_letters letters = kr_letters_of(word);
	if (letters.upper == 0 || word.len == 0)
		return false;
	if (word.ptr[word.len - 1] != '.')
		return letters.upper == 1 && letters.lower == 0 && letters.other == 0;
	return letters.lower <= letters.upper * 2 && !(letters.upper == 1 && letters.has_vowel && letters.lower > 1);
}

static void
put_point(kr_buffer *out, utf8proc_int32_t point)
{
	char bytes[4];
	kr_buffer_add(out, bytes, kr_utf8_encode((uint32_t)point, bytes));
}

/* The Dutch ij is one letter: IJsbrand. */
static bool
begins_with_ij(kr_slice text, size_t at)
{
	return at + 1 < text.len && (text.ptr[at] | 0x20) == 'i' && (text.ptr[at + 1] | 0x20) == 'j';
}

bool
kr_is_given_name(kr_slice text)
{
	kr_letters letters = kr_letters_of(text);
	size_t capitals = 1u + begins_with_ij(text, 0) + letters.other;
	return !letters.has_stop && letters.has_vowel && letters.lower >= 2 && letters.upper <= capitals;
}

static bool
starts_word(utf8proc_int32_t before)
{
	return before == ' ' || before == '-' || before == '\'' || before == 0x2019 || before == '.';
}

kr_slice
kr_name_case(kr_slice text, kr_buffer *out)
{
	kr_letters letters = kr_letters_of(text);
	if ((letters.upper != 0 && letters.lower != 0) || letters.upper + letters.lower < 2)
		return text;
	size_t from = out->len;
	utf8proc_int32_t before = ' ';
	for (size_t at = 0; at < text.len;) {
		bool is_ij = starts_word(before) && begins_with_ij(text, at);
		utf8proc_int32_t point = next_point(text, &at);
		put_point(out, starts_word(before) ? utf8proc_toupper(point) : utf8proc_tolower(point));
		before = point;
		if (is_ij) {
			kr_buffer_char(out, 'J');
			before = 'J';
			at++;
		}
	}
	return kr_buffer_since(out, from);
}

/* Initials in one word without full stops: each capital is one ("JP"), a short word in small letters too ("jp"). */
static void
put_unstopped(kr_slice word, kr_buffer *out)
{
	kr_letters letters = kr_letters_of(word);
	bool one_by_one = letters.lower == 0 || (letters.upper == 0 && letters.lower <= LONGEST_INITIALS);
	bool is_ij = begins_with_ij(word, 0) && word.len == 2;
	for (size_t at = 0, count = 0; at < word.len; count++) {
		utf8proc_int32_t point = next_point(word, &at);
		if (count == 0 || one_by_one)
			put_point(out, utf8proc_toupper(point));
		else
			put_point(out, point);
		if (one_by_one && !(is_ij && count == 0))
			kr_buffer_char(out, '.');
	}
	if (!one_by_one)
		kr_buffer_char(out, '.');
}

static void
put_stopped(kr_slice word, kr_buffer *out)
{
	size_t at = 0;
	put_point(out, utf8proc_toupper(next_point(word, &at)));
	kr_buffer_slice_add(out, kr_slice_part(word, at, word.len));
	kr_buffer_char(out, '.');
}

/* "Jan" gives J., "IJsbrand" IJ. */
static void
put_first(kr_slice word, kr_buffer *out)
{
	size_t at = 0;
	bool is_ij = begins_with_ij(word, 0);
	put_point(out, utf8proc_toupper(next_point(word, &at)));
	kr_buffer_text(out, is_ij ? "J." : ".");
}

static bool
is_separator(char c)
{
	return c == '.' || c == ' ' || c == '-' || c == ',' || c == ';' || c == '_' || c == '|';
}

kr_slice
kr_initials_form(kr_slice text, kr_buffer *out)
{
	size_t from = out->len;
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		while (at < text.len && !is_separator(text.ptr[at]))
			at++;
		kr_slice word = kr_slice_part(text, start, at);
		if (word.len != 0 && kr_is_given_name(word) && word.len > 2)
			put_first(word, out);
		else if (word.len != 0 && at < text.len && text.ptr[at] == '.')
			put_stopped(word, out);
		else if (word.len != 0)
			put_unstopped(word, out);
		at++;
	}
	return kr_buffer_since(out, from);
}
