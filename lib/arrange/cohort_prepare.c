#include "arrange/cohort_work.h"

#include <stdlib.h>

#include "arrange/train_label.h"

const kr_worth kr_worth_plan = {KR_WORTH_PERSON, INT64_C(1) << 48, INT64_C(1) << 43, INT64_C(1) << 36, INT64_C(1) << 24, true};
const kr_worth kr_worth_people = {KR_WORTH_PERSON, 0, 0, 0, 0, false};

static bool
check(const kr_cohort *cohort, kr_error *error)
{
	for (uint32_t i = 0; i < cohort->service_count; i++) {
		const kr_cohort_service *service = &cohort->services[i];
		if (service->places < 0 || service->cents < 0 || service->cents > INT64_MAX / 128)
			return kr_fail(error, "service %lu has %lld places and costs %lld cents", (unsigned long)i, (long long)service->places,
			    (long long)service->cents);
		for (uint32_t k = 0; k < service->pot_count; k++)
			if (service->pots[k] >= cohort->pot_count)
				return kr_fail(error, "service %lu: there is no pot %lu", (unsigned long)i, (unsigned long)service->pots[k]);
	}
	for (uint32_t i = 0; i < cohort->count; i++)
		if (cohort->people[i].like > i || cohort->people[cohort->people[i].like].like != cohort->people[i].like)
			return kr_fail(error, "person %lu is like number %lu", (unsigned long)i, (unsigned long)cohort->people[i].like);
	for (uint32_t i = 0; i < cohort->count; i++)
		if (kr_train_bits(cohort->people[i].problem.needs & ~cohort->people[i].problem.has & ~cohort->people[i].ongoing) > KR_COHORT_NEEDS)
			return kr_fail(error, "person %lu has more than %d needs", (unsigned long)i, KR_COHORT_NEEDS);
	return true;
}

static bool
can_start(const kr_train_problem *problem, const kr_wagon *wagon)
{
	return kr_train_first_start(wagon, problem->day) != KR_NEVER;
}

/* All bits that could be had in the end. */
static uint64_t
reach(const kr_train_problem *problem)
{
	uint64_t has = problem->has, before;
	do {
		before = has;
		for (uint32_t i = 0; i < problem->count; i++)
			if ((problem->wagons[i].after & ~has) == 0 && can_start(problem, &problem->wagons[i]))
				has |= problem->wagons[i].gives;
	} while (has != before);
	return has;
}

/* The bits among `places` as a number of their own; places[i] is the bit that becomes bit i. */
static uint16_t
compress(uint64_t bits, const uint8_t *places, uint32_t count)
{
	uint16_t small = 0;
	for (uint32_t i = 0; i < count; i++)
		if (bits >> places[i] & 1)
			small |= (uint16_t)(1u << i);
	return small;
}

/* The person's own bits: the needs that can be had, then what something that serves comes after, as far as there is room. */
static void
lay_out_bits(const kr_cohort_person *person, uint64_t reached, kr_candidate *one, uint8_t *places)
{
	const kr_train_problem *problem = &person->problem;
	uint64_t needs = problem->needs & ~problem->has & ~person->ongoing & reached, after = 0;
	for (uint32_t i = 0; i < problem->count; i++)
		if ((problem->wagons[i].after & ~reached) == 0)
			after |= problem->wagons[i].after & ~problem->has & ~needs;
	one->bits = 0;
	for (; needs != 0; needs &= needs - 1)
		places[one->bits++] = (uint8_t)__builtin_ctzll(needs);
	one->needs = one->bits;
	for (; after != 0 && one->bits < KR_SET_BITS; after &= after - 1)
		places[one->bits++] = (uint8_t)__builtin_ctzll(after);
}

static bool
add_offer(kr_work *work, kr_offer offer, uint32_t *capacity)
{
	if (work->offer_count == *capacity) {
		uint32_t more = *capacity * 2 + 4096;
		kr_offer *bigger = more < *capacity ? NULL : realloc(work->offers, more * sizeof *bigger);
		if (bigger == NULL)
			return false;
		work->offers = bigger;
		*capacity = more;
	}
	work->offers[work->offer_count++] = offer;
	return true;
}

