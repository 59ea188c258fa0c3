#include "ledger/contact_due.h"

#include "base/number.h"

static const char *const steps[] = {"answer", "answer_later", "show", "meet", "start", "still_there"};
enum { ANSWER, ANSWER_LATER, SHOW, MEET, START, STILL_THERE, STEPS };
enum { DAYS_MAX = 36500 };

bool
kr_norms_load(kr_norms *norms, const char *directory, kr_error *error)
{
	if (!kr_definition_load(&norms->rows, "ledger/contact_norms", directory, error) ||
	    !kr_definition_column(&norms->rows, "region", &norms->region, error) ||
	    !kr_definition_column(&norms->rows, "step", &norms->step, error) ||
	    !kr_definition_column(&norms->rows, "days", &norms->days, error))
		return false;
	for (size_t row = 0; row < norms->rows.rows; row++) {
		size_t step;
		int64_t days;
		kr_slice word = kr_definition_cell(&norms->rows, row, norms->step);
		if (!kr_definition_choose(&norms->rows, row, norms->step, word, steps, STEPS, &step, error))
			return false;
		if (!kr_number_parse(kr_definition_cell(&norms->rows, row, norms->days), 0, DAYS_MAX, &days))
			return kr_definition_fail(&norms->rows, row, norms->days, error, "must be a number of days");
	}
	return true;
}

void
kr_norms_free(kr_norms *norms)
{
	kr_definition_free(&norms->rows);
}

bool
kr_norm_days(const kr_norms *norms, kr_slice region, const char *step, int64_t *days)
{
	bool found = false;
	for (size_t row = 0; row < norms->rows.rows; row++) {
		kr_slice of = kr_definition_cell(&norms->rows, row, norms->region);
		bool is_own = region.len > 0 && kr_slice_equal(of, region);
		if ((is_own || (!found && kr_slice_is(of, "*"))) &&
		    kr_slice_is(kr_definition_cell(&norms->rows, row, norms->step), step)) {
			kr_number_parse(kr_definition_cell(&norms->rows, row, norms->days), 0, DAYS_MAX, days);
			found = true;
			if (is_own)
				return true;
		}
	}
	return found;
}

/* The first term that is full on this day and later than all that were recorded. */
static bool
next_term(const kr_thread *thread, int32_t day, kr_due *due)
{
	for (size_t i = 0; i < KR_STILL_COUNT; i++) {
		int32_t full = thread->last[KR_CONTACT_START] + 7 * kr_still_weeks[i];
		if (thread->still >> i != 0 || full > day)
			continue;
		due->since = full;
		due->weeks = kr_still_weeks[i];
		return true;
	}
	return false;
}

static bool
waits_for(kr_due *due, int step, const char *who, int32_t since)
{
	due->step = steps[step];
	due->who = who;
	due->since = since;
	return true;
}

static bool
waits(const kr_thread *thread, int32_t day, kr_due *due)
{
	const int32_t *last = thread->last;
	if (thread->is_running)
		return next_term(thread, day, due) && waits_for(due, STILL_THERE, "employer", due->since);
	if (thread->is_withdrawn || thread->answer == KR_ANSWER_NO || last[KR_CONTACT_END] != KR_NO_DAY)
		return false;
	if (thread->answer == KR_ANSWER_NONE)
		return waits_for(due, ANSWER, "person", last[KR_CONTACT_ASK]);
	if (thread->answer == KR_ANSWER_LATER)
		return waits_for(due, ANSWER_LATER, "desk", last[KR_CONTACT_ANSWER]);
	if (last[KR_CONTACT_SHOW] == KR_NO_DAY)
		return waits_for(due, SHOW, "desk", last[KR_CONTACT_ANSWER]);
	if (last[KR_CONTACT_MEET] == KR_NO_DAY)
		return waits_for(due, MEET, "employer", last[KR_CONTACT_SHOW]);
	return waits_for(due, START, "employer", last[KR_CONTACT_MEET]);
}

bool
kr_contact_due(const kr_contact *contact, const kr_norms *norms, const kr_thread *thread, int32_t day, kr_due *due)
{
	*due = (kr_due){.thread = thread};
	if (thread->person.len == 0 || kr_contact_objected(contact, thread->person) || !waits(thread, day, due) ||
	    !kr_norm_days(norms, thread->region, due->step, &due->norm))
		return false;
	due->days = (int64_t)day - due->since;
	due->late = due->days - due->norm;
	return due->late > 0;
}

int
kr_due_compare(const void *a, const void *b)
{
	const kr_due *first = a, *second = b;
	if (first->late != second->late)
		return first->late > second->late ? -1 : 1;
	return first->thread->number < second->thread->number ? -1 : first->thread->number > second->thread->number;
}
