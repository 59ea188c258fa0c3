#include "link/compare.h"
#include "text/similarity.h"

enum { STREET_NEAR = 900, PLACE_NEAR = 900, EMAIL_NEAR = 920, SHORTEST_NEAR = 5, FULL_POSTCODE = 6 };

static bool
is_full(const kr_people *people, const kr_link_record *record)
{
	return people->postcodes.entries[record->postcode].len == FULL_POSTCODE;
}

/* A postcode typed with one slip; of areas only the whole code counts. */
static bool
is_near_postcode(const kr_people *people, uint32_t a, uint32_t b)
{
	return kr_edit_distance(kr_dictionary_text(&people->postcodes, a), kr_dictionary_text(&people->postcodes, b), 1) == 1;
}

size_t
kr_compare_postcode(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	bool both = a->postcode != 0 && b->postcode != 0;
	if (both && a->postcode == b->postcode) {
		*bits = people->postcodes.entries[a->postcode].bits;
		return KR_LEVEL_SAME;
	}
	if (a->area == 0 || b->area == 0)
		return KR_LEVEL_UNKNOWN;
	if (both && is_near_postcode(people, a->postcode, b->postcode))
		return KR_POSTCODE_NEAR;
	return a->area == b->area ? KR_POSTCODE_AREA : KR_POSTCODE_DIFFERENT;
}

static bool
is_alike(const kr_dictionary *dictionary, uint32_t a, uint32_t b, int enough)
{
	if (a == b)
		return true;
	kr_slice first = kr_dictionary_text(dictionary, a), second = kr_dictionary_text(dictionary, b);
	size_t least = first.len < second.len ? first.len : second.len;
	return kr_jaro_winkler(first, second) >= enough || (least >= SHORTEST_NEAR && kr_edit_distance(first, second, 2) <= 2);
}

/* Within one full postcode the number says it all. */
static size_t
compare_in_postcode(const kr_link_record *a, const kr_link_record *b)
{
	if (a->house_number == 0 || b->house_number == 0)
		return KR_LEVEL_UNKNOWN;
	if (a->house_number != b->house_number)
		return KR_HOUSE_DIFFERENT;
	bool other_door = a->house_suffix != 0 && b->house_suffix != 0 && a->house_suffix != b->house_suffix;
	return other_door ? KR_HOUSE_NUMBER : KR_LEVEL_SAME;
}

size_t
kr_compare_house(const kr_people *people, const kr_link_record *a, const kr_link_record *b, size_t postcode)
{
	if (postcode == KR_LEVEL_SAME && is_full(people, a))
		return compare_in_postcode(a, b);
	bool streets = a->street != 0 && b->street != 0, numbers = a->house_number != 0 && b->house_number != 0;
	bool street = streets && is_alike(&people->streets, a->street, b->street, STREET_NEAR);
	bool number = numbers && a->house_number == b->house_number;
	bool near = postcode != KR_LEVEL_UNKNOWN && postcode != KR_POSTCODE_DIFFERENT;
	if (number && street)
		return KR_HOUSE_STREET_NUMBER;
	if (number && near && !streets)
		return KR_LEVEL_SAME;
	if (street || number)
		return street ? KR_HOUSE_STREET : KR_HOUSE_NUMBER;
	/* That somebody moved was counted with the postcode already. */
	return postcode == KR_POSTCODE_DIFFERENT || (!streets && !numbers) ? KR_LEVEL_UNKNOWN : KR_HOUSE_DIFFERENT;
}

size_t
kr_compare_place(const kr_people *people, const kr_link_record *a, const kr_link_record *b, size_t postcode, int32_t *bits)
{
	bool told = postcode == KR_LEVEL_SAME || postcode == KR_POSTCODE_AREA;
	if (a->place == 0 || b->place == 0 || told)
		return KR_LEVEL_UNKNOWN;
	if (a->place == b->place) {
		*bits = people->places.entries[a->place].bits;
		return KR_LEVEL_SAME;
	}
	if (is_alike(&people->places, a->place, b->place, PLACE_NEAR))
		return KR_PLACE_NEAR;
	return postcode == KR_POSTCODE_DIFFERENT ? KR_LEVEL_UNKNOWN : KR_PLACE_DIFFERENT;
}

/* The rarest that two short lists share, or 0. */
static uint32_t
shared_item(const kr_dictionary *dictionary, const uint32_t a[2], const uint32_t b[2])
{
	uint32_t best = 0;
	for (size_t i = 0; i < 4; i++) {
		uint32_t item = a[i / 2];
		if (item != 0 && item == b[i % 2] &&
		    (best == 0 || dictionary->entries[item].bits > dictionary->entries[best].bits))
			best = item;
	}
	return best;
}

static size_t
compare_lists(const kr_dictionary *dictionary, const uint32_t a[2], const uint32_t b[2], int32_t *bits)
{
	if (a[0] == 0 || b[0] == 0)
		return KR_LEVEL_UNKNOWN;
	uint32_t shared = shared_item(dictionary, a, b);
	if (shared == 0)
		return KR_PLACE_DIFFERENT;
	*bits = dictionary->entries[shared].bits;
	return KR_LEVEL_SAME;
}

size_t
kr_compare_phone(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	size_t level = compare_lists(&people->phones, a->phone, b->phone, bits);
	if (level != KR_PLACE_DIFFERENT)
		return level;
	kr_slice first = kr_dictionary_text(&people->phones, a->phone[0]), second = kr_dictionary_text(&people->phones, b->phone[0]);
	return kr_edit_distance(first, second, 1) == 1 ? KR_PLACE_NEAR : level;
}

size_t
kr_compare_email(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	size_t level = compare_lists(&people->emails, a->email, b->email, bits);
	if (level != KR_PLACE_DIFFERENT)
		return level;
	return is_alike(&people->emails, a->email[0], b->email[0], EMAIL_NEAR) ? KR_PLACE_NEAR : level;
}
