#include "arrange/cohort_work.h"

#include <stdlib.h>

#include "arrange/train_label.h"

#define PLAN_ROUNDS 20 /* of prices, between two plans */
#define PLANS 4
#define COUNT_ROUNDS 30 /* of prices, for the bounds of people and of needs */
#define IMPROVE_ROUNDS 4

/* Everybody the best train for him alone, as long as that goes. */
static bool
give_alone(kr_work *work, bool *fits, kr_error *error)
{
	*fits = true;
	for (uint32_t i = 0; i < work->cohort->count && *fits; i++) {
		kr_train train;
		int64_t value;
		uint32_t short_of;
		if (!kr_find_train(work, &work->hands[0], i, NULL, 0, false, &train, &value, error))
			return false;
		*fits = value == work->plan->trains[i].alone && kr_give_train(work, i, &train, value, &short_of);
	}
	return true;
}

static uint64_t
served_of(const kr_work *work, uint32_t person)
{
	const kr_cohort_person *one = &work->cohort->people[person];
	return one->problem.needs & ~one->problem.has & ~one->ongoing & ~work->plan->trains[person].unserved;
}

/* People and needs served, and what they would be if everybody were alone, which is a bound. */
static void
count_served(kr_work *work)
{
	kr_cohort_plan *plan = work->plan;
	plan->points = plan->people = plan->needs = (kr_cohort_measure){0};
	for (uint32_t i = 0; i < work->cohort->count; i++) {
		int served = kr_train_bits(served_of(work, i)), alone = work->candidates[i].served_alone;
		plan->needs.value += served;
		plan->needs.bound += alone;
		plan->people.value += alone > 0 && served == alone;
		plan->people.bound += alone > 0;
		plan->points.value += plan->trains[i].value;
		plan->points.bound += plan->trains[i].alone;
	}
}

/* A copy of the trains of the best plan so far. */
typedef struct best {
	kr_cohort_train *trains;
	kr_cohort_place *places;
	size_t place_count;
	kr_points value;
} best;

static bool
make_best(const kr_work *work, best *kept)
{
	*kept = (best){.trains = malloc(((size_t)work->cohort->count + 1) * sizeof *kept->trains), .value = -1};
	for (uint32_t i = 0; i < work->cohort->count; i++)
		kept->place_count += work->plan->trains[i].room;
	kept->places = malloc((kept->place_count + 1) * sizeof *kept->places);
	return kept->trains && kept->places;
}

static void
keep_better(const kr_work *work, best *kept)
{
	kr_points value = kr_plan_value(work);
	if (value <= kept->value)
		return;
	kept->value = value;
	memcpy(kept->trains, work->plan->trains, work->cohort->count * sizeof *kept->trains);
	memcpy(kept->places, work->plan->memory, kept->place_count * sizeof *kept->places);
}

static void
restore(kr_work *work, const best *kept)
{
	memcpy(work->plan->trains, kept->trains, work->cohort->count * sizeof *kept->trains);
	memcpy(work->plan->memory, kept->places, kept->place_count * sizeof *kept->places);
}

/* Prices and plans in turn: a plan gives the prices their aim, prices give a better plan. */
static bool
search(kr_work *work, best *kept, kr_error *error)
{
	kr_cohort_measure *points = &work->plan->points;
	int64_t pace = KR_WORTH_PERSON / 2;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		work->candidates[i].worth_alone = work->plan->trains[i].alone;
	for (int i = 0; i <= PLANS; i++) {
		if (i > 0)
			kr_price(work, &kr_worth_plan, PLAN_ROUNDS, &pace, points, &work->plan->rounds);
		if (!kr_allot(work, i > 0 ? work->best_prices : NULL, error) || !kr_improve(work, i == 0 ? 1 : IMPROVE_ROUNDS, error))
			return false;
		keep_better(work, kept);
		points->value = kept->value;
		if (points->value >= points->bound)
			break;
	}
	restore(work, kept);
	return true;
}

/* Bounds of how many people, and how many needs, any plan can serve. */
static void
bound_counts(kr_work *work)
{
	const kr_worth *worths[] = {&kr_worth_people, &kr_worth_needs};
	kr_cohort_measure *measures[] = {&work->plan->people, &work->plan->needs};
	for (int i = 0; i < 2; i++) {
		kr_cohort_measure points = {measures[i]->value * KR_WORTH_PERSON, measures[i]->bound * KR_WORTH_PERSON};
		for (uint32_t k = 0; k < work->cohort->count; k++) {
			int64_t alone = work->candidates[k].served_alone;
			work->candidates[k].worth_alone = (i == 0 ? alone > 0 : alone) * KR_WORTH_PERSON;
		}
		int64_t pace = KR_WORTH_PERSON / 2;
		kr_price(work, worths[i], COUNT_ROUNDS, &pace, &points, &work->plan->rounds);
		measures[i]->bound = points.bound / KR_WORTH_PERSON;
	}
}

static bool
share_out(kr_work *work, kr_error *error)
{
	best kept;
	bool good = make_best(work, &kept) || kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < work->cohort->count; i++)
		work->plan->points.bound += work->plan->trains[i].alone;
	good = good && search(work, &kept, error);
	free(kept.trains);
	free(kept.places);
	if (!good)
		return false;
	kr_points bound = work->plan->points.bound;
	count_served(work);
	work->plan->points.bound = bound;
	bound_counts(work);
	return true;
}

bool
kr_cohort_arrange(const kr_cohort *cohort, kr_cohort_plan *plan, kr_error *error)
{
	kr_work work;
	bool good = kr_work_prepare(&work, cohort, plan, error) && give_alone(&work, &plan->fits, error);
	if (good && plan->fits)
		count_served(&work);
	else if (good)
		good = share_out(&work, error);
	kr_work_free(&work);
	if (!good)
		kr_cohort_plan_free(plan);
	return good;
}

int64_t
kr_cohort_gap(const kr_cohort_measure *measure)
{
	if (measure->bound <= 0 || measure->value >= measure->bound)
		return 0;
	return (int64_t)(((measure->bound - measure->value) * 1000000 + measure->bound - 1) / measure->bound);
}

void
kr_cohort_plan_free(kr_cohort_plan *plan)
{
	free(plan->trains);
	free(plan->memory);
	*plan = (kr_cohort_plan){0};
}
