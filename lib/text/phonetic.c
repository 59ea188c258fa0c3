#include "text/phonetic.h"

#include <stdint.h>

static bool
is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Several letters with one sound. The longest that fits is taken; '.' behind a spelling asks for the end of the name. */
static const struct {
	const char *spelling, *sound;
} sounds[] = {
	{"tsch", "ts"}, {"sch", "s"}, {"ch", "g"}, {"gh", "g"}, {"ck", "k"}, {"ph", "f"}, {"th", "t"}, {"dt", "t"}, {"sz", "s"},
	{"tz", "ts"}, {"qu", "kw"}, {"eij", "y"}, {"eiy", "y"}, {"ij", "y"}, {"ei", "y"}, {"ey", "y"}, {"uy", "ui"}, {"au", "ou"}, {"ae", "a"}, {"en.", "e"}, {"d.", "t"},
	{"b.", "p"}, {"ce", "se"}, {"ci", "si"}, {"cy", "sy"}, {"c", "k"}, {"q", "k"}, {"z", "s"}, {"v", "f"}, {"x", "ks"},
	{"dj", "dj"}, {"tj", "dj"},
};

/* Length of the spelling if it stands at the start of the rest (not empty), else 0. */
static size_t
fits(kr_slice rest, const char *spelling)
{
	if (*rest.ptr != *spelling)
		return 0;
	size_t len = strlen(spelling);
	bool at_end = spelling[len - 1] == '.';
	len -= at_end;
	if (rest.len < len || memcmp(rest.ptr, spelling, len) != 0 || (at_end && rest.len != len))
		return 0;
	return len;
}

struct key {
	char *bytes;
	size_t len;
	char last; /* sound, written or not */
};

static void
add(struct key *key, char c)
{
	bool dropped = c == key->last || c == 'h' || (is_vowel(c) && key->len > 0);
	if (key->len == 0 && c != ' ')
		dropped = false;
	if (!dropped && key->len < KR_PHONETIC_MAX)
		key->bytes[key->len++] = c;
	key->last = c;
}

size_t
kr_phonetic(kr_slice folded, char bytes[KR_PHONETIC_MAX])
{
	struct key key = {bytes, 0, 0};
	while (folded.len > 0) {
		size_t taken = 0, rule = 0;
		unsigned char c = (unsigned char)*folded.ptr;
		if (c == ' ' || (c >= '0' && c <= '9')) {
			folded = kr_slice_part(folded, 1, folded.len);
			continue;
		}
		for (; rule < sizeof sounds / sizeof *sounds && taken == 0; rule++)
			taken = fits(folded, sounds[rule].spelling);
		if (taken == 0)
			add(&key, (char)c), taken = 1;
		else
			for (const char *sound = sounds[rule - 1].sound; *sound != '\0'; sound++)
				add(&key, *sound);
		folded = kr_slice_part(folded, taken, folded.len);
	}
	return key.len;
}
