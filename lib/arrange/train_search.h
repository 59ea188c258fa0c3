/*
 * One pass of the solver of arrange/train.h: labels level by level, without those that cannot become as good as the goal.
 */
#ifndef KR_ARRANGE_TRAIN_SEARCH_H
#define KR_ARRANGE_TRAIN_SEARCH_H

#include "arrange/train_label.h"

#define KR_NO_LABEL UINT32_MAX

/* What a train must not exceed, and for each need its least share of wagons and of weight: a wagon's own over the needs that it serves. */
typedef struct kr_search_goal {
	int open;
	uint32_t wagons; /* UINT32_MAX: nothing is known yet, so nothing is left out */
	uint64_t weight, next_weight; /* next_weight becomes the least of the labels that were only too heavy */
	int32_t end;
	uint64_t wagon_share[64], weight_share[64]; /* in a scale of its own; UINT64_MAX: nothing serves it */
} kr_search_goal;

/* Everything that could be had in the end, were there time for all and no exclusion but those that hold already; without what is left out. */
uint64_t kr_train_reach(const kr_arranger *this, const kr_train_problem *problem, uint64_t has, uint64_t excluded);

/* Fills the shares in, by the wagons that are not dropped. */
void kr_search_share(const kr_arranger *this, const kr_train_problem *problem, uint64_t needs, kr_search_goal *goal);

/* The least that must still be added to serve all of `needs` but the `open` dearest. */
uint64_t kr_search_least(const uint64_t *shares, uint64_t needs, int open);

/*
 * The number of the label that is best in what this pass and those before it look at, or KR_NO_LABEL with the error. Number 0 is the train
 * without wagons.
 */
uint32_t kr_search_run(kr_arranger *this, const kr_train_problem *problem, enum kr_pass pass, kr_search_goal *goal, kr_error *error);

#endif
