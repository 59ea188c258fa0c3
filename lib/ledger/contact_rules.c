/* What may follow what (contact.h). */
#include "ledger/contact.h"

enum { DAYS_A_WEEK = 7 };

static bool
refuse(kr_error *error, const kr_thread *thread, const char *why)
{
	return kr_fail(error, "question %lld: %s", (long long)thread->number, why);
}

bool
kr_contact_may_ask(const kr_contact *contact, kr_slice card, kr_slice person, kr_slice vacancy, kr_error *error)
{
	bool are_several;
	if (kr_contact_objected(contact, person))
		return kr_fail(error, "the person objected and is not asked any more");
	const kr_thread *last = kr_contact_of_card(contact, card, vacancy, &are_several);
	if (last == NULL || (last->last[KR_CONTACT_END] != KR_NO_DAY && !last->is_running))
		return true;
	if (last->is_running)
		return refuse(error, last, "has started on this vacancy and works there");
	if (last->is_withdrawn)
		return refuse(error, last, "the yes for this vacancy was taken back");
	if (last->answer == KR_ANSWER_NO)
		return refuse(error, last, "was asked for this vacancy before and said no");
	return refuse(error, last, "was asked for this vacancy already");
}

static bool
may_answer(const kr_contact *contact, const kr_thread *thread, int64_t answer, kr_error *error)
{
	if (answer != KR_ANSWER_NO && kr_contact_objected(contact, thread->person))
		return refuse(error, thread, "the person objected");
	if (thread->person.len == 0)
		return refuse(error, thread, "the person was erased");
	if (thread->answer == KR_ANSWER_YES || thread->answer == KR_ANSWER_NO)
		return refuse(error, thread, thread->answer == KR_ANSWER_NO ? "was answered already, with no"
		    : "was answered already, with yes (withdraw takes a yes back)");
	if (thread->answer == KR_ANSWER_LATER && answer == KR_ANSWER_LATER)
		return refuse(error, thread, "was answered already, with later");
	return true;
}

/* Contact data, a meeting and a start all rest on it. */
static bool
stands(const kr_contact *contact, const kr_thread *thread, kr_error *error)
{
	if (kr_contact_objected(contact, thread->person))
		return refuse(error, thread, "the person objected");
	if (thread->person.len == 0)
		return refuse(error, thread, "the person was erased");
	if (thread->is_withdrawn)
		return refuse(error, thread, "the yes was taken back");
	if (thread->answer == KR_ANSWER_NONE)
		return refuse(error, thread, "the person has not answered yet");
	if (thread->answer != KR_ANSWER_YES)
		return refuse(error, thread, thread->answer == KR_ANSWER_NO ? "the person said no" : "the person said later, not yes");
	return true;
}

static bool
follows_show(const kr_contact *contact, const kr_thread *thread, kr_error *error)
{
	if (!stands(contact, thread, error))
		return false;
	return thread->last[KR_CONTACT_SHOW] != KR_NO_DAY ||
	    refuse(error, thread, "the employer was not shown the contact data yet");
}

static bool
may_start(const kr_contact *contact, const kr_thread *thread, kr_error *error)
{
	if (thread->is_running)
		return refuse(error, thread, "has started already");
	return follows_show(contact, thread, error);
}

static bool
may_be_still_there(const kr_thread *thread, int32_t day, int64_t weeks, kr_error *error)
{
	if (!thread->is_running)
		return refuse(error, thread, thread->last[KR_CONTACT_START] == KR_NO_DAY ? "nobody has started" : "the work has ended");
	for (size_t i = 0; i < KR_STILL_COUNT; i++)
		if (kr_still_weeks[i] == weeks && (thread->still & 1u << i))
			return refuse(error, thread, "this was recorded already for that number of weeks");
	if (day < thread->last[KR_CONTACT_START] + weeks * DAYS_A_WEEK)
		return refuse(error, thread, "--date is before that many weeks after the start");
	return true;
}

static bool
may_withdraw(const kr_thread *thread, kr_error *error)
{
	if (thread->is_withdrawn)
		return refuse(error, thread, "the yes was taken back already");
	return thread->answer == KR_ANSWER_YES || refuse(error, thread, "there is no yes to take back (answer no says no)");
}

/* The step that must have come before, for its day. */
static enum kr_contact_kind
before(enum kr_contact_kind kind)
{
	switch (kind) {
	case KR_CONTACT_SHOW:
	case KR_CONTACT_WITHDRAW: return KR_CONTACT_ANSWER;
	case KR_CONTACT_MEET:
	case KR_CONTACT_START: return KR_CONTACT_SHOW;
	case KR_CONTACT_STILL_THERE:
	case KR_CONTACT_END: return KR_CONTACT_START;
	default: return KR_CONTACT_ASK;
	}
}

bool
kr_contact_may(const kr_contact *contact, const kr_thread *thread, enum kr_contact_kind kind, int32_t day, int64_t number,
    kr_error *error)
{
	bool may = true;
	switch (kind) {
	case KR_CONTACT_ANSWER: may = may_answer(contact, thread, number, error); break;
	case KR_CONTACT_SHOW: may = stands(contact, thread, error); break;
	case KR_CONTACT_MEET: may = follows_show(contact, thread, error); break;
	case KR_CONTACT_START: may = may_start(contact, thread, error); break;
	case KR_CONTACT_STILL_THERE: may = may_be_still_there(thread, day, number, error); break;
	case KR_CONTACT_END: may = thread->is_running || refuse(error, thread, "nobody works there who could stop"); break;
	case KR_CONTACT_WITHDRAW: may = may_withdraw(thread, error); break;
	default: break;
	}
	if (!may)
		return false;
	enum kr_contact_kind earlier = before(kind);
	if (day < thread->last[earlier])
		return kr_fail(error, "question %lld: --date is before the day of the %s", (long long)thread->number,
		    kr_contact_kind_names[earlier]);
	return true;
}
