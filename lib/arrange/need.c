#include "arrange/need.h"

#include <stdlib.h>

#include "codes/education.h"
#include "text/fold.h"

bool
kr_needs_load(kr_needs *needs, const char *directory, kr_error *error)
{
	return kr_code_list_load(&needs->kinds, "need_kinds", directory, error) && kr_licences_load(&needs->licence_list, directory, error);
}

int
kr_need_rank(kr_slice kind, kr_slice level)
{
	int digit = level.len == 1 && level.ptr[0] >= '1' && level.ptr[0] <= '9' ? level.ptr[0] - '0' : 0;
	if (kr_slice_is(kind, "diploma"))
		return kr_education_rank(level);
	if (kr_slice_is(kind, "language"))
		return digit == 8 ? 0 : digit;
	/* Level 1 of a competence is the best. */
	return kr_slice_is(kind, "competence") && digit ? 10 - digit : 0;
}

static bool
fill(kr_needs *needs, kr_need *need, kr_slice item)
{
	kr_slice rest = item, kind = {0}, value = {0}, level = {0};
	kr_slice_next(&rest, ':', &kind);
	kr_slice_next(&rest, ':', &value);
	kr_slice_next(&rest, ':', &level);
	kr_slice folded = kr_folded(&needs->folded, value);
	need->text = kr_arena_copy(&needs->arena, item);
	need->key = folded.len ? kr_arena_copy(&needs->arena, folded) : KR_SLICE("");
	need->rank = kr_need_rank(kind, level);
	need->licences = kr_slice_is(kind, "licence") ? kr_licences_named(&needs->licence_list, value) : 0;
	return need->text.ptr != NULL && need->key.ptr != NULL && !needs->folded.failed;
}

bool
kr_needs_find(kr_needs *needs, kr_slice item, uint32_t *number, kr_error *error)
{
	kr_need need = {0};
	*number = KR_NO_NEED;
	if (kr_map_get(&needs->numbers, item, number) ||
	    !kr_code_list_row(&needs->kinds, kr_slice_part(item, 0, kr_slice_find(item, ':')), &need.kind))
		return true;
	if (needs->count == needs->capacity) {
		uint32_t capacity = needs->capacity * 2 + 256;
		kr_need *more = realloc(needs->items, capacity * sizeof *more);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		needs->items = more;
		needs->capacity = capacity;
	}
	if (!fill(needs, &need, item) || !kr_map_put(&needs->numbers, need.text, needs->count))
		return kr_fail(error, "out of memory");
	needs->items[needs->count] = need;
	*number = needs->count++;
	return true;
}

bool
kr_needs_make(kr_needs *needs, const char *kind, kr_slice value, kr_slice level, uint32_t *number, kr_error *error)
{
	kr_buffer_clear(&needs->text);
	kr_buffer_text(&needs->text, kind);
	kr_buffer_char(&needs->text, ':');
	/* A colon would begin the next part. */
	for (size_t i = 0; i < value.len; i++)
		kr_buffer_char(&needs->text, value.ptr[i] == ':' ? '/' : value.ptr[i]);
	kr_buffer_char(&needs->text, ':');
	kr_buffer_slice_add(&needs->text, level);
	return needs->text.failed ? kr_fail(error, "out of memory") : kr_needs_find(needs, kr_buffer_slice(&needs->text), number, error);
}

bool
kr_need_is_served(const kr_needs *needs, uint32_t need, uint32_t given)
{
	const kr_need *a = &needs->items[need], *b = &needs->items[given];
	bool value = a->key.len == 0 || kr_slice_equal(a->key, b->key);
	if (a->licences != 0 && b->licences != 0) {
		uint32_t allowed = 0;
		for (uint32_t i = 0; i < KR_LICENCES_MAX; i++)
			allowed |= b->licences >> i & 1 ? needs->licence_list.implied[i] : 0;
		value = (a->licences & ~allowed) == 0;
	}
	return a->kind == b->kind && value && (a->rank == 0 || b->rank == 0 || b->rank >= a->rank);
}

void
kr_needs_free(kr_needs *needs)
{
	kr_code_list_free(&needs->kinds);
	kr_licences_free(&needs->licence_list);
	free(needs->items);
	kr_map_free(&needs->numbers);
	kr_arena_free(&needs->arena);
	kr_buffer_free(&needs->text);
	kr_buffer_free(&needs->folded);
	*needs = (kr_needs){0};
}
