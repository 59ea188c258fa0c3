#include "base/number.h"
#include "income/household.h"

enum { MONTHS = 12, QUARTER = 3, CENTS = 100, CHILD = 18 };

/* maximum - decline * (year - threshold), in cents a year; not below zero. */
static bool
decline(const kr_view *view, int64_t maximum, enum kr_rule threshold, enum kr_rule share, int64_t year, int64_t *left)
{
	int64_t from, factor;
	if (!kr_view_value(view, threshold, &from) || !kr_view_value(view, share, &factor))
		return false;
	*left = maximum - (year > from ? kr_share(year - from, factor) : 0);
	*left = *left > 0 ? *left : 0;
	return true;
}

static bool
healthcare(const kr_view *view, const kr_household *household, int64_t year, int64_t *cents)
{
	int64_t maximum, left, least;
	bool is_couple = household->kind == KR_HOUSEHOLD_COUPLE;
	if (!kr_view_value(view, is_couple ? KR_RULE_HEALTHCARE_MAXIMUM_COUPLE : KR_RULE_HEALTHCARE_MAXIMUM_SINGLE, &maximum) ||
	    !decline(view, maximum * MONTHS, KR_RULE_HEALTHCARE_THRESHOLD, KR_RULE_HEALTHCARE_DECLINE, year, &left) ||
	    !kr_view_value(view, KR_RULE_HEALTHCARE_MINIMUM, &least))
		return false;
	*cents = left < least ? 0 : kr_divide_round(left, (int64_t)MONTHS * CENTS) * CENTS;
	return true;
}

/* Adds the value of a rule, `times` times. */
static bool
add(const kr_view *view, enum kr_rule rule, int64_t times, int64_t *sum)
{
	int64_t value;
	if (times == 0)
		return true;
	if (!kr_view_value(view, rule, &value))
		return false;
	*sum += value * times;
	return true;
}

/* How many children are from `least` up to and including `most` years. */
static int64_t
children_of(const kr_household *household, int least, int most)
{
	int64_t count = 0;
	for (int64_t i = 0; i < household->children; i++)
		count += household->child_ages[i] >= least && household->child_ages[i] <= most;
	return count;
}

static bool
child_budget(const kr_view *view, const kr_household *household, int64_t year, int64_t *cents)
{
	static const enum kr_rule by_count[] = {KR_RULE_CHILD_FIRST, KR_RULE_CHILD_SECOND, KR_RULE_CHILD_THIRD};
	int64_t count = children_of(household, 0, CHILD - 1), sum = 0, left;
	bool is_couple = household->kind == KR_HOUSEHOLD_COUPLE;
	*cents = 0;
	if (count == 0)
		return true;
	if (!add(view, by_count[count > 3 ? 2 : count - 1], 1, &sum) || !add(view, KR_RULE_CHILD_FURTHER, count > 3 ? count - 3 : 0, &sum) ||
	    !add(view, KR_RULE_CHILD_12_15, children_of(household, 12, 15), &sum) ||
	    !add(view, KR_RULE_CHILD_16_17, children_of(household, 16, 17), &sum) ||
	    !add(view, KR_RULE_CHILD_SINGLE_PARENT, !is_couple, &sum) ||
	    !decline(view, sum, is_couple ? KR_RULE_CHILD_THRESHOLD_COUPLE : KR_RULE_CHILD_THRESHOLD_SINGLE, KR_RULE_CHILD_DECLINE, year, &left))
		return false;
	*cents = kr_divide_round(left, MONTHS);
	return true;
}

static bool
child_benefit(const kr_view *view, const kr_household *household, int64_t *cents)
{
	int64_t sum = 0;
	if (!add(view, KR_RULE_CHILD_BENEFIT_0_5, children_of(household, 0, 5), &sum) ||
	    !add(view, KR_RULE_CHILD_BENEFIT_6_11, children_of(household, 6, 11), &sum) ||
	    !add(view, KR_RULE_CHILD_BENEFIT_12_17, children_of(household, 12, 17), &sum))
		return false;
	*cents = kr_divide_round(sum, QUARTER);
	return true;
}

