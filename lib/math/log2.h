/*
 * Logarithms to the base 2 in thousandths of a bit, by integer arithmetic alone: the same on every machine.
 */
#ifndef KR_MATH_LOG2_H
#define KR_MATH_LOG2_H

#include <stdint.h>

/* log2(number) * 1000, rounded down; number > 0. */
int32_t kr_log2(uint64_t number);

/* log2(a / b) * 1000; a, b > 0. */
static inline int32_t
kr_log2_ratio(uint64_t a, uint64_t b)
{
	return kr_log2(a) - kr_log2(b);
}

#endif
