/* What can be learnt: the vacancies that ask it, the pairs that lack it, the courses that give it. */
#include "report/training.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/number.h"

enum { FIELDS = 4, NO_LACK = UINT32_MAX };

/* The fields of a vacancy that can be learnt, and the kinds of need that they hold. */
static const struct {
	const char *field, *kind;
} fields[FIELDS] = {{"skills", "skill"}, {"licences", "licence"}, {"languages", "language"}, {"education", "diploma"}};

bool
kr_training_begin(kr_training *training, const char *language, const char *directory, kr_error *error)
{
	static const char *const values[] = {"licences", "languages"}, *const levels[] = {"language_levels", "education_levels"};
	memset(training, 0, sizeof *training);
	bool good = kr_telling_begin(&training->telling, language, directory, error) &&
	    kr_code_list_load(&training->kinds, "need_kinds", directory, error);
	for (int i = 0; good && i < 2; i++)
		good = kr_code_list_load(&training->values[i], values[i], directory, error) &&
		    kr_code_list_load(&training->levels[i], levels[i], directory, error);
	return good;
}

/* Rank of a level by its code; 0 where there is none. */
static int64_t
rank_of(const kr_training *training, uint32_t kind, kr_slice code)
{
	uint32_t row;
	int64_t rank = 0;
	kr_slice name = kr_code_list_cell(&training->kinds, kind, "levels_of");
	for (int i = 0; i < 2; i++)
		if (kr_slice_is(name, training->levels[i].name) && kr_code_list_row(&training->levels[i], code, &row))
			(void)kr_number_parse(kr_code_list_cell(&training->levels[i], row, "rank"), 0, 100, &rank);
	return rank;
}

/* "kind:value" with the value folded, of which the lacks at its levels are a chain. */
static kr_slice
base_key(const kr_training *training, uint32_t kind, kr_slice value, kr_buffer *key)
{
	kr_buffer folded = {0};
	kr_buffer_clear(key);
	kr_buffer_slice_add(key, kr_code_list_code(&training->kinds, kind));
	kr_buffer_char(key, ':');
	kr_buffer_slice_add(key, kr_folded(&folded, value));
	key->failed |= folded.failed;
	kr_buffer_free(&folded);
	return kr_buffer_slice(key);
}

static bool
add_lack(kr_training *training, uint32_t kind, kr_slice value, kr_slice level, kr_slice base, kr_slice key, uint32_t *number)
{
	kr_arena *arena = &training->arena;
	uint32_t first = NO_LACK;
	if (!kr_array_room(&training->lacks, training->lack_count, &training->lack_capacity, sizeof *training->lacks))
		return false;
	*number = (uint32_t)training->lack_count;
	(void)kr_map_get(&training->bases, base, &first);
	kr_lack lack = {.kind = kind, .key = kr_arena_copy(arena, key), .value = kr_arena_copy(arena, value),
	    .code = kr_arena_copy(arena, level), .level = rank_of(training, kind, level), .next = first};
	kr_slice kept = kr_arena_copy(arena, base);
	if (lack.key.ptr == NULL || kept.ptr == NULL || !kr_map_put(&training->keys, lack.key, *number) ||
	    !kr_map_put(&training->bases, kept, *number))
		return false;
	training->lacks[training->lack_count++] = lack;
	return true;
}

/* The number of a lack, new or known; false when memory is short. */
static bool
find_lack(kr_training *training, uint32_t kind, kr_slice value, kr_slice level, uint32_t *number)
{
	kr_buffer base = {0}, key = {0};
	kr_slice known = base_key(training, kind, value, &base);
	kr_buffer_slice_add(&key, known);
	kr_buffer_char(&key, ':');
	kr_buffer_slice_add(&key, level);
	bool good = !base.failed && !key.failed;
	if (good && !kr_map_get(&training->keys, kr_buffer_slice(&key), number))
		good = add_lack(training, kind, value, level, known, kr_buffer_slice(&key), number);
	kr_buffer_free(&base);
	kr_buffer_free(&key);
	return good;
}

static kr_slice
part_of(kr_slice item, uint32_t number)
{
	kr_slice part = {NULL, 0}, rest = kr_slice_items(item);
	for (uint32_t i = 0; i <= number; i++)
		if (!kr_slice_next(&rest, ':', &part))
			return kr_slice_of(NULL, 0);
	return part;
}

