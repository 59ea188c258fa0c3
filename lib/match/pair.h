/*
 * A pair as a record: its score, the parts that add up to it, and why.
 *
 * Fields: vacancy_id, the people's identifier, rank, score, score_NAME for each criterion, score_guarded for all sensitive
 * ones together where there are any, why (criteria met), gaps (not met), unknowns, km, tied.
 * An item of why and gaps is the criterion's name, with what it says behind a colon where that is a number: occupation:4 is four
 * digits of ISCO in common, distance:12km, experience:3y, availability:9d too late, licences:1 lacking. Sensitive criteria
 * never show in the three lists. A list without an item is `none`.
 */
#ifndef KR_MATCH_PAIR_H
#define KR_MATCH_PAIR_H

#include "match/top.h"

/* Adds the names of the fields to an empty header. */
bool kr_pair_header(kr_header *header, const kr_criteria *criteria, const kr_side *people);

/* Adds the line of a pair with its line feed. `tied`: left out with the same score. */
void kr_pair_line(kr_buffer *out, const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies,
    const kr_side *people, const kr_pair *pair, size_t rank, uint64_t tied);

#endif
