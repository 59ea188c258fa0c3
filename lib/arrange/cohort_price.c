#include "arrange/cohort_work.h"

#include "arrange/train_label.h"


#define NOTHING INT64_MAX              /* no set has these bits */
#define MOST_PRICE (INT64_C(1) << 57) /* of a place: above the worth of any train */
#define MOST_SETS 48                   /* of one person that cannot run, before one of them is taken */
#define MOST_RATE (INT64_C(1) << 62)  /* of money: that of a place, for what costs some euros */

static int64_t
pot_charge(int64_t price, int64_t cents)
{
	kr_points charge = ((kr_points)price * cents) >> KR_POT_SHIFT;
	return charge > MOST_PRICE ? MOST_PRICE : (int64_t)charge;
}

void
kr_set_toll(kr_work *work, uint32_t number, const int64_t *prices, bool all)
{
	const kr_cohort_service *service = &work->cohort->services[number];
	int64_t least = service->pot_count ? KR_CLOSED : 0;
	for (uint32_t k = 0; k < service->pot_count && (all || kr_is_open(work, number)); k++) {
		uint32_t pot = service->pots[k];
		int64_t charge = prices ? pot_charge(prices[work->cohort->service_count + pot], service->cents) : 0;
		if ((all || work->money_left[pot] >= service->cents) && charge < least)
			least = charge;
	}
	work->tolls[number] = least == KR_CLOSED || (!all && !kr_is_open(work, number)) ? KR_CLOSED : least + (prices ? prices[number] : 0);
}

void
kr_set_tolls(kr_work *work, const int64_t *prices)
{
	for (uint32_t i = 0; i < work->cohort->service_count; i++)
		kr_set_toll(work, i, prices, true);
}

/* Costs of an offer at the tolls, in another worth than the plan's too; NOTHING: it is not to be had. */
static int64_t
offer_cost(const kr_offer *offer, const kr_worth *worth, const int64_t *tolls)
{
	int64_t toll = offer->service == KR_NO_SERVICE ? 0 : tolls[offer->service];
	return toll == KR_CLOSED ? NOTHING : (worth->cents ? offer->cost : 0) + toll;
}

/* Of offers that give and come after the same the cheapest one; gives how many are left, their numbers in hand->leaders. */
static uint32_t
list_leaders(kr_hand *hand, const kr_offer *offers, uint32_t count)
{
	uint32_t leaders = 0;
	for (uint32_t i = 0, next; i < count; i = next) {
		uint32_t best = i;
		for (next = i + 1; next < count && offers[next].gives == offers[i].gives && offers[next].after == offers[i].after; next++)
			if (hand->offer_costs[next] < hand->offer_costs[best])
				best = next;
		if (hand->offer_costs[best] != NOTHING)
			hand->leaders[leaders++] = best;
	}
	return leaders;
}

/* The cheapest set of wagons for each set of bits. */
static void
spread(kr_hand *hand, uint32_t states, const kr_offer *offers, uint32_t count)
{
	uint32_t leaders = list_leaders(hand, offers, count);
	for (uint32_t set = 1; set < states; set++)
		hand->costs[set] = NOTHING;
	hand->costs[0] = 0;
	for (uint32_t set = 0; set < states; set++) {
		int64_t cost = hand->costs[set];
		for (uint32_t k = 0; k < leaders && cost != NOTHING; k++) {
			uint32_t i = hand->leaders[k], next = set | offers[i].gives;
			if (next == set || (offers[i].after & ~set) != 0 || cost + hand->offer_costs[i] >= hand->costs[next])
				continue;
			hand->costs[next] = cost + hand->offer_costs[i];
			hand->last[next] = i;
			hand->before[next] = (uint16_t)set;
		}
	}
}

