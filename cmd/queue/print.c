/*
 * What kr-queue writes: places without names, and the one whom the keeper is to call.
 */
#include "base/number.h"
#include "codes/date.h"
#include "queue/queue.h"
#include "verbs.h"

const kr_queue_place *
queue_asked_place(const kr_queue *queue)
{
	if (asked.number == 0)
		kr_command_stop(&command, "needs --number");
	const kr_queue_place *place = kr_queue_find(queue, asked.number);
	if (place == NULL)
		kr_command_stop(&command, "--number: nobody enlisted with it");
	return place;
}

kr_slice
queue_number(int64_t number, char *digits)
{
	return kr_slice_of(digits, kr_number_write(number, digits));
}

static void
begin(kr_writer *writer, const char *const *names, size_t count)
{
	kr_header header = {0};
	for (size_t i = 0; i < count; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			kr_command_stop(&command, "out of memory");
	kr_writer_header(writer, &header);
	kr_header_free(&header);
}

int
queue_print(const kr_queue *queue, size_t from, size_t to)
{
	static const char *const names[] = {"number", "date", "state", "place", "waiting"};
	enum { FIELDS = sizeof names / sizeof *names };
	char number[KR_NUMBER_MAX], day[KR_DATE_MAX], place[KR_NUMBER_MAX], waiting[KR_NUMBER_MAX];
	kr_writer *writer = queue_output(false);
	begin(writer, names, FIELDS);
	int64_t before = 0;
	for (size_t i = 0; i < to; i++) {
		const kr_queue_place *one = &queue->places[i];
		bool waits = one->state == KR_PLACE_WAITING;
		before += waits;
		if (i < from)
			continue;
		const kr_slice values[FIELDS] = {queue_number(one->number, number),
		    kr_slice_of(day, kr_date_write(kr_date_of_days(one->day), day)), kr_slice_text(kr_queue_state_names[one->state]),
		    waits ? queue_number(before, place) : (kr_slice){0}, queue_number((int64_t)queue->waiting, waiting)};
		kr_writer_values(writer, values, FIELDS);
	}
	return kr_command_finish(&command, &common, writer, NULL, to - from);
}

int
queue_print_contact(const kr_queue_place *place)
{
	static const char *const names[] = {"number", "queue_name", "queue_phone", "queue_email", "demands"};
	enum { FIELDS = sizeof names / sizeof *names };
	char number[KR_NUMBER_MAX];
	kr_writer *writer = queue_output(true);
	begin(writer, names, FIELDS);
	const kr_slice values[FIELDS] = {queue_number(place->number, number), place->values[KR_QUEUE_NAME],
	    place->values[KR_QUEUE_PHONE], place->values[KR_QUEUE_EMAIL], place->values[KR_QUEUE_DEMANDS]};
	kr_writer_values(writer, values, FIELDS);
	return kr_command_finish(&command, &common, writer, NULL, 1);
}
