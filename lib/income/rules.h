/*
 * The rules of income as dated records: income_rules.tsv, or a file that looks like it.
 *
 * A table is refused as a whole when a rule is missing, when a day has no row or two, when brackets do not join, and when a value
 * does not fit its unit. So on each day a rule has one value, or a row that says that it is not known; nothing is filled in.
 */
#ifndef KR_INCOME_RULES_H
#define KR_INCOME_RULES_H

#include "codes/date.h"
#include "record/definition.h"

enum kr_rule {
	KR_RULE_PAYROLL_TAX, KR_RULE_SOCIAL_CONTRIBUTION, KR_RULE_GENERAL_CREDIT, KR_RULE_LABOUR_CREDIT, KR_RULE_HOLIDAY_PAY,
	KR_RULE_MINIMUM_WAGE_HOUR,
	KR_RULE_NORM_SINGLE, KR_RULE_NORM_COUPLE, KR_RULE_PARTICIPATION_HOLIDAY,
	KR_RULE_EXEMPTION_SHARE, KR_RULE_EXEMPTION_MONTHS, KR_RULE_EXEMPTION_AGE, KR_RULE_EXEMPTION_MAXIMUM,
	KR_RULE_PARENT_SHARE, KR_RULE_PARENT_MONTHS, KR_RULE_PARENT_CHILD, KR_RULE_PARENT_MAXIMUM,
	KR_RULE_LIMITED_SHARE, KR_RULE_LIMITED_MAXIMUM,
	KR_RULE_WW_SHARE_FIRST, KR_RULE_WW_SHARE_FIRST_MONTHS, KR_RULE_WW_SHARE, KR_RULE_WW_STOP, KR_RULE_WW_MONTH_FACTOR,
	KR_RULE_WW_MAXIMUM_DAY_WAGE, KR_RULE_WW_REVIVES, KR_RULE_WW_NEW_RIGHT_WEEKS, KR_RULE_WW_NEW_RIGHT_AMONG,
	KR_RULE_HEALTHCARE_MAXIMUM_SINGLE, KR_RULE_HEALTHCARE_MAXIMUM_COUPLE, KR_RULE_HEALTHCARE_THRESHOLD, KR_RULE_HEALTHCARE_DECLINE,
	KR_RULE_HEALTHCARE_MINIMUM,
	KR_RULE_CHILD_FIRST, KR_RULE_CHILD_SECOND, KR_RULE_CHILD_THIRD, KR_RULE_CHILD_FURTHER, KR_RULE_CHILD_12_15, KR_RULE_CHILD_16_17,
	KR_RULE_CHILD_SINGLE_PARENT, KR_RULE_CHILD_THRESHOLD_SINGLE, KR_RULE_CHILD_THRESHOLD_COUPLE, KR_RULE_CHILD_DECLINE,
	KR_RULE_CHILD_BENEFIT_0_5, KR_RULE_CHILD_BENEFIT_6_11, KR_RULE_CHILD_BENEFIT_12_17,
	KR_RULE_PAY_DAY_WAGE, KR_RULE_PAY_DAY_BENEFIT, KR_RULE_PAY_DAY_WW, KR_RULE_PAY_DAY_ALLOWANCES, KR_RULE_PAY_DAY_CHILD_BENEFIT,
	KR_RULES
};

/* As the table writes them. */
extern const char *const kr_rule_names[KR_RULES];

/* Factors and shares are in hundred-thousandths: a thousandth of a percent. */
#define KR_FACTOR 100000
/* Euro amounts are in cents and lie within this; so do incomes, or sums of products would not fit. */
#define KR_CENTS_MAX INT64_C(1000000000)
#define KR_NO_AMOUNT INT64_MIN

/* A row of the table: a value that holds from one day up to and including another. */
typedef struct kr_rule_row {
	int32_t first, last;   /* days since 1970-01-01; INT32_MAX: open */
	int64_t low, high;     /* of a bracket: cents a year; high INT64_MAX: no end */
	int64_t value;         /* cents, hundred-thousandths or a count; KR_NO_AMOUNT: not known */
	bool is_factor;
	uint32_t row;          /* in the definition */
	uint8_t rule, bracket; /* bracket 0: none */
} kr_rule_row;

typedef struct kr_rules {
	kr_definition definition;
	kr_rule_row *rows;              /* by rule, day, bracket */
	size_t starts[KR_RULES + 1];    /* where the rows of each begin */
	uint32_t value, unit, status, source, from, until, note; /* columns */
} kr_rules;

/*
 * Loads and checks a table: `path`, or the built-in one (`directory` as in kr_definition_load) when it is NULL. The message of a table that is
 * refused names file, line, rule and days. {0} before; kr_rules_free after, also when it failed.
 */
bool kr_rules_load(kr_rules *rules, const char *path, const char *directory, kr_error *error);

/* The row that holds on this day, its first bracket where it has several (*count of them); NULL before the first day of the table. */
const kr_rule_row *kr_rules_on(const kr_rules *rules, enum kr_rule rule, int32_t day, size_t *count);

void kr_rules_free(kr_rules *rules);

#endif
