#include "arrange/cohort_work.h"

#include "arrange/train_label.h"


#define NOTHING INT64_MAX              /* no set has these bits */
#define MOST_PRICE (INT64_C(1) << 57) /* of a place: above the worth of any train */
#define BLOCKS 64                      /* steps of prices in a round */
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
 * One step of prices: by the share of the limit that is used above it, were all people like these. Money is dearer by a quarter of that: a
 * wagon costs some 2^18 cents.
 */
static void
move_prices(kr_work *work, int64_t pace)
{
	for (uint32_t i = 0; i < work->limits; i++) {
		bool is_place = i < work->cohort->service_count;
		int64_t most = is_place ? MOST_PRICE : MOST_RATE;
		if (work->limit[i] == KR_UNLIMITED)
			continue;
		kr_points over = ((kr_points)work->used[i] * BLOCKS - work->limit[i]) * 1024 / ((kr_points)work->limit[i] + 1);
		kr_points price = work->prices[i] + over * (is_place ? pace : pace / 4) / (1024 * BLOCKS);
		work->prices[i] = price < 0 ? 0 : price > most ? most : (int64_t)price;
	}
}

/* A round: every 64th person from the first, then from the second ..., prices moved after each; the mean of the prices is what counts. */
static void
go_round(kr_work *work, const kr_worth *worth, int64_t pace)
{
	memset(work->sums, 0, work->limits * sizeof *work->sums);
	for (uint32_t k = 0; k < BLOCKS; k++) {
		take(work, worth, work->prices, k, BLOCKS);
		move_prices(work, pace);
		for (uint32_t i = 0; i < work->limits; i++)
			work->sums[i] += work->prices[i];
	}
	for (uint32_t i = 0; i < work->limits; i++)
		work->means[i] = (int64_t)(work->sums[i] / BLOCKS);
}

void
kr_price(kr_work *work, const kr_worth *worth, uint32_t most_rounds, int64_t *pace, kr_cohort_measure *measure, uint32_t *rounds)
{
	memcpy(work->prices, work->best_prices, work->limits * sizeof *work->prices);
	for (uint32_t i = 0; i < most_rounds && measure->bound > measure->value; i++) {
		go_round(work, worth, *pace);
		kr_points bound = bound_at(work, worth, work->means);
		++*rounds;
		if (bound < measure->bound) {
			measure->bound = bound;
			memcpy(work->best_prices, work->means, work->limits * sizeof *work->means);
		} else {
			*pace = *pace * 7 / 8;
		}
	}
}
