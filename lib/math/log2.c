#include "math/log2.h"

#define FRACTION 24 /* bits behind the point while squaring */

/* Squaring the mantissa doubles its logarithm: each time it passes 2, one more binary digit is 1 (Knuth, TAOCP 1.2.2). */
int32_t
kr_log2(uint64_t number)
{
	int whole = 63 - __builtin_clzll(number);
	uint64_t mantissa = whole >= 31 ? number >> (whole - 31) : number << (31 - whole); /* 1.31 */
	uint64_t fraction = 0;
	for (int i = 0; i < FRACTION; i++) {
		mantissa = (mantissa * mantissa) >> 31;
		fraction <<= 1;
		if (mantissa >> 32) {
			mantissa >>= 1;
			fraction |= 1;
		}
	}
	return (int32_t)(whole * 1000 + (int32_t)((fraction * 1000) >> FRACTION));
}
