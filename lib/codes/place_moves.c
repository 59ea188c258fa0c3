#include "codes/place_load.h"

#define STEPS 16 /* of one municipality into the next */

bool
kr_place_now(const kr_places *places, kr_slice code, uint32_t *row)
{
	return kr_code_list_row(&places->municipalities[KR_DIVISION_2026], code, row) || kr_map_get(&places->moves, code, row);
}

/* The row of the change of a code; KR_NO_PLACE when it was split and has several. */
static bool
collect(kr_map *changed, const kr_definition *changes, uint32_t code)
{
	for (uint32_t i = 0; i < changes->rows; i++) {
		uint32_t before, number = i;
		kr_slice key = kr_definition_cell(changes, i, code);
		if (kr_map_get(changed, key, &before))
			number = KR_NO_PLACE;
		if (!kr_map_put(changed, key, number))
			return false;
	}
	return true;
}

/* Where the municipality of a change is now; false when the way ends at a code that no table has. */
static bool
follow(const kr_places *places, const kr_map *changed, const kr_definition *changes, uint32_t number, uint32_t to, uint32_t *row)
{
	for (int step = 0; number != KR_NO_PLACE && step < STEPS; step++) {
		kr_slice next = kr_definition_cell(changes, number, to);
		if (kr_code_list_row(&places->municipalities[KR_DIVISION_2026], next, row))
			return true;
		if (!kr_map_get(changed, next, &number))
			return false;
	}
	*row = KR_NO_PLACE;
	return number == KR_NO_PLACE;
}

static bool
add_moves(kr_places *places, const kr_map *changed, const kr_definition *changes, uint32_t code, uint32_t to, kr_error *error)
{
	for (uint32_t i = 0; i < changes->rows; i++) {
		uint32_t number = i, row;
		kr_slice from = kr_definition_cell(changes, i, code);
		kr_map_get(changed, from, &number);
		if (!follow(places, changed, changes, number, to, &row))
			return kr_definition_fail(changes, i, to, error, "no such municipality");
		kr_slice key = kr_arena_copy(&places->arena, from);
		if (key.ptr == NULL || !kr_map_put(&places->moves, key, row))
			return kr_fail(error, "memory is short");
	}
	return true;
}

bool
kr_place_moves_load(kr_places *places, const kr_definition *changes, uint32_t code, uint32_t to, kr_error *error)
{
	kr_map changed = {0};
	bool good = collect(&changed, changes, code) || kr_fail(error, "memory is short");
	good = good && add_moves(places, &changed, changes, code, to, error);
	kr_map_free(&changed);
	return good;
}
