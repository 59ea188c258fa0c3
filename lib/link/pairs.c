#include "link/pairs.h"

#include <stdlib.h>

#include "base/threads.h"
#include "link/block.h"
#include "link/compare.h"

#define PAIRS_A_PIECE 65536u

/* Blocks that one thread takes at a time, and what it found. */
struct piece {
	size_t first, last; /* blocks */
	kr_links found;
	bool failed;
};

struct search {
	const kr_people *people;
	const kr_blocks *blocks;
	const uint32_t *in_parts;
	size_t rule;
	int32_t least, prior;
	struct piece *pieces;
	size_t count;
};

static bool
reserve(kr_links *links, size_t more)
{
	if (links->count + more <= links->capacity)
		return true;
	size_t capacity = (links->count + more) * 3 / 2 + 16;
	void *grown = realloc(links->links, capacity * sizeof *links->links);
	if (grown == NULL)
		return false;
	links->links = grown;
	links->capacity = capacity;
	return true;
}

static void
judge_pair(const struct search *search, struct piece *piece, uint32_t a, uint32_t b)
{
	kr_judgement judgement;
	const kr_link_record *records = search->people->records;
	if (a == b || kr_blocks_met_before(search->people, search->rule, search->in_parts, a, b))
		return;
	piece->found.compared++;
	kr_judge(search->people, &records[a], &records[b], &judgement);
	int32_t bits = judgement.total + search->prior;
	if (judgement.veto || bits < search->least)
		return;
	if (!reserve(&piece->found, 1)) {
		piece->failed = true;
		return;
	}
	piece->found.links[piece->found.count++] = (kr_link){a < b ? a : b, a < b ? b : a, bits};
}

static void
search_piece(void *context, size_t number, size_t thread)
{
	const struct search *search = context;
	struct piece *piece = &search->pieces[number];
	(void)thread;
	for (size_t block = piece->first; block < piece->last; block++) {
		const kr_block_entry *entries = search->blocks->entries + search->blocks->blocks[block].first;
		size_t count = search->blocks->blocks[block].count;
		for (size_t i = 0; i < count; i++)
			for (size_t j = i + 1; j < count; j++)
				judge_pair(search, piece, entries[i].record, entries[j].record);
	}
}

/* Pieces of about as many pairs; where they end depends on the data alone. */
static bool
make_pieces(struct search *search)
{
	const kr_blocks *blocks = search->blocks;
	search->pieces = calloc(blocks->pairs / PAIRS_A_PIECE + 1, sizeof *search->pieces);
	if (search->pieces == NULL)
		return false;
	uint64_t pairs = 0;
	for (size_t i = 0, first = 0; i < blocks->block_count; i++) {
		size_t count = blocks->blocks[i].count;
		pairs += (uint64_t)count * (count - 1) / 2;
		if (pairs >= PAIRS_A_PIECE || i + 1 == blocks->block_count) {
			search->pieces[search->count++] = (struct piece){.first = first, .last = i + 1};
			first = i + 1;
			pairs = 0;
		}
	}
	return true;
}

static bool
gather(kr_links *links, struct search *search)
{
	bool good = true;
	for (size_t i = 0; i < search->count; i++) {
		struct piece *piece = &search->pieces[i];
		good = good && !piece->failed && reserve(links, piece->found.count);
		if (good && piece->found.count > 0)
			memcpy(links->links + links->count, piece->found.links, piece->found.count * sizeof *links->links);
		links->count += good ? piece->found.count : 0;
		links->compared += piece->found.compared;
		kr_links_free(&piece->found);
	}
	free(search->pieces);
	return good;
}

static int
strongest_first(const void *left, const void *right)
{
	const kr_link *a = left, *b = right;
	if (a->bits != b->bits)
		return a->bits > b->bits ? -1 : 1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* A pair may have been met in two blocks. */
static void
sort_links(kr_links *links)
{
	size_t kept = 0;
	if (links->count > 1)
		qsort(links->links, links->count, sizeof *links->links, strongest_first);
	for (size_t i = 0; i < links->count; i++)
		if (kept == 0 || strongest_first(&links->links[kept - 1], &links->links[i]) != 0)
			links->links[kept++] = links->links[i];
	links->count = kept;
}

static bool
search_rule(kr_links *links, struct search search, size_t threads)
{
	if (make_pieces(&search))
		kr_threads_run(threads, search.count, search_piece, &search);
	return search.pieces != NULL && gather(links, &search);
}

bool
kr_links_find(kr_links *links, const kr_people *people, int32_t least, size_t threads,
    void (*tell)(void *listener, const kr_rule_report *report), void *listener, kr_error *error)
{
	kr_blocks blocks = {0};
	uint32_t *in_parts = calloc(people->count + 1, sizeof *in_parts);
	struct search search = {people, &blocks, in_parts, 0, least, kr_prior(people->model, people->count), NULL, 0};
	bool good = in_parts != NULL || kr_fail(error, "out of memory");
	for (; good && search.rule < people->model->block_count; search.rule++) {
		size_t before = links->count;
		good = kr_blocks_make(&blocks, people, search.rule, in_parts, error) &&
		    (search_rule(links, search, threads) || kr_fail(error, "out of memory"));
		kr_rule_report report = {people->model->blocks[search.rule].name, blocks.pairs, blocks.refined, blocks.cut,
		    blocks.largest, links->count - before};
		if (good && tell != NULL)
			tell(listener, &report);
	}
	kr_blocks_free(&blocks);
	free(in_parts);
	sort_links(links);
	return good;
}

void
kr_links_free(kr_links *links)
{
	free(links->links);
	*links = (kr_links){0};
}