/* Value and level of an item of a vacancy's field: a text, a code, code:speaking..., level:field... */
static void
take_apart(uint32_t field, kr_slice item, kr_slice *value, kr_slice *level)
{
	bool is_language = field == 2, is_education = field == 3;
	*value = is_education ? part_of(item, 1) : is_language ? part_of(item, 0) : item;
	*level = is_education ? part_of(item, 0) : is_language ? part_of(item, 1) : kr_slice_of(NULL, 0);
}

static bool
take_asked(kr_training *training, uint32_t field, kr_slice list)
{
	kr_slice rest = kr_slice_items(list), item, value, level;
	uint32_t kind, lack;
	if (kr_slice_is(list, "none") || !kr_code_list_row(&training->kinds, kr_slice_text(fields[field].kind), &kind))
		return true;
	while (kr_slice_next(&rest, '|', &item)) {
		take_apart(field, item, &value, &level);
		if (value.len == 0 && level.len == 0)
			continue;
		if (!find_lack(training, kind, value, level, &lack) ||
		    !kr_array_room(&training->asked, training->asked_count, &training->asked_capacity, sizeof *training->asked))
			return false;
		training->asked[training->asked_count++] = (struct kr_training_asked){lack, field};
	}
	return true;
}

static bool
take_vacancy(kr_training *training, const kr_record *record, kr_slice id, kr_slice region, const uint32_t *at)
{
	kr_slice kept = kr_arena_copy(&training->arena, id);
	if (kept.ptr == NULL || !kr_map_put(&training->vacancy_ids, kept, (uint32_t)training->vacancy_count) ||
	    !kr_array_room(&training->vacancies, training->vacancy_count, &training->vacancy_capacity, sizeof *training->vacancies))
		return false;
	struct kr_training_vacancy *vacancy = &training->vacancies[training->vacancy_count++];
	*vacancy = (struct kr_training_vacancy){kr_regions_of_code(&training->telling.regions, region), (uint32_t)training->asked_count, 0};
	for (uint32_t field = 0; field < FIELDS; field++)
		if (!take_asked(training, field, kr_record_field(record, at[field])))
			return false;
	vacancy->count = (uint32_t)training->asked_count - vacancy->first;
	return true;
}

/* Where the record comes from, and its day. */
static bool
take_provenance(kr_training *training, const kr_stream *stream, const kr_record *record)
{
	uint32_t source = kr_header_find(&stream->header, KR_SLICE("source")), as_of = kr_header_find(&stream->header, KR_SLICE("as_of"));
	kr_provenance_date(&training->telling.provenance, kr_record_field(record, as_of));
	return kr_provenance_sources(&training->telling.provenance, kr_record_field(record, source));
}

bool
kr_training_vacancies(kr_training *training, kr_stream *stream, kr_error *error)
{
	uint32_t id, region, at[FIELDS];
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "vacancy_id", &id, error) || !kr_stream_require(stream, "region", &region, error))
		return false;
	for (uint32_t field = 0; field < FIELDS; field++)
		at[field] = kr_header_find(&stream->header, kr_slice_text(fields[field].field));
	while ((got = kr_stream_next(stream, &record, error)) > 0)
		if (!take_provenance(training, stream, &record) ||
		    !take_vacancy(training, &record, kr_record_field(&record, id), kr_record_field(&record, region), at))
			return kr_fail(error, "out of memory");
	return got == 0;
}

/* Which of the fields a list of gaps names, as bits, and how many gaps there are of any kind. */
static uint32_t
read_gaps(kr_slice list, uint32_t *count)
{
	kr_slice rest = kr_slice_items(list), item;
	uint32_t bits = 0;
	for (*count = 0; kr_slice_next(&rest, '|', &item); ++*count)
		for (uint32_t field = 0; field < FIELDS; field++)
			if (kr_slice_is(kr_slice_part(item, 0, kr_slice_find(item, ':')), fields[field].field))
				bits |= 1u << field;
	return bits;
}

