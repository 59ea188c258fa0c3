#include "income/household.h"

#include "base/number.h"
#include "income/wage_tax.h"

const char *const kr_income_event_names[KR_INCOME_EVENTS] = {"work_begins", "work_ends", "benefit_ends", "benefit_again", "exemption_begins",
    "exemption_ends", "ww_ends", "ww_again", "below_minimum_wage"};

/* One month at work. */
typedef struct earning {
	const kr_household *household;
	kr_income_state *state;
	kr_income_month *month;
	kr_view view;
	int64_t wage; /* as reckoned: with holiday pay or without */
} earning;

static int64_t *
amount(earning *self, enum kr_income_amount which)
{
	self->view.amount = which;
	return &self->month->amounts[which];
}

/* A smaller of two; the second may be unknown. */
static int64_t
at_most(int64_t number, int64_t bound)
{
	return number < bound ? number : bound;
}

static bool
take_wage(earning *self)
{
	int64_t factor, *tax = amount(self, KR_INCOME_TAX);
	int64_t wage = self->month->amounts[KR_INCOME_WAGE];
	self->wage = wage;
	*tax = self->month->amounts[KR_INCOME_NET_WAGE] = wage == KR_NO_AMOUNT ? KR_NO_AMOUNT : 0;
	self->month->taxable[0] = *tax;
	if (wage <= 0)
		return wage == 0;
	self->view.amount = self->household->holiday == KR_HOLIDAY_WITH ? KR_INCOME_WAGE : KR_INCOME_HEALTHCARE;
	bool has_holiday = kr_view_value(&self->view, KR_RULE_HOLIDAY_PAY, &factor);
	self->month->taxable[0] = has_holiday ? wage + kr_share(wage, factor) : KR_NO_AMOUNT;
	if (self->household->holiday == KR_HOLIDAY_WITH)
		self->wage = self->month->taxable[0];
	self->view.amount = KR_INCOME_TAX;
	if (self->wage == KR_NO_AMOUNT || !kr_wage_tax(&self->view, self->wage, 0, !self->household->no_credits, tax)) {
		*tax = self->month->amounts[KR_INCOME_NET_WAGE] = KR_NO_AMOUNT;
		return false;
	}
	self->month->amounts[KR_INCOME_WAGE] = self->wage;
	self->month->amounts[KR_INCOME_NET_WAGE] = self->wage - *tax;
	return true;
}

/* The norm as reckoned, and with holiday pay. */
static bool
find_norm(earning *self, int64_t *norm, int64_t *share)
{
	if (self->household->kind == KR_HOUSEHOLD_UNKNOWN) {
		self->month->gaps |= 1u << KR_GAP_HOUSEHOLD;
		return false;
	}
	enum kr_rule rule = self->household->kind == KR_HOUSEHOLD_COUPLE ? KR_RULE_NORM_COUPLE : KR_RULE_NORM_SINGLE;
	self->view.amount = KR_INCOME_BENEFIT;
	if (!kr_view_value(&self->view, rule, norm))
		return false;
	*share = 0;
	if (self->household->holiday != KR_HOLIDAY_WITHOUT)
		return true;
	if (!kr_view_value(&self->view, KR_RULE_PARTICIPATION_HOLIDAY, share))
		return false;
	*norm -= kr_share(*norm, *share);
	return true;
}

/* A share of the net wage up to a maximum. `enough`: so much makes no difference any more. */
static bool
exempt(earning *self, enum kr_rule share, enum kr_rule maximum, int64_t net, int64_t norm, int64_t *exemption)
{
	int64_t factor, most;
	if (!kr_view_value(&self->view, share, &factor))
		return false;
	*exemption = net * factor / KR_FACTOR;
	if (net - *exemption >= norm)
		return true;
	if (!kr_view_value(&self->view, maximum, &most))
		return false;
	*exemption = at_most(*exemption, most);
	return true;
}

/* A child below the age of exemption_parent_child. */
static bool
has_young_child(earning *self, bool *has)
{
	int64_t age;
	*has = false;
	if (self->household->children <= 0)
		return true;
	if (!kr_view_value(&self->view, KR_RULE_PARENT_CHILD, &age))
		return false;
	for (int64_t i = 0; i < self->household->children; i++)
		*has = *has || self->household->child_ages[i] < age;
	return true;
}

