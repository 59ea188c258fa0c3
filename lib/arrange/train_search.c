#include "arrange/train_search.h"

#define SCALE 720720u /* the numbers 1 to 16 divide it; what is left by others is rounded down, which keeps a bound a bound */

uint64_t
kr_train_reach(const kr_arranger *this, const kr_train_problem *problem, uint64_t has, uint64_t excluded)
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

void
kr_search_share(const kr_arranger *this, const kr_train_problem *problem, uint64_t needs, kr_search_goal *goal)
{
	for (uint32_t bit = 0; bit < 64; bit++)
		goal->wagon_share[bit] = goal->weight_share[bit] = UINT64_MAX;
	for (uint32_t i = 0; i < problem->count; i++) {
		uint64_t served = this->dropped[i] ? 0 : problem->wagons[i].gives & needs;
		uint64_t share = served ? SCALE / (uint64_t)kr_train_bits(served) : 0, weight = share * problem->wagons[i].weight;
		for (; served != 0; served &= served - 1) {
			int bit = __builtin_ctzll(served);
			if (share < goal->wagon_share[bit])
				goal->wagon_share[bit] = share;
			if (weight < goal->weight_share[bit])
				goal->weight_share[bit] = weight;
		}
	}
}

uint64_t
kr_search_least(const uint64_t *shares, uint64_t needs, int open)
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

/* True when a kr_train_label cannot become a train as good as the goal; the least weight of those that are only too heavy is kept. */
static bool
is_beyond(const kr_train_label *one, enum kr_pass pass, uint64_t needs, kr_search_goal *goal)
{
	uint64_t open = needs & ~one->has, weight;
	if (goal->wagons == UINT32_MAX)
		return false;
	if (one->wagons + kr_search_least(goal->wagon_share, open, goal->open) > goal->wagons)
		return true;
	if (pass == KR_PASS_SERVED)
		return false;
	weight = one->weight + kr_search_least(goal->weight_share, open, goal->open);
	if (weight > goal->weight && weight < goal->next_weight)
		goal->next_weight = weight;
	return weight > goal->weight || (pass > KR_PASS_END && one->end > goal->end);
}

/* Leaves out the wagons that no train as good as the goal has, so that fewer days matter. */
static void
leave_out(kr_arranger *this, const kr_train_problem *problem, enum kr_pass pass, uint64_t needs, kr_search_goal *goal)
{
	for (uint32_t i = 0; i < problem->count; i++) {
		const kr_wagon *wagon = &problem->wagons[i];
		const kr_train_label alone = {.has = problem->has | wagon->gives, .wagons = 1, .weight = wagon->weight, .end = problem->day};
		this->left_out[i] = this->dropped[i] || is_beyond(&alone, pass, needs, goal);
	}
}

static bool
extend(kr_arranger *this, const kr_train_problem *problem, enum kr_pass pass, kr_search_goal *goal, uint32_t parent, uint32_t level, kr_error *error)
{
	uint64_t needs = problem->needs & ~problem->has;
	for (uint32_t i = 0; i < problem->count; i++) {
		int32_t start = this->left_out[i] ? KR_NEVER : kr_label_start(this, problem, parent, &problem->wagons[i]);
		if (start == KR_NEVER)
			continue;
		if (!kr_label_make_room(this, error))
			return false;
		if (kr_label_hang(this, parent, &problem->wagons[i], i, start, problem->needs) && !is_beyond(&this->labels[this->count], pass, needs, goal))
			kr_label_keep(this, pass, level);
	}
	return true;
}

uint32_t
kr_search_run(kr_arranger *this, const kr_train_problem *problem, enum kr_pass pass, kr_search_goal *goal, kr_error *error)
{
	uint64_t needs = problem->needs & ~problem->has;
	leave_out(this, problem, pass, needs, goal);
	kr_label_lay_out(this, problem);
	int least = goal->wagons == UINT32_MAX ? kr_train_bits(needs & ~kr_train_reach(this, problem, problem->has, 0)) : goal->open;
	uint32_t best = 0, level = 0;
	if (!kr_label_make_room(this, error))
		return KR_NO_LABEL;
	this->labels[0] = (kr_train_label){.has = problem->has, .end = problem->day, .main_free = problem->day};
	for (uint32_t i = 0; i < this->stride; i++)
		kr_label_times(this, 0)[i] = i < this->bit_count ? KR_NEVER : INT32_MIN;
	this->count = 1;
	/* One level has all trains of as many wagons: once the fewest needs are unserved, no longer one is better. */
	while (level < this->count && kr_train_bits(needs & ~this->labels[best].has) > least) {
		uint32_t end = this->count;
		for (uint32_t i = level; i < end; i++) {
			const kr_train_label *one = &this->labels[i];
			int hope = kr_train_bits(needs & ~kr_train_reach(this, problem, one->has, one->excluded));
			if (one->dominated || (goal->wagons != UINT32_MAX && hope > goal->open) || hope >= kr_train_bits(needs & ~this->labels[best].has))
				continue;
			if (one->wagons == KR_TRAIN_MAX) {
				kr_fail(error, "a train would have more than %d wagons", KR_TRAIN_MAX);
				return KR_NO_LABEL;
			}
			if (!extend(this, problem, pass, goal, i, end, error))
				return KR_NO_LABEL;
		}
		for (uint32_t i = end; i < this->count; i++)
			if (!this->labels[i].dominated && kr_label_better(this, needs, &this->labels[i], &this->labels[best]))
				best = i;
		level = end;
	}
	return best;
}
