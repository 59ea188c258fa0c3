#include "income/rules.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"

enum { COUNT_MAX = 1000 };

const char *const kr_rule_names[KR_RULES] = {
    "payroll_tax", "social_contribution", "general_credit", "labour_credit", "holiday_pay",
    "minimum_wage_hour",
    "participation_norm_single", "participation_norm_couple", "participation_holiday",
    "exemption_share", "exemption_months", "exemption_age", "exemption_maximum",
    "exemption_parent_share", "exemption_parent_months", "exemption_parent_child", "exemption_parent_maximum",
    "exemption_limited_share", "exemption_limited_maximum",
    "ww_share_first", "ww_share_first_months", "ww_share", "ww_stop", "ww_month_factor",
    "ww_maximum_day_wage", "ww_revives", "ww_new_right_weeks", "ww_new_right_among",
    "healthcare_maximum_single", "healthcare_maximum_couple", "healthcare_threshold", "healthcare_decline",
    "healthcare_minimum",
    "child_budget_first", "child_budget_second", "child_budget_third", "child_budget_further", "child_budget_12_15", "child_budget_16_17",
    "child_budget_single_parent", "child_budget_threshold_single", "child_budget_threshold_couple", "child_budget_decline",
    "child_benefit_0_5", "child_benefit_6_11", "child_benefit_12_17",
    "pay_day_wage", "pay_day_benefit", "pay_day_ww", "pay_day_allowances", "pay_day_child_benefit",
};

enum unit { EURO, FACTOR, COUNT, UNITS };
static const char *const unit_names[UNITS] = {"euro", "factor", "count"};

/* What a rule must be in. The brackets of taxes and credits choose for themselves, for a share and a fixed amount both occur. */
static enum unit
unit_of(enum kr_rule rule)
{
	switch (rule) {
	case KR_RULE_PAYROLL_TAX: case KR_RULE_SOCIAL_CONTRIBUTION: case KR_RULE_GENERAL_CREDIT: case KR_RULE_LABOUR_CREDIT:
		return UNITS;
	case KR_RULE_HOLIDAY_PAY: case KR_RULE_PARTICIPATION_HOLIDAY: case KR_RULE_EXEMPTION_SHARE: case KR_RULE_PARENT_SHARE:
	case KR_RULE_LIMITED_SHARE: case KR_RULE_WW_SHARE_FIRST: case KR_RULE_WW_SHARE: case KR_RULE_WW_STOP: case KR_RULE_WW_MONTH_FACTOR:
	case KR_RULE_HEALTHCARE_DECLINE: case KR_RULE_CHILD_DECLINE:
		return FACTOR;
	case KR_RULE_EXEMPTION_MONTHS: case KR_RULE_EXEMPTION_AGE: case KR_RULE_PARENT_MONTHS: case KR_RULE_PARENT_CHILD:
	case KR_RULE_WW_SHARE_FIRST_MONTHS: case KR_RULE_WW_REVIVES: case KR_RULE_WW_NEW_RIGHT_WEEKS: case KR_RULE_WW_NEW_RIGHT_AMONG:
	case KR_RULE_PAY_DAY_WAGE: case KR_RULE_PAY_DAY_BENEFIT: case KR_RULE_PAY_DAY_WW: case KR_RULE_PAY_DAY_ALLOWANCES:
	case KR_RULE_PAY_DAY_CHILD_BENEFIT:
		return COUNT;
	default:
		return EURO;
	}
}

/* While a table is read. */
typedef struct reading {
	kr_rules *rules;
	const kr_definition *definition;
	uint32_t rule, bracket, low, high;
	kr_error *error;
} reading;

static bool
refuse(const reading *self, size_t row, uint32_t column, const char *message)
{
	return kr_definition_fail(self->definition, row, column, self->error, message);
}

static kr_slice
cell(const reading *self, size_t row, uint32_t column)
{
	return kr_definition_cell(self->definition, row, column);
}

static bool
read_day(const reading *self, size_t row, uint32_t column, int32_t *day)
{
	kr_date date;
	if (!kr_date_parse(cell(self, row, column), &date) || !kr_date_known(date))
		return refuse(self, row, column, "must be a day, YYYY-MM-DD");
	*day = kr_date_days(date);
	return true;
}

static bool
read_days(const reading *self, size_t row, kr_rule_row *out)
{
	out->last = INT32_MAX;
	if (!read_day(self, row, self->rules->from, &out->first))
		return false;
	if (kr_slice_is(cell(self, row, self->rules->until), "open"))
		return true;
	if (!read_day(self, row, self->rules->until, &out->last))
		return false;
	return out->last >= out->first || refuse(self, row, self->rules->until, "lies before valid_from");
}

