#include "link/compare.h"

#define GENERATION 130000 /* 13 years between day numbers */

/* Born on different days: might one be the other's child? */
static size_t
how_different(const kr_link_record *a, const kr_link_record *b)
{
	bool apart = a->birth_first > b->birth_last + GENERATION || b->birth_first > a->birth_last + GENERATION;
	return apart ? KR_BIRTH_GENERATION : KR_BIRTH_DIFFERENT;
}

/* One digit differs, or two neighbours are swapped. */
static bool
is_near(uint32_t a, uint32_t b)
{
	int differing = 0;
	bool swapped = false;
	for (uint32_t last_a = 10, last_b = 10; a > 0 || b > 0; a /= 10, b /= 10) {
		uint32_t digit_a = a % 10, digit_b = b % 10;
		if (digit_a != digit_b) {
			differing++;
			swapped = digit_a == last_b && digit_b == last_a;
		}
		last_a = digit_a, last_b = digit_b;
	}
	return differing == 1 || (differing == 2 && swapped);
}

static size_t
compare_days(const kr_link_record *one, const kr_link_record *other)
{
	uint32_t a = one->birth_first, b = other->birth_first;
	uint32_t year_a = a / 10000, month_a = a / 100 % 100, day_a = a % 100;
	uint32_t year_b = b / 10000, month_b = b / 100 % 100, day_b = b % 100;
	if (year_a == year_b && month_a == day_b && day_a == month_b)
		return KR_BIRTH_SWAPPED;
	if (is_near(a, b))
		return KR_BIRTH_NEAR;
	size_t different = how_different(one, other);
	if (different == KR_BIRTH_DIFFERENT && (year_a == year_b) + (month_a == month_b) + (day_a == day_b) == 2)
		return KR_BIRTH_PARTS;
	return year_a == year_b ? KR_BIRTH_YEAR : different;
}

/* At least one is known by age: the spans overlap, or do when one is a year longer. */
static size_t
compare_ages(const kr_link_record *a, const kr_link_record *b)
{
	if (a->birth_first <= b->birth_last && b->birth_first <= a->birth_last)
		return KR_BIRTH_AGE;
	if (a->birth_first <= b->birth_last + 10000 && b->birth_first <= a->birth_last + 10000)
		return KR_BIRTH_AGE_NEAR;
	return how_different(a, b);
}

/* At least one is known by month or year only. */
static size_t
compare_parts(const kr_link_record *a, const kr_link_record *b)
{
	if (a->birth_first <= b->birth_last && b->birth_first <= a->birth_last) {
		bool month = a->birth_kind != KR_BIRTH_YEAR_ONLY && b->birth_kind != KR_BIRTH_YEAR_ONLY;
		return month ? KR_BIRTH_PART_SAME : KR_BIRTH_YEAR_SAME;
	}
	return a->birth_first / 10000 == b->birth_first / 10000 ? KR_BIRTH_YEAR : how_different(a, b);
}

size_t
kr_compare_birth(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits)
{
	if (a->birth_kind == KR_BIRTH_UNKNOWN || b->birth_kind == KR_BIRTH_UNKNOWN)
		return KR_LEVEL_UNKNOWN;
	if (a->birth_kind == KR_BIRTH_BY_AGE || b->birth_kind == KR_BIRTH_BY_AGE)
		return compare_ages(a, b);
	if (a->birth_kind != KR_BIRTH_DAY || b->birth_kind != KR_BIRTH_DAY)
		return compare_parts(a, b);
	if (a->birth_date != b->birth_date)
		return compare_days(a, b);
	*bits = people->dates.entries[a->birth_date].bits;
	return KR_LEVEL_SAME;
}
