/*
 * Numbers as people write them: "24-32 uur", "€ 2.500,00", "14,50 per uur", "036".
 *
 * A comma or a full stop with one or two digits behind it is a decimal sign, with three a sign of thousands;
 * where both stand the last one is the decimal sign. Words that may stand around a number are in amount.c (uur,
 * km, euro, ca., max ...).
 */
#ifndef KR_CODES_AMOUNT_H
#define KR_CODES_AMOUNT_H

#include <stdint.h>

#include "base/buffer.h"

/* Which number of a span ("24-32") is meant. */
enum kr_amount_side { KR_AMOUNT_FIRST, KR_AMOUNT_LAST };

/* Bounds are in units, also for decimals. */
typedef struct kr_amount {
	enum kr_amount_side side;
	int64_t min, max;
} kr_amount;

/*
 * Adds the number as an integer or as a decimal of at most two places. NULL, or the problem and nothing added:
 * "not-a-number", "not-whole", "out-of-range".
 */
const char *kr_integer_read(kr_slice text, const kr_amount *amount, kr_buffer *out);
const char *kr_decimal_read(kr_slice text, const kr_amount *amount, kr_buffer *out);

/* The words behind the last number ("per uur"), or the empty slice. */
kr_slice kr_amount_words(kr_slice text);

#endif
