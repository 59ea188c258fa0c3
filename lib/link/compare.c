#include "link/compare.h"

#include "math/log2.h"
#include "text/similarity.h"

#define UNSET INT32_MIN /* no value has set the bits */

/* Numbers with their leading zeros, so that an edit is seen as people make it. */
static kr_slice
digits(const kr_link_record *record, char out[20])
{
	uint64_t number = record->identifier;
	size_t count = record->identifier_digits;
	for (size_t i = count; i > 0; i--, number /= 10)
		out[i - 1] = (char)('0' + number % 10);
	return kr_slice_of(out, count);
}

static size_t
compare_number(const kr_link_record *a, const kr_link_record *b, bool *veto)
{
	char first[20], second[20];
	if (a->identifier == b->identifier)
		return KR_LEVEL_SAME;
	/* No single slip of the pen leads from one valid number to another. */
	*veto = a->has_bsn && b->has_bsn;
	if (a->identifier_digits > 5 && b->identifier_digits > 5 && kr_edit_distance(digits(a, first), digits(b, second), 1) == 1)
		return KR_IDENTIFIER_NEAR;
	return KR_IDENTIFIER_DIFFERENT;
}

size_t
kr_compare_identifier(const kr_link_record *a, const kr_link_record *b, bool *veto)
{
	*veto = false;
	if (a->identifier != 0 && b->identifier != 0)
		return compare_number(a, b, veto);
	if (a->person_key == 0 || b->person_key == 0)
		return KR_LEVEL_UNKNOWN;
	*veto = a->person_key != b->person_key;
	return *veto ? KR_IDENTIFIER_DIFFERENT : KR_LEVEL_SAME;
}

/* A name that stands in the other's place, give or take a letter. */
static bool
is_swapped(const kr_people *people, const kr_link_record *a, const kr_link_record *b)
{
	if (a->surname == 0 || b->surname == 0 || a->given == 0 || b->given == 0)
		return false;
	kr_slice surname_a = kr_dictionary_text(&people->surnames, a->surname);
	kr_slice surname_b = kr_dictionary_text(&people->surnames, b->surname);
	kr_slice given_a = kr_dictionary_text(&people->given_names, a->given);
	kr_slice given_b = kr_dictionary_text(&people->given_names, b->given);
	return kr_edit_distance(surname_a, given_b, 1) <= 1 && kr_edit_distance(given_a, surname_b, 1) <= 1;
}

static void
compare_names(const kr_people *people, const kr_link_record *a, const kr_link_record *b, kr_judgement *to)
{
	uint8_t *levels = to->levels;
	levels[KR_COMPARE_SURNAME] = (uint8_t)kr_compare_surname(people, a, b, &to->bits[KR_COMPARE_SURNAME]);
	levels[KR_COMPARE_GIVEN] = (uint8_t)kr_compare_given(people, a, b, &to->bits[KR_COMPARE_GIVEN]);
	if (levels[KR_COMPARE_SURNAME] == KR_SURNAME_DIFFERENT && levels[KR_COMPARE_GIVEN] >= KR_GIVEN_SAME_INITIAL &&
	    is_swapped(people, a, b)) {
		const kr_weight *weights = people->model->weights[KR_COMPARE_SURNAME];
		levels[KR_COMPARE_SURNAME] = KR_SURNAME_SWAPPED;
		to->bits[KR_COMPARE_SURNAME] = weights[KR_SURNAME_SWAPPED].bits;
		levels[KR_COMPARE_GIVEN] = KR_LEVEL_UNKNOWN;
		to->bits[KR_COMPARE_GIVEN] = 0;
	}
}

