#include "income/walk.h"

#include <stdlib.h>

enum { MONTHS = 12, ALL = KR_PATH_MONTHS + 2 * MONTHS, WEEKS = 52, HUNDRED = 100, ADULT = 21 };

/* One run. */
typedef struct walking {
	const kr_rules *rules;
	const kr_household *household;
	const kr_path *path;
	int32_t rules_day;
	int first;      /* months since year 0 */
	size_t before;  /* months of the first calendar year before the path */
	size_t all;     /* of all calendar years */
} walking;

static int32_t
day_of(int month)
{
	return kr_date_days((kr_date){(int16_t)(month / MONTHS), (uint8_t)(month % MONTHS + 1), 1});
}

static int32_t
rules_day(const walking *self, const kr_income_month *month)
{
	return self->rules_day == INT32_MIN ? month->day : self->rules_day;
}

/* The step of the path that holds so many months after its start; the last one goes on. */
static size_t
step_at(const kr_path *path, size_t months)
{
	size_t step = 0;
	for (size_t end = 0; step < path->count; step++) {
		end += (size_t)path->steps[step].months;
		if (months < end)
			return step;
	}
	return path->count - 1;
}

/* Hours and gross wage of the month, and whether that is less than the legal minimum. */
static void
set_work(const walking *self, const kr_path_step *step, kr_income_month *month)
{
	int64_t minimum, *wage = &month->amounts[KR_INCOME_WAGE];
	uint64_t unknown = 0;
	bool needs = step->hours > 0 && step->hourly == KR_PATH_MINIMUM;
	kr_view view = {self->rules, rules_day(self, month), KR_INCOME_WAGE, needs ? &month->unknown : &unknown, needs ? &month->uses : NULL};
	bool has_minimum = kr_view_value(&view, KR_RULE_MINIMUM_WAGE_HOUR, &minimum);
	month->hours = step->hours == KR_PATH_UNSAID ? KR_NO_AMOUNT : step->hours;
	if (step->hours == 0)
		*wage = 0;
	else if (needs)
		*wage = has_minimum ? kr_path_month_wage(step->hours, minimum) : KR_NO_AMOUNT;
	else
		*wage = step->hourly == KR_PATH_UNSAID ? step->monthly : kr_path_month_wage(step->hours, step->hourly);
	bool is_adult = self->household->age < 0 || self->household->age >= ADULT;
	if (has_minimum && step->hours > 0 && is_adult && *wage < kr_path_month_wage(step->hours, minimum))
		month->events |= 1u << KR_EVENT_BELOW_MINIMUM;
}

/* All months of one side: with the work, or without. */
static void
earn_all(const walking *self, kr_income_month *months, bool works)
{
	kr_income_state state = {0};
	for (size_t i = 0; i < self->all; i++) {
		kr_income_month *month = &months[i];
		*month = (kr_income_month){.day = day_of(self->first - (int)self->before + (int)i)};
		/* Months of WW count from the start of the path, so before it the number is lower, and may be none of WW. */
		int64_t gone = self->household->ww_months < 0 ? -1 : self->household->ww_months - (int64_t)self->before + (int64_t)i;
		if (i < self->before && self->household->scheme == KR_ON_WW && gone < 0) {
			month->taxable[0] = KR_NO_AMOUNT;
			continue;
		}
		if (i == self->before)
			state = (kr_income_state){.exemption_months = self->household->exemption_months, .ww_months = self->household->ww_months};
		else if (i < self->before)
			state = (kr_income_state){.ww_months = gone};
		if (works && i >= self->before) {
			size_t step = step_at(self->path, i - self->before);
			month->step = step + 1;
			set_work(self, &self->path->steps[step], month);
		}
		kr_income_earn(self->rules, self->household, rules_day(self, month), &state, month);
	}
}

/* Gross income of the calendar year in which the month lies. */
static int64_t
year_income(const walking *self, const kr_income_month *months, size_t at)
{
	size_t from = at / MONTHS * MONTHS;
	int64_t sum = 0;
	bool has_before = self->household->income_before != KR_NO_AMOUNT && from < self->before;
	for (size_t i = from; i < from + MONTHS; i++) {
		if (has_before && i < self->before)
			continue;
		int64_t taxable = kr_income_taxable(&months[i]);
		if (taxable == KR_NO_AMOUNT)
			return KR_NO_AMOUNT;
		sum += taxable;
	}
	return sum + (has_before ? self->household->income_before : 0);
}

