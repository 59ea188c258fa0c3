#include "match/sides.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "record/schema.h"

/* Where the fields of a stream are, and what was wrong in the record at hand. */
struct source {
	kr_stream *stream;
	const kr_criteria *criteria;
	kr_world *world;
	kr_rejects *rejects;
	uint32_t fields[KR_CRITERIA_MAX][KR_CRITERION_FIELDS];
	uint32_t id, as_of;
	uint64_t *told; /* for each field the last record in which it was told */
	uint64_t records;
};

static bool
find_fields(struct source *source, bool of_person, kr_arena *arena, kr_error *error)
{
	const kr_header *header = &source->stream->header;
	source->told = kr_arena_array(arena, header->count, sizeof *source->told);
	if (source->told == NULL)
		return kr_fail(error, "out of memory");
	for (size_t i = 0; i < source->criteria->count; i++) {
		const kr_criterion *criterion = &source->criteria->items[i];
		size_t count = of_person ? criterion->person_count : criterion->vacancy_count;
		for (size_t k = 0; k < count; k++)
			source->fields[i][k] = kr_header_find(header, of_person ? criterion->person[k] : criterion->vacancy[k]);
	}
	source->as_of = kr_header_find(header, KR_SLICE("as_of"));
	return true;
}

/* A value that cannot be what its field holds: it counts as unknown and is told once a record. */
static void
tell(struct source *source, const kr_record *record, uint32_t field)
{
	if (field == KR_NO_FIELD || source->told[field] == source->records)
		return;
	source->told[field] = source->records;
	kr_rejects_value(source->rejects, record->file, record->line, source->stream->header.names[field], "not-valid",
	    kr_record_field(record, field));
}

/* Number of an equal value that is there already or is new; UINT32_MAX when memory is short. */
static uint32_t
keep_value(kr_column *column, kr_arena *arena, const kr_buffer *row)
{
	uint32_t number = (uint32_t)column->values.count;
	kr_slice bytes = kr_buffer_slice(row);
	if (row->failed || kr_map_get(&column->values, bytes, &number))
		return row->failed ? UINT32_MAX : number;
	kr_slice kept = bytes.len ? kr_arena_copy(arena, bytes) : KR_SLICE("");
	return kept.ptr != NULL && kr_map_put(&column->values, kept, number) ? number : UINT32_MAX;
}

/* Reads what the criteria want of a record into numbers of values. */
static bool
read_values(struct source *source, kr_side *side, const kr_record *record, bool of_person, uint32_t *numbers)
{
	for (size_t i = 0; i < source->criteria->count; i++) {
		const kr_criterion *criterion = &source->criteria->items[i];
		size_t count = of_person ? criterion->person_count : criterion->vacancy_count;
		kr_slice fields[KR_CRITERION_FIELDS];
		for (size_t k = 0; k < count; k++)
			fields[k] = kr_record_field(record, source->fields[i][k]);
		kr_buffer_clear(&side->row);
		uint32_t bad = (of_person ? criterion->kind->value : criterion->kind->demand)(source->world, fields, &side->row);
		for (size_t k = 0; bad != 0; k++, bad >>= 1)
			if (bad & 1)
				tell(source, record, source->fields[i][k]);
		numbers[i] = keep_value(&side->columns[i], &side->reading, &side->row);
		if (numbers[i] == UINT32_MAX)
			return false;
	}
	return true;
}

/* Last day that a date may mean; INT32_MAX when it is open, unknown or none. */
static int32_t
last_day(struct source *source, const kr_record *record, uint32_t field)
{
	kr_date date;
	kr_slice text = kr_record_field(record, field);
	if (kr_date_parse(text, &date))
		return kr_date_last(date);
	if (text.len && !kr_slice_is(text, "open"))
		tell(source, record, field);
	return INT32_MAX;
}

static void
note_as_of(struct source *source, kr_side *side, const kr_record *record)
{
	int32_t day = last_day(source, record, source->as_of);
	if (day != INT32_MAX && day > side->as_of)
		side->as_of = day;
}

