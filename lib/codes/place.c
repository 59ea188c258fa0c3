#include "codes/place.h"

#include "base/number.h"
#include "codes/place_load.h"

void
kr_places_free(kr_places *places)
{
	for (int division = 0; division < KR_DIVISIONS; division++) {
		kr_code_list_free(&places->municipalities[division]);
		kr_code_list_free(&places->regions[division]);
	}
	kr_map_free(&places->towns);
	kr_map_free(&places->moves);
	kr_arena_free(&places->arena);
}

bool
kr_places_load(kr_places *places, const char *directory, kr_error *error)
{
	*places = (kr_places){0};
	bool good = kr_place_lists_load(places, directory, error) && kr_place_areas_load(places, directory, error);
	if (!good)
		kr_places_free(places);
	return good;
}

static uint32_t
pc4_number(kr_slice pc4)
{
	int64_t number;
	return pc4.len == 4 && kr_number_parse(pc4, 1000, 9999, &number) ? (uint32_t)number : 0;
}

const kr_pc4 *
kr_places_area(const kr_places *places, kr_slice pc4)
{
	const kr_pc4 *area = &places->areas[pc4_number(pc4)];
	return area->is_known ? area : NULL;
}

bool
kr_division_parse(kr_slice text, enum kr_division *division)
{
	bool is_2020 = kr_slice_is(text, "2020");
	if (!is_2020 && !kr_slice_is(text, "2026"))
		return false;
	*division = is_2020 ? KR_DIVISION_2020 : KR_DIVISION_2026;
	return true;
}

enum kr_division
kr_places_division(const kr_places *places, kr_date as_of)
{
	return as_of.year != 0 && as_of.year < places->first_change ? KR_DIVISION_2020 : KR_DIVISION_2026;
}

kr_slice
kr_places_municipality(const kr_places *places, enum kr_division division, uint32_t municipality)
{
	if (municipality == KR_NO_PLACE)
		return kr_slice_of(NULL, 0);
	return kr_code_list_code(&places->municipalities[division], municipality);
}

kr_slice
kr_region_code(const kr_places *places, enum kr_division division, uint32_t region)
{
	if (region == KR_NO_PLACE)
		return kr_slice_of(NULL, 0);
	return kr_code_list_code(&places->regions[division], region);
}

kr_slice
kr_places_region(const kr_places *places, enum kr_division division, uint32_t municipality)
{
	if (municipality == KR_NO_PLACE)
		return kr_slice_of(NULL, 0);
	return kr_region_code(places, division, places->region_of[division][municipality]);
}

kr_slice
kr_region_name(const kr_places *places, enum kr_division division, uint32_t region)
{
	if (region == KR_NO_PLACE)
		return kr_slice_of(NULL, 0);
	return kr_code_list_cell(&places->regions[division], region, "name");
}

/* "GM" and four digits for "363", "0363", "GM0363"; empty for anything else. */
static kr_slice
municipality_code(kr_slice text, char out[6])
{
	int64_t number;
	bool has_letters = text.len == 6 && kr_slice_equal_fold(kr_slice_part(text, 0, 2), KR_SLICE("GM"));
	kr_slice digits = has_letters ? kr_slice_part(text, 2, 6) : text;
	if (digits.len > 4 || !kr_number_parse(digits, 1, 9999, &number))
		return kr_slice_of(NULL, 0);
	memcpy(out, "GM", 2);
	for (int i = 5; i >= 2; i--, number /= 10)
		out[i] = (char)('0' + number % 10);
	return kr_slice_of(out, 6);
}

static uint32_t
find_row(const kr_code_list *list, kr_slice code, kr_slice text, kr_buffer *scratch)
{
	uint32_t row;
	if (code.len != 0)
		return kr_code_list_row(list, code, &row) ? row : KR_NO_PLACE;
	return kr_code_list_find(list, text, scratch, &row) ? row : KR_NO_PLACE;
}

uint32_t
kr_places_find_municipality(const kr_places *places, enum kr_division division, kr_slice text, kr_buffer *scratch)
{
	char bytes[6];
	kr_slice code = municipality_code(kr_slice_trim(text), bytes);
	uint32_t row = find_row(&places->municipalities[division], code, text, scratch);
	if (row != KR_NO_PLACE || division == KR_DIVISION_2020)
		return row;
	if (code.len != 0 && kr_place_now(places, code, &row))
		return row;
	row = find_row(&places->municipalities[KR_DIVISION_2020], code, text, scratch);
	return row == KR_NO_PLACE ? row : places->successor[row];
}

uint32_t
kr_places_find_town(const kr_places *places, enum kr_division division, kr_slice name, kr_buffer *scratch)
{
	uint32_t town;
	kr_slice key = kr_folded(scratch, name);
	if (key.len != 0 && kr_map_get(&places->towns, key, &town))
		return places->town_municipalities[town][division];
	return kr_places_find_municipality(places, division, name, scratch);
}

uint32_t
kr_places_find_region(const kr_places *places, enum kr_division division, kr_slice text, kr_buffer *scratch)
{
	return find_row(&places->regions[division], kr_slice_of(NULL, 0), text, scratch);
}
