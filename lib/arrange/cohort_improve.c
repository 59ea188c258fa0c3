#include "arrange/cohort_work.h"

#include <stdlib.h>

#define ATTEMPTS 64                        /* a person */
#define MOST_ATTEMPTS 1000000u             /* in all */
#define FEW 1000                           /* people for whom an attempt is made at any regret; for more it must be LEAST_REGRET */
#define LEAST_REGRET (KR_WORTH_PERSON / 64)
#define MOST_LOSS (KR_WORTH_PERSON / 10)   /* that is taken in the first attempts, so that they lead out of what is only good nearby */
#define MOST_HOLDERS 16                    /* who give up their trains in one attempt, and as many who want more than they have */

/* Trains as they were, to be put back. */
typedef struct saved {
	uint32_t person;
	kr_cohort_train train;
	kr_cohort_place places[KR_TRAIN_MAX];
} saved;

typedef struct memory {
	saved items[2 * MOST_HOLDERS];
	uint32_t count;
} memory;

/* Who may have a place in which service: the people of service i stand from number first[i] up to first[i + 1]. */
typedef struct wanters {
	uint32_t *first, *people;
	uint64_t chance; /* the state of numbers that are the same in every run */
} wanters;

static void
save(kr_work *work, memory *kept, uint32_t person)
{
	saved *one = &kept->items[kept->count++];
	one->person = person;
	one->train = work->plan->trains[person];
	memcpy(one->places, one->train.places, one->train.count * sizeof *one->places);
	kr_take_train(work, person);
}

/* Puts everybody back on the train that was saved, after all have been taken off. */
static void
put_back(kr_work *work, memory *kept)
{
	for (uint32_t i = 0; i < kept->count; i++)
		kr_take_train(work, kept->items[i].person);
	for (uint32_t i = 0; i < kept->count; i++) {
		const saved *one = &kept->items[i];
		kr_cohort_train *to = &work->plan->trains[one->person];
		memcpy(to->places, one->places, one->train.count * sizeof *one->places);
		*to = one->train;
		kr_hold_train(work, one->person);
	}
	kept->count = 0;
}

static uint32_t
draw(wanters *all, uint32_t below)
{
	all->chance = all->chance * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((all->chance >> 33) % below);
}

static bool
list_wanters(const kr_work *work, wanters *all)
{
	const kr_cohort *cohort = work->cohort;
	*all = (wanters){.first = calloc(cohort->service_count + 2u, sizeof *all->first), .people = malloc((work->offer_count + 1u) * sizeof *all->people),
	    .chance = cohort->count};
	if (all->first == NULL || all->people == NULL)
		return false;
	for (uint32_t i = 0; i < work->offer_count; i++)
		if (work->offers[i].service != KR_NO_SERVICE)
			all->first[work->offers[i].service + 2]++;
	for (uint32_t i = 2; i <= cohort->service_count + 1; i++)
		all->first[i] += all->first[i - 1];
	for (uint32_t i = 0; i < cohort->count; i++) {
		const kr_candidate *one = &work->candidates[i];
		for (uint32_t k = 0; k < one->offer_count; k++)
			if (work->offers[one->offers + k].service != KR_NO_SERVICE)
				all->people[all->first[work->offers[one->offers + k].service + 1]++] = i;
	}
	return true;
}

static bool
holds(const kr_work *work, uint32_t person, uint32_t service)
{
	const kr_cohort_train *train = &work->plan->trains[person];
	for (uint32_t i = 0; i < train->count; i++)
		if (work->cohort->people[person].services[train->places[i].wagon] == service)
			return true;
	return false;
}

static bool
is_saved(const memory *kept, uint32_t person)
{
	for (uint32_t i = 0; i < kept->count; i++)
		if (kept->items[i].person == person)
			return true;
	return false;
}

