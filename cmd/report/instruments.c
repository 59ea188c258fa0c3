/* kr-report instruments: from the catalogue of services. */
#include "report.h"

#include "report/instruments.h"

static kr_instruments instruments;

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_instruments_render(report, region, is_brief, lines);
}

int
report_instruments(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	(void)kind;
	if (!kr_instruments_begin(&instruments, options->language, options->common.tables, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &instruments.telling.regions);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_instruments_read(&instruments, &stream, &error) || !kr_instruments_end(&instruments, options->date, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	int status = report_write(command, options, &instruments.telling, region, page, &instruments, instruments.read);
	kr_instruments_free(&instruments);
	return status;
}
