#include "report/register.h"

bool
kr_register_is_people(const kr_stream *stream, kr_error *error)
{
	return kr_header_find(&stream->header, KR_SLICE("vacancy_id")) == KR_NO_FIELD ||
	    kr_fail_at(error, stream->name, 1, KR_SLICE("vacancy_id"), "these are vacancies or pairs, not people");
}

bool
kr_register_bind(kr_register *people, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance, kr_error *error)
{
	*people = (kr_register){
		.stream = stream, .regions = regions, .provenance = provenance,
		.as_of = kr_header_find(&stream->header, KR_SLICE("as_of")),
		.sources = kr_header_find(&stream->header, KR_SLICE("sources")),
	};
	return kr_register_is_people(stream, error) && kr_stream_require(stream, "person_id", &people->person_id, error) &&
	    kr_stream_require(stream, "region", &people->region_field, error);
}

int
kr_register_next(kr_register *people, kr_error *error)
{
	int got = kr_stream_next(people->stream, &people->record, error);
	if (got <= 0)
		return got;
	people->person = kr_record_field(&people->record, people->person_id);
	people->region = kr_regions_of_code(people->regions, kr_record_field(&people->record, people->region_field));
	if (people->provenance == NULL)
		return 1;
	kr_provenance_date(people->provenance, kr_record_field(&people->record, people->as_of));
	if (kr_provenance_sources(people->provenance, kr_record_field(&people->record, people->sources)))
		return 1;
	kr_fail(error, "out of memory");
	return -1;
}
