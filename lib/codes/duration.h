/*
 * How long something takes, as people write it: "12 weken", "3-6 mnd", "anderhalf jaar", "2 dagdelen".
 *
 * A week has 40 hours, five days or ten half days, a month is 13/3 weeks and a year 52: those of planning, not of the calendar.
 * Units and words for numbers are in duration.c.
 */
#ifndef KR_CODES_DURATION_H
#define KR_CODES_DURATION_H

#include "codes/amount.h"

/*
 * Adds the weeks as an integer, rounded up; a number without a unit is weeks; of a span the amount's side counts. NULL, or the problem
 * and nothing added: "not-a-number", "out-of-range", and "not-whole" for a number without a unit.
 */
const char *kr_weeks_read(kr_slice text, const kr_amount *amount, kr_buffer *out);

#endif
