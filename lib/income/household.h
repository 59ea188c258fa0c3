/*
 * The household whose income is worked out, and one month of it before the allowances.
 */
#ifndef KR_INCOME_HOUSEHOLD_H
#define KR_INCOME_HOUSEHOLD_H

#include "income/view.h"

enum kr_household_kind { KR_HOUSEHOLD_UNKNOWN, KR_HOUSEHOLD_SINGLE, KR_HOUSEHOLD_SINGLE_PARENT, KR_HOUSEHOLD_COUPLE };

/* Benefit without the work. KR_ON_OTHER: not known, or one that the rules do not cover. */
enum kr_income_scheme { KR_ON_OTHER, KR_ON_NOTHING, KR_ON_PW, KR_ON_WW };

/*
 * How holiday pay is reckoned. WITHOUT: neither the wage nor the benefit of a month holds it, as both are paid. WITH: both do. MIXED: the
 * benefit does and the wage does not, as in many published examples, which makes work look worse.
 */
enum kr_holiday_pay { KR_HOLIDAY_WITHOUT, KR_HOLIDAY_WITH, KR_HOLIDAY_MIXED };

enum { KR_CHILDREN_MAX = 12, KR_EXEMPTION_OVER = 1000 };

/* Highest wage of a month and of WW, in cents: 100,000 euro. */
#define KR_MONTH_CENTS_MAX INT64_C(10000000)

/* The partner of a couple has no income but half of the benefit. */
typedef struct kr_household {
	enum kr_household_kind kind;
	enum kr_income_scheme scheme;
	int64_t age;              /* years; -1: not known */
	int64_t children;         /* how many; -1: not known */
	uint8_t child_ages[KR_CHILDREN_MAX]; /* at the start: nobody ages on the way */
	bool no_credits;          /* the payroll credits are reckoned by another payer: none on the wage */
	bool limited_hours;       /* can work fewer hours for medical reasons (Participatiewet 6b) */
	int64_t ww_wage;          /* cents: the month wage of WW, 21.75 times the day wage before its maximum; KR_NO_AMOUNT: not known */
	int64_t ww_months;        /* months of WW before the first month; -1: not known */
	int32_t ww_until;         /* last day of WW; INT32_MAX: not known */
	int64_t exemption_months; /* months since the exemption began, before the first */
	int64_t income_before;    /* cents gross in the calendar year before the first month; KR_NO_AMOUNT: as without the work */
	enum kr_holiday_pay holiday;
} kr_household;

/* What happens in a month, as bits 1 << n. */
enum kr_income_event {
	KR_EVENT_WORK_BEGINS, KR_EVENT_WORK_ENDS, KR_EVENT_BENEFIT_ENDS, KR_EVENT_BENEFIT_AGAIN, KR_EVENT_EXEMPTION_BEGINS,
	KR_EVENT_EXEMPTION_ENDS, KR_EVENT_WW_ENDS, KR_EVENT_WW_AGAIN, KR_EVENT_BELOW_MINIMUM, KR_INCOME_EVENTS
};
extern const char *const kr_income_event_names[KR_INCOME_EVENTS];

typedef struct kr_income_month {
	int32_t day;       /* the first of the month */
	size_t step;       /* of the path, from 1; 0: without work */
	int64_t hours;     /* a week, in hundredths; KR_NO_AMOUNT: not said */
	int64_t amounts[KR_INCOME_AMOUNTS]; /* cents; KR_NO_AMOUNT: not known */
	int64_t taxable[2];/* gross with holiday pay, for the allowances: of who works and of the partner; KR_NO_AMOUNT: not known */
	uint32_t events, gaps;
	bool exemption_over; /* its months have gone by, and no other one holds */
	uint64_t unknown;  /* rules */
	kr_rule_uses uses;
} kr_income_month;

/* What a month hands to the next. {0} and ww_months, exemption_months of the household at the start. */
typedef struct kr_income_state {
	int64_t exemption_months; /* since it began, this month too; 0: not begun */
	int64_t ww_months;        /* this month too; -1: not known */
	int64_t elapsed;          /* months since the first */
	bool ww_stopped;          /* by too much income */
} kr_income_state;

/*
 * Works the month out up to the allowances: wage (given in `amounts`), tax, benefit, exemption, WW, taxable, gaps and unknown rules; `state` goes on
 * by a month. The rules are those of `day`. Nothing is asked of the memory.
 *
 * Participation benefit (Participatiewet 19, 31, 32): the norm less the net wage that is not exempted; the exemption is at most a share of the
 * net wage, so rounded down to the cent, and at most its maximum. WW (Werkloosheidswet 47): share * (A - B * C / D), rounded once,
 * A the month wage, B the gross wage, C / D the maximum of the day wage over the day wage where that is more; nothing from the month in
 * which B is above ww_stop of the month wage.
 */
void kr_income_earn(const kr_rules *rules, const kr_household *household, int32_t day, kr_income_state *state, kr_income_month *month);

/*
 * The allowances of a month when the household's gross income of the year is `year` cents (KR_NO_AMOUNT: not known).
 * Healthcare (Wet op de zorgtoeslag 2): maximum - decline * (year - threshold) / 12, in whole euro, halves up, as the published tables
 * have it, and nothing below healthcare_minimum a year. Child budget: a twelfth of its amounts less the decline, to the cent. Child
 * benefit: a third of the quarter's, to the cent.
 */
void kr_income_allow(const kr_rules *rules, const kr_household *household, int32_t day, int64_t year, kr_income_month *month);

/* Sets `total` and, of the same month without the work, `without_work` and `difference`. An allowance that one of them does not know counts in neither. */
void kr_income_compare(kr_income_month *month, kr_income_month *without);

/* Both incomes of a month; KR_NO_AMOUNT when one is not known. */
int64_t kr_income_taxable(const kr_income_month *month);

#endif
