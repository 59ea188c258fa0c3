#include "source/json_path.h"

#include <stdlib.h>

#include "base/hash.h"

#define KNOWN_SIZE 2048u  /* a power of two */
#define KNOWN_LIMIT 1024u
#define KNOWN_LENGTH 80u  /* longer names are looked for anew each time */

struct kr_json_known {
	uint64_t hash;
	kr_slice name;
	uint32_t node, child; /* node 0: free */
};

/* The next step of a path: a name, or the empty slice for []. */
static kr_slice
next_step(kr_slice *rest)
{
	size_t end = 0;
	if (kr_slice_starts(*rest, KR_SLICE("[]"))) {
		*rest = kr_slice_part(*rest, 2, rest->len);
		if (rest->len > 0 && rest->ptr[0] == '.')
			*rest = kr_slice_part(*rest, 1, rest->len);
		return kr_slice_of(NULL, 0);
	}
	while (end < rest->len && !kr_slice_starts(kr_slice_part(*rest, end, rest->len), KR_SLICE("[]")) &&
	       (rest->ptr[end] != '.' || end + 1 == rest->len || rest->ptr[end + 1] == ' '))
		end++;
	kr_slice step = kr_slice_part(*rest, 0, end);
	*rest = kr_slice_part(*rest, end + (end < rest->len && rest->ptr[end] == '.'), rest->len);
	return step;
}

static uint32_t
add_node(kr_json_paths *paths, kr_slice name, uint32_t parent)
{
	paths->nodes[paths->node_count] = (kr_json_node){.name = name, .parent = parent};
	return paths->node_count++;
}

static uint32_t
child_of(kr_json_paths *paths, uint32_t node, kr_slice name)
{
	uint32_t child = paths->nodes[node].child;
	while (child != 0 && !kr_column_is(paths->nodes[child].name, name))
		child = paths->nodes[child].sibling;
	if (child != 0)
		return child;
	child = add_node(paths, name, node);
	paths->nodes[child].sibling = paths->nodes[node].child;
	paths->nodes[node].child = child;
	return child;
}

static void
add_link(kr_json_paths *paths, uint32_t *chain, uint32_t slot, uint32_t rank)
{
	uint32_t *at = chain;
	while (*at != 0)
		at = &paths->links[*at].next;
	paths->links[paths->link_count] = (kr_json_link){slot, rank, 0};
	*at = paths->link_count++;
}

static void
add_path(kr_json_paths *paths, kr_slice path, uint32_t slot, uint32_t rank)
{
	uint32_t node = KR_JSON_ROOT, items = 0;
	while (path.len > 0) {
		kr_slice step = next_step(&path);
		if (step.len > 0) {
			node = child_of(paths, node, step);
			continue;
		}
		if (paths->nodes[node].items == 0) {
			uint32_t made = add_node(paths, kr_slice_of(NULL, 0), node);
			paths->nodes[node].items = made;
		}
		node = items = paths->nodes[node].items;
	}
	add_link(paths, &paths->nodes[node].targets, slot, rank);
	if (items == 0)
		return;
	paths->slots[slot].is_list = true;
	bool linked = false;
	for (uint32_t at = paths->nodes[items].ends; at != 0; at = paths->links[at].next)
		linked |= paths->links[at].slot == slot;
	if (!linked)
		add_link(paths, &paths->nodes[items].ends, slot, rank);
}

static void
add_columns(kr_json_paths *paths, const kr_rule *rule)
{
	kr_slice rest = rule->columns, column, path;
	for (uint32_t slot = rule->first_column; kr_profile_column(&rest, &column); slot++) {
		kr_slice alternatives = kr_slice_items(column);
		paths->slots[slot].column = column;
		paths->slots[slot].keeps_empty = rule->conversion == KR_CONVERT_EACH || rule->conversion == KR_CONVERT_PARTS || paths->is_exact;
		for (uint32_t rank = 0; kr_slice_next(&alternatives, '|', &path); rank++)
			add_path(paths, kr_slice_trim(path), slot, rank);
	}
}

/* More than the nodes and links of all paths: a step needs a name of one byte or []. */
static size_t
count_steps(const kr_profile *profile)
{
	size_t count = 2;
	for (size_t i = 0; i < profile->count; i++)
		count += profile->rules[i].columns.len + 2;
	return count;
}

