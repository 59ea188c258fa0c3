#include "arrange/past.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"

const char *const kr_train_fields[KR_TRAIN_FIELDS] = {"person_id", "wagon", "service_id", "instrument", "serves", "from", "until", "weeks",
    "cost", "payer", "status"};

const char *const kr_train_statuses[KR_TRAIN_STATUSES] = {"planned", "running", "finished", "broken_off"};

static bool
read_status(kr_slice text, enum kr_train_status *status)
{
	for (int i = 0; i < KR_TRAIN_STATUSES; i++)
		if (kr_slice_is(text, kr_train_statuses[i])) {
			*status = (enum kr_train_status)i;
			return true;
		}
	return false;
}

/* How many wagons the person has. */
static int
count_of(const kr_past *past, kr_slice person)
{
	int count = 0;
	for (uint32_t i = kr_past_of(past, person); i != KR_NO_FIELD; i = past->wagons[i].next)
		count++;
	return count;
}

/* Hangs the last wagon into its person's row, by number; of equal numbers the one that came first stands first. */
static bool
hang(kr_past *past, kr_slice person)
{
	uint32_t number = past->count++, *at, first;
	if (!kr_map_get(&past->people, person, &first))
		return kr_map_put(&past->people, person, number);
	if (past->wagons[number].number < past->wagons[first].number) {
		past->wagons[number].next = first;
		return kr_map_put(&past->people, person, number);
	}
	for (at = &past->wagons[first].next; *at != KR_NO_FIELD && past->wagons[*at].number <= past->wagons[number].number;)
		at = &past->wagons[*at].next;
	past->wagons[number].next = *at;
	*at = number;
	return true;
}

static bool
add(kr_past *past, const kr_record *record, const uint32_t *fields, enum kr_train_status status)
{
	kr_date date;
	if (past->count == past->capacity) {
		uint32_t capacity = past->capacity * 2 + 256;
		kr_past_wagon *more = realloc(past->wagons, capacity * sizeof *more);
		if (more == NULL)
			return false;
		past->wagons = more;
		past->capacity = capacity;
	}
	kr_past_wagon *one = &past->wagons[past->count];
	*one = (kr_past_wagon){.status = status, .number = 99, .from = INT32_MIN, .until = INT32_MIN, .next = KR_NO_FIELD};
	for (int i = 0; i < KR_TRAIN_FIELDS; i++) {
		kr_slice value = kr_record_field(record, fields[i]);
		one->values[i] = value.len ? kr_arena_copy(&past->arena, value) : KR_SLICE("");
		if (one->values[i].ptr == NULL)
			return false;
	}
	kr_number_parse(one->values[KR_TRAIN_WAGON], 1, 99, &one->number);
	if (kr_date_parse(one->values[KR_TRAIN_FROM], &date))
		one->from = kr_date_first(date);
	if (kr_date_parse(one->values[KR_TRAIN_UNTIL], &date))
		one->until = kr_date_last(date);
	return hang(past, one->values[KR_TRAIN_PERSON]);
}

bool
kr_past_read(kr_past *past, kr_stream *stream, kr_rejects *rejects, kr_error *error)
{
	static const enum kr_train_field needed[] = {KR_TRAIN_PERSON, KR_TRAIN_SERVICE, KR_TRAIN_STATUS};
	kr_record record;
	uint32_t fields[KR_TRAIN_FIELDS];
	int got;
	for (int i = 0; i < KR_TRAIN_FIELDS; i++)
		fields[i] = kr_header_find(&stream->header, kr_slice_text(kr_train_fields[i]));
	for (int i = 0; i < 3; i++)
		if (!kr_stream_require(stream, kr_train_fields[needed[i]], &fields[needed[i]], error))
			return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		enum kr_train_status status;
		past->read++;
		if (kr_record_field(&record, fields[KR_TRAIN_PERSON]).len == 0 || kr_record_field(&record, fields[KR_TRAIN_SERVICE]).len == 0) {
			kr_rejects_record(rejects, record.file, record.line, "no-identifier", kr_record_line(&record));
			continue;
		}
		if (!read_status(kr_record_field(&record, fields[KR_TRAIN_STATUS]), &status)) {
			kr_rejects_record(rejects, record.file, record.line, "no-status", kr_record_line(&record));
			continue;
		}
		if (count_of(past, kr_record_field(&record, fields[KR_TRAIN_PERSON])) == KR_PAST_WAGONS) {
			kr_rejects_record(rejects, record.file, record.line, "too-many-wagons", kr_record_line(&record));
			continue;
		}
		past->planned += status == KR_TRAIN_PLANNED;
		if (status != KR_TRAIN_PLANNED && !add(past, &record, fields, status))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

uint32_t
kr_past_of(const kr_past *past, kr_slice person)
{
	uint32_t number;
	return kr_map_get(&past->people, person, &number) ? number : KR_NO_FIELD;
}

void
kr_past_free(kr_past *past)
{
	free(past->wagons);
	kr_map_free(&past->people);
	kr_arena_free(&past->arena);
	*past = (kr_past){0};
}
