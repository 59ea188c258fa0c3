/*
 * kr-income --payments: a record for each payment: what, by whom, and on which day where a rule says so.
 */
#include "income/income.h"

enum { MONTH, WHAT, EURO, PAYER, PAID_ON, RULE, STATUS, SOURCE, NOTE, FIELDS, MONTHS = 12, QUARTER = 3 };

static const char *const names[FIELDS] = {"month", "income_item", "income_euro", "paid_by", "paid_on", "rule", "rule_status", "rule_source",
    "rule_note"};

/* `shift` months after the month that it is for; a quarter's end for what is paid by the quarter. */
typedef struct kind {
	enum kr_income_amount amount;
	const char *payer;
	enum kr_rule rule;
	int shift;
	bool by_quarter;
} kind;

static const kind kinds[] = {
    {KR_INCOME_NET_WAGE, "employer", KR_RULE_PAY_DAY_WAGE, 0, false},
    {KR_INCOME_BENEFIT, "municipality", KR_RULE_PAY_DAY_BENEFIT, 0, false},
    {KR_INCOME_WW, "UWV", KR_RULE_PAY_DAY_WW, 1, false},
    {KR_INCOME_HEALTHCARE, "Dienst Toeslagen", KR_RULE_PAY_DAY_ALLOWANCES, -1, false},
    {KR_INCOME_CHILD_BUDGET, "Dienst Toeslagen", KR_RULE_PAY_DAY_ALLOWANCES, -1, false},
    {KR_INCOME_CHILD_BENEFIT, "SVB", KR_RULE_PAY_DAY_CHILD_BENEFIT, 1, true},
};

/* The day of the rule in that month, or its last day when the month is shorter. */
static kr_date
pay_day(int32_t month, const kind *of, int64_t day)
{
	kr_date date = kr_date_of_days(month);
	int number = date.year * MONTHS + date.month - 1;
	if (of->by_quarter)
		number += QUARTER - 1 - number % QUARTER;
	number += of->shift;
	date = (kr_date){(int16_t)(number / MONTHS), (uint8_t)(number % MONTHS + 1), (uint8_t)day};
	while (!kr_date_exists(date.year, date.month, date.day))
		date.day--;
	return date;
}

static kr_slice
cell(const kr_rules *rules, const kr_rule_row *row, uint32_t column)
{
	return row ? kr_definition_cell(&rules->definition, row->row, column) : (kr_slice){0};
}

static bool
write_payments(const kr_rules *rules, const kr_income_month *month, const kr_income_month *without,
    bool (*put)(void *context, const kr_slice *values), void *context)
{
	(void)without;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char day[KR_DATE_MAX], paid[KR_DATE_MAX], euro[INCOME_EURO_MAX];
		size_t count, len = 0;
		int64_t cents = month->amounts[kinds[i].amount];
		if (kinds[i].amount == KR_INCOME_WW && cents != KR_NO_AMOUNT)
			cents -= month->amounts[KR_INCOME_WW_TAX];
		if (cents == 0 || cents == KR_NO_AMOUNT)
			continue;
		const kr_rule_row *row = kr_rules_on(rules, kinds[i].rule, month->day, &count);
		if (row != NULL && row->value > 0 && row->value <= 31)
			len = kr_date_write(pay_day(month->day, &kinds[i], row->value), paid);
		const kr_slice values[FIELDS] = {income_month_text(month->day, day), kr_slice_text(kr_income_amount_names[kinds[i].amount]),
		    income_euro(cents, euro), kr_slice_text(kinds[i].payer), kr_slice_of(paid, len), kr_slice_text(kr_rule_names[kinds[i].rule]),
		    cell(rules, row, rules->status), cell(rules, row, rules->source), cell(rules, row, rules->note)};
		if (!put(context, values))
			return false;
	}
	return true;
}

const income_output income_payments = {names, FIELDS, write_payments};