static int
by_bits(const void *left, const void *right)
{
	const kr_offer *a = left, *b = right;
	if (a->gives != b->gives)
		return a->gives < b->gives ? -1 : 1;
	if (a->after != b->after)
		return a->after < b->after ? -1 : 1;
	return a->wagon < b->wagon ? -1 : a->wagon > b->wagon;
}

static bool
list_offers(kr_work *work, uint32_t number, uint32_t *capacity)
{
	const kr_cohort_person *person = &work->cohort->people[number];
	const kr_train_problem *problem = &person->problem;
	kr_candidate *one = &work->candidates[number];
	uint64_t reached = reach(problem);
	uint8_t places[64];
	lay_out_bits(person, reached, one, places);
	one->offers = work->offer_count;
	for (uint32_t i = 0; i < problem->count; i++) {
		const kr_wagon *wagon = &problem->wagons[i];
		uint16_t gives = compress(wagon->gives, places, one->bits);
		bool runs = person->services[i] == KR_NO_SERVICE;
		int64_t cost = runs ? 0 : kr_worth_plan.wagon + (int64_t)wagon->weight * kr_worth_plan.weight + wagon->cents;
		if (gives == 0 || (wagon->after & ~reached) != 0 || !can_start(problem, wagon))
			continue;
		if (!add_offer(work, (kr_offer){gives, compress(wagon->after & ~problem->has, places, one->bits), i, person->services[i], cost,
			kr_train_first_start(wagon, problem->day) + wagon->days, kr_train_last_start(wagon)}, capacity))
			return false;
	}
	one->offer_count = work->offer_count - one->offers;
	if (one->offer_count > 0)
		qsort(&work->offers[one->offers], one->offer_count, sizeof *work->offers, by_bits);
	return true;
}

/* Trains of people alone, a piece of them at a time. */
static void
find_alone(void *context, size_t piece, size_t thread)
{
	kr_work *work = context;
	kr_hand *hand = &work->hands[thread];
	uint32_t first = (uint32_t)(piece * KR_PEOPLE_A_PIECE), end = first + KR_PEOPLE_A_PIECE;
	for (uint32_t i = first; i < end && i < work->cohort->count && !hand->failed; i++) {
		kr_candidate *one = &work->candidates[i];
		kr_cohort_train *to = &work->plan->trains[i];
		const kr_train_problem *problem = &work->cohort->people[i].problem;
		uint64_t needs = problem->needs & ~problem->has & ~work->cohort->people[i].ongoing;
		kr_train train;
		if (work->cohort->people[i].like != i)
			continue;
		if (!kr_find_train(work, hand, i, NULL, 0, true, &train, &to->alone, &hand->error)) {
			hand->failed = true;
			return;
		}
		one->serves_alone = needs & ~train.unserved;
		one->served_alone = (uint8_t)kr_train_bits(one->serves_alone);
		to->alone += one->served_alone > 0 ? KR_WORTH_PERSON : 0;
		to->value = to->alone;
		to->unserved = train.unserved & ~work->cohort->people[i].ongoing;
		to->lost = 0;
		for (uint32_t k = 0; k < train.count; k++)
			to->places[k] = (kr_cohort_place){train.places[k].wagon, KR_NO_POT, train.places[k].from, train.places[k].end, train.places[k].serves};
		to->count = train.count;
	}
}

/* Who is like another has the same train alone. */
static void
copy_alone(kr_work *work)
{
	for (uint32_t i = 0; i < work->cohort->count; i++) {
		uint32_t other = work->cohort->people[i].like;
		work->candidates[i].serves_alone = work->candidates[other].serves_alone;
		work->candidates[i].served_alone = work->candidates[other].served_alone;
		kr_cohort_train *to = &work->plan->trains[i];
		const kr_cohort_train *from = &work->plan->trains[other];
		if (other == i)
			continue;
		memcpy(to->places, from->places, from->count * sizeof *to->places);
		to->count = from->count;
		to->unserved = from->unserved;
		to->lost = from->lost;
		to->value = from->value;
		to->alone = from->alone;
	}
}

