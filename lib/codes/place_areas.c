#include "base/number.h"
#include "codes/place_load.h"

enum column { PC4, MUNICIPALITY, MUNICIPALITY_2020, LAT, LON, PLACE, COLUMNS };

static const char *const names[COLUMNS] = {"pc4", "municipality", "municipality_2020", "lat", "lon", "place"};

typedef struct area_table {
	kr_definition rows;
	uint32_t columns[COLUMNS];
	bool is_box;
} area_table;

static bool
area_table_load(area_table *table, const char *name, const char *directory, kr_error *error)
{
	bool good = kr_definition_load(&table->rows, name, directory, error);
	for (int i = 0; good && i < COLUMNS; i++)
		good = kr_definition_column(&table->rows, names[i], &table->columns[i], error);
	return good;
}

static bool
read_degrees(const area_table *table, size_t row, enum column column, int32_t *degrees, kr_error *error)
{
	int64_t scaled;
	if (!kr_decimal_parse(kr_definition_cell(&table->rows, row, table->columns[column]), 6, &scaled) ||
	    scaled < -180000000 || scaled > 180000000)
		return kr_definition_fail(&table->rows, row, table->columns[column], error, "not a number of degrees");
	*degrees = (int32_t)scaled;
	return true;
}

static bool
read_municipality(const kr_places *places, const area_table *table, size_t row, int division, uint32_t *found,
    kr_error *error)
{
	uint32_t column = table->columns[division == KR_DIVISION_2020 ? MUNICIPALITY_2020 : MUNICIPALITY];
	kr_slice code = kr_definition_cell(&table->rows, row, column);
	if (division == KR_DIVISION_2026 ? kr_place_now(places, code, found)
					 : kr_code_list_row(&places->municipalities[division], code, found))
		return true;
	return kr_definition_fail(&table->rows, row, column, error, "no such municipality; municipality_changes says where one that is gone went");
}

/* A name that stands for towns in two municipalities stands for none. */
static bool
add_town(kr_places *places, kr_slice name, const kr_pc4 *area, kr_buffer *scratch)
{
	uint32_t town;
	kr_slice folded = kr_folded(scratch, name);
	if (folded.len == 0)
		return true;
	if (kr_map_get(&places->towns, folded, &town)) {
		for (int i = 0; i < KR_DIVISIONS; i++)
			if (places->town_municipalities[town][i] != area->municipality[i])
				places->town_municipalities[town][i] = KR_NO_PLACE;
		return true;
	}
	kr_slice key = kr_arena_copy(&places->arena, folded);
	town = (uint32_t)places->town_count++;
	memcpy(places->town_municipalities[town], area->municipality, sizeof area->municipality);
	return key.ptr != NULL && kr_map_put(&places->towns, key, town);
}

static bool
add_area(kr_places *places, const area_table *table, size_t row, kr_buffer *scratch, kr_error *error)
{
	int64_t number;
	kr_pc4 area = {.is_known = true, .is_box = table->is_box};
	if (!kr_number_parse(kr_definition_cell(&table->rows, row, table->columns[PC4]), 1000, 9999, &number))
		return kr_definition_fail(&table->rows, row, table->columns[PC4], error, "not a postcode of four digits");
	for (int division = 0; division < KR_DIVISIONS; division++)
		if (!read_municipality(places, table, row, division, &area.municipality[division], error))
			return false;
	if (!read_degrees(table, row, LAT, &area.latitude, error) || !read_degrees(table, row, LON, &area.longitude, error))
		return false;
	if (table->is_box && places->areas[number].is_known)
		return true;
	places->areas[number] = area;
	if (table->is_box)
		return true;
	return add_town(places, kr_definition_cell(&table->rows, row, table->columns[PLACE]), &area, scratch) ||
	    kr_fail(error, "memory is short");
}

static bool
add_areas(kr_places *places, const char *name, bool is_box, const char *directory, kr_error *error)
{
	area_table table = {.is_box = is_box};
	kr_buffer scratch = {0};
	bool good = area_table_load(&table, name, directory, error);
	if (good && !is_box) {
		places->town_municipalities =
		    kr_arena_array(&places->arena, table.rows.rows + 1, sizeof *places->town_municipalities);
		good = places->town_municipalities != NULL || kr_fail(error, "memory is short");
	}
	for (size_t row = 0; good && row < table.rows.rows; row++)
		good = add_area(places, &table, row, &scratch, error);
	kr_definition_free(&table.rows);
	kr_buffer_free(&scratch);
	return good;
}

bool
kr_place_areas_load(kr_places *places, const char *directory, kr_error *error)
{
	places->areas = kr_arena_array(&places->arena, 10000, sizeof *places->areas);
	if (places->areas == NULL)
		return kr_fail(error, "memory is short");
	return add_areas(places, "tables/pc4", false, directory, error) &&
	    add_areas(places, "tables/pc4_postbus", true, directory, error);
}
