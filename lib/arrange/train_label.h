/*
 * Labels: trains that are being made, one wagon after the other, and which of them drop out. Part of the solver of arrange/train.h, which
 * tells the method.
 */
#ifndef KR_ARRANGE_TRAIN_LABEL_H
#define KR_ARRANGE_TRAIN_LABEL_H

#include "arrange/train.h"

#define KR_NEVER INT32_MAX /* no day */

/*
 * Its times: for each bit that something comes after when it is there, for each excluded kind when its last wagon ends.
 */
typedef struct kr_train_label {
	uint64_t has, excluded, weight;
	int64_t cents;
	int32_t from, end, main_free; /* of its last wagon the start; of all the end; the first day without one that is not parallel */
	uint32_t parent, wagon, wagons;
	bool dominated;
} kr_train_label;

/* What a pass looks for; the passes before it have found how good a best train is in what comes first. */
enum kr_pass { KR_PASS_SERVED, KR_PASS_WEIGHT, KR_PASS_END, KR_PASS_CENTS, KR_PASSES };

static inline int
kr_train_bits(uint64_t bits)
{
	return __builtin_popcountll(bits);
}

static inline int32_t *
kr_label_times(const kr_arranger *this, uint32_t number)
{
	return this->times + (size_t)number * this->stride;
}

/* The first day on which it may start, not before `day`; KR_NEVER: none. */
int32_t kr_train_first_start(const kr_wagon *wagon, int32_t day);

/* The last day on which it may start; INT32_MAX: there is none. */
int32_t kr_train_last_start(const kr_wagon *wagon);

/* Gives the bits and kinds whose days matter, by the wagons that are not left out, a place in the times of a label. */
void kr_label_lay_out(kr_arranger *this, const kr_train_problem *problem);

/* Room for one label more behind the last. False when memory is short. */
bool kr_label_make_room(kr_arranger *this, kr_error *error);

/* The first day that the wagons of a label leave for one more; KR_NEVER: none. */
int32_t kr_label_start(const kr_arranger *this, const kr_train_problem *problem, uint32_t parent, const kr_wagon *wagon);

/* Hangs a wagon behind a label; the new label is the last one and not yet counted. False when it would do nothing there. */
bool kr_label_hang(kr_arranger *this, uint32_t parent, const kr_wagon *wagon, uint32_t number, int32_t start, uint64_t needs);

/* Keeps the last label unless another dominates it; marks those from number `level` on that it dominates. */
void kr_label_keep(kr_arranger *this, enum kr_pass pass, uint32_t level);

/* True when a finished train is better than another. */
bool kr_label_better(const kr_arranger *this, uint64_t needs, const kr_train_label *a, const kr_train_label *b);

#endif
