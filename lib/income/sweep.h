/*
 * What each hour of work more adds, and where more work pays less: cliffs.
 *
 * A month at a wage is reckoned as if the whole year were like it. A cliff is a fall of the total by more than KR_CLIFF_CENTS on one cent
 * of wage more, or from the months of an exemption to those after it. All cents of wage between the ends of the range are looked
 * at wherever the total falls within a euro, so none is passed over; a euro that the rounding of healthcare allowance takes is no cliff.
 */
#ifndef KR_INCOME_SWEEP_H
#define KR_INCOME_SWEEP_H

#include "income/household.h"

#define KR_CLIFF_CENTS 150

/* `low` to `high` hours a week in steps of `step`, all in hundredths, at `hourly` cents. */
typedef struct kr_sweep {
	const kr_rules *rules;
	const kr_household *household;
	int32_t day; /* whose rules hold */
	int64_t low, high, step, hourly;
} kr_sweep;

/* Months of work that are alike: those of an exemption, and those after it. */
typedef struct kr_income_phase {
	int64_t work_month; /* the first of them, from 1 */
	const char *begun_by; /* the rule that ended the phase before it; NULL in the first */
} kr_income_phase;

enum { KR_PHASES = 3 };

/*
 * The phases of a household by the rules of `day`; how many. With participation benefit the first month and the first one after each exemption; with WW
 * the first month of the share that lasts. The last phase is what lasts.
 */
size_t kr_income_phases(const kr_rules *rules, const kr_household *household, int32_t day, kr_income_phase phases[KR_PHASES]);

typedef struct kr_sweep_row {
	int64_t work_month;      /* from which month of work on this holds: 1, or the first after an exemption */
	const kr_income_month *month, *without;
	int64_t gain;            /* total less that of the row before; KR_NO_AMOUNT in the first row and where one is not known */
	const char *cliff;       /* the rule that makes it fall, or NULL */
	int64_t fall;            /* cents */
} kr_sweep_row;

typedef bool kr_sweep_visit(void *context, const kr_sweep_row *row);

/*
 * Hands out the rows by month of work and rising wage: each step of the hours, and the last cent before and the first one after each cliff,
 * whose hours are KR_NO_AMOUNT. False when the visitor gave false.
 */
bool kr_sweep_run(const kr_sweep *sweep, kr_sweep_visit *visit, void *context);

/*
 * A month of that wage when the whole year is like it, in the month of work `work_month` (from 1), and the same without the work; compared. `hours` in
 * hundredths or KR_NO_AMOUNT.
 */
void kr_income_steady(const kr_rules *rules, const kr_household *household, int32_t day, int64_t hours, int64_t wage, int64_t work_month,
    kr_income_month *month, kr_income_month *without);

#endif