/* Which exemption there is in the month so many after the first one with it, if any. */
static bool
find_exemption(earning *self, int64_t months, int64_t net, int64_t norm, int64_t *exemption)
{
	int64_t age, first, further;
	bool has_child = false;
	*exemption = 0;
	self->view.amount = KR_INCOME_EXEMPTION;
	if (!kr_view_value(&self->view, KR_RULE_EXEMPTION_AGE, &age) || !kr_view_value(&self->view, KR_RULE_EXEMPTION_MONTHS, &first))
		return false;
	if (self->household->age < 0)
		self->month->gaps |= 1u << KR_GAP_AGE;
	else if (self->household->age < age)
		return true;
	if (months <= first)
		return exempt(self, KR_RULE_EXEMPTION_SHARE, KR_RULE_EXEMPTION_MAXIMUM, net, norm, exemption);
	if (self->household->kind == KR_HOUSEHOLD_SINGLE_PARENT) {
		if (self->household->children < 0)
			return false;
		if (!kr_view_value(&self->view, KR_RULE_PARENT_MONTHS, &further) || !has_young_child(self, &has_child))
			return false;
		if (has_child && months <= first + further)
			return exempt(self, KR_RULE_PARENT_SHARE, KR_RULE_PARENT_MAXIMUM, net, norm, exemption);
	}
	if (self->household->limited_hours)
		return exempt(self, KR_RULE_LIMITED_SHARE, KR_RULE_LIMITED_MAXIMUM, net, norm, exemption);
	self->month->exemption_over = true;
	return true;
}

/* The benefit is paid net; what it is gross counts for the allowances. Of a couple each has half. */
static void
tax_benefit(earning *self, int64_t benefit, int64_t share)
{
	int64_t net = kr_divide_round(benefit * KR_FACTOR, KR_FACTOR - share), half = net, gross;
	kr_view view = self->view;
	view.uses = NULL;
	if (self->household->kind == KR_HOUSEHOLD_COUPLE)
		half = net / 2;
	int64_t *taxable = self->month->taxable;
	if (taxable[0] != KR_NO_AMOUNT)
		taxable[0] = kr_gross_of_net(&view, self->wage, half, &gross) ? taxable[0] + gross : KR_NO_AMOUNT;
	if (self->household->kind == KR_HOUSEHOLD_COUPLE)
		taxable[1] = kr_gross_of_net(&view, 0, net - half, &gross) ? gross : KR_NO_AMOUNT;
}

static bool
take_benefit(earning *self)
{
	int64_t norm, share, net = self->month->amounts[KR_INCOME_NET_WAGE], exemption = 0;
	int64_t months = self->state->exemption_months > 0 ? self->state->exemption_months + 1 : net > 0 ? 1 : 0;
	if (net == KR_NO_AMOUNT || !find_norm(self, &norm, &share) || (net > 0 && !find_exemption(self, months, net, norm, &exemption)))
		return false;
	int64_t benefit = norm - (net - exemption);
	if (benefit <= 0)
		benefit = exemption = 0;
	/* It begins with the first wage that is settled, and its months run on whatever happens. */
	if (self->state->exemption_months > 0 || exemption > 0)
		self->state->exemption_months = months;
	*amount(self, KR_INCOME_BENEFIT) = benefit;
	*amount(self, KR_INCOME_EXEMPTION) = exemption;
	tax_benefit(self, benefit, share);
	return true;
}

/* The share of this month of WW. */
static bool
find_ww_share(earning *self, int64_t *share)
{
	int64_t months;
	if (!kr_view_value(&self->view, KR_RULE_WW_SHARE_FIRST_MONTHS, &months))
		return false;
	/* The months since the start are months of WW even when those before it are not known. */
	int64_t gone = self->state->ww_months < 0 ? self->state->elapsed : self->state->ww_months;
	if (self->state->ww_months < 0 && gone <= months) {
		self->month->gaps |= 1u << KR_GAP_WW_MONTHS;
		return false;
	}
	return kr_view_value(&self->view, gone <= months ? KR_RULE_WW_SHARE_FIRST : KR_RULE_WW_SHARE, share);
}

/* True when the income of the month leaves no WW: it stops, or it has stopped and does not come again. */
static bool
is_stopped(earning *self, bool *stopped)
{
	int64_t factor, revives, wage = self->month->amounts[KR_INCOME_WAGE];
	if (!kr_view_value(&self->view, KR_RULE_WW_STOP, &factor))
		return false;
	*stopped = wage * KR_FACTOR > self->household->ww_wage * factor;
	if (!*stopped && self->state->ww_stopped) {
		if (!kr_view_value(&self->view, KR_RULE_WW_REVIVES, &revives))
			return false;
		*stopped = revives == 0;
	}
	self->state->ww_stopped = *stopped;
	return true;
}

