#include "ledger/queue.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "codes/date.h"

const kr_chain_field kr_queue_fields[KR_QUEUE_FIELDS + 1] = {
    [KR_QUEUE_KIND] = {"kind", false}, [KR_QUEUE_DATE] = {"date", false}, [KR_QUEUE_NUMBER] = {"number", false},
    [KR_QUEUE_NAME] = {"queue_name", true}, [KR_QUEUE_PHONE] = {"queue_phone", true}, [KR_QUEUE_EMAIL] = {"queue_email", true},
    [KR_QUEUE_DEMANDS] = {"demands", true}, [KR_QUEUE_REASON] = {"reason", false}, [KR_QUEUE_FIELDS] = {NULL, false},
};

const char *const kr_queue_kind_names[KR_QUEUE_KINDS] = {"enlist", "call", "started", "left", "forget"};
const char *const kr_queue_state_names[KR_PLACE_STATES] = {"waiting", "called", "started", "left"};

static const char *const demand_names[] = {"lift_10", "lift_15", "stand_4", "stand_8"};
enum { DEMANDS = sizeof demand_names / sizeof *demand_names };

bool
kr_queue_demands(kr_slice list, char separator, kr_buffer *out)
{
	bool has[DEMANDS] = {false};
	kr_slice rest = kr_slice_items(list), word;
	size_t start = out->len;
	while (kr_slice_next(&rest, separator, &word)) {
		size_t i = 0;
		while (i < DEMANDS && !kr_slice_is(word, demand_names[i]))
			i++;
		if (i == DEMANDS)
			return false;
		has[i] = true;
	}
	for (size_t i = 0; i < DEMANDS; i++) {
		if (!has[i])
			continue;
		if (out->len > start)
			kr_buffer_char(out, '|');
		kr_buffer_text(out, demand_names[i]);
	}
	return !out->failed;
}

