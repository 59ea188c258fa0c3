/* UTF-8: every code point and every pair of bytes, against a second implementation written from RFC 3629. */
#include "base/utf8.h"

#include <stdlib.h>

#include "random.h"
#include "tap.h"

static bool
is_allowed(uint32_t point)
{
	return !(point == 0x7F || (point >= 0x80 && point <= 0x9F) || (point >= 0xD800 && point <= 0xDFFF) ||
	    point == 0xFFFE || point == 0xFFFF || point > 0x10FFFF);
}

/* Encodes by arithmetic, surrogates and too large ones too. */
static size_t
encode(uint32_t point, unsigned char *out)
{
	size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	const unsigned lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
	for (size_t i = size; i-- > 1;) {
		out[i] = (unsigned char)(0x80 + point % 64);
		point /= 64;
	}
	out[0] = (unsigned char)(lead[size] + point);
	return size;
}

/* Size by decoding, and by comparing with the shortest spelling of what was decoded. */
static size_t
size_again(const unsigned char *at, size_t left)
{
	unsigned char shortest[4];
	if (left == 0)
		return 0;
	size_t size = at[0] < 0x80 ? 1 : at[0] < 0xC0 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF8 ? 4 : 0;
	if (size == 0 || size > left)
		return 0;
	uint32_t point = size == 1 ? at[0] : at[0] & (0x7Fu >> size);
	for (size_t i = 1; i < size; i++) {
		if (at[i] / 64 != 2)
			return 0;
		point = point * 64 + at[i] % 64;
	}
	if (!is_allowed(point) || encode(point, shortest) != size || memcmp(shortest, at, size) != 0)
		return 0;
	return size;
}

static void
test_all_points(void)
{
	int wrong_size = 0, wrong_bytes = 0, wrong_back = 0;
	for (uint32_t point = 0; point < 0x110100; point++) {
		unsigned char bytes[4];
		size_t size = encode(point, bytes), back_size = 0;
		kr_slice text = kr_slice_of((const char *)bytes, size);
		wrong_size += kr_utf8_size(text) != (is_allowed(point) ? size : 0);
		if (!is_allowed(point))
			continue;
		char out[4];
		wrong_bytes += kr_utf8_encode(point, out) != size || memcmp(out, bytes, size) != 0;
		wrong_back += kr_utf8_decode(text, &back_size) != point || back_size != size;
	}
	ok(wrong_size == 0, "every code point is taken or refused");
	ok(wrong_bytes == 0, "every code point is written");
	ok(wrong_back == 0, "every code point is read back");
}

static void
test_all_starts(void)
{
	int wrong = 0;
	unsigned char at[4];
	/* All first and second bytes with telling third and fourth ones, at every length. */
	const unsigned char tails[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBE, 0xBF, 0xC0, 0xFF};
	for (unsigned first = 0; first < 256; first++)
		for (unsigned second = 0; second < 256; second++)
			for (size_t i = 0; i < sizeof tails * sizeof tails; i++) {
				at[0] = (unsigned char)first;
				at[1] = (unsigned char)second;
				at[2] = tails[i / sizeof tails];
				at[3] = tails[i % sizeof tails];
				for (size_t len = i ? 3 : 0; len <= 4; len++)
					wrong += kr_utf8_size(kr_slice_of((char *)at, len)) != size_again(at, len);
			}
	ok(wrong == 0, "all beginnings of a character, whole and cut off");
}

static size_t
check_again(kr_slice text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t size = size_again((const unsigned char *)text.ptr + at, text.len - at);
		if (size == 0)
			return at;
		at += size;
	}
	return text.len;
}

static void
test_random_texts(void)
{
	const char *const pieces[] = {"abcdefghijklmnop", "x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\t", "\xC2\xA0",
	    "\x7F", "\xC2\x85", "\xED\xA0\x80", "\xEF\xBF\xBF", "\xFF", "\xC3", "\xE2\x82"};
	int wrong = 0, good = 0;
	for (int round = 0; round < 30000; round++) {
		char text[200];
		size_t len = 0, wanted = next_random(150);
		while (len < wanted) {
			const char *piece = pieces[next_random(next_random(12) == 0 ? 14 : 7)];
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		char *exact = malloc(len + 1); /* so that a sanitizer sees a read past the end */
		if (exact == NULL)
			return;
		memcpy(exact, text, len);
		size_t found = kr_utf8_check(kr_slice_of(exact, len));
		wrong += found != check_again(kr_slice_of(text, len));
		good += found == len;
		free(exact);
	}
	ok(wrong == 0, "random texts: the first bad byte");
	ok(good > 5000 && good < 25000, "good ones and bad ones were among them");
}

int
main(void)
{
	test_all_points();
	test_all_starts();
	test_random_texts();
	return tap_done();
}
