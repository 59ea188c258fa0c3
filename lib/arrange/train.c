#include "arrange/train.h"

#include <stdlib.h>

#include "arrange/train_search.h"

#define MOST_MORE 2 /* wagons more than the bound that are tried before the search without a bound */

static bool
check(const kr_train_problem *problem, kr_error *error)
{
	if (problem->day < 1 || problem->day > 10000000)
		return kr_fail(error, "the day of a train is %ld, not 1 to 10,000,000", (long)problem->day);
	for (uint32_t i = 0; i < problem->count; i++) {
		const kr_wagon *wagon = &problem->wagons[i];
		if (wagon->days < 1 || wagon->days > 100000 || wagon->cents < 0 || wagon->cents > INT64_MAX / 128)
			return kr_fail(error, "wagon %lu lasts %ld days and costs %lld cents", (unsigned long)i, (long)wagon->days, (long long)wagon->cents);
		if ((wagon->kind & (wagon->kind - 1)) != 0)
			return kr_fail(error, "wagon %lu has more than one kind", (unsigned long)i);
		for (uint32_t k = 0; k < wagon->start_count; k++)
			if (wagon->starts[k] > 20000000 || (k > 0 && wagon->starts[k] <= wagon->starts[k - 1]))
				return kr_fail(error, "wagon %lu: its starts do not ascend", (unsigned long)i);
	}
	return true;
}

/* True when a is as good as b wherever b stands: the rule of dominance for wagons. Equal ones: the lower number. */
static bool
replaces(const kr_wagon *a, const kr_wagon *b, bool lower)
{
	bool same_starts = a->start_count == 0 ||
	    (a->start_count == b->start_count && memcmp(a->starts, b->starts, a->start_count * sizeof *a->starts) == 0);
	return (b->gives & ~a->gives) == 0 && (a->after & ~b->after) == 0 && (a->kind & ~b->kind) == 0 && (a->excludes & ~b->excludes) == 0 &&
	    same_starts && a->last_start >= b->last_start && a->days <= b->days && a->weight <= b->weight && a->cents <= b->cents &&
	    (a->parallel || !b->parallel) && (lower || a->weight < b->weight || a->cents < b->cents);
}

static void
drop_wagons(kr_arranger *this, const kr_train_problem *problem, uint64_t useful)
{
	for (uint32_t i = 0; i < problem->count; i++)
		this->dropped[i] = (problem->wagons[i].gives & useful) == 0 || kr_train_first_start(&problem->wagons[i], problem->day) == KR_NEVER;
	for (uint32_t i = 0; i < problem->count; i++)
		for (uint32_t k = 0; k < problem->count && !this->dropped[i]; k++)
			if (k != i && !this->dropped[k] && replaces(&problem->wagons[k], &problem->wagons[i], k < i))
				this->dropped[i] = 1;
}

static bool
prepare(kr_arranger *this, const kr_train_problem *problem, kr_error *error)
{
	uint64_t after = 0;
	if (problem->count > this->dropped_capacity) {
		uint8_t *more = realloc(this->dropped, (size_t)problem->count * 2);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		this->dropped = more;
		this->dropped_capacity = problem->count;
	}
	this->left_out = this->dropped == NULL ? NULL : this->dropped + problem->count;
	for (uint32_t i = 0; i < problem->count; i++)
		after |= problem->wagons[i].after & ~problem->has;
	drop_wagons(this, problem, (problem->needs | after) & ~problem->has);
	return true;
}

static int
by_start(const void *left, const void *right)
{
	const kr_train_place *a = left, *b = right;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->wagon < b->wagon ? -1 : a->wagon > b->wagon;
}

