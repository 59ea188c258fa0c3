#include "arrange/catalog.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "codes/list_item.h"

enum field { ID, INSTRUMENT, REGIONS, NEEDS, REMOVES, GIVES, REQUIRES, EXCLUDES, PARALLEL, WEEKS, COST, PAYER, PLACES, STARTS, UNTIL, FIELDS };

static const char *const names[FIELDS] = {"service_id", "instrument", "regions", "needs", "removes", "gives", "requires", "excludes",
    "parallel", "weeks", "cost", "payer", "places", "start_dates", "valid_until"};

/* The record at hand. */
typedef struct source {
	kr_catalog *catalog;
	kr_rejects *rejects;
	const kr_record *record;
	uint32_t fields[FIELDS];
	int32_t day;
	kr_error *error;
} source;

static kr_slice
value_of(const source *from, enum field field)
{
	return kr_record_field(from->record, from->fields[field]);
}

/* A value that cannot be what its field holds counts as unknown and is told. */
static void
tell(const source *from, enum field field)
{
	kr_rejects_value(from->rejects, from->record->file, from->record->line, kr_slice_text(names[field]), "not-valid", value_of(from, field));
}

static int64_t
number_of(const source *from, enum field field, int64_t least, int64_t most, int64_t unknown)
{
	int64_t number = unknown;
	kr_slice value = value_of(from, field);
	if (value.len > 0 && !kr_number_parse(value, least, most, &number))
		tell(from, field);
	return number;
}

static bool
is_list(kr_slice value)
{
	return value.len > 0 && !kr_slice_is(value, "none");
}

/* Rows of instruments that a list names. */
static bool
read_instruments(const source *from, enum field field, uint32_t **rows, uint32_t *count)
{
	kr_slice value = value_of(from, field), rest = kr_slice_items(value), item;
	*rows = kr_arena_array(&from->catalog->arena, kr_slice_count(rest, '|') + 1, sizeof **rows);
	if (*rows == NULL)
		return kr_fail(from->error, "out of memory");
	while (is_list(value) && kr_slice_next(&rest, '|', &item)) {
		if (kr_code_list_row(&from->catalog->instruments, item, &(*rows)[*count]))
			++*count;
		else
			tell(from, field);
	}
	return true;
}

static bool
give(const source *from, kr_service *service, uint32_t need, enum field field)
{
	if (need == KR_NO_NEED) {
		tell(from, field);
		return true;
	}
	service->gives[service->gives_count++] = need;
	return true;
}

/* What it removes, what it gives, and the lasting work that it is. */
static bool
read_gives(const source *from, kr_service *service)
{
	kr_catalog *catalog = from->catalog;
	kr_slice removes = value_of(from, REMOVES), gives = value_of(from, GIVES), rest = kr_slice_items(removes), item;
	size_t most = kr_slice_count(rest, '|') + kr_slice_count(kr_slice_items(gives), '|') + catalog->lasting.count + 1;
	uint32_t need;
	service->gives = kr_arena_array(&catalog->arena, most, sizeof *service->gives);
	if (service->gives == NULL)
		return kr_fail(from->error, "out of memory");
	while (is_list(removes) && kr_slice_next(&rest, '|', &item))
		if (!kr_needs_make(&catalog->needs, "obstacle", item, KR_SLICE(""), &need, from->error) || !give(from, service, need, REMOVES))
			return false;
	rest = kr_slice_items(gives);
	while (is_list(gives) && kr_slice_next(&rest, '|', &item))
		if (!kr_needs_find(&catalog->needs, item, &need, from->error) || !give(from, service, need, GIVES))
			return false;
	for (uint32_t i = 0; i < catalog->lasting.count; i++) {
		if (!kr_list_has(kr_code_list_cell(&catalog->lasting.list, i, "instruments"), value_of(from, INSTRUMENT)))
			continue;
		if (!kr_needs_make(&catalog->needs, "work", kr_code_list_code(&catalog->lasting.list, i), KR_SLICE(""), &need, from->error) ||
		    !give(from, service, need, INSTRUMENT))
			return false;
	}
	return true;
}