/* Takes some of those off who hold places in the service, and some who could use one and are not served as well as alone. */
static void
clear(kr_work *work, wanters *all, uint32_t service, uint32_t most, memory *kept)
{
	uint32_t count = all->first[service + 1] - all->first[service], at = draw(all, count), holders = 0, seekers = 0;
	for (uint32_t i = 0; i < count && kept->count < 2 * MOST_HOLDERS; i++) {
		uint32_t person = all->people[all->first[service] + (at + i) % count];
		bool has = holds(work, person, service);
		if ((has ? holders == most : seekers == most || work->plan->trains[person].value == work->plan->trains[person].alone) || is_saved(kept, person))
			continue;
		*(has ? &holders : &seekers) += 1;
		save(work, kept, person);
	}
}

/* The person's train becomes the best from what is left, at no price, if that is better. */
static bool
improve_one(kr_work *work, uint32_t person, kr_error *error)
{
	memory kept = {.count = 0};
	if (work->plan->trains[person].value == work->plan->trains[person].alone)
		return true;
	save(work, &kept, person);
	if (!kr_allot_one(work, person, NULL, error))
		return false;
	if (work->plan->trains[person].value <= kept.items[0].train.value)
		put_back(work, &kept);
	return true;
}

/* What the person could have more at the prices, were there places for him; and the set with which. */
static int64_t
regret(kr_work *work, uint32_t person, uint32_t *set, uint32_t *count)
{
	const kr_cohort_train *train = &work->plan->trains[person];
	int64_t own = train->value;
	for (uint32_t i = 0; i < train->count; i++) {
		uint32_t service = work->cohort->people[person].services[train->places[i].wagon];
		own -= service == KR_NO_SERVICE ? 0 : work->tolls[service];
	}
	return kr_best_set(work, &work->hands[0], person, &kr_worth_plan, work->tolls, set, count) - own;
}

/* The person and people around the services that he would rather have choose again; it stays so unless together they lose more than `loss`. */
static bool
choose_again(kr_work *work, wanters *all, uint32_t person, int64_t loss, kr_error *error)
{
	memory kept = {.count = 0};
	int64_t before = 0, after = 0;
	uint32_t set[KR_SET_BITS], count, order[2 * MOST_HOLDERS];
	kr_set_tolls(work, work->best_prices);
	if (regret(work, person, set, &count) < (work->cohort->count <= FEW ? 1 : LEAST_REGRET))
		return true;
	save(work, &kept, person);
	for (uint32_t i = 0; i < count; i++)
		if (work->offers[set[i]].service != KR_NO_SERVICE)
			clear(work, all, work->offers[set[i]].service, MOST_HOLDERS / (count + 1), &kept);
	for (uint32_t i = 0; i < kept.count; i++) {
		uint32_t other = i > 0 ? 1 + draw(all, i) : 0;
		order[i] = order[other];
		order[other] = kept.items[i].person;
	}
	for (uint32_t i = 0; i < kept.count; i++)
		if (!kr_allot_one(work, order[i], work->best_prices, error))
			return false;
	for (uint32_t i = 0; i < kept.count; i++) {
		before += kept.items[i].train.value;
		after += work->plan->trains[kept.items[i].person].value;
	}
	if (after + loss < before)
		put_back(work, &kept);
	return true;
}

/* How much may be lost in an attempt: less and less, and nothing in the last quarter. */
static int64_t
loss_at(wanters *all, uint64_t attempt, uint64_t attempts)
{
	uint64_t hot = attempts - attempts / 4;
	return attempt < hot ? MOST_LOSS / 1024 * draw(all, 1024) / (int64_t)hot * (int64_t)(hot - attempt) : 0;
}

bool
kr_improve(kr_work *work, kr_error *error)
{
	wanters all;
	uint32_t people = work->cohort->count;
	uint64_t attempts = people < MOST_ATTEMPTS / ATTEMPTS ? (uint64_t)people * ATTEMPTS : MOST_ATTEMPTS;
	bool good = list_wanters(work, &all) || kr_fail(error, "out of memory");
	for (uint64_t i = 0; i < attempts && good; i++)
		good = choose_again(work, &all, draw(&all, people), loss_at(&all, i, attempts), error);
	for (uint32_t i = 0; i < people && good; i++)
		good = improve_one(work, i, error);
	free(all.first);
	free(all.people);
	return good;
}
