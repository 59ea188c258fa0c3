#include "arrange/catalog.h"

#include <stdlib.h>

#include "codes/list_item.h"

bool
kr_catalog_load(kr_catalog *catalog, const char *directory, kr_error *error)
{
	if (!kr_code_list_load(&catalog->instruments, "instruments", directory, error) ||
	    !kr_conditions_load(&catalog->conditions, "service_conditions", directory, error) ||
	    !kr_conditions_load(&catalog->lasting, "lasting_work", directory, error) || !kr_needs_load(&catalog->needs, directory, error))
		return false;
	catalog->by_instrument = kr_arena_array(&catalog->arena, catalog->instruments.definition.rows + 1, sizeof *catalog->by_instrument);
	return catalog->by_instrument != NULL || kr_fail(error, "out of memory");
}

uint32_t
kr_catalog_pot(kr_catalog *catalog, kr_slice code)
{
	uint32_t number = catalog->pot_count;
	if (kr_map_get(&catalog->pots, code, &number))
		return number;
	if (number == catalog->pot_capacity) {
		uint32_t capacity = number * 2 + 16;
		kr_slice *more = realloc(catalog->pot_names, capacity * sizeof *more);
		if (more == NULL)
			return KR_NO_FIELD;
		catalog->pot_names = more;
		catalog->pot_capacity = capacity;
	}
	kr_slice kept = kr_arena_copy(&catalog->arena, code);
	if (kept.ptr == NULL || !kr_map_put(&catalog->pots, kept, number))
		return KR_NO_FIELD;
	catalog->pot_names[catalog->pot_count++] = kept;
	return number;
}

bool
kr_catalog_find(const kr_catalog *catalog, kr_slice id, uint32_t *number)
{
	uint32_t low = 0, high = catalog->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = kr_slice_compare(catalog->services[middle].id, id);
		if (order == 0) {
			*number = middle;
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool
serves(const kr_catalog *catalog, const kr_service *service, uint32_t need)
{
	for (uint32_t i = 0; i < service->gives_count; i++)
		if (kr_need_is_served(&catalog->needs, need, service->gives[i]))
			return true;
	return false;
}

static bool
make_room(kr_catalog *catalog, uint32_t need)
{
	uint32_t capacity = catalog->needs.capacity;
	if (need < catalog->need_capacity)
		return true;
	kr_service_list *more = realloc(catalog->by_need, capacity * sizeof *more);
	if (more == NULL)
		return false;
	memset(more + catalog->need_capacity, 0, (capacity - catalog->need_capacity) * sizeof *more);
	catalog->by_need = more;
	catalog->need_capacity = capacity;
	return true;
}

const kr_service_list *
kr_catalog_serving(kr_catalog *catalog, uint32_t need)
{
	if (!make_room(catalog, need))
		return NULL;
	kr_service_list *list = &catalog->by_need[need];
	uint32_t count = 0;
	if (list->is_made)
		return list;
	for (uint32_t i = 0; i < catalog->count; i++)
		count += serves(catalog, &catalog->services[i], need);
	list->items = kr_arena_array(&catalog->arena, count + 1, sizeof *list->items);
	if (list->items == NULL)
		return NULL;
	for (uint32_t i = 0; i < catalog->count; i++)
		if (serves(catalog, &catalog->services[i], need))
			list->items[list->count++] = i;
	list->is_made = true;
	return list;
}

bool
kr_catalog_fits(const kr_catalog *catalog, const kr_service *service, uint64_t refused, kr_slice region)
{
	for (uint64_t left = service->conditions; left != 0;) {
		uint32_t group = catalog->conditions.items[__builtin_ctzll(left)].group;
		bool any = false;
		for (uint64_t rest = left; rest != 0; rest &= rest - 1) {
			uint32_t row = (uint32_t)__builtin_ctzll(rest);
			if (catalog->conditions.items[row].group != group)
				continue;
			any = any || !(refused >> row & 1);
			left &= ~(UINT64_C(1) << row);
		}
		if (!any)
			return false;
	}
	return service->regions.len == 0 || kr_slice_is(service->regions, "all") || (region.len > 0 && kr_list_has(service->regions, region));
}

void
kr_catalog_free(kr_catalog *catalog)
{
	kr_code_list_free(&catalog->instruments);
	kr_conditions_free(&catalog->conditions);
	kr_conditions_free(&catalog->lasting);
	kr_needs_free(&catalog->needs);
	kr_map_free(&catalog->pots);
	free(catalog->services);
	free(catalog->pot_names);
	free(catalog->by_need);
	kr_arena_free(&catalog->arena);
	*catalog = (kr_catalog){0};
}
