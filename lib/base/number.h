/*
 * Numbers as records hold them, without locale: integers, and decimals as integers of a fixed number of
 * decimal places ("12.5" with two places is 1250), so that sums are exact.
 */
#ifndef KR_BASE_NUMBER_H
#define KR_BASE_NUMBER_H

#include <stdint.h>

#include "base/slice.h"

/* Room for the longest number that kr_number_write writes. */
#define KR_NUMBER_MAX 24

/*
 * The whole text as an integer: digits with an optional '-' before them, nothing else. False when it is
 * none or does not lie in min..max; then *number is left alone.
 */
bool kr_number_parse(kr_slice text, int64_t min, int64_t max, int64_t *number);

/*
 * The whole text as a decimal with a point (never a comma), scaled by 10^places (at most 9): "-1.5" with
 * places 3 gives -1500. Digits past the places must be zero, else false; so must numbers outside int64.
 */
bool kr_decimal_parse(kr_slice text, int places, int64_t *scaled);

/* Writes the number to out (KR_NUMBER_MAX bytes, no NUL) and gives the number of bytes. */
size_t kr_number_write(int64_t number, char *out);

/* Writes a scaled decimal: 1250 with two places as "12.5", without zeros at the end. Gives the bytes. */
size_t kr_decimal_write(int64_t scaled, int places, char *out);

/* a/b rounded to the nearest, halves away from zero; b > 0. */
int64_t kr_divide_round(int64_t a, int64_t b);

#endif