/* The best set at the costs of hand->offer_costs, without a look at days. */
static int64_t
loose_set(kr_work *work, kr_hand *hand, uint32_t person, const kr_worth *worth, uint32_t *set, uint32_t *count)
{
	const kr_candidate *one = &work->candidates[person];
	uint32_t states = 1u << one->bits, needs = (1u << one->needs) - 1, best = 0;
	int64_t most = 0;
	*count = 0;
	spread(hand, states, &work->offers[one->offers], one->offer_count);
	for (uint32_t state = 1; state < states; state++) {
		if (hand->costs[state] == NOTHING)
			continue;
		int served = kr_train_bits(state & needs);
		int64_t gain = served * worth->need + (served >= one->served_alone && served > 0 ? worth->person : 0) - hand->costs[state];
		if (gain > most) {
			most = gain;
			best = state;
		}
	}
	for (; best != 0; best = hand->before[best])
		set[(*count)++] = one->offers + hand->last[best];
	return most;
}

/* True when no train can have both. */
static bool
are_at_odds(const kr_train_problem *problem, const kr_offer *one, const kr_offer *other)
{
	const kr_wagon *a = &problem->wagons[one->wagon], *b = &problem->wagons[other->wagon];
	bool a_bars_b = (a->excludes & b->kind) != 0, b_bars_a = (b->excludes & a->kind) != 0;
	return !((a->parallel || b->parallel) && !a_bars_b && !b_bars_a) && !(one->first_end <= other->last_start && !a_bars_b) &&
	    !(other->first_end <= one->last_start && !b_bars_a);
}

static bool
find_odds(const kr_work *work, uint32_t person, const uint32_t *set, uint32_t count, uint32_t *first, uint32_t *second)
{
	const kr_train_problem *problem = &work->cohort->people[person].problem;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = i + 1; k < count; k++)
			if (are_at_odds(problem, &work->offers[set[i]], &work->offers[set[k]])) {
				*first = set[i];
				*second = set[k];
				return true;
			}
	return false;
}

/* The first day on which a wagon can start behind those that run already; KR_NEVER: none. As in arrange/train.h, wagons come by start. */
static int32_t
start_behind(const kr_cohort_person *person, const kr_offer *offers, const uint32_t *placed, const int32_t *ends, uint32_t count, const kr_offer *next)
{
	const kr_wagon *wagons = person->problem.wagons, *wagon = &wagons[next->wagon];
	int32_t day = person->problem.day;
	for (uint32_t i = 0; i < count; i++) {
		const kr_wagon *other = &wagons[offers[placed[i]].wagon];
		if ((other->excludes & wagon->kind) != 0)
			return KR_NEVER;
		if (((!other->parallel && !wagon->parallel) || (wagon->excludes & other->kind) != 0) && ends[i] > day)
			day = ends[i];
	}
	for (uint32_t after = next->after; after != 0; after &= after - 1) {
		int32_t there = KR_NEVER;
		for (uint32_t i = 0; i < count; i++)
			if ((offers[placed[i]].gives & after & -after) != 0 && ends[i] < there)
				there = ends[i];
		day = there > day ? there : day;
	}
	return day == KR_NEVER ? KR_NEVER : kr_train_first_start(wagon, day);
}

/* True when there is an order in which all of the set can run. `set` has `count` wagons, of which `placed` run already. */
static bool
can_run(const kr_cohort_person *person, const kr_offer *offers, uint32_t *set, int32_t *ends, uint32_t placed, uint32_t count)
{
	for (uint32_t i = placed; i < count; i++) {
		uint32_t one = set[i];
		int32_t start = start_behind(person, offers, set, ends, placed, &offers[one]);
		if (start == KR_NEVER)
			continue;
		if (placed + 1 == count)
			return true;
		set[i] = set[placed];
		set[placed] = one;
		ends[placed] = start + person->problem.wagons[offers[one].wagon].days;
		bool can = can_run(person, offers, set, ends, placed + 1, count);
		set[placed] = set[i];
		set[i] = one;
		if (can)
			return true;
	}
	return count == 0;
}

/*
 * The best set that can run: where the best of all cannot, the best of those that lack one of its wagons. After MOST_SETS sets that cannot it
 * takes one that cannot either, which is worth at least as much as any that can.
 */
