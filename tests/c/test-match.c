/*
 * The exactness of kr-match: the best k of all pairs, found with tables, bounds, heaps and threads, against judging every pair
 * by itself and sorting. Also what the kinds answer, and distances against known ones.
 */
#include <stdlib.h>
#include <unistd.h>

#include "match/match.h"
#include "match/pair.h"
#include "tap.h"

static kr_criteria criteria;
static kr_world world;
static kr_side vacancies, people;
static uint64_t seed;

static uint32_t
draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* One of the words, separated by blanks; "-" is the empty value. */
static void
pick(FILE *file, const char *words)
{
	kr_slice rest = kr_slice_text(words), word;
	uint32_t chosen = draw((uint32_t)kr_slice_count(rest, ' '));
	for (uint32_t i = 0; kr_slice_next(&rest, ' ', &word) && i < chosen; i++)
		;
	fprintf(file, "\t%.*s", (int)(kr_slice_is(word, "-") ? 0 : word.len), word.ptr);
}

static const char *const person_fields[][2] = {
    {"available_now", "yes no -"}, {"available_from", "2020-11-01 2021-02 -"}, {"unavailable_until", "2020-12-01 - - open"},
    {"available_until", "- - 2020-10-15"}, {"hours_min", "8 16 32 -"}, {"hours_max", "16 24 40 -"}, {"irregular_hours", "yes no -"},
    {"pc4", "1012 3511 6711 9711 -"}, {"max_km", "5 30 60 - -"}, {"max_minutes", "15 - -"}, {"transport", "1 3|5 none -"},
    {"desired_occupations", "5223:a 5221:a 522:b :c 7212:x|5223:y - none"}, {"sectors", "A G|H none -"}, {"contract", "B O -"},
    {"work_kind", "01 02 -"}, {"open_to_other_occupation", "yes no - -"}, {"work_level", "1 2 3 4 5 6 na -"},
    {"education", "4:zorg:yes:1 2::: 5:techniek::3 none -"}, {"experience", "5223:a:2010:2019 5222:a:2018-03:open 7212:x:: none -"},
    {"skills", "kassa Kassa|lassen java none -"}, {"competences", "A:1 A:3|B:2 -"}, {"languages", "nld:3:3:: eng:4::: nld:1:1:1:1 none -"},
    {"licences", "B CE A|BE none -"},
};

static const char *const vacancy_fields[][2] = {
    {"occupation", "5223:a 522:b 7212:c :d -"}, {"sector", "A G -"}, {"work_kind", "01 -"}, {"contract", "O -"},
    {"starts_on", "2020-11-01 2020-12 -"}, {"hours_min", "16 24 36 -"}, {"hours_max", "24 40 -"}, {"irregular_hours", "yes no -"},
    {"pc4", "1012 3511 9711 -"}, {"max_km", "40 - -"}, {"work_level", "2 4 5 -"}, {"education", "4:zorg:: 5::: -"},
    {"experience_years", "1 5 -"}, {"skills", "kassa kassa|vca -"}, {"competences", "A:2 -"}, {"languages", "nld:3::: nld:2:2::|eng:2::: -"},
    {"licences", "B CE -"}, {"transport", "1 1|4 -"}, {"must", "occupation hours_min|licences work_level max_km|languages - - -"},
};

static const char *
make_file(const char *id, char letter, uint32_t count, const char *const fields[][2], size_t field_count)
{
	static char names[2][64];
	char *name = names[letter == 'v'];
	snprintf(name, sizeof names[0], "/tmp/kr-test-match-%c-%ld", letter, (long)getpid());
	FILE *file = fopen(name, "w");
	if (file == NULL)
		return NULL;
	fprintf(file, "%s\tas_of", id);
	for (size_t i = 0; i < field_count; i++)
		fprintf(file, "\t%s", fields[i][0]);
	for (uint32_t row = 0; row < count; row++) {
		fprintf(file, "\n%c%u\t2020-10-01", letter, row);
		for (size_t i = 0; i < field_count; i++)
			pick(file, fields[i][1]);
	}
	fputc('\n', file);
	return fclose(file) == 0 ? name : NULL;
}

static bool
read_side(const char *name, bool of_people, kr_error *error)
{
	char path[64];
	char *paths[] = {path};
	kr_stream stream;
	kr_rejects rejects;
	snprintf(path, sizeof path, "%s", name);
	if (!kr_rejects_open(&rejects, NULL, NULL, NULL, error) || !kr_stream_open(&stream, paths, 1, NULL, error))
		return false;
	bool good = of_people ? kr_read_people(&people, &criteria, &world, &stream, &rejects, error)
			      : kr_read_vacancies(&vacancies, &criteria, &world, &stream, &rejects, error);
	kr_stream_close(&stream);
	unlink(name);
	return good && rejects.values == 0;
}