/* Whether the weeks of work before this month are enough for a right to WW of their own (Werkloosheidswet 17). */
static bool
has_new_right(const walking *self, const kr_income_month *months, size_t at, kr_income_month *month)
{
	int64_t weeks, among, worked = 0;
	kr_view view = {self->rules, rules_day(self, month), KR_INCOME_WW, &month->unknown, &month->uses};
	if (!kr_view_value(&view, KR_RULE_WW_NEW_RIGHT_WEEKS, &weeks) || !kr_view_value(&view, KR_RULE_WW_NEW_RIGHT_AMONG, &among))
		return false;
	for (size_t back = 1; back <= at && (int64_t)back * WEEKS <= among * MONTHS; back++)
		worked += months[at - back].amounts[KR_INCOME_WAGE] > 0;
	return worked * WEEKS >= weeks * MONTHS;
}

static void
tell(kr_income_month *month, bool happens, enum kr_income_event event)
{
	if (happens)
		month->events |= 1u << event;
}

/* What is new in a month against the one before it. */
static void
find_events(const kr_income_month *before, kr_income_month *month)
{
	const int64_t *was = before->amounts, *is = month->amounts;
	bool worked = was[KR_INCOME_WAGE] > 0, works = is[KR_INCOME_WAGE] > 0;
	tell(month, !worked && works, KR_EVENT_WORK_BEGINS);
	tell(month, worked && is[KR_INCOME_WAGE] == 0, KR_EVENT_WORK_ENDS);
	tell(month, was[KR_INCOME_BENEFIT] > 0 && is[KR_INCOME_BENEFIT] == 0, KR_EVENT_BENEFIT_ENDS);
	tell(month, was[KR_INCOME_BENEFIT] == 0 && is[KR_INCOME_BENEFIT] > 0, KR_EVENT_BENEFIT_AGAIN);
	tell(month, was[KR_INCOME_EXEMPTION] == 0 && is[KR_INCOME_EXEMPTION] > 0, KR_EVENT_EXEMPTION_BEGINS);
	tell(month, was[KR_INCOME_EXEMPTION] > 0 && month->exemption_over, KR_EVENT_EXEMPTION_ENDS);
	tell(month, was[KR_INCOME_WW] > 0 && is[KR_INCOME_WW] == 0, KR_EVENT_WW_ENDS);
	tell(month, was[KR_INCOME_WW] == 0 && is[KR_INCOME_WW] > 0, KR_EVENT_WW_AGAIN);
}

/* In the month after work a right to WW may begin; it stays unsaid while nothing is known of it. */
static void
look_for_right(const walking *self, kr_income_month *months)
{
	bool has_right = false;
	for (size_t i = self->before; i < self->all; i++) {
		bool is_idle = months[i].amounts[KR_INCOME_WAGE] == 0;
		if (is_idle && i > 0 && months[i - 1].amounts[KR_INCOME_WAGE] > 0)
			has_right = has_new_right(self, months, i, &months[i]);
		has_right = has_right && is_idle;
		if (has_right)
			months[i].gaps |= 1u << KR_GAP_NEW_WW;
	}
}

void
kr_walk_run(kr_walk *walk, const kr_rules *rules, const kr_household *household, const kr_path *path, int32_t first, int32_t rules_of)
{
	kr_date date = kr_date_of_days(first);
	walking self = {rules, household, path, rules_of, date.year * MONTHS + date.month - 1, (size_t)date.month - 1, 0};
	self.all = (self.before + (size_t)path->months + MONTHS - 1) / MONTHS * MONTHS;
	kr_income_month *with = walk->all[0], *without = walk->all[1], none;
	earn_all(&self, with, true);
	earn_all(&self, without, false);
	look_for_right(&self, with);
	walk->months = with + self.before;
	walk->without = without + self.before;
	walk->count = (size_t)path->months;
	/* What went before the first month is the same without the work. */
	none = walk->without[0];
	for (size_t i = 0; i < walk->count; i++) {
		kr_income_month *both[2] = {&walk->months[i], &walk->without[i]};
		for (size_t side = 0; side < 2; side++)
			kr_income_allow(rules, household, rules_day(&self, both[side]), year_income(&self, walk->all[side], self.before + i), both[side]);
		kr_income_compare(both[0], both[1]);
		find_events(i ? &walk->months[i - 1] : &none, both[0]);
	}
}

bool
kr_walk_open(kr_walk *walk)
{
	*walk = (kr_walk){0};
	for (size_t i = 0; i < 2; i++)
		walk->all[i] = calloc(ALL, sizeof **walk->all);
	if (walk->all[0] != NULL && walk->all[1] != NULL)
		return true;
	kr_walk_close(walk);
	return false;
}

void
kr_walk_close(kr_walk *walk)
{
	free(walk->all[0]);
	free(walk->all[1]);
	*walk = (kr_walk){0};
}
