/*
 * kr-contact answer, meet, start, still-there, end, withdraw: steps on a question that is there.
 */
#include "base/number.h"
#include "contact/contact.h"
#include "contact/mail.h"

/* What the step says beside its kind. The number is what the rules look at. */
static int64_t
fill(kr_contact_line *line, enum kr_contact_kind kind)
{
	static const char *const answers[] = {"", "yes", "no", "later"};
	kr_slice *values = line->values;
	switch (kind) {
	case KR_CONTACT_ANSWER:
		contact_needs("--answer", asked.answer);
		values[KR_CONTACT_OUTCOME] = kr_slice_text(asked.answer);
		for (int64_t i = 1; i < 4; i++)
			if (kr_slice_is(values[KR_CONTACT_OUTCOME], answers[i]))
				return i;
		return 0;
	case KR_CONTACT_START:
		contact_needs("--kind", asked.kind);
		values[KR_CONTACT_OUTCOME] = kr_slice_text(asked.kind);
		values[KR_CONTACT_SUBSIDY] = kr_slice_text(asked.wage_subsidy);
		return 0;
	case KR_CONTACT_END:
		contact_needs("--reason", asked.reason);
		values[KR_CONTACT_OUTCOME] = kr_slice_text(asked.reason);
		return 0;
	case KR_CONTACT_STILL_THERE:
		contact_needs("--weeks", asked.weeks);
		values[KR_CONTACT_WEEKS] = kr_slice_text(asked.weeks);
		int64_t weeks = 0;
		kr_number_parse(values[KR_CONTACT_WEEKS], 0, 52, &weeks);
		return weeks;
	default:
		return 0;
	}
}

/* Nobody starts where the vacancy has no place, when the vacancies are given. */
static bool
has_place(const kr_contact *contact, const contact_rows *found, const kr_thread *thread, kr_error *error)
{
	int64_t positions;
	if (!kr_number_parse(rows_value(&found->jobs, 0, "positions"), 0, INT32_MAX, &positions) ||
	    kr_contact_running(contact, thread->vacancy) < positions)
		return true;
	return kr_fail(error, "question %lld: the vacancy has no place left", (long long)thread->number);
}

int
contact_step(enum kr_contact_kind kind)
{
	kr_contact contact = {0};
	kr_contact_line line;
	contact_rows found = {0};
	kr_error error;
	int32_t day = contact_day(NULL);
	const kr_thread *thread = contact_begin_step(&contact, &found);
	contact_line(&line, kind, thread);
	int64_t number = fill(&line, kind);
	if (!kr_contact_may(&contact, thread, kind, day, number, &error) ||
	    (kind == KR_CONTACT_START && !has_place(&contact, &found, thread, &error)))
		contact_refuse(&error);
	const mail_about about = {.line = &line, .thread = thread, .people = &found.people, .jobs = &found.jobs};
	mail_prepare(&about);
	int status = contact_log(&contact, &line, &about, false);
	contact_rows_free(&found);
	kr_contact_free(&contact);
	return status;
}
