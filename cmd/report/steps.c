/* kr-report flow, guidance and lasting: from the steps that people took. */
#include "report.h"

#include <string.h>

#include "report/step_reports.h"

static kr_step_job job;

static const kr_step_report *const reports[] = {&kr_flow_report, &kr_guidance_report, &kr_lasting_report};

static bool
read_owners(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_steps_owners(&job.steps, stream, error);
}

static bool
read_events(void *context, kr_stream *stream, kr_error *error)
{
	kr_telling *telling = context;
	return kr_steps_read(&job.steps, stream, &telling->regions, &telling->provenance, error);
}

static void
page(const void *report, uint32_t region, bool is_brief, kr_lines *lines)
{
	const kr_step_job *this = report;
	kr_rows_render(this->report->rows, this->classes, this->report->plan, &this->telling, region, is_brief, lines);
}

int
report_steps(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_stream stream;
	const kr_step_report *report = reports[0];
	const kr_step_request request = {
		.since = options->since, .date = options->date, .language = options->language, .tables = options->common.tables,
		.is_unprotected = options->is_unprotected,
	};
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		if (strcmp(reports[i]->name, kind->name) == 0)
			report = reports[i];
	kr_fail(&error, "--events: the report %s is made from events (kr-report --help tells more)", kind->name);
	if (options->events == NULL || !kr_step_job_begin(&job, report, &request, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &job.telling.regions);
	report_read(command, options->linked, read_owners, NULL);
	report_read(command, options->events, read_events, &job.telling);
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_steps_order(&job.steps, &error) ||
	    !kr_steps_register(&job.steps, &stream, &job.telling.regions, &job.telling.provenance, &error) ||
	    !kr_step_job_end(&job, &request, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	uint64_t registered = 0;
	for (uint32_t i = 0; i < job.telling.regions.total; i++)
		registered += job.steps.registered[i];
	int status = report_write(command, options, &job.telling, region, page, &job, registered);
	kr_step_job_free(&job);
	return status;
}