static bool
twice(const kr_record *record, const char *field, kr_error *error)
{
	return kr_fail_at(error, record->file, record->line, kr_slice_text(field),
	    "the same identifier as in an earlier record%s", strcmp(field, "vacancy_id") ? "; kr-merge makes one row a person" : "");
}

/* Lays the rows of a column out one behind the other, so that going through them goes through memory in order. */
static bool
lay_out(kr_column *column, kr_arena *arena)
{
	size_t total = 0, at = 0;
	column->count = column->values.count;
	for (size_t i = 0; i < column->count; i++)
		total += column->values.entries[i].key.len / sizeof(int32_t);
	int32_t *rows = kr_arena_array(arena, total + 1, sizeof *rows);
	size_t *starts = kr_arena_array(arena, column->count + 1, sizeof *starts);
	if (rows == NULL || starts == NULL)
		return false;
	for (size_t i = 0; i < column->count; i++) {
		kr_slice row = column->values.entries[i].key;
		starts[i] = at;
		if (row.len)
			memcpy(rows + at, row.ptr, row.len);
		at += row.len / sizeof(int32_t);
	}
	starts[column->count] = at;
	column->rows = rows;
	column->starts = starts;
	kr_map_free(&column->values);
	column->values = (kr_map){0};
	return true;
}

/* Says of each person whether there is a limit, for kinds that tell. */
static bool
mark_limits(kr_side *side, const kr_criterion *criterion, kr_column *column)
{
	size_t count;
	if (criterion->kind->is_limited == NULL)
		return true;
	column->is_limited = kr_arena_array(&side->arena, side->count + 1, 1);
	for (size_t i = 0; column->is_limited != NULL && i < side->count; i++)
		column->is_limited[i] = criterion->kind->is_limited(kr_column_row(column, column->numbers[i], &count));
	return column->is_limited != NULL;
}

static bool
lay_all_out(kr_side *side, const kr_criteria *criteria)
{
	for (size_t i = 0; i < criteria->count; i++)
		if (!lay_out(&side->columns[i], &side->arena) ||
		    (side->ids != NULL && !mark_limits(side, &criteria->items[i], &side->columns[i])))
			return false;
	kr_arena_free(&side->reading);
	side->reading = (kr_arena){0};
	return true;
}

/* ------------------------------------------------------------------ people */

static bool
grow_people(kr_side *side, const kr_criteria *criteria)
{
	size_t capacity = side->capacity ? side->capacity * 2 : 1024;
	kr_slice *ids = realloc(side->ids, capacity * sizeof *ids);
	side->ids = ids ? ids : side->ids;
	int32_t *days = realloc(side->valid_until, capacity * sizeof *days);
	side->valid_until = days ? days : side->valid_until;
	bool good = ids != NULL && days != NULL;
	for (size_t i = 0; i < criteria->count; i++) {
		uint32_t *numbers = realloc(side->columns[i].numbers, capacity * sizeof *numbers);
		side->columns[i].numbers = numbers ? numbers : side->columns[i].numbers;
		good = good && numbers != NULL;
	}
	side->capacity = good ? capacity : side->capacity;
	return good;
}

static bool
add_person(struct source *source, kr_side *side, const kr_record *record, uint32_t valid_until, kr_map *seen, kr_error *error)
{
	uint32_t numbers[KR_CRITERIA_MAX], before;
	kr_slice id = kr_record_field(record, source->id);
	if (id.len == 0) {
		kr_rejects_record(source->rejects, record->file, record->line, "no-identifier", kr_record_line(record));
		return true;
	}
	if (kr_map_get(seen, id, &before))
		return twice(record, side->id_field, error);
	kr_slice kept = kr_arena_copy(&side->arena, id);
	if (kept.ptr == NULL || !kr_map_put(seen, kept, 0) || !read_values(source, side, record, true, numbers) ||
	    (side->count == side->capacity && !grow_people(side, source->criteria)))
		return kr_fail(error, "out of memory");
	note_as_of(source, side, record);
	side->ids[side->count] = kept;
	side->valid_until[side->count] = last_day(source, record, valid_until);
	for (size_t i = 0; i < source->criteria->count; i++)
		side->columns[i].numbers[side->count] = numbers[i];
	side->count++;
	return true;
}

