#include "match/rank.h"

#include <stdlib.h>

/* An entry: points in the lower half, the bit of the criterion in the upper when it drops the pair. They add up. */
#define POINTS(entry) ((uint32_t)(entry))
#define FAILED(entry) ((uint32_t)((entry) >> 32))

typedef struct kr_plan_part part;

bool
kr_ranker_make(kr_ranker *ranker, const kr_criteria *criteria, const kr_side *people)
{
	*ranker = (kr_ranker){0};
	for (size_t i = 0; i < criteria->count; i++) {
		size_t values = people->columns[i].count;
		ranker->tables[i] = malloc((values + 1) * sizeof *ranker->tables[i]);
		if (ranker->tables[i] == NULL)
			return false;
	}
	return true;
}

void
kr_ranker_free(kr_ranker *ranker)
{
	for (size_t i = 0; i < KR_CRITERIA_MAX; i++)
		free(ranker->tables[i]);
}

static inline kr_verdict
judge(const part *p, const kr_world *world, uint32_t number)
{
	size_t count;
	const int32_t *value = kr_column_row(p->column, number, &count);
	return p->criterion->kind->judge(world, &p->criterion->steps, p->demand, p->demand_count, value, count);
}

static inline uint64_t
make_entry(const part *p, const kr_world *world, uint32_t number)
{
	kr_verdict verdict = judge(p, world, number);
	uint64_t drops = (verdict.flags & p->drops) != 0;
	return kr_criterion_points(p->criterion, verdict) | drops << (32 + p->index);
}

static inline uint64_t
entry_of(const kr_ranker *ranker, const part *p, uint32_t number)
{
	return p->table ? p->table[number] : make_entry(p, ranker->plan.world, number);
}

kr_verdict
kr_rank_verdict(const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies, size_t vacancy, const kr_side *people,
    size_t person, size_t criterion)
{
	part p = {.criterion = &criteria->items[criterion], .column = &people->columns[criterion]};
	p.demand = kr_column_row(&vacancies->columns[criterion], vacancies->vacancies[vacancy].demands[criterion], &p.demand_count);
	return p.demand_count ? judge(&p, world, p.column->numbers[person]) : kr_not_asked();
}

static uint16_t
dropping_flags(const kr_criterion *criterion, bool must)
{
	return (uint16_t)((criterion->demand_is_hard || must ? KR_DEMAND_NO : 0) | (criterion->limit_is_hard ? KR_LIMIT_NO : 0));
}

/* Soft parts: those that are looked up come first, of these what weighs most: that thins out best at least cost. */
static bool
goes_before(const part *a, const part *b)
{
	if (a->is_looked_up != b->is_looked_up)
		return a->is_looked_up;
	return a->criterion->weight > b->criterion->weight;
}

/* Puts a part in its place: tested ones first. */
static void
add_part(kr_plan *plan, part p, bool is_tested)
{
	size_t at = is_tested ? plan->tested++ : plan->count;
	while (!is_tested && at > plan->tested && goes_before(&p, &plan->parts[at - 1]))
		at--;
	for (size_t i = plan->count; i > at; i--)
		plan->parts[i] = plan->parts[i - 1];
	plan->parts[at] = p;
	plan->count++;
}

/* One part, or two: the limits of those who have one, and the points of whom is left then. */
static void
add_criterion(kr_plan *plan, part p, size_t expected)
{
	p.is_looked_up = p.column->count <= expected / 2;
	bool split = p.drops == KR_LIMIT_NO && p.column->is_limited != NULL && !p.is_looked_up &&
	    p.criterion->unknown == KR_UNKNOWN_SHOW;
	if (!split) {
		add_part(plan, p, p.drops != 0 || p.criterion->unknown != KR_UNKNOWN_SHOW);
		return;
	}
	p.limits_only = true;
	add_part(plan, p, true);
	p.limits_only = false;
	p.drops = 0;
	add_part(plan, p, false);
}

