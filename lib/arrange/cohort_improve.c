#include "arrange/cohort_work.h"

#include <stdlib.h>

#define MOST_MOVES 16 /* people whose trains change in one exchange */

/* Trains as they were, to be put back. */
typedef struct saved {
	uint32_t person;
	kr_cohort_train train;
	kr_cohort_place places[KR_TRAIN_MAX];
} saved;

typedef struct memory {
	saved items[MOST_MOVES];
	uint32_t count;
} memory;

/* Someone who has a place in a full service, and what he would lose without it. */
typedef struct holder {
	uint32_t service, person;
	int64_t loss;
} holder;

/* Holders by service, those who lose least first; of service i from number first[i] on, the next one not yet asked is next[i]. */
typedef struct holders {
	holder *items;
	uint32_t count;
	uint32_t *first, *next; /* a service, and one behind the last */
} holders;

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

/* Gives the person, who has none, the best train from what is left. */
static bool
give_best(kr_work *work, uint32_t person, kr_error *error)
{
	kr_train train;
	int64_t value;
	uint32_t short_of;
	if (!kr_find_train(work, &work->hands[0], person, NULL, 0, false, &train, &value, error))
		return false;
	if (!kr_give_train(work, person, &train, value, &short_of))
		return kr_allot_one(work, person, NULL, error);
	return true;
}

/* The person's train becomes the best from what is left, if that is better. */
static bool
improve_one(kr_work *work, uint32_t person, bool *changed, kr_error *error)
{
	memory kept = {.count = 0};
	save(work, &kept, person);
	if (!give_best(work, person, error))
		return false;
	if (work->plan->trains[person].value <= kept.items[0].train.value)
		put_back(work, &kept);
	else
		*changed = true;
	return true;
}

static int
by_loss(const void *left, const void *right)
{
	const holder *a = left, *b = right;
	if (a->service != b->service)
		return a->service < b->service ? -1 : 1;
	if (a->loss != b->loss)
		return a->loss < b->loss ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

/* What the person would lose if he had to find something else in place of one service, which is full without him. */
static bool
find_loss(kr_work *work, uint32_t person, uint32_t service, int64_t *loss, kr_error *error)
{
	memory kept = {.count = 0};
	save(work, &kept, person);
	work->shut = service;
	bool good = give_best(work, person, error);
	*loss = kept.items[0].train.value - work->plan->trains[person].value;
	work->shut = KR_NO_SERVICE;
	put_back(work, &kept);
	return good;
}

/* Who holds places in full services, and what each would lose. */
static bool
list_holders(kr_work *work, holders *all, kr_error *error)
{
	const kr_cohort *cohort = work->cohort;
	all->count = 0;
	for (uint32_t i = 0; i < cohort->count; i++)
		for (uint32_t k = 0; k < work->plan->trains[i].count; k++) {
			uint32_t service = cohort->people[i].services[work->plan->trains[i].places[k].wagon];
			if (service != KR_NO_SERVICE && !kr_is_open(work, service))
				all->items[all->count++] = (holder){service, i, 0};
		}
	for (uint32_t i = 0; i < all->count; i++)
		if (!find_loss(work, all->items[i].person, all->items[i].service, &all->items[i].loss, error))
			return false;
	qsort(all->items, all->count, sizeof *all->items, by_loss);
	for (uint32_t i = 0, at = 0; i <= cohort->service_count; i++) {
		while (at < all->count && all->items[at].service < i)
			at++;
		all->first[i] = all->next[i] = at;
	}
	return true;
}

static const holder *
next_holder(const holders *all, uint32_t service)
{
	return all->next[service] < all->first[service + 1] ? &all->items[all->next[service]] : NULL;
}

/* The best set for the person if the next holder of each full service gave way. */
static int64_t
hope(kr_work *work, const holders *all, uint32_t person, uint32_t *set, uint32_t *count)
{
	const kr_candidate *one = &work->candidates[person];
	for (uint32_t i = 0; i < one->offer_count; i++) {
		uint32_t service = work->offers[one->offers + i].service;
		if (service == KR_NO_SERVICE)
			continue;
		const holder *other = next_holder(all, service);
		kr_set_toll(work, service, NULL, false);
		if (work->tolls[service] == KR_CLOSED && other != NULL && other->person != person)
			work->tolls[service] = other->loss;
	}
	return kr_best_set(work, &work->hands[0], person, &kr_worth_plan, work->tolls, set, count);
}

static bool
is_saved(const memory *kept, uint32_t person)
{
	for (uint32_t i = 0; i < kept->count; i++)
		if (kept->items[i].person == person)
			return true;
	return false;
}

/* Takes off the next holder of each full service of the set; false when nobody had to be. */
static bool
clear_way(kr_work *work, holders *all, memory *kept, const uint32_t *set, uint32_t count)
{
	bool any = false;
	for (uint32_t i = 0; i < count && kept->count < MOST_MOVES; i++) {
		uint32_t service = work->offers[set[i]].service;
		const holder *other = service == KR_NO_SERVICE || kr_is_open(work, service) ? NULL : next_holder(all, service);
		if (other == NULL)
			continue;
		all->next[service]++;
		any = true;
		if (!is_saved(kept, other->person))
			save(work, kept, other->person);
	}
	return any;
}

/* The person takes the place of others, who take the best of what is left; stays so if all together are better off. */
static bool
exchange(kr_work *work, holders *all, uint32_t person, bool *changed, kr_error *error)
{
	memory kept = {.count = 0};
	uint32_t set[KR_SET_BITS], count, short_of;
	int64_t before = 0, after = 0, value;
	kr_train train;
	save(work, &kept, person);
	if (hope(work, all, person, set, &count) <= kept.items[0].train.value || !clear_way(work, all, &kept, set, count)) {
		put_back(work, &kept);
		return true;
	}
	if (!kr_find_train(work, &work->hands[0], person, set, count, false, &train, &value, error))
		return false;
	if (kr_give_train(work, person, &train, value, &short_of))
		for (uint32_t i = 1; i < kept.count; i++)
			if (!give_best(work, kept.items[i].person, error))
				return false;
	for (uint32_t i = 0; i < kept.count; i++) {
		before += kept.items[i].train.value;
		after += work->plan->trains[kept.items[i].person].value;
	}
	if (after <= before)
		put_back(work, &kept);
	else
		*changed = true;
	return true;
}

static bool
make_holders(const kr_work *work, holders *all)
{
	size_t places = 0;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		places += work->plan->trains[i].room;
	*all = (holders){.items = malloc((places + 1) * sizeof *all->items), .first = malloc((work->cohort->service_count + 1u) * sizeof *all->first),
	    .next = malloc((work->cohort->service_count + 1u) * sizeof *all->next)};
	return all->items && all->first && all->next;
}

static bool
one_round(kr_work *work, holders *all, bool *changed, kr_error *error)
{
	const kr_cohort_train *trains = work->plan->trains;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		if (trains[i].value < trains[i].alone && !improve_one(work, i, changed, error))
			return false;
	if (!list_holders(work, all, error))
		return false;
	for (uint32_t i = 0; i < work->cohort->count; i++)
		if (trains[i].value < trains[i].alone && !exchange(work, all, i, changed, error))
			return false;
	return true;
}

bool
kr_improve(kr_work *work, uint32_t rounds, kr_error *error)
{
	holders all;
	bool good = make_holders(work, &all) || kr_fail(error, "out of memory"), changed = true;
	for (uint32_t i = 0; i < rounds && good && changed; i++) {
		changed = false;
		good = one_round(work, &all, &changed, error);
	}
	free(all.items);
	free(all.first);
	free(all.next);
	return good;
}
