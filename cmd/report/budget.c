/* kr-report budget. */
#include "report.h"

#include "report/budget.h"

static kr_budget budget;

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_budget_render(report, region, is_brief, lines);
}

int
report_budget(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	kr_budget_request request = {
		.date = options->date, .language = options->language, .tables = options->common.tables,
		.is_unprotected = options->is_unprotected,
	};
	(void)kind;
	if (!kr_budget_begin(&budget, &request, &error))
		kr_command_die(command, &error);
	request.region = report_region(command, options, &budget.telling.regions);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_budget_read(&budget, &stream, &request, &error) || !kr_budget_end(&budget, &request, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &budget.telling, request.region, page, &budget, budget.count);
	kr_budget_free(&budget);
	return status;
}