static int64_t
tight_set(kr_work *work, kr_hand *hand, uint32_t person, const kr_worth *worth, uint32_t *set, uint32_t *count, uint32_t *tries, int64_t least)
{
	int64_t gain = loose_set(work, hand, person, worth, set, count), best = least;
	uint32_t first = work->candidates[person].offers, odd[KR_SET_BITS], odd_count = *count, found[KR_SET_BITS], found_count;
	int32_t ends[KR_SET_BITS];
	if (gain <= least || *count < 2 || *tries == MOST_SETS || can_run(&work->cohort->people[person], work->offers, set, ends, 0, *count))
		return gain;
	++*tries;
	memcpy(odd, set, odd_count * sizeof *odd);
	if (find_odds(work, person, set, odd_count, &odd[0], &odd[1]))
		odd_count = 2;
	for (uint32_t i = 0; i < odd_count; i++) {
		int64_t *cost = &hand->offer_costs[odd[i] - first], kept = *cost;
		*cost = NOTHING;
		gain = tight_set(work, hand, person, worth, found, &found_count, tries, best);
		*cost = kept;
		if (gain > best) {
			best = gain;
			*count = found_count;
			memcpy(set, found, found_count * sizeof *set);
		}
	}
	return best;
}

int64_t
kr_best_set(kr_work *work, kr_hand *hand, uint32_t person, const kr_worth *worth, const int64_t *tolls, uint32_t *set, uint32_t *count)
{
	const kr_candidate *one = &work->candidates[person];
	for (uint32_t i = 0; i < one->offer_count; i++)
		hand->offer_costs[i] = offer_cost(&work->offers[one->offers + i], worth, tolls);
	uint32_t tries = 0;
	int64_t gain = tight_set(work, hand, person, worth, set, count, &tries, -1);
	if (gain <= 0)
		*count = 0;
	return gain > 0 ? gain : 0;
}

/* Who takes at the tolls: every `apart`th person from number `first` on. */
typedef struct round {
	kr_work *work;
	const kr_worth *worth;
	uint32_t first, apart;
} round;

/* A piece of them at a time; sums are exact, so their order does not matter. */
static void
take_piece(void *context, size_t piece, size_t thread)
{
	const round *this = context;
	kr_work *work = this->work;
	kr_hand *hand = &work->hands[thread];
	uint64_t from = this->first + (uint64_t)piece * KR_PEOPLE_A_PIECE * this->apart, end = from + (uint64_t)KR_PEOPLE_A_PIECE * this->apart;
	uint32_t set[KR_SET_BITS], count;
	for (uint64_t i = from; i < end && i < work->cohort->count; i += this->apart) {
		int64_t gain = kr_best_set(work, hand, (uint32_t)i, this->worth, work->tolls, set, &count), most = work->candidates[i].worth_alone;
		hand->gain += gain < most ? gain : most;
		for (uint32_t k = 0; k < count; k++)
			if (work->offers[set[k]].service != KR_NO_SERVICE)
				hand->used[work->offers[set[k]].service]++;
	}
}

/* The pot that is cheapest at the prices; the first of equals. */
static uint32_t
cheapest_pot(const kr_work *work, uint32_t service, const int64_t *prices)
{
	const kr_cohort_service *one = &work->cohort->services[service];
	uint32_t best = KR_NO_POT;
	for (uint32_t k = 0; k < one->pot_count; k++)
		if (best == KR_NO_POT || prices[work->cohort->service_count + one->pots[k]] < prices[work->cohort->service_count + best])
			best = one->pots[k];
	return best;
}

