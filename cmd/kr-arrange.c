/*
 * kr-arrange: the smallest sufficient train of services for each person.
 */
#include <stdlib.h>

#include "arrange/arrange.h"
#include "verbs.h"

static kr_common common;
static const char *services_path, *vacancies_path, *matches_path, *work, *pots_path, *done_path, *day_text, *unserved_path, *triage_path;
static bool tells_gap;

static const kr_option options[] = {
    {0, "services", KR_OPTION_TEXT, &services_path, "file", "the services (needed)", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &day_text, "day", "the reference day, YYYY-MM-DD (needed)", 0, 0, NULL},
    {0, "matches", KR_OPTION_TEXT, &matches_path, "file", "pairs of kr-match; needs are the gaps of each person's best one", 0, 0, NULL},
    {0, "vacancies", KR_OPTION_TEXT, &vacancies_path, "file", "the vacancies of the pairs", 0, 0, NULL},
    {0, "work", KR_OPTION_TEXT, &work, "code", "only pairs with work of this ISCO-08 code or below it", 0, 0, NULL},
    {0, "pots", KR_OPTION_TEXT, &pots_path, "file", "what each pot can pay", 0, 0, NULL},
    {0, "done", KR_OPTION_TEXT, &done_path, "file", "earlier trains: what is finished, running, broken off", 0, 0, NULL},
    {0, "unserved", KR_OPTION_TEXT, &unserved_path, "file", "write the needs that stay open to file", 0, 0, NULL},
    {0, "triage", KR_OPTION_TEXT, &triage_path, "file", "write who goes alone, needs one wagon, needs a talk to file", 0, 0, NULL},
    {0, "gap", KR_OPTION_FLAG, &tells_gap, NULL, "tell on stderr how far the plan is from the bound", 0, 0, NULL},
    KR_OPTION_THREADS(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-arrange", "[file ...]", "Finds the smallest sufficient train of services for each person.", options, false,
};

static arrange_job job;

static void
check_usage(int argc, char **argv, int first)
{
	const char *inputs[] = {services_path, vacancies_path, matches_path, pots_path, done_path};
	int from_stdin = first >= argc;
	for (int i = first; i < argc; i++)
		from_stdin += strcmp(argv[i], "-") == 0;
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		from_stdin += inputs[i] != NULL && strcmp(inputs[i], "-") == 0;
	if (services_path == NULL)
		kr_command_stop(&command, "--services is needed (kr-arrange --help tells more)");
	if (day_text == NULL)
		kr_command_stop(&command, "--date is needed");
	if ((matches_path == NULL) != (vacancies_path == NULL))
		kr_command_stop(&command, "--matches and --vacancies are needed together: a gap is told by what the vacancy asks");
	if (work != NULL && matches_path == NULL)
		kr_command_stop(&command, "--work chooses among the pairs of --matches, which is missing");
	if (from_stdin > 1)
		kr_command_stop(&command, "standard input cannot be two inputs");
}

static bool
read_aims(kr_error *error)
{
	kr_stream stream;
	if (matches_path == NULL)
		return true;
	job.has_aims = true;
	if (!kr_stream_open_file(&stream, vacancies_path, error))
		return false;
	bool good = kr_aims_read_vacancies(&job.aims, &stream, kr_slice_text(work), error);
	kr_stream_close(&stream);
	if (!good || !kr_stream_open_file(&stream, matches_path, error))
		return false;
	good = kr_aims_read_matches(&job.aims, &stream, error);
	kr_stream_close(&stream);
	return good;
}

static bool
read_others(kr_rejects *rejects, kr_error *error)
{
	kr_stream stream;
	if (!kr_stream_open_file(&stream, services_path, error))
		return false;
	bool good = kr_catalog_read(&job.catalog, &stream, job.day, rejects, error);
	kr_stream_close(&stream);
	if (!good || !read_aims(error))
		return false;
	if (done_path != NULL) {
		job.has_past = true;
		if (!kr_stream_open_file(&stream, done_path, error))
			return false;
		good = kr_past_read(&job.past, &stream, rejects, error);
		kr_stream_close(&stream);
	}
	return good && arrange_read_pots(&command, &common, &job, pots_path, error);
}

static bool
plan(kr_stream *people, kr_rejects *rejects, kr_error *error)
{
	if (!kr_catalog_load(&job.catalog, common.tables, error) || !read_others(rejects, error) ||
	    !kr_seekers_read(&job.seekers, people, &job.catalog, job.has_aims ? &job.aims : NULL, job.has_past ? &job.past : NULL, job.day, rejects,
		error) ||
	    !kr_roster_make(&job.roster, &job.seekers, &job.catalog, &job.past, job.budgets, job.day, error))
		return false;
	job.roster.cohort.threads = (size_t)common.threads;
	return kr_cohort_arrange(&job.roster.cohort, &job.plan, error);
}

static void
tell_counts(void)
{
	uint64_t trains = 0, wagons = 0;
	for (uint32_t i = 0; i < job.seekers.count; i++) {
		trains += job.plan.trains[i].count > 0;
		wagons += job.plan.trains[i].count;
	}
	kr_command_say(&command, "services %llu, ended %llu; people %llu, no longer registered %llu; earlier wagons %llu, planned anew %llu",
	    (unsigned long long)job.catalog.read, (unsigned long long)job.catalog.ended, (unsigned long long)job.seekers.read,
	    (unsigned long long)job.seekers.ended, (unsigned long long)job.past.read, (unsigned long long)job.past.planned);
	kr_command_say(&command, "trains %llu of %llu wagons; rounds of prices %lu", (unsigned long long)trains, (unsigned long long)wagons,
	    (unsigned long)job.plan.rounds);
}

/* The files beside the output, which are there or not. */
typedef struct beside {
	kr_writer unserved, triage;
	bool has_unserved, has_triage;
} beside;

static void
open_beside(beside *files)
{
	kr_common other = common;
	files->has_unserved = unserved_path != NULL;
	files->has_triage = triage_path != NULL;
	other.output = unserved_path;
	if (files->has_unserved)
		kr_command_writer(&command, &other, &files->unserved, false);
	other.output = triage_path;
	if (files->has_triage)
		kr_command_writer(&command, &other, &files->triage, true);
}

static bool
write_all(kr_writer *writer, beside *files, kr_error *error)
{
	if (!arrange_write_trains(&job, writer, error) || (files->has_unserved && !arrange_write_unserved(&job, &files->unserved, error)) ||
	    (files->has_triage && !arrange_write_triage(&job, &files->triage, error)))
		return false;
	if (files->has_unserved) {
		files->has_unserved = false;
		if (!kr_writer_commit(&files->unserved, error))
			return false;
	}
	if (files->has_triage) {
		files->has_triage = false;
		if (!kr_writer_commit(&files->triage, error))
			return false;
	}
	return true;
}

static void
give_back(kr_stream *people)
{
	kr_stream_close(people);
	kr_cohort_plan_free(&job.plan);
	kr_roster_free(&job.roster);
	kr_seekers_free(&job.seekers);
	kr_past_free(&job.past);
	kr_aims_free(&job.aims);
	kr_catalog_free(&job.catalog);
	free(job.budgets);
}

int
main(int argc, char **argv)
{
	kr_stream people;
	kr_rejects rejects;
	kr_writer writer;
	kr_error error;
	beside files = {.has_unserved = false};
	int status;
	common.threads = 1;
	int first = kr_command_begin(&command, &common, argc, argv);

	check_usage(argc, argv, first);
	job.day = kr_command_day(&command, day_text);
	const kr_target outlets[] = {{"--output", common.output}, {"--unserved", unserved_path}, {"--triage", triage_path}, {"--rejects", common.rejects}};
	kr_command_apart(&command, outlets, sizeof outlets / sizeof *outlets);
	kr_command_stream(&command, &common, &people, argc, argv, first);
	kr_command_rejects(&command, &common, &rejects);
	open_beside(&files);
	/* A person_id names somebody: always private. */
	kr_command_writer(&command, &common, &writer, true);
	if (plan(&people, &rejects, &error) && write_all(&writer, &files, &error)) {
		if (common.verbose)
			tell_counts();
		if (tells_gap)
			arrange_tell_gap(&command, &job);
		status = kr_command_finish(&command, &common, &writer, &rejects, job.seekers.read + job.catalog.read + job.past.read);
	} else {
		if (files.has_unserved)
			kr_writer_abandon(&files.unserved);
		if (files.has_triage)
			kr_writer_abandon(&files.triage);
		status = kr_command_failed(&command, &writer, &rejects, &error);
	}
	give_back(&people);
	return status;
}
