#include "income/view.h"

#include "base/number.h"

const char *const kr_income_amount_names[KR_INCOME_AMOUNTS] = {"wage", "tax", "net_wage", "benefit", "exemption", "ww", "ww_tax",
    "healthcare_allowance", "child_budget", "child_benefit", "total", "without_work", "difference"};

const char *const kr_income_amount_formulas[KR_INCOME_AMOUNTS] = {
    "hours a week x wage an hour x 52 / 12, or as the path says",
    "payroll_tax + social_contribution - general_credit - labour_credit on twelve times the wage, / 12",
    "wage - tax",
    "participation_norm - (net_wage - exemption), not below 0",
    "exemption share x net_wage, at most its maximum",
    "ww share x (month wage of WW - wage), nothing when the wage is above ww_stop x that month wage",
    "tax on wage and ww together - tax",
    "healthcare_maximum - healthcare_decline x (income of the year - healthcare_threshold) / 12, in whole euro",
    "(amounts of child_budget - child_budget_decline x (income of the year - its threshold)) / 12",
    "child_benefit of the quarter / 3",
    "net_wage + benefit + ww - ww_tax + healthcare_allowance + child_budget + child_benefit",
    "total of the same month without the work",
    "total - without_work"};

const char *const kr_income_gap_names[KR_GAPS] = {"household", "scheme", "age", "children", "childcare_allowance", "rent_allowance", "municipal_schemes",
    "holiday_pay", "ww_wage", "ww_months", "ww_until", "new_ww", "social_minimum", "year_income"};

static void
note(const kr_view *view, uint32_t row)
{
	kr_rule_uses *uses = view->uses;
	if (uses == NULL || uses->count == KR_USES_MAX)
		return;
	for (size_t i = 0; i < uses->count; i++)
		if (uses->items[i].row == row && uses->items[i].amount == view->amount)
			return;
	uses->items[uses->count++] = (kr_rule_use){(uint8_t)view->amount, row};
}

/* The rows that hold, when they are known. */
static const kr_rule_row *
look(const kr_view *view, enum kr_rule rule, size_t *count)
{
	const kr_rule_row *rows = kr_rules_on(view->rules, rule, view->day, count);
	if (rows != NULL)
		note(view, rows->row);
	if (rows != NULL && rows->value != KR_NO_AMOUNT)
		return rows;
	*view->unknown |= UINT64_C(1) << rule;
	return NULL;
}

bool
kr_view_value(const kr_view *view, enum kr_rule rule, int64_t *value)
{
	size_t count;
	const kr_rule_row *row = look(view, rule, &count);
	if (row != NULL)
		*value = row->value;
	return row != NULL;
}

bool
kr_view_brackets(const kr_view *view, enum kr_rule rule, int64_t income, int64_t *sum)
{
	size_t count;
	const kr_rule_row *rows = look(view, rule, &count);
	if (rows == NULL)
		return false;
	*sum = 0;
	for (size_t i = 0; i < count && (i == 0 || income > rows[i].low); i++) {
		int64_t part = (income < rows[i].high ? income : rows[i].high) - rows[i].low;
		note(view, rows[i].row);
		*sum = rows[i].is_factor ? *sum + part * rows[i].value : rows[i].value * KR_FACTOR;
	}
	return true;
}

int64_t
kr_share(int64_t cents, int64_t factor)
{
	return kr_divide_round(cents * factor, KR_FACTOR);
}
