/*
 * Whether somebody of the register may be found by an employer on a day: the one rule for cards and for asking.
 *
 * A registration lapses at its end (Wet SUWI 30b), who does not want to be contacted is not (AVG 21), and who is not
 * available is not shown: out of date profiles are what failed before. Unknown is no reason.
 */
#ifndef KR_CARD_STANDING_H
#define KR_CARD_STANDING_H

#include "record/reader.h"

enum kr_standing { KR_STANDS, KR_LAPSED, KR_DECLINED, KR_UNAVAILABLE, KR_STANDINGS };

/* The fields of a person that it looks at, in this order; NULL ends them. */
extern const char *const kr_standing_fields[];
#define KR_STANDING_FIELDS 6

/* `values` by kr_standing_fields, empty where unknown; `day` since 1970-01-01. */
enum kr_standing kr_standing_on(const kr_slice *values, int32_t day);

#endif
