/*
 * kr-income: what its parts share. kr-income.c has the options and calls them.
 */
#ifndef KR_CMD_INCOME_H
#define KR_CMD_INCOME_H

#include "command.h"
#include "income/sweep.h"
#include "income/values.h"
#include "income/walk.h"

/* What was asked for on the command line; NULL where nothing was. */
typedef struct income_asked {
	const char *household, *scheme, *path, *from, *children, *ww_wage, *ww_until, *income_before, *rules, *rules_of, *holiday, *sweep, *wage, *households, *vacancies;
	int64_t age, ww_months, exemption_months; /* -1: not given */
	bool limited_hours, no_credits, explain, payments, pays, print_rules;
} income_asked;

extern income_asked asked;
extern kr_common common;
extern const kr_command command;

/* A month becomes records of one of these kinds. */
typedef struct income_output {
	const char *const *names; /* of its fields */
	size_t count;
	/* `values` has room for count; called for each month, it hands each record to `put` with `context`. False when put gave false. */
	bool (*write)(const kr_rules *rules, const kr_income_month *month, const kr_income_month *without,
	    bool (*put)(void *context, const kr_slice *values), void *context);
} income_output;

extern const income_output income_months, income_explained, income_payments;

/* The fields of a sweep; its `write` is income_write_sweep. */
extern const income_output income_swept;

/* Range and wage of --sweep and --wage, and the rules of `day`; or dies. */
void income_sweep_of_options(const kr_rules *rules, int32_t day, kr_sweep *sweep);

/* All records of a sweep, as `write` of an output does those of a month. */
bool income_write_sweep(const kr_sweep *sweep, bool (*put)(void *context, const kr_slice *values), void *context);

/* What is not in the amounts of a month and of the same without the work, as a list in `room`. */
enum { INCOME_LIST_MAX = 4096 };
kr_slice income_unknown(const kr_income_month *month, const kr_income_month *without, char room[INCOME_LIST_MAX]);

/* Codes of what is wrong with a field of a household, for the rejects. */
extern const char *const income_problems[KR_HOUSEHOLD_FIELDS];

/* Adds `pays` to pairs, from argv[first] on, by the rules of `day`; the exit status. */
int income_pays(const kr_rules *rules, int32_t day, enum kr_holiday_pay holiday, int argc, char **argv, int first);

/* Cents in euro with two decimals; nothing for what is not known. At most INCOME_EURO_MAX bytes. */
enum { INCOME_EURO_MAX = 24 };
kr_slice income_euro(int64_t cents, char *room);

/* "YYYY-MM" of a day; at most KR_DATE_MAX bytes. */
kr_slice income_month_text(int32_t day, char *room);

#endif
