/*
 * Memory that is given back all at once: for tables, headers and whatever lives as long as its owner.
 *
 * {0} is a valid empty arena. Blocks are aligned to 16 bytes and stay where they are until
 * kr_arena_free. NULL means that memory is short.
 */
#ifndef KR_BASE_ARENA_H
#define KR_BASE_ARENA_H

#include "base/slice.h"

typedef struct kr_arena {
	struct kr_arena_block *last;
	size_t used, capacity;
} kr_arena;

/* `size` bytes, not cleared. */
void *kr_arena_alloc(kr_arena *arena, size_t size);

/* `count` zeroed things of `size` bytes. */
void *kr_arena_array(kr_arena *arena, size_t count, size_t size);

/* A copy of the text that lives as long as the arena; its ptr is NULL when memory is short. */
kr_slice kr_arena_copy(kr_arena *arena, kr_slice text);

void kr_arena_free(kr_arena *arena);

#endif
