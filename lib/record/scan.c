#include "record/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

bool
kr_scan_reserve(kr_scan *scan, size_t bytes)
{
	if (bytes <= scan->capacity)
		return true;
	kr_scan_free(scan);
	scan->ends = malloc(bytes * sizeof *scan->ends);
	scan->lines = malloc(bytes * sizeof *scan->lines);
	if (scan->ends == NULL || scan->lines == NULL) {
		kr_scan_free(scan);
		return false;
	}
	scan->capacity = bytes;
	return true;
}

void
kr_scan_free(kr_scan *scan)
{
	free(scan->ends);
	free(scan->lines);
	*scan = (kr_scan){0};
}

/* Bytes of what begins at a byte that is no plain ASCII: 0 when a stream may not hold it. */
static size_t
judge(const char *at, size_t left)
{
	unsigned char c = (unsigned char)at[0];
	if (c == '\\')
		return left > 1 && strchr("tnr\\", at[1]) != NULL && at[1] != '\0' ? 2 : 0;
	if (c < 0x20)
		return c == '\t' || c == '\n' ? 1 : 0;
	return kr_utf8_size(kr_slice_of(at, left));
}

/* The portable way, and the last bytes of a block. `checked` is where judging goes on. */
static void
scan_bytes(kr_scan *scan, const char *block, size_t from, size_t size, size_t checked)
{
	for (size_t i = from; i < size; i++) {
		char c = block[i];
		if (c == '\t' || c == '\n')
			scan->ends[scan->end_count++] = (uint32_t)i;
		if (c == '\n')
			scan->lines[scan->line_count++] = (uint32_t)scan->end_count;
	}
	size_t at = from > checked ? from : checked;
	while (at < size && at < scan->good) {
		size_t step = judge(block + at, size - at);
		if (step == 0)
			scan->good = at;
		at += step;
	}
}

#if defined(__SSE2__)

/* Bit i stands for byte i of the 64. */
typedef struct masks {
	uint64_t separators, line_feeds, suspects;
} masks;

static uint64_t
bits(__m128i sixteen)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(sixteen);
}

static masks
look_at_64(const char *at)
{
	const __m128i tab = _mm_set1_epi8('\t'), line_feed = _mm_set1_epi8('\n');
	const __m128i backslash = _mm_set1_epi8('\\'), del = _mm_set1_epi8(0x7F), control = _mm_set1_epi8(0x1F);
	masks found = {0, 0, 0};
	for (unsigned part = 0; part < 4; part++) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * part));
		__m128i is_line_feed = _mm_cmpeq_epi8(x, line_feed);
		__m128i separator = _mm_or_si128(_mm_cmpeq_epi8(x, tab), is_line_feed);
		__m128i low = _mm_andnot_si128(separator, _mm_cmpeq_epi8(_mm_min_epu8(x, control), x));
		__m128i odd = _mm_or_si128(_mm_cmpeq_epi8(x, backslash), _mm_cmpeq_epi8(x, del));
		/* The sign bit of x itself marks what is not ASCII. */
		__m128i suspect = _mm_or_si128(_mm_or_si128(low, odd), x);
		found.separators |= bits(separator) << (16 * part);
		found.line_feeds |= bits(is_line_feed) << (16 * part);
		found.suspects |= bits(suspect) << (16 * part);
	}
	return found;
}

static void
note_lines(kr_scan *scan, masks found)
{
	for (uint64_t left = found.line_feeds; left; left &= left - 1) {
		uint64_t up_to = left ^ (left - 1); /* the lowest bit and all below */
		unsigned before = (unsigned)__builtin_popcountll(found.separators & up_to);
		scan->lines[scan->line_count++] = (uint32_t)(scan->end_count + before);
	}
}

static void
note_ends(kr_scan *scan, uint64_t separators, size_t at)
{
	uint32_t *to = scan->ends + scan->end_count;
	for (uint64_t left = separators; left; left &= left - 1)
		*to++ = (uint32_t)(at + (size_t)__builtin_ctzll(left));
	scan->end_count = (size_t)(to - scan->ends);
}

/* Judges the suspects of one step; gives how far judging has come. */
static size_t
check_suspects(kr_scan *scan, const char *block, size_t size, size_t at, uint64_t suspects, size_t checked)
{
	for (uint64_t left = suspects; left && checked <= scan->good; left &= left - 1) {
		size_t position = at + (size_t)__builtin_ctzll(left);
		if (position < checked)
			continue; /* inside the character or escape before */
		size_t step = judge(block + position, size - position);
		if (step == 0 && position < scan->good)
			scan->good = position;
		checked = position + (step ? step : size);
	}
	return checked;
}

void
kr_scan_block(kr_scan *scan, const char *block, size_t size)
{
	size_t at = 0, checked = 0;
	scan->end_count = scan->line_count = 0;
	scan->good = size;
	for (; size - at >= 64; at += 64) {
		masks found = look_at_64(block + at);
		note_lines(scan, found);
		note_ends(scan, found.separators, at);
		if (found.suspects)
			checked = check_suspects(scan, block, size, at, found.suspects, checked);
	}
	scan_bytes(scan, block, at, size, checked);
}

#else

void
kr_scan_block(kr_scan *scan, const char *block, size_t size)
{
	kr_scan_block_portable(scan, block, size);
}

#endif

void
kr_scan_block_portable(kr_scan *scan, const char *block, size_t size)
{
	scan->end_count = scan->line_count = 0;
	scan->good = size;
	scan_bytes(scan, block, 0, size, 0);
}