bool
kr_json_paths_open(kr_json_paths *paths, const kr_profile *profile, kr_error *error)
{
	size_t steps = count_steps(profile);
	*paths = (kr_json_paths){.link_count = 1, .slot_count = profile->column_count, .is_exact = profile->is_exact};
	paths->nodes = kr_arena_array(&paths->arena, steps, sizeof *paths->nodes);
	paths->links = kr_arena_array(&paths->arena, 2 * steps, sizeof *paths->links);
	paths->slots = kr_arena_array(&paths->arena, profile->column_count + 1u, sizeof *paths->slots);
	paths->known = kr_arena_array(&paths->arena, KNOWN_SIZE, sizeof *paths->known);
	paths->order = kr_arena_array(&paths->arena, KNOWN_LIMIT, sizeof *paths->order);
	if (paths->order == NULL || paths->nodes == NULL || paths->links == NULL || paths->slots == NULL || paths->known == NULL)
		return kr_fail(error, "out of memory");
	add_node(paths, kr_slice_of(NULL, 0), 0);
	add_node(paths, kr_slice_of(NULL, 0), 0);
	for (size_t i = 0; i < profile->count; i++)
		add_columns(paths, &profile->rules[i]);
	return true;
}

static uint32_t
look_for(const kr_json_paths *paths, uint32_t node, kr_slice name)
{
	uint32_t child = paths->nodes[node].child;
	for (; child != 0; child = paths->nodes[child].sibling)
		if (kr_slice_equal(paths->nodes[child].name, name))
			return child;
	for (child = paths->nodes[node].child; child != 0; child = paths->nodes[child].sibling)
		if (kr_column_is(paths->nodes[child].name, name))
			return child;
	return KR_JSON_NOTHING;
}

uint32_t
kr_json_paths_find(kr_json_paths *paths, uint32_t node, kr_slice name, uint64_t hash)
{
	hash += node * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & (KNOWN_SIZE - 1);
	for (; paths->known[at].node != 0; at = (at + 1) & (KNOWN_SIZE - 1)) {
		const kr_json_known *known = &paths->known[at];
		if (known->hash == hash && known->node == node && kr_slice_equal(known->name, name))
			return known->child;
	}
	uint32_t child = look_for(paths, node, name);
	if (paths->known_count < KNOWN_LIMIT && name.len <= KNOWN_LENGTH) {
		kr_slice copy = kr_arena_copy(&paths->arena, name);
		if (copy.ptr != NULL || name.len == 0) {
			paths->known[at] = (kr_json_known){hash, copy, node, child};
			paths->order[paths->known_count++] = at;
		}
	}
	return child;
}

/* Adds the path to a node. */
static void
add_path_to(const kr_json_paths *paths, uint32_t node, kr_buffer *to)
{
	char quoted[KR_QUOTE_MAX];
	if (node <= KR_JSON_ROOT)
		return;
	add_path_to(paths, paths->nodes[node].parent, to);
	bool is_items = paths->nodes[node].name.len == 0;
	if (is_items && to->len > 0 && to->ptr[to->len - 1] == '.')
		to->len--;
	kr_buffer_text(to, is_items ? "[]." : kr_quote(paths->nodes[node].name, quoted));
	if (!is_items)
		kr_buffer_char(to, '.');
}

void
kr_json_paths_unused(const kr_json_paths *paths, kr_buffer *to)
{
	char quoted[KR_QUOTE_MAX];
	for (uint32_t i = 0; i < paths->known_count; i++) {
		const kr_json_known *known = &paths->known[paths->order[i]];
		if (known->child != KR_JSON_NOTHING)
			continue;
		kr_buffer_text(to, to->len > 0 ? ", " : "");
		add_path_to(paths, known->node, to);
		kr_buffer_text(to, kr_quote(known->name, quoted));
	}
}

void
kr_json_paths_close(kr_json_paths *paths)
{
	for (uint32_t i = 0; paths->slots != NULL && i < paths->slot_count; i++) {
		kr_buffer_free(&paths->slots[i].own);
		kr_buffer_free(&paths->slots[i].list);
	}
	kr_arena_free(&paths->arena);
	*paths = (kr_json_paths){0};
}
