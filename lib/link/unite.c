#include "link/unite.h"

#include <stdlib.h>

#include "text/fold.h"

/* Up to here looking through the items is quicker than a map. */
enum { FEW = 16 };

void
kr_united_begin(kr_united *united, enum kr_united_by by)
{
	united->by = by;
	united->count = 0;
	kr_map_free(&united->known);
}

/* What an item is known by. */
static kr_slice
key_of(const kr_united *united, kr_slice text)
{
	size_t colon = united->by == KR_UNITED_BY_CODE ? kr_slice_find(text, ':') : text.len;
	return colon > 0 ? kr_slice_part(text, 0, colon) : text;
}

static bool
is_known(const kr_united *united, kr_slice key)
{
	uint32_t number;
	if (united->count > FEW)
		return kr_map_get(&united->known, key, &number);
	for (size_t i = 0; i < united->count; i++)
		if (kr_slice_equal(key_of(united, united->items[i].text), key))
			return true;
	return false;
}

/* The map comes when the items are no longer few. */
static bool
note(kr_united *united)
{
	bool good = true;
	if (united->count <= FEW)
		return true;
	for (size_t i = united->count == FEW + 1 ? 0 : united->count - 1; i < united->count; i++)
		good = good && kr_map_put(&united->known, key_of(united, united->items[i].text), 1);
	return good;
}

static struct kr_united_item *
next_item(kr_united *united)
{
	if (united->count == united->capacity) {
		size_t capacity = united->capacity ? united->capacity * 2 : FEW;
		struct kr_united_item *items = realloc(united->items, capacity * sizeof *items);
		if (items == NULL)
			return NULL;
		united->items = items;
		united->capacity = capacity;
	}
	return &united->items[united->count];
}

static void
split(struct kr_united_item *item)
{
	kr_slice rest = item->text;
	item->count = 0;
	while (item->count + 1 < KR_UNITED_PARTS) {
		size_t colon = kr_slice_find(rest, ':');
		item->parts[item->count++] = kr_slice_part(rest, 0, colon);
		if (colon == rest.len)
			return;
		rest = kr_slice_part(rest, colon + 1, rest.len);
	}
	item->parts[item->count++] = rest;
}

enum likeness { ALIKE, LEFT_KNOWS, RIGHT_KNOWS, LEFT_FINER, RIGHT_FINER, DIFFERENT };

/* YYYY or YYYY-MM. */
static bool
is_rough_date(kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (i == 4 ? text.ptr[i] != '-' : text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len == 4 || text.len == 7;
}

static bool
is_finer(kr_slice fine, kr_slice rough)
{
	return is_rough_date(rough) && fine.len > rough.len && fine.ptr[rough.len] == '-' && kr_slice_starts(fine, rough);
}

/* Marks count: C++ is not C#. */
static bool
reads_alike(kr_united *united, kr_slice a, kr_slice b)
{
	return kr_slice_equal(kr_lowered(&united->lowered[0], a), kr_lowered(&united->lowered[1], b));
}

static enum likeness
compare(kr_united *united, kr_slice left, kr_slice right)
{
	if (kr_slice_equal(left, right))
		return ALIKE;
	if (left.len == 0 || right.len == 0)
		return left.len ? LEFT_KNOWS : RIGHT_KNOWS;
	if (is_finer(left, right) || is_finer(right, left))
		return left.len > right.len ? LEFT_FINER : RIGHT_FINER;
	return reads_alike(united, left, right) ? ALIKE : DIFFERENT;
}

/* Makes the old item the better of the two; false when they are two things. */
static bool
improve(kr_united *united, struct kr_united_item *old, const struct kr_united_item *item)
{
	bool better[KR_UNITED_PARTS] = {false}, left = false, right = false;
	if (old->count != item->count)
		return false;
	for (uint32_t i = 0; i < old->count; i++) {
		enum likeness likeness = compare(united, old->parts[i], item->parts[i]);
		left = left || likeness == LEFT_KNOWS;
		right = right || likeness == RIGHT_KNOWS;
		if (likeness == DIFFERENT || (left && right))
			return false;
		better[i] = likeness == RIGHT_KNOWS || likeness == RIGHT_FINER;
	}
	for (uint32_t i = 0; i < old->count; i++)
		old->parts[i] = better[i] ? item->parts[i] : old->parts[i];
	return true;
}

static bool
improves_one(kr_united *united, const struct kr_united_item *item)
{
	for (size_t i = 0; i < united->count && i < KR_UNITED_NEAR; i++)
		if (improve(united, &united->items[i], item))
			return true;
	return false;
}

void
kr_united_add(kr_united *united, kr_slice text)
{
	if (text.len == 0 || is_known(united, key_of(united, text)))
		return;
	struct kr_united_item *item = next_item(united);
	if (item == NULL) {
		united->failed = true;
		return;
	}
	item->text = text;
	split(item);
	if (united->by == KR_UNITED_BY_LIKENESS && improves_one(united, item))
		return;
	united->count++;
	united->failed = !note(united) || united->failed;
}

void
kr_united_list(kr_united *united, kr_slice list)
{
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item))
		kr_united_add(united, item);
}

void
kr_united_write(const kr_united *united, kr_buffer *out)
{
	for (size_t i = 0; i < united->count; i++) {
		const struct kr_united_item *item = &united->items[i];
		for (uint32_t part = 0; part < item->count; part++) {
			if (part > 0 || i > 0)
				kr_buffer_char(out, part > 0 ? ':' : '|');
			kr_buffer_slice_add(out, item->parts[part]);
		}
	}
}

bool
kr_united_failed(const kr_united *united)
{
	return united->failed || united->lowered[0].failed || united->lowered[1].failed;
}

void
kr_united_free(kr_united *united)
{
	free(united->items);
	kr_map_free(&united->known);
	kr_buffer_free(&united->lowered[0]);
	kr_buffer_free(&united->lowered[1]);
	*united = (kr_united){0};
}
