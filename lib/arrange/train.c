#include "arrange/train.h"

#include <stdlib.h>

#define NEVER INT32_MAX
#define NO_LABEL UINT32_MAX

/* A train that is being made. Its times: for each bit that something comes after when it is there, for each excluded kind when its last wagon ends. */
typedef struct kr_train_label {
	uint64_t has, excluded, weight;
	int64_t cents;
	int32_t from, end, main_free; /* of its last wagon the start; of all the end; the first day without one that is not parallel */
	uint32_t parent, wagon, wagons;
	bool dominated;
} label;

/* What a pass looks for; the passes before it have found how good a best train is in what comes first. */
enum pass { SERVED, WEIGHT, END, CENTS, PASSES };

/* What a train must not exceed, and for each need its least share of wagons and of weight: a wagon's own over the needs that it serves. */
typedef struct target {
	int open;
	uint32_t wagons;
	uint64_t weight, next_weight;
	int32_t end;
	uint64_t wagon_share[64], weight_share[64]; /* in SCALE */
} target;

#define SCALE 720720u /* the numbers 1 to 16 divide it; what is left by others is rounded down, which keeps a bound a bound */

static int
bits_in(uint64_t bits)
{
	return __builtin_popcountll(bits);
}

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

/* The first day on which it may start, not before `day`; NEVER: none. */
static int32_t
first_start(const kr_wagon *wagon, int32_t day)
{
	uint32_t low = 0, high = wagon->start_count;
	if (high > 0) {
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (wagon->starts[middle] < day)
				low = middle + 1;
			else
				high = middle;
		}
		if (low == wagon->start_count)
			return NEVER;
		day = wagon->starts[low];
	}
	return day > wagon->last_start ? NEVER : day;
}

