#include "report/ids.h"

#include <stdlib.h>

#include "base/hash.h"

static struct kr_ids_slot *
find(struct kr_ids_slot *slots, size_t capacity, uint64_t hash)
{
	size_t at = hash & (capacity - 1);
	while (slots[at].hash != 0 && slots[at].hash != hash)
		at = (at + 1) & (capacity - 1);
	return &slots[at];
}

static uint64_t
hash_of(kr_slice id)
{
	uint64_t hash = kr_hash64(id);
	return hash ? hash : 1;
}

static bool
grow(kr_ids *ids)
{
	size_t capacity = ids->capacity ? ids->capacity * 2 : 1024;
	struct kr_ids_slot *slots = calloc(capacity, sizeof *slots);
	if (slots == NULL)
		return false;
	for (size_t i = 0; i < ids->capacity; i++)
		if (ids->slots[i].hash != 0)
			*find(slots, capacity, ids->slots[i].hash) = ids->slots[i];
	free(ids->slots);
	ids->slots = slots;
	ids->capacity = capacity;
	return true;
}

bool
kr_ids_add(kr_ids *ids, kr_slice id)
{
	if (ids->count + 1 > ids->capacity / 4 * 3 && !grow(ids))
		return false;
	uint64_t hash = hash_of(id);
	struct kr_ids_slot *slot = find(ids->slots, ids->capacity, hash);
	ids->count += slot->hash == 0;
	slot->hash = hash;
	slot->seen++;
	return true;
}

uint32_t
kr_ids_seen(const kr_ids *ids, kr_slice id)
{
	return ids->capacity ? find(ids->slots, ids->capacity, hash_of(id))->seen : 0;
}

void
kr_ids_free(kr_ids *ids)
{
	free(ids->slots);
	*ids = (kr_ids){0};
}