/* Room for the places of each person's train: no more wagons than bits that any wagon gives him, and those that run. */
static bool
make_trains(kr_work *work, kr_error *error)
{
	const kr_cohort *cohort = work->cohort;
	size_t all = 0, given = 0;
	for (int turn = 0; turn < 2; turn++) {
		for (uint32_t i = 0; i < cohort->count; i++) {
			const kr_train_problem *problem = &cohort->people[i].problem;
			uint64_t bits = problem->needs, runs = 0;
			for (uint32_t k = 0; k < problem->count; k++) {
				bits |= problem->wagons[k].after;
				runs += cohort->people[i].services[k] == KR_NO_SERVICE;
			}
			uint32_t room = (uint32_t)kr_train_bits(bits & ~problem->has) + (uint32_t)runs;
			if (turn == 1)
				work->plan->trains[i] = (kr_cohort_train){.places = work->plan->memory + given, .room = room};
			*(turn == 0 ? &all : &given) += room;
		}
		if (turn == 0 && (work->plan->memory = calloc(all + 1, sizeof *work->plan->memory)) == NULL)
			return kr_fail(error, "out of memory");
	}
	return true;
}

static bool
make_hands(kr_work *work)
{
	uint32_t most = 1;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		if (work->cohort->people[i].problem.count > most)
			most = work->cohort->people[i].problem.count;
	work->hand_count = kr_threads_count(work->cohort->threads);
	work->hands = calloc(work->hand_count, sizeof *work->hands);
	for (size_t i = 0; work->hands != NULL && i < work->hand_count; i++) {
		kr_hand *hand = &work->hands[i];
		hand->costs = malloc(sizeof *hand->costs << KR_SET_BITS);
		hand->last = malloc(sizeof *hand->last << KR_SET_BITS);
		hand->before = malloc(sizeof *hand->before << KR_SET_BITS);
		hand->wagons = malloc(most * sizeof *hand->wagons);
		hand->numbers = malloc(most * sizeof *hand->numbers);
		hand->offer_costs = malloc(most * sizeof *hand->offer_costs);
		hand->leaders = malloc(most * sizeof *hand->leaders);
		hand->used = malloc((work->limits + 1) * sizeof *hand->used);
		if (!hand->costs || !hand->last || !hand->before || !hand->wagons || !hand->numbers || !hand->offer_costs || !hand->leaders || !hand->used)
			return false;
	}
	return work->hands != NULL;
}

/* What there is of places and money. */
static bool
make_limits(kr_work *work)
{
	const kr_cohort *cohort = work->cohort;
	uint32_t starts = 0;
	work->first_start = malloc((cohort->service_count + 1) * sizeof *work->first_start);
	work->open_count = malloc((cohort->service_count + 1) * sizeof *work->open_count);
	for (uint32_t i = 0; work->first_start != NULL && i < cohort->service_count; i++) {
		work->first_start[i] = starts;
		starts += cohort->services[i].start_count ? cohort->services[i].start_count : 1;
	}
	work->places_left = malloc((starts + 1) * sizeof *work->places_left);
	work->open_starts = malloc((starts + 1) * sizeof *work->open_starts);
	work->money_left = malloc((cohort->pot_count + 1) * sizeof *work->money_left);
	work->prices = calloc(work->limits + 1, sizeof *work->prices);
	work->best_prices = calloc(work->limits + 1, sizeof *work->best_prices);
	work->sums = calloc(work->limits + 1, sizeof *work->sums);
	work->means = calloc(work->limits + 1, sizeof *work->means);
	work->used = calloc(work->limits + 1, sizeof *work->used);
	work->limit = calloc(work->limits + 1, sizeof *work->limit);
	work->tolls = calloc(cohort->service_count + 1, sizeof *work->tolls);
	return work->first_start && work->open_count && work->places_left && work->open_starts && work->money_left && work->prices &&
	    work->best_prices && work->sums && work->means && work->used && work->limit && work->tolls;
}

