/*
 * A path of work: "20h x 14.71 for 3 months, then 32h, then back".
 *
 *	path   step, then step, ...        (a comma, "then" or both between them)
 *	step   HOURSh [x WAGE] [for N months]            hours a week, wage in euro an hour
 *	       HOURSh [x minimum] [for N months]         the legal minimum wage of each month
 *	       [HOURSh] WAGE a month [for N months]      euro a month
 *	       back [for N months]                       no work
 *
 * What a step leaves out, wage or months, is as in the step before it. The first step has twelve months where it says nothing. Numbers
 * have a decimal point and at most two decimals; wages are gross, without holiday pay.
 */
#ifndef KR_INCOME_PATH_H
#define KR_INCOME_PATH_H

#include "base/error.h"
#include "base/slice.h"

enum { KR_PATH_STEPS = 24, KR_PATH_MONTHS = 120 };

typedef struct kr_path_step {
	int64_t hours;  /* a week, in hundredths; KR_PATH_UNSAID where only the wage of a month is said; 0: back */
	int64_t hourly; /* cents an hour; KR_PATH_MINIMUM; KR_PATH_UNSAID where `monthly` holds */
	int64_t monthly;/* cents a month */
	int64_t months;
} kr_path_step;

#define KR_PATH_UNSAID INT64_C(-1)
#define KR_PATH_MINIMUM INT64_C(-2)

typedef struct kr_path {
	kr_path_step steps[KR_PATH_STEPS];
	size_t count;
	int64_t months; /* of all steps */
} kr_path;

/* Reads a path as plain text. False with a message that names the step. */
bool kr_path_parse(kr_slice text, kr_path *path, kr_error *error);

/* Gross wage of a month in cents: hours * hourly * 52 / 12 (the month as a twelfth of 52 weeks), halves up. */
int64_t kr_path_month_wage(int64_t hours, int64_t hourly);

#endif
