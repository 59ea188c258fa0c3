/* Similarities against published values and against the plain definitions, over random texts. */
#include "text/similarity.h"

#include <stdint.h>
#include <string.h>

#include "tap.h"

static uint64_t state = 20201122;

static unsigned
next_random(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment by its table. */
static int
plain_distance(kr_slice a, kr_slice b)
{
	static int table[KR_SIMILAR_MAX + 1][KR_SIMILAR_MAX + 1];
	for (size_t i = 0; i <= a.len; i++)
		for (size_t j = 0; j <= b.len; j++) {
			if (i == 0 || j == 0) {
				table[i][j] = (int)(i + j);
				continue;
			}
			int cost = a.ptr[i - 1] != b.ptr[j - 1];
			int best = least(least(table[i - 1][j] + 1, table[i][j - 1] + 1), table[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1])
				best = least(best, table[i - 2][j - 2] + 1);
			table[i][j] = best;
		}
	return table[a.len][b.len];
}

/* Jaro as he words it: each character takes the first free equal one within reach. */
static double
plain_jaro(kr_slice a, kr_slice b)
{
	bool in_a[KR_SIMILAR_MAX] = {false}, in_b[KR_SIMILAR_MAX] = {false};
	int longest = (int)(a.len > b.len ? a.len : b.len), reach = longest / 2 - 1 > 0 ? longest / 2 - 1 : 0;
	int matched = 0, moved = 0;
	for (int j = 0; j < (int)b.len; j++)
		for (int i = j - reach; i <= j + reach; i++)
			if (i >= 0 && i < (int)a.len && !in_a[i] && a.ptr[i] == b.ptr[j]) {
				in_a[i] = in_b[j] = true;
				matched++;
				break;
			}
	for (size_t i = 0, j = 0; i < a.len; i++) {
		if (!in_a[i])
			continue;
		while (!in_b[j])
			j++;
		moved += a.ptr[i] != b.ptr[j++];
	}
	double m = matched;
	return matched == 0 ? 0 : (m / (double)a.len + m / (double)b.len + (m - moved / 2.0) / m) / 3;
}

static double
plain_jaro_winkler(kr_slice a, kr_slice b)
{
	double jaro = plain_jaro(a, b);
	size_t same = 0;
	while (same < 4 && same < a.len && same < b.len && a.ptr[same] == b.ptr[same])
		same++;
	return jaro + (double)same * 0.1 * (1 - jaro);
}

static kr_slice
random_text(char *room)
{
	size_t len = next_random(4) == 0 ? 1 + next_random(KR_SIMILAR_MAX) : 1 + next_random(9);
	unsigned letters = 2 + next_random(6);
	for (size_t i = 0; i < len; i++)
		room[i] = (char)('a' + next_random(letters));
	return kr_slice_of(room, len);
}

static bool
agree(kr_slice a, kr_slice b)
{
	int edits = plain_distance(a, b);
	double wanted = plain_jaro_winkler(a, b) * 1000, got = kr_jaro_winkler(a, b);
	for (int limit = 0; limit < 5; limit++)
		if (kr_edit_distance(a, b, limit) != (edits <= limit ? edits : limit + 1))
			return false;
	return kr_edit_distance(a, b, 64) == edits && got - wanted < 0.6 && wanted - got < 0.6;
}

static void
test_random(void)
{
	char first[KR_SIMILAR_MAX], second[KR_SIMILAR_MAX];
	bool good = true;
	for (int i = 0; i < 20000 && good; i++) {
		kr_slice a = random_text(first), b = random_text(second);
		good = agree(a, b);
		if (!good)
			printf("# %.*s %.*s\n", (int)a.len, a.ptr, (int)b.len, b.ptr);
	}
	ok(good, "random texts as by the plain definitions");
}

int
main(void)
{
	char wide[200];
	memset(wide, 'x', sizeof wide);
	ok(kr_jaro_winkler(KR_SLICE("martha"), KR_SLICE("marhta")) == 961, "martha, marhta (Winkler 1990)");
	ok(kr_jaro_winkler(KR_SLICE("dixon"), KR_SLICE("dicksonx")) == 813, "dixon, dicksonx");
	ok(kr_jaro_winkler(KR_SLICE("dwayne"), KR_SLICE("duane")) == 840, "dwayne, duane");
	ok(kr_jaro_winkler(KR_SLICE(""), KR_SLICE("")) == 1000 && kr_jaro_winkler(KR_SLICE(""), KR_SLICE("a")) == 0, "empty texts");
	ok(kr_edit_distance(KR_SLICE("jansen"), KR_SLICE("jasnen"), 2) == 1, "a swap is one edit");
	ok(kr_edit_distance(KR_SLICE("ca"), KR_SLICE("abc"), 5) == 3, "no part is edited twice");
	ok(kr_edit_distance(KR_SLICE(""), KR_SLICE("ab"), 2) == 2 && kr_edit_distance(KR_SLICE("ab"), KR_SLICE(""), 2) == 2,
	    "from nothing");
	ok(kr_edit_distance(KR_SLICE("jansen"), KR_SLICE("pietersen"), 2) == 3, "above the limit");
	ok(kr_jaro_winkler(kr_slice_of(wide, 200), kr_slice_of(wide, 64)) == 1000, "what counts is the first 64 bytes");
	test_random();
	return tap_done();
}
