#include "match/rank.h"

#include <stdlib.h>

/* An entry: points in the lower half, the flags of the verdict in the upper. */
#define POINTS 0xffffu
#define FLAGS_SHIFT 16
#define UNKNOWN_ENTRY ((uint32_t)KR_UNKNOWN << FLAGS_SHIFT)
#define NOBODY 0xff

typedef struct kr_plan_part part;

bool
kr_ranker_make(kr_ranker *ranker, const kr_criteria *criteria, const kr_side *people)
{
	*ranker = (kr_ranker){0};
	for (size_t i = 0; i < criteria->count; i++) {
		size_t values = people->columns[i].values.count;
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

static kr_verdict
judge(const kr_criterion *criterion, const kr_world *world, const int32_t *demand, size_t demand_count, kr_slice value)
{
	return criterion->kind->judge(world, &criterion->steps, demand, demand_count, (const int32_t *)(const void *)value.ptr,
	    value.len / sizeof(int32_t));
}

static inline uint32_t
make_entry(const part *p, const kr_world *world, uint32_t number)
{
	kr_verdict verdict = judge(p->criterion, world, p->demand, p->demand_count, kr_column_value(p->column, number));
	return kr_criterion_points(p->criterion, verdict) | (uint32_t)verdict.flags << FLAGS_SHIFT;
}

kr_verdict
kr_rank_verdict(const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies, size_t vacancy, const kr_side *people,
    size_t person, size_t criterion)
{
	kr_slice demand = kr_column_value(&vacancies->columns[criterion], vacancies->vacancies[vacancy].demands[criterion]);
	const kr_column *column = &people->columns[criterion];
	if (demand.len == 0)
		return kr_not_asked();
	return judge(&criteria->items[criterion], world, (const int32_t *)(const void *)demand.ptr, demand.len / sizeof(int32_t),
	    kr_column_value(column, column->numbers[person]));
}

static uint32_t
dropping_flags(const kr_criterion *criterion, bool must)
{
	uint32_t flags = criterion->demand_is_hard || must ? KR_DEMAND_NO : 0;
	if (criterion->limit_is_hard)
		flags |= KR_LIMIT_NO;
	return flags << FLAGS_SHIFT;
}

/* Puts a part in its place: tested ones first, soft ones by weight. */
static void
add_part(kr_plan *plan, part p, bool is_tested)
{
	size_t at = is_tested ? plan->tested++ : plan->count;
	for (size_t i = plan->count; i > at; i--)
		plan->parts[i] = plan->parts[i - 1];
	plan->parts[at] = p;
	plan->count++;
	for (size_t i = plan->count - 1; !is_tested && i > plan->tested; i--) {
		if (plan->parts[i - 1].criterion->weight >= plan->parts[i].criterion->weight)
			break;
		part other = plan->parts[i];
		plan->parts[i] = plan->parts[i - 1];
		plan->parts[i - 1] = other;
	}
}

static void
fill_tables(kr_ranker *ranker, size_t expected)
{
	kr_plan *plan = &ranker->plan;
	for (size_t i = 0; i < plan->count; i++) {
		part *p = &plan->parts[i];
		size_t values = p->column->values.count;
		if (values > expected / 2)
			continue;
		p->table = ranker->tables[p->index];
		for (uint32_t number = 0; number < values; number++)
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
		kr_slice demand = kr_column_value(&vacancies->columns[i], vacancies->vacancies[vacancy].demands[i]);
		if (demand.len == 0) {
			plan->base += criterion->weight;
			continue;
		}
		part p = {.criterion = criterion, .column = &people->columns[i], .index = i,
		    .demand = (const int32_t *)(const void *)demand.ptr, .demand_count = demand.len / sizeof(int32_t),
		    .drops = dropping_flags(criterion, vacancies->vacancies[vacancy].must >> i & 1)};
		add_part(plan, p, p.drops != 0 || criterion->unknown != KR_UNKNOWN_SHOW);
	}
	for (size_t i = plan->count; i-- > plan->tested;) {
		plan->parts[i].remaining = plan->soft;
		plan->soft += plan->parts[i].criterion->weight;
	}
	fill_tables(ranker, expected);
}

/* Marks what an unknown answer does to a pair of a criterion that does not just show it. */
static void
mark_unknown(kr_ranker *ranker, const part *p, size_t i, uint32_t entry)
{
	if (!(entry & UNKNOWN_ENTRY))
		return;
	if (p->criterion->unknown == KR_UNKNOWN_HIDE && ranker->hidden_by[i] == NOBODY)
		ranker->hidden_by[i] = (uint8_t)p->index;
	if (p->criterion->unknown == KR_UNKNOWN_APART && ranker->score[i] >= KR_TOGETHER)
		ranker->score[i] -= KR_TOGETHER;
}

static inline void
test_one(kr_ranker *ranker, const part *p, size_t i, uint32_t entry)
{
	uint8_t no = (entry & p->drops) != 0;
	ranker->score[i] += entry & POINTS;
	ranker->fails[i] = (uint8_t)(ranker->fails[i] + no);
	ranker->failed_by[i] = no ? (uint8_t)p->index : ranker->failed_by[i];
	ranker->counts[p->index].dropped += no;
}

static void
test_part(kr_ranker *ranker, const part *p, size_t first, size_t count)
{
	const uint32_t *numbers = p->column->numbers + first;
	if (p->table != NULL && p->criterion->unknown == KR_UNKNOWN_SHOW) {
		for (size_t i = 0; i < count; i++)
			test_one(ranker, p, i, p->table[numbers[i]]);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t entry = p->table ? p->table[numbers[i]] : make_entry(p, ranker->plan.world, numbers[i]);
		test_one(ranker, p, i, entry);
		if (p->criterion->unknown != KR_UNKNOWN_SHOW)
			mark_unknown(ranker, p, i, entry);
	}
}

/* Chooses who is neither dropped nor hidden, and counts the others. */
static void
choose(kr_ranker *ranker, size_t count)
{
	size_t chosen = 0;
	for (size_t i = 0; i < count; i++) {
		if (ranker->fails[i] == 1)
			ranker->counts[ranker->failed_by[i]].only++;
		if (ranker->fails[i] == 0 && ranker->hidden_by[i] != NOBODY)
			ranker->counts[ranker->hidden_by[i]].hidden++;
		ranker->chosen[chosen] = (uint16_t)i;
		chosen += ranker->fails[i] == 0 && ranker->hidden_by[i] == NOBODY;
	}
	ranker->kept += chosen;
	ranker->chosen_count = chosen;
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
		uint32_t entry = p->table ? p->table[numbers[i]] : make_entry(p, ranker->plan.world, numbers[i]);
		uint32_t score = ranker->score[i] + (entry & POINTS);
		ranker->score[i] = score;
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
		kr_verdict verdict = judge(p->criterion, plan->world, p->demand, p->demand_count,
		    kr_column_value(p->column, p->column->numbers[person]));
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
		uint32_t score = ranker->score[i];
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
	memset(ranker->fails, 0, count);
	memset(ranker->hidden_by, NOBODY, count);
	for (size_t i = 0; i < count; i++)
		ranker->score[i] = plan->base;
	for (size_t i = 0; i < plan->tested; i++)
		test_part(ranker, &plan->parts[i], first, count);
	choose(ranker, count);
	for (size_t i = plan->tested; i < plan->count; i++)
		add_points(ranker, &plan->parts[i], first, tops, shared);
	offer(ranker, first, tops, shared, min_score);
}
