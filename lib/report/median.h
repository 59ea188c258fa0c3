/*
 * The lower median of numbers: of an even count the lower of the two in the middle, so that it is a number that occurs.
 */
#ifndef KR_REPORT_MEDIAN_H
#define KR_REPORT_MEDIAN_H

#include <stddef.h>
#include <stdint.h>

/* Sorts the numbers; 0 of none. */
int64_t kr_median(int64_t *numbers, size_t count);

/* How many different numbers there are; sorts them. */
size_t kr_count_different(int64_t *numbers, size_t count);

#endif
