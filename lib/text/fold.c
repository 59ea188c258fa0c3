#include "text/fold.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Where the form of one value is built: a blank is written only once a letter follows it. */
struct fold {
	kr_buffer *to;
	size_t start;
	bool blank;
};

static void
put(struct fold *fold, const char *ptr, size_t len)
{
	kr_buffer *to = fold->to;
	if (fold->blank && to->len > fold->start)
		kr_buffer_char(to, ' ');
	fold->blank = false;
	/* ij counts as y */
	if (len == 1 && *ptr == 'j' && to->len > fold->start && to->ptr[to->len - 1] == 'i')
		to->ptr[to->len - 1] = 'y';
	else
		kr_buffer_add(to, ptr, len);
}

static void
put_ascii(struct fold *fold, char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c + ('a' - 'A'));
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		put(fold, &c, 1);
	else if (c != '\'' && c != '`')
		fold->blank = true;
}

/* Letters that Unicode does not take apart. */
static const char *
special(uint32_t point)
{
	switch (point) {
	case 0x131: return "i";
	case 0x142: case 0x141: return "l";
	case 0x111: case 0x110: case 0xF0: case 0xD0: return "d";
	case 0xF8: case 0xD8: return "o";
	case 0xE6: case 0xC6: return "ae";
	case 0x153: case 0x152: return "oe";
	case 0xFE: case 0xDE: return "th";
	case 0x132: case 0x133: case 0xFF: case 0x178: return "y";
	case 0x2018: case 0x2019: case 0x201B: case 0x2BC: case 0xB4: return "";
	default: return NULL;
	}
}

static bool
is_word(uint32_t point)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

static void
put_part(struct fold *fold, uint32_t point)
{
	char bytes[4];
	if (point < 0x80)
		put_ascii(fold, (char)point);
	else if (is_word(point))
		put(fold, bytes, kr_utf8_encode(point, bytes));
	else
		fold->blank = true;
}

static void
put_point(struct fold *fold, uint32_t point)
{
	const char *text = special(point);
	if (text != NULL) {
		for (; *text != '\0'; text++)
			put(fold, text, 1);
		return;
	}
	utf8proc_int32_t parts[32];
	int last = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts, 32,
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_DECOMPOSE, &last);
	for (utf8proc_ssize_t i = 0; i < count && count <= 32; i++)
		put_part(fold, (uint32_t)parts[i]);
}

void
kr_fold(kr_buffer *to, kr_slice value)
{
	struct fold fold = {to, to->len, false};
	while (value.len > 0 && !to->failed) {
		size_t size = 1;
		unsigned char first = (unsigned char)*value.ptr;
		if (first >= 0x80)
			put_point(&fold, kr_utf8_decode(value, &size));
		else if (first == '\\' && value.len > 1)
			fold.blank = true, size = 2;
		else
			put_ascii(&fold, (char)first);
		value = kr_slice_part(value, size, value.len);
	}
}
