#include "arrange/cohort_work.h"

#include <stdlib.h>

#include "arrange/train_label.h"

int64_t
kr_train_worth(const kr_work *work, uint32_t person, const kr_train *train)
{
	const kr_cohort_person *one = &work->cohort->people[person];
	uint64_t needs = one->problem.needs & ~one->problem.has & ~one->ongoing;
	int64_t served = kr_train_bits(needs & ~train->unserved), wagons = 0, alone = work->candidates[person].served_alone;
	for (uint32_t i = 0; i < train->count; i++)
		wagons += one->services[train->places[i].wagon] != KR_NO_SERVICE;
	return (served > 0 && served == alone ? kr_worth_plan.person : 0) + served * kr_worth_plan.need - wagons * kr_worth_plan.wagon -
	    (int64_t)train->weight * kr_worth_plan.weight - (train->end - one->problem.day) * kr_worth_plan.day - train->cents;
}

static bool
pot_can_pay(const kr_work *work, const kr_cohort_service *service)
{
	bool can = service->pot_count == 0;
	for (uint32_t i = 0; i < service->pot_count && !can; i++)
		can = work->money_left[service->pots[i]] >= service->cents;
	return can;
}

/* Puts a wagon into the smaller problem, with the starts that have places left; not at all when nothing is left. */
static void
put_wagon(const kr_work *work, const kr_cohort_person *person, uint32_t number, bool all, kr_hand *hand, uint32_t *count)
{
	kr_wagon wagon = person->problem.wagons[number];
	uint32_t service = person->services[number];
	if (service != KR_NO_SERVICE && !all) {
		const kr_cohort_service *one = &work->cohort->services[service];
		if (!kr_is_open(work, service) || !pot_can_pay(work, one))
			return;
		if (one->start_count) {
			wagon.starts = &work->open_starts[work->first_start[service]];
			wagon.start_count = work->open_count[service];
		}
	}
	hand->wagons[*count] = wagon;
	hand->numbers[(*count)++] = number;
}

static int
by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* The wagons of the last needs wait for all others that these wagons can serve. */
static void
put_last(const kr_cohort_person *person, kr_wagon *wagons, uint32_t count)
{
	uint64_t has = person->problem.has, before, first = person->problem.needs & ~person->last;
	do {
		before = has;
		for (uint32_t i = 0; i < count; i++)
			if ((wagons[i].gives & person->last) == 0 && (wagons[i].after & ~has) == 0)
				has |= wagons[i].gives;
	} while (has != before);
	for (uint32_t i = 0; i < count; i++)
		if ((wagons[i].gives & person->last) != 0)
			wagons[i].after |= has & first & ~wagons[i].gives;
}

static bool
solve(kr_hand *hand, const kr_cohort_person *person, uint32_t count, kr_train *train, kr_error *error)
{
	kr_train_problem problem = person->problem;
	problem.wagons = hand->wagons;
	problem.count = count;
	if (person->last != 0)
		put_last(person, hand->wagons, count);
	if (!kr_train_find(&hand->arranger, &problem, train, error))
		return false;
	for (uint32_t i = 0; i < train->count; i++)
		train->places[i].wagon = hand->numbers[train->places[i].wagon];
	return true;
}

bool
kr_is_open(const kr_work *work, uint32_t service)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	return one->start_count ? work->open_count[service] > 0 : work->places_left[work->first_start[service]] > 0;
}

bool
kr_find_train(kr_work *work, kr_hand *hand, uint32_t number, const uint32_t *set, uint32_t set_count, bool all, kr_train *train, int64_t *value,
    kr_error *error)
{
	const kr_cohort_person *person = &work->cohort->people[number];
	uint32_t count = 0, chosen[KR_SET_BITS];
	if (set == NULL) {
		for (uint32_t i = 0; i < person->problem.count; i++)
			put_wagon(work, person, i, all, hand, &count);
	} else {
		for (uint32_t i = 0; i < set_count; i++)
			chosen[i] = work->offers[set[i]].wagon;
		qsort(chosen, set_count, sizeof *chosen, by_number);
		uint32_t next = 0;
		for (uint32_t i = 0; i < person->problem.count; i++) {
			bool in_set = next < set_count && chosen[next] == i;
			if (in_set || person->services[i] == KR_NO_SERVICE)
				put_wagon(work, person, i, all, hand, &count);
			next += in_set;
		}
	}
	if (!solve(hand, person, count, train, error))
		return false;
	*value = kr_train_worth(work, number, train);
	return true;
}

/* The starts with places left, after one more or fewer. */
static void
list_open(kr_work *work, uint32_t service)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	uint32_t first = work->first_start[service], count = 0;
	for (uint32_t i = 0; i < one->start_count; i++)
		if (work->places_left[first + i] > 0)
			work->open_starts[first + count++] = one->starts[i];
	work->open_count[service] = count;
}

/* Places left on the start of that day, or of the service where it has none. */
static int64_t *
left_at(const kr_work *work, uint32_t service, int32_t from)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	uint32_t low = 0, high = one->start_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (one->starts[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return &work->places_left[work->first_start[service] + low];
}

/* Takes a place on the start of that day (by -1 gives it back). */
static void
move_place(kr_work *work, uint32_t service, int32_t from, int64_t by)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	if (one->places == KR_UNLIMITED)
		return;
	int64_t *left = left_at(work, service, from);
	bool was_open = *left > 0;
	*left -= by;
	if (one->start_count && was_open != (*left > 0))
		list_open(work, service);
}

static void
move_money(kr_work *work, uint32_t pot, int64_t cents)
{
	if (pot != KR_NO_POT && work->cohort->budgets[pot] != KR_UNLIMITED)
		work->money_left[pot] -= cents;
}

