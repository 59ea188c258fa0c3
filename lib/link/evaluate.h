/*
 * How good a linkage is where the truth is known: over pairs of records, and over records (B-cubed, Bagga and Baldwin
 * 1998). Always say which of the two a figure is.
 */
#ifndef KR_LINK_EVALUATE_H
#define KR_LINK_EVALUATE_H

#include <stdint.h>

#include "base/error.h"

typedef struct kr_evaluation {
	uint64_t records;             /* with a known truth; the others do not count */
	uint64_t found, right, true_pairs; /* pairs that were linked; of these true; that are true */
	int64_t precision, recall, f1;         /* over pairs, millionths; -1 where nothing is to be divided by */
	int64_t b3_precision, b3_recall, b3_f1; /* over records, millionths */
} kr_evaluation;

/* `person` and `truth` have a number for each record; 0 in `truth` is unknown. */
bool kr_evaluate(kr_evaluation *evaluation, const uint32_t *person, const uint32_t *truth, uint32_t records, kr_error *error);

#endif