/* Of a service with starts: the places of all starts together, which can only raise the bound. */
static void
fill_limits(kr_work *work)
{
	const kr_cohort *cohort = work->cohort;
	int32_t day = INT32_MAX;
	for (uint32_t i = 0; i < cohort->count; i++)
		if (cohort->people[i].problem.day < day)
			day = cohort->people[i].problem.day;
	for (uint32_t i = 0; i < cohort->service_count; i++) {
		const kr_cohort_service *service = &cohort->services[i];
		int64_t starts = service->start_count ? 0 : 1, all;
		for (uint32_t k = 0; k < service->start_count; k++)
			starts += service->starts[k] >= day;
		work->limit[i] = service->places == KR_UNLIMITED || __builtin_mul_overflow(service->places, starts, &all) ? KR_UNLIMITED : all;
		work->open_count[i] = service->places > 0 ? service->start_count : 0;
		for (uint32_t k = 0; k < service->start_count || k == 0; k++) {
			work->places_left[work->first_start[i] + k] = service->places;
			if (service->start_count)
				work->open_starts[work->first_start[i] + k] = service->starts[k];
		}
	}
	for (uint32_t i = 0; i < cohort->pot_count; i++)
		work->money_left[i] = work->limit[cohort->service_count + i] = cohort->budgets[i];
}

bool
kr_work_failed(const kr_work *work, kr_error *error)
{
	for (size_t i = 0; i < work->hand_count; i++)
		if (work->hands[i].failed) {
			*error = work->hands[i].error;
			return true;
		}
	return false;
}

bool
kr_work_prepare(kr_work *work, const kr_cohort *cohort, kr_cohort_plan *plan, kr_error *error)
{
	uint32_t capacity = 0;
	*work = (kr_work){.cohort = cohort, .plan = plan, .limits = cohort->service_count + cohort->pot_count};
	*plan = (kr_cohort_plan){0};
	if (!check(cohort, error))
		return false;
	plan->trains = calloc((size_t)cohort->count + 1, sizeof *plan->trains);
	work->candidates = calloc((size_t)cohort->count + 1, sizeof *work->candidates);
	if (!plan->trains || !work->candidates || !make_limits(work) || !make_hands(work))
		return kr_fail(error, "out of memory");
	if (!make_trains(work, error))
		return false;
	fill_limits(work);
	for (uint32_t i = 0; i < cohort->count; i++)
		if (!list_offers(work, i, &capacity))
			return kr_fail(error, "out of memory");
	kr_threads_run(cohort->threads, (cohort->count + KR_PEOPLE_A_PIECE - 1u) / KR_PEOPLE_A_PIECE, find_alone, work);
	if (kr_work_failed(work, error))
		return false;
	copy_alone(work);
	return true;
}

void
kr_work_free(kr_work *work)
{
	for (size_t i = 0; work->hands != NULL && i < work->hand_count; i++) {
		kr_hand *hand = &work->hands[i];
		kr_arranger_free(&hand->arranger);
		free(hand->costs);
		free(hand->last);
		free(hand->before);
		free(hand->wagons);
		free(hand->numbers);
		free(hand->offer_costs);
		free(hand->leaders);
		free(hand->used);
	}
	free(work->hands);
	free(work->candidates);
	free(work->offers);
	free(work->prices);
	free(work->best_prices);
	free(work->sums);
	free(work->means);
	free(work->used);
	free(work->limit);
	free(work->tolls);
	free(work->places_left);
	free(work->first_start);
	free(work->open_starts);
	free(work->open_count);
	free(work->money_left);
	*work = (kr_work){0};
}
