#include "text/similarity.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A text with zeros behind it, so that whole blocks of it can be compared with a byte. */
struct padded {
	char bytes[KR_SIMILAR_MAX];
	int len;
};

static void
pad(struct padded *to, kr_slice text)
{
	size_t len = text.len < KR_SIMILAR_MAX ? text.len : KR_SIMILAR_MAX;
	memset(to->bytes, 0, sizeof to->bytes);
	if (len > 0)
		memcpy(to->bytes, text.ptr, len);
	to->len = (int)len;
}

/* Bit i is set where byte i of the text is `byte`. A zero byte must not be asked for. */
static uint64_t
places(const struct padded *text, char byte)
{
	uint64_t mask = 0;
#ifdef __SSE2__
	__m128i wanted = _mm_set1_epi8(byte);
	for (int at = 0; at < text->len; at += 16) {
		__m128i block = _mm_loadu_si128((const __m128i *)(const void *)(text->bytes + at));
		mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)) << at;
	}
#else
	for (int at = 0; at < text->len; at++)
		mask |= (uint64_t)(text->bytes[at] == byte) << at;
#endif
	return mask;
}

/* The lowest `count` bits. */
static uint64_t
low_bits(int count)
{
	return count >= 64 ? UINT64_MAX : ((uint64_t)1 << count) - 1;
}

/* Bits from..to (inclusive, cut to 0..63). */
static uint64_t
window_bits(int from, int to)
{
	return low_bits(to + 1) & ~low_bits(from < 0 ? 0 : from);
}

/* Pairs of swapped characters among the matched ones of both texts, counted as Jaro does: twice. */
static int
transposed(const struct padded *a, uint64_t in_a, const struct padded *b, uint64_t in_b)
{
	int moved = 0;
	for (; in_a != 0 && in_b != 0; in_a &= in_a - 1, in_b &= in_b - 1)
		moved += a->bytes[__builtin_ctzll(in_a)] != b->bytes[__builtin_ctzll(in_b)];
	return moved;
}

static int
shared_prefix(const struct padded *a, const struct padded *b)
{
	int shortest = a->len < b->len ? a->len : b->len, same = 0;
	while (same < 4 && same < shortest && a->bytes[same] == b->bytes[same])
		same++;
	return same;
}

/* Millionths; all of it fits in 32 bits. */
static int32_t
jaro(const struct padded *a, const struct padded *b)
{
	int longest = a->len > b->len ? a->len : b->len;
	int reach = longest / 2 - 1 > 0 ? longest / 2 - 1 : 0;
	uint64_t in_a = 0, in_b = 0;
	for (int j = 0; j < b->len; j++) {
		uint64_t free = places(a, b->bytes[j]) & window_bits(j - reach, j + reach) & ~in_a;
		if (free == 0)
			continue;
		in_a |= free & -free;
		in_b |= (uint64_t)1 << j;
	}
	int32_t matched = __builtin_popcountll(in_a);
	if (matched == 0)
		return 0;
	int32_t ordered = 2 * matched - transposed(a, in_a, b, in_b);
	return (matched * 1000000 / a->len + matched * 1000000 / b->len + ordered * 500000 / matched) / 3;
}

int
kr_jaro_winkler(kr_slice a, kr_slice b)
{
	if (kr_slice_equal(a, b))
		return 1000;
	if (a.len == 0 || b.len == 0)
		return 0;
	struct padded first, second;
	pad(&first, a);
	pad(&second, b);
	int32_t alike = jaro(&first, &second);
	alike += shared_prefix(&first, &second) * (1000000 - alike) / 10;
	return (alike + 500) / 1000;
}

/* Hyyrö's bit-vectors: vertical differences of a column of the distance table, one bit a row. */
static int
distance(const struct padded *a, const struct padded *b)
{
	uint64_t plus = low_bits(a->len), minus = 0, diagonal = 0, before = 0;
	uint64_t last = (uint64_t)1 << (a->len - 1);
	int edits = a->len;
	for (int j = 0; j < b->len; j++) {
		uint64_t match = places(a, b->bytes[j]);
		uint64_t swap = ((~diagonal & match) << 1) & before;
		diagonal = (((match & plus) + plus) ^ plus) | match | minus | swap;
		uint64_t up = minus | ~(diagonal | plus), down = diagonal & plus;
		edits += (up & last) != 0;
		edits -= (down & last) != 0;
		up = (up << 1) | 1;
		minus = up & diagonal;
		plus = (down << 1) | ~(diagonal | up);
		before = match;
	}
	return edits;
}

int
kr_edit_distance(kr_slice a, kr_slice b, int limit)
{
	if (kr_slice_equal(a, b))
		return 0;
	struct padded first, second;
	pad(&first, a);
	pad(&second, b);
	int longer = first.len > second.len ? first.len - second.len : second.len - first.len;
	if (longer > limit)
		return limit + 1;
	int edits = first.len == 0 ? second.len : distance(&first, &second);
	return edits <= limit ? edits : limit + 1;
}
