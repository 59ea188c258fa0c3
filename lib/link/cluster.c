#include "link/cluster.h"

#include <stdlib.h>

/* Union-find (Tarjan 1975, by size, with path halving); each root knows its person's number and key. */
struct forest {
	uint32_t *parent, *size;
	uint64_t *bsn, *key; /* 0: none yet */
};

static uint32_t
root_of(struct forest *forest, uint32_t at)
{
	while (forest->parent[at] != at) {
		forest->parent[at] = forest->parent[forest->parent[at]];
		at = forest->parent[at];
	}
	return at;
}

static bool
conflicts(uint64_t a, uint64_t b)
{
	return a != 0 && b != 0 && a != b;
}

/* False when the two may not be one person. */
static bool
join(struct forest *forest, uint32_t a, uint32_t b)
{
	a = root_of(forest, a);
	b = root_of(forest, b);
	if (a == b)
		return true;
	if (conflicts(forest->bsn[a], forest->bsn[b]) || conflicts(forest->key[a], forest->key[b]))
		return false;
	if (forest->size[a] < forest->size[b]) {
		uint32_t swap = a;
		a = b;
		b = swap;
	}
	forest->parent[b] = a;
	forest->size[a] += forest->size[b];
	forest->bsn[a] |= forest->bsn[b];
	forest->key[a] |= forest->key[b];
	return true;
}

static bool
plant(struct forest *forest, const kr_people *people)
{
	size_t count = (size_t)people->count + 1;
	forest->parent = calloc(count, sizeof *forest->parent);
	forest->size = calloc(count, sizeof *forest->size);
	forest->bsn = calloc(count, sizeof *forest->bsn);
	forest->key = calloc(count, sizeof *forest->key);
	if (forest->parent == NULL || forest->size == NULL || forest->bsn == NULL || forest->key == NULL)
		return false;
	for (uint32_t i = 0; i < people->count; i++) {
		forest->parent[i] = i;
		forest->size[i] = 1;
		forest->bsn[i] = people->records[i].has_bsn ? people->records[i].identifier : 0;
		forest->key[i] = people->records[i].person_key;
	}
	return true;
}

/* In order of the first record of each. forest->size becomes the number of the person at each root. */
static void
number_persons(kr_clusters *clusters, struct forest *forest, uint32_t records)
{
	for (uint32_t i = 0; i < records; i++)
		if (forest->parent[i] == i && forest->size[i] > clusters->largest)
			clusters->largest = forest->size[i];
	memset(forest->size, 0, records * sizeof *forest->size);
	for (uint32_t i = 0; i < records; i++) {
		uint32_t root = root_of(forest, i);
		if (forest->size[root] == 0)
			forest->size[root] = ++clusters->persons;
		clusters->person[i] = forest->size[root];
	}
}

bool
kr_clusters_make(kr_clusters *clusters, const kr_people *people, const kr_links *links, int32_t least, kr_error *error)
{
	struct forest forest = {0};
	*clusters = (kr_clusters){0};
	clusters->person = calloc((size_t)people->count + 1, sizeof *clusters->person);
	bool good = clusters->person != NULL && plant(&forest, people);
	for (size_t i = 0; good && i < links->count && links->links[i].bits >= least; i++)
		clusters->refused += !join(&forest, links->links[i].a, links->links[i].b);
	if (good)
		number_persons(clusters, &forest, people->count);
	free(forest.parent);
	free(forest.size);
	free(forest.bsn);
	free(forest.key);
	return good || kr_fail(error, "out of memory");
}

void
kr_clusters_free(kr_clusters *clusters)
{
	free(clusters->person);
	clusters->person = NULL;
}
