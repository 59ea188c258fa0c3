#include "base/map.h"

#include <stdlib.h>

#include "base/hash.h"

static size_t
slot_of(const kr_map *map, kr_slice key, uint64_t hash)
{
	size_t mask = map->slot_count - 1, at = (size_t)hash & mask;
	while (map->slots[at] != 0) {
		const struct kr_map_entry *entry = &map->entries[map->slots[at] - 1];
		if (entry->hash == hash && kr_slice_equal(entry->key, key))
			break;
		at = (at + 1) & mask;
	}
	return at;
}

static bool
grow_entries(kr_map *map)
{
	if (map->count < map->capacity)
		return true;
	size_t capacity = map->capacity ? map->capacity * 2 : 16;
	struct kr_map_entry *entries = realloc(map->entries, capacity * sizeof *entries);
	if (entries == NULL)
		return false;
	map->entries = entries;
	map->capacity = capacity;
	return true;
}

/* Keeps the slots at most half full, so that a search is short. */
static bool
grow_slots(kr_map *map)
{
	if ((map->count + 1) * 2 <= map->slot_count)
		return true;
	size_t slot_count = map->slot_count ? map->slot_count * 2 : 32;
	uint32_t *slots = calloc(slot_count, sizeof *slots);
	if (slots == NULL)
		return false;
	free(map->slots);
	map->slots = slots;
	map->slot_count = slot_count;
	for (size_t i = 0; i < map->count; i++)
		slots[slot_of(map, map->entries[i].key, map->entries[i].hash)] = (uint32_t)i + 1;
	return true;
}

bool
kr_map_put(kr_map *map, kr_slice key, uint32_t value)
{
	if (!grow_entries(map) || !grow_slots(map))
		return false;
	uint64_t hash = kr_hash64(key);
	size_t slot = slot_of(map, key, hash);
	if (map->slots[slot] == 0) {
		map->entries[map->count] = (struct kr_map_entry){key, hash, value};
		map->slots[slot] = (uint32_t)++map->count;
	} else {
		map->entries[map->slots[slot] - 1].value = value;
	}
	return true;
}

bool
kr_map_get(const kr_map *map, kr_slice key, uint32_t *value)
{
	if (map->count == 0)
		return false;
	size_t slot = slot_of(map, key, kr_hash64(key));
	if (map->slots[slot] == 0)
		return false;
	*value = map->entries[map->slots[slot] - 1].value;
	return true;
}

void
kr_map_free(kr_map *map)
{
	free(map->entries);
	free(map->slots);
	*map = (kr_map){0};
}
