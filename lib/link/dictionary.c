#include "link/dictionary.h"

#include <stdlib.h>

#include "base/hash.h"
#include "text/phonetic.h"

static bool
grow_entries(kr_dictionary *dictionary)
{
	uint32_t capacity = dictionary->capacity ? dictionary->capacity * 2 : 64;
	void *entries = realloc(dictionary->entries, capacity * sizeof *dictionary->entries);
	if (entries == NULL)
		return false;
	dictionary->entries = entries;
	dictionary->capacity = capacity;
	if (dictionary->used == 0)
		dictionary->entries[dictionary->used++] = (struct kr_dictionary_entry){"", 0, 0, 0, 0};
	return true;
}

static void
place(struct kr_dictionary_slot *slots, uint32_t mask, struct kr_dictionary_slot slot)
{
	uint32_t at = slot.hash & mask;
	while (slots[at].number != 0)
		at = (at + 1) & mask;
	slots[at] = slot;
}

static bool
grow_slots(kr_dictionary *dictionary)
{
	uint32_t count = dictionary->slot_count ? dictionary->slot_count * 2 : 256;
	struct kr_dictionary_slot *slots = calloc(count, sizeof *slots);
	if (slots == NULL)
		return false;
	for (uint32_t i = 0; i < dictionary->slot_count; i++)
		if (dictionary->slots[i].number != 0)
			place(slots, count - 1, dictionary->slots[i]);
	free(dictionary->slots);
	dictionary->slots = slots;
	dictionary->slot_count = count;
	return true;
}

static uint32_t
sound_of(kr_slice text)
{
	char key[KR_PHONETIC_MAX];
	size_t len = kr_phonetic(text, key);
	uint32_t hash = (uint32_t)kr_hash64(kr_slice_of(key, len));
	return len == 0 ? 0 : hash | 1;
}

/* A new entry in the free slot. */
static uint32_t
enter(kr_dictionary *dictionary, kr_slice text, uint32_t hash, struct kr_dictionary_slot *slot)
{
	kr_slice copy = kr_arena_copy(&dictionary->arena, text);
	if (copy.ptr == NULL)
		return KR_DICTIONARY_FULL;
	uint32_t number = dictionary->used++;
	uint32_t sound = dictionary->sounds ? sound_of(copy) : 0;
	dictionary->entries[number] = (struct kr_dictionary_entry){copy.ptr, (uint32_t)copy.len, 1, 0, sound};
	*slot = (struct kr_dictionary_slot){number, hash};
	return number;
}

uint32_t
kr_dictionary_add(kr_dictionary *dictionary, kr_slice text)
{
	if (dictionary->used == dictionary->capacity && !grow_entries(dictionary))
		return KR_DICTIONARY_FULL;
	if (text.len == 0)
		return 0;
	if (dictionary->used >= dictionary->slot_count / 4 * 3 && !grow_slots(dictionary))
		return KR_DICTIONARY_FULL;
	uint32_t hash = (uint32_t)kr_hash64(text), mask = dictionary->slot_count - 1, at = hash & mask;
	dictionary->total++;
	for (; dictionary->slots[at].number != 0; at = (at + 1) & mask) {
		uint32_t number = dictionary->slots[at].number;
		if (dictionary->slots[at].hash == hash && kr_slice_equal(kr_dictionary_text(dictionary, number), text)) {
			dictionary->entries[number].count++;
			return number;
		}
	}
	return enter(dictionary, text, hash, &dictionary->slots[at]);
}

void
kr_dictionary_weigh(kr_dictionary *dictionary, const kr_weight *weight)
{
	for (uint32_t i = 1; i < dictionary->used; i++)
		dictionary->entries[i].bits = kr_weight_of_value(weight, dictionary->entries[i].count, dictionary->total);
}

void
kr_dictionary_free(kr_dictionary *dictionary)
{
	free(dictionary->entries);
	free(dictionary->slots);
	kr_arena_free(&dictionary->arena);
	*dictionary = (kr_dictionary){0};
}
