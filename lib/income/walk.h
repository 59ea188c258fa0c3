/*
 * A household along a path of work, month by month, beside the same months without the work.
 *
 * The allowances go by the gross income of the calendar year: that of the months of the path, of the months before it as without the work
 * (or as the household says), and of those after it as in the last step. What the work brings about runs on: the months of the exemption, the
 * months of WW, and whether WW has stopped.
 */
#ifndef KR_INCOME_WALK_H
#define KR_INCOME_WALK_H

#include "income/household.h"
#include "income/path.h"

typedef struct kr_walk {
	kr_income_month *months;   /* of the path: the first `count` */
	kr_income_month *without;  /* the same months without the work */
	size_t count;
	kr_income_month *all[2];   /* whole calendar years */
} kr_walk;

/* Memory for the longest path: some 400 KB, used again for each household. False when memory is short. */
bool kr_walk_open(kr_walk *walk);

/*
 * Fills walk->months in for the path that begins in the month of `first`. `rules_day`: the rules of this day hold for all months
 * (INT32_MIN: each month has those of its first day).
 */
void kr_walk_run(kr_walk *walk, const kr_rules *rules, const kr_household *household, const kr_path *path, int32_t first, int32_t rules_day);

void kr_walk_close(kr_walk *walk);

#endif
