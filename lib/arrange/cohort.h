/*
 * Trains for a cohort: many people, services with few places, pots with little money. As good as a bound proves.
 *
 * Each person gets a valid train (arrange/train.h) or none, so that no start of a service has more people than places and no pot pays more
 * than it holds; a wagon is paid whole, by the first of the service's pots that still can, or by one whose money
 * others want less. The plan has the most value that
 * the method finds. The value of a train, in points:
 *
 *	2^53	the person is served: as many needs as alone, were all places and all money his
 *	2^48	a need served
 *	-2^43	a wagon
 *	-2^36	a unit of weight
 *	-2^24	a day until the last wagon ends
 *	-1	a cent
 *
 * So within one person's train each line outweighs all that stand below it, up to 32 needs, 32 wagons, a weight of 128, 4096 days and
 * 167,772 euros: it is the order of arrange/train.h. Between people the sum counts: one person more who is served outweighs whatever one
 * other person's train gets worse by, though not that of thousands. Strictly "people before everything" over sums would give a thousand people a
 * wagon more each to serve one person more; and no number of 64 bits holds it.
 *
 * Bound: Lagrange relaxation of places and money (Geoffrion 1974). With prices for them each person takes by himself what is worth most; that
 * problem is a shortest path over sets of needs, of which the best that can run in some order is taken; so the bound can only be too
 * high. Prices move with what is asked above what there is, after every 64th part of the people (incremental subgradient, Nedic and Bertsekas
 * 2001), all in integers; the bound holds whatever the prices are.
 * Plan: people take in turn their best train at these prices, which go on moving, from what is left. Then again and again somebody who could do better
 * at the prices, and people around the places that he misses, choose anew (ruin and recreate, Schrimpf and others 2000; a loss is taken at first,
 * Kirkpatrick and others 1983), with numbers that are the same in every run. In the end each takes at no price what is still left,
 * and of people who are alike who came first has the best train.
 *
 * When every person's own best train fits, that is the plan, and the bound is met. Same plan whatever the number of threads.
 * Memory: some 50 bytes a person and wagon that serves him, and some 500 a person.
 */
#ifndef KR_ARRANGE_COHORT_H
#define KR_ARRANGE_COHORT_H

#include "arrange/train.h"

#define KR_UNLIMITED INT64_MAX
#define KR_NO_SERVICE UINT32_MAX
#define KR_NO_POT UINT32_MAX

#define KR_COHORT_NEEDS 12 /* most needs of one person: who has more needs a talk, not a plan */

__extension__ typedef __int128 kr_points;

typedef struct kr_cohort_service {
	int64_t places;        /* on each start; of a service without starts in all; or KR_UNLIMITED */
	const int32_t *starts; /* days, ascending; those of its wagons */
	uint32_t start_count;  /* 0: any day */
	const uint32_t *pots;  /* that may pay, the first is tried first */
	uint32_t pot_count;    /* 0: no pot is asked */
	int64_t cents;         /* that a pot pays: 0 to INT64_MAX / 128 */
} kr_cohort_service;

typedef struct kr_cohort_person {
	kr_train_problem problem;
	const uint32_t *services; /* of each wagon; KR_NO_SERVICE: it runs already and takes nothing */
	uint64_t ongoing;         /* needs that only such wagons give, so that each train has those wagons: they count for nothing */
	uint32_t like;            /* the first person with an equal problem; himself where there is none before */
	uint64_t last;            /* needs whose wagons start when all other needs are served that can be */
} kr_cohort_person;

typedef struct kr_cohort {
	const kr_cohort_service *services;
	uint32_t service_count;
	const int64_t *budgets; /* of each pot, in cents, or KR_UNLIMITED */
	uint32_t pot_count;
	const kr_cohort_person *people;
	uint32_t count;
	size_t threads; /* 0: as many as there are */
} kr_cohort;

typedef struct kr_cohort_place {
	uint32_t wagon, pot; /* KR_NO_POT: none was asked */
	int32_t from, end;   /* end is the first day after it */
	uint64_t serves;
} kr_cohort_place;

/* What one person gets. */
typedef struct kr_cohort_train {
	kr_cohort_place *places; /* in order of `from`, then of wagon */
	uint32_t count, room;
	uint64_t unserved; /* needs, without those that are ongoing */
	uint64_t lost;     /* of these, what the train would serve that the person would get alone */
	int64_t value, alone; /* of this train, and of that */
} kr_cohort_train;

/* A number that a plan reaches, and one that no plan can exceed. */
typedef struct kr_cohort_measure {
	kr_points value, bound;
} kr_cohort_measure;

typedef struct kr_cohort_plan {
	kr_cohort_train *trains; /* of each person */
	kr_cohort_measure points, people; /* people: who are served as far as they would be alone */
	bool fits;              /* every person got the train that is best for him */
	uint32_t rounds;        /* of prices */
	kr_cohort_place *memory;
} kr_cohort_plan;

/*
 * Makes the plan; it is freed with kr_cohort_plan_free. False when a wagon or a service is not as described, a person has more than
 * KR_COHORT_NEEDS needs, or memory is short.
 */
bool kr_cohort_arrange(const kr_cohort *cohort, kr_cohort_plan *plan, kr_error *error);

/* How far the value is from the bound, in millionths of the bound, rounded up; 0 where the bound is 0. */
int64_t kr_cohort_gap(const kr_cohort_measure *measure);

void kr_cohort_plan_free(kr_cohort_plan *plan);

#endif
