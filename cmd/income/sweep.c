/*
 * kr-income --sweep: a record for each step of the hours, and for both sides of each cliff.
 */
#include <string.h>

#include "base/number.h"
#include "income/income.h"
#include "verbs.h"

enum { WORK_MONTH, HOURS, AMOUNTS, GAIN = AMOUNTS + KR_INCOME_AMOUNTS, CLIFF, FALL, UNKNOWN, FIELDS };

static const char *const names[FIELDS] = {"work_month", "work_hours", "wage", "tax", "net_wage", "benefit", "exemption", "ww", "ww_tax",
    "healthcare_allowance", "child_budget", "child_benefit", "total", "without_work", "difference", "gain", "cliff", "fall", "unknown"};

const income_output income_swept = {names, FIELDS, NULL};

/* "0:40" or "0:40:0.5", in hundredths. */
static bool
read_range(kr_slice text, kr_sweep *sweep)
{
	int64_t *const parts[] = {&sweep->low, &sweep->high, &sweep->step};
	size_t count = 0;
	kr_slice part;
	sweep->step = 100;
	while (kr_slice_next(&text, ':', &part))
		if (count == 3 || part.len == 0 || part.ptr[0] == '-' || !kr_decimal_parse(part, 2, parts[count++]))
			return false;
	return count >= 2 && sweep->low <= sweep->high && sweep->high <= 8000 && sweep->step > 0;
}

void
income_sweep_of_options(const kr_rules *rules, int32_t day, kr_sweep *sweep)
{
	size_t count;
	sweep->rules = rules;
	sweep->day = day;
	if (!read_range(kr_slice_text(asked.sweep), sweep))
		kr_command_stop(&command, "--sweep: must be two numbers of hours up to 80 with : between them, and :step behind them if need be");
	const kr_rule_row *minimum = kr_rules_on(rules, KR_RULE_MINIMUM_WAGE_HOUR, day, &count);
	if (asked.wage == NULL || strcmp(asked.wage, "minimum") == 0) {
		if (minimum == NULL || minimum->value == KR_NO_AMOUNT)
			kr_command_stop(&command, "the minimum wage of that month is not known: --sweep needs --wage");
		sweep->hourly = minimum->value;
	} else if (!kr_decimal_parse(kr_slice_text(asked.wage), 2, &sweep->hourly) || sweep->hourly <= 0 || sweep->hourly > 100000) {
		kr_command_stop(&command, "--wage: must be euro an hour with at most two decimals, or minimum");
	}
}

/* Where the records go. */
typedef struct writing {
	bool (*put)(void *context, const kr_slice *values);
	void *context;
} writing;

static bool
write_row(void *context, const kr_sweep_row *row)
{
	const writing *self = context;
	char month[KR_NUMBER_MAX], hours[KR_NUMBER_MAX], euros[KR_INCOME_AMOUNTS][INCOME_EURO_MAX], gain[INCOME_EURO_MAX], fall[INCOME_EURO_MAX],
	    unknown[INCOME_LIST_MAX];
	kr_slice values[FIELDS];
	values[WORK_MONTH] = kr_slice_of(month, kr_number_write(row->work_month, month));
	values[HOURS] = kr_slice_of(hours, row->month->hours == KR_NO_AMOUNT ? 0 : kr_decimal_write(row->month->hours, 2, hours));
	for (size_t i = 0; i < KR_INCOME_AMOUNTS; i++)
		values[AMOUNTS + i] = income_euro(row->month->amounts[i], euros[i]);
	values[GAIN] = income_euro(row->gain, gain);
	values[CLIFF] = row->cliff == NULL ? KR_SLICE("none") : kr_slice_text(row->cliff);
	values[FALL] = income_euro(row->fall, fall);
	values[UNKNOWN] = income_unknown(row->month, row->without, unknown);
	return self->put(self->context, values);
}

bool
income_write_sweep(const kr_sweep *sweep, bool (*put)(void *context, const kr_slice *values), void *context)
{
	writing self = {put, context};
	return kr_sweep_run(sweep, write_row, &self);
}
