#include "link/compare.h"
#include "text/similarity.h"

/* Thousandths of Jaro-Winkler from which names are near or alike. */
enum { SURNAME_NEAR = 920, SURNAME_ALIKE = 850, GIVEN_NEAR = 900, SHORTEST_NEAR = 4, SHORTEST_START = 3 };

static size_t
shorter(kr_slice a, kr_slice b)
{
	return a.len < b.len ? a.len : b.len;
}

static size_t
surname_likeness(kr_slice a, kr_slice b, bool same_sound)
{
	if (shorter(a, b) >= SHORTEST_NEAR && kr_edit_distance(a, b, 1) == 1)
		return KR_SURNAME_NEAR;
	int alike = kr_jaro_winkler(a, b);
	if (alike >= SURNAME_NEAR)
		return KR_SURNAME_NEAR;
	return same_sound || alike >= SURNAME_ALIKE ? KR_SURNAME_ALIKE : KR_SURNAME_DIFFERENT;
}

/* Own and partner's name as a set: the one that is shared, or 0. */
static uint32_t
shared_name(const kr_link_record *a, const kr_link_record *b)
{
	if (a->partner != 0 && (a->partner == b->surname || a->partner == b->partner))
		return a->partner;
	return b->partner != 0 && b->partner == a->surname ? b->partner : 0;
}

size_t
kr_compare_surname(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	const kr_dictionary *surnames = &people->surnames;
	const kr_weight *weights = people->model->weights[KR_COMPARE_SURNAME];
	if (a->surname == 0 || b->surname == 0)
		return KR_LEVEL_UNKNOWN;
	if (a->surname == b->surname) {
		*bits = surnames->entries[a->surname].bits;
		return KR_LEVEL_SAME;
	}
	uint32_t shared = shared_name(a, b);
	if (shared != 0) {
		*bits = surnames->entries[shared].bits + weights[KR_SURNAME_EITHER].bits - weights[KR_LEVEL_SAME].bits;
		return KR_SURNAME_EITHER;
	}
	bool same_sound = a->surname_sound != 0 && a->surname_sound == b->surname_sound;
	return surname_likeness(kr_dictionary_text(surnames, a->surname), kr_dictionary_text(surnames, b->surname), same_sound);
}

/* How many initials both have, and whether these agree. */
static size_t
common_initials(const kr_link_record *a, const kr_link_record *b, size_t *agreeing)
{
	size_t count = 0;
	*agreeing = 0;
	while (count < KR_INITIALS_MAX && a->initials[count] != 0 && b->initials[count] != 0) {
		if (*agreeing == count && a->initials[count] == b->initials[count])
			++*agreeing;
		count++;
	}
	return count;
}

static size_t
compare_initials(const kr_link_record *a, const kr_link_record *b)
{
	size_t agreeing, count = common_initials(a, b, &agreeing);
	if (count == 0)
		return KR_LEVEL_UNKNOWN;
	if (agreeing < count)
		return KR_GIVEN_INITIAL_DIFFERS;
	return count > 1 ? KR_GIVEN_INITIALS : KR_GIVEN_INITIAL;
}

static size_t
given_likeness(const kr_link_record *a, const kr_link_record *b, kr_slice first, kr_slice second)
{
	size_t least = shorter(first, second), agreeing, count = common_initials(a, b, &agreeing);
	if (least >= SHORTEST_NEAR && kr_edit_distance(first, second, 1) == 1)
		return KR_GIVEN_NEAR;
	if (kr_jaro_winkler(first, second) >= GIVEN_NEAR)
		return KR_GIVEN_NEAR;
	if (least >= SHORTEST_START && memcmp(first.ptr, second.ptr, least) == 0)
		return KR_GIVEN_SHORT;
	if (count > 1 && agreeing == count)
		return KR_GIVEN_INITIALS;
	return agreeing > 0 || first.ptr[0] == second.ptr[0] ? KR_GIVEN_SAME_INITIAL : KR_GIVEN_DIFFERENT;
}

size_t
kr_compare_given(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	const kr_dictionary *names = &people->given_names;
	if (a->given == 0 || b->given == 0)
		return compare_initials(a, b);
	if (a->given == b->given) {
		*bits = names->entries[a->given].bits;
		return KR_LEVEL_SAME;
	}
	if (a->given == b->other || b->given == a->other)
		return KR_GIVEN_OTHER;
	return given_likeness(a, b, kr_dictionary_text(names, a->given), kr_dictionary_text(names, b->given));
}