static size_t
index_of(const kr_queue *queue, int64_t number)
{
	size_t low = 0, high = queue->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (queue->places[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < queue->count && queue->places[low].number == number ? low : queue->count;
}

const kr_queue_place *
kr_queue_find(const kr_queue *queue, int64_t number)
{
	size_t i = index_of(queue, number);
	return i < queue->count ? &queue->places[i] : NULL;
}

static enum kr_queue_kind
kind_of(kr_slice name)
{
	enum kr_queue_kind kind = KR_QUEUE_ENLIST;
	while (kind < KR_QUEUE_KINDS && !kr_slice_is(name, kr_queue_kind_names[kind]))
		kind++;
	return kind;
}

static bool
is_open(const kr_queue_place *place)
{
	return place->state == KR_PLACE_WAITING || place->state == KR_PLACE_CALLED;
}

static bool
is_new(const kr_queue *queue, kr_slice contact, const char *what, kr_error *error)
{
	uint32_t last;
	if (contact.len == 0 || !kr_map_get(&queue->contacts, contact, &last) || !is_open(&queue->places[last]))
		return true;
	return kr_fail(error, "this %s stands in the queue already, with number %lld", what, (long long)queue->places[last].number);
}

/* A value is there, or was and has been taken out. */
static bool
has(const kr_slice *values, uint64_t erased, enum kr_queue_field field)
{
	return values[field].len > 0 || (erased >> field & 1) != 0;
}

static bool
may_enlist(const kr_queue *queue, const kr_slice *values, uint64_t erased, kr_error *error)
{
	kr_buffer demands = {0};
	if (!has(values, erased, KR_QUEUE_NAME) ||
	    (!has(values, erased, KR_QUEUE_PHONE) && !has(values, erased, KR_QUEUE_EMAIL)))
		return kr_fail(error, "an enlistment needs a name, and a telephone number or a mail address");
	if (values[KR_QUEUE_NUMBER].len > 0 || values[KR_QUEUE_REASON].len > 0)
		return kr_fail(error, "an enlistment has neither number nor reason");
	bool good = kr_queue_demands(values[KR_QUEUE_DEMANDS], '|', &demands) &&
	    kr_slice_equal(kr_buffer_slice(&demands), values[KR_QUEUE_DEMANDS]);
	bool failed = demands.failed;
	kr_buffer_free(&demands);
	if (!good)
		return kr_fail(error, failed ? "out of memory" : "demands: not a list of lift_10, lift_15, stand_4, stand_8 in this order");
	return is_new(queue, values[KR_QUEUE_PHONE], "telephone number", error) &&
	    is_new(queue, values[KR_QUEUE_EMAIL], "mail address", error);
}

static bool
refuse(kr_error *error, const kr_queue_place *place, const char *why)
{
	return kr_fail(error, "number %lld: %s", (long long)place->number, why);
}

static bool
may_call(const kr_queue *queue, const kr_queue_place *place, kr_error *error)
{
	if (place->state != KR_PLACE_WAITING)
		return refuse(error, place, "does not wait any more");
	if (place != &queue->places[queue->next])
		return kr_fail(error, "number %lld: number %lld waits longer and is called first", (long long)place->number,
		    (long long)queue->places[queue->next].number);
	return true;
}

static bool
may_start(const kr_queue *queue, const kr_queue_place *place, kr_error *error)
{
	if (place->state != KR_PLACE_CALLED)
		return refuse(error, place, place->state == KR_PLACE_WAITING ? "was not called yet" :
		    place->state == KR_PLACE_STARTED ? "has started already" : "has left the queue");
	const kr_queue_place *before = &queue->places[queue->unsettled];
	if (place != before)
		return kr_fail(error, "number %lld: number %lld was called before and has neither started nor left: record that first",
		    (long long)place->number, (long long)before->number);
	return true;
}

/* Who waits can only withdraw: nobody else can end a place that was not called. */
static bool
may_leave(const kr_queue_place *place, kr_slice reason, kr_error *error)
{
	bool is_withdrawn = kr_slice_is(reason, "withdrew");
	if (!is_withdrawn && !kr_slice_is(reason, "unreached") && !kr_slice_is(reason, "absent"))
		return kr_fail(error, "a reason for leaving is withdrew, unreached or absent");
	if (place->state == KR_PLACE_CALLED || (place->state == KR_PLACE_WAITING && is_withdrawn))
		return true;
	return refuse(error, place, place->state == KR_PLACE_WAITING ? "was not called yet, so can only have withdrawn" :
	    place->state == KR_PLACE_STARTED ? "has started already" : "has left the queue already");
}

static bool
may_step(const kr_queue *queue, enum kr_queue_kind kind, const kr_slice *values, kr_error *error)
{
	int64_t number;
	for (int field = KR_QUEUE_NAME; field <= KR_QUEUE_DEMANDS; field++)
		if (values[field].len > 0)
			return kr_fail(error, "only an enlistment has a %s", kr_queue_fields[field].name);
	if (kind != KR_QUEUE_LEFT && values[KR_QUEUE_REASON].len > 0)
		return kr_fail(error, "only leaving has a reason");
	if (!kr_number_parse(values[KR_QUEUE_NUMBER], 1, INT32_MAX, &number))
		return kr_fail(error, "needs the number of an enlistment");
	const kr_queue_place *place = kr_queue_find(queue, number);
	if (place == NULL)
		return kr_fail(error, "number %lld: nobody enlisted with it", (long long)number);
	switch (kind) {
	case KR_QUEUE_CALL: return may_call(queue, place, error);
	case KR_QUEUE_STARTED: return may_start(queue, place, error);
	case KR_QUEUE_LEFT: return may_leave(place, values[KR_QUEUE_REASON], error);
	default: return !place->is_forgotten || refuse(error, place, "was forgotten already");
	}
}

bool
kr_queue_may(const kr_queue *queue, const kr_slice *values, uint64_t erased, kr_error *error)
{
	kr_date date;
	char last[KR_DATE_MAX];
	enum kr_queue_kind kind = kind_of(values[KR_QUEUE_KIND]);
	if (kind == KR_QUEUE_KINDS)
		return kr_fail(error, "not a step of a queue");
	if (!kr_date_parse(values[KR_QUEUE_DATE], &date) || !kr_date_known(date))
		return kr_fail(error, "date: must be a day, YYYY-MM-DD");
	/* A queue without lines has no last day: its zero is no day. */
	if (queue->count > 0 && kr_date_days(date) < queue->last_day)
		return kr_fail(error, "date: is before that of the line before it, %.*s",
		    (int)kr_date_write(kr_date_of_days(queue->last_day), last), last);
	return kind == KR_QUEUE_ENLIST ? may_enlist(queue, values, erased, error) : may_step(queue, kind, values, error);
}

static bool
add_place(kr_queue *queue, const kr_chain_line *line, int32_t day)
{
	if (!kr_array_room(&queue->places, queue->count, &queue->capacity, sizeof *queue->places))
		return false;
	kr_queue_place *place = &queue->places[queue->count];
	*place = (kr_queue_place){.number = line->seq, .day = day, .is_erased = line->erased != 0};
	for (size_t i = KR_QUEUE_NAME; i <= KR_QUEUE_DEMANDS; i++) {
		if (line->values[i].len == 0)
			continue;
		place->values[i] = kr_arena_copy(&queue->arena, line->values[i]);
		if (place->values[i].ptr == NULL ||
		    ((i == KR_QUEUE_PHONE || i == KR_QUEUE_EMAIL) && !kr_map_put(&queue->contacts, place->values[i], (uint32_t)queue->count)))
			return false;
	}
	queue->count++;
	queue->waiting++;
	return true;
}

static void
change(kr_queue *queue, enum kr_queue_kind kind, kr_queue_place *place)
{
	static const enum kr_queue_state states[KR_QUEUE_KINDS] = {[KR_QUEUE_CALL] = KR_PLACE_CALLED,
	    [KR_QUEUE_STARTED] = KR_PLACE_STARTED, [KR_QUEUE_LEFT] = KR_PLACE_LEFT};
	bool was_waiting = place->state == KR_PLACE_WAITING;
	if (kind != KR_QUEUE_FORGET)
		place->state = states[kind];
	else if (is_open(place))
		place->state = KR_PLACE_LEFT; /* who cannot be reached cannot be called */
	place->is_forgotten = place->is_forgotten || kind == KR_QUEUE_FORGET;
	queue->waiting -= was_waiting && place->state != KR_PLACE_WAITING;
	while (queue->next < queue->count && queue->places[queue->next].state != KR_PLACE_WAITING)
		queue->next++;
	while (queue->unsettled < queue->count && !is_open(&queue->places[queue->unsettled]))
		queue->unsettled++;
}

bool
kr_queue_note(void *context, const kr_chain_line *line, kr_error *error)
{
	kr_queue *queue = context;
	kr_date date;
	int64_t number;
	if (!kr_queue_may(queue, line->values, line->erased, error))
		return false;
	enum kr_queue_kind kind = kind_of(line->values[KR_QUEUE_KIND]);
	kr_date_parse(line->values[KR_QUEUE_DATE], &date);
	queue->last_day = kr_date_days(date);
	if (kind == KR_QUEUE_ENLIST)
		return add_place(queue, line, queue->last_day) || kr_fail(error, "out of memory");
	kr_number_parse(line->values[KR_QUEUE_NUMBER], 1, INT32_MAX, &number);
	change(queue, kind, &queue->places[index_of(queue, number)]);
	return true;
}

bool
kr_queue_check_end(const kr_queue *queue, kr_error *error)
{
	for (size_t i = 0; i < queue->count; i++)
		if (queue->places[i].is_erased && !queue->places[i].is_forgotten)
			return refuse(error, &queue->places[i], "was erased, and no line says so");
	return true;
}

void
kr_queue_free(kr_queue *queue)
{
	free(queue->places);
	kr_map_free(&queue->contacts);
	kr_arena_free(&queue->arena);
	*queue = (kr_queue){0};
}