/* ----------------------------------------------------- judging every pair by itself */

static kr_pair *all;
static size_t all_count;
static uint64_t dropped_by[KR_CRITERIA_MAX], hidden_pairs;

static bool
judge_pair(size_t vacancy, size_t person, kr_pair *pair)
{
	bool drops = false, hides = false, apart = false;
	*pair = (kr_pair){0, (uint32_t)person, (uint32_t)vacancy, KR_NO_KM};
	for (size_t i = 0; i < criteria.count; i++) {
		const kr_criterion *criterion = &criteria.items[i];
		kr_verdict verdict = kr_rank_verdict(&criteria, &world, &vacancies, vacancy, &people, person, i);
		bool no = kr_criterion_drops(criterion, verdict, vacancies.vacancies[vacancy].must >> i & 1);
		dropped_by[i] += no;
		drops = drops || no;
		hides = hides || ((verdict.flags & KR_UNKNOWN) && criterion->unknown == KR_UNKNOWN_HIDE);
		apart = apart || ((verdict.flags & KR_UNKNOWN) && criterion->unknown == KR_UNKNOWN_APART);
		pair->score += kr_criterion_points(criterion, verdict);
		if (i == criteria.distance && verdict.fact >= 0)
			pair->km = (uint16_t)verdict.fact;
	}
	pair->score += apart ? 0 : KR_TOGETHER;
	hidden_pairs += !drops && hides;
	return !drops && !hides;
}

static bool by_person;

static int
compare(const void *a, const void *b)
{
	const kr_pair *x = a, *y = b;
	uint32_t group_x = by_person ? x->person : x->vacancy, group_y = by_person ? y->person : y->vacancy;
	if (group_x != group_y)
		return group_x < group_y ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->km != y->km)
		return x->km < y->km ? -1 : 1;
	return by_person ? kr_slice_compare(vacancies.vacancies[x->vacancy].id, vacancies.vacancies[y->vacancy].id)
			 : kr_slice_compare(people.ids[x->person], people.ids[y->person]);
}

/* The lines that are right: all pairs sorted, the first k of each group. */
static void
write_expected(kr_buffer *out, size_t k)
{
	for (size_t first = 0, next; first < all_count; first = next) {
		uint32_t group = by_person ? all[first].person : all[first].vacancy;
		for (next = first; next < all_count && (by_person ? all[next].person : all[next].vacancy) == group; next++)
			;
		size_t shown = next - first < k ? next - first : k;
		uint64_t tied = 0;
		for (size_t i = first + shown; i < next; i++)
			tied += all[i].score == all[first + shown - 1].score;
		for (size_t i = 0; i < shown; i++)
			kr_pair_line(out, &criteria, &world, &vacancies, &people, &all[first + i], i + 1,
			    all[first + i].score == all[first + shown - 1].score ? tied : 0);
	}
}

static void
take(void *context, kr_slice lines, uint64_t pairs)
{
	(void)pairs;
	kr_buffer_slice_add(context, lines);
}

static bool
judge_all(void)
{
	all = malloc((people.count * vacancies.count + 1) * sizeof *all);
	all_count = 0;
	hidden_pairs = 0;
	memset(dropped_by, 0, sizeof dropped_by);
	for (size_t v = 0; all != NULL && v < vacancies.count; v++)
		for (size_t p = 0; p < people.count; p++)
			all_count += judge_pair(v, p, &all[all_count]);
	return all != NULL;
}

static bool
counts_agree(const kr_match *match)
{
	uint64_t kept = 0, hidden = 0;
	for (size_t v = 0; v < vacancies.count; v++)
		kept += match->cuts[v].kept;
	for (size_t i = 0; i < criteria.count; i++) {
		uint64_t dropped = 0;
		for (size_t v = 0; v < vacancies.count; v++) {
			dropped += match->counts[v * criteria.count + i].dropped;
			hidden += match->counts[v * criteria.count + i].hidden;
		}
		if (dropped != dropped_by[i])
			return false;
	}
	return kept == all_count && hidden == hidden_pairs;
}

