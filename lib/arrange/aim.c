#include "arrange/aim.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/education.h"
#include "codes/list_item.h"
#include "text/fold.h"

static const char *const demand_names[KR_DEMANDS] = {"skills", "licences", "languages", "education", "experience"};

void
kr_need_list_add(kr_need_list *list, uint32_t need)
{
	if (need == KR_NO_NEED)
		return;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] == need)
			return;
	if (list->count == KR_NEEDS_MAX)
		list->is_cut = true;
	else
		list->items[list->count++] = need;
}

static bool
keep(kr_aims *aims, kr_slice value, kr_slice *kept)
{
	*kept = value.len ? kr_arena_copy(&aims->arena, value) : KR_SLICE("");
	return kept->ptr != NULL;
}

static bool
add_vacancy(kr_aims *aims, const kr_record *record, const uint32_t *fields, uint32_t id, uint32_t occupation)
{
	if (aims->vacancy_count == aims->vacancy_capacity) {
		uint32_t capacity = aims->vacancy_capacity * 2 + 256;
		kr_aim_vacancy *more = realloc(aims->vacancies, capacity * sizeof *more);
		if (more == NULL)
			return false;
		aims->vacancies = more;
		aims->vacancy_capacity = capacity;
	}
	kr_aim_vacancy *one = &aims->vacancies[aims->vacancy_count];
	kr_slice title = kr_record_field(record, occupation);
	size_t colon = kr_slice_find(title, ':');
	if (!keep(aims, kr_record_field(record, id), &one->id) ||
	    !keep(aims, kr_slice_part(title, colon + 1, title.len), &one->demands[KR_DEMAND_EXPERIENCE]))
		return false;
	for (int i = 0; i < KR_DEMAND_EXPERIENCE; i++)
		if (!keep(aims, kr_record_field(record, fields[i]), &one->demands[i]))
			return false;
	return kr_map_put(&aims->vacancy_numbers, one->id, aims->vacancy_count++);
}

bool
kr_aims_read_vacancies(kr_aims *aims, kr_stream *stream, kr_slice work, kr_error *error)
{
	kr_record record;
	uint32_t fields[KR_DEMANDS], id, occupation = kr_header_find(&stream->header, KR_SLICE("occupation"));
	int got;
	if (!kr_stream_require(stream, "vacancy_id", &id, error))
		return false;
	for (int i = 0; i < KR_DEMANDS; i++)
		fields[i] = kr_header_find(&stream->header, kr_slice_text(demand_names[i]));
	while ((got = kr_stream_next(stream, &record, error)) > 0)
		if (kr_slice_starts(kr_record_field(&record, occupation), work) && !add_vacancy(aims, &record, fields, id, occupation))
			return kr_fail(error, "out of memory");
	return got == 0;
}

static bool
add_pair(kr_aims *aims, kr_slice person, kr_aim aim)
{
	uint32_t number;
	kr_slice id, gaps;
	if (kr_map_get(&aims->people, person, &number)) {
		if (aim.score <= aims->aims[number].score)
			return true;
		if (!keep(aims, aim.gaps, &gaps))
			return false;
		aim.gaps = gaps;
		aims->aims[number] = aim;
		return true;
	}
	if (aims->count == aims->capacity) {
		uint32_t capacity = aims->capacity * 2 + 1024;
		kr_aim *more = realloc(aims->aims, capacity * sizeof *more);
		if (more == NULL)
			return false;
		aims->aims = more;
		aims->capacity = capacity;
	}
	if (!keep(aims, person, &id) || !keep(aims, aim.gaps, &gaps) || !kr_map_put(&aims->people, id, aims->count))
		return false;
	aim.gaps = gaps;
	aims->aims[aims->count++] = aim;
	return true;
}

