/* kr-report overview. */
#include "report.h"

static kr_overview overview;

static bool
read_matches(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_market_matches(&overview.market, stream, error);
}

static bool
read_vacancies(void *context, kr_stream *stream, kr_error *error)
{
	kr_telling *telling = context;
	return kr_market_vacancies(&overview.market, stream, &telling->regions, &telling->provenance, error);
}

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_render_overview(report, region, is_brief, lines);
}

int
report_overview(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	const kr_overview_request request = {
		.by = options->by, .purpose = options->common.purpose, .date = options->date, .language = options->language,
		.tables = options->common.tables, .is_unprotected = options->is_unprotected,
	};
	(void)kind;
	kr_fail(&error, "--matches needs --vacancies: a pair lies in the region of its vacancy");
	if (options->matches != NULL && options->vacancies == NULL)
		kr_command_die(command, &error);
	if (!kr_overview_begin(&overview, &request, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &overview.telling.regions);
	report_read(command, options->matches, read_matches, NULL);
	report_read(command, options->vacancies, read_vacancies, &overview.telling);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_overview_count(&overview, &request, &stream, &error) || !kr_overview_end(&overview, &request, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &overview.telling, region, page, &overview,
	    overview.counts[overview.telling.regions.total].persons);
	kr_overview_free(&overview);
	return status;
}
