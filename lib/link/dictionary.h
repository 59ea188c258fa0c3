/*
 * Every distinct text of a field once, with a number, so that records are compared by numbers and a text is looked at
 * only where two numbers differ.
 *
 * {0} is a valid empty dictionary. Number 0 is the empty text: unknown.
 */
#ifndef KR_LINK_DICTIONARY_H
#define KR_LINK_DICTIONARY_H

#include "base/arena.h"
#include "link/model.h"

typedef struct kr_dictionary {
	struct kr_dictionary_entry {
		const char *ptr;
		uint32_t len, count; /* how often it was added */
		int32_t bits;        /* weight of agreeing on it */
		uint32_t sound;      /* a hash of kr_phonetic, 0 without letters or where not asked for */
	} *entries;
	struct kr_dictionary_slot {
		uint32_t number; /* 0: free */
		uint32_t hash;   /* so that few texts are looked at in vain */
	} *slots;
	bool sounds;     /* set it before the first text to have `sound` made */
	uint32_t used, capacity, slot_count;
	uint64_t total; /* how often any was added */
	kr_arena arena;
} kr_dictionary;

#define KR_DICTIONARY_FULL UINT32_MAX

/* The number of a text, one more of which was seen. KR_DICTIONARY_FULL when memory is short. */
uint32_t kr_dictionary_add(kr_dictionary *dictionary, kr_slice text);

/* Gives every entry its weight by how often it stands in the data. */
void kr_dictionary_weigh(kr_dictionary *dictionary, const kr_weight *weight);

static inline kr_slice
kr_dictionary_text(const kr_dictionary *dictionary, uint32_t number)
{
	return kr_slice_of(dictionary->entries[number].ptr, dictionary->entries[number].len);
}

void kr_dictionary_free(kr_dictionary *dictionary);

#endif
