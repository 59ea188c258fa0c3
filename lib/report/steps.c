#include "report/steps.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/number.h"
#include "report/register.h"

#define WEEKS_MAX 520

static const char *const kind_names[KR_STEP_KINDS] = {
	"intake", "talk", "plan", "step", "ended", "fallback", "placement", "still_there", "exit"
};

static bool
take_works(kr_steps *steps, kr_error *error)
{
	const kr_definition *table = &steps->outcomes.definition;
	struct kr_step_works *works = &steps->works;
	uint32_t of, paid;
	if (!kr_definition_column(table, "of", &of, error) || !kr_definition_column(table, "paid", &paid, error))
		return false;
	for (uint32_t row = 0; row < table->rows; row++) {
		kr_slice is_paid = kr_definition_cell(table, row, paid);
		if (!kr_slice_is(kr_definition_cell(table, row, of), "placement"))
			continue;
		if (works->count == KR_WORKS_MAX)
			return kr_definition_fail(table, row, of, error, "too many kinds of work");
		if (!kr_slice_is(is_paid, "yes") && !kr_slice_is(is_paid, "no"))
			return kr_definition_fail(table, row, paid, error, "must be yes or no for a kind of work");
		works->codes[works->count] = kr_code_list_code(&steps->outcomes, row);
		works->nl[works->count] = kr_code_list_cell(&steps->outcomes, row, "label");
		works->en[works->count] = kr_code_list_cell(&steps->outcomes, row, "label_en");
		works->is_paid[works->count++] = kr_slice_is(is_paid, "yes");
	}
	works->is_paid[works->count] = true;
	return true;
}

bool
kr_steps_begin(kr_steps *steps, const char *directory, kr_error *error)
{
	memset(steps, 0, sizeof *steps);
	return kr_code_list_load(&steps->kinds, "event_kinds", directory, error) &&
	    kr_code_list_load(&steps->outcomes, "event_outcomes", directory, error) && take_works(steps, error);
}

static int
by_registration(const void *a, const void *b)
{
	const struct kr_step_owner *x = a, *y = b;
	return x->registration < y->registration ? -1 : x->registration > y->registration;
}

bool
kr_steps_owners(kr_steps *steps, kr_stream *stream, kr_error *error)
{
	uint32_t record_id, person_id;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "record_id", &record_id, error) ||
	    !kr_stream_require(stream, "person_id", &person_id, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		if (!kr_array_room(&steps->owners, steps->owner_count, &steps->owner_capacity, sizeof *steps->owners))
			return kr_fail(error, "out of memory");
		steps->owners[steps->owner_count++] = (struct kr_step_owner){
			kr_hash64(kr_record_field(&record, record_id)), kr_hash64(kr_record_field(&record, person_id))
		};
	}
	if (steps->owner_count > 0)
		qsort(steps->owners, steps->owner_count, sizeof *steps->owners, by_registration);
	return got == 0;
}

/* The fields that are read of an event. */
typedef struct event_fields {
	uint32_t person_id, record_id, kind, date, outcome, subsidy, weeks, region, as_of, source;
} event_fields;

static bool
bind(event_fields *fields, const kr_steps *steps, const kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	fields->person_id = kr_header_find(header, KR_SLICE("person_id"));
	fields->record_id = kr_header_find(header, KR_SLICE("record_id"));
	fields->outcome = kr_header_find(header, KR_SLICE("outcome"));
	fields->subsidy = kr_header_find(header, KR_SLICE("wage_subsidy"));
	fields->weeks = kr_header_find(header, KR_SLICE("weeks"));
	fields->region = kr_header_find(header, KR_SLICE("region"));
	fields->as_of = kr_header_find(header, KR_SLICE("as_of"));
	fields->source = kr_header_find(header, KR_SLICE("source"));
	if (fields->person_id == KR_NO_FIELD && fields->record_id == KR_NO_FIELD)
		return kr_fail_at(error, stream->name, 1, KR_SLICE("person_id"),
		    "events name a person_id or a record_id; these have neither");
	if (fields->person_id == KR_NO_FIELD && steps->owners == NULL)
		return kr_fail_at(error, stream->name, 1, KR_SLICE("record_id"),
		    "these events name registrations: --linked tells whose they are");
	return kr_stream_require(stream, "kind", &fields->kind, error) &&
	    kr_stream_require(stream, "date", &fields->date, error);
}

