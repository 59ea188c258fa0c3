#include "income/sweep.h"

#include "income/path.h"

enum { MONTHS = 12, EURO = 100 };

/* One side of a month, as if the year were like it. */
static void
live(const kr_rules *rules, const kr_household *household, int32_t day, int64_t wage, int64_t work_month, kr_income_month *month)
{
	int64_t gone = work_month - 1;
	kr_income_state state = {.exemption_months = household->exemption_months + gone,
	    .ww_months = household->ww_months < 0 ? -1 : household->ww_months + gone, .elapsed = gone};
	month->day = day;
	month->amounts[KR_INCOME_WAGE] = wage;
	kr_income_earn(rules, household, day, &state, month);
	int64_t taxable = kr_income_taxable(month);
	kr_income_allow(rules, household, day, taxable == KR_NO_AMOUNT ? KR_NO_AMOUNT : taxable * MONTHS, month);
}

void
kr_income_steady(const kr_rules *rules, const kr_household *household, int32_t day, int64_t hours, int64_t wage, int64_t work_month,
    kr_income_month *month, kr_income_month *without)
{
	*month = (kr_income_month){.hours = hours};
	*without = (kr_income_month){0};
	live(rules, household, day, wage, work_month, month);
	live(rules, household, day, 0, work_month, without);
	kr_income_compare(month, without);
}

/* One phase of a sweep: the months of work from `work_month` on. */
typedef struct sweeping {
	const kr_sweep *sweep;
	kr_sweep_visit *visit;
	void *context;
	int64_t work_month, last_month; /* this phase and the one before it, 0: none */
	const char *begun_by;
	int64_t total;                  /* of the row before */
} sweeping;

static int64_t
total_at(const sweeping *self, int64_t wage, int64_t work_month, kr_income_month *month, kr_income_month *without)
{
	kr_income_steady(self->sweep->rules, self->sweep->household, self->sweep->day, KR_NO_AMOUNT, wage, work_month, month, without);
	return month->amounts[KR_INCOME_TOTAL];
}

static bool
put(sweeping *self, const kr_income_month *month, const kr_income_month *without, const char *cliff, int64_t fall)
{
	int64_t total = month->amounts[KR_INCOME_TOTAL];
	bool has_gain = total != KR_NO_AMOUNT && self->total != KR_NO_AMOUNT;
	const kr_sweep_row row = {self->work_month, month, without, has_gain ? total - self->total : KR_NO_AMOUNT, cliff, fall};
	self->total = total;
	return self->visit(self->context, &row);
}

/* The rule behind what falls most from one month to the other. */
static const char *
find_cause(const kr_income_month *before, const kr_income_month *after)
{
	static const enum kr_income_amount parts[] = {KR_INCOME_WW, KR_INCOME_HEALTHCARE, KR_INCOME_CHILD_BUDGET};
	static const enum kr_rule rules[] = {KR_RULE_WW_STOP, KR_RULE_HEALTHCARE_MINIMUM, KR_RULE_CHILD_DECLINE};
	size_t most = 0;
	int64_t fall = INT64_MIN;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int64_t of = before->amounts[parts[i]] - after->amounts[parts[i]];
		if (before->amounts[parts[i]] != KR_NO_AMOUNT && after->amounts[parts[i]] != KR_NO_AMOUNT && of > fall) {
			fall = of;
			most = i;
		}
	}
	return kr_rule_names[rules[most]];
}

/* Every cent from `from` up to `to`: the rows on both sides of each cliff. */
static bool
search_cents(sweeping *self, int64_t from, int64_t to)
{
	kr_income_month months[2], without;
	size_t now = 0;
	int64_t before = total_at(self, from, self->work_month, &months[now], &without);
	for (int64_t wage = from + 1; wage <= to; wage++) {
		kr_income_month *last = &months[now];
		now = !now;
		int64_t total = total_at(self, wage, self->work_month, &months[now], &without);
		if (before != KR_NO_AMOUNT && total != KR_NO_AMOUNT && before - total > KR_CLIFF_CENTS &&
		    (!put(self, last, &without, NULL, 0) ||
			!put(self, &months[now], &without, find_cause(last, &months[now]), before - total)))
			return false;
		before = total;
	}
	return true;
}