static void
read_conditions(const source *from, kr_service *service)
{
	kr_slice value = value_of(from, NEEDS), rest = kr_slice_items(value), item;
	uint32_t row;
	while (is_list(value) && kr_slice_next(&rest, '|', &item)) {
		if (kr_code_list_row(&from->catalog->conditions.list, item, &row))
			service->conditions |= UINT64_C(1) << row;
		else
			tell(from, NEEDS);
	}
}

static int
by_day(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return a < b ? -1 : a > b;
}

/* The days from `day` on, ascending, each once. False when it has days and all are past. */
static bool
read_starts(const source *from, kr_service *service, bool *is_over)
{
	kr_slice rest = kr_slice_items(value_of(from, STARTS)), item;
	kr_date date;
	uint32_t count = 0, given = 0;
	service->starts = kr_arena_array(&from->catalog->arena, kr_slice_count(rest, '|') + 1, sizeof *service->starts);
	if (service->starts == NULL)
		return kr_fail(from->error, "out of memory");
	while (kr_slice_next(&rest, '|', &item)) {
		if (!kr_date_parse(item, &date) || !kr_date_known(date)) {
			tell(from, STARTS);
			continue;
		}
		given++;
		if (kr_date_days(date) >= from->day)
			service->starts[count++] = kr_date_days(date);
	}
	qsort(service->starts, count, sizeof *service->starts, by_day);
	for (uint32_t i = 0; i < count; i++)
		if (i == 0 || service->starts[i] != service->starts[service->start_count - 1])
			service->starts[service->start_count++] = service->starts[i];
	*is_over = *is_over || (given > 0 && count == 0);
	return true;
}

static bool
read_pots(const source *from, kr_service *service)
{
	kr_slice value = value_of(from, PAYER), rest = kr_slice_items(value), item;
	service->pots = kr_arena_array(&from->catalog->arena, kr_slice_count(rest, '|') + 1, sizeof *service->pots);
	if (service->pots == NULL)
		return kr_fail(from->error, "out of memory");
	while (is_list(value) && kr_slice_next(&rest, '|', &item)) {
		uint32_t pot = kr_catalog_pot(from->catalog, item);
		if (pot == KR_NO_FIELD)
			return kr_fail(from->error, "out of memory");
		service->pots[service->pot_count++] = pot;
	}
	return true;
}

static bool
read_numbers(const source *from, kr_service *service)
{
	kr_slice cost = value_of(from, COST), until = value_of(from, UNTIL), weight;
	kr_date date;
	int64_t heavy = 3;
	service->weeks = (int32_t)number_of(from, WEEKS, 1, 520, 0);
	service->places = number_of(from, PLACES, 0, 99999, -1);
	service->parallel = kr_slice_is(value_of(from, PARALLEL), "yes");
	service->cents = KR_UNKNOWN_COST;
	if (cost.len > 0 && (!kr_decimal_parse(cost, 2, &service->cents) || service->cents < 0 || service->cents > 100000000)) {
		tell(from, COST);
		service->cents = KR_UNKNOWN_COST;
	}
	service->last_start = INT32_MAX;
	if (until.len > 0 && !kr_slice_is(until, "open") && kr_date_parse(until, &date))
		service->last_start = kr_date_last(date);
	else if (until.len > 0 && !kr_slice_is(until, "open"))
		tell(from, UNTIL);
	service->instrument = KR_NO_FIELD;
	if (value_of(from, INSTRUMENT).len > 0 && !kr_code_list_row(&from->catalog->instruments, value_of(from, INSTRUMENT), &service->instrument))
		tell(from, INSTRUMENT);
	weight = service->instrument == KR_NO_FIELD ? KR_SLICE("") : kr_code_list_cell(&from->catalog->instruments, service->instrument, "weight");
	kr_number_parse(weight, 1, 5, &heavy);
	service->weight = (uint32_t)heavy;
	return true;
}

