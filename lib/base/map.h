/*
 * A hash map from text to a 32-bit number: names to positions, codes to rows.
 *
 * {0} is a valid empty map. The map keeps the slices of the keys, not their bytes: those must outlive it.
 * Keys can be walked in the order in which they came in, so nothing depends on the hash.
 */
#ifndef KR_BASE_MAP_H
#define KR_BASE_MAP_H

#include <stdint.h>

#include "base/slice.h"

typedef struct kr_map {
	struct kr_map_entry {
		kr_slice key;
		uint64_t hash;
		uint32_t value;
	} *entries;      /* in order of arrival; entries[0..count) may be read by anyone */
	uint32_t *slots; /* entry number + 1, or 0 */
	size_t count, capacity, slot_count;
} kr_map;

/* Sets the value of a key, new or present. False when memory is short. */
bool kr_map_put(kr_map *map, kr_slice key, uint32_t value);

/* The value of a key; false when it is not there, then *value is left alone. */
bool kr_map_get(const kr_map *map, kr_slice key, uint32_t *value);

void kr_map_free(kr_map *map);

#endif
