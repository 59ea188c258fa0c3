#include "link/block_part.h"

static size_t
list(uint32_t first, uint32_t second, uint32_t values[KR_PART_VALUES])
{
	size_t count = 0;
	if (first != 0)
		values[count++] = first;
	if (second != 0 && second != first)
		values[count++] = second;
	return count;
}

static uint32_t
fold_hash(uint64_t wide)
{
	return (uint32_t)((wide * 0x9E3779B97F4A7C15u) >> 32);
}

/* Day and month in one order, so that a swapped date is found. */
static uint32_t
day_of_either_order(const kr_link_record *record)
{
	uint32_t date = record->birth_first, month = date / 100 % 100, day = date % 100;
	if (record->birth_kind != KR_BIRTH_DAY)
		return 0;
	return month < day ? date : date / 10000 * 10000 + day * 100 + month;
}

/* First letters of the given name and of the initials: Hans has the initial J. */
static size_t
initials(const kr_link_record *record, uint32_t values[KR_PART_VALUES])
{
	return list((unsigned char)record->initials[0], record->given_letter, values);
}

/* Surname and given name, whichever of them comes first. */
static uint32_t
both_names(const kr_link_record *record)
{
	uint32_t a = record->surname_sound, b = record->given_sound;
	if (a == 0 || b == 0)
		return 0;
	return a < b ? kr_part_mix(a, b) : kr_part_mix(b, a);
}

size_t
kr_part_values(const kr_link_record *record, enum kr_block_part part, uint32_t values[KR_PART_VALUES])
{
	switch (part) {
	case KR_PART_IDENTIFIER: return list(fold_hash(record->identifier), 0, values);
	case KR_PART_PERSON_KEY: return list(fold_hash(record->person_key), 0, values);
	case KR_PART_PHONE: return list(record->phone[0], record->phone[1], values);
	case KR_PART_EMAIL: return list(record->email[0], record->email[1], values);
	case KR_PART_SURNAME: return list(record->surname_sound, record->partner_sound, values);
	case KR_PART_GIVEN: return list(record->given_sound, 0, values);
	case KR_PART_INITIAL: return initials(record, values);
	case KR_PART_BIRTH_DATE: return list(day_of_either_order(record), 0, values);
	case KR_PART_BIRTH_YEAR: return list(record->birth_first / 10000, record->birth_last / 10000, values);
	case KR_PART_POSTCODE: return list(record->postcode, 0, values);
	case KR_PART_PC4: return list(record->area, 0, values);
	case KR_PART_HOUSE_NUMBER: return list(record->house_number, 0, values);
	case KR_PART_STREET: return list(record->street_sound, 0, values);
	case KR_PART_PLACE: return list(record->place, 0, values);
	case KR_PART_ANY_NAME: return list(record->surname_sound, record->given_sound, values);
	case KR_PART_NAMES: return list(both_names(record), 0, values);
	case KR_PART_MAILBOX: return list(record->mailbox, 0, values);
	default: return 0;
	}
}

static bool
both_equal(uint64_t a, uint64_t b)
{
	return a == b && a != 0;
}

/* Parts of two values: any of the one with any of the other. */
static bool
lists_meet(const kr_link_record *a, const kr_link_record *b, enum kr_block_part part)
{
	uint32_t first[KR_PART_VALUES], second[KR_PART_VALUES];
	size_t count_a = kr_part_values(a, part, first), count_b = kr_part_values(b, part, second);
	for (size_t i = 0; i < count_a; i++)
		for (size_t j = 0; j < count_b; j++)
			if (first[i] == second[j])
				return true;
	return false;
}

/* Asked for every pair and every earlier rule: parts of one value go by a short way. */
bool
kr_part_shared(const kr_link_record *a, const kr_link_record *b, enum kr_block_part part)
{
	switch (part) {
	case KR_PART_IDENTIFIER: return both_equal(a->identifier, b->identifier);
	case KR_PART_PERSON_KEY: return both_equal(a->person_key, b->person_key);
	case KR_PART_GIVEN: return both_equal(a->given_sound, b->given_sound);
	case KR_PART_BIRTH_DATE: return both_equal(day_of_either_order(a), day_of_either_order(b));
	case KR_PART_POSTCODE: return both_equal(a->postcode, b->postcode);
	case KR_PART_PC4: return both_equal(a->area, b->area);
	case KR_PART_HOUSE_NUMBER: return both_equal(a->house_number, b->house_number);
	case KR_PART_STREET: return both_equal(a->street_sound, b->street_sound);
	case KR_PART_PLACE: return both_equal(a->place, b->place);
	case KR_PART_NAMES: return both_equal(both_names(a), both_names(b));
	case KR_PART_MAILBOX: return both_equal(a->mailbox, b->mailbox);
	default: return lists_meet(a, b, part);
	}
}

uint32_t
kr_part_mix(uint32_t key, uint32_t value)
{
	uint64_t mixed = ((uint64_t)key << 32 | value) * 0xD6E8FEB86659FD93u;
	mixed ^= mixed >> 32;
	mixed *= 0x9E3779B97F4A7C15u;
	return (uint32_t)(mixed >> 32) | 1;
}
