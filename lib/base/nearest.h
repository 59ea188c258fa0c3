/*
 * The known name that is nearest to a mistyped one, for error messages.
 */
#ifndef KR_BASE_NEAREST_H
#define KR_BASE_NEAREST_H

#include <stdint.h>

#include "base/slice.h"

typedef struct kr_nearest {
	kr_slice wanted, best;
	size_t distance;
} kr_nearest;

kr_nearest kr_nearest_to(kr_slice wanted);

/* Offers a known name; the first of the nearest is kept (edit distance, transpositions as one). */
void kr_nearest_offer(kr_nearest *nearest, kr_slice known);

/* The nearest name, or the empty slice when none is near enough to be meant (a third of its length). */
kr_slice kr_nearest_found(const kr_nearest *nearest);

#endif