static kr_slice
kept(const source *from, enum field field)
{
	kr_slice value = value_of(from, field);
	return value.len ? kr_arena_copy(&from->catalog->arena, value) : KR_SLICE("");
}

static bool
read_service(const source *from, kr_service *service, bool *is_over)
{
	*service = (kr_service){.id = kept(from, ID), .regions = kept(from, REGIONS)};
	if (service->id.ptr == NULL || service->regions.ptr == NULL)
		return kr_fail(from->error, "out of memory");
	read_conditions(from, service);
	if (!read_numbers(from, service) || !read_gives(from, service) || !read_starts(from, service, is_over) || !read_pots(from, service))
		return false;
	*is_over = *is_over || service->last_start < from->day;
	return read_instruments(from, REQUIRES, &service->requires, &service->requires_count) &&
	    read_instruments(from, EXCLUDES, &service->excludes, &service->excludes_count);
}

static int
by_id(const void *left, const void *right)
{
	return kr_slice_compare(((const kr_service *)left)->id, ((const kr_service *)right)->id);
}

static bool
list_instruments(kr_catalog *catalog, kr_error *error)
{
	for (int turn = 0; turn < 2; turn++) {
		for (uint32_t i = 0; i < catalog->count; i++) {
			uint32_t row = catalog->services[i].instrument;
			if (row == KR_NO_FIELD)
				continue;
			kr_service_list *list = &catalog->by_instrument[row];
			if (turn == 1)
				list->items[list->count] = i;
			list->count++;
		}
		for (size_t i = 0; turn == 0 && i < catalog->instruments.definition.rows; i++) {
			kr_service_list *list = &catalog->by_instrument[i];
			list->items = kr_arena_array(&catalog->arena, list->count + 1, sizeof *list->items);
			list->count = 0;
			if (list->items == NULL)
				return kr_fail(error, "out of memory");
		}
	}
	return true;
}

static bool
add_service(source *from, uint32_t *capacity, bool *is_over)
{
	kr_catalog *catalog = from->catalog;
	if (catalog->count == *capacity) {
		*capacity = *capacity * 2 + 256;
		kr_service *more = realloc(catalog->services, *capacity * sizeof *more);
		if (more == NULL)
			return kr_fail(from->error, "out of memory");
		catalog->services = more;
	}
	*is_over = false;
	return read_service(from, &catalog->services[catalog->count], is_over);
}

bool
kr_catalog_read(kr_catalog *catalog, kr_stream *stream, int32_t day, kr_rejects *rejects, kr_error *error)
{
	kr_record record;
	source from = {.catalog = catalog, .rejects = rejects, .record = &record, .day = day, .error = error};
	uint32_t capacity = 0;
	int got;
	for (int i = 0; i < FIELDS; i++)
		from.fields[i] = kr_header_find(&stream->header, kr_slice_text(names[i]));
	if (!kr_stream_require(stream, names[ID], &from.fields[ID], error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		bool is_over;
		catalog->read++;
		if (value_of(&from, ID).len == 0) {
			kr_rejects_record(rejects, record.file, record.line, "no-identifier", kr_record_line(&record));
			continue;
		}
		if (!add_service(&from, &capacity, &is_over))
			return false;
		catalog->ended += is_over;
		catalog->asked |= is_over ? 0 : catalog->services[catalog->count].conditions;
		catalog->count += !is_over;
	}
	if (got < 0)
		return false;
	if (catalog->count > 0)
		qsort(catalog->services, catalog->count, sizeof *catalog->services, by_id);
	for (uint32_t i = 1; i < catalog->count; i++)
		if (kr_slice_equal(catalog->services[i - 1].id, catalog->services[i].id)) {
			char quoted[KR_QUOTE_MAX];
			return kr_fail(error, "%s: service %s stands there twice", stream->name, kr_quote(catalog->services[i].id, quoted));
		}
	return list_instruments(catalog, error);
}