static bool
read_euro(const reading *self, size_t row, uint32_t column, int64_t *cents)
{
	if (!kr_decimal_parse(cell(self, row, column), 2, cents) || *cents > KR_CENTS_MAX || *cents < -KR_CENTS_MAX)
		return refuse(self, row, column, "must be an amount in euro with at most two decimals");
	return true;
}

static bool
read_bracket(const reading *self, size_t row, kr_rule_row *out)
{
	int64_t number;
	out->high = INT64_MAX;
	if (cell(self, row, self->bracket).len == 0)
		return true;
	if (!kr_number_parse(cell(self, row, self->bracket), 1, 99, &number))
		return refuse(self, row, self->bracket, "must be a number from 1");
	out->bracket = (uint8_t)number;
	if (!read_euro(self, row, self->low, &out->low) ||
	    (cell(self, row, self->high).len != 0 && !read_euro(self, row, self->high, &out->high)))
		return false;
	return out->high > out->low || refuse(self, row, self->high, "must be more than from_euro");
}

static bool
read_value(const reading *self, size_t row, kr_rule_row *out)
{
	static const char *const statuses[] = {"unknown", "read", "computed", "model", "memory"};
	const kr_rules *rules = self->rules;
	size_t unit, status;
	kr_slice value = cell(self, row, rules->value);
	if (!kr_definition_choose(self->definition, row, rules->unit, cell(self, row, rules->unit), unit_names, UNITS, &unit, self->error) ||
	    !kr_definition_choose(self->definition, row, rules->status, cell(self, row, rules->status), statuses, 5, &status, self->error))
		return false;
	enum unit wanted = unit_of(out->rule);
	if (wanted != UNITS && unit != wanted)
		return refuse(self, row, rules->unit, "is not the unit of this rule");
	out->is_factor = unit == FACTOR;
	out->value = KR_NO_AMOUNT;
	if (status == 0)
		return value.len == 0 || refuse(self, row, rules->value, "must be empty where the status is unknown");
	if (value.len == 0)
		return refuse(self, row, rules->value, "is empty; where it is not known the status says unknown");
	if (cell(self, row, rules->source).len == 0)
		return refuse(self, row, rules->source, "is empty: each value has a source");
	if (unit == EURO)
		return read_euro(self, row, rules->value, &out->value);
	if (unit == COUNT)
		return kr_number_parse(value, 0, COUNT_MAX, &out->value) || refuse(self, row, rules->value, "must be a whole number up to 1000");
	return (kr_decimal_parse(value, 5, &out->value) && out->value <= 100 * KR_FACTOR && out->value >= -KR_FACTOR) ||
	    refuse(self, row, rules->value, "must be a share or factor with at most five decimals");
}

static bool
read_row(const reading *self, size_t row, kr_rule_row *out)
{
	size_t rule;
	*out = (kr_rule_row){.row = (uint32_t)row};
	if (!kr_definition_choose(self->definition, row, self->rule, cell(self, row, self->rule), kr_rule_names, KR_RULES, &rule, self->error))
		return false;
	out->rule = (uint8_t)rule;
	return read_days(self, row, out) && read_bracket(self, row, out) && read_value(self, row, out);
}

static int
compare(const void *a, const void *b)
{
	const kr_rule_row *x = a, *y = b;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->bracket != y->bracket)
		return x->bracket < y->bracket ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* "rule payroll_tax: text" at a row, with the day or days it is about. */
static bool
refuse_days(const reading *self, const kr_rule_row *at, const char *what, int32_t from, int32_t until, const char *advice)
{
	char message[320], days[2][KR_DATE_MAX + 1] = {"", "open"};
	days[0][kr_date_write(kr_date_of_days(from), days[0])] = '\0';
	if (until != INT32_MAX)
		days[1][kr_date_write(kr_date_of_days(until), days[1])] = '\0';
	snprintf(message, sizeof message, "%s: %s%s to %s%s", kr_rule_names[at->rule], what, days[0], days[1], advice);
	return refuse(self, at->row, self->rules->from, message);
}

#define ADVICE "; what is not known needs a row with the status unknown"

