#include "report/market.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/number.h"

#define POSITIONS_MAX 1000000

bool
kr_market_matches(kr_market *market, kr_stream *stream, kr_error *error)
{
	uint32_t vacancy, person;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "vacancy_id", &vacancy, error) ||
	    !kr_stream_require(stream, "person_id", &person, error))
		return false;
	market->has_matches = true;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		if (!kr_ids_add(&market->matched_vacancies, kr_record_field(&record, vacancy)) ||
		    !kr_ids_add(&market->matched_persons, kr_record_field(&record, person)))
			return kr_fail(error, "out of memory");
		market->pairs++;
	}
	return got == 0;
}

/* The fields that are read of a vacancy. */
typedef struct vacancy_fields {
	uint32_t id, region, occupation, sector, positions, filled, status, closes_on, as_of, source;
} vacancy_fields;

static bool
bind(vacancy_fields *fields, const kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	fields->occupation = kr_header_find(header, KR_SLICE("occupation"));
	fields->sector = kr_header_find(header, KR_SLICE("sector"));
	fields->positions = kr_header_find(header, KR_SLICE("positions"));
	fields->filled = kr_header_find(header, KR_SLICE("filled"));
	fields->status = kr_header_find(header, KR_SLICE("status"));
	fields->closes_on = kr_header_find(header, KR_SLICE("closes_on"));
	fields->as_of = kr_header_find(header, KR_SLICE("as_of"));
	fields->source = kr_header_find(header, KR_SLICE("source"));
	return kr_stream_require(stream, "vacancy_id", &fields->id, error) &&
	    kr_stream_require(stream, "region", &fields->region, error);
}

static bool
read_number(const kr_record *record, uint32_t field, const char *name, int64_t unknown, int64_t *number, kr_error *error)
{
	kr_slice text = kr_record_field(record, field);
	*number = unknown;
	if (text.len == 0 || kr_number_parse(text, 0, POSITIONS_MAX, number))
		return true;
	return kr_fail_at(error, record->file, record->line, kr_slice_text(name), "not a number from 0 to %d",
	    POSITIONS_MAX);
}

static bool
read_last_day(const kr_record *record, uint32_t field, int32_t *day, kr_error *error)
{
	kr_slice text = kr_record_field(record, field);
	kr_date date;
	*day = INT32_MAX;
	if (text.len == 0 || kr_slice_is(text, "open"))
		return true;
	if (!kr_date_parse(text, &date))
		return kr_fail_at(error, record->file, record->line, KR_SLICE("closes_on"), "not a date");
	*day = kr_date_last(date);
	return true;
}

/* Counts how often the id was met in the file; an empty id cannot be told from another. */
static bool
check_id(kr_market *market, const kr_record *record, kr_slice id, kr_error *error)
{
	if (id.len == 0)
		return true;
	if (kr_ids_seen(&market->known, id))
		return kr_fail_at(error, record->file, record->line, KR_SLICE("vacancy_id"),
		    "stands here for the second time");
	return kr_ids_add(&market->known, id) || kr_fail(error, "out of memory");
}

static bool
take_vacancy(kr_market *market, const kr_record *record, const vacancy_fields *fields, const kr_regions *regions,
    kr_error *error)
{
	kr_slice id = kr_record_field(record, fields->id);
	kr_slice rest = kr_record_field(record, fields->occupation), code = {NULL, 0};
	int64_t positions, filled;
	kr_vacancy *vacancy;
	if (!check_id(market, record, id, error))
		return false;
	if (!kr_array_room(&market->vacancies, market->count, &market->capacity, sizeof *market->vacancies))
		return kr_fail(error, "out of memory");
	vacancy = &market->vacancies[market->count++];
	if (!read_number(record, fields->positions, "positions", 1, &positions, error) ||
	    !read_number(record, fields->filled, "filled", 0, &filled, error) ||
	    !read_last_day(record, fields->closes_on, &vacancy->last_day, error))
		return false;
	if (rest.len)
		kr_slice_next(&rest, ':', &code);
	vacancy->id = kr_hash64(id);
	rest = kr_record_field(record, fields->sector);
	vacancy->sector = rest.len == 1 ? (uint8_t)rest.ptr[0] : 0;
	vacancy->positions = positions > filled ? (uint32_t)(positions - filled) : 0;
	vacancy->pairs = id.len ? kr_ids_seen(&market->matched_vacancies, id) : 0;
	vacancy->region = (uint8_t)kr_regions_of_code(regions, kr_record_field(record, fields->region));
	vacancy->group = (uint8_t)kr_group_of(code);
	vacancy->is_closed = kr_slice_is(kr_record_field(record, fields->status), "closed");
	return true;
}

bool
kr_market_vacancies(kr_market *market, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance,
    kr_error *error)
{
	vacancy_fields fields;
	kr_record record;
	int got;
	if (!bind(&fields, stream, error))
		return false;
	market->has_vacancies = true;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		if (!take_vacancy(market, &record, &fields, regions, error))
			return false;
		kr_provenance_date(provenance, kr_record_field(&record, fields.as_of));
		if (!kr_provenance_sources(provenance, kr_record_field(&record, fields.source)))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

static void
count_open(const kr_market *market, const kr_vacancy *vacancy, kr_counts *counts)
{
	counts->vacancies++;
	counts->positions += vacancy->positions;
	counts->unmatched += market->has_matches && vacancy->pairs == 0;
	if (vacancy->group < KR_GROUPS)
		counts->asked[vacancy->group] += vacancy->positions;
}

void
kr_market_count(const kr_market *market, kr_date day, const kr_regions *regions, kr_counts *counts)
{
	int32_t first = kr_date_first(day);
	uint64_t placed = 0;
	for (size_t i = 0; i < market->count; i++) {
		const kr_vacancy *vacancy = &market->vacancies[i];
		placed += vacancy->pairs;
		counts[vacancy->region].pairs += vacancy->pairs;
		if (kr_vacancy_is_open(vacancy, first))
			count_open(market, vacancy, &counts[vacancy->region]);
	}
	/* Pairs whose vacancy is not in the file still are pairs. */
	counts[regions->unassigned].pairs += market->pairs - placed;
}

void
kr_market_free(kr_market *market)
{
	kr_ids_free(&market->matched_vacancies);
	kr_ids_free(&market->matched_persons);
	kr_ids_free(&market->known);
	free(market->vacancies);
}
