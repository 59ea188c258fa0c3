#include "ledger/contact_retention.h"

#include "base/number.h"

enum { YEARS_MAX = 100, YEAR_LAST = 2199 /* codes/date.h */ };

bool
kr_retention_load(kr_retention *retention, const char *directory, kr_error *error)
{
	kr_definition *rows = &retention->rows;
	uint32_t column;
	if (!kr_definition_load(rows, "ledger/contact_retention", directory, error) ||
	    !kr_definition_column(rows, "kind", &retention->kind, error) ||
	    !kr_definition_column(rows, "wage_subsidy", &retention->subsidy, error) ||
	    !kr_definition_column(rows, "years", &retention->years, error) ||
	    !kr_definition_column(rows, "nl", &column, error) || !kr_definition_column(rows, "en", &column, error))
		return false;
	for (size_t row = 0; row < rows->rows; row++) {
		static const char *const when[] = {"yes", "*"};
		size_t chosen;
		int64_t years;
		if (!kr_definition_choose(rows, row, retention->kind, kr_definition_cell(rows, row, retention->kind),
			kr_contact_kind_names, KR_CONTACT_KINDS, &chosen, error) ||
		    !kr_definition_choose(rows, row, retention->subsidy, kr_definition_cell(rows, row, retention->subsidy), when, 2,
			&chosen, error))
			return false;
		if (!kr_number_parse(kr_definition_cell(rows, row, retention->years), 0, YEARS_MAX, &years))
			return kr_definition_fail(rows, row, retention->years, error, "must be a number of years");
	}
	return true;
}

void
kr_retention_free(kr_retention *retention)
{
	kr_definition_free(&retention->rows);
}

static int32_t
last_step(const kr_thread *thread)
{
	int32_t last = KR_NO_DAY;
	for (size_t kind = 0; kind < KR_CONTACT_KINDS; kind++)
		last = thread->last[kind] > last ? thread->last[kind] : last;
	return last;
}

/* The same day so many years later; of 29 February the last of that month. */
static int32_t
years_later(int32_t day, int64_t years)
{
	kr_date date = kr_date_of_days(day);
	date.year = (int16_t)(date.year + years > YEAR_LAST ? YEAR_LAST : date.year + years);
	if (!kr_date_exists(date.year, date.month, date.day))
		date.day--;
	return kr_date_days(date);
}

int32_t
kr_retention_until(const kr_retention *retention, const kr_thread *thread, enum kr_contact_kind kind, size_t *row)
{
	int32_t until = KR_NO_DAY;
	for (size_t i = 0; i < retention->rows.rows; i++) {
		int64_t years = 0;
		bool is_always = kr_slice_is(kr_definition_cell(&retention->rows, i, retention->subsidy), "*");
		if (!kr_slice_is(kr_definition_cell(&retention->rows, i, retention->kind), kr_contact_kind_names[kind]) ||
		    !(is_always || thread->is_subsidised))
			continue;
		kr_number_parse(kr_definition_cell(&retention->rows, i, retention->years), 0, YEARS_MAX, &years);
		int32_t end = years_later(last_step(thread), years);
		if (end > until) {
			until = end;
			*row = i;
		}
	}
	return until;
}

kr_slice
kr_retention_why(const kr_retention *retention, size_t row, const char *language)
{
	const kr_definition *rows = &retention->rows;
	return kr_definition_cell(rows, row, kr_header_find(&rows->header, kr_slice_text(language)));
}
