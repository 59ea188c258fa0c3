/*
 * kr-income: what its parts share. kr-income.c has the options and calls them.
 */
#ifndef KR_CMD_INCOME_H
#define KR_CMD_INCOME_H

#include "command.h"
#include "income/values.h"
#include "income/walk.h"

/* What was asked for on the command line; NULL where nothing was. */
typedef struct income_asked {
	const char *household, *scheme, *path, *from, *children, *ww_wage, *ww_until, *income_before, *rules, *rules_of, *holiday;
	int64_t age, ww_months, exemption_months; /* -1: not given */
	bool limited_hours, no_credits, explain, payments, print_rules;
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

/* The texts of one household from the options. */
void income_values_of_options(kr_slice values[KR_HOUSEHOLD_FIELDS]);

/* Cents in euro with two decimals; nothing for what is not known. At most INCOME_EURO_MAX bytes. */
enum { INCOME_EURO_MAX = 24 };
kr_slice income_euro(int64_t cents, char *room);

/* "YYYY-MM" of a day; at most KR_DATE_MAX bytes. */
kr_slice income_month_text(int32_t day, char *room);

#endif
