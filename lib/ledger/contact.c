#include "ledger/contact.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/number.h"

const char *const kr_contact_field_names[KR_CONTACT_FIELDS] = {"kind", "date", "by", "ask", "card_id", "person_id",
    "employer_id", "vacancy_id", "region", "desk", "outcome", "wage_subsidy", "weeks", "until", "shown", "purpose", "ground",
    "message", "mark", "registered_on"};

const char *const kr_contact_kind_names[KR_CONTACT_KINDS] = {
    "ask", "answer", "show", "meet", "start", "still_there", "end", "withdraw", "object", "forget", "block"};

const int32_t kr_still_weeks[KR_STILL_COUNT] = {13, 26, 52};

enum kr_contact_kind
kr_contact_kind_of(kr_slice name)
{
	int kind = 0;
	while (kind < KR_CONTACT_KINDS && !kr_slice_is(name, kr_contact_kind_names[kind]))
		kind++;
	return (enum kr_contact_kind)kind;
}

/* A copy that lives as long as the contact, one for all equal texts. */
static bool
keep(kr_contact *contact, kr_slice text, kr_slice *kept)
{
	uint32_t number;
	if (text.len == 0) {
		*kept = (kr_slice){0};
		return true;
	}
	if (!kr_map_get(&contact->texts, text, &number)) {
		kr_slice copy = kr_arena_copy(&contact->arena, text);
		number = (uint32_t)contact->texts.count;
		if (copy.ptr == NULL || !kr_map_put(&contact->texts, copy, number))
			return false;
	}
	*kept = contact->texts.entries[number].key;
	return true;
}

static bool
day_of(kr_slice text, int32_t *day)
{
	kr_date date;
	if (!kr_date_parse(text, &date) || !kr_date_known(date))
		return false;
	*day = kr_date_days(date);
	return true;
}

/* "card\nvacancy": neither holds a line feed in stream form. */
static kr_slice
card_key(kr_buffer *buffer, kr_slice card, kr_slice vacancy)
{
	kr_buffer_clear(buffer);
	kr_buffer_slice_add(buffer, card);
	kr_buffer_char(buffer, '\n');
	kr_buffer_slice_add(buffer, vacancy);
	return kr_buffer_slice(buffer);
}

static bool
index_card(kr_contact *contact, const kr_thread *thread, kr_slice vacancy)
{
	kr_buffer buffer = {0};
	kr_slice kept;
	bool good = thread->card.len == 0 ||
	    (keep(contact, card_key(&buffer, thread->card, vacancy), &kept) && !buffer.failed &&
	    kr_map_put(&contact->by_card, kept, (uint32_t)(thread - contact->threads)));
	kr_buffer_free(&buffer);
	return good;
}

static kr_thread *
new_thread(kr_contact *contact)
{
	if (contact->count == contact->capacity) {
		size_t capacity = contact->capacity + contact->capacity / 2 + 64;
		kr_thread *threads = realloc(contact->threads, capacity * sizeof *threads);
		if (threads == NULL)
			return NULL;
		contact->threads = threads;
		contact->capacity = capacity;
	}
	kr_thread *thread = &contact->threads[contact->count++];
	*thread = (kr_thread){.until = KR_NO_DAY};
	for (size_t i = 0; i < KR_CONTACT_KINDS; i++)
		thread->last[i] = KR_NO_DAY;
	return thread;
}

/* Also under the card alone, for who names no vacancy. */
static bool
note_ask(kr_contact *contact, const kr_contact_line *line, int32_t day, kr_error *error)
{
	const kr_slice *values = line->values;
	kr_thread *thread = new_thread(contact);
	if (thread == NULL)
		return kr_fail(error, "out of memory");
	thread->number = line->seq;
	thread->last[KR_CONTACT_ASK] = day;
	if (values[KR_CONTACT_UNTIL].len > 0 && !day_of(values[KR_CONTACT_UNTIL], &thread->until))
		return kr_fail(error, "until: no date");
	bool good = keep(contact, values[KR_CONTACT_CARD], &thread->card) &&
	    keep(contact, values[KR_CONTACT_PERSON], &thread->person) &&
	    keep(contact, values[KR_CONTACT_EMPLOYER], &thread->employer) &&
	    keep(contact, values[KR_CONTACT_VACANCY], &thread->vacancy) &&
	    keep(contact, values[KR_CONTACT_REGION], &thread->region) && keep(contact, values[KR_CONTACT_DESK], &thread->desk) &&
	    keep(contact, values[KR_CONTACT_MESSAGE], &thread->message);
	if (!good || !index_card(contact, thread, thread->vacancy) || !index_card(contact, thread, (kr_slice){0}))
		return kr_fail(error, "out of memory");
	return true;
}

