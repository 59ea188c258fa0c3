#include "income/values.h"

#include "base/number.h"

enum { AGE_MAX = 120, MONTHS_MAX = 600, YEAR_MIN = 1900, YEAR_MAX = 2100, EXEMPTION_AGE = 27 };

const char *const kr_household_field_names[KR_HOUSEHOLD_FIELDS] = {"household", "scheme", "age", "birth_year", "children_ages", "limited_hours", "tax_credits",
    "ww_wage", "ww_months", "ww_until", "exemption_months", "income_before", "work_path", "path_from"};

/* The texts, and the first that is wrong. */
typedef struct texts {
	const kr_slice *values;
	enum kr_household_field *field;
	kr_error *error;
} texts;

static bool
refuse(const texts *self, enum kr_household_field field, const char *message)
{
	*self->field = field;
	return kr_fail(self->error, "%s", message);
}

/* The number of a word; `unknown` when it is empty. */
static bool
read_word(const texts *self, enum kr_household_field field, const char *const *words, size_t count, size_t *chosen)
{
	*chosen = 0;
	if (self->values[field].len == 0)
		return true;
	for (size_t i = 1; i < count; i++)
		if (words[i] != NULL && kr_slice_is(self->values[field], words[i]))
			*chosen = i;
	return *chosen != 0;
}

static bool
read_number(const texts *self, enum kr_household_field field, int64_t min, int64_t max, int64_t unknown, int64_t *number)
{
	*number = unknown;
	return self->values[field].len == 0 || kr_number_parse(self->values[field], min, max, number) ||
	    refuse(self, field, "must be a whole number in its range");
}

static bool
read_euro(const texts *self, enum kr_household_field field, int64_t max, int64_t *cents)
{
	*cents = KR_NO_AMOUNT;
	return self->values[field].len == 0 || (kr_decimal_parse(self->values[field], 2, cents) && *cents >= 0 && *cents <= max) ||
	    refuse(self, field, "must be an amount in euro with at most two decimals");
}

static bool
read_children(const texts *self, kr_household *household)
{
	kr_slice text = self->values[KR_FIELD_CHILDREN], rest = kr_slice_items(text), item;
	int64_t age;
	household->children = text.len == 0 ? -1 : 0;
	if (kr_slice_is(text, "none"))
		return true;
	while (kr_slice_next(&rest, '|', &item)) {
		if (household->children == KR_CHILDREN_MAX || !kr_number_parse(item, 0, AGE_MAX, &age))
			return refuse(self, KR_FIELD_CHILDREN, "must be none, or at most twelve ages in years");
		household->child_ages[household->children++] = (uint8_t)age;
	}
	return true;
}

static bool
read_days(const texts *self, int32_t *from, int32_t *ww_until)
{
	kr_date date;
	kr_slice until = self->values[KR_FIELD_WW_UNTIL];
	*ww_until = INT32_MAX;
	if (!kr_date_parse(self->values[KR_FIELD_FROM], &date) || date.month == 0)
		return refuse(self, KR_FIELD_FROM, "must be the first month of the path, YYYY-MM");
	date.day = 0;
	*from = kr_date_first(date);
	if (until.len == 0)
		return true;
	if (!kr_date_parse(until, &date))
		return refuse(self, KR_FIELD_WW_UNTIL, "must be a day, YYYY-MM-DD");
	*ww_until = kr_date_last(date);
	return true;
}

/* A year of birth leaves a year open; where that decides the age counts as unknown. */
static bool
read_age(const texts *self, int32_t from, int64_t *age)
{
	int64_t year;
	if (!read_number(self, KR_FIELD_AGE, 0, AGE_MAX, -1, age) || !read_number(self, KR_FIELD_BIRTH_YEAR, YEAR_MIN, YEAR_MAX, -1, &year))
		return false;
	if (*age >= 0 || year < 0)
		return true;
	*age = kr_date_of_days(from).year - year - 1;
	if (*age == EXEMPTION_AGE - 1 || *age < 0)
		*age = -1;
	return true;
}

bool
kr_household_read(const kr_slice values[KR_HOUSEHOLD_FIELDS], kr_household *household, int32_t *from, enum kr_household_field *field,
    kr_error *error)
{
	static const char *const kinds[] = {"", "single", "single_parent", "couple"};
	static const char *const schemes[] = {"", "none", "PW", "WW"};
	static const char *const truths[] = {"", "no", "yes"};
	const texts self = {values, field, error};
	size_t kind, scheme, limited, credits;
	*household = (kr_household){0};
	if (!read_word(&self, KR_FIELD_HOUSEHOLD, kinds, 4, &kind))
		return refuse(&self, KR_FIELD_HOUSEHOLD, "must be single, single_parent or couple");
	if (!read_word(&self, KR_FIELD_LIMITED, truths, 3, &limited))
		return refuse(&self, KR_FIELD_LIMITED, "must be yes or no");
	if (!read_word(&self, KR_FIELD_TAX_CREDITS, truths, 3, &credits))
		return refuse(&self, KR_FIELD_TAX_CREDITS, "must be yes or no");
	/* Any other scheme is one that the rules do not cover. */
	read_word(&self, KR_FIELD_SCHEME, schemes, 4, &scheme);
	household->kind = (enum kr_household_kind)kind;
	household->scheme = (enum kr_income_scheme)scheme;
	household->limited_hours = limited == 2;
	household->no_credits = credits == 1;
	return read_days(&self, from, &household->ww_until) && read_age(&self, *from, &household->age) && read_children(&self, household) &&
	    read_euro(&self, KR_FIELD_WW_WAGE, KR_MONTH_CENTS_MAX, &household->ww_wage) &&
	    read_number(&self, KR_FIELD_WW_MONTHS, 0, MONTHS_MAX, -1, &household->ww_months) &&
	    read_number(&self, KR_FIELD_EXEMPTION_MONTHS, 0, MONTHS_MAX, 0, &household->exemption_months) &&
	    read_euro(&self, KR_FIELD_INCOME_BEFORE, KR_CENTS_MAX, &household->income_before);
}