bool
kr_aims_read_matches(kr_aims *aims, kr_stream *stream, kr_error *error)
{
	static const char *const names[] = {"person_id", "vacancy_id", "score", "gaps"};
	kr_record record;
	uint32_t fields[4];
	int got;
	for (int i = 0; i < 4; i++)
		if (!kr_stream_require(stream, names[i], &fields[i], error))
			return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		kr_aim aim = {.gaps = kr_record_field(&record, fields[3])};
		kr_slice person = kr_record_field(&record, fields[0]);
		if (!kr_number_parse(kr_record_field(&record, fields[2]), 0, INT32_MAX, &aim.score))
			return kr_fail_at(error, record.file, record.line, KR_SLICE("score"), "not a number of points");
		if (person.len == 0 || !kr_map_get(&aims->vacancy_numbers, kr_record_field(&record, fields[1]), &aim.vacancy))
			continue;
		if (!add_pair(aims, person, aim))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

void
kr_aims_find(kr_aims *aims, const kr_header *header)
{
	for (int i = 0; i < KR_DEMANDS; i++)
		aims->fields[i] = kr_header_find(header, kr_slice_text(demand_names[i]));
}

const kr_aim *
kr_aim_of(const kr_aims *aims, kr_slice person)
{
	uint32_t number;
	return kr_map_get(&aims->people, person, &number) ? &aims->aims[number] : NULL;
}

/* The list has the word, folded. */
static bool
has_word(kr_aims *aims, kr_slice list, kr_slice word)
{
	kr_slice rest = kr_slice_items(list), item, wanted = kr_folded(&aims->folded[0], word);
	while (kr_slice_next(&rest, '|', &item))
		if (kr_slice_equal(kr_folded(&aims->folded[1], item), wanted))
			return true;
	return false;
}

/* The greatest of the levels behind the code: speaking, writing, reading, listening; 0: none is known. */
static int
level_of(kr_slice item)
{
	kr_slice rest = item, part;
	int best = 0;
	kr_slice_next(&rest, ':', &part);
	while (kr_slice_next(&rest, ':', &part)) {
		int rank = kr_need_rank(KR_SLICE("language"), part);
		best = rank > best ? rank : best;
	}
	return best;
}

static bool
lack_languages(const kr_record *person, uint32_t field, kr_slice asked, kr_needs *needs, kr_need_list *list, kr_error *error)
{
	kr_slice rest = kr_slice_items(asked), item;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_slice code = kr_slice_part(item, 0, kr_slice_find(item, ':')), own = kr_slice_items(kr_record_field(person, field)), other;
		int wanted = level_of(item), had = 0;
		char level = (char)('0' + wanted);
		uint32_t need;
		while (kr_slice_next(&own, '|', &other))
			if (kr_slice_equal(kr_slice_part(other, 0, kr_slice_find(other, ':')), code) && level_of(other) > had)
				had = level_of(other);
		if (had != 0 && had >= wanted)
			continue;
		if (!kr_needs_make(needs, "language", code, kr_slice_of(&level, wanted != 0), &need, error))
			return false;
		kr_need_list_add(list, need);
	}
	return true;
}

/* Of education the highest level that is asked; its field of study is the value. */
static bool
lack_education(kr_slice asked, kr_needs *needs, kr_need_list *list, kr_error *error)
{
	kr_slice rest = kr_slice_items(asked), item;
	kr_education best = {0};
	uint32_t need;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_education one = kr_education_parts(item);
		if (best.level.ptr == NULL || kr_education_rank(one.level) > kr_education_rank(best.level))
			best = one;
	}
	if (best.level.ptr == NULL)
		return true;
	if (!kr_needs_make(needs, "diploma", best.field, best.level, &need, error))
		return false;
	kr_need_list_add(list, need);
	return true;
}

static bool
lack_words(kr_aims *aims, const char *kind, kr_slice own, kr_slice asked, kr_needs *needs, kr_need_list *list, kr_error *error)
{
	kr_slice rest = kr_slice_items(asked), item;
	uint32_t allowed = kr_slice_is(kr_slice_text(kind), "licence") ? kr_licences_allowed(&needs->licence_list, own) : 0, need;
	while (kr_slice_next(&rest, '|', &item)) {
		uint32_t named = allowed ? kr_licences_named(&needs->licence_list, item) : 0;
		if (kr_slice_is(item, "none") || has_word(aims, own, item) || (named != 0 && (named & ~allowed) == 0))
			continue;
		if (!kr_needs_make(needs, kind, item, KR_SLICE(""), &need, error))
			return false;
		kr_need_list_add(list, need);
	}
	return true;
}

bool
kr_aim_needs(kr_aims *aims, const kr_aim *aim, const kr_record *person, kr_needs *needs, kr_need_list *list, kr_error *error)
{
	const kr_aim_vacancy *vacancy = &aims->vacancies[aim->vacancy];
	kr_slice rest = kr_slice_items(aim->gaps), gap;
	bool good = true;
	while (good && kr_slice_next(&rest, '|', &gap)) {
		kr_slice name = kr_slice_part(gap, 0, kr_slice_find(gap, ':'));
		if (kr_slice_is(name, "skills"))
			good = lack_words(aims, "skill", kr_record_field(person, aims->fields[KR_DEMAND_SKILLS]), vacancy->demands[KR_DEMAND_SKILLS],
			    needs, list, error);
		else if (kr_slice_is(name, "licences"))
			good = lack_words(aims, "licence", kr_record_field(person, aims->fields[KR_DEMAND_LICENCES]),
			    vacancy->demands[KR_DEMAND_LICENCES], needs, list, error);
		else if (kr_slice_is(name, "experience"))
			good = lack_words(aims, "experience", KR_SLICE(""), vacancy->demands[KR_DEMAND_EXPERIENCE], needs, list, error);
		else if (kr_slice_is(name, "languages"))
			good = lack_languages(person, aims->fields[KR_DEMAND_LANGUAGES], vacancy->demands[KR_DEMAND_LANGUAGES], needs, list, error);
		else if (kr_slice_is(name, "education"))
			good = lack_education(vacancy->demands[KR_DEMAND_EDUCATION], needs, list, error);
	}
	return good;
}

void
kr_aims_free(kr_aims *aims)
{
	free(aims->vacancies);
	free(aims->aims);
	kr_map_free(&aims->vacancy_numbers);
	kr_map_free(&aims->people);
	kr_arena_free(&aims->arena);
	kr_buffer_free(&aims->folded[0]);
	kr_buffer_free(&aims->folded[1]);
	*aims = (kr_aims){0};
}
