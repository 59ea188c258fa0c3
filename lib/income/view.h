/*
 * How the rules are looked up while amounts are worked out: the day that counts, what turned out to be unknown, and which row each
 * amount came from.
 */
#ifndef KR_INCOME_VIEW_H
#define KR_INCOME_VIEW_H

#include "income/rules.h"

/* The amounts of a month, in cents; the names are those of the fields of the record. */
enum kr_income_amount {
	KR_INCOME_WAGE,          /* gross */
	KR_INCOME_TAX,           /* on the wage */
	KR_INCOME_NET_WAGE,
	KR_INCOME_BENEFIT,       /* participation benefit, net */
	KR_INCOME_EXEMPTION,     /* the part of the net wage that is not settled with it */
	KR_INCOME_WW,            /* gross */
	KR_INCOME_WW_TAX,
	KR_INCOME_HEALTHCARE,
	KR_INCOME_CHILD_BUDGET,
	KR_INCOME_CHILD_BENEFIT,
	KR_INCOME_TOTAL,
	KR_INCOME_WITHOUT,
	KR_INCOME_DIFFERENCE,
	KR_INCOME_AMOUNTS
};
extern const char *const kr_income_amount_names[KR_INCOME_AMOUNTS];
extern const char *const kr_income_amount_formulas[KR_INCOME_AMOUNTS]; /* how each is worked out, in words */

/* What is not in the amounts although it may be due, beside the rules that are unknown. */
enum kr_income_gap {
	KR_GAP_HOUSEHOLD,      /* which kind it is: not known */
	KR_GAP_SCHEME,         /* not known, or none that the rules cover */
	KR_GAP_AGE,            /* reckoned as old enough for the exemption */
	KR_GAP_CHILDREN,       /* whether there are any is not known: no allowances for them */
	KR_GAP_CHILDCARE,      /* childcare allowance: no rule of kr */
	KR_GAP_RENT,           /* rent allowance: its factors are not known */
	KR_GAP_MUNICIPAL,      /* what each municipality decides itself */
	KR_GAP_HOLIDAY_PAY,    /* paid apart, in a month of its own */
	KR_GAP_WW_WAGE,        /* not known */
	KR_GAP_WW_MONTHS,      /* how long WW has been paid: not known */
	KR_GAP_WW_END,         /* how long WW will be paid: not known */
	KR_GAP_NEW_WW,         /* long enough at work for a new right */
	KR_GAP_MINIMUM,        /* below the social minimum: there may be a right to more */
	KR_GAP_YEAR,           /* the income of the calendar year: a month of it is not known, so neither are the allowances that go by it */
	KR_GAPS
};
extern const char *const kr_income_gap_names[KR_GAPS];

/* One use of a row for an amount. */
typedef struct kr_rule_use {
	uint8_t amount;
	uint32_t row; /* of the definition */
} kr_rule_use;

enum { KR_USES_MAX = 96 };

typedef struct kr_rule_uses {
	kr_rule_use items[KR_USES_MAX];
	size_t count;
} kr_rule_uses;

typedef struct kr_view {
	const kr_rules *rules;
	int32_t day;                  /* the rules of this day */
	enum kr_income_amount amount; /* what is worked out */
	uint64_t *unknown;            /* a bit for each rule that was needed and is not known */
	kr_rule_uses *uses;           /* NULL: nobody asks */
} kr_view;

/* The value of a rule; false when it is not known, which is then noted. */
bool kr_view_value(const kr_view *view, enum kr_rule rule, int64_t *value);

/*
 * What the brackets of a rule give for an income in cents a year, in hundred-thousandths of a cent: each factor on the part of the income
 * that lies in its bracket, counted from the end of the bracket before; a euro amount stands in place of all that was counted before it.
 */
bool kr_view_brackets(const kr_view *view, enum kr_rule rule, int64_t income, int64_t *sum);

/* cents * factor in whole cents, halves up. */
int64_t kr_share(int64_t cents, int64_t factor);

#endif
