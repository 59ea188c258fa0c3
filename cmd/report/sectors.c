/* kr-report sectors. */
#include "report.h"

#include "report/sectors.h"

static kr_sectors sectors;

static bool
read_vacancies(void *context, kr_stream *stream, kr_error *error)
{
	return kr_sectors_vacancies(context, stream, error);
}

static bool
read_matches(void *context, kr_stream *stream, kr_error *error)
{
	return kr_sectors_matches(context, stream, error);
}

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_sectors_render(report, region, is_brief, lines);
}

int
report_sectors(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	const kr_sectors_request request = {
		.date = options->date, .language = options->language, .tables = options->common.tables,
		.is_unprotected = options->is_unprotected,
	};
	kr_fail(&error, "--%s: the report %s is made from vacancies and the pairs of kr-match",
	    options->vacancies ? "matches" : "vacancies", kind->name);
	if (options->vacancies == NULL || options->matches == NULL || !kr_sectors_begin(&sectors, &request, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &sectors.telling.regions);
	report_read(command, options->vacancies, read_vacancies, &sectors);
	report_read(command, options->matches, read_matches, &sectors);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_sectors_register(&sectors, &stream, &error) || !kr_sectors_end(&sectors, &request, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &sectors.telling, region, page, &sectors, sectors.read);
	kr_sectors_free(&sectors);
	return status;
}
