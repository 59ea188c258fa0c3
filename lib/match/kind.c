#include "match/kind.h"

#include "base/number.h"
#include "codes/place.h"

/* Wishes of the person (wish) and demands of the vacancy (any) compare alike; what they read differs. */
const kr_match_kind kr_match_kinds[] = {
    {"occupation", 1, 3, "", kr_read_occupation, kr_read_wishes, kr_judge_occupation, true, kr_wants_nothing_else},
    {"experience", 2, 1, "y", kr_read_experience_demand, kr_read_experience, kr_judge_experience, false, NULL},
    {"distance", 2, 4, "km", kr_read_work_place, kr_read_home, kr_judge_distance, true, NULL},
    {"hours", 2, 2, "", kr_read_hours, kr_read_hours, kr_judge_hours, true, NULL},
    {"availability", 1, 4, "d", kr_read_start, kr_read_availability, kr_judge_availability, true, NULL},
    {"level", 1, 2, "", kr_read_level, kr_read_own_level, kr_judge_level, false, NULL},
    {"education", 1, 1, NULL, kr_read_education_demand, kr_read_education, kr_judge_education, false, NULL},
    {"licences", 1, 1, "", kr_read_licences_demand, kr_read_licences, kr_judge_licences, false, NULL},
    {"languages", 1, 1, "", kr_read_levels_demand, kr_read_levels, kr_judge_languages, false, NULL},
    {"competences", 1, 1, "", kr_read_levels_demand, kr_read_levels, kr_judge_competences, false, NULL},
    {"all", 1, 1, "", kr_read_texts_demand, kr_read_texts, kr_judge_all, false, NULL},
    {"any", 1, 1, NULL, kr_read_words_demand, kr_read_words, kr_judge_any, true, NULL},
    {"wish", 1, 1, NULL, kr_read_job, kr_read_words, kr_judge_any, true, NULL},
    {"yes", 1, 1, NULL, kr_read_yes, kr_read_yes, kr_judge_yes, true, NULL},
    {NULL, 0, 0, NULL, NULL, NULL, NULL, false, NULL},
};

static bool
load_points(kr_world *world, const char *directory, kr_error *error)
{
	kr_places places;
	world->points = kr_arena_array(&world->arena, 10000, sizeof *world->points);
	world->has_point = kr_arena_array(&world->arena, 10000, sizeof *world->has_point);
	if (world->points == NULL || world->has_point == NULL)
		return kr_fail(error, "out of memory");
	if (!kr_places_load(&places, directory, error))
		return false;
	for (size_t i = 0; i < 10000; i++) {
		const kr_pc4 *area = &places.areas[i];
		world->has_point[i] = area->is_known && area->latitude != 0;
		if (world->has_point[i])
			world->points[i] = kr_point_of_degrees(area->latitude, area->longitude);
	}
	kr_places_free(&places);
	return true;
}

bool
kr_world_load(kr_world *world, const char *directory, kr_error *error)
{
	*world = (kr_world){0};
	return load_points(world, directory, error) && kr_licences_load(&world->licences, directory, error);
}

void
kr_world_free(kr_world *world)
{
	kr_licences_free(&world->licences);
	kr_map_free(&world->words);
	kr_buffer_free(&world->folded);
	kr_arena_free(&world->arena);
}

int32_t
kr_world_word(kr_world *world, kr_slice text, bool add)
{
	uint32_t number;
	if (kr_map_get(&world->words, text, &number))
		return (int32_t)number;
	if (!add)
		return 0;
	kr_slice kept = kr_arena_copy(&world->arena, text);
	number = (uint32_t)world->words.count + 1;
	return kept.ptr != NULL && kr_map_put(&world->words, kept, number) ? (int32_t)number : 0;
}

uint32_t
kr_put_number(kr_buffer *out, kr_slice text, int32_t max, unsigned bit)
{
	int64_t number = -1;
	bool good = text.len == 0 || kr_number_parse(text, 0, max, &number);
	kr_put(out, (int32_t)number);
	return good ? 0 : 1u << bit;
}

uint32_t
kr_put_yes(kr_buffer *out, kr_slice text, unsigned bit)
{
	bool yes = kr_slice_is(text, "yes"), no = kr_slice_is(text, "no");
	kr_put(out, yes ? 1 : no ? 0 : -1);
	return yes || no || text.len == 0 ? 0 : 1u << bit;
}