static bool
take_ww(earning *self)
{
	int64_t a = self->household->ww_wage, wage = self->month->amounts[KR_INCOME_WAGE], share, factor, day_wage, most;
	int64_t *ww = amount(self, KR_INCOME_WW);
	bool stopped;
	if (self->household->ww_until == INT32_MAX)
		self->month->gaps |= 1u << KR_GAP_WW_END;
	else if (self->month->day > self->household->ww_until)
		return true;
	if (a == KR_NO_AMOUNT) {
		self->month->gaps |= 1u << KR_GAP_WW_WAGE;
		return false;
	}
	if (!is_stopped(self, &stopped) || (!stopped && !find_ww_share(self, &share)))
		return false;
	if (stopped)
		return true;
	most = a;
	if (kr_view_value(&self->view, KR_RULE_WW_MONTH_FACTOR, &factor) && kr_view_value(&self->view, KR_RULE_WW_MAXIMUM_DAY_WAGE, &day_wage))
		most = at_most(a, kr_share(day_wage, factor));
	*ww = a == 0 ? 0 : kr_divide_round(most * (a - wage) / a * share + most * (a - wage) % a * share / a, KR_FACTOR);
	self->month->taxable[0] += self->month->taxable[0] == KR_NO_AMOUNT ? 0 : *ww;
	/* What both together are taxed above the wage alone. */
	int64_t *tax = amount(self, KR_INCOME_WW_TAX), together, alone;
	bool has_credits = !self->household->no_credits;
	if (!kr_wage_tax(&self->view, self->wage, *ww, has_credits, &together) || !kr_wage_tax(&self->view, self->wage, 0, has_credits, &alone))
		return false;
	*tax = together - alone;
	return true;
}

/* Less than the norm: there may be a right to a supplement. */
static void
look_below(earning *self)
{
	int64_t norm, share, *amounts = self->month->amounts;
	uint64_t unknown = 0;
	if (self->household->kind == KR_HOUSEHOLD_UNKNOWN)
		return;
	self->view.unknown = &unknown;
	self->view.uses = NULL;
	if (find_norm(self, &norm, &share) && amounts[KR_INCOME_NET_WAGE] + amounts[KR_INCOME_WW] - amounts[KR_INCOME_WW_TAX] < norm)
		self->month->gaps |= 1u << KR_GAP_MINIMUM;
}

/* All that a benefit gives. */
static void
set(kr_income_month *month, int64_t cents)
{
	static const enum kr_income_amount of_benefits[] = {KR_INCOME_BENEFIT, KR_INCOME_EXEMPTION, KR_INCOME_WW, KR_INCOME_WW_TAX};
	for (size_t i = 0; i < sizeof of_benefits / sizeof *of_benefits; i++)
		month->amounts[of_benefits[i]] = cents;
}

void
kr_income_earn(const kr_rules *rules, const kr_household *household, int32_t day, kr_income_state *state, kr_income_month *month)
{
	earning self = {household, state, month, {rules, day, KR_INCOME_WAGE, &month->unknown, &month->uses}, 0};
	int64_t *amounts = month->amounts;
	bool known;
	month->gaps |= 1u << KR_GAP_RENT | 1u << KR_GAP_MUNICIPAL;
	if (household->holiday != KR_HOLIDAY_WITH)
		month->gaps |= 1u << KR_GAP_HOLIDAY_PAY;
	set(month, 0);
	month->taxable[1] = 0;
	state->elapsed++;
	if (state->ww_months >= 0)
		state->ww_months++;
	known = take_wage(&self);
	switch (household->scheme) {
	case KR_ON_PW:
		if (take_benefit(&self))
			return;
		amounts[KR_INCOME_BENEFIT] = amounts[KR_INCOME_EXEMPTION] = KR_NO_AMOUNT;
		break;
	case KR_ON_WW:
		if (known && take_ww(&self)) {
			look_below(&self);
			return;
		}
		amounts[KR_INCOME_WW] = amounts[KR_INCOME_WW_TAX] = KR_NO_AMOUNT;
		break;
	case KR_ON_NOTHING:
		if (known)
			look_below(&self);
		return;
	default:
		month->gaps |= 1u << KR_GAP_SCHEME;
		set(month, KR_NO_AMOUNT);
	}
	month->taxable[0] = KR_NO_AMOUNT;
}