/* The rows of one span of days: `count` brackets that join, or one row without. */
static bool
check_span(const reading *self, const kr_rule_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const kr_rule_row *row = &rows[i];
		if (row->last != rows[0].last || (count > 1 && i > 0 && row->bracket == rows[i - 1].bracket))
			return refuse_days(self, row, "a second row for days that have one: ", row->first, row->last < rows[0].last ? row->last : rows[0].last, "");
		if (row->bracket != 0 && row->value == KR_NO_AMOUNT)
			return refuse(self, row->row, self->rules->status, "a bracket must be known; one row without brackets says that the rule is not");
		if (unit_of(row->rule) != UNITS ? row->bracket != 0 : row->bracket == 0 && row->value != KR_NO_AMOUNT)
			return refuse(self, row->row, self->bracket, row->bracket ? "this rule has no brackets" : "this rule has brackets");
		if (row->bracket != 0 && row->bracket != i + 1)
			return refuse(self, row->row, self->bracket, "the brackets of these days are not 1, 2, ... without a gap");
		if (row->bracket != 0 && row->low != (i ? rows[i - 1].high : 0))
			return refuse(self, row->row, self->low, "does not join the bracket before it");
	}
	return true;
}

/* All rows of one rule, sorted: every day from `first` on has its span, and has it once. */
static bool
check_rule(const reading *self, const kr_rule_row *rows, size_t count, int32_t first)
{
	int32_t next = first;
	for (size_t i = 0, span; i < count; i += span) {
		for (span = 1; i + span < count && rows[i + span].first == rows[i].first;)
			span++;
		if (rows[i].first > next)
			return refuse_days(self, &rows[i], "no row for ", next, rows[i].first - 1, ADVICE);
		if (rows[i].first < next)
			return refuse_days(self, &rows[i], "a second row for days that have one: ", rows[i].first,
			    rows[i].last < next - 1 ? rows[i].last : next - 1, "");
		if (!check_span(self, rows + i, span))
			return false;
		if (rows[i].last == INT32_MAX)
			return i + span == count ||
			    refuse_days(self, &rows[i + span], "a second row for days that have one: ", rows[i + span].first, rows[i + span].last, "");
		next = rows[i].last + 1;
	}
	return refuse_days(self, &rows[count - 1], "no row for ", next, INT32_MAX, ADVICE);
}

static bool
check(const reading *self, kr_rule_row *rows, size_t count)
{
	int32_t first = INT32_MAX;
	size_t at = 0;
	qsort(rows, count, sizeof *rows, compare);
	for (size_t i = 0; i < count; i++)
		first = rows[i].first < first ? rows[i].first : first;
	for (size_t rule = 0; rule < KR_RULES; rule++) {
		size_t start = at;
		self->rules->starts[rule] = start;
		while (at < count && rows[at].rule == rule)
			at++;
		if (at == start)
			return kr_fail(self->error, "%s: no row for the rule %s" ADVICE, self->definition->name, kr_rule_names[rule]);
		if (!check_rule(self, rows + start, at - start, first))
			return false;
	}
	self->rules->starts[KR_RULES] = count;
	return true;
}

static bool
find_columns(reading *self)
{
	const char *const names[] = {"rule", "bracket", "from_euro", "to_euro", "valid_from", "valid_until", "value", "unit", "status", "source",
	    "note"};
	kr_rules *rules = self->rules;
	uint32_t *const columns[] = {&self->rule, &self->bracket, &self->low, &self->high, &rules->from, &rules->until, &rules->value, &rules->unit,
	    &rules->status, &rules->source, &rules->note};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!kr_definition_column(self->definition, names[i], columns[i], self->error))
			return false;
	return true;
}

bool
kr_rules_load(kr_rules *rules, const char *path, const char *directory, kr_error *error)
{
	kr_definition *definition = &rules->definition;
	reading self = {.rules = rules, .definition = definition, .error = error};
	if (!(path != NULL ? kr_definition_read(definition, path, error) :
		kr_definition_load(definition, "income/income_rules", directory, error)) || !find_columns(&self))
		return false;
	rules->rows = kr_arena_array(&definition->arena, definition->rows + 1, sizeof *rules->rows);
	if (rules->rows == NULL)
		return kr_fail(error, "out of memory");
	for (size_t row = 0; row < definition->rows; row++)
		if (!read_row(&self, row, &rules->rows[row]))
			return false;
	return check(&self, rules->rows, definition->rows);
}

const kr_rule_row *
kr_rules_on(const kr_rules *rules, enum kr_rule rule, int32_t day, size_t *count)
{
	size_t from = rules->starts[rule], end = rules->starts[rule + 1];
	while (from < end && rules->rows[from].last < day)
		from++;
	if (from == end || rules->rows[from].first > day)
		return NULL;
	for (*count = 1; from + *count < end && rules->rows[from + *count].first == rules->rows[from].first;)
		++*count;
	return &rules->rows[from];
}

void
kr_rules_free(kr_rules *rules)
{
	kr_definition_free(&rules->definition);
	*rules = (kr_rules){0};
}
