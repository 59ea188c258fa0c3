/*
 * Judges many people for one vacancy, exactly.
 *
 * A plan holds what one vacancy asks. People go through it block by block: first every criterion that may drop a pair is
 * judged for all of the block, so each demand is counted whatever the others say; then the remaining points are added, those
 * that cost least and weigh most first, and a pair leaves as soon as even full points for the rest would not bring it to the floor. That bound
 * is exact, so the result is the same as judging everything.
 *
 * Where a criterion has few different values of people, they are judged once a vacancy and looked up; else each pair is
 * judged. Of such a criterion with nothing hard but the person's limit, only people with a limit are judged at first.
 */
#ifndef KR_MATCH_RANK_H
#define KR_MATCH_RANK_H

#include "match/top.h"

#define KR_BLOCK 1024

/* What a criterion does to the pairs of one vacancy. */
typedef struct kr_match_count {
	uint64_t dropped; /* pairs that its hard demand or limit drops */
	uint64_t only;    /* of these, pairs that nothing else drops */
	uint64_t hidden;  /* pairs left out because it is unknown and its policy is `hide` */
} kr_match_count;

typedef struct kr_plan {
	struct kr_plan_part {
		const kr_criterion *criterion;
		const kr_column *column; /* of the people */
		size_t index;
		const int32_t *demand;
		size_t demand_count;
		uint16_t drops;     /* which flags of a verdict drop the pair */
		bool is_looked_up;  /* in a table: there are few different values */
		bool limits_only;   /* tested: goes over those who have a limit only, and gives no points */
		uint64_t *table;    /* entry of each value; NULL: judge each pair */
		uint32_t remaining; /* most points of the soft parts behind this one */
	} parts[2 * KR_CRITERIA_MAX];
	size_t tested, count; /* parts[0..tested) go over all people; those up to count are soft */
	bool hides;           /* a part's policy is `hide` */
	uint32_t base;        /* points of what is not asked */
	uint32_t soft;        /* most points of all soft parts */
	const kr_criteria *criteria;
	const kr_world *world;
	const kr_side *people;
	size_t vacancy;
} kr_plan;

/* Memory of one thread. */
typedef struct kr_ranker {
	kr_plan plan;
	uint64_t *tables[KR_CRITERIA_MAX];
	uint64_t sums[KR_BLOCK];   /* of entries: points in the lower half, criteria that drop in the upper */
	uint32_t hidden[KR_BLOCK]; /* bit i: criterion i hides the pair; only when the plan hides */
	uint16_t chosen[KR_BLOCK];
	size_t chosen_count;
	kr_match_count counts[KR_CRITERIA_MAX]; /* of the present vacancy, since kr_rank_begin */
	uint64_t kept;                          /* pairs neither dropped nor hidden */
} kr_ranker;

bool kr_ranker_make(kr_ranker *ranker, const kr_criteria *criteria, const kr_side *people);
void kr_ranker_free(kr_ranker *ranker);

/* Makes the plan of a vacancy for `expected` people. */
void kr_rank_begin(kr_ranker *ranker, const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies,
    size_t vacancy, const kr_side *people, size_t expected);

/*
 * Judges people first .. first+count (at most KR_BLOCK). tops[i] is offered what may belong in it, for person first+i, or,
 * when `shared`, tops[0] everybody. Pairs below min_score are not offered.
 */
void kr_rank_block(kr_ranker *ranker, size_t first, size_t count, kr_top *tops, bool shared, uint32_t min_score);

/* The verdict of one pair by one criterion. */
kr_verdict kr_rank_verdict(const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies, size_t vacancy,
    const kr_side *people, size_t person, size_t criterion);

#endif
