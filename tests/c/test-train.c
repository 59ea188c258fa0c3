/*
 * The train of one person against two oracles that share nothing with it: one tries every order of every set of wagons, the other every day
 * for every wagon and asks the four rules of arrange/train.h of the outcome.
 */
#include <stdlib.h>
#include <string.h>

#include "arrange/train.h"
#include "random.h"
#include "tap.h"

enum { MOST = 6, STARTS = 3, DAY = 100, HORIZON = 14, ORDER_WORLDS = 500, DAY_WORLDS = 500 };

struct world {
	kr_wagon wagons[MOST];
	int32_t starts[MOST][STARTS];
	kr_train_problem problem;
};

/* What is compared; set: a bit a wagon. */
struct outcome {
	unsigned unserved, wagons, weight, set;
	int32_t end;
	int64_t cents;
};

static struct outcome best;
static unsigned valid; /* trains that an oracle found */

static void
make_world(struct world *world, unsigned most)
{
	unsigned bits = 2 + next_random(4), count = 1 + next_random(most);
	for (unsigned i = 0; i < count; i++) {
		kr_wagon *wagon = &world->wagons[i];
		*wagon = (kr_wagon){.last_start = INT32_MAX, .days = 1 + (int32_t)next_random(2), .weight = 1 + next_random(3),
		    .cents = next_random(4) * 100, .parallel = next_random(3) == 0, .starts = world->starts[i]};
		wagon->gives = 1ull << next_random(bits);
		if (next_random(3) == 0)
			wagon->gives |= 1ull << next_random(bits);
		if (next_random(2) == 0)
			wagon->after = 1ull << next_random(bits);
		if (next_random(2) == 0)
			wagon->kind = 1ull << next_random(2);
		if (next_random(4) == 0)
			wagon->excludes = 1ull << next_random(2);
		if (next_random(3) == 0) {
			int32_t day = DAY - 1;
			wagon->start_count = 1 + next_random(STARTS);
			for (unsigned k = 0; k < wagon->start_count; k++)
				world->starts[i][k] = day += 1 + (int32_t)next_random(2);
		}
		if (next_random(5) == 0)
			wagon->last_start = DAY + (int32_t)next_random(5);
	}
	/* Not all bits are needs: some are only prerequisites, some are there already. */
	world->problem = (kr_train_problem){world->wagons, count, 1 + next_random((1u << bits) - 1), next_random(3) == 0 ? 1ull << next_random(bits) : 0, DAY};
}

static bool
is_lower_set(unsigned a, unsigned b)
{
	unsigned differ = a ^ b;
	return differ != 0 && (a & differ & -differ) != 0;
}

static void
offer(const struct outcome *one)
{
	valid++;
	bool less = one->unserved != best.unserved ? one->unserved < best.unserved
	    : one->wagons != best.wagons       ? one->wagons < best.wagons
	    : one->weight != best.weight       ? one->weight < best.weight
	    : one->end != best.end             ? one->end < best.end
	    : one->cents != best.cents         ? one->cents < best.cents
	                                       : is_lower_set(one->set, best.set);
	if (less)
		best = *one;
}

/* The rules, asked of wagons with their starts. */
static bool
is_valid(const kr_train_problem *problem, unsigned set, const int32_t *from)
{
	for (unsigned i = 0; i < problem->count; i++) {
		const kr_wagon *a = &problem->wagons[i];
		if (!(set >> i & 1))
			continue;
		bool listed = a->start_count == 0;
		for (unsigned k = 0; k < a->start_count; k++)
			listed |= a->starts[k] == from[i];
		if (!listed || from[i] < problem->day || from[i] > a->last_start)
			return false;
		uint64_t there = problem->has;
		for (unsigned k = 0; k < problem->count; k++) {
			const kr_wagon *b = &problem->wagons[k];
			if (k == i || !(set >> k & 1))
				continue;
			int32_t end = from[k] + b->days;
			if (end <= from[i])
				there |= b->gives;
			if (!a->parallel && !b->parallel && end > from[i] && from[i] + a->days > from[k])
				return false;
			if ((a->excludes & b->kind) != 0 && end > from[i])
				return false;
		}
		if ((a->after & ~there) != 0)
			return false;
	}
	return true;
}

static struct outcome
outcome_of(const kr_train_problem *problem, unsigned set, const int32_t *from)
{
	struct outcome one = {.set = set, .end = problem->day};
	uint64_t has = problem->has;
	for (unsigned i = 0; i < problem->count; i++) {
		const kr_wagon *wagon = &problem->wagons[i];
		if (!(set >> i & 1))
			continue;
		has |= wagon->gives;
		one.wagons++;
		one.weight += wagon->weight;
		one.cents += wagon->cents;
		if (from[i] + wagon->days > one.end)
			one.end = from[i] + wagon->days;
	}
	one.unserved = (unsigned)__builtin_popcountll(problem->needs & ~has);
	return one;
}