static void
fill_tables(kr_ranker *ranker)
{
	kr_plan *plan = &ranker->plan;
	for (size_t i = 0; i < plan->count; i++) {
		part *p = &plan->parts[i];
		if (!p->is_looked_up)
			continue;
		p->table = ranker->tables[p->index];
		for (uint32_t number = 0; number < p->column->count; number++)
			p->table[number] = make_entry(p, plan->world, number);
	}
}

void
kr_rank_begin(kr_ranker *ranker, const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies, size_t vacancy,
    const kr_side *people, size_t expected)
{
	kr_plan *plan = &ranker->plan;
	*plan = (kr_plan){.base = KR_TOGETHER, .criteria = criteria, .world = world, .people = people, .vacancy = vacancy};
	memset(ranker->counts, 0, sizeof ranker->counts);
	ranker->kept = 0;
	for (size_t i = 0; i < criteria->count; i++) {
		const kr_criterion *criterion = &criteria->items[i];
		part p = {.criterion = criterion, .column = &people->columns[i], .index = i,
		    .drops = dropping_flags(criterion, vacancies->vacancies[vacancy].must >> i & 1)};
		p.demand = kr_column_row(&vacancies->columns[i], vacancies->vacancies[vacancy].demands[i], &p.demand_count);
		if (p.demand_count == 0) {
			plan->base += criterion->weight;
			continue;
		}
		plan->hides = plan->hides || criterion->unknown == KR_UNKNOWN_HIDE;
		add_criterion(plan, p, expected);
	}
	for (size_t i = plan->count; i-- > plan->tested;) {
		plan->parts[i].remaining = plan->soft;
		plan->soft += plan->parts[i].criterion->weight;
	}
	fill_tables(ranker);
}

/* Marks what an unknown answer does to the pairs of a criterion that does not just show it. */
static void
mark_unknown(kr_ranker *ranker, const part *p, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!(judge(p, ranker->plan.world, numbers[i]).flags & KR_UNKNOWN))
			continue;
		if (p->criterion->unknown == KR_UNKNOWN_HIDE)
			ranker->hidden[i] |= 1u << p->index;
		else if (POINTS(ranker->sums[i]) >= KR_TOGETHER)
			ranker->sums[i] -= KR_TOGETHER;
	}
}

/* The hot loop: one look-up a person, no branch. */
static uint64_t
test_by_table(kr_ranker *ranker, const uint64_t *table, const uint32_t *numbers, size_t count, unsigned bit)
{
	uint64_t *sums = ranker->sums, dropped = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t entry = table[numbers[i]];
		sums[i] += entry;
		dropped += entry >> bit;
	}
	return dropped;
}

static uint64_t
test_each(kr_ranker *ranker, const part *p, const uint32_t *numbers, size_t first, size_t count)
{
	const uint8_t *is_limited = p->limits_only ? p->column->is_limited + first : NULL;
	uint64_t dropped = 0;
	for (size_t i = 0; i < count; i++) {
		if (is_limited != NULL && !is_limited[i])
			continue;
		uint64_t entry = make_entry(p, ranker->plan.world, numbers[i]);
		ranker->sums[i] += is_limited ? entry >> 32 << 32 : entry;
		dropped += FAILED(entry) != 0;
	}
	return dropped;
}

static void
test_part(kr_ranker *ranker, const part *p, size_t first, size_t count)
{
	const uint32_t *numbers = p->column->numbers + first;
	ranker->counts[p->index].dropped += p->table ? test_by_table(ranker, p->table, numbers, count, 32 + (unsigned)p->index)
						     : test_each(ranker, p, numbers, first, count);
	if (p->criterion->unknown != KR_UNKNOWN_SHOW)
		mark_unknown(ranker, p, numbers, count);
}

