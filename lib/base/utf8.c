#include "base/utf8.h"

#include <stdbool.h>

static bool
continues(const unsigned char *at, size_t count)
{
	for (size_t i = 1; i <= count; i++)
		if ((at[i] & 0xC0) != 0x80)
			return false;
	return true;
}

static size_t
size_of_three(const unsigned char *at)
{
	if (!continues(at, 2))
		return 0;
	if (at[0] == 0xE0 && at[1] < 0xA0)
		return 0; /* overlong */
	if (at[0] == 0xED && at[1] >= 0xA0)
		return 0; /* surrogate */
	if (at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE)
		return 0; /* U+FFFE, U+FFFF */
	return 3;
}

static size_t
size_of_four(const unsigned char *at)
{
	if (!continues(at, 3))
		return 0;
	if (at[0] == 0xF0 && at[1] < 0x90)
		return 0; /* overlong */
	if (at[0] == 0xF4 && at[1] >= 0x90)
		return 0; /* above U+10FFFF */
	return 4;
}

size_t
kr_utf8_size(kr_slice text)
{
	if (text.len == 0)
		return 0;
	const unsigned char *at = (const unsigned char *)text.ptr;
	if (at[0] < 0x7F)
		return 1;
	if (at[0] < 0xC2)
		return 0; /* DEL, a continuation byte, or overlong */
	if (at[0] < 0xE0) {
		if (text.len < 2 || !continues(at, 1))
			return 0;
		return at[0] == 0xC2 && at[1] < 0xA0 ? 0 : 2; /* C1 controls */
	}
	if (at[0] < 0xF0)
		return text.len < 3 ? 0 : size_of_three(at);
	return at[0] > 0xF4 || text.len < 4 ? 0 : size_of_four(at);
}

/* True when the sixteen bytes are ASCII without DEL. */
static bool
sixteen_plain(const char *at)
{
	uint64_t word[2];
	const uint64_t high = 0x8080808080808080u, one = 0x0101010101010101u;
	memcpy(word, at, sizeof word);
	/* Adding one to a byte sets its high bit only for 0x7F. */
	return ((word[0] | word[1] | (word[0] + one) | (word[1] + one)) & high) == 0;
}

size_t
kr_utf8_check(kr_slice text)
{
	size_t at = 0;
	while (at < text.len) {
		while (text.len - at >= 16 && sixteen_plain(text.ptr + at))
			at += 16;
		size_t stop = text.len - at < 16 ? text.len : at + 16;
		while (at < stop) {
			size_t size = kr_utf8_size(kr_slice_of(text.ptr + at, text.len - at));
			if (size == 0)
				return at;
			at += size;
		}
	}
	return text.len;
}

uint32_t
kr_utf8_decode(kr_slice text, size_t *size)
{
	const unsigned char *at = (const unsigned char *)text.ptr;
	if (at[0] < 0x80) {
		*size = 1;
		return at[0];
	}
	if (at[0] < 0xE0) {
		*size = 2;
		return (uint32_t)((at[0] & 0x1F) << 6 | (at[1] & 0x3F));
	}
	if (at[0] < 0xF0) {
		*size = 3;
		return (uint32_t)((at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F));
	}
	*size = 4;
	return (uint32_t)((at[0] & 0x07) << 18 | (at[1] & 0x3F) << 12 | (at[2] & 0x3F) << 6 | (at[3] & 0x3F));
}

size_t
kr_utf8_encode(uint32_t point, char out[4])
{
	unsigned char *to = (unsigned char *)out;
	if (point < 0x80) {
		to[0] = (unsigned char)point;
		return 1;
	}
	if (point < 0x800) {
		to[0] = (unsigned char)(0xC0 | point >> 6);
		to[1] = (unsigned char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		to[0] = (unsigned char)(0xE0 | point >> 12);
		to[1] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
		to[2] = (unsigned char)(0x80 | (point & 0x3F));
		return 3;
	}
	to[0] = (unsigned char)(0xF0 | point >> 18);
	to[1] = (unsigned char)(0x80 | (point >> 12 & 0x3F));
	to[2] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
	to[3] = (unsigned char)(0x80 | (point & 0x3F));
	return 4;
}
