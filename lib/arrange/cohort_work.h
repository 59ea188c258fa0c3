/*
 * The workings of arrange/cohort.h: what its parts share. cohort_prepare makes it, cohort_price finds sets of wagons and prices, cohort_allot
 * gives places and takes them back, cohort_improve lets people change.
 */
#ifndef KR_ARRANGE_COHORT_WORK_H
#define KR_ARRANGE_COHORT_WORK_H

#include "arrange/cohort.h"
#include "base/threads.h"

#define KR_CLOSED INT64_MAX     /* toll of a service that takes nobody */
#define KR_SET_BITS 14          /* bits that a set of wagons is looked for in */
#define KR_POT_SHIFT 16         /* a pot's price is for 2^16 cents */
#define KR_PEOPLE_A_PIECE 64
#define KR_BLOCKS 64            /* steps of prices in a round */
#define KR_WORTH_PERSON (INT64_C(1) << 53)

/* What things are worth, in points. */
typedef struct kr_worth {
	int64_t person, need, wagon, weight, day;
	bool cents; /* a cent is worth one point, or none */
} kr_worth;

extern const kr_worth kr_worth_plan, kr_worth_people;

/* A wagon that may serve a person, in the bits of his own. Those of one person are in order of gives, after and wagon. */
typedef struct kr_offer {
	uint16_t gives, after;
	uint32_t wagon, service;
	int64_t cost; /* points of the wagon, its weight and its cents */
	int32_t first_end, last_start; /* the first day on which it can be over, and the last on which it can start */
} kr_offer;

typedef struct kr_candidate {
	uint32_t offers, offer_count; /* from number `offers` on */
	uint8_t needs, bits;          /* the first bits are needs */
	uint8_t served_alone;
	uint64_t serves_alone;
	int64_t worth_alone; /* in the worth that prices are made for */
} kr_candidate;

/* Memory of one thread. */
typedef struct kr_hand {
	kr_arranger arranger;
	int64_t *costs;   /* 2^KR_SET_BITS: of the cheapest set that has these bits */
	uint32_t *last;   /* the offer that was added last */
	uint16_t *before; /* the set that it was added to */
	kr_wagon *wagons; /* of a problem that is made smaller */
	uint32_t *numbers;
	int64_t *offer_costs; /* of one person's offers */
	uint32_t *leaders;    /* of these, the cheapest of those that give and come after the same */
	int64_t *used;        /* places of each service */
	kr_points gain;
	kr_error error;
	bool failed;
} kr_hand;

typedef struct kr_work {
	const kr_cohort *cohort;
	kr_cohort_plan *plan;
	kr_candidate *candidates;
	kr_offer *offers;
	uint32_t offer_count;
	kr_hand *hands;
	size_t hand_count;
	/* prices: of each service a place, then of each pot 2^16 cents */
	uint32_t limits; /* services and pots */
	int64_t *prices, *best_prices, *limit; /* limit: places in all, money; KR_UNLIMITED */
	int64_t *used; /* of each limit, by those who took last */
	kr_points *sums;
	int64_t *means;
	int64_t *tolls;  /* of each service: its price and that of its cheapest pot, or KR_CLOSED */
	/* what is left */
	int64_t *places_left; /* of each start, those of service i from number first_start[i] on */
	uint32_t *first_start;
	int32_t *open_starts; /* starts with places left: open_count[i] from first_start[i] on */
	uint32_t *open_count;
	int64_t *money_left;
} kr_work;

/* Makes it: offers, each person's train alone, everything left. False with the error; kr_work_free either way. */
bool kr_work_prepare(kr_work *work, const kr_cohort *cohort, kr_cohort_plan *plan, kr_error *error);
void kr_work_free(kr_work *work);

/* The first error of the hands, by number. */
bool kr_work_failed(const kr_work *work, kr_error *error);

/* Value of a train, in points. */
int64_t kr_train_worth(const kr_work *work, uint32_t person, const kr_train *train);

/*
 * The set of wagons that is worth most at the tolls; its offers go to `set` (KR_SET_BITS of them fit). Gives what it is worth, 0 or more. Of days
 * it knows which two wagons can never be in one train; the set may still be worth more than any train of it.
 */
int64_t kr_best_set(kr_work *work, kr_hand *hand, uint32_t person, const kr_worth *worth, const int64_t *tolls, uint32_t *set, uint32_t *count);

/*
 * Prices for places and money that make the bound of *measure low; best_prices has them, and measure->bound is lowered where that can be.
 * measure->value must be one that is reached. `pace` is how far the first prices move where twice as much is asked as there is. Adds the rounds to
 * *rounds.
 */
void kr_price(kr_work *work, const kr_worth *worth, uint32_t most_rounds, int64_t pace, kr_cohort_measure *measure, uint32_t *rounds);

/* One step of work->prices, by what a KR_BLOCKSth part of the people use: work->used. */
void kr_move_prices(kr_work *work, int64_t pace);

/* Toll of a service from prices (NULL: none): KR_CLOSED when it has no place left or no pot that can pay, which `all` does not look at. */
void kr_set_toll(kr_work *work, uint32_t service, const int64_t *prices, bool all);

/* Those of all services, with `all`. */
void kr_set_tolls(kr_work *work, const int64_t *prices);

/*
 * The train that is best from what is left, of the wagons of a set (`set` NULL: of all), and what it is worth. False when memory is short.
 */
bool kr_find_train(kr_work *work, kr_hand *hand, uint32_t person, const uint32_t *set, uint32_t count, bool all, kr_train *train, int64_t *value,
    kr_error *error);

/* Gives the person this train; false, and nothing is given, when money or places do not suffice: *short_of is then the service. */
bool kr_give_train(kr_work *work, uint32_t person, const kr_train *train, int64_t value, uint32_t *short_of);

/* True when the service has a place left. */
bool kr_is_open(const kr_work *work, uint32_t service);

/* Counts the places and the money of the person's train as gone, which they were not. */
void kr_hold_train(kr_work *work, uint32_t person);

/* The train that stands in the person's places is given him, without a look at its value; false, and he has none, when something is short. */
bool kr_seat_train(kr_work *work, uint32_t person);

/* Takes back what the person has. */
void kr_take_train(kr_work *work, uint32_t person);

/* The person, who has no train, gets the one that is best at the prices (NULL: none) from what is left. */
bool kr_allot_one(kr_work *work, uint32_t person, const int64_t *prices, kr_error *error);

/* A whole plan; nobody may have a train. Prices begin as the best ones and move. */
bool kr_allot(kr_work *work, int64_t pace, kr_error *error);

/* Makes the plan better. */
bool kr_improve(kr_work *work, kr_error *error);

/* Hands the trains of people who are alike to them anew: the best one to who came first. */
bool kr_order_alike(kr_work *work, kr_error *error);

#endif
