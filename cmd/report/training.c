/* kr-report training: from vacancies, pairs and the catalogue of services. */
#include "report.h"

#include "report/training.h"

static kr_training training;

static bool
read_vacancies(void *context, kr_stream *stream, kr_error *error)
{
	return kr_training_vacancies(context, stream, error);
}

static bool
read_matches(void *context, kr_stream *stream, kr_error *error)
{
	return kr_training_matches(context, stream, error);
}

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_training_render(report, region, is_brief, lines);
}

int
report_training(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	kr_fail(&error, "--%s: the report %s is made from vacancies and the pairs of kr-match",
	    options->vacancies ? "matches" : "vacancies", kind->name);
	if (options->vacancies == NULL || options->matches == NULL ||
	    !kr_training_begin(&training, options->language, options->common.tables, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &training.telling.regions);
	report_read(command, options->vacancies, read_vacancies, &training);
	report_read(command, options->matches, read_matches, &training);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_training_services(&training, &stream, &error) ||
	    !kr_training_end(&training, options->date, options->is_unprotected, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &training.telling, region, page, &training, training.services);
	kr_training_free(&training);
	return status;
}