static void
compare_run(size_t k, bool per_person, size_t threads, const char *what)
{
	kr_match match = {.criteria = &criteria, .world = &world, .vacancies = &vacancies, .people = &people, .k = k,
	    .per_person = per_person, .threads = threads};
	kr_buffer expected = {0}, found = {0};
	kr_error error;
	by_person = per_person;
	qsort(all, all_count, sizeof *all, compare);
	write_expected(&expected, k);
	bool good = kr_match_run(&match, take, &found, &error);
	ok(good && kr_slice_equal(kr_buffer_slice(&expected), kr_buffer_slice(&found)) && expected.len > 0, what);
	ok(good && counts_agree(&match), "every demand is counted");
	kr_match_free(&match);
	kr_buffer_free(&expected);
	kr_buffer_free(&found);
}

static void
try_all(uint32_t person_count, uint32_t vacancy_count, const char *criteria_path)
{
	kr_error error;
	const char *name = NULL;
	bool good = kr_criteria_load(&criteria, criteria_path, NULL, NULL, &error) && kr_world_load(&world, NULL, &error) &&
	    (name = make_file("vacancy_id", 'v', vacancy_count, vacancy_fields, sizeof vacancy_fields / sizeof *vacancy_fields)) &&
	    read_side(name, false, &error) &&
	    (name = make_file("person_id", 'p', person_count, person_fields, sizeof person_fields / sizeof *person_fields)) &&
	    read_side(name, true, &error);
	if (!ok(good, "both sides are read"))
		return;
	world.day = people.as_of;
	ok(kr_settle_people(&people, &criteria, world.day) && kr_settle_vacancies(&vacancies, &criteria, world.day) &&
	    people.count == person_count && vacancies.count == vacancy_count && judge_all(), "nobody is left out");
	compare_run(5, false, 1, "the best 5 of each vacancy");
	compare_run(5, false, 3, "the best 5 of each vacancy, three threads");
	compare_run(1, false, 1, "the best one");
	compare_run(100000, false, 1, "all pairs");
	compare_run(3, true, 1, "the best 3 of each person");
	compare_run(3, true, 2, "the best 3 of each person, two threads");
	free(all);
	kr_side_free(&people, &criteria);
	kr_side_free(&vacancies, &criteria);
	kr_world_free(&world);
	kr_criteria_free(&criteria);
}

/* Criteria with the policies that the built-in ones do not have. */
static const char *
other_criteria(void)
{
	static char name[64];
	snprintf(name, sizeof name, "/tmp/kr-test-match-c-%ld", (long)getpid());
	FILE *file = fopen(name, "w");
	if (file == NULL)
		return NULL;
	fputs("criterion\tkind\tweight\tdemand\tlimit\tunknown\tshare\tsteps\tvacancy\tperson\n"
	      "work\toccupation\t100\tsoft\thard\tapart\t300\t4:1000|3:500|experience:800|pass:3\toccupation\t"
	      "desired_occupations|experience|open_to_other_occupation\n"
	      "hours\thours\t10\tsoft\thard\thide\t500\t\thours_min|hours_max\thours_min|hours_max\n"
	      "contract\twish\t10\thard\tsoft\tapart\t500\t\tcontract\tcontract\n"
	      "far\tdistance\t10\tsoft\toff\tshow\t500\t0:1000|100:0\tpc4|max_km\tpc4|max_km|max_minutes|transport\n", file);
	return fclose(file) == 0 ? name : NULL;
}

static void
try_distances(void)
{
	kr_point dam = kr_point_of_degrees(52373080, 4892450), amersfoort = kr_point_of_degrees(52155174, 5387206);
	kr_point maastricht = kr_point_of_degrees(50851370, 5690970), groningen = kr_point_of_degrees(53218770, 6566500);
	ok(amersfoort.x == 155000 && amersfoort.y == 463000, "the origin of the Dutch grid");
	ok(abs(dam.x - 121400) < 150 && abs(dam.y - 487360) < 150, "the Dam lies where the grid has it");
	ok(kr_distance_km(maastricht, groningen) == 270, "Maastricht to Groningen, geodesic 270 km");
	ok(kr_distance_km(dam, dam) == 0, "no distance");
	bool good = true;
	for (uint64_t n = 0; n < 70000; n++) {
		uint64_t root = kr_square_root(n * n * n);
		good = good && root * root <= n * n * n && (root + 1) * (root + 1) > n * n * n;
	}
	ok(good && kr_square_root(UINT64_MAX) == UINT32_MAX, "whole roots");
}

int
main(void)
{
	try_distances();
	seed = 1;
	try_all(2600, 12, NULL); /* more than two blocks, and many different values */
	seed = 2;
	try_all(40, 30, NULL);
	seed = 3;
	const char *name = other_criteria();
	if (ok(name != NULL, "other criteria"))
		try_all(1500, 8, name);
	unlink(name);
	return tap_done();
}