static bool
find_identifier(struct source *source, kr_side *side, kr_error *error)
{
	static const char *const names[] = {"person_id", "card_id"};
	for (size_t i = 0; i < 2; i++) {
		side->id_field = names[i];
		source->id = kr_header_find(&source->stream->header, kr_slice_text(names[i]));
		if (source->id != KR_NO_FIELD)
			return true;
	}
	return kr_fail(error, "%s: no field person_id or card_id; kr-link gives people their person_id", source->stream->name);
}

bool
kr_read_people(kr_side *side, const kr_criteria *criteria, kr_world *world, kr_stream *stream, kr_rejects *rejects,
    kr_error *error)
{
	struct source source = {.stream = stream, .criteria = criteria, .world = world, .rejects = rejects};
	kr_map seen = {0};
	kr_record record;
	int got = -1;
	*side = (kr_side){.as_of = INT32_MIN};
	if (!find_identifier(&source, side, error) || !find_fields(&source, true, &side->arena, error))
		return false;
	uint32_t valid_until = kr_header_find(&stream->header, KR_SLICE("valid_until"));
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		source.records = ++side->read;
		if (!add_person(&source, side, &record, valid_until, &seen, error)) {
			got = -1;
			break;
		}
	}
	kr_map_free(&seen);
	return got == 0;
}

bool
kr_settle_people(kr_side *side, const kr_criteria *criteria, int32_t day)
{
	size_t kept = 0;
	for (size_t i = 0; i < side->count; i++) {
		if (side->valid_until[i] < day)
			continue;
		side->ids[kept] = side->ids[i];
		side->valid_until[kept] = side->valid_until[i];
		for (size_t c = 0; c < criteria->count; c++)
			side->columns[c].numbers[kept] = side->columns[c].numbers[i];
		kept++;
	}
	side->left_out = side->count - kept;
	side->count = kept;
	return lay_all_out(side, criteria);
}

/* --------------------------------------------------------------- vacancies */

/* The names in `must`: criteria as bits, and those that no criterion answers but the schema knows as a list. */
static bool
read_must(struct source *source, kr_side *side, const kr_schema *schema, const kr_record *record, uint32_t field, kr_vacancy *vacancy)
{
	kr_slice list = kr_record_field(record, field), rest = kr_slice_items(list), name;
	kr_buffer *unjudged = &side->row;
	kr_buffer_clear(unjudged);
	if (kr_slice_is(list, "none"))
		return true;
	while (kr_slice_next(&rest, '|', &name)) {
		uint32_t bits = 0;
		for (size_t i = 0; i < source->criteria->count; i++)
			if (kr_criterion_answers(&source->criteria->items[i], name))
				bits |= 1u << i;
		vacancy->must |= bits;
		if (bits == 0 && kr_schema_class(schema, name) == KR_PROFILE) {
			kr_buffer_text(unjudged, unjudged->len ? "|" : "");
			kr_buffer_slice_add(unjudged, name);
		} else if (bits == 0) {
			tell(source, record, field);
		}
	}
	vacancy->unjudged = unjudged->len ? kr_arena_copy(&side->arena, kr_buffer_slice(unjudged)) : KR_SLICE("");
	return vacancy->unjudged.ptr != NULL;
}

struct vacancy_fields {
	uint32_t must, status, closes_on, positions, filled;
	kr_schema schema;
};

static bool
is_over(const kr_record *record, const struct vacancy_fields *fields)
{
	int64_t positions = 0, filled = 0;
	bool counted = kr_number_parse(kr_record_field(record, fields->positions), 1, 9999, &positions) &&
	    kr_number_parse(kr_record_field(record, fields->filled), 0, 9999, &filled);
	return kr_slice_is(kr_record_field(record, fields->status), "closed") || (counted && filled >= positions);
}

