#include "link/block.h"

#include <stdlib.h>

#include "link/block_part.h"

static bool
reserve(kr_blocks *blocks, size_t more)
{
	if (blocks->count + more <= blocks->capacity)
		return true;
	size_t capacity = (blocks->count + more) * 2;
	void *entries = realloc(blocks->entries, capacity * sizeof *blocks->entries);
	if (entries == NULL)
		return false;
	blocks->entries = entries;
	void *spare = realloc(blocks->spare, capacity * sizeof *blocks->spare);
	if (spare == NULL)
		return false;
	blocks->spare = spare;
	blocks->capacity = capacity;
	return true;
}

/* One entry for each combination of the values from part `at` on. */
static void
combine(kr_blocks *blocks, const kr_block_rule *rule, const kr_link_record *record, uint32_t number, size_t at, uint32_t key)
{
	if (at == rule->count) {
		blocks->entries[blocks->count++] = (kr_block_entry){key, number};
		return;
	}
	uint32_t values[KR_PART_VALUES];
	size_t count = kr_part_values(record, rule->parts[at], values);
	for (size_t i = 0; i < count; i++)
		combine(blocks, rule, record, number, at + 1, kr_part_mix(key, values[i]));
}

static bool
collect(kr_blocks *blocks, const kr_people *people, const kr_block_rule *rule)
{
	blocks->count = 0;
	for (uint32_t i = 0; i < people->count; i++) {
		if (!reserve(blocks, (size_t)1 << KR_BLOCK_PARTS_MAX))
			return false;
		combine(blocks, rule, &people->records[i], i, 0, 1);
	}
	return true;
}

/* Radix sort by key, the lowest byte first; records of one key keep their order. */
static void
sort_entries(kr_blocks *blocks)
{
	for (unsigned shift = 0; shift < 32; shift += 8) {
		size_t starts[256] = {0}, at = 0;
		for (size_t i = 0; i < blocks->count; i++)
			starts[blocks->entries[i].key >> shift & 255]++;
		for (size_t i = 0; i < 256; i++) {
			size_t count = starts[i];
			starts[i] = at;
			at += count;
		}
		for (size_t i = 0; i < blocks->count; i++)
			blocks->spare[starts[blocks->entries[i].key >> shift & 255]++] = blocks->entries[i];
		kr_block_entry *swap = blocks->entries;
		blocks->entries = blocks->spare;
		blocks->spare = swap;
	}
}

static int
by_key(const void *left, const void *right)
{
	const kr_block_entry *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

static bool
add_block(kr_blocks *blocks, size_t first, size_t count)
{
	if (count < 2)
		return true;
	if (blocks->block_count == blocks->block_capacity) {
		size_t capacity = blocks->block_capacity ? blocks->block_capacity * 2 : 1024;
		void *list = realloc(blocks->blocks, capacity * sizeof *blocks->blocks);
		if (list == NULL)
			return false;
		blocks->blocks = list;
		blocks->block_capacity = capacity;
	}
	blocks->blocks[blocks->block_count++] = (struct kr_block){first, count};
	blocks->pairs += (uint64_t)count * (count - 1) / 2;
	return true;
}

static bool
cut(kr_blocks *blocks, size_t first, size_t count, size_t size)
{
	blocks->cut++;
	for (size_t at = 0; at < count; at += size)
		if (!add_block(blocks, first + at, count - at < size ? count - at : size))
			return false;
	return true;
}

/* Entries of one key from `first` on, at most up to `end`. */
static size_t
run_of(const kr_blocks *blocks, size_t first, size_t end)
{
	size_t last = first + 1;
	while (last < end && blocks->entries[last].key == blocks->entries[first].key)
		last++;
	return last - first;
}

static bool
divide(kr_blocks *blocks, const kr_people *people, size_t first, size_t count, size_t depth)
{
	const kr_model *model = people->model;
	size_t size = (size_t)model->block_size;
	if (count <= size)
		return add_block(blocks, first, count);
	if (depth == model->refine_count)
		return cut(blocks, first, count, size);
	for (size_t i = first; i < first + count; i++) {
		uint32_t values[KR_PART_VALUES] = {0};
		kr_part_values(&people->records[blocks->entries[i].record], model->refine[depth], values);
		blocks->entries[i].key = values[0];
	}
	qsort(blocks->entries + first, count, sizeof *blocks->entries, by_key);
	for (size_t at = first, run; at < first + count; at += run) {
		run = run_of(blocks, at, first + count);
		if (!divide(blocks, people, at, run, depth + 1))
			return false;
	}
	return true;
}

static bool
find_blocks(kr_blocks *blocks, const kr_people *people, size_t rule, uint32_t *in_parts)
{
	for (size_t at = 0, run; at < blocks->count; at += run) {
		run = run_of(blocks, at, blocks->count);
		blocks->largest = run > blocks->largest ? run : blocks->largest;
		if (run > (size_t)people->model->block_size) {
			blocks->refined++;
			for (size_t i = at; i < at + run; i++)
				in_parts[blocks->entries[i].record] |= (uint32_t)1 << rule;
		}
		if (!divide(blocks, people, at, run, 0))
			return false;
	}
	return true;
}

bool
kr_blocks_make(kr_blocks *blocks, const kr_people *people, size_t rule, uint32_t *in_parts, kr_error *error)
{
	blocks->block_count = 0;
	blocks->refined = blocks->cut = blocks->largest = blocks->pairs = 0;
	if (!collect(blocks, people, &people->model->blocks[rule]))
		return kr_fail(error, "out of memory");
	sort_entries(blocks);
	return find_blocks(blocks, people, rule, in_parts) || kr_fail(error, "out of memory");
}

static bool
meets(const kr_link_record *a, const kr_link_record *b, const kr_block_rule *rule)
{
	for (size_t i = 0; i < rule->count; i++)
		if (!kr_part_shared(a, b, rule->parts[i]))
			return false;
	return true;
}

bool
kr_blocks_met_before(const kr_people *people, size_t rule, const uint32_t *in_parts, uint32_t a, uint32_t b)
{
	uint32_t unsure = in_parts[a] & in_parts[b];
	for (size_t i = 0; i < rule; i++)
		if ((unsure >> i & 1) == 0 && meets(&people->records[a], &people->records[b], &people->model->blocks[i]))
			return true;
	return false;
}

void
kr_blocks_free(kr_blocks *blocks)
{
	free(blocks->entries);
	free(blocks->spare);
	free(blocks->blocks);
	*blocks = (kr_blocks){0};
}
