#include "report/people.h"

#include "report/register.h"

static bool
bind(kr_people *people, const kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	if (!kr_register_is_people(stream, error))
		return false;
	people->person_id = kr_header_find(header, KR_SLICE("person_id"));
	people->available_now = kr_header_find(header, KR_SLICE("available_now"));
	people->valid_until = kr_header_find(header, KR_SLICE("valid_until"));
	people->sources = kr_header_find(header, KR_SLICE("sources"));
	people->source = kr_header_find(header, KR_SLICE("source"));
	people->as_of = kr_header_find(header, KR_SLICE("as_of"));
	people->occupations = kr_header_find(header, KR_SLICE("desired_occupations"));
	people->by = KR_NO_FIELD;
	kr_completeness_bind(people->completeness, header);
	if (people->breakdown->field != NULL &&
	    !kr_stream_require(stream, people->breakdown->field, &people->by, error))
		return false;
	if (people->market->has_matches && !kr_stream_require(stream, "person_id", &people->person_id, error))
		return false;
	return kr_stream_require(stream, "region", &people->region, error);
}

static int
availability(kr_slice value)
{
	if (kr_slice_is(value, "yes"))
		return KR_AVAILABLE_YES;
	return kr_slice_is(value, "no") ? KR_AVAILABLE_NO : KR_AVAILABLE_UNKNOWN;
}

/*
 * Whether a registration ended before the day. Both are dates in standard form, so the order of the bytes is that of the days as
 * far as both are known; "open" and the unknown end after everything.
 */
static bool
is_lapsed(kr_slice valid_until, kr_slice day)
{
	if (valid_until.len == 0 || (unsigned char)(valid_until.ptr[0] - '0') > 9)
		return false;
	size_t known = valid_until.len < day.len ? valid_until.len : day.len;
	return kr_slice_compare(kr_slice_part(valid_until, 0, known), kr_slice_part(day, 0, known)) < 0;
}

/* Counts availability; gives whether the person is supply: not known to be unavailable, and still registered. */
static bool
count_availability(kr_people *people, kr_counts *counts, const kr_record *record)
{
	int available = availability(kr_record_field(record, people->available_now));
	kr_slice day = people->day.len ? people->day : kr_record_field(record, people->as_of);
	bool lapsed = is_lapsed(kr_record_field(record, people->valid_until), day);
	bool supply = !lapsed && available != KR_AVAILABLE_NO;
	counts->available[available]++;
	counts->lapsed += lapsed;
	counts->supply += supply;
	counts->supply_known += supply && available == KR_AVAILABLE_YES;
	return supply;
}

/* A person counts once in each group, however many occupations of it are wanted. */
static void
count_occupations(kr_counts *counts, kr_slice occupations, bool is_supply)
{
	uint64_t seen[2] = {0, 0};
	kr_slice rest = kr_slice_items(occupations), item;
	while (kr_slice_next(&rest, '|', &item)) {
		uint32_t group = kr_group_of(kr_slice_part(item, 0, kr_slice_find(item, ':')));
		if (group == KR_GROUPS || (seen[group / 64] >> group % 64 & 1))
			continue;
		seen[group / 64] |= UINT64_C(1) << group % 64;
		counts->wanted[group]++;
		counts->wanted_supply[group] += is_supply;
	}
}

static void
count_profile(const kr_completeness *completeness, kr_counts *counts, const kr_record *record)
{
	kr_judgement judgement;
	kr_completeness_judge(completeness, record, &judgement);
	for (uint32_t i = 0; i < completeness->count; i++) {
		counts->filling[i][judgement.filling[i]]++;
		counts->hidden_by[i] += completeness->fields[i].is_searched && judgement.filling[i] != KR_FILLED;
	}
	counts->strict += judgement.missing == 0;
	counts->findable += judgement.missing < judgement.searched;
	if (judgement.missing == 1)
		counts->hidden_only_by[judgement.last_missing]++;
}

static bool
count_sources(kr_people *people, kr_counts *counts, const kr_record *record)
{
	kr_slice sources = kr_record_field(record, people->sources);
	if (sources.len == 0)
		sources = kr_record_field(record, people->source);
	size_t count = sources.len ? kr_slice_count(sources, '|') : 1;
	counts->registrations += count;
	counts->in_more_sources += count > 1;
	return kr_provenance_sources(people->provenance, sources);
}

static bool
count_person(kr_people *people, const kr_record *record)
{
	uint32_t region = kr_regions_of_code(people->regions, kr_record_field(record, people->region));
	kr_counts *counts = &people->counts[region];
	bool is_supply = count_availability(people, counts, record);
	counts->persons++;
	count_profile(people->completeness, counts, record);
	count_occupations(counts, kr_record_field(record, people->occupations), is_supply);
	if (people->by != KR_NO_FIELD)
		counts->classes[kr_breakdown_class(people->breakdown, kr_record_field(record, people->by))]++;
	if (people->market->has_matches)
		counts->matched += kr_ids_seen(&people->market->matched_persons,
		    kr_record_field(record, people->person_id)) > 0;
	kr_provenance_date(people->provenance, kr_record_field(record, people->as_of));
	return count_sources(people, counts, record);
}

bool
kr_people_count(kr_people *people, kr_stream *stream, kr_error *error)
{
	kr_record record;
	int got;
	if (!bind(people, stream, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0)
		if (!count_person(people, &record))
			return kr_fail(error, "out of memory");
	return got == 0;
}