void
kr_income_allow(const kr_rules *rules, const kr_household *household, int32_t day, int64_t year, kr_income_month *month)
{
	kr_view view = {rules, day, KR_INCOME_HEALTHCARE, &month->unknown, &month->uses};
	int64_t *amounts = month->amounts, cents;
	bool has_kind = household->kind != KR_HOUSEHOLD_UNKNOWN, has_year = year != KR_NO_AMOUNT;
	month->gaps |= (has_kind ? 0 : 1u << KR_GAP_HOUSEHOLD) | (has_year ? 0 : 1u << KR_GAP_YEAR);
	amounts[KR_INCOME_HEALTHCARE] = amounts[KR_INCOME_CHILD_BUDGET] = amounts[KR_INCOME_CHILD_BENEFIT] = KR_NO_AMOUNT;
	if (has_kind && has_year && healthcare(&view, household, year, &cents))
		amounts[KR_INCOME_HEALTHCARE] = cents;
	if (household->children < 0) {
		month->gaps |= 1u << KR_GAP_CHILDREN;
		return;
	}
	if (children_of(household, 0, CHILD - 1) > 0 && amounts[KR_INCOME_WAGE] > 0)
		month->gaps |= 1u << KR_GAP_CHILDCARE;
	view.amount = KR_INCOME_CHILD_BUDGET;
	if (has_kind && has_year && child_budget(&view, household, year, &cents))
		amounts[KR_INCOME_CHILD_BUDGET] = cents;
	view.amount = KR_INCOME_CHILD_BENEFIT;
	if (child_benefit(&view, household, &cents))
		amounts[KR_INCOME_CHILD_BENEFIT] = cents;
}

int64_t
kr_income_taxable(const kr_income_month *month)
{
	bool known = month->taxable[0] != KR_NO_AMOUNT && month->taxable[1] != KR_NO_AMOUNT;
	return known ? month->taxable[0] + month->taxable[1] : KR_NO_AMOUNT;
}

void
kr_income_compare(kr_income_month *month, kr_income_month *without)
{
	static const enum kr_income_amount allowances[] = {KR_INCOME_HEALTHCARE, KR_INCOME_CHILD_BUDGET, KR_INCOME_CHILD_BENEFIT};
	static const enum kr_income_amount main_ones[] = {KR_INCOME_NET_WAGE, KR_INCOME_BENEFIT, KR_INCOME_WW, KR_INCOME_WW_TAX};
	int64_t sums[2] = {0, 0};
	kr_income_month *const both[2] = {month, without};
	for (size_t side = 0; side < 2; side++) {
		const int64_t *amounts = both[side]->amounts;
		for (size_t i = 0; i < 4 && sums[side] != KR_NO_AMOUNT; i++)
			sums[side] = amounts[main_ones[i]] == KR_NO_AMOUNT ? KR_NO_AMOUNT :
			    sums[side] + (main_ones[i] == KR_INCOME_WW_TAX ? -amounts[main_ones[i]] : amounts[main_ones[i]]);
	}
	for (size_t i = 0; i < 3; i++) {
		int64_t of[2] = {month->amounts[allowances[i]], without->amounts[allowances[i]]};
		for (size_t side = 0; side < 2 && of[0] != KR_NO_AMOUNT && of[1] != KR_NO_AMOUNT; side++)
			sums[side] += sums[side] == KR_NO_AMOUNT ? 0 : of[side];
	}
	month->amounts[KR_INCOME_TOTAL] = sums[0];
	month->amounts[KR_INCOME_WITHOUT] = sums[1];
	month->amounts[KR_INCOME_DIFFERENCE] = sums[0] == KR_NO_AMOUNT || sums[1] == KR_NO_AMOUNT ? KR_NO_AMOUNT : sums[0] - sums[1];
}
