#include "arrange/seeker.h"

#include <stdlib.h>

#include "codes/date.h"

enum field { ID, REGION, OBSTACLES, UNTIL, FIELDS };

static const char *const names[FIELDS] = {"person_id", "region", "obstacles", "valid_until"};

typedef struct source {
	kr_seekers *seekers;
	kr_catalog *catalog;
	kr_aims *aims;
	const kr_past *past;
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

static bool
add_obstacles(const source *from, kr_need_list *list)
{
	kr_slice value = value_of(from, OBSTACLES), rest = kr_slice_items(value), item;
	uint32_t need;
	if (kr_slice_is(value, "none"))
		return true;
	while (kr_slice_next(&rest, '|', &item)) {
		if (!kr_needs_make(&from->catalog->needs, "obstacle", item, KR_SLICE(""), &need, from->error))
			return false;
		kr_need_list_add(list, need);
	}
	return true;
}

static bool
add_lasting(const source *from, kr_need_list *list, bool *has_no_prospect)
{
	const kr_conditions *rows = &from->catalog->lasting;
	uint32_t need;
	for (uint32_t i = 0; i < rows->count && !*has_no_prospect; i++) {
		if (kr_condition_ask(&rows->items[i], from->record, from->day) != KR_ANSWER_YES)
			continue;
		*has_no_prospect = true;
		if (!kr_needs_make(&from->catalog->needs, "work", kr_code_list_code(&rows->list, i), KR_SLICE(""), &need, from->error))
			return false;
		kr_need_list_add(list, need);
	}
	return true;
}

/* Takes out what the person has finished. */
static bool
drop_finished(const source *from, uint32_t wagon, kr_need_list *list)
{
	for (; wagon != KR_NO_FIELD; wagon = from->past->wagons[wagon].next) {
		const kr_past_wagon *one = &from->past->wagons[wagon];
		kr_slice rest = kr_slice_items(one->values[KR_TRAIN_SERVES]), item;
		uint32_t given, left = 0;
		while (one->status == KR_TRAIN_FINISHED && kr_slice_next(&rest, '|', &item)) {
			if (!kr_needs_find(&from->catalog->needs, item, &given, from->error))
				return false;
			left = 0;
			for (uint32_t i = 0; i < list->count; i++)
				if (given == KR_NO_NEED || !kr_need_is_served(&from->catalog->needs, list->items[i], given))
					list->items[left++] = list->items[i];
			list->count = left;
		}
	}
	return true;
}

/* One copy of each region's code. */
static bool
keep_region(kr_seekers *seekers, kr_slice value, kr_slice *region)
{
	uint32_t number = (uint32_t)seekers->regions.count;
	*region = KR_SLICE("");
	if (value.len == 0)
		return true;
	if (!kr_map_get(&seekers->regions, value, &number)) {
		kr_slice kept = kr_arena_copy(&seekers->arena, value);
		if (kept.ptr == NULL || !kr_map_put(&seekers->regions, kept, number))
			return false;
	}
	*region = seekers->regions.entries[number].key;
	return true;
}

static bool
read_seeker(const source *from, kr_seeker *one)
{
	kr_need_list list = {.count = 0};
	kr_arena *arena = &from->seekers->arena;
	const kr_aim *aim = from->aims ? kr_aim_of(from->aims, value_of(from, ID)) : NULL;
	*one = (kr_seeker){.id = kr_arena_copy(arena, value_of(from, ID)), .vacancy = aim ? from->aims->vacancies[aim->vacancy].id : KR_SLICE(""),
	    .past = from->past ? kr_past_of(from->past, value_of(from, ID)) : KR_NO_FIELD,
	    .refused = from->catalog->asked & kr_conditions_refuse(&from->catalog->conditions, from->record, from->day),
	    .is_known = aim != NULL || value_of(from, OBSTACLES).len > 0};
	if (one->id.ptr == NULL || !keep_region(from->seekers, value_of(from, REGION), &one->region))
		return kr_fail(from->error, "out of memory");
	if (!add_obstacles(from, &list) || !add_lasting(from, &list, &one->has_no_prospect))
		return false;
	/* Who has no prospect of regular work lacks nothing for it. */
	if (aim != NULL && !one->has_no_prospect && !kr_aim_needs(from->aims, aim, from->record, &from->catalog->needs, &list, from->error))
		return false;
	if (!drop_finished(from, one->past, &list))
		return false;
	one->has_too_many = list.count > KR_COHORT_NEEDS;
	one->need_count = list.count;
	one->needs = kr_arena_array(arena, list.count + 1, sizeof *one->needs);
	if (one->needs == NULL)
		return kr_fail(from->error, "out of memory");
	memcpy(one->needs, list.items, list.count * sizeof *one->needs);
	return true;
}

static bool
add(const source *from)
{
	kr_seekers *seekers = from->seekers;
	uint32_t before;
	if (kr_map_get(&seekers->ids, value_of(from, ID), &before))
		return kr_fail_at(from->error, from->record->file, from->record->line, KR_SLICE("person_id"), "stands there twice (kr-merge makes one record a person)");
	if (seekers->count == seekers->capacity) {
		uint32_t capacity = seekers->capacity * 2 + 1024;
		kr_seeker *more = realloc(seekers->items, capacity * sizeof *more);
		if (more == NULL)
			return kr_fail(from->error, "out of memory");
		seekers->items = more;
		seekers->capacity = capacity;
	}
	if (!read_seeker(from, &seekers->items[seekers->count]))
		return false;
	return kr_map_put(&seekers->ids, seekers->items[seekers->count].id, seekers->count) ? (seekers->count++, true)
	                                                                                    : kr_fail(from->error, "out of memory");
}

bool
kr_seekers_read(kr_seekers *seekers, kr_stream *stream, kr_catalog *catalog, kr_aims *aims, const kr_past *past, int32_t day,
    kr_rejects *rejects, kr_error *error)
{
	kr_record record;
	source from = {.seekers = seekers, .catalog = catalog, .aims = aims, .past = past, .record = &record, .day = day, .error = error};
	int got;
	for (int i = 0; i < FIELDS; i++)
		from.fields[i] = kr_header_find(&stream->header, kr_slice_text(names[i]));
	if (!kr_stream_require(stream, names[ID], &from.fields[ID], error))
		return false;
	kr_conditions_find(&catalog->conditions, &stream->header);
	kr_conditions_find(&catalog->lasting, &stream->header);
	if (aims != NULL)
		kr_aims_find(aims, &stream->header);
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		seekers->read++;
		if (value_of(&from, ID).len == 0)
			kr_rejects_record(rejects, record.file, record.line, "no-identifier", kr_record_line(&record));
		else if (kr_date_is_before(value_of(&from, UNTIL), day))
			seekers->ended++;
		else if (!add(&from))
			return false;
	}
	return got == 0;
}

void
kr_seekers_free(kr_seekers *seekers)
{
	free(seekers->items);
	kr_map_free(&seekers->ids);
	kr_map_free(&seekers->regions);
	kr_arena_free(&seekers->arena);
	*seekers = (kr_seekers){0};
}
