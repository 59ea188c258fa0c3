#include "report/worklist.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "report/register.h"

#define CRITERION_BITS UINT64_C(63)

bool
kr_worklist_begin(kr_worklist *worklist, const char *directory, kr_error *error)
{
	if (!kr_definition_load(&worklist->criteria, "match/criteria", directory, error) ||
	    !kr_definition_column(&worklist->criteria, "criterion", &worklist->name, error) ||
	    !kr_definition_column(&worklist->criteria, "person", &worklist->person, error))
		return false;
	if (worklist->criteria.rows > KR_WORKLIST_CRITERIA_MAX)
		return kr_definition_fail(&worklist->criteria, KR_WORKLIST_CRITERIA_MAX, worklist->name, error, "too many criteria");
	return kr_completeness_load(&worklist->completeness, directory, error);
}

static bool
add_unknown(kr_worklist *worklist, uint64_t person, kr_slice criterion)
{
	size_t row = 0;
	while (row < worklist->criteria.rows &&
	    !kr_slice_equal(kr_definition_cell(&worklist->criteria, row, worklist->name), criterion))
		row++;
	if (row == worklist->criteria.rows) /* such as the criteria on sensitive fields, which have no place here */
		return true;
	if (!kr_array_room(&worklist->unknowns, worklist->unknown_count, &worklist->unknown_capacity, sizeof *worklist->unknowns))
		return false;
	worklist->unknowns[worklist->unknown_count++] = (person & ~CRITERION_BITS) | row;
	return true;
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

bool
kr_worklist_matches(kr_worklist *worklist, kr_stream *stream, kr_error *error)
{
	uint32_t person, unknowns;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "person_id", &person, error) || !kr_stream_require(stream, "unknowns", &unknowns, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		uint64_t hash = kr_hash64(kr_record_field(&record, person));
		kr_slice rest = kr_slice_items(kr_record_field(&record, unknowns)), criterion;
		while (kr_slice_next(&rest, '|', &criterion))
			if (!add_unknown(worklist, hash, criterion))
				return kr_fail(error, "out of memory");
	}
	if (worklist->unknown_count > 0)
		qsort(worklist->unknowns, worklist->unknown_count, sizeof *worklist->unknowns, by_number);
	return got == 0;
}

/* The first of a person's unknowns. */
static size_t
first_unknown(const kr_worklist *worklist, uint64_t person)
{
	size_t low = 0, high = worklist->unknown_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (worklist->unknowns[middle] < (person & ~CRITERION_BITS))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Name of the first field that a criterion reads and that is empty; empty when none is. */
static kr_slice
empty_field(const kr_worklist *worklist, size_t criterion, const kr_record *record)
{
	kr_slice rest = kr_slice_items(kr_definition_cell(&worklist->criteria, criterion, worklist->person)), field;
	for (int i = 0; i < KR_COMPLETENESS_PARTS_MAX && kr_slice_next(&rest, '|', &field); i++)
		if (worklist->fields[criterion][i] != KR_NO_FIELD &&
		    kr_record_field(record, worklist->fields[criterion][i]).len == 0)
			return field;
	return kr_slice_of(NULL, 0);
}

static void
ask_unknown(const kr_worklist *worklist, const kr_record *record, kr_worklist_row *row)
{
	size_t i = first_unknown(worklist, row->person);
	while (i < worklist->unknown_count && (worklist->unknowns[i] ^ row->person) <= CRITERION_BITS) {
		uint64_t criterion = worklist->unknowns[i] & CRITERION_BITS;
		uint32_t opens = 0;
		for (; i < worklist->unknown_count && worklist->unknowns[i] == ((row->person & ~CRITERION_BITS) | criterion); i++)
			opens++;
		kr_slice field = empty_field(worklist, criterion, record);
		if (field.len > 0 && opens > row->opens) {
			row->opens = opens;
			row->ask = field;
		}
	}
}

static void
ask_search_field(const kr_worklist *worklist, const kr_record *record, kr_worklist_row *row)
{
	const kr_completeness *completeness = &worklist->completeness;
	kr_judgement judgement;
	uint32_t reads = kr_header_find(&completeness->table.header, KR_SLICE("reads"));
	kr_completeness_judge(completeness, record, &judgement);
	for (uint32_t i = 0; i < completeness->count && row->ask.len == 0; i++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(&completeness->table, i, reads));
		if (completeness->fields[i].is_searched && judgement.filling[i] != KR_FILLED)
			kr_slice_next(&rest, '|', &row->ask);
	}
}

/* What waits, and how long beyond the norm. False: this person is at work and is not asked for anything. */
static bool
ask_step(const kr_steps *steps, const kr_guidance_norms *norms, kr_slice person_id, int32_t day, kr_worklist_row *row)
{
	const kr_stepper *person = steps ? kr_steps_of(steps, person_id) : NULL;
	if (person == NULL || person->count == 0)
		return true;
	kr_way way = kr_way_of(steps, person);
	if (way.intake == KR_STAGE_NOT_TAKEN)
		return true;
	if (way.waits_for == KR_STAGES)
		return false;
	int64_t late = day - way.since - norms->days[row->region][way.waits_for];
	if (late <= 0)
		return true;
	row->days_late = (int32_t)late;
	if (row->ask.len == 0) {
		row->ask = kr_slice_text(kr_stage_names[way.waits_for]);
		row->is_step = true;
	}
	return true;
}

