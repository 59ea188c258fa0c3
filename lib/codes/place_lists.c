#include "base/number.h"
#include "codes/place_load.h"

static const char *const years[KR_DIVISIONS] = {"2020", "2026"};

/* Names of lib/tables/NAME_aliases that hold in the division. */
static bool
add_names(kr_code_list *list, const kr_definition *names, const char *year, kr_error *error)
{
	uint32_t word, code, division, row;
	if (!kr_definition_column(names, "word", &word, error) || !kr_definition_column(names, "code", &code, error) ||
	    !kr_definition_column(names, "division", &division, error))
		return false;
	for (size_t i = 0; i < names->rows; i++) {
		kr_slice only = kr_definition_cell(names, i, division);
		if (only.len != 0 && !kr_slice_is(only, year))
			continue;
		if (!kr_code_list_row(list, kr_definition_cell(names, i, code), &row))
			continue;
		if (!kr_code_list_word(list, kr_definition_cell(names, i, word), row))
			return kr_fail(error, "memory is short");
	}
	return true;
}

static bool
add_aliases(kr_code_list *lists, const char *table, const char *directory, kr_error *error)
{
	kr_definition names = {0};
	bool good = kr_definition_load(&names, table, directory, error);
	for (int division = 0; good && division < KR_DIVISIONS; division++)
		good = add_names(&lists[division], &names, years[division], error);
	kr_definition_free(&names);
	return good;
}

static bool
join_regions(kr_places *places, int division, kr_error *error)
{
	const kr_definition *rows = &places->municipalities[division].definition;
	uint32_t column;
	if (!kr_definition_column(rows, "region", &column, error))
		return false;
	uint32_t *regions = kr_arena_array(&places->arena, rows->rows + 1, sizeof *regions);
	if (regions == NULL)
		return kr_fail(error, "memory is short");
	for (size_t i = 0; i < rows->rows; i++)
		if (!kr_code_list_row(&places->regions[division], kr_definition_cell(rows, i, column), &regions[i]))
			return kr_definition_fail(rows, i, column, error, "no such region");
	places->region_of[division] = regions;
	return true;
}

static bool
same_codes(kr_places *places, kr_error *error)
{
	size_t count = places->municipalities[KR_DIVISION_2020].definition.rows;
	places->successor = kr_arena_array(&places->arena, count + 1, sizeof *places->successor);
	if (places->successor == NULL)
		return kr_fail(error, "memory is short");
	for (uint32_t i = 0; i < count; i++) {
		kr_slice code = kr_code_list_code(&places->municipalities[KR_DIVISION_2020], i);
		if (!kr_code_list_row(&places->municipalities[KR_DIVISION_2026], code, &places->successor[i]))
			places->successor[i] = KR_NO_PLACE;
	}
	return true;
}

/* One that was split has several rows and no successor. */
static bool
add_change(kr_places *places, const kr_definition *changes, size_t i, const uint32_t columns[3], bool *is_seen,
    kr_error *error)
{
	uint32_t from, to;
	int64_t year;
	if (!kr_place_now(places, kr_definition_cell(changes, i, columns[1]), &to))
		return kr_definition_fail(changes, i, columns[1], error, "no such municipality");
	if (!kr_code_list_row(&places->municipalities[KR_DIVISION_2020], kr_definition_cell(changes, i, columns[0]), &from))
		return true; /* one that came after 2020 and is gone again */
	if (!kr_number_parse(kr_definition_cell(changes, i, columns[2]), 2021, 2199, &year))
		return kr_definition_fail(changes, i, columns[2], error, "not a year from 2021 on");
	places->successor[from] = is_seen[from] ? KR_NO_PLACE : to;
	is_seen[from] = true;
	if (places->first_change == 0 || year < places->first_change)
		places->first_change = (int)year;
	return true;
}

static bool
join_changes(kr_places *places, const char *directory, kr_error *error)
{
	kr_definition changes = {0};
	uint32_t columns[3];
	if (!same_codes(places, error) || !kr_definition_load(&changes, "tables/municipality_changes", directory, error))
		return false;
	size_t count = places->municipalities[KR_DIVISION_2020].definition.rows;
	bool *is_seen = kr_arena_array(&places->arena, count + 1, sizeof *is_seen);
	bool good = is_seen != NULL || kr_fail(error, "memory is short");
	good = good && kr_definition_column(&changes, "code", &columns[0], error) &&
	    kr_definition_column(&changes, "to", &columns[1], error) &&
	    kr_definition_column(&changes, "year", &columns[2], error) &&
	    kr_place_moves_load(places, &changes, columns[0], columns[1], error);
	for (size_t i = 0; good && i < changes.rows; i++)
		good = add_change(places, &changes, i, columns, is_seen, error);
	kr_definition_free(&changes);
	return good;
}

bool
kr_place_lists_load(kr_places *places, const char *directory, kr_error *error)
{
	kr_code_list *municipalities = places->municipalities, *regions = places->regions;
	return kr_code_list_load(&municipalities[KR_DIVISION_2020], "municipalities_2020", directory, error) &&
	    kr_code_list_load(&municipalities[KR_DIVISION_2026], "municipalities_2026", directory, error) &&
	    kr_code_list_load(&regions[KR_DIVISION_2020], "regions_2020", directory, error) &&
	    kr_code_list_load(&regions[KR_DIVISION_2026], "regions", directory, error) &&
	    add_aliases(municipalities, "tables/municipality_aliases", directory, error) &&
	    add_aliases(regions, "tables/region_aliases", directory, error) &&
	    join_regions(places, KR_DIVISION_2020, error) && join_regions(places, KR_DIVISION_2026, error) &&
	    join_changes(places, directory, error);
}
