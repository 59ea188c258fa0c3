/*
 * kr-income --explain: a record for each amount of a month and each rule that it comes from.
 */
#include "base/number.h"
#include "income/income.h"

enum { MONTH, AMOUNT, EURO, FORMULA, RULE, BRACKET, VALUE, UNIT, FROM, UNTIL, STATUS, SOURCE, NOTE, FIELDS };

static const char *const names[FIELDS] = {"month", "income_item", "income_euro", "formula", "rule", "rule_bracket", "rule_value", "rule_unit", "rule_from",
    "rule_until", "rule_status", "rule_source", "rule_note"};

/* The records of one amount. */
typedef struct telling {
	const kr_rules *rules;
	kr_slice values[FIELDS];
	bool (*put)(void *context, const kr_slice *values);
	void *context;
} telling;

static bool
put_rule(telling *self, uint32_t row)
{
	const char *const columns[] = {"rule", "bracket", "value", "unit", "valid_from", "valid_until", "status", "source", "note"};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		self->values[RULE + i] = kr_definition_cell(&self->rules->definition, row,
		    kr_header_find(&self->rules->definition.header, kr_slice_text(columns[i])));
	return self->put(self->context, self->values);
}

/* The rules of an amount; those of a whole month for what it would be without the work. */
static bool
put_rules(telling *self, const kr_rule_uses *uses, size_t amount, bool all)
{
	size_t told = 0;
	for (size_t i = 0; i < uses->count; i++) {
		bool is_first = true;
		for (size_t k = 0; all && k < i; k++)
			is_first = is_first && uses->items[k].row != uses->items[i].row;
		if (!is_first || (!all && uses->items[i].amount != amount))
			continue;
		told++;
		if (!put_rule(self, uses->items[i].row))
			return false;
	}
	for (size_t i = RULE; i < FIELDS; i++)
		self->values[i] = (kr_slice){0};
	return told > 0 || self->put(self->context, self->values);
}

static bool
write_explained(const kr_rules *rules, const kr_income_month *month, const kr_income_month *without,
    bool (*put)(void *context, const kr_slice *values), void *context)
{
	char day[KR_DATE_MAX], euro[INCOME_EURO_MAX];
	telling self = {.rules = rules, .put = put, .context = context};
	self.values[MONTH] = income_month_text(month->day, day);
	for (size_t i = 0; i < KR_INCOME_AMOUNTS; i++) {
		self.values[AMOUNT] = kr_slice_text(kr_income_amount_names[i]);
		self.values[EURO] = income_euro(month->amounts[i], euro);
		self.values[FORMULA] = kr_slice_text(kr_income_amount_formulas[i]);
		bool is_without = i == KR_INCOME_WITHOUT;
		if (!put_rules(&self, is_without ? &without->uses : &month->uses, i, is_without))
			return false;
	}
	return true;
}

const income_output income_explained = {names, FIELDS, write_explained};