static void
tell(const kr_arranger *this, const kr_train_problem *problem, uint32_t number, kr_train *train)
{
	const kr_train_label *one = &this->labels[number];
	uint64_t needs = problem->needs & ~problem->has;
	*train = (kr_train){.unserved = needs & ~one->has, .weight = one->weight, .cents = one->cents, .end = one->end};
	for (; one->wagons > 0; one = &this->labels[one->parent])
		train->places[train->count++] = (kr_train_place){one->wagon, one->from, one->from + problem->wagons[one->wagon].days, 0};
	qsort(train->places, train->count, sizeof *train->places, by_start);
	for (uint64_t open = needs & ~train->unserved; open != 0; open &= open - 1) {
		kr_train_place *first = NULL;
		for (uint32_t i = 0; i < train->count; i++)
			if ((problem->wagons[train->places[i].wagon].gives & open & -open) != 0 && (first == NULL || train->places[i].end < first->end))
				first = &train->places[i];
		if (first != NULL)
			first->serves |= open & -open;
	}
}

static void
aim(const kr_arranger *this, uint32_t best, uint64_t needs, kr_search_goal *goal)
{
	const kr_train_label *one = &this->labels[best];
	goal->open = kr_train_bits(needs & ~one->has);
	goal->wagons = one->wagons;
	goal->weight = one->weight;
	goal->end = one->end;
}

/*
 * Looks for a train that serves all that can be reached, with as few wagons as the bound says, then with one more ...: most trains are hardly
 * longer. False when there is none up to MOST_MORE more, or the search failed: *best is KR_NO_LABEL.
 */
static bool
deepen(kr_arranger *this, const kr_train_problem *problem, uint64_t needs, kr_search_goal *goal, uint32_t *best, kr_error *error)
{
	for (uint32_t i = 0; i < problem->count; i++)
		this->left_out[i] = this->dropped[i];
	goal->open = kr_train_bits(needs & ~kr_train_reach(this, problem, problem->has, 0));
	goal->wagons = (uint32_t)kr_search_least(goal->wagon_share, needs, goal->open);
	for (int more = 0; more <= MOST_MORE; more++, goal->wagons++) {
		*best = kr_search_run(this, problem, KR_PASS_SERVED, goal, error);
		if (*best == KR_NO_LABEL)
			return false;
		if (kr_train_bits(needs & ~this->labels[*best].has) == goal->open)
			return true;
	}
	goal->wagons = UINT32_MAX;
	return false;
}

/* Of the trains as short as the goal one of the least weight: asks for the least that may be, then for the next that a label had ... */
static uint32_t
find_lightest(kr_arranger *this, const kr_train_problem *problem, uint64_t needs, kr_search_goal *goal, kr_error *error)
{
	uint32_t best = 0;
	goal->next_weight = kr_search_least(goal->weight_share, needs, goal->open);
	do {
		goal->weight = goal->next_weight;
		goal->next_weight = UINT64_MAX;
		best = kr_search_run(this, problem, KR_PASS_WEIGHT, goal, error);
	} while (best != KR_NO_LABEL && kr_train_bits(needs & ~this->labels[best].has) > goal->open && goal->next_weight != UINT64_MAX);
	return best;
}

bool
kr_train_find(kr_arranger *this, const kr_train_problem *problem, kr_train *train, kr_error *error)
{
	if (!check(problem, error) || !prepare(this, problem, error))
		return false;
	uint64_t needs = problem->needs & ~problem->has;
	kr_search_goal goal = {0};
	uint32_t best = 0;
	kr_search_share(this, problem, needs, &goal);
	if (!deepen(this, problem, needs, &goal, &best, error) && best != KR_NO_LABEL)
		best = kr_search_run(this, problem, KR_PASS_SERVED, &goal, error);
	for (enum kr_pass pass = KR_PASS_WEIGHT; best != KR_NO_LABEL && pass < KR_PASSES; pass++) {
		aim(this, best, needs, &goal);
		best = pass == KR_PASS_WEIGHT ? find_lightest(this, problem, needs, &goal, error) : kr_search_run(this, problem, pass, &goal, error);
	}
	if (best == KR_NO_LABEL)
		return false;
	tell(this, problem, best, train);
	return true;
}

void
kr_arranger_free(kr_arranger *this)
{
	free(this->labels);
	free(this->times);
	free(this->dropped);
	*this = (kr_arranger){0};
}
