#include "arrange/cohort_work.h"

#include <stdlib.h>

#include "arrange/train_label.h"

#define ROUNDS 40                    /* most rounds of prices */
#define PACE (KR_WORTH_PERSON / 2)   /* of the first prices */
#define SLOW_PACE (KR_WORTH_PERSON / 10) /* of prices while places are given */

/* Everybody the train that is best for him alone, as long as that goes; else nobody has one. */
static void
seat_all(kr_work *work, bool *fits)
{
	uint32_t seated = 0;
	while (seated < work->cohort->count && kr_seat_train(work, seated))
		seated++;
	*fits = seated == work->cohort->count;
	for (uint32_t i = 0; i < work->cohort->count && !*fits; i++) {
		if (i < seated)
			kr_take_train(work, i);
		work->plan->trains[i].count = 0;
		work->plan->trains[i].value = 0;
	}
}

static int
served_of(const kr_work *work, uint32_t person)
{
	const kr_cohort_person *one = &work->cohort->people[person];
	return kr_train_bits(one->problem.needs & ~one->problem.has & ~one->ongoing & ~work->plan->trains[person].unserved);
}

static void
count_served(kr_work *work)
{
	kr_cohort_plan *plan = work->plan;
	plan->people.value = plan->points.value = 0;
	for (uint32_t i = 0; i < work->cohort->count; i++) {
		int alone = work->candidates[i].served_alone;
		plan->people.value += alone > 0 && served_of(work, i) == alone;
		plan->points.value += plan->trains[i].value;
	}
}

/* Bounds without a look at others: what each gets alone. */
static void
bound_alone(kr_work *work)
{
	kr_cohort_plan *plan = work->plan;
	plan->people.bound = plan->points.bound = 0;
	for (uint32_t i = 0; i < work->cohort->count; i++) {
		plan->people.bound += work->candidates[i].served_alone > 0;
		plan->points.bound += plan->trains[i].alone;
	}
}

/* Prices, a plan by these prices, and its improvement; then prices in which nothing but people counts, for the bound of their number. */
static bool
share_out(kr_work *work, kr_error *error)
{
	kr_cohort_plan *plan = work->plan;
	kr_cohort_measure people = {.bound = plan->people.bound * KR_WORTH_PERSON};
	for (uint32_t i = 0; i < work->cohort->count; i++)
		work->candidates[i].worth_alone = plan->trains[i].alone;
	kr_price(work, &kr_worth_plan, ROUNDS, PACE, &plan->points, &plan->rounds);
	if (!kr_allot(work, SLOW_PACE, error) || !kr_improve(work, error) || !kr_order_alike(work, error))
		return false;
	count_served(work);
	people.value = plan->people.value * KR_WORTH_PERSON;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		work->candidates[i].worth_alone = work->candidates[i].served_alone > 0 ? KR_WORTH_PERSON : 0;
	kr_price(work, &kr_worth_people, ROUNDS / 2, PACE / 8, &people, &plan->rounds);
	plan->people.bound = people.bound / KR_WORTH_PERSON;
	return true;
}

bool
kr_cohort_arrange(const kr_cohort *cohort, kr_cohort_plan *plan, kr_error *error)
{
	kr_work work;
	bool good = kr_work_prepare(&work, cohort, plan, error);
	if (good) {
		seat_all(&work, &plan->fits);
		bound_alone(&work);
		count_served(&work);
		good = plan->fits || share_out(&work, error);
	}
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
