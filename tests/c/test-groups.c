/* Groups of k: the promise in random worlds, and how far from the best grouping in worlds that are small enough to try all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/groups.h"
#include "tap.h"

enum { MOST = 400, FACTS = 12, SMALL = 8, WORLDS = 400 };

static uint32_t state = 20261129;

static uint32_t
any(uint32_t below)
{
	state = state * 1664525 + 1013904223;
	return (state >> 8) % below;
}

struct world {
	uint32_t facts[MOST * FACTS], weights[FACTS], sets[MOST];
	uint64_t ends[MOST];
	kr_card_people people;
};

static void
make_world(struct world *world, uint32_t count)
{
	uint64_t used = 0;
	for (uint32_t i = 0; i < FACTS; i++)
		world->weights[i] = 1 + any(9);
	for (uint32_t i = 0; i < count; i++) {
		world->sets[i] = 0;
		for (uint32_t fact = 0; fact < FACTS; fact++)
			if (any(fact + 2) == 0) {
				world->facts[used++] = fact;
				world->sets[i] |= 1u << fact;
			}
		world->ends[i] = used;
	}
	world->people = (kr_card_people){world->facts, world->ends, count, world->weights, FACTS};
}

static uint32_t
set_weight(const struct world *world, uint32_t set)
{
	uint32_t sum = 0;
	for (uint32_t fact = 0; fact < FACTS; fact++)
		if (set >> fact & 1)
			sum += world->weights[fact];
	return sum;
}

/* Each group has k, tells what all its members share and nothing else, and the sums are those of the parts. */
static bool
keeps_promise(const struct world *world, const kr_card_groups *groups, uint32_t k)
{
	uint64_t true_weight = 0, told_weight = 0;
	for (uint32_t group = 0; group < groups->count; group++) {
		uint32_t shared = UINT32_MAX, told = 0, size = 0;
		for (uint32_t i = 0; i < world->people.count; i++)
			if (groups->group[i] == group) {
				shared &= world->sets[i];
				size++;
			}
		for (uint64_t i = group ? groups->ends[group - 1] : 0; i < groups->ends[group]; i++)
			told |= 1u << groups->told[i];
		if (size < k || size != groups->sizes[group] || told != shared)
			return false;
		told_weight += (uint64_t)size * set_weight(world, told);
	}
	for (uint32_t i = 0; i < world->people.count; i++) {
		if (groups->group[i] >= groups->count)
			return false;
		true_weight += set_weight(world, world->sets[i]);
	}
	return true_weight == groups->true_weight && told_weight == groups->told_weight;
}

/* The most that can be told, over all ways to put `left` into groups of k or more (each holds the lowest that is left). */
static uint32_t
best(const struct world *world, uint32_t left, uint32_t k)
{
	uint32_t most = 0, lowest = left & -left, rest = left ^ lowest;
	if (left == 0)
		return 0;
	for (uint32_t part = rest;; part = (part - 1) & rest) {
		uint32_t group = part | lowest, shared = UINT32_MAX, size = 0, other = left ^ group, others = 0;
		for (uint32_t i = 0; i < SMALL; i++) {
			size += group >> i & 1;
			others += other >> i & 1;
			if (group >> i & 1)
				shared &= world->sets[i];
		}
		if (size >= k && (others == 0 || others >= k)) {
			uint32_t told = size * set_weight(world, shared & ((1u << FACTS) - 1)) + best(world, other, k);
			most = told > most ? told : most;
		}
		if (part == 0)
			break;
	}
	return most;
}

int
main(void)
{
	static struct world world;
	uint32_t broken = 0, above = 0;
	uint64_t reached = 0, possible = 0;
	for (uint32_t i = 0; i < WORLDS; i++) {
		kr_card_groups groups;
		kr_error error;
		uint32_t count = any(MOST), k = 2 + any(9);
		make_world(&world, count);
		bool good = kr_card_groups_make(&groups, &world.people, k, &error);
		broken += !good || (count < k ? groups.count != 0 : !keeps_promise(&world, &groups, k));
		kr_card_groups_free(&groups);
	}
	ok(broken == 0, "every group has k people and tells what all of them share");
	for (uint32_t i = 0; i < WORLDS; i++) {
		kr_card_groups groups;
		kr_error error;
		make_world(&world, SMALL);
		if (!kr_card_groups_make(&groups, &world.people, 2, &error))
			continue;
		uint32_t most = best(&world, (1u << SMALL) - 1, 2);
		above += groups.told_weight > most;
		reached += groups.told_weight;
		possible += most;
		kr_card_groups_free(&groups);
	}
	printf("# of what the best grouping tells of eight people: %llu %%\n", (unsigned long long)(reached * 100 / possible));
	ok(above == 0, "nothing is better than the best");
	ok(reached * 100 >= possible * 80, "what is told is at least eight tenths of the best, over all small worlds");
	return tap_done();
}