/* Everything that could be had in the end, were there time for all and no exclusion but those that hold already. */
static uint64_t
reach(const kr_arranger *this, const kr_train_problem *problem, uint64_t has, uint64_t excluded)
{
	uint64_t before;
	do {
		before = has;
		for (uint32_t i = 0; i < problem->count; i++) {
			const kr_wagon *wagon = &problem->wagons[i];
			if (!this->left_out[i] && (wagon->kind & excluded) == 0 && (wagon->after & ~has) == 0)
				has |= wagon->gives;
		}
	} while (has != before);
	return has;
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
		this->dropped[i] = (problem->wagons[i].gives & useful) == 0 || first_start(&problem->wagons[i], problem->day) == NEVER;
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

/* The bits and kinds whose days matter get a place in the times of a label. */
static void
lay_out_times(kr_arranger *this, const kr_train_problem *problem)
{
	uint64_t after = 0, excludes = 0;
	for (uint32_t i = 0; i < problem->count; i++) {
		after |= this->left_out[i] ? 0 : problem->wagons[i].after & ~problem->has;
		excludes |= this->left_out[i] ? 0 : problem->wagons[i].excludes;
	}
	this->bit_count = this->kind_count = 0;
	for (uint8_t i = 0; i < 64; i++) {
		if (after >> i & 1)
			this->bits[this->bit_count++] = i;
		if (excludes >> i & 1)
			this->kinds[this->kind_count++] = i;
	}
	this->stride = this->bit_count + this->kind_count;
}

static int32_t *
times_of(const kr_arranger *this, uint32_t number)
{
	return this->times + (size_t)number * this->stride;
}

/* Room for one label more behind the last. */
static bool
make_room(kr_arranger *this, kr_error *error)
{
	size_t needed = ((size_t)this->count + 1) * this->stride;
	if (this->count == this->capacity) {
		uint32_t capacity = this->capacity * 2 + 256;
		label *more = capacity < this->capacity ? NULL : realloc(this->labels, capacity * sizeof *more);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		this->labels = more;
		this->capacity = capacity;
	}
	if (needed > this->times_capacity) {
		int32_t *more = realloc(this->times, needed * 2 * sizeof *more);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		this->times = more;
		this->times_capacity = needed * 2;
	}
	return true;
}

static int
by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* Order of the sets of wagons of two labels that have equally many; adding the same wagon to both does not change it. */
static int
compare_sets(const kr_arranger *this, const label *a, const label *b)
{
	uint32_t left[KR_TRAIN_MAX], right[KR_TRAIN_MAX], count = 0;
	for (; a->wagons > 0; a = &this->labels[a->parent], b = &this->labels[b->parent]) {
		left[count] = a->wagon;
		right[count++] = b->wagon;
	}
	qsort(left, count, sizeof *left, by_number);
	qsort(right, count, sizeof *right, by_number);
	for (uint32_t i = 0; i < count; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static bool
dominates(const kr_arranger *this, enum pass pass, uint32_t first, uint32_t second)
{
	const label *a = &this->labels[first], *b = &this->labels[second];
	const int32_t *x = times_of(this, first), *y = times_of(this, second);
	if ((b->has & ~a->has) != 0 || (a->excluded & ~b->excluded) != 0 || a->wagons > b->wagons || a->main_free > b->main_free ||
	    (pass >= WEIGHT && a->weight > b->weight) || (pass >= END && a->end > b->end) || (pass >= CENTS && a->cents > b->cents))
		return false;
	for (uint32_t i = 0; i < this->stride; i++)
		if (x[i] > y[i])
			return false;
	/* An earlier end may be lost behind a later wagon; then the sets decide. */
	return pass < CENTS || a->wagons < b->wagons || a->weight < b->weight || a->cents < b->cents || compare_sets(this, a, b) <= 0;
}

/* True when a finished train is better than another. */
static bool
better(const kr_arranger *this, uint64_t needs, const label *a, const label *b)
{
	int open_a = bits_in(needs & ~a->has), open_b = bits_in(needs & ~b->has);
	if (open_a != open_b)
		return open_a < open_b;
	if (a->wagons != b->wagons)
		return a->wagons < b->wagons;
	if (a->weight != b->weight)
		return a->weight < b->weight;
	if (a->end != b->end)
		return a->end < b->end;
	if (a->cents != b->cents)
		return a->cents < b->cents;
	return compare_sets(this, a, b) < 0;
}

/* The first day that the wagons of a label leave for one more; NEVER: none. */
static int32_t
start_behind(const kr_arranger *this, const kr_train_problem *problem, uint32_t parent, const kr_wagon *wagon)
{
	const label *from = &this->labels[parent];
	const int32_t *times = times_of(this, parent);
	int32_t day = problem->day;
	if ((wagon->after & ~from->has) != 0 || (wagon->kind & from->excluded) != 0)
		return NEVER;
	if (!wagon->parallel && from->main_free > day)
		day = from->main_free;
	for (uint32_t i = 0; i < this->stride; i++) {
		bool waits = i < this->bit_count ? wagon->after >> this->bits[i] & 1 : wagon->excludes >> this->kinds[i - this->bit_count] & 1;
		if (waits && times[i] > day)
			day = times[i];
	}
	return first_start(wagon, day);
}

/* Hangs a wagon behind a label; the new label is the last one and not yet counted. False when it would do nothing there. */
static bool
hang(kr_arranger *this, uint32_t parent, const kr_wagon *wagon, uint32_t number, int32_t start, uint64_t needs)
{
	const label *from = &this->labels[parent];
	label *next = &this->labels[this->count];
	int32_t *times = times_of(this, this->count), end = start + wagon->days;
	bool useful = (wagon->gives & needs & ~from->has) != 0;
	if (this->stride > 0)
		memcpy(times, times_of(this, parent), this->stride * sizeof *times);
	for (uint32_t i = 0; i < this->bit_count; i++)
		if ((wagon->gives >> this->bits[i] & 1) && end < times[i]) {
			times[i] = end;
			useful = true;
		}
	for (uint32_t i = 0; i < this->kind_count; i++) {
		int32_t *last = &times[this->bit_count + i];
		if ((wagon->kind >> this->kinds[i] & 1) && end > *last)
			*last = end;
	}
	*next = *from;
	next->has |= wagon->gives;
	next->excluded |= wagon->excludes;
	next->weight += wagon->weight;
	next->cents += wagon->cents;
	next->from = start;
	next->end = end > from->end ? end : from->end;
	next->main_free = !wagon->parallel && end > from->main_free ? end : from->main_free;
	next->parent = parent;
	next->wagon = number;
	next->wagons++;
	next->dominated = false;
	return useful;
}

/* Keeps the last label unless another dominates it; marks those of its level that it dominates. */
static void
keep(kr_arranger *this, enum pass pass, uint32_t level)
{
	for (uint32_t i = 0; i < this->count; i++)
		if (!this->labels[i].dominated && dominates(this, pass, i, this->count))
			return;
	for (uint32_t i = level; i < this->count; i++)
		if (!this->labels[i].dominated && dominates(this, pass, this->count, i))
			this->labels[i].dominated = true;
	this->count++;
}

static void
share_needs(const kr_arranger *this, const kr_train_problem *problem, uint64_t needs, target *goal)
{
	for (uint32_t bit = 0; bit < 64; bit++)
		goal->wagon_share[bit] = goal->weight_share[bit] = UINT64_MAX;
	for (uint32_t i = 0; i < problem->count; i++) {
		uint64_t served = this->dropped[i] ? 0 : problem->wagons[i].gives & needs;
		uint64_t share = served ? SCALE / (uint64_t)bits_in(served) : 0, weight = share * problem->wagons[i].weight;
		for (; served != 0; served &= served - 1) {
			int bit = __builtin_ctzll(served);
			if (share < goal->wagon_share[bit])
				goal->wagon_share[bit] = share;
			if (weight < goal->weight_share[bit])
				goal->weight_share[bit] = weight;
		}
	}
}

/* The least that must still be added to serve all open needs but the `open` dearest. */
static uint64_t
still_needed(const uint64_t *shares, uint64_t needs, int open)
{
	uint64_t sorted[64], sum = 0;
	int count = 0;
	for (; needs != 0; needs &= needs - 1) {
		uint64_t share = shares[__builtin_ctzll(needs)];
		int place = count++;
		for (; place > 0 && sorted[place - 1] > share; place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = share;
	}
	for (int i = 0; i < count - open; i++)
		sum += sorted[i];
	return (sum + SCALE - 1) / SCALE;
}

/* True when a label cannot become a train as good as the goal; the least weight of those that are only too heavy is kept. */
static bool
is_beyond(const label *one, enum pass pass, uint64_t needs, target *goal)
{
	uint64_t open = needs & ~one->has, weight;
	if (pass == SERVED)
		return false;
	if (one->wagons + still_needed(goal->wagon_share, open, goal->open) > goal->wagons)
		return true;
	weight = one->weight + still_needed(goal->weight_share, open, goal->open);
	if (weight > goal->weight && weight < goal->next_weight)
		goal->next_weight = weight;
	return weight > goal->weight || (pass > END && one->end > goal->end);
}

/* Leaves out the wagons that no train as good as the goal has, so that fewer days matter. */
static void
leave_out(kr_arranger *this, const kr_train_problem *problem, enum pass pass, uint64_t needs, target *goal)
{
	for (uint32_t i = 0; i < problem->count; i++) {
		const kr_wagon *wagon = &problem->wagons[i];
		const label alone = {.has = problem->has | wagon->gives, .wagons = 1, .weight = wagon->weight, .end = problem->day};
		this->left_out[i] = this->dropped[i] || is_beyond(&alone, pass, needs, goal);
	}
}

static bool
extend(kr_arranger *this, const kr_train_problem *problem, enum pass pass, target *goal, uint32_t parent, uint32_t level, kr_error *error)
{
	uint64_t needs = problem->needs & ~problem->has;
	for (uint32_t i = 0; i < problem->count; i++) {
		int32_t start = this->left_out[i] ? NEVER : start_behind(this, problem, parent, &problem->wagons[i]);
		if (start == NEVER)
			continue;
		if (!make_room(this, error))
			return false;
		if (hang(this, parent, &problem->wagons[i], i, start, problem->needs) && !is_beyond(&this->labels[this->count], pass, needs, goal))
			keep(this, pass, level);
	}
	return true;
}

/* The number of the label that is best in what this pass and those before it look at, or NO_LABEL. */
static uint32_t
search(kr_arranger *this, const kr_train_problem *problem, enum pass pass, target *goal, kr_error *error)
{
	uint64_t needs = problem->needs & ~problem->has;
	leave_out(this, problem, pass, needs, goal);
	lay_out_times(this, problem);
	int least = pass == SERVED ? bits_in(needs & ~reach(this, problem, problem->has, 0)) : goal->open;
	uint32_t best = 0, level = 0;
	if (!make_room(this, error))
		return NO_LABEL;
	this->labels[0] = (label){.has = problem->has, .end = problem->day, .main_free = problem->day};
	for (uint32_t i = 0; i < this->stride; i++)
		times_of(this, 0)[i] = i < this->bit_count ? NEVER : INT32_MIN;
	this->count = 1;
	/* One level has all trains of as many wagons: once the fewest needs are unserved, no longer one is better. */
	while (level < this->count && bits_in(needs & ~this->labels[best].has) > least) {
		uint32_t end = this->count;
		for (uint32_t i = level; i < end; i++) {
			const label *one = &this->labels[i];
			int hope = bits_in(needs & ~reach(this, problem, one->has, one->excluded));
			if (one->dominated || (pass > SERVED && hope > goal->open) || hope >= bits_in(needs & ~this->labels[best].has))
				continue;
			if (one->wagons == KR_TRAIN_MAX) {
				kr_fail(error, "a train would have more than %d wagons", KR_TRAIN_MAX);
				return NO_LABEL;
			}
			if (!extend(this, problem, pass, goal, i, end, error))
				return NO_LABEL;
		}
		for (uint32_t i = end; i < this->count; i++)
			if (!this->labels[i].dominated && better(this, needs, &this->labels[i], &this->labels[best]))
				best = i;
		level = end;
	}
	return best;
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
	const label *one = &this->labels[number];
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
aim(const kr_arranger *this, uint32_t best, uint64_t needs, target *goal)
{
	const label *one = &this->labels[best];
	goal->open = bits_in(needs & ~one->has);
	goal->wagons = one->wagons;
	goal->weight = one->weight;
	goal->end = one->end;
}

/*
 * Most trains are as short as the bound says and hardly heavier: asks for one of the least weight, then of the next that a label had, until
 * there is one. False when there is none as short (then the first pass must look among all), or the search failed: *best is NO_LABEL.
 */
static bool
guess(kr_arranger *this, const kr_train_problem *problem, uint64_t needs, target *goal, uint32_t *best, kr_error *error)
{
	for (uint32_t i = 0; i < problem->count; i++)
		this->left_out[i] = this->dropped[i];
	goal->open = bits_in(needs & ~reach(this, problem, problem->has, 0));
	goal->wagons = (uint32_t)still_needed(goal->wagon_share, needs, goal->open);
	goal->next_weight = still_needed(goal->weight_share, needs, goal->open);
	while (goal->next_weight != UINT64_MAX) {
		goal->weight = goal->next_weight;
		goal->next_weight = UINT64_MAX;
		*best = search(this, problem, WEIGHT, goal, error);
		if (*best == NO_LABEL)
			return false;
		if (bits_in(needs & ~this->labels[*best].has) == goal->open)
			return true;
	}
	return false;
}

bool
kr_train_find(kr_arranger *this, const kr_train_problem *problem, kr_train *train, kr_error *error)
{
	if (!check(problem, error) || !prepare(this, problem, error))
		return false;
	uint64_t needs = problem->needs & ~problem->has;
	target goal = {0};
	uint32_t best = 0;
	share_needs(this, problem, needs, &goal);
	enum pass pass = guess(this, problem, needs, &goal, &best, error) ? END : SERVED;
	if (pass == END)
		aim(this, best, needs, &goal);
	for (; best != NO_LABEL && pass < PASSES; pass++) {
		if (pass == WEIGHT)
			goal.weight = UINT64_MAX;
		best = search(this, problem, pass, &goal, error);
		if (best != NO_LABEL)
			aim(this, best, needs, &goal);
	}
	if (best == NO_LABEL)
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