static bool
keep(kr_worklist *worklist, const kr_worklist_row *row)
{
	if (!kr_array_room(&worklist->rows, worklist->count, &worklist->capacity, sizeof *worklist->rows))
		return false;
	worklist->rows[worklist->count] = *row;
	worklist->rows[worklist->count].person_id = kr_arena_copy(&worklist->arena, row->person_id);
	return worklist->rows[worklist->count++].person_id.ptr != NULL;
}

static void
bind(kr_worklist *worklist, const kr_header *header)
{
	kr_completeness_bind(&worklist->completeness, header);
	for (size_t row = 0; row < worklist->criteria.rows; row++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(&worklist->criteria, row, worklist->person)), field;
		for (int i = 0; i < KR_COMPLETENESS_PARTS_MAX; i++)
			worklist->fields[row][i] = kr_slice_next(&rest, '|', &field) ? kr_header_find(header, field) : KR_NO_FIELD;
	}
}

static int
by_person(const void *a, const void *b)
{
	const kr_worklist_row *x = a, *y = b;
	return x->person < y->person ? -1 : x->person > y->person;
}

bool
kr_worklist_register(kr_worklist *worklist, kr_stream *stream, const kr_steps *steps, const kr_guidance_norms *norms,
    const kr_regions *regions, int32_t day, kr_error *error)
{
	uint32_t valid_until = kr_header_find(&stream->header, KR_SLICE("valid_until"));
	kr_register people;
	int got;
	if (!kr_register_bind(&people, stream, regions, NULL, error))
		return false;
	bind(worklist, &stream->header);
	while ((got = kr_register_next(&people, error)) > 0) {
		kr_worklist_row row = {
			.person_id = people.person, .person = kr_hash64(people.person), .region = (uint8_t)people.region
		};
		if (people.person.len == 0 || kr_date_is_before(kr_record_field(&people.record, valid_until), day))
			continue;
		ask_unknown(worklist, &people.record, &row);
		if (!ask_step(steps, norms, people.person, day, &row))
			continue;
		ask_search_field(worklist, &people.record, &row);
		if (row.ask.len > 0 && !keep(worklist, &row))
			return kr_fail(error, "out of memory");
	}
	if (worklist->count > 0)
		qsort(worklist->rows, worklist->count, sizeof *worklist->rows, by_person);
	return got == 0;
}

/* Whether a registration goes before the one that the row has. */
static bool
is_better(const kr_worklist_row *row, kr_slice as_of, kr_slice source, kr_slice source_id)
{
	int order = row->source.len == 0 ? 1 : kr_slice_compare(as_of, row->as_of);
	if (order == 0)
		order = kr_slice_compare(row->source, source);
	if (order == 0)
		order = kr_slice_compare(row->source_id, source_id);
	return order > 0;
}

bool
kr_worklist_registrations(kr_worklist *worklist, kr_stream *stream, kr_error *error)
{
	static const char *const names[] = {"as_of", "source", "source_id", "desk", "caseworker"};
	enum { AS_OF, SOURCE, SOURCE_ID, DESK, CASEWORKER, NAMES };
	uint32_t person_id, fields[NAMES];
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "person_id", &person_id, error) ||
	    !kr_stream_require(stream, "source", &fields[SOURCE], error) ||
	    !kr_stream_require(stream, "source_id", &fields[SOURCE_ID], error))
		return false;
	for (int i = 0; i < NAMES; i++)
		fields[i] = kr_header_find(&stream->header, kr_slice_text(names[i]));
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		const kr_worklist_row key = {.person = kr_hash64(kr_record_field(&record, person_id))};
		kr_worklist_row *row =
		    worklist->count ? bsearch(&key, worklist->rows, worklist->count, sizeof key, by_person) : NULL;
		if (row == NULL || !is_better(row, kr_record_field(&record, fields[AS_OF]), kr_record_field(&record, fields[SOURCE]),
		    kr_record_field(&record, fields[SOURCE_ID])))
			continue;
		kr_slice *const to[NAMES] = {&row->as_of, &row->source, &row->source_id, &row->desk, &row->caseworker};
		for (int i = 0; i < NAMES; i++) {
			*to[i] = kr_arena_copy(&worklist->arena, kr_record_field(&record, fields[i]));
			if (to[i]->ptr == NULL)
				return kr_fail(error, "out of memory");
		}
	}
	return got == 0;
}

static int
by_desk(const void *a, const void *b)
{
	const kr_worklist_row *x = a, *y = b;
	int order = kr_slice_compare(x->source, y->source);
	if (order == 0)
		order = kr_slice_compare(x->desk, y->desk);
	if (order == 0)
		order = kr_slice_compare(x->caseworker, y->caseworker);
	if (order == 0)
		order = x->opens > y->opens ? -1 : x->opens < y->opens;
	if (order == 0)
		order = x->days_late > y->days_late ? -1 : x->days_late < y->days_late;
	if (order == 0)
		order = kr_slice_compare(x->source_id, y->source_id);
	return order ? order : kr_slice_compare(x->person_id, y->person_id);
}

void
kr_worklist_order(kr_worklist *worklist)
{
	if (worklist->count > 0)
		qsort(worklist->rows, worklist->count, sizeof *worklist->rows, by_desk);
}

void
kr_worklist_free(kr_worklist *worklist)
{
	kr_definition_free(&worklist->criteria);
	kr_completeness_free(&worklist->completeness);
	kr_arena_free(&worklist->arena);
	free(worklist->unknowns);
	free(worklist->rows);
}