static bool
count_running(kr_contact *contact, kr_slice vacancy, bool is_start)
{
	uint32_t count = 0;
	kr_map_get(&contact->running, vacancy, &count);
	return kr_map_put(&contact->running, vacancy, is_start ? count + 1 : count - (count > 0));
}

static bool
note_answer(kr_thread *thread, kr_slice outcome)
{
	static const char *const words[] = {"", "yes", "no", "later"};
	int answer = KR_ANSWER_YES;
	while (answer <= KR_ANSWER_LATER && !kr_slice_is(outcome, words[answer]))
		answer++;
	thread->answer = (enum kr_contact_answer)answer;
	return answer <= KR_ANSWER_LATER;
}

static bool
note_weeks(kr_thread *thread, kr_slice text)
{
	int64_t weeks;
	if (!kr_number_parse(text, 0, 52, &weeks))
		return false;
	for (size_t i = 0; i < KR_STILL_COUNT; i++)
		if (kr_still_weeks[i] == weeks) {
			thread->still |= (uint8_t)(1u << i);
			return true;
		}
	return false;
}

static bool
note_start(kr_contact *contact, kr_thread *thread, const kr_slice *values)
{
	bool was_running = thread->is_running;
	thread->is_running = true;
	thread->still = 0;
	thread->is_subsidised = kr_slice_is(values[KR_CONTACT_SUBSIDY], "yes");
	return keep(contact, values[KR_CONTACT_OUTCOME], &thread->work_kind) &&
	    (was_running || count_running(contact, thread->vacancy, true));
}

static bool
note_end(kr_contact *contact, kr_thread *thread)
{
	bool was_running = thread->is_running;
	thread->is_running = false;
	return !was_running || count_running(contact, thread->vacancy, false);
}

static bool
note_step(kr_contact *contact, const kr_contact_line *line, enum kr_contact_kind kind, int32_t day, kr_error *error)
{
	const kr_slice *values = line->values;
	int64_t number;
	kr_thread *thread = NULL;
	if (kr_number_parse(values[KR_CONTACT_ASK_NUMBER], 1, INT64_MAX, &number))
		thread = kr_contact_thread(contact, number);
	if (thread == NULL)
		return kr_fail(error, "ask: no such question");
	thread->last[kind] = day;
	if (kind == KR_CONTACT_ANSWER && !note_answer(thread, values[KR_CONTACT_OUTCOME]))
		return kr_fail(error, "outcome: no answer");
	if (kind == KR_CONTACT_STILL_THERE && !note_weeks(thread, values[KR_CONTACT_WEEKS]))
		return kr_fail(error, "weeks: not 13, 26 or 52");
	thread->is_withdrawn = thread->is_withdrawn || kind == KR_CONTACT_WITHDRAW;
	bool good = kind == KR_CONTACT_START ? note_start(contact, thread, values)
	    : kind == KR_CONTACT_END         ? note_end(contact, thread)
	    : kind == KR_CONTACT_SHOW        ? keep(contact, values[KR_CONTACT_SHOWN], &thread->shown)
	                                     : true;
	return good || kr_fail(error, "out of memory");
}

/* Of two marks on one record the later day of registration holds back more. */
static bool
note_block(kr_contact *contact, const kr_slice *values, kr_error *error)
{
	uint32_t number = (uint32_t)contact->block_count;
	kr_date registered;
	kr_slice mark;
	/* Where the day was not known, a registration must be later than the erasure. */
	if (!kr_date_parse(values[KR_CONTACT_REGISTERED], &registered) && !kr_date_parse(values[KR_CONTACT_DATE], &registered))
		return kr_fail(error, "registered_on: no date");
	if (kr_map_get(&contact->marks, values[KR_CONTACT_MARK], &number)) {
		kr_date *old = &contact->blocks[number].registered;
		if (kr_date_last(registered) > kr_date_last(*old))
			*old = registered;
		return true;
	}
	if (contact->block_count == contact->block_capacity) {
		size_t capacity = contact->block_capacity * 2 + 16;
		struct kr_contact_block *blocks = realloc(contact->blocks, capacity * sizeof *blocks);
		if (blocks == NULL)
			return kr_fail(error, "out of memory");
		contact->blocks = blocks;
		contact->block_capacity = capacity;
	}
	contact->blocks[contact->block_count++].registered = registered;
	if (!keep(contact, values[KR_CONTACT_MARK], &mark) || !kr_map_put(&contact->marks, mark, number))
		return kr_fail(error, "out of memory");
	return true;
}