/* Every day for every wagon of which there may be one. */
static void
try_days(const kr_train_problem *problem, unsigned i, unsigned set, int32_t *from)
{
	if (i == problem->count) {
		if (is_valid(problem, set, from)) {
			struct outcome one = outcome_of(problem, set, from);
			offer(&one);
		}
		return;
	}
	try_days(problem, i + 1, set, from);
	for (from[i] = DAY; from[i] < DAY + HORIZON; from[i]++)
		try_days(problem, i + 1, set | 1u << i, from);
}

/* Every order: each wagon on the first day on which it is valid beside those before it. */
static void
try_orders(const kr_train_problem *problem, unsigned set, int32_t *from)
{
	struct outcome one = outcome_of(problem, set, from);
	offer(&one);
	for (unsigned i = 0; i < problem->count; i++) {
		if (set >> i & 1)
			continue;
		for (from[i] = DAY; from[i] < DAY + 3 * HORIZON; from[i]++)
			if (is_valid(problem, set | 1u << i, from)) {
				try_orders(problem, set | 1u << i, from);
				break;
			}
	}
}

/* What the solver says, after its train has been held to the rules; unserved 99: it was not valid. */
static struct outcome
answer(const kr_train_problem *problem, const kr_train *train)
{
	int32_t from[MOST] = {0};
	unsigned set = 0;
	uint64_t served = 0;
	bool good = true;
	for (uint32_t i = 0; i < train->count; i++) {
		const kr_train_place *place = &train->places[i];
		good = good && !(set >> place->wagon & 1) && place->end == place->from + problem->wagons[place->wagon].days &&
		    (place->serves & ~problem->wagons[place->wagon].gives) == 0 && (place->serves & served) == 0;
		set |= 1u << place->wagon;
		from[place->wagon] = place->from;
		served |= place->serves;
	}
	struct outcome one = outcome_of(problem, set, from);
	uint64_t needs = problem->needs & ~problem->has;
	good = good && is_valid(problem, set, from) && one.end == train->end && one.cents == train->cents && one.weight == train->weight &&
	    (served | train->unserved) == needs && (served & train->unserved) == 0;
	if (!good)
		one.unserved = 99;
	return one;
}

static bool
is_best(const struct outcome *one)
{
	return one->unserved == best.unserved && one->wagons == best.wagons && one->weight == best.weight && one->end == best.end &&
	    one->cents == best.cents && one->set == best.set;
}

struct tally {
	unsigned wrong, trains, longer, unserved;
};

static struct tally
compare(kr_arranger *arranger, unsigned worlds, unsigned most, bool by_days)
{
	struct tally tally = {0};
	for (unsigned i = 0; i < worlds; i++) {
		struct world world;
		kr_train train;
		kr_error error;
		int32_t from[MOST] = {0};
		make_world(&world, most);
		best = (struct outcome){.unserved = 64};
		if (by_days)
			try_days(&world.problem, 0, 0, from);
		else
			try_orders(&world.problem, 0, from);
		if (!kr_train_find(arranger, &world.problem, &train, &error)) {
			printf("# world %u: %s\n", i, error.message);
			tally.wrong++;
			continue;
		}
		struct outcome one = answer(&world.problem, &train);
		if (!is_best(&one)) {
			printf("# world %u: set %x unserved %u end %d, oracle set %x unserved %u end %d\n", i, one.set, one.unserved, one.end,
			    best.set, best.unserved, best.end);
			tally.wrong++;
		}
		tally.trains += train.count > 0;
		tally.longer += train.count > 1;
		tally.unserved += train.unserved != 0;
	}
	printf("# trains %u, of more wagons %u, something unserved %u\n", tally.trains, tally.longer, tally.unserved);
	return tally;
}

/* Three light courses cost 30; one heavier wagon that serves all three needs costs 5,000. */
static void
smallest_not_cheapest(kr_arranger *arranger)
{
	const kr_wagon wagons[] = {
	    {.gives = 1, .days = 7, .weight = 1, .cents = 1000, .last_start = INT32_MAX},
	    {.gives = 2, .days = 7, .weight = 1, .cents = 1000, .last_start = INT32_MAX},
	    {.gives = 4, .days = 7, .weight = 1, .cents = 1000, .last_start = INT32_MAX},
	    {.gives = 7, .days = 90, .weight = 9, .cents = 500000, .last_start = INT32_MAX},
	};
	kr_train train;
	kr_error error;
	bool found = kr_train_find(arranger, &(kr_train_problem){wagons, 4, 7, 0, DAY}, &train, &error);
	ok(found && train.count == 1 && train.places[0].wagon == 3 && train.places[0].serves == 7 && train.unserved == 0,
	    "the smallest train is found where the cheapest one is longer");
	found = kr_train_find(arranger, &(kr_train_problem){wagons, 4, 3, 1, DAY}, &train, &error);
	ok(found && train.count == 1 && train.places[0].wagon == 1, "what is there already is no need, and the lightest of two is taken");
	found = kr_train_find(arranger, &(kr_train_problem){wagons, 4, 0, 0, DAY}, &train, &error);
	ok(found && train.count == 0 && train.unserved == 0 && train.end == DAY, "no need: no train");
	found = kr_train_find(arranger, &(kr_train_problem){wagons, 4, 8 | 1, 0, DAY}, &train, &error);
	ok(found && train.count == 1 && train.places[0].wagon == 0 && train.unserved == 8, "what nobody offers stays unserved, the rest is served");
}

