/* A service: the regions in which it is to be had, and the obstacles that its kind of instrument removes. */
#include "codes/list_item.h"
#include "codes/normalizer.h"

/* A region, or that of a municipality; empty where it is neither. */
static kr_slice
find_region(kr_normalizer *normalizer, enum kr_division division, kr_slice name)
{
	const kr_places *places = &normalizer->places;
	kr_buffer *key = &normalizer->coder.key;
	uint32_t row;
	if (kr_code_list_find(&normalizer->nationwide, name, key, &row))
		return KR_SLICE("all");
	uint32_t region = kr_places_find_region(places, division, name, key);
	if (region != KR_NO_PLACE)
		return kr_region_code(places, division, region);
	return kr_places_region(places, division, kr_places_find_municipality(places, division, name, key));
}

/* Adds what an item names, whole or piece by piece: names have blanks and dashes, but no commas. False when a piece is not known. */
static bool
add_regions(kr_normalizer *normalizer, enum kr_division division, kr_slice item, kr_buffer *list)
{
	bool good = true;
	kr_slice rest = kr_slice_items(item), piece, code = find_region(normalizer, division, item);
	if (code.len != 0) {
		kr_list_add(list, 0, code);
		return true;
	}
	while (kr_slice_next(&rest, ',', &piece)) {
		piece = kr_slice_trim(piece);
		code = find_region(normalizer, division, piece);
		good &= code.len != 0 || piece.len == 0;
		if (code.len != 0)
			kr_list_add(list, 0, code);
	}
	return good;
}

static void
read_regions(kr_normalizer *normalizer)
{
	kr_slice value = kr_normalizer_value(normalizer, KR_F_REGIONS), rest = value, item;
	kr_slice name = kr_known_field_name(KR_F_REGIONS);
	enum kr_division division = kr_normalizer_division(normalizer);
	const char *problem = NULL;
	kr_buffer *list = &normalizer->coder.item;
	if (value.len == 0)
		return;
	kr_buffer_clear(list);
	while (kr_list_take(&rest, &item)) {
		if (item.len == 0)
			continue;
		if (kr_placeholder_find(&normalizer->coder.placeholders, KR_PLACEHOLDER_PLACE, item, &normalizer->coder.key) != 0)
			problem = problem == NULL ? "placeholder" : problem;
		else if (!add_regions(normalizer, division, item, list))
			problem = "unknown-word";
	}
	kr_normalizer_set(normalizer, KR_F_REGIONS, kr_list_has(kr_buffer_slice(list), KR_SLICE("all")) ? KR_SLICE("all")
	                                                                                                : kr_buffer_slice(list));
	if (problem != NULL)
		kr_normalizer_problem(normalizer, name, problem, value);
}

void
kr_normalize_service(kr_normalizer *normalizer)
{
	uint32_t row;
	if (normalizer->has_places)
		read_regions(normalizer);
	kr_slice instrument = kr_normalizer_value(normalizer, KR_F_INSTRUMENT);
	if (instrument.len == 0 || kr_normalizer_value(normalizer, KR_F_REMOVES).len != 0)
		return;
	const kr_code_list *kinds = normalizer->made[normalizer->known[KR_F_INSTRUMENT]].field.list;
	if (kr_code_list_row(kinds, instrument, &row))
		kr_normalizer_set(normalizer, KR_F_REMOVES, kr_code_list_cell(kinds, row, "removes"));
}
