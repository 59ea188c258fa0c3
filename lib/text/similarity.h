/*
 * How much two short texts are alike. Bytes are compared, so give texts in comparison form (text/fold.h).
 *
 * Bit-parallel and without memory of its own; only the first 64 bytes of a text count. Integers, so that the result is
 * the same on every machine.
 */
#ifndef KR_TEXT_SIMILARITY_H
#define KR_TEXT_SIMILARITY_H

#include "base/slice.h"

#define KR_SIMILAR_MAX 64 /* bytes that count */

/*
 * Jaro-Winkler similarity (Winkler 1990; prefix of at most four bytes, scale 0.1, no minimum) in thousandths:
 * 0..1000. Two empty texts are alike (1000), an empty and another are not (0).
 */
int kr_jaro_winkler(kr_slice a, kr_slice b);

/*
 * Restricted Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours,
 * no part edited twice (optimal string alignment; bit-vectors after Hyyrö 2003). `limit`+1 when it is above the limit.
 */
int kr_edit_distance(kr_slice a, kr_slice b, int limit);

#endif