/* The cliffs between two wages: where a euro more gives less. */
static bool
search(sweeping *self, int64_t from, int64_t to)
{
	kr_income_month month, without;
	int64_t before = total_at(self, from, self->work_month, &month, &without);
	for (int64_t wage = from; wage < to;) {
		int64_t next = wage + EURO < to ? wage + EURO : to;
		int64_t total = total_at(self, next, self->work_month, &month, &without);
		if (total < before && total != KR_NO_AMOUNT && !search_cents(self, wage, next))
			return false;
		before = total;
		wage = next;
	}
	return true;
}

/* A step of the hours, and what it has lost against the months of the exemption. */
static bool
put_step(sweeping *self, int64_t hours, int64_t wage)
{
	kr_income_month month, without, earlier, earlier_without;
	const kr_sweep *sweep = self->sweep;
	int64_t fall = 0;
	kr_income_steady(sweep->rules, sweep->household, sweep->day, hours, wage, self->work_month, &month, &without);
	if (self->last_month > 0) {
		int64_t was = total_at(self, wage, self->last_month, &earlier, &earlier_without), is = month.amounts[KR_INCOME_TOTAL];
		fall = was == KR_NO_AMOUNT || is == KR_NO_AMOUNT ? 0 : was - is;
	}
	return put(self, &month, &without, fall > KR_CLIFF_CENTS ? self->begun_by : NULL, fall > KR_CLIFF_CENTS ? fall : 0);
}

static bool
run_phase(sweeping *self)
{
	const kr_sweep *sweep = self->sweep;
	int64_t before = 0;
	self->total = KR_NO_AMOUNT;
	for (int64_t hours = sweep->low; hours <= sweep->high; hours += sweep->step) {
		int64_t wage = kr_path_month_wage(hours, sweep->hourly);
		if ((hours > sweep->low && !search(self, before, wage)) || !put_step(self, hours, wage))
			return false;
		before = wage;
	}
	return true;
}

/* The value of a rule that counts something; -1 where it is not known. */
static int64_t
count_of(const kr_rules *rules, enum kr_rule rule, int32_t day)
{
	size_t count;
	const kr_rule_row *row = kr_rules_on(rules, rule, day, &count);
	return row == NULL || row->value == KR_NO_AMOUNT ? -1 : row->value;
}

size_t
kr_income_phases(const kr_rules *rules, const kr_household *household, int32_t day, kr_income_phase phases[KR_PHASES])
{
	size_t count = 0;
	int64_t gone = household->ww_months > 0 ? household->ww_months : 0, end = count_of(rules, KR_RULE_WW_SHARE_FIRST_MONTHS, day);
	phases[count++] = (kr_income_phase){1, NULL};
	if (household->scheme == KR_ON_WW && end > gone)
		phases[0].work_month = end - gone + 1;
	if (household->scheme != KR_ON_PW)
		return count;
	/* The months of the exemption that are left, then those of single parents. */
	static const enum kr_rule lengths[] = {KR_RULE_EXEMPTION_MONTHS, KR_RULE_PARENT_MONTHS};
	end = -household->exemption_months;
	for (size_t i = 0; i < (household->kind == KR_HOUSEHOLD_SINGLE_PARENT ? 2 : 1); i++) {
		int64_t length = count_of(rules, lengths[i], day);
		if (length < 0)
			break;
		end += length;
		if (end > 0)
			phases[count++] = (kr_income_phase){end + 1, kr_rule_names[lengths[i]]};
	}
	return count;
}

bool
kr_sweep_run(const kr_sweep *sweep, kr_sweep_visit *visit, void *context)
{
	kr_income_phase phases[KR_PHASES];
	size_t count = kr_income_phases(sweep->rules, sweep->household, sweep->day, phases);
	sweeping self = {.sweep = sweep, .visit = visit, .context = context};
	for (size_t i = 0; i < count; i++) {
		self.last_month = i ? self.work_month : 0;
		self.work_month = phases[i].work_month;
		self.begun_by = phases[i].begun_by;
		if (!run_phase(&self))
			return false;
	}
	return true;
}