/* Hash of whose event it is; false when nobody is known. */
static bool
person_of(const kr_steps *steps, const event_fields *fields, const kr_record *record, uint64_t *person)
{
	kr_slice id = kr_record_field(record, fields->person_id), registration = kr_record_field(record, fields->record_id);
	if (id.len > 0) {
		*person = kr_hash64(id);
		return true;
	}
	if (registration.len == 0 || steps->owner_count == 0)
		return false;
	const struct kr_step_owner key = {kr_hash64(registration), 0};
	const struct kr_step_owner *owner =
	    bsearch(&key, steps->owners, steps->owner_count, sizeof key, by_registration);
	if (owner != NULL)
		*person = owner->person;
	return owner != NULL;
}

/* KR_STEP_KINDS for a kind that no report counts; false for what is no code. */
static bool
kind_of(const kr_steps *steps, kr_slice code, kr_step *step)
{
	uint32_t row;
	int64_t rank = 0;
	if (!kr_code_list_row(&steps->kinds, code, &row))
		return false;
	step->kind = 0;
	while (step->kind < KR_STEP_KINDS && !kr_slice_is(code, kind_names[step->kind]))
		step->kind++;
	kr_number_parse(kr_code_list_cell(&steps->kinds, row, "rank"), 0, UINT8_MAX, &rank);
	step->rank = (uint8_t)rank;
	return true;
}

static uint8_t
work_of(const struct kr_step_works *works, kr_slice code)
{
	uint32_t i = 0;
	while (i < works->count && !kr_slice_equal(works->codes[i], code))
		i++;
	return (uint8_t)i;
}

static enum kr_step_yes
yes_of(kr_slice word)
{
	if (kr_slice_is(word, "yes"))
		return KR_STEP_YES;
	return kr_slice_is(word, "no") ? KR_STEP_NO : KR_STEP_UNKNOWN;
}

/* Takes one event, or counts why it cannot be used. False when memory is short. */
static bool
take(kr_steps *steps, const event_fields *fields, const kr_record *record, const kr_regions *regions)
{
	kr_step step = {.region = (uint8_t)kr_regions_of_code(regions, kr_record_field(record, fields->region))};
	uint64_t *unused = steps->unused[step.region];
	kr_date date;
	int64_t weeks;
	if (!kind_of(steps, kr_record_field(record, fields->kind), &step)) {
		unused[KR_UNUSED_UNCODED]++;
		return true;
	}
	if (step.kind == KR_STEP_KINDS)
		return true;
	if (!kr_date_parse(kr_record_field(record, fields->date), &date) || !kr_date_known(date)) {
		unused[KR_UNUSED_UNDATED]++;
		return true;
	}
	if (!person_of(steps, fields, record, &step.person)) {
		unused[KR_UNUSED_NOBODY]++;
		return true;
	}
	if (!kr_array_room(&steps->steps, steps->count, &steps->capacity, sizeof *steps->steps))
		return false;
	step.day = kr_date_days(date);
	step.outcome = work_of(&steps->works, kr_record_field(record, fields->outcome));
	step.subsidy = (uint8_t)yes_of(kr_record_field(record, fields->subsidy));
	if (kr_number_parse(kr_record_field(record, fields->weeks), 1, WEEKS_MAX, &weeks))
		step.weeks = (uint16_t)weeks;
	steps->steps[steps->count++] = step;
	return true;
}

