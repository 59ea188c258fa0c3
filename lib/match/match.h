/*
 * The whole match: both sides, the criteria, and out come the lines of the best pairs in a fixed order, whatever the number of
 * threads: by vacancy (or person) as they came in, and there by rank.
 */
#ifndef KR_MATCH_MATCH_H
#define KR_MATCH_MATCH_H

#include "match/rank.h"

/* What became of the pairs of one vacancy. */
typedef struct kr_match_cut {
	uint64_t kept;  /* neither dropped nor hidden */
	uint64_t shown;
	uint64_t tied;  /* left out with the score of the last one shown; by vacancy only */
} kr_match_cut;

typedef struct kr_match {
	const kr_criteria *criteria;
	const kr_world *world;
	const kr_side *vacancies, *people;
	size_t k;
	uint32_t min_score;
	bool per_person; /* the best k vacancies of each person, not the best k people of each vacancy */
	size_t threads;  /* as in kr_threads_run */
	kr_match_count *counts; /* criteria->count a vacancy; after kr_match_run */
	kr_match_cut *cuts;     /* one a vacancy */
	kr_arena arena;
} kr_match;

/*
 * Calls `take` with whole lines (pair.h) in order; `pairs` says how many. It runs in the caller's thread.
 */
bool kr_match_run(kr_match *match, void (*take)(void *context, kr_slice lines, uint64_t pairs), void *context, kr_error *error);

void kr_match_free(kr_match *match);

#endif