void
kr_hold_train(kr_work *work, uint32_t person)
{
	const kr_cohort_train *train = &work->plan->trains[person];
	for (uint32_t i = 0; i < train->count; i++) {
		const kr_cohort_place *place = &train->places[i];
		uint32_t service = work->cohort->people[person].services[place->wagon];
		if (service == KR_NO_SERVICE)
			continue;
		move_place(work, service, place->from, 1);
		move_money(work, place->pot, work->cohort->services[service].cents);
	}
}

void
kr_take_train(kr_work *work, uint32_t person)
{
	kr_cohort_train *train = &work->plan->trains[person];
	for (uint32_t i = 0; i < train->count; i++) {
		const kr_cohort_place *place = &train->places[i];
		uint32_t service = work->cohort->people[person].services[place->wagon];
		if (service == KR_NO_SERVICE)
			continue;
		move_place(work, service, place->from, -1);
		move_money(work, place->pot, -work->cohort->services[service].cents);
	}
	train->count = 0;
	train->value = 0;
}

/* Of the pots that can pay the one whose money is least wanted elsewhere, by its price; the first of equals. False: none. */
static bool
choose_pot(const kr_work *work, uint32_t service, uint32_t *pot)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	const int64_t *prices = &work->best_prices[work->cohort->service_count];
	*pot = KR_NO_POT;
	for (uint32_t i = 0; i < one->pot_count; i++)
		if (work->money_left[one->pots[i]] >= one->cents && (*pot == KR_NO_POT || prices[one->pots[i]] < prices[*pot]))
			*pot = one->pots[i];
	return one->pot_count == 0 || *pot != KR_NO_POT;
}

bool
kr_seat_train(kr_work *work, uint32_t person)
{
	kr_cohort_train *train = &work->plan->trains[person];
	uint32_t count = train->count;
	for (train->count = 0; train->count < count; train->count++) {
		kr_cohort_place *place = &train->places[train->count];
		uint32_t service = work->cohort->people[person].services[place->wagon];
		place->pot = KR_NO_POT;
		if (service == KR_NO_SERVICE)
			continue;
		if (*left_at(work, service, place->from) <= 0 || !choose_pot(work, service, &place->pot)) {
			kr_take_train(work, person);
			return false;
		}
		move_place(work, service, place->from, 1);
		move_money(work, place->pot, work->cohort->services[service].cents);
	}
	return true;
}

bool
kr_give_train(kr_work *work, uint32_t person, const kr_train *train, int64_t value, uint32_t *short_of)
{
	const kr_cohort_person *one = &work->cohort->people[person];
	kr_cohort_train *to = &work->plan->trains[person];
	to->count = 0;
	for (uint32_t i = 0; i < train->count; i++) {
		const kr_train_place *place = &train->places[i];
		uint32_t service = one->services[place->wagon], pot = KR_NO_POT;
		if (service != KR_NO_SERVICE && !choose_pot(work, service, &pot)) {
			*short_of = service;
			kr_take_train(work, person);
			return false;
		}
		if (service != KR_NO_SERVICE) {
			move_place(work, service, place->from, 1);
			move_money(work, pot, work->cohort->services[service].cents);
		}
		to->places[to->count++] = (kr_cohort_place){place->wagon, pot, place->from, place->end, place->serves};
	}
	to->unserved = train->unserved & ~one->ongoing;
	to->lost = to->unserved & work->candidates[person].serves_alone;
	to->value = value;
	return true;
}

/* Tolls of all services that may serve the person, as they stand now. */
static void
refresh_tolls(kr_work *work, uint32_t person, const int64_t *prices)
{
	const kr_candidate *one = &work->candidates[person];
	for (uint32_t i = 0; i < one->offer_count; i++) {
		uint32_t service = work->offers[one->offers + i].service;
		if (service != KR_NO_SERVICE)
			kr_set_toll(work, service, prices, false);
	}
}

bool
kr_allot_one(kr_work *work, uint32_t person, const int64_t *prices, kr_error *error)
{
	kr_hand *hand = &work->hands[0];
	uint32_t set[KR_SET_BITS], count, short_of;
	kr_train train;
	int64_t value;
	refresh_tolls(work, person, prices);
	for (;;) {
		kr_best_set(work, hand, person, &kr_worth_plan, work->tolls, set, &count);
		if (!kr_find_train(work, hand, person, set, count, false, &train, &value, error))
			return false;
		if (kr_give_train(work, person, &train, value, &short_of))
			return true;
		work->tolls[short_of] = KR_CLOSED; /* a pot cannot pay two of its wagons */
	}
}

/* Adds what the person's train takes to work->used. */
static void
count_used(kr_work *work, uint32_t person)
{
	const kr_cohort_train *train = &work->plan->trains[person];
	for (uint32_t i = 0; i < train->count; i++) {
		uint32_t service = work->cohort->people[person].services[train->places[i].wagon];
		if (service == KR_NO_SERVICE)
			continue;
		work->used[service]++;
		if (train->places[i].pot != KR_NO_POT)
			work->used[work->cohort->service_count + train->places[i].pot] += work->cohort->services[service].cents;
	}
}

bool
kr_allot(kr_work *work, int64_t pace, kr_error *error)
{
	memcpy(work->prices, work->best_prices, work->limits * sizeof *work->prices);
	for (uint32_t k = 0; k < KR_BLOCKS; k++) {
		memset(work->used, 0, work->limits * sizeof *work->used);
		for (uint32_t i = k; i < work->cohort->count; i += KR_BLOCKS) {
			if (!kr_allot_one(work, i, work->prices, error))
				return false;
			count_used(work, i);
		}
		kr_move_prices(work, pace);
	}
	return true;
}