/* What every `apart`th person takes at the prices: work->used[i] of each service and pot. Gives the sum of what it is worth to them. */
static kr_points
take(kr_work *work, const kr_worth *worth, const int64_t *prices, uint32_t first, uint32_t apart)
{
	const kr_cohort *cohort = work->cohort;
	round this = {work, worth, first, apart};
	uint32_t people = cohort->count > first ? (cohort->count - first - 1) / apart + 1 : 0;
	kr_points gain = 0;
	kr_set_tolls(work, prices);
	for (size_t i = 0; i < work->hand_count; i++) {
		memset(work->hands[i].used, 0, (work->limits + 1) * sizeof *work->hands[i].used);
		work->hands[i].gain = 0;
	}
	kr_threads_run(cohort->threads, (people + KR_PEOPLE_A_PIECE - 1u) / KR_PEOPLE_A_PIECE, take_piece, &this);
	int64_t *used = work->used;
	memset(used, 0, work->limits * sizeof *used);
	for (size_t i = 0; i < work->hand_count; i++) {
		gain += work->hands[i].gain;
		for (uint32_t k = 0; k < cohort->service_count; k++)
			used[k] += work->hands[i].used[k];
	}
	for (uint32_t i = 0; i < cohort->service_count; i++) {
		uint32_t pot = cheapest_pot(work, i, prices);
		if (pot != KR_NO_POT)
			used[cohort->service_count + pot] += used[i] * cohort->services[i].cents;
	}
	return gain;
}

/* Bound at the prices; work->used becomes what all take at them. */
static kr_points
bound_at(kr_work *work, const kr_worth *worth, const int64_t *prices)
{
	kr_points bound = take(work, worth, prices, 0, 1);
	for (uint32_t i = 0; i < work->limits; i++) {
		kr_points all = work->limit[i] == KR_UNLIMITED ? 0 : (kr_points)prices[i] * work->limit[i];
		bound += i < work->cohort->service_count ? all : (all + (1 << KR_POT_SHIFT) - 1) >> KR_POT_SHIFT;
	}
	return bound;
}

/*
 * By the share of the limit that is used above it, were all people like these. Money is dearer by a quarter of that: a
 * wagon costs some 2^18 cents.
 */
void
kr_move_prices(kr_work *work, int64_t pace)
{
	for (uint32_t i = 0; i < work->limits; i++) {
		bool is_place = i < work->cohort->service_count;
		int64_t most = is_place ? MOST_PRICE : MOST_RATE;
		if (work->limit[i] == KR_UNLIMITED)
			continue;
		kr_points over = ((kr_points)work->used[i] * KR_BLOCKS - work->limit[i]) * 1024 / ((kr_points)work->limit[i] + 1);
		kr_points price = work->prices[i] + over * (is_place ? pace : pace / 4) / (1024 * KR_BLOCKS);
		work->prices[i] = price < 0 ? 0 : price > most ? most : (int64_t)price;
	}
}

/* A round: every 64th person from the first, then from the second ..., prices moved after each; the mean of the prices is what counts. */
static void
go_round(kr_work *work, const kr_worth *worth, int64_t pace)
{
	memset(work->sums, 0, work->limits * sizeof *work->sums);
	for (uint32_t k = 0; k < KR_BLOCKS; k++) {
		take(work, worth, work->prices, k, KR_BLOCKS);
		kr_move_prices(work, pace);
		for (uint32_t i = 0; i < work->limits; i++)
			work->sums[i] += work->prices[i];
	}
	for (uint32_t i = 0; i < work->limits; i++)
		work->means[i] = (int64_t)(work->sums[i] / KR_BLOCKS);
}

void
kr_price(kr_work *work, const kr_worth *worth, uint32_t most_rounds, int64_t pace, kr_cohort_measure *measure, uint32_t *rounds)
{
	memcpy(work->prices, work->best_prices, work->limits * sizeof *work->prices);
	for (uint32_t i = 0; i < most_rounds && measure->bound > measure->value; i++) {
		go_round(work, worth, pace);
		kr_points bound = bound_at(work, worth, work->means), gain = measure->bound - bound;
		++*rounds;
		if (gain > 0) {
			measure->bound = bound;
			memcpy(work->best_prices, work->means, work->limits * sizeof *work->means);
		}
		if (gain * 1000 < bound)
			pace = pace * 3 / 4;
	}
}