static bool
note_forget(kr_contact *contact, kr_slice mark, kr_error *error)
{
	kr_slice kept;
	return (keep(contact, mark, &kept) && kr_map_put(&contact->key_marks, kept, 1)) || kr_fail(error, "out of memory");
}

static bool
note_objection(kr_contact *contact, kr_slice person, kr_error *error)
{
	kr_slice kept;
	if (person.len > 0 && (!keep(contact, person, &kept) || !kr_map_put(&contact->objectors, kept, 1)))
		return kr_fail(error, "out of memory");
	return true;
}

bool
kr_contact_note(kr_contact *contact, const kr_contact_line *line, kr_error *error)
{
	enum kr_contact_kind kind = kr_contact_kind_of(line->values[KR_CONTACT_KIND]);
	int32_t day;
	if (kind == KR_CONTACT_KINDS)
		return kr_fail(error, "kind: no such step");
	if (!day_of(line->values[KR_CONTACT_DATE], &day))
		return kr_fail(error, "date: no date");
	switch (kind) {
	case KR_CONTACT_ASK: return note_ask(contact, line, day, error);
	case KR_CONTACT_OBJECT: return note_objection(contact, line->values[KR_CONTACT_PERSON], error);
	case KR_CONTACT_BLOCK: return note_block(contact, line->values, error);
	case KR_CONTACT_FORGET: return note_forget(contact, line->values[KR_CONTACT_MARK], error);
	default: return note_step(contact, line, kind, day, error);
	}
}

kr_thread *
kr_contact_thread(const kr_contact *contact, int64_t number)
{
	size_t from = 0, to = contact->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (contact->threads[middle].number < number)
			from = middle + 1;
		else
			to = middle;
	}
	return from < contact->count && contact->threads[from].number == number ? &contact->threads[from] : NULL;
}

kr_thread *
kr_contact_of_card(const kr_contact *contact, kr_slice card, kr_slice vacancy, bool *are_several)
{
	kr_buffer buffer = {0};
	uint32_t number;
	bool found = kr_map_get(&contact->by_card, card_key(&buffer, card, vacancy), &number);
	kr_buffer_free(&buffer);
	*are_several = false;
	for (size_t i = 0; found && vacancy.len == 0 && i < contact->count && !*are_several; i++)
		*are_several = kr_slice_equal(contact->threads[i].card, card) &&
		    !kr_slice_equal(contact->threads[i].vacancy, contact->threads[number].vacancy);
	return found && !*are_several ? &contact->threads[number] : NULL;
}

uint32_t
kr_contact_running(const kr_contact *contact, kr_slice vacancy)
{
	uint32_t count = 0;
	kr_map_get(&contact->running, vacancy, &count);
	return count;
}

bool
kr_contact_objected(const kr_contact *contact, kr_slice person)
{
	uint32_t number;
	return person.len > 0 && kr_map_get(&contact->objectors, person, &number);
}

bool
kr_contact_blocks(const kr_contact *contact, kr_slice mark, kr_slice registered_on)
{
	uint32_t number;
	kr_date date;
	if (!kr_map_get(&contact->marks, mark, &number))
		return false;
	if (!kr_date_parse(registered_on, &date))
		return true;
	return kr_date_first(date) <= kr_date_last(contact->blocks[number].registered);
}

void
kr_contact_free(kr_contact *contact)
{
	free(contact->threads);
	free(contact->blocks);
	kr_map_free(&contact->by_card);
	kr_map_free(&contact->running);
	kr_map_free(&contact->objectors);
	kr_map_free(&contact->marks);
	kr_map_free(&contact->key_marks);
	kr_map_free(&contact->texts);
	kr_arena_free(&contact->arena);
}