static bool
add_vacancy(struct source *source, kr_side *side, const kr_record *record, const struct vacancy_fields *fields, kr_map *seen,
    kr_error *error)
{
	kr_slice id = kr_record_field(record, source->id);
	uint32_t before;
	if (id.len == 0) {
		kr_rejects_record(source->rejects, record->file, record->line, "no-identifier", kr_record_line(record));
		return true;
	}
	if (kr_map_get(seen, id, &before))
		return twice(record, "vacancy_id", error);
	if (side->count == side->capacity) {
		side->capacity = side->capacity ? side->capacity * 2 : 64;
		kr_vacancy *grown = realloc(side->vacancies, side->capacity * sizeof *grown);
		if (grown == NULL)
			return kr_fail(error, "out of memory");
		side->vacancies = grown;
	}
	kr_vacancy *vacancy = &side->vacancies[side->count];
	*vacancy = (kr_vacancy){.id = kr_arena_copy(&side->arena, id)};
	if (vacancy->id.ptr == NULL || !kr_map_put(seen, vacancy->id, 0) || !read_values(source, side, record, false, vacancy->demands) ||
	    !read_must(source, side, &fields->schema, record, fields->must, vacancy))
		return kr_fail(error, "out of memory");
	note_as_of(source, side, record);
	vacancy->closes_on = last_day(source, record, fields->closes_on);
	vacancy->is_closed = is_over(record, fields);
	side->count++;
	return true;
}

static bool
read_all_vacancies(struct source *source, kr_side *side, struct vacancy_fields *fields, kr_error *error)
{
	kr_map seen = {0};
	kr_record record;
	int got;
	while ((got = kr_stream_next(source->stream, &record, error)) > 0) {
		source->records = ++side->read;
		if (!add_vacancy(source, side, &record, fields, &seen, error)) {
			got = -1;
			break;
		}
	}
	kr_map_free(&seen);
	return got == 0;
}

bool
kr_read_vacancies(kr_side *side, const kr_criteria *criteria, kr_world *world, kr_stream *stream, kr_rejects *rejects,
    kr_error *error)
{
	struct source source = {.stream = stream, .criteria = criteria, .world = world, .rejects = rejects};
	struct vacancy_fields fields;
	const kr_header *header = &stream->header;
	*side = (kr_side){.as_of = INT32_MIN, .id_field = "vacancy_id"};
	if (!kr_stream_require(stream, "vacancy_id", &source.id, error) || !find_fields(&source, false, &side->arena, error) ||
	    !kr_schema_load(&fields.schema, "vacancy", NULL, error))
		return false;
	fields.must = kr_header_find(header, KR_SLICE("must"));
	fields.status = kr_header_find(header, KR_SLICE("status"));
	fields.closes_on = kr_header_find(header, KR_SLICE("closes_on"));
	fields.positions = kr_header_find(header, KR_SLICE("positions"));
	fields.filled = kr_header_find(header, KR_SLICE("filled"));
	bool good = read_all_vacancies(&source, side, &fields, error);
	kr_schema_free(&fields.schema);
	return good;
}

bool
kr_settle_vacancies(kr_side *side, const kr_criteria *criteria, int32_t day)
{
	size_t kept = 0;
	for (size_t i = 0; i < side->count; i++)
		if (!side->vacancies[i].is_closed && side->vacancies[i].closes_on >= day)
			side->vacancies[kept++] = side->vacancies[i];
	side->left_out = side->count - kept;
	side->count = kept;
	return lay_all_out(side, criteria);
}

void
kr_side_free(kr_side *side, const kr_criteria *criteria)
{
	for (size_t i = 0; i < criteria->count; i++) {
		kr_map_free(&side->columns[i].values);
		free(side->columns[i].numbers);
	}
	free(side->ids);
	free(side->valid_until);
	free(side->vacancies);
	kr_buffer_free(&side->row);
	kr_arena_free(&side->reading);
	kr_arena_free(&side->arena);
}