static bool
take_pair(kr_training *training, kr_slice id, kr_slice person, kr_slice gaps)
{
	uint32_t number, count, bits = read_gaps(gaps, &count), lacks = 0;
	if (bits == 0 || !kr_map_get(&training->vacancy_ids, id, &number))
		return true;
	const struct kr_training_vacancy *vacancy = &training->vacancies[number];
	for (uint32_t i = 0; i < vacancy->count; i++)
		lacks += bits >> training->asked[vacancy->first + i].field & 1u;
	for (uint32_t i = 0; i < vacancy->count; i++) {
		const struct kr_training_asked *asked = &training->asked[vacancy->first + i];
		if ((bits >> asked->field & 1u) == 0)
			continue;
		if (!kr_array_room(&training->pairs, training->pair_count, &training->pair_capacity, sizeof *training->pairs))
			return false;
		training->lacks[asked->lack].pairs++;
		training->pairs[training->pair_count++] = (struct kr_training_pair){asked->lack, number, kr_hash64(person), count == 1 && lacks == 1};
	}
	return true;
}

bool
kr_training_matches(kr_training *training, kr_stream *stream, kr_error *error)
{
	uint32_t id, person, gaps;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "vacancy_id", &id, error) || !kr_stream_require(stream, "person_id", &person, error) ||
	    !kr_stream_require(stream, "gaps", &gaps, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0)
		if (!take_pair(training, kr_record_field(&record, id), kr_record_field(&record, person), kr_record_field(&record, gaps)))
			return kr_fail(error, "out of memory");
	return got == 0;
}

static bool
add_course(kr_training *training, struct kr_training_course course, kr_slice regions)
{
	const kr_regions *known = &training->telling.regions;
	kr_slice rest = kr_slice_items(regions), code;
	course.is_first = true;
	do {
		bool more = kr_slice_next(&rest, '|', &code);
		if (!more && !course.is_first)
			return true;
		course.region = !more ? known->unassigned : kr_slice_is(code, "all") ? known->total : kr_regions_of_code(known, code);
		if (!kr_array_room(&training->courses, training->course_count, &training->course_capacity, sizeof course))
			return false;
		training->courses[training->course_count++] = course;
		course.is_first = false;
	} while (true);
}

/* Every lack that what a service gives takes away: the same thing at its level or below, once a service. */
static bool
take_given(kr_training *training, kr_slice item, struct kr_training_course course, kr_slice regions)
{
	kr_buffer key = {0};
	uint32_t kind, at;
	kr_slice value = part_of(item, 1);
	if (!kr_code_list_row(&training->kinds, part_of(item, 0), &kind))
		return true;
	int64_t level = rank_of(training, kind, part_of(item, 2));
	if (!kr_map_get(&training->bases, base_key(training, kind, value, &key), &at))
		at = NO_LACK;
	bool good = !key.failed;
	for (; good && at != NO_LACK; at = training->lacks[at].next) {
		kr_lack *lack = &training->lacks[at];
		if (lack->level > level || lack->service == training->services)
			continue;
		lack->service = training->services;
		course.lack = at;
		good = add_course(training, course, regions);
	}
	kr_buffer_free(&key);
	return good;
}

bool
kr_training_services(kr_training *training, kr_stream *stream, kr_error *error)
{
	uint32_t gives, regions, cost = kr_header_find(&stream->header, KR_SLICE("cost")), weeks = kr_header_find(&stream->header, KR_SLICE("weeks"));
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "gives", &gives, error) || !kr_stream_require(stream, "regions", &regions, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		struct kr_training_course course = {.cost = -1, .weeks = -1};
		int64_t number;
		kr_slice rest = kr_slice_items(kr_record_field(&record, gives)), item;
		training->services++;
		if (kr_decimal_parse(kr_record_field(&record, cost), 2, &number) && number >= 0)
			course.cost = number;
		if (kr_number_parse(kr_record_field(&record, weeks), 0, 100000, &number))
			course.weeks = (int32_t)number;
		if (!take_provenance(training, stream, &record))
			return kr_fail(error, "out of memory");
		while (kr_slice_next(&rest, '|', &item))
			if (!take_given(training, item, course, kr_record_field(&record, regions)))
				return kr_fail(error, "out of memory");
	}
	return got == 0;
}

void
kr_training_free(kr_training *training)
{
	for (int i = 0; i < 2; i++) {
		kr_code_list_free(&training->values[i]);
		kr_code_list_free(&training->levels[i]);
	}
	kr_code_list_free(&training->kinds);
	kr_map_free(&training->keys);
	kr_map_free(&training->bases);
	kr_map_free(&training->vacancy_ids);
	free(training->lacks);
	free(training->vacancies);
	free(training->asked);
	free(training->pairs);
	free(training->courses);
	kr_arena_free(&training->arena);
	kr_telling_free(&training->telling);
}
