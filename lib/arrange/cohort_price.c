#include "arrange/cohort_work.h"

#include "arrange/train_label.h"

#define NOTHING INT64_MAX              /* no set has these bits */
#define MOST_PRICE (INT64_C(1) << 57) /* of a place: above the worth of any train */
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

static void
spread(kr_hand *hand, uint32_t states, const kr_offer *offers, uint32_t count, const int64_t *costs)
{
	for (uint32_t set = 1; set < states; set++)
		hand->costs[set] = NOTHING;
	hand->costs[0] = 0;
	for (uint32_t set = 0; set < states; set++) {
		int64_t cost = hand->costs[set];
		for (uint32_t i = 0; i < count && cost != NOTHING; i++) {
			uint32_t next = set | offers[i].gives;
			if (next == set || (offers[i].after & ~set) != 0 || costs[i] == NOTHING || cost + costs[i] >= hand->costs[next])
				continue;
			hand->costs[next] = cost + costs[i];
			hand->last[next] = i;
			hand->before[next] = (uint16_t)set;
		}
	}
}

int64_t
kr_best_set(kr_work *work, kr_hand *hand, uint32_t person, const kr_worth *worth, const int64_t *tolls, uint32_t *set, uint32_t *count)
{
	const kr_candidate *one = &work->candidates[person];
	const kr_offer *offers = &work->offers[one->offers];
	uint32_t states = 1u << one->bits, needs = (1u << one->needs) - 1, best = 0;
	int64_t most = 0;
	*count = 0;
	for (uint32_t i = 0; i < one->offer_count; i++)
		hand->offer_costs[i] = offer_cost(&offers[i], worth, tolls);
	spread(hand, states, offers, one->offer_count, hand->offer_costs);
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

typedef struct round {
	kr_work *work;
	const kr_worth *worth;
} round;

/* What people take at the tolls, a piece of them at a time; sums are exact, so their order does not matter. */
static void
take_piece(void *context, size_t piece, size_t thread)
{
	const round *this = context;
	kr_work *work = this->work;
	kr_hand *hand = &work->hands[thread];
	uint32_t first = (uint32_t)(piece * KR_PEOPLE_A_PIECE), end = first + KR_PEOPLE_A_PIECE, set[KR_SET_BITS], count;
	for (uint32_t i = first; i < end && i < work->cohort->count; i++) {
		int64_t gain = kr_best_set(work, hand, i, this->worth, work->tolls, set, &count), most = work->candidates[i].worth_alone;
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

/* Bound at the prices; excess[i] becomes what is used of each limit above it. */
static kr_points
bound_at(kr_work *work, const kr_worth *worth, const int64_t *prices, int64_t *excess)
{
	const kr_cohort *cohort = work->cohort;
	round this = {work, worth};
	kr_points bound = 0;
	kr_set_tolls(work, prices);
	for (size_t i = 0; i < work->hand_count; i++) {
		memset(work->hands[i].used, 0, (work->limits + 1) * sizeof *work->hands[i].used);
		work->hands[i].gain = 0;
	}
	kr_threads_run(cohort->threads, (cohort->count + KR_PEOPLE_A_PIECE - 1u) / KR_PEOPLE_A_PIECE, take_piece, &this);
	memset(excess, 0, work->limits * sizeof *excess);
	for (size_t i = 0; i < work->hand_count; i++) {
		bound += work->hands[i].gain;
		for (uint32_t k = 0; k < cohort->service_count; k++)
			excess[k] += work->hands[i].used[k];
	}
	for (uint32_t i = 0; i < cohort->service_count; i++) {
		uint32_t pot = cheapest_pot(work, i, prices);
		if (pot != KR_NO_POT)
			excess[cohort->service_count + pot] += excess[i] * cohort->services[i].cents;
	}
	for (uint32_t i = 0; i < work->limits; i++) {
		bool is_pot = i >= cohort->service_count;
		if (work->limit[i] == KR_UNLIMITED) {
			excess[i] = 0;
			continue;
		}
		excess[i] -= work->limit[i];
		kr_points all = (kr_points)prices[i] * work->limit[i];
		bound += is_pot ? (all + (1 << KR_POT_SHIFT) - 1) >> KR_POT_SHIFT : all;
		if (is_pot)
			excess[i] >>= KR_POT_SHIFT;
	}
	return bound;
}

/* One step along the direction: Polyak's length, `share` 256ths of it. */
static void
step(kr_work *work, kr_points distance, int64_t share, const int64_t *excess, int64_t *direction)
{
	kr_points square = 0;
	for (uint32_t i = 0; i < work->limits; i++) {
		direction[i] = excess[i] * 256 + direction[i] / 2;
		if (work->prices[i] == 0 && direction[i] < 0)
			direction[i] = 0;
		square += (kr_points)(direction[i] / 256) * (direction[i] / 256);
	}
	if (square == 0)
		return;
	kr_points length = distance * share / 256 / square;
	for (uint32_t i = 0; i < work->limits; i++) {
		int64_t most = i < work->cohort->service_count ? MOST_PRICE : MOST_RATE;
		kr_points price = work->prices[i] + length * (direction[i] / 256);
		work->prices[i] = price < 0 ? 0 : price > most ? most : (int64_t)price;
	}
}

void
kr_price(kr_work *work, const kr_worth *worth, uint32_t most_rounds, kr_cohort_measure *measure, uint32_t *rounds)
{
	int64_t share = 256;
	uint32_t idle = 0;
	memcpy(work->prices, work->best_prices, work->limits * sizeof *work->prices);
	memset(work->direction, 0, work->limits * sizeof *work->direction);
	for (uint32_t i = 0; i < most_rounds && measure->bound > measure->value && share > 0; i++) {
		kr_points bound = bound_at(work, worth, work->prices, work->excess);
		++*rounds;
		if (bound < measure->bound) {
			measure->bound = bound;
			memcpy(work->best_prices, work->prices, work->limits * sizeof *work->prices);
			idle = 0;
		} else if (++idle == 8) {
			share = share * 3 / 4;
			idle = 0;
			memcpy(work->prices, work->best_prices, work->limits * sizeof *work->prices);
			memset(work->direction, 0, work->limits * sizeof *work->direction);
			bound = bound_at(work, worth, work->prices, work->excess);
			++*rounds;
		}
		step(work, bound - measure->value, share, work->excess, work->direction);
	}
}
