#include "report/instruments.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"

bool
kr_instruments_begin(kr_instruments *instruments, const char *language, const char *directory, kr_error *error)
{
	memset(instruments, 0, sizeof *instruments);
	return kr_telling_begin(&instruments->telling, language, directory, error) &&
	    kr_code_list_load(&instruments->kinds, "instruments", directory, error);
}

/* Positions of the fields that are read. */
typedef struct offer_fields {
	uint32_t instrument, regions, cost, weeks, valid_until, source, as_of;
} offer_fields;

static bool
bind(offer_fields *fields, const kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	*fields = (offer_fields){
		.cost = kr_header_find(header, KR_SLICE("cost")), .weeks = kr_header_find(header, KR_SLICE("weeks")),
		.valid_until = kr_header_find(header, KR_SLICE("valid_until")), .source = kr_header_find(header, KR_SLICE("source")),
		.as_of = kr_header_find(header, KR_SLICE("as_of")),
	};
	return kr_stream_require(stream, "instrument", &fields->instrument, error) &&
	    kr_stream_require(stream, "regions", &fields->regions, error);
}

static bool
add_offer(kr_instruments *instruments, const kr_offer *offer)
{
	if (!kr_array_room(&instruments->offers, instruments->count, &instruments->capacity, sizeof *offer))
		return false;
	instruments->offers[instruments->count++] = *offer;
	return true;
}

static kr_offer
read_offer(const kr_instruments *instruments, const offer_fields *fields, const kr_record *record)
{
	kr_offer offer = {.cost = -1, .weeks = -1, .until = INT32_MAX, .kind = (uint32_t)instruments->kinds.definition.rows, .is_first = true};
	int64_t number;
	kr_date until;
	(void)kr_code_list_row(&instruments->kinds, kr_record_field(record, fields->instrument), &offer.kind);
	if (kr_decimal_parse(kr_record_field(record, fields->cost), 2, &number) && number >= 0)
		offer.cost = number;
	if (kr_number_parse(kr_record_field(record, fields->weeks), 0, 100000, &number))
		offer.weeks = (int32_t)number;
	if (kr_date_parse(kr_record_field(record, fields->valid_until), &until))
		offer.until = kr_date_last(until);
	return offer;
}

/* An offer for each region, or one for all; one that names none lies in no region. */
static bool
take(kr_instruments *instruments, const offer_fields *fields, const kr_record *record)
{
	const kr_regions *regions = &instruments->telling.regions;
	kr_offer offer = read_offer(instruments, fields, record);
	kr_slice rest = kr_slice_items(kr_record_field(record, fields->regions)), code;
	while (kr_slice_next(&rest, '|', &code)) {
		offer.region = kr_slice_is(code, "all") ? regions->total : kr_regions_of_code(regions, code);
		if (!add_offer(instruments, &offer))
			return false;
		offer.is_first = false;
	}
	offer.region = regions->unassigned;
	return !offer.is_first || add_offer(instruments, &offer);
}

bool
kr_instruments_read(kr_instruments *instruments, kr_stream *stream, kr_error *error)
{
	offer_fields fields;
	kr_record record;
	int got;
	kr_provenance *provenance = &instruments->telling.provenance;
	if (!bind(&fields, stream, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		instruments->read++;
		kr_provenance_date(provenance, kr_record_field(&record, fields.as_of));
		if (!kr_provenance_sources(provenance, kr_record_field(&record, fields.source)) || !take(instruments, &fields, &record))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

void
kr_instruments_free(kr_instruments *instruments)
{
	free(instruments->offers);
	kr_code_list_free(&instruments->kinds);
	kr_telling_free(&instruments->telling);
}
