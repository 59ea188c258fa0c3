#include "text/fold.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Code points that one character may decompose into (the longest known has 18). */
#define PARTS_MAX 32

typedef struct fold_state {
	kr_buffer *to;
	size_t from; /* length of the buffer before */
	bool blank;  /* a blank is due before the next letter */
} fold_state;

static void
put(fold_state *folding, const char *bytes, size_t len)
{
	if (folding->blank && folding->to->len > folding->from)
		kr_buffer_char(folding->to, ' ');
	folding->blank = false;
	kr_buffer_add(folding->to, bytes, len);
}

/* Letters that Unicode does not decompose. NULL: an ordinary one. */
static const char *
special(utf8proc_int32_t point)
{
	switch (point) {
	case 0xDF: return "ss";
	case 0xE6: return "ae";
	case 0x153: return "oe";
	case 0xF8: return "o";
	case 0x142: return "l";
	case 0x111: case 0xF0: return "d";
	case 0xFE: return "th";
	case 0x131: return "i";
	default: return NULL;
	}
}

static bool
is_mark(utf8proc_category_t category)
{
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

static bool
is_letter_or_digit(utf8proc_category_t category)
{
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* A right or left single quotation mark, an apostrophe as a letter, or a soft hyphen: gone without a blank. */
static bool
vanishes(uint32_t point)
{
	return point == 0x2019 || point == 0x2018 || point == 0x2BC || point == 0xAD;
}

static void
put_point(fold_state *folding, utf8proc_int32_t point)
{
	const char *text = special(point);
	if (text != NULL) {
		put(folding, text, strlen(text));
		return;
	}
	utf8proc_category_t category = utf8proc_category(point);
	if (is_mark(category))
		return;
	if (!is_letter_or_digit(category)) {
		folding->blank = true;
		return;
	}
	char bytes[4];
	put(folding, bytes, kr_utf8_encode((uint32_t)point, bytes));
}

static void
put_character(fold_state *folding, uint32_t point)
{
	utf8proc_int32_t parts[PARTS_MAX];
	int boundary = 0;
	if (vanishes(point))
		return;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts, PARTS_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
	if (count > PARTS_MAX)
		count = 0;
	for (utf8proc_ssize_t i = 0; i < count; i++)
		put_point(folding, parts[i]);
}

/* ASCII: lower case letter or digit, '\'' for what goes without a blank, ' ' for the rest. */
static char
fold_ascii(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	return c == '\'' || c == '.' ? '\'' : ' ';
}

static bool
is_plain_letter(kr_slice text, size_t at)
{
	return at < text.len && (unsigned char)(fold_ascii((unsigned char)text.ptr[at]) - 'a') < 26;
}

/* An apostrophe always, a full stop between a single letter and another letter. */
static bool
joins(kr_slice text, size_t at)
{
	if (text.ptr[at] == '\'' || at == 0)
		return text.ptr[at] == '\'';
	return is_plain_letter(text, at - 1) && is_plain_letter(text, at + 1) &&
	    (at < 2 || !is_plain_letter(text, at - 2));
}

static void
put_ascii(fold_state *folding, kr_slice text, size_t at)
{
	char c = fold_ascii((unsigned char)text.ptr[at]);
	if (c == ' ' || (c == '\'' && !joins(text, at)))
		folding->blank = true;
	else if (c != '\'')
		put(folding, &c, 1);
}

void
kr_fold(kr_buffer *to, kr_slice text)
{
	fold_state folding = {to, to->len, false};
	for (size_t at = 0; at < text.len;) {
		unsigned char c = (unsigned char)text.ptr[at];
		if (c == '\\' && at + 1 < text.len) {
			folding.blank = true;
			at += 2;
		} else if (c < 0x80) {
			put_ascii(&folding, text, at++);
		} else {
			size_t size = 1;
			put_character(&folding, kr_utf8_decode(kr_slice_part(text, at, text.len), &size));
			at += size;
		}
	}
}

kr_slice
kr_folded(kr_buffer *scratch, kr_slice text)
{
	kr_buffer_clear(scratch);
	kr_fold(scratch, text);
	return kr_buffer_slice(scratch);
}

static bool
is_blank(kr_slice text, size_t at, size_t *size)
{
	char c = text.ptr[at];
	*size = 1;
	if (c == '\\' && at + 1 < text.len && text.ptr[at + 1] != '\\')
		*size = 2;
	else if (c == (char)0xC2 && at + 1 < text.len && text.ptr[at + 1] == (char)0xA0)
		*size = 2;
	return c == ' ' || *size == 2;
}

/* Writes a character in lower case at `to`, gives the bytes written; *size becomes those read. */
static size_t
put_lower(char *to, kr_slice text, size_t at, size_t *size)
{
	unsigned char c = (unsigned char)text.ptr[at];
	*size = 1;
	if (c == '\\' && at + 1 < text.len) {
		memcpy(to, text.ptr + at, 2);
		return *size = 2;
	}
	if (c < 0x80) {
		*to = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
		return 1;
	}
	utf8proc_int32_t point = (utf8proc_int32_t)kr_utf8_decode(kr_slice_part(text, at, text.len), size);
	return kr_utf8_encode((uint32_t)utf8proc_tolower(point), to);
}

/* A small letter may take more bytes than its capital (U+023A has two, U+2C65 three): at most half as many again. */
kr_slice
kr_lowered(kr_buffer *scratch, kr_slice text)
{
	bool blank = false;
	kr_buffer_clear(scratch);
	if (!kr_buffer_reserve(scratch, text.len * 2 + 4))
		return kr_slice_of(NULL, 0);
	char *to = scratch->ptr;
	for (size_t at = 0, size; at < text.len; at += size) {
		if (is_blank(text, at, &size)) {
			blank = to != scratch->ptr;
			continue;
		}
		if (blank)
			*to++ = ' ';
		blank = false;
		to += put_lower(to, text, at, &size);
	}
	scratch->len = (size_t)(to - scratch->ptr);
	return kr_buffer_slice(scratch);
}