bool
kr_steps_read(kr_steps *steps, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance, kr_error *error)
{
	event_fields fields;
	kr_record record;
	int got;
	if (!bind(&fields, steps, stream, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		kr_provenance_date(provenance, kr_record_field(&record, fields.as_of));
		if (!kr_provenance_sources(provenance, kr_record_field(&record, fields.source)) ||
		    !take(steps, &fields, &record, regions))
			return kr_fail(error, "out of memory");
		if (steps->count == UINT32_MAX)
			return kr_fail(error, "too many events");
	}
	return got == 0;
}

/* A total order, so that no sort and no order of the files changes what is kept of doubles: the known before the unknown. */
static int
by_person_and_day(const void *a, const void *b)
{
	const kr_step *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->outcome != y->outcome)
		return x->outcome < y->outcome ? -1 : 1;
	if (x->subsidy != y->subsidy)
		return x->subsidy < y->subsidy ? -1 : 1;
	if (x->weeks != y->weeks)
		return x->weeks > y->weeks ? -1 : 1;
	return x->region < y->region ? -1 : x->region > y->region;
}

static void
drop_doubles(kr_steps *steps)
{
	size_t kept = 0;
	for (size_t i = 0; i < steps->count; i++) {
		const kr_step *step = &steps->steps[i], *last = kept ? &steps->steps[kept - 1] : NULL;
		if (last == NULL || last->person != step->person || last->day != step->day || last->kind != step->kind)
			steps->steps[kept++] = *step;
	}
	steps->count = kept;
}

bool
kr_steps_order(kr_steps *steps, kr_error *error)
{
	if (steps->count > 0)
		qsort(steps->steps, steps->count, sizeof *steps->steps, by_person_and_day);
	drop_doubles(steps);
	for (size_t i = 0; i < steps->count; i++)
		steps->people_count += i == 0 || steps->steps[i].person != steps->steps[i - 1].person;
	steps->people = calloc(steps->people_count + 1, sizeof *steps->people);
	if (steps->people == NULL)
		return kr_fail(error, "out of memory");
	kr_stepper *person = steps->people - 1;
	for (size_t i = 0; i < steps->count; i++) {
		const kr_step *step = &steps->steps[i];
		if (i == 0 || step->person != steps->steps[i - 1].person)
			*++person = (kr_stepper){.person = step->person, .first = (uint32_t)i};
		person->count++;
		person->region = step->region; /* the last, unless the register knows */
	}
	return true;
}

static int
by_person(const void *a, const void *b)
{
	const kr_stepper *x = a, *y = b;
	return x->person < y->person ? -1 : x->person > y->person;
}

static kr_stepper *
find(const kr_steps *steps, kr_slice person_id)
{
	const kr_stepper key = {.person = kr_hash64(person_id)};
	if (person_id.len == 0 || steps->people_count == 0)
		return NULL;
	return bsearch(&key, steps->people, steps->people_count, sizeof key, by_person);
}

const kr_stepper *
kr_steps_of(const kr_steps *steps, kr_slice person_id)
{
	return find(steps, person_id);
}

bool
kr_steps_register(kr_steps *steps, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance, kr_error *error)
{
	kr_register people;
	int got;
	if (!kr_register_bind(&people, stream, regions, provenance, error))
		return false;
	while ((got = kr_register_next(&people, error)) > 0) {
		kr_stepper *person = find(steps, people.person);
		steps->registered[people.region]++;
		if (person == NULL)
			continue;
		person->region = (uint8_t)people.region;
		person->is_registered = true;
	}
	return got == 0;
}

void
kr_steps_until(kr_steps *steps, int32_t day)
{
	for (size_t i = 0; i < steps->people_count; i++) {
		kr_stepper *person = &steps->people[i];
		while (person->count > 0 && steps->steps[person->first + person->count - 1].day > day) {
			steps->unused[person->region][KR_UNUSED_LATER]++;
			person->count--;
		}
	}
}

void
kr_steps_free(kr_steps *steps)
{
	kr_code_list_free(&steps->kinds);
	kr_code_list_free(&steps->outcomes);
	free(steps->owners);
	free(steps->steps);
	free(steps->people);
}