static void
compare_rest(const kr_people *people, const kr_link_record *a, const kr_link_record *b, kr_judgement *to)
{
	uint8_t *levels = to->levels;
	int32_t *bits = to->bits;
	size_t postcode = kr_compare_postcode(people, a, b, &bits[KR_COMPARE_POSTCODE]);
	levels[KR_COMPARE_BIRTH] = (uint8_t)kr_compare_birth(people, a, b, &bits[KR_COMPARE_BIRTH]);
	levels[KR_COMPARE_POSTCODE] = (uint8_t)postcode;
	levels[KR_COMPARE_HOUSE] = (uint8_t)kr_compare_house(people, a, b, postcode);
	levels[KR_COMPARE_PLACE] = (uint8_t)kr_compare_place(people, a, b, postcode, &bits[KR_COMPARE_PLACE]);
	levels[KR_COMPARE_PHONE] = (uint8_t)kr_compare_phone(people, a, b, &bits[KR_COMPARE_PHONE]);
	levels[KR_COMPARE_EMAIL] = (uint8_t)kr_compare_email(people, a, b, &bits[KR_COMPARE_EMAIL]);
	if (a->sex != 0 && b->sex != 0)
		levels[KR_COMPARE_SEX] = a->sex == b->sex ? KR_LEVEL_SAME : KR_SEX_DIFFERENT;
}

/* The level's own weight where no value has set one. */
static void
weigh(const kr_model *model, kr_judgement *judgement)
{
	for (size_t i = 0; i < KR_COMPARISONS; i++)
		if (judgement->bits[i] == UNSET)
			judgement->bits[i] = model->weights[i][judgement->levels[i]].bits;
}

/* Another given name, or the same initial and another sex: perhaps a twin. */
static bool
may_be_twin(const uint8_t *levels)
{
	size_t given = levels[KR_COMPARE_GIVEN];
	if (given == KR_GIVEN_DIFFERENT || given == KR_GIVEN_INITIAL_DIFFERS)
		return true;
	return levels[KR_COMPARE_SEX] == KR_SEX_DIFFERENT && given >= KR_GIVEN_INITIALS;
}

static void
add_up(const kr_model *model, kr_judgement *judgement)
{
	const uint8_t *levels = judgement->levels;
	const int32_t *bits = judgement->bits;
	int32_t shared = bits[KR_COMPARE_SURNAME] + bits[KR_COMPARE_POSTCODE] + bits[KR_COMPARE_HOUSE] + bits[KR_COMPARE_PLACE] +
	    bits[KR_COMPARE_PHONE] + bits[KR_COMPARE_EMAIL];
	int32_t own = bits[KR_COMPARE_IDENTIFIER] + bits[KR_COMPARE_SEX];
	bool twin = may_be_twin(levels), generation = levels[KR_COMPARE_BIRTH] == KR_BIRTH_GENERATION;
	/* What differs counts against them whatever they share. */
	*(twin && !generation ? &shared : &own) += bits[KR_COMPARE_BIRTH];
	*(generation && !twin ? &shared : &own) += bits[KR_COMPARE_GIVEN];
	bool bounded = (twin || generation) && levels[KR_COMPARE_IDENTIFIER] != KR_LEVEL_SAME &&
	    levels[KR_COMPARE_IDENTIFIER] != KR_IDENTIFIER_NEAR;
	if (bounded && shared > model->relatives)
		shared = (int32_t)model->relatives;
	judgement->total = own + shared;
}

void
kr_judge(const kr_people *people, const kr_link_record *a, const kr_link_record *b, kr_judgement *judgement)
{
	*judgement = (kr_judgement){0};
	judgement->levels[KR_COMPARE_IDENTIFIER] = (uint8_t)kr_compare_identifier(a, b, &judgement->veto);
	if (judgement->veto)
		return;
	for (size_t i = 0; i < KR_COMPARISONS; i++)
		judgement->bits[i] = UNSET;
	compare_names(people, a, b, judgement);
	compare_rest(people, a, b, judgement);
	weigh(people->model, judgement);
	add_up(people->model, judgement);
}

int32_t
kr_prior(const kr_model *model, uint64_t records)
{
	uint64_t others = records > 1 ? records - 1 : 1;
	return kr_log2_ratio((uint64_t)model->links_per_record * 2, others * 1000);
}
