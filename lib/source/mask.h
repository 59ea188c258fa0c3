/*
 * Where the bytes stand that decide how a CSV line is split: 64 at a time with SSE2 where the processor has it, byte by
 * byte elsewhere; both give the same.
 */
#ifndef KR_SOURCE_MASK_H
#define KR_SOURCE_MASK_H

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

#else

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

#endif

#endif
