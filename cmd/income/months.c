/*
 * kr-income: a record a month.
 */
#include <string.h>

#include "base/number.h"
#include "income/income.h"

enum { MONTH, STEP, HOURS, AMOUNTS, EVENTS = AMOUNTS + KR_INCOME_AMOUNTS, UNKNOWN, FIELDS };

static const char *const names[FIELDS] = {"month", "step", "work_hours", "wage", "tax", "net_wage", "benefit", "exemption", "ww", "ww_tax",
    "healthcare_allowance", "child_budget", "child_benefit", "total", "without_work", "difference", "changes", "unknown"};

kr_slice
income_euro(int64_t cents, char *room)
{
	if (cents == KR_NO_AMOUNT)
		return (kr_slice){0};
	int64_t size = cents < 0 ? -cents : cents;
	size_t len = 0;
	if (cents < 0)
		room[len++] = '-';
	len += kr_number_write(size / 100, room + len);
	room[len++] = '.';
	room[len++] = (char)('0' + size % 100 / 10);
	room[len++] = (char)('0' + size % 10);
	return kr_slice_of(room, len);
}

kr_slice
income_month_text(int32_t day, char *room)
{
	kr_date date = kr_date_of_days(day);
	date.day = 0;
	return kr_slice_of(room, kr_date_write(date, room));
}

/* Adds a word to a list of `len` bytes, which has room for all that there are; the new length. */
static size_t
add(char list[INCOME_LIST_MAX], size_t len, const char *word)
{
	size_t more = strlen(word);
	if (len + 1 + more > INCOME_LIST_MAX)
		return len;
	if (len > 0)
		list[len++] = '|';
	memcpy(list + len, word, more);
	return len + more;
}

/* First what the rules do not cover, then the rules that are not known. */
kr_slice
income_unknown(const kr_income_month *month, const kr_income_month *without, char room[INCOME_LIST_MAX])
{
	uint32_t gaps = month->gaps | without->gaps;
	uint64_t unknown = month->unknown | without->unknown;
	size_t len = 0;
	for (size_t i = 0; i < KR_GAPS; i++)
		if (gaps >> i & 1)
			len = add(room, len, kr_income_gap_names[i]);
	for (size_t i = 0; i < KR_RULES; i++)
		if (unknown >> i & 1)
			len = add(room, len, kr_rule_names[i]);
	return kr_slice_of(room, len);
}

static kr_slice
list_changes(const kr_income_month *month, char room[INCOME_LIST_MAX])
{
	size_t len = 0;
	for (size_t i = 0; i < KR_INCOME_EVENTS; i++)
		if (month->events >> i & 1)
			len = add(room, len, kr_income_event_names[i]);
	return kr_slice_of(room, len ? len : add(room, len, "none"));
}

static bool
write_month(const kr_rules *rules, const kr_income_month *month, const kr_income_month *without,
    bool (*put)(void *context, const kr_slice *values), void *context)
{
	char day[KR_DATE_MAX], step[KR_NUMBER_MAX], hours[KR_NUMBER_MAX], euros[KR_INCOME_AMOUNTS][INCOME_EURO_MAX];
	char changes[INCOME_LIST_MAX], unknown[INCOME_LIST_MAX];
	kr_slice values[FIELDS];
	(void)rules;
	values[MONTH] = income_month_text(month->day, day);
	values[STEP] = kr_slice_of(step, kr_number_write((int64_t)month->step, step));
	values[HOURS] = kr_slice_of(hours, month->hours == KR_NO_AMOUNT ? 0 : kr_decimal_write(month->hours, 2, hours));
	for (size_t i = 0; i < KR_INCOME_AMOUNTS; i++)
		values[AMOUNTS + i] = income_euro(month->amounts[i], euros[i]);
	values[EVENTS] = list_changes(month, changes);
	values[UNKNOWN] = income_unknown(month, without, unknown);
	return put(context, values);
}

const income_output income_months = {names, FIELDS, write_month};
