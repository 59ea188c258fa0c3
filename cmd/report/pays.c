/* kr-report pays. */
#include "report.h"

#include "report/pays.h"

static kr_pays pays;

static bool
read_households(void *context, kr_stream *stream, kr_error *error)
{
	return kr_pays_households(context, stream, error);
}

static bool
read_matches(void *context, kr_stream *stream, kr_error *error)
{
	return kr_pays_matches(context, stream, error);
}

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_pays_render(report, region, is_brief, lines);
}

int
report_pays(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	const kr_pays_request request = {
		.purpose = options->common.purpose, .date = options->date, .language = options->language, .tables = options->common.tables,
		.is_unprotected = options->is_unprotected,
	};
	kr_fail(&error, "--%s: the report %s is made from households and the pairs of kr-income --pays",
	    options->households ? "matches" : "households", kind->name);
	if (options->households == NULL || options->matches == NULL || !kr_pays_begin(&pays, &request, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &pays.telling.regions);
	report_read(command, options->households, read_households, &pays);
	report_read(command, options->matches, read_matches, &pays);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_pays_register(&pays, &stream, &error) || !kr_pays_end(&pays, &request, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &pays.telling, region, page, &pays, pays.read);
	kr_pays_free(&pays);
	return status;
}
