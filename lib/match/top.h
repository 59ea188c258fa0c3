/*
 * The best k pairs that were offered, exactly, and how many equals of the last one stayed out.
 *
 * Order: higher score first; then fewer kilometres (as shown; unknown last); then the bytes of person_id, then of vacancy_id.
 */
#ifndef KR_MATCH_TOP_H
#define KR_MATCH_TOP_H

#include "match/sides.h"

#define KR_NO_KM UINT16_MAX

/* Added to the score of a pair that does not rank apart (a criterion whose policy is `apart` is unknown). */
#define KR_TOGETHER (1u << 24)

typedef struct kr_pair {
	uint32_t score; /* points, and KR_TOGETHER */
	uint32_t person, vacancy;
	uint16_t km;
} kr_pair;

typedef struct kr_top {
	kr_pair *pairs; /* the last one first (a heap) until kr_top_sort */
	size_t count, limit;
	uint64_t tied;  /* offered, left out, with the score of the last one that is in */
	const kr_side *people, *vacancies;
} kr_top;

/* Room for `limit` pairs, the caller's. */
void kr_top_begin(kr_top *top, kr_pair *room, size_t limit, const kr_side *people, const kr_side *vacancies);

/* The least score that may still come in. */
static inline uint32_t
kr_top_floor(const kr_top *top)
{
	return top->count < top->limit ? 0 : top->pairs[0].score;
}

void kr_top_offer(kr_top *top, kr_pair pair);

/* Best first. Ends the offering. */
void kr_top_sort(kr_top *top);

#endif
