#include "account/outcomes.h"

#include "account/account.h"
#include "base/array.h"
#include "codes/date.h"
#include "verbs.h"

/* In the order that they have on one day: who changes jobs on one day is at work. */
enum rank { ENDED, PLACEMENT, STILL_THERE, RANKS };

void
outcomes_open(outcomes *self, int argc, char **argv, int files)
{
	kr_error error;
	self->has_stream = files < argc;
	if (!self->has_stream)
		return;
	kr_command_stream(&command, &common, &self->stream, argc, argv, files);
	self->person = kr_header_find(&self->stream.header, KR_SLICE("person_id"));
	self->record = asked.linked != NULL ? kr_header_find(&self->stream.header, KR_SLICE("record_id")) : KR_NO_FIELD;
	if ((self->person == KR_NO_FIELD && self->record == KR_NO_FIELD &&
	    !kr_stream_require(&self->stream, asked.linked != NULL ? "record_id" : "person_id", &self->person, &error)) ||
	    !kr_stream_require(&self->stream, "kind", &self->kind, &error) || !kr_stream_require(&self->stream, "date", &self->date, &error) ||
	    !kr_code_list_load(&self->kinds, "event_outcomes", common.tables, &error))
		kr_command_die(&command, &error);
	self->outcome = kr_header_find(&self->stream.header, KR_SLICE("outcome"));
}

bool
outcomes_follow(outcomes *self, kr_slice person)
{
	return kr_map_put(&self->people, person, (uint32_t)self->people.count);
}

/* Whose the registrations are, of who is followed. */
static void
read_linked(outcomes *self)
{
	kr_stream stream = {0};
	kr_record row;
	kr_error error;
	uint32_t record, person, number;
	int more = -1;
	account_file(&stream, asked.linked);
	if (!kr_stream_require(&stream, "record_id", &record, &error) || !kr_stream_require(&stream, "person_id", &person, &error))
		kr_command_die(&command, &error);
	while ((more = kr_stream_next(&stream, &row, &error)) > 0) {
		kr_slice name = kr_record_field(&row, record);
		if (name.len == 0 || !kr_map_get(&self->people, kr_record_field(&row, person), &number))
			continue;
		name = kr_arena_copy(&self->arena, name);
		if (name.ptr == NULL || !kr_map_put(&self->records, name, number))
			kr_command_stop(&command, "out of memory");
	}
	if (more < 0)
		kr_command_die(&command, &error);
	kr_stream_close(&stream);
}

static bool
rank_of(const outcomes *self, const kr_record *record, uint8_t *rank)
{
	kr_slice kind = kr_record_field(record, self->kind);
	uint32_t row;
	*rank = kr_slice_is(kind, "placement") ? PLACEMENT : kr_slice_is(kind, "still_there") ? STILL_THERE : ENDED;
	if (*rank == PLACEMENT && kr_code_list_row(&self->kinds, kr_record_field(record, self->outcome), &row))
		return !kr_slice_is(kr_code_list_cell(&self->kinds, row, "paid"), "no");
	return *rank != ENDED || kr_slice_is(kind, "ended") || kr_slice_is(kind, "fallback") || kr_slice_is(kind, "exit");
}

/* A day that is known in part counts as the last that it may be. */
static bool
add_event(outcomes *self, const kr_record *record)
{
	outcome_event event;
	kr_date date;
	bool is_followed = kr_map_get(&self->people, kr_record_field(record, self->person), &event.person) ||
	    kr_map_get(&self->records, kr_record_field(record, self->record), &event.person);
	if (!is_followed || !rank_of(self, record, &event.rank) ||
	    !kr_date_parse(kr_record_field(record, self->date), &date))
		return true;
	event.day = kr_date_last(date);
	if (!kr_array_room(&self->events, self->count, &self->room, sizeof *self->events))
		return false;
	self->events[self->count++] = event;
	return true;
}

static int
compare(const void *a, const void *b)
{
	const outcome_event *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (int)x->rank - (int)y->rank;
}

uint64_t
outcomes_read(outcomes *self)
{
	kr_record record;
	kr_error error;
	uint64_t read = 0;
	int more = 0;
	bool good = true;
	if (self->has_stream && asked.linked != NULL)
		read_linked(self);
	while (good && self->has_stream && (more = kr_stream_next(&self->stream, &record, &error)) > 0) {
		read++;
		good = add_event(self, &record);
	}
	if (more < 0)
		kr_command_die(&command, &error);
	self->first = calloc(self->people.count + 1, sizeof *self->first);
	if (!good || self->first == NULL)
		kr_command_stop(&command, "out of memory");
	if (self->count > 1)
		qsort(self->events, self->count, sizeof *self->events, compare);
	for (size_t person = 0, i = 0; person <= self->people.count; person++) {
		while (i < self->count && self->events[i].person < person)
			i++;
		self->first[person] = i;
	}
	return read;
}

enum outcome
outcomes_of(const outcomes *self, kr_slice person, int32_t from)
{
	enum outcome outcome = OUTCOME_NONE;
	uint32_t number;
	if (!kr_map_get(&self->people, person, &number))
		return outcome;
	for (size_t i = self->first[number]; i < self->first[number + 1]; i++) {
		const outcome_event *event = &self->events[i];
		if (event->day < from)
			continue;
		if (event->rank == PLACEMENT)
			outcome = OUTCOME_NO_NEWS;
		else if (outcome != OUTCOME_NONE && outcome != OUTCOME_ENDED)
			outcome = event->rank == STILL_THERE ? OUTCOME_STILL : OUTCOME_ENDED;
	}
	return outcome;
}

void
outcomes_close(outcomes *self)
{
	if (self->has_stream) {
		kr_stream_close(&self->stream);
		kr_code_list_free(&self->kinds);
	}
	kr_map_free(&self->people);
	kr_map_free(&self->records);
	kr_arena_free(&self->arena);
	free(self->events);
	free(self->first);
}
