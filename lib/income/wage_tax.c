#include "income/wage_tax.h"

#include "base/number.h"

enum { MONTHS = 12 };

static int64_t
at_least_zero(int64_t number)
{
	return number > 0 ? number : 0;
}

bool
kr_wage_tax(const kr_view *view, int64_t wage, int64_t other, bool has_credits, int64_t *tax)
{
	int64_t year = (wage + other) * MONTHS, payroll, social, general = 0, labour = 0;
	if (!kr_view_brackets(view, KR_RULE_PAYROLL_TAX, year, &payroll) || !kr_view_brackets(view, KR_RULE_SOCIAL_CONTRIBUTION, year, &social))
		return false;
	if (has_credits && (!kr_view_brackets(view, KR_RULE_GENERAL_CREDIT, year, &general) ||
		!kr_view_brackets(view, KR_RULE_LABOUR_CREDIT, wage * MONTHS, &labour)))
		return false;
	int64_t due = at_least_zero(payroll + social - at_least_zero(general) - at_least_zero(labour));
	*tax = kr_divide_round(due, (int64_t)MONTHS * KR_FACTOR);
	return true;
}

bool
kr_gross_of_net(const kr_view *view, int64_t wage, int64_t net, int64_t *gross)
{
	int64_t tax, of_wage, low = net, high = net * 3 + 1;
	if (!kr_wage_tax(view, wage, 0, true, &of_wage))
		return false;
	/* No rate takes more than half, so three times the net is enough. */
	while (low < high) {
		int64_t middle = low + (high - low) / 2;
		if (!kr_wage_tax(view, wage, middle, true, &tax))
			return false;
		if (middle - (tax - of_wage) >= net)
			high = middle;
		else
			low = middle + 1;
	}
	*gross = low;
	return true;
}
