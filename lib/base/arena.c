#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

#define ALIGNMENT 16u
#define BLOCK_SIZE 65536u

struct kr_arena_block {
	struct kr_arena_block *before;
	size_t padding; /* keeps the bytes behind the struct aligned */
};

static bool
add_block(kr_arena *arena, size_t size)
{
	size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	if (capacity > SIZE_MAX - sizeof(struct kr_arena_block))
		return false;
	struct kr_arena_block *block = malloc(sizeof *block + capacity);
	if (block == NULL)
		return false;
	block->before = arena->last;
	arena->last = block;
	arena->used = 0;
	arena->capacity = capacity;
	return true;
}

void *
kr_arena_alloc(kr_arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		return NULL;
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (arena->last == NULL || arena->capacity - arena->used < size)
		if (!add_block(arena, size))
			return NULL;
	char *start = (char *)(arena->last + 1) + arena->used;
	arena->used += size;
	return start;
}

void *
kr_arena_array(kr_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	void *start = kr_arena_alloc(arena, bytes);
	if (start != NULL)
		memset(start, 0, bytes);
	return start;
}

kr_slice
kr_arena_copy(kr_arena *arena, kr_slice text)
{
	char *copy = kr_arena_alloc(arena, text.len ? text.len : 1);
	if (copy != NULL && text.len)
		memcpy(copy, text.ptr, text.len);
	return kr_slice_of(copy, copy ? text.len : 0);
}

void
kr_arena_free(kr_arena *arena)
{
	while (arena->last != NULL) {
		struct kr_arena_block *before = arena->last->before;
		free(arena->last);
		arena->last = before;
	}
	*arena = (kr_arena){0};
}
