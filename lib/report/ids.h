/*
 * How often an id was seen: a hash map from 64 bits of its hash to a number. The id itself is not kept.
 *
 * Two ids fall together with a chance of n^2 / 2^65: for ten million ids once in 370,000 reports. 16 bytes an id, at
 * most twice that when just grown. {0} is a valid empty one.
 */
#ifndef KR_REPORT_IDS_H
#define KR_REPORT_IDS_H

#include <stdint.h>

#include "base/slice.h"

typedef struct kr_ids {
	struct kr_ids_slot {
		uint64_t hash; /* 0: free */
		uint32_t seen;
	} *slots;
	size_t count, capacity; /* capacity: 0 or a power of two */
} kr_ids;

/* Counts the id once more. False when memory is short. */
bool kr_ids_add(kr_ids *ids, kr_slice id);

/* How often it was added. */
uint32_t kr_ids_seen(const kr_ids *ids, kr_slice id);

void kr_ids_free(kr_ids *ids);

#endif