static void
refusals(kr_arranger *arranger)
{
	const int32_t falling[] = {120, 110};
	const kr_wagon bad[] = {
	    {.gives = 1, .days = 0, .last_start = INT32_MAX},
	    {.gives = 1, .days = 1, .cents = -1, .last_start = INT32_MAX},
	    {.gives = 1, .days = 1, .kind = 3, .last_start = INT32_MAX},
	    {.gives = 1, .days = 1, .starts = falling, .start_count = 2, .last_start = INT32_MAX},
	};
	kr_train train;
	kr_error error;
	bool refused = true;
	for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++)
		refused = refused && !kr_train_find(arranger, &(kr_train_problem){&bad[i], 1, 1, 0, DAY}, &train, &error);
	ok(refused, "no days, negative cents, two kinds and falling starts are refused");
	ok(!kr_train_find(arranger, &(kr_train_problem){NULL, 0, 1, 0, 0}, &train, &error), "a day that is none is refused");
}

/* Two equal wagons, of which only one leaves the person free: the next one starts at once beside it. */
static void
track(kr_arranger *arranger)
{
	const kr_wagon wagons[] = {
	    {.gives = 1, .days = 5, .weight = 1, .cents = 100, .last_start = INT32_MAX},
	    {.gives = 1, .days = 5, .weight = 1, .cents = 200, .last_start = INT32_MAX, .parallel = true},
	    {.gives = 2, .days = 5, .weight = 1, .cents = 100, .last_start = INT32_MAX},
	};
	kr_train train;
	kr_error error;
	bool found = kr_train_find(arranger, &(kr_train_problem){wagons, 3, 3, 0, DAY}, &train, &error);
	ok(found && train.count == 2 && train.places[0].wagon == 1 && train.places[1].from == DAY && train.end == DAY + 5 && train.cents == 300,
	    "a dearer wagon that leaves the person free is taken where that ends earlier");
}

/* Eight needs and two hundred services, as a person in a large region has them. */
static void
large(kr_arranger *arranger)
{
	enum { WAGONS = 200 };
	static kr_wagon wagons[WAGONS];
	static int32_t starts[WAGONS][STARTS];
	kr_train train;
	kr_error error;
	uint32_t most = 0;
	bool good = true;
	for (unsigned n = 0; n < 5; n++) {
		for (unsigned i = 0; i < WAGONS; i++) {
			wagons[i] = (kr_wagon){.gives = 1ull << next_random(8), .days = 7 * (1 + (int32_t)next_random(26)), .weight = 1 + next_random(5),
			    .cents = 100 * (int64_t)next_random(9000), .last_start = INT32_MAX, .parallel = next_random(3) == 0, .starts = starts[i],
			    .start_count = next_random(2) * STARTS, .after = next_random(8) == 0 ? 1ull << next_random(8) : 0};
			for (unsigned k = 0; k < STARTS; k++)
				starts[i][k] = DAY + 90 * (int32_t)k + (int32_t)next_random(90);
		}
		good = good && kr_train_find(arranger, &(kr_train_problem){wagons, WAGONS, 255, 0, DAY}, &train, &error) && train.unserved == 0;
		most = arranger->count > most ? arranger->count : most;
	}
	printf("# most labels %lu\n", (unsigned long)most);
	ok(good, "eight needs are served out of two hundred services");
}

int
main(int argc, char **argv)
{
	kr_arranger arranger = {0};
	unsigned times = argc > 1 ? (unsigned)atoi(argv[1]) : 1;
	smallest_not_cheapest(&arranger);
	refusals(&arranger);
	track(&arranger);
	struct tally orders = compare(&arranger, ORDER_WORLDS * times, MOST, false);
	ok(orders.wrong == 0, "random worlds of up to 6 wagons: as good as the best of all orders");
	ok(orders.longer > ORDER_WORLDS / 10 && orders.unserved > ORDER_WORLDS / 10, "many of them need more than one wagon or leave something unserved");
	struct tally days = compare(&arranger, DAY_WORLDS * times, 4, true);
	ok(days.wrong == 0, "random worlds of up to 4 wagons: as good as the best of all days");
	ok(valid > 100000, "the oracles had much to choose from");
	large(&arranger);
	kr_arranger_free(&arranger);
	return tap_done();
}
