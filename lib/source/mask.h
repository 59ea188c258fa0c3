/*
 * Where the bytes stand that decide how a CSV line is split: 64 at a time with SSE2 where the processor has it, byte by
 * byte elsewhere; both give the same. How many line ends there are, and whether
 * any of a few bytes stands in a text.
 */
#ifndef KR_SOURCE_MASK_H
#define KR_SOURCE_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KR_MASK_BYTES 64u

/* One bit a byte, the first is the lowest: the delimiter, the quote, the backslash, and all below 0x20. */
#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t
kr_mask_sixteen(const char *at, char delimiter, char quote)
{
	__m128i bytes = _mm_loadu_si128((const __m128i_u *)(const void *)at);
	__m128i hit = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)));
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(quote)));
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
	return (uint64_t)(unsigned)_mm_movemask_epi8(hit);
}

static inline uint64_t
kr_mask(const char *at, char delimiter, char quote)
{
	return kr_mask_sixteen(at, delimiter, quote) | kr_mask_sixteen(at + 16, delimiter, quote) << 16 |
	       kr_mask_sixteen(at + 32, delimiter, quote) << 32 | kr_mask_sixteen(at + 48, delimiter, quote) << 48;
}

/* Line ends in so many times sixteen bytes, at most 255 times: a byte of the sum holds no more. */
static inline uint64_t
kr_count_sixteens(const char *at, size_t times)
{
	const __m128i line_feed = _mm_set1_epi8('\n'), carriage_return = _mm_set1_epi8('\r');
	__m128i sum = _mm_setzero_si128();
	for (const char *end = at + 16 * times; at < end; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i_u *)(const void *)at);
		__m128i before = _mm_loadu_si128((const __m128i_u *)(const void *)(at - 1));
		__m128i alone = _mm_andnot_si128(_mm_cmpeq_epi8(before, carriage_return), _mm_cmpeq_epi8(bytes, line_feed));
		sum = _mm_sub_epi8(sum, _mm_or_si128(alone, _mm_cmpeq_epi8(bytes, carriage_return)));
	}
	__m128i halves = _mm_sad_epu8(sum, _mm_setzero_si128());
	return (uint64_t)_mm_cvtsi128_si64(halves) + (uint64_t)_mm_cvtsi128_si64(_mm_srli_si128(halves, 8));
}

/* True when `first` and behind it `second` stand in so many times sixteen bytes; the byte before them is looked at too. */
static inline bool
kr_pair_in_sixteens(const char *at, size_t times, char first, char second)
{
	__m128i hit = _mm_setzero_si128();
	for (const char *end = at + 16 * times; at < end; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i_u *)(const void *)at);
		__m128i before = _mm_loadu_si128((const __m128i_u *)(const void *)(at - 1));
		hit = _mm_or_si128(hit, _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(second)), _mm_cmpeq_epi8(before, _mm_set1_epi8(first))));
	}
	return _mm_movemask_epi8(hit) != 0;
}

static inline bool
kr_holds_in(__m128i bytes, const char stops[4])
{
	__m128i hit = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops[0])), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops[1])));
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops[2])));
	return _mm_movemask_epi8(_mm_or_si128(hit, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops[3])))) != 0;
}

/* Of at least eight bytes: pieces that overlap, so that a length needs few steps. */
static inline bool
kr_holds_any_long(const char *at, size_t len, const char stops[4])
{
	bool found = false;
	if (len < 16)
		return kr_holds_in(_mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i_u *)(const void *)at),
				       _mm_loadl_epi64((const __m128i_u *)(const void *)(at + len - 8))), stops);
	for (size_t i = 0; i + 16 < len; i += 16)
		found |= kr_holds_in(_mm_loadu_si128((const __m128i_u *)(const void *)(at + i)), stops);
	return found | kr_holds_in(_mm_loadu_si128((const __m128i_u *)(const void *)(at + len - 16)), stops);
}

/* The first byte from `at` on that is the quote, the backslash or below 0x20: there must be one, with 16 bytes behind it. */
static inline const char *
kr_mask_first(const char *at)
{
	uint64_t mask = kr_mask_sixteen(at, '"', '"');
	while (mask == 0)
		mask = kr_mask_sixteen(at += 16, '"', '"');
	return at + __builtin_ctzll(mask);
}

#else

static inline bool
kr_pair_in_sixteens(const char *at, size_t times, char first, char second)
{
	bool found = false;
	for (size_t i = 0; i < 16 * times; i++)
		found |= at[i] == second && at[i - 1] == first;
	return found;
}

static inline bool
kr_holds_any_long(const char *at, size_t len, const char stops[4])
{
	bool found = false;
	for (size_t i = 0; i < len; i++)
		found |= at[i] == stops[0] || at[i] == stops[1] || at[i] == stops[2] || at[i] == stops[3];
	return found;
}

static inline uint64_t
kr_count_sixteens(const char *at, size_t times)
{
	uint64_t ends = 0;
	for (size_t i = 0; i < 16 * times; i++)
		ends += at[i] == '\r' || (at[i] == '\n' && at[i - 1] != '\r');
	return ends;
}

static inline uint64_t
kr_mask(const char *at, char delimiter, char quote)
{
	uint64_t mask = 0;
	for (unsigned i = 0; i < KR_MASK_BYTES; i++) {
		unsigned char c = (unsigned char)at[i];
		mask |= (uint64_t)(c < 0x20 || at[i] == quote || c == '\\' || at[i] == delimiter) << i;
	}
	return mask;
}

static inline const char *
kr_mask_first(const char *at)
{
	while ((unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
		at++;
	return at;
}

#endif

/* True when one of four bytes (some may be equal) stands in a text. */
static inline bool
kr_holds_any(const char *at, size_t len, const char stops[4])
{
	bool found = false;
	if (len >= 8)
		return kr_holds_any_long(at, len, stops);
	for (size_t i = 0; i < len; i++)
		found |= (at[i] == stops[0]) | (at[i] == stops[1]) | (at[i] == stops[2]) | (at[i] == stops[3]);
	return found;
}

/* How many LF, CRLF and CR there are. The byte before the first is looked at too: an LF behind a CR was counted with it. */
static inline uint64_t
kr_count_line_ends(const char *at, size_t len)
{
	uint64_t ends = 0;
	while (len >= 16) {
		size_t times = len / 16 < 255 ? len / 16 : 255;
		ends += kr_count_sixteens(at, times);
		at += 16 * times;
		len -= 16 * times;
	}
	for (const char *end = at + len; at < end; at++)
		ends += *at == '\r' || (*at == '\n' && at[-1] != '\r');
	return ends;
}

#endif
