/* The figures of the report training. */
#include <stdlib.h>

#include "base/number.h"
#include "report/median.h"
#include "report/training.h"

static const kr_slice whole = {NULL, 0};

static int
by_lack_and_vacancy(const void *left, const void *right)
{
	const struct kr_training_pair *a = left, *b = right;
	if (a->lack != b->lack)
		return a->lack < b->lack ? -1 : 1;
	if (a->vacancy != b->vacancy)
		return a->vacancy < b->vacancy ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static int
by_lack(const void *left, const void *right)
{
	const struct kr_training_course *a = left, *b = right;
	return (a->lack > b->lack) - (a->lack < b->lack);
}

/* Room for the numbers of one lack, or of all. */
typedef struct room {
	int64_t *persons, *vacancies, *opened;
	int64_t *costs, *weeks;
} room;

/* The lacks of pairs first..last-1 in one region, or in all: pairs, persons, vacancies. */
static void
tell_lacks(kr_training *training, uint32_t region, kr_slice class, size_t first, size_t last, const room *at)
{
	kr_figures *figures = &training->telling.figures;
	size_t pairs = 0, opened = 0;
	for (size_t i = first; i < last; i++) {
		const struct kr_training_pair *pair = &training->pairs[i];
		if (region != training->telling.regions.total && training->vacancies[pair->vacancy].region != region)
			continue;
		at->persons[pairs] = (int64_t)pair->person;
		at->vacancies[pairs++] = pair->vacancy;
		if (pair->is_only)
			at->opened[opened++] = pair->vacancy;
	}
	kr_figures_count(figures, "training_persons", class, kr_count_different(at->persons, pairs));
	kr_figures_count(figures, "training_vacancies", class, kr_count_different(at->vacancies, pairs));
	kr_figures_count(figures, "training_opens", class, kr_count_different(at->opened, opened));
}

static void
tell_courses(kr_training *training, uint32_t region, kr_slice class, size_t first, size_t last, const room *at)
{
	const kr_regions *regions = &training->telling.regions;
	kr_figures *figures = &training->telling.figures;
	size_t courses = 0, costs = 0, weeks = 0;
	for (size_t i = first; i < last; i++) {
		const struct kr_training_course *course = &training->courses[i];
		bool counts = region == regions->total ? course->is_first
		                                       : course->region == region || (course->region == regions->total && region != regions->unassigned);
		courses += counts;
		if (counts && course->cost >= 0)
			at->costs[costs++] = course->cost;
		if (counts && course->weeks >= 0)
			at->weeks[weeks++] = course->weeks;
	}
	kr_figures_plain(figures, "training_courses", class, (int64_t)courses, true);
	kr_figures_plain(figures, "training_cost", class, kr_divide_round(kr_median(at->costs, costs), 100), costs > 0);
	kr_figures_plain(figures, "training_weeks", class, kr_median(at->weeks, weeks), weeks > 0);
}

/* First of the rows, sorted by the lack that each begins with, that is of this lack or a later one. */
static size_t
first_of(const void *rows, size_t count, size_t size, uint32_t lack)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t here;
		memcpy(&here, (const char *)rows + middle * size, sizeof here);
		if (here < lack)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t
first_pair(const kr_training *training, uint32_t lack)
{
	return first_of(training->pairs, training->pair_count, sizeof *training->pairs, lack);
}

static size_t
first_course(const kr_training *training, uint32_t lack)
{
	return first_of(training->courses, training->course_count, sizeof *training->courses, lack);
}

/* Lacks of the country, and those without a course anywhere. */
static void
tell_totals(kr_training *training)
{
	int64_t lacking = 0, without = 0;
	for (uint32_t lack = 0; lack < training->lack_count; lack++) {
		if (training->lacks[lack].pairs == 0)
			continue;
		lacking++;
		without += first_course(training, lack) == first_course(training, lack + 1);
	}
	kr_figures_plain(&training->telling.figures, "training_lacks", whole, lacking, true);
	kr_figures_plain(&training->telling.figures, "training_without", whole, without, true);
}

static void
tell_region(kr_training *training, uint32_t region, const room *at)
{
	kr_figures_region(&training->telling.figures, region);
	tell_lacks(training, region, whole, 0, training->pair_count, at);
	for (uint32_t i = 0; i < training->shown_count; i++) {
		uint32_t lack = training->shown[i];
		kr_slice class = training->lacks[lack].key;
		tell_lacks(training, region, class, first_pair(training, lack), first_pair(training, lack + 1), at);
		tell_courses(training, region, class, first_course(training, lack), first_course(training, lack + 1), at);
	}
	if (region == training->telling.regions.total)
		tell_totals(training);
}

/* True where a goes before b: more pairs, then by key. */
static bool
goes_before(const kr_lack *a, const kr_lack *b)
{
	if (a->pairs != b->pairs)
		return a->pairs > b->pairs;
	size_t len = a->key.len < b->key.len ? a->key.len : b->key.len;
	int order = memcmp(a->key.ptr, b->key.ptr, len);
	return order != 0 ? order < 0 : a->key.len < b->key.len;
}

/* The most frequent, kept in order while all are looked at. */
static void
choose_shown(kr_training *training)
{
	for (uint32_t lack = 0; lack < training->lack_count; lack++) {
		if (training->lacks[lack].pairs == 0)
			continue;
		uint32_t at = training->shown_count;
		while (at > 0 && goes_before(&training->lacks[lack], &training->lacks[training->shown[at - 1]]))
			at--;
		if (at == KR_TRAINING_SHOWN)
			continue;
		training->shown_count += training->shown_count < KR_TRAINING_SHOWN;
		for (uint32_t i = training->shown_count - 1; i > at; i--)
			training->shown[i] = training->shown[i - 1];
		training->shown[at] = lack;
	}
}

bool
kr_training_end(kr_training *training, const char *date, bool is_unprotected, kr_error *error)
{
	kr_arena arena = {0};
	size_t pairs = training->pair_count + 1, courses = training->course_count + 1;
	const room at = {
		kr_arena_array(&arena, pairs, sizeof(int64_t)), kr_arena_array(&arena, pairs, sizeof(int64_t)),
		kr_arena_array(&arena, pairs, sizeof(int64_t)), kr_arena_array(&arena, courses, sizeof(int64_t)),
		kr_arena_array(&arena, courses, sizeof(int64_t)),
	};
	bool good = at.persons && at.vacancies && at.opened && at.costs && at.weeks;
	if (!good)
		kr_fail(error, "out of memory");
	good = good && kr_telling_end(&training->telling, date, is_unprotected, error);
	if (good && training->pair_count > 1)
		qsort(training->pairs, training->pair_count, sizeof *training->pairs, by_lack_and_vacancy);
	if (good && training->course_count > 1)
		qsort(training->courses, training->course_count, sizeof *training->courses, by_lack);
	if (good)
		choose_shown(training);
	for (uint32_t region = 0; good && region <= training->telling.regions.total; region++)
		tell_region(training, region, &at);
	kr_arena_free(&arena);
	return good && (!training->telling.figures.failed || kr_fail(error, "out of memory"));
}
