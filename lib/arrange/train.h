/*
 * The smallest sufficient train of one person: which services (wagons), in which order, on which days. Exact.
 *
 * What a person lacks is a bit: an obstacle, a skill, a licence, a level of a language. A bit may also stand for an instrument that another
 * one requires. A wagon gives bits on the day it ends and may start only when all bits that it comes `after` are there.
 *
 * A train is valid when
 *	each wagon starts on the day of the problem or later, on one of its starts, and not after its last_start;
 *	each bit it comes after is in `has`, or another wagon of the train that gives it has ended by its start;
 *	no two wagons that are not parallel run on the same day;
 *	whatever is of a kind that a wagon excludes has ended before that wagon starts.
 *
 * Of all valid trains the best one is, in this order: fewest needs unserved, fewest wagons, lightest, first to end, cheapest, and the
 * set of wagons whose lowest number is lowest (so the caller orders wagons by service_id). No need, or none that can be served: no wagon.
 *
 * Method: labels by number of wagons with dominance (Desrochers and Soumis 1988; Irnich and Desaulniers 2005). In any order of a train in
 * which starts do not fall, each wagon may move to the first day that those before it leave; so it is enough to add wagons one by one, each
 * as early as it can be. A label drops out when another has every bit it has and is nowhere later, heavier, dearer or more restricted: what
 * can be hung on the one can be hung on the other, or does nothing there. A wagon may so come twice in a label, but never in the best
 * train: without the later of the two it is still valid, and shorter. Four passes: needs and wagons, weight, end, cents and the set. Each
 * compares labels only in what it and those before it look at, and leaves out what cannot be as good as the pass before has found (each open
 * need counts for its least share of a wagon). The first pass begins with as few wagons as the bound says, then one more, and one more. Time and memory grow, at worst, exponentially in the number of bits.
 */
#ifndef KR_ARRANGE_TRAIN_H
#define KR_ARRANGE_TRAIN_H

#include "base/error.h"

#define KR_TRAIN_MAX 64 /* wagons in a train */

typedef struct kr_wagon {
	uint64_t gives, after; /* bits */
	uint64_t kind;         /* one bit, or 0 where no wagon excludes its kind */
	uint64_t excludes;     /* kinds that may not stand beside or after it */
	const int32_t *starts; /* days, ascending; of the caller */
	uint32_t start_count;  /* 0: any day */
	int32_t last_start;    /* INT32_MAX: no last day */
	int32_t days;          /* 1 or more */
	uint32_t weight;
	int64_t cents;         /* 0 or more */
	bool parallel;         /* may run beside others */
} kr_wagon;

typedef struct kr_train_problem {
	const kr_wagon *wagons;
	uint32_t count;
	uint64_t needs; /* bits to be served; those in `has` are not needed */
	uint64_t has;   /* bits that are there on the first day */
	int32_t day;    /* nothing starts before it; days as kr_date_days counts them, 1 to 10 million */
} kr_train_problem;

typedef struct kr_train_place {
	uint32_t wagon;
	int32_t from, end; /* end is the first day after it */
	uint64_t serves;   /* the needs for which it is in the train: each need has the wagon that gives it first */
} kr_train_place;

typedef struct kr_train {
	kr_train_place places[KR_TRAIN_MAX]; /* in order of `from`, then of number */
	uint32_t count;
	uint64_t unserved; /* needs */
	uint64_t weight;
	int64_t cents;
	int32_t end; /* the problem's day where there is no wagon */
} kr_train;

/* Memory of a solver, used again for each person; one a thread. {0} before; kr_arranger_free in the end. */
typedef struct kr_arranger {
	struct kr_train_label *labels;
	int32_t *times; /* `stride` a label */
	uint32_t count, capacity, stride;
	uint8_t *dropped;  /* a wagon: another is always as good */
	uint8_t *left_out; /* a wagon: not looked at in this pass; in the memory of `dropped` */
	uint32_t dropped_capacity;
	size_t times_capacity; /* numbers */
	uint8_t bits[64], kinds[64];
	uint32_t bit_count, kind_count;
} kr_arranger;

/* False when a wagon is not as described above, when a best train could have more than KR_TRAIN_MAX wagons, or memory is short. */
bool kr_train_find(kr_arranger *arranger, const kr_train_problem *problem, kr_train *train, kr_error *error);

void kr_arranger_free(kr_arranger *arranger);

#endif
