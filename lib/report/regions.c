#include "report/regions.h"

#include "base/nearest.h"
#include "base/number.h"

#define DIVISION KR_DIVISION_2026

static bool
tile_number(const kr_definition *table, size_t row, const char *column, int64_t max, uint32_t *number, kr_error *error)
{
	uint32_t at;
	int64_t value;
	if (!kr_definition_column(table, column, &at, error))
		return false;
	if (!kr_number_parse(kr_definition_cell(table, row, at), 1, max, &value))
		return kr_definition_fail(table, row, at, error, "not a place on the map");
	*number = (uint32_t)(value - 1);
	return true;
}

static bool
take_tile(kr_regions *regions, size_t row, kr_error *error)
{
	const kr_definition *table = &regions->tile_table;
	uint32_t code, abbreviation;
	if (!kr_definition_column(table, "code", &code, error) ||
	    !kr_definition_column(table, "abbreviation", &abbreviation, error))
		return false;
	uint32_t region = kr_regions_of_code(regions, kr_definition_cell(table, row, code));
	if (region == regions->unassigned)
		return kr_definition_fail(table, row, code, error, "no such region");
	kr_tile *tile = &regions->tiles[region];
	if (!tile_number(table, row, "row", KR_TILE_ROWS_MAX, &tile->row, error) ||
	    !tile_number(table, row, "column", KR_TILE_COLUMNS_MAX, &tile->column, error))
		return false;
	tile->abbreviation = kr_definition_cell(table, row, abbreviation);
	tile->is_there = true;
	if (tile->row >= regions->tile_rows)
		regions->tile_rows = tile->row + 1;
	if (tile->column >= regions->tile_columns)
		regions->tile_columns = tile->column + 1;
	return true;
}

bool
kr_regions_load(kr_regions *regions, const char *directory, kr_error *error)
{
	if (!kr_places_load(&regions->places, directory, error) ||
	    !kr_definition_load(&regions->tile_table, "tables/region_tiles", directory, error))
		return false;
	size_t count = regions->places.regions[DIVISION].definition.rows;
	if (count + 2 > KR_REGIONS_MAX)
		return kr_fail(error, "tables/regions: more than %d regions", KR_REGIONS_MAX - 2);
	regions->count = (uint32_t)count;
	regions->unassigned = regions->count;
	regions->total = regions->count + 1;
	for (size_t row = 0; row < regions->tile_table.rows; row++)
		if (!take_tile(regions, row, error))
			return false;
	return true;
}

void
kr_regions_free(kr_regions *regions)
{
	kr_definition_free(&regions->tile_table);
	kr_places_free(&regions->places);
}

uint32_t
kr_regions_of_code(const kr_regions *regions, kr_slice code)
{
	uint32_t row;
	if (code.len && kr_code_list_row(&regions->places.regions[DIVISION], code, &row))
		return row;
	return regions->unassigned;
}

bool
kr_regions_find(const kr_regions *regions, const char *text, uint32_t *region, kr_error *error)
{
	kr_slice wanted = kr_slice_text(text);
	kr_buffer scratch = {0};
	char quoted[KR_QUOTE_MAX], near[KR_QUOTE_MAX];
	if (kr_slice_equal_fold(wanted, KR_SLICE("NL")) || kr_slice_equal_fold(wanted, KR_SLICE("AM99"))) {
		*region = kr_slice_equal_fold(wanted, KR_SLICE("NL")) ? regions->total : regions->unassigned;
		return true;
	}
	*region = kr_places_find_region(&regions->places, DIVISION, wanted, &scratch);
	kr_buffer_free(&scratch);
	if (*region != KR_NO_PLACE)
		return true;
	kr_nearest nearest = kr_nearest_to(wanted);
	for (uint32_t i = 0; i < regions->count; i++)
		kr_nearest_offer(&nearest, kr_regions_name(regions, i));
	kr_slice found = kr_nearest_found(&nearest);
	if (found.len)
		return kr_fail(error, "region %s: not known; the nearest is %s", kr_quote(wanted, quoted),
		    kr_quote(found, near));
	return kr_fail(error, "region %s: not known (kr-report --print-table regions lists them)",
	    kr_quote(wanted, quoted));
}

kr_slice
kr_regions_code(const kr_regions *regions, uint32_t region)
{
	if (region == regions->total)
		return KR_SLICE("NL");
	if (region == regions->unassigned)
		return KR_SLICE("AM99");
	return kr_region_code(&regions->places, DIVISION, region);
}

kr_slice
kr_regions_name(const kr_regions *regions, uint32_t region)
{
	if (region >= regions->count)
		return kr_slice_of(NULL, 0);
	return kr_region_name(&regions->places, DIVISION, region);
}