/* Chooses who is not dropped, without a branch, and counts whom one criterion alone drops. */
static void
choose(kr_ranker *ranker, size_t count)
{
	uint32_t only[2][34] = {{0}}; /* 32: nothing drops; 33: several do. Two, so that one count need not wait for the other */
	size_t chosen = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t failed = FAILED(ranker->sums[i]);
		unsigned first = (unsigned)__builtin_ctzll(failed | (uint64_t)1 << 32);
		only[i & 1][failed & (failed - 1) ? 33 : first]++;
		ranker->chosen[chosen] = (uint16_t)i;
		chosen += failed == 0;
	}
	for (size_t i = 0; i < KR_CRITERIA_MAX; i++)
		ranker->counts[i].only += only[0][i] + only[1][i];
	ranker->chosen_count = chosen;
}

static void
hide(kr_ranker *ranker)
{
	size_t left = 0;
	for (size_t j = 0; j < ranker->chosen_count; j++) {
		uint32_t hidden = ranker->hidden[ranker->chosen[j]];
		if (hidden != 0)
			ranker->counts[__builtin_ctz(hidden)].hidden++;
		else
			ranker->chosen[left++] = ranker->chosen[j];
	}
	ranker->chosen_count = left;
}

/* Adds the points of a soft part; who cannot reach the floor any more leaves. */
static void
add_points(kr_ranker *ranker, const part *p, size_t first, const kr_top *tops, bool shared)
{
	const uint32_t *numbers = p->column->numbers + first;
	uint32_t floor = shared ? kr_top_floor(tops) : 0;
	size_t left = 0;
	for (size_t j = 0; j < ranker->chosen_count; j++) {
		size_t i = ranker->chosen[j];
		uint32_t score = POINTS(ranker->sums[i]) + POINTS(entry_of(ranker, p, numbers[i]));
		ranker->sums[i] = score;
		ranker->chosen[left] = (uint16_t)i;
		left += score + p->remaining >= (shared ? floor : kr_top_floor(&tops[i]));
	}
	ranker->chosen_count = left;
}

static uint16_t
km_of(const kr_plan *plan, size_t person)
{
	uint32_t distance = plan->criteria->distance;
	for (size_t i = 0; distance != KR_NO_FIELD && i < plan->count; i++) {
		const part *p = &plan->parts[i];
		if (p->index != distance)
			continue;
		kr_verdict verdict = judge(p, plan->world, p->column->numbers[person]);
		return verdict.fact < 0 ? KR_NO_KM : (uint16_t)verdict.fact;
	}
	return KR_NO_KM;
}

static void
offer(kr_ranker *ranker, size_t first, kr_top *tops, bool shared, uint32_t min_score)
{
	for (size_t j = 0; j < ranker->chosen_count; j++) {
		size_t i = ranker->chosen[j];
		kr_top *top = &tops[shared ? 0 : i];
		uint32_t score = POINTS(ranker->sums[i]);
		if (score < kr_top_floor(top) || (score & (KR_TOGETHER - 1)) < min_score)
			continue;
		kr_pair pair = {score, (uint32_t)(first + i), (uint32_t)ranker->plan.vacancy, km_of(&ranker->plan, first + i)};
		kr_top_offer(top, pair);
	}
}

void
kr_rank_block(kr_ranker *ranker, size_t first, size_t count, kr_top *tops, bool shared, uint32_t min_score)
{
	const kr_plan *plan = &ranker->plan;
	for (size_t i = 0; i < count; i++)
		ranker->sums[i] = plan->base;
	if (plan->hides)
		memset(ranker->hidden, 0, count * sizeof *ranker->hidden);
	for (size_t i = 0; i < plan->tested; i++)
		test_part(ranker, &plan->parts[i], first, count);
	choose(ranker, count);
	if (plan->hides)
		hide(ranker);
	ranker->kept += ranker->chosen_count;
	for (size_t i = plan->tested; i < plan->count; i++)
		add_points(ranker, &plan->parts[i], first, tops, shared);
	offer(ranker, first, tops, shared, min_score);
}
