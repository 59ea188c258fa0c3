/*
 * kr-match: the best people for each vacancy, or the best vacancies for each person, with the reasons.
 */
#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "answer.h"
#include "command.h"
#include "match/match.h"
#include "match/pair.h"

static kr_common common;
static const char *vacancies_path, *criteria_path, *purpose, *day_text, *why_not_path, *per = "vacancy";
static int64_t best = 10, min_score;
static bool print_criteria;

static const kr_option options[] = {
    {0, "vacancies", KR_OPTION_TEXT, &vacancies_path, "file", "the vacancies (needed)", 0, 0, NULL},
    {'k', "count", KR_OPTION_NUMBER, &best, "number", "how many pairs for each vacancy (or person), 10 unless given", 1, 1000000, NULL},
    {0, "per", KR_OPTION_CHOICE, &per, "side", "the best pairs of each vacancy or of each person", 0, 0, "vacancy person"},
    {0, "min-score", KR_OPTION_NUMBER, &min_score, "points", "leave out pairs with fewer points", 0, 16777215, NULL},
    {0, "date", KR_OPTION_TEXT, &day_text, "day", "the reference day, YYYY-MM-DD; else the largest as_of", 0, 0, NULL},
    {0, "criteria", KR_OPTION_TEXT, &criteria_path, "file", "criteria other than the built-in ones", 0, 0, NULL},
    {0, "purpose", KR_OPTION_TEXT, &purpose, "text", "why a criterion may use a sensitive field", 0, 0, NULL},
    {0, "why-not", KR_OPTION_TEXT, &why_not_path, "file", "write how many pairs each demand dropped to file", 0, 0, NULL},
    {0, "print-criteria", KR_OPTION_FLAG, &print_criteria, NULL, "print the built-in criteria and exit", 0, 0, NULL},
    KR_OPTION_THREADS(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-match", "[file ...]", "Finds the best people for vacancies and says why.", options, false,
};

/* Everything of one run. */
static kr_criteria criteria;
static kr_world world;
static kr_side vacancies, people;
static kr_match match;

static void
load_definitions(void)
{
	kr_error error;
	char quoted[KR_QUOTE_MAX];
	if (!kr_criteria_load(&criteria, criteria_path, common.tables, purpose, &error) || !kr_world_load(&world, common.tables, &error))
		kr_command_die(&command, &error);
	if (criteria.has_sensitive && !common.quiet)
		for (size_t i = 0; i < criteria.count; i++)
			if (criteria.items[i].is_sensitive)
				kr_command_say(&command, "criterion %.*s uses a sensitive field; purpose: %s",
				    (int)criteria.items[i].name.len, criteria.items[i].name.ptr,
				    kr_quote(kr_slice_text(purpose), quoted));
}

static void
check_usage(int argc, char **argv, int first)
{
	kr_error error;
	bool people_from_stdin = first >= argc;
	for (int i = first; i < argc; i++)
		people_from_stdin = people_from_stdin || strcmp(argv[i], "-") == 0;
	if (vacancies_path == NULL) {
		kr_fail(&error, "--vacancies is needed (kr-match --help tells more)");
		kr_command_die(&command, &error);
	}
	if (strcmp(vacancies_path, "-") == 0 && people_from_stdin) {
		kr_fail(&error, "standard input cannot be both the vacancies and the people");
		kr_command_die(&command, &error);
	}
}

/* The day by which registrations and vacancies are there or not: never the clock's. */
static bool
reference_day(int32_t *day, kr_error *error)
{
	kr_date date;
	if (day_text != NULL) {
		if (!kr_date_parse(kr_slice_text(day_text), &date) || !kr_date_known(date))
			return kr_fail(error, "--date: must be a day, YYYY-MM-DD");
		*day = kr_date_days(date);
		return true;
	}
	*day = vacancies.as_of > people.as_of ? vacancies.as_of : people.as_of;
	return *day != INT32_MIN || kr_fail(error, "no record says its as_of; give the reference day with --date");
}

/* With -v: the fields that the criteria read and this side does not have; they count as unknown. */
static void
tell_missing(const kr_stream *stream, bool of_people)
{
	kr_buffer names = {0};
	kr_header told = {0};
	for (size_t i = 0; common.verbose && i < criteria.count; i++) {
		const kr_criterion *criterion = &criteria.items[i];
		for (size_t k = 0; k < (of_people ? criterion->person_count : criterion->vacancy_count); k++) {
			kr_slice name = of_people ? criterion->person[k] : criterion->vacancy[k];
			uint32_t before = told.count;
			if (kr_header_find(&stream->header, name) != KR_NO_FIELD || kr_header_add(&told, name) != before)
				continue;
			kr_buffer_text(&names, names.len ? " " : "");
			kr_buffer_slice_add(&names, name);
		}
	}
	if (names.len)
		kr_command_say(&command, "%s: no field: %.*s", stream->name, (int)names.len, names.ptr);
	kr_header_free(&told);
	kr_buffer_free(&names);
}

static bool
read_sides(kr_stream *people_stream, kr_rejects *rejects, kr_error *error)
{
	kr_stream stream;
	if (!kr_stream_open_file(&stream, vacancies_path, error))
		return false;
	tell_missing(&stream, false);
	tell_missing(people_stream, true);
	bool good = kr_read_vacancies(&vacancies, &criteria, &world, &stream, rejects, error);
	kr_stream_close(&stream);
	if (!good || !kr_read_people(&people, &criteria, &world, people_stream, rejects, error) ||
	    !reference_day(&world.day, error))
		return false;
	return (kr_settle_vacancies(&vacancies, &criteria, world.day) && kr_settle_people(&people, &criteria, world.day)) ||
	    kr_fail(error, "out of memory");
}

static void
take(void *context, kr_slice lines, uint64_t pairs)
{
	kr_writer *writer = context;
	kr_output_write(&writer->output, lines.ptr, lines.len);
	writer->records += pairs;
}

static kr_slice
number_text(uint64_t number, char *room)
{
	return kr_slice_of(room, kr_number_write((int64_t)number, room));
}

static void
write_why_not(kr_writer *writer, size_t vacancy)
{
	char room[4][KR_NUMBER_MAX];
	const kr_match_cut *cut = &match.cuts[vacancy];
	for (size_t i = 0; i < criteria.count; i++) {
		const kr_match_count *count = &match.counts[vacancy * criteria.count + i];
		kr_slice values[] = {vacancies.vacancies[vacancy].id, criteria.items[i].name, number_text(count->dropped, room[0]),
		    number_text(count->only, room[1]), number_text(count->hidden, room[2]), KR_SLICE("")};
		if ((count->dropped || count->hidden) && !criteria.items[i].is_sensitive)
			kr_writer_values(writer, values, sizeof values / sizeof *values);
	}
	kr_slice values[] = {vacancies.vacancies[vacancy].id, KR_SLICE("cut"), number_text(cut->kept - cut->shown, room[0]), KR_SLICE(""),
	    KR_SLICE(""), match.per_person ? KR_SLICE("") : number_text(cut->tied, room[3])};
	kr_writer_values(writer, values, sizeof values / sizeof *values);
}

static bool
write_why_nots(kr_writer *writer, kr_error *error)
{
	static const char *const names[] = {"vacancy_id", "criterion", "dropped", "only", "hidden", "tied"};
	kr_header header = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	kr_writer_header(writer, &header);
	for (size_t i = 0; i < vacancies.count; i++)
		write_why_not(writer, i);
	kr_header_free(&header);
	return kr_writer_commit(writer, error);
}

static void
tell_counts(void)
{
	uint64_t kept = 0, shown = 0, tied = 0, hidden = 0;
	char day[KR_DATE_MAX];
	int len = (int)kr_date_write(kr_date_of_days(world.day), day);
	kr_command_say(&command, "reference day %.*s; people %llu, no longer registered %llu; vacancies %llu, closed or filled %llu", len, day,
	    (unsigned long long)people.read, (unsigned long long)people.left_out, (unsigned long long)vacancies.read,
	    (unsigned long long)vacancies.left_out);
	for (size_t i = 0; i < criteria.count; i++) {
		uint64_t dropped = 0, only = 0;
		for (size_t v = 0; v < vacancies.count; v++) {
			dropped += match.counts[v * criteria.count + i].dropped;
			only += match.counts[v * criteria.count + i].only;
			hidden += match.counts[v * criteria.count + i].hidden;
		}
		if (dropped && !criteria.items[i].is_sensitive)
			kr_command_say(&command, "pairs dropped by %.*s %llu, by that alone %llu", (int)criteria.items[i].name.len,
			    criteria.items[i].name.ptr, (unsigned long long)dropped, (unsigned long long)only);
	}
	for (size_t v = 0; v < vacancies.count; v++) {
		kept += match.cuts[v].kept;
		shown += match.cuts[v].shown;
		tied += match.cuts[v].tied != 0;
	}
	kr_command_say(&command, "pairs %llu, kept %llu, hidden %llu, shown %llu; vacancies with equals left out at the cut %llu",
	    (unsigned long long)(people.count * vacancies.count), (unsigned long long)kept, (unsigned long long)hidden,
	    (unsigned long long)shown, (unsigned long long)tied);
}

static bool
run(kr_writer *writer, kr_writer *why_not, kr_stream *stream, kr_rejects *rejects, kr_error *error)
{
	kr_header header = {0};
	match = (kr_match){.criteria = &criteria, .world = &world, .vacancies = &vacancies, .people = &people, .k = (size_t)best,
	    .min_score = (uint32_t)min_score, .per_person = strcmp(per, "person") == 0, .threads = (size_t)common.threads};
	if (!read_sides(stream, rejects, error))
		return false;
	if (!kr_pair_header(&header, &criteria, &people))
		return kr_fail(error, "out of memory");
	kr_writer_header(writer, &header);
	kr_header_free(&header);
	if (!kr_match_run(&match, take, writer, error))
		return false;
	return why_not == NULL || write_why_nots(why_not, error);
}

static void
give_back(kr_stream *stream)
{
	kr_stream_close(stream);
	kr_match_free(&match);
	kr_side_free(&vacancies, &criteria);
	kr_side_free(&people, &criteria);
	kr_world_free(&world);
	kr_criteria_free(&criteria);
}

int
main(int argc, char **argv)
{
	kr_stream stream;
	kr_rejects rejects;
	kr_writer writer, why_not;
	kr_error error;
	int status;
	common.threads = 1;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (print_criteria)
		kr_answer_data(&command, "match/", "criteria", "criteria");
	check_usage(argc, argv, first);
	load_definitions();
	const kr_target outlets[] = {{"--output", common.output}, {"--why-not", why_not_path}, {"--rejects", common.rejects}};
	kr_command_apart(&command, outlets, 3);
	kr_command_stream(&command, &common, &stream, argc, argv, first);
	kr_command_rejects(&command, &common, &rejects);
	kr_common beside = common;
	beside.output = why_not_path;
	if (why_not_path != NULL)
		kr_command_writer(&command, &beside, &why_not, false);
	/* A person_id names somebody: always private. */
	kr_command_writer(&command, &common, &writer, true);
	if (run(&writer, why_not_path ? &why_not : NULL, &stream, &rejects, &error)) {
		if (common.verbose)
			tell_counts();
		status = kr_command_finish(&command, &common, &writer, &rejects, people.read + vacancies.read);
	} else {
		if (why_not_path != NULL)
			kr_writer_abandon(&why_not);
		status = kr_command_failed(&command, &writer, &rejects, &error);
	}
	give_back(&stream);
	return status;
}
