/* kr-report worklist: what each caseworker asks for next, as records for a named recipient. */
#include "report.h"

#include "base/number.h"
#include "report/worklist.h"

static kr_worklist worklist;
static kr_steps steps;
static kr_regions regions;
static kr_guidance_norms norms;
static kr_provenance provenance;

enum { SOURCE, DESK, CASEWORKER, SOURCE_ID, PERSON_ID, REGION, ASK, ASK_IS, OPENS, DAYS_LATE, FIELDS };

static const char *const names[FIELDS] = {
	"source", "desk", "caseworker", "source_id", "person_id", "region", "ask_for", "ask_is", "opens", "days_late"
};

static bool
read_matches(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_worklist_matches(&worklist, stream, error);
}

static bool
read_owners(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_steps_owners(&steps, stream, error);
}

static bool
read_events(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_steps_read(&steps, stream, &regions, &provenance, error) && kr_steps_order(&steps, error);
}

static bool
read_registrations(void *context, kr_stream *stream, kr_error *error)
{
	(void)context;
	return kr_worklist_registrations(&worklist, stream, error);
}

/* The fields that the recipient gets, in their order. */
static uint32_t
lay_out(const kr_recipient *recipient, kr_header *header, int fields[FIELDS], kr_error *error)
{
	uint32_t count = 0;
	for (int i = 0; i < FIELDS; i++) {
		if (!kr_recipient_grants(recipient, "worklist", kr_slice_text(names[i])))
			continue;
		fields[count++] = i;
		if (kr_header_add(header, kr_slice_text(names[i])) == KR_NO_FIELD) {
			kr_fail(error, "out of memory");
			return 0;
		}
	}
	return count;
}

static void
write_row(kr_writer *writer, const kr_worklist_row *row, const int *fields, uint32_t count)
{
	char opens[KR_NUMBER_MAX], late[KR_NUMBER_MAX];
	kr_slice values[FIELDS], out[FIELDS];
	values[SOURCE] = row->source;
	values[DESK] = row->desk;
	values[CASEWORKER] = row->caseworker;
	values[SOURCE_ID] = row->source_id;
	values[PERSON_ID] = row->person_id;
	values[REGION] = row->region == regions.unassigned ? kr_slice_of(NULL, 0) : kr_regions_code(&regions, row->region);
	values[ASK] = row->ask;
	values[ASK_IS] = row->is_step ? KR_SLICE("step") : KR_SLICE("field");
	values[OPENS] = kr_slice_of(opens, kr_number_write(row->opens, opens));
	values[DAYS_LATE] = kr_slice_of(late, row->days_late ? kr_number_write(row->days_late, late) : 0);
	for (uint32_t i = 0; i < count; i++)
		out[i] = values[fields[i]];
	kr_writer_values(writer, out, count);
}

static int
write_list(const kr_command *command, report_options *options, const kr_recipient *recipient, uint32_t region)
{
	kr_error error;
	kr_header header = {0};
	kr_writer writer;
	int fields[FIELDS];
	uint32_t count = lay_out(recipient, &header, fields, &error);
	if (count == 0)
		kr_command_die(command, &error);
	kr_command_writer(command, &options->common, &writer, kr_command_is_private(&options->common, &header));
	kr_writer_header(&writer, &header);
	for (size_t i = 0; i < worklist.count; i++)
		if (region >= regions.total || region == worklist.rows[i].region)
			write_row(&writer, &worklist.rows[i], fields, count);
	kr_header_free(&header);
	return kr_command_finish(command, &options->common, &writer, NULL, worklist.count);
}

static void
check(const kr_command *command, const report_options *options, kr_recipient *recipient, kr_date *date)
{
	kr_error error;
	if (!kr_command_recipient(command, &options->common, recipient)) {
		kr_fail(&error, "--to must say who gets the worklist, as in caseworker");
		kr_command_die(command, &error);
	}
	kr_fail(&error, "--to: %s gets no worklist for the purpose %.*s", options->common.to, (int)recipient->purpose.len,
	    recipient->purpose.ptr);
	if (!kr_recipient_has(recipient, "worklist"))
		kr_command_die(command, &error);
	kr_fail(&error, "--%s: the worklist needs %s", options->matches ? "linked" : "matches",
	    options->matches ? "the registrations of kr-link, to know whose a person is" : "the pairs of kr-match");
	if (options->matches == NULL || options->linked == NULL)
		kr_command_die(command, &error);
	kr_fail(&error, "--date: must be a day, YYYY-MM-DD; on that day steps are late and registrations valid");
	if (options->date == NULL || !kr_date_parse(kr_slice_text(options->date), date) || !kr_date_known(*date))
		kr_command_die(command, &error);
}

int
report_worklist(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first)
{
	kr_error error;
	kr_recipient recipient;
	kr_stream stream;
	kr_date date;
	const char *tables = options->common.tables;
	(void)kind;
	check(command, options, &recipient, &date);
	if (!kr_worklist_begin(&worklist, tables, &error) || !kr_regions_load(&regions, tables, &error) ||
	    !kr_steps_begin(&steps, tables, &error) || !kr_guidance_norms_load(&norms, &regions, tables, &error))
		kr_command_die(command, &error);
	uint32_t region = report_region(command, options, &regions); /* the total and all are one here */
	report_read(command, options->matches, read_matches, NULL);
	if (options->events != NULL)
		report_read(command, options->linked, read_owners, NULL);
	report_read(command, options->events, read_events, NULL);
	kr_steps_until(&steps, kr_date_days(date));
	kr_command_stream(command, &options->common, &stream, argc, argv, first);
	if (!kr_worklist_register(&worklist, &stream, options->events ? &steps : NULL, &norms, &regions, kr_date_days(date), &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
	report_read(command, options->linked, read_registrations, NULL);
	kr_worklist_order(&worklist);
	int status = write_list(command, options, &recipient, region);
	kr_recipient_free(&recipient);
	kr_provenance_free(&provenance);
	kr_guidance_norms_free(&norms);
	kr_steps_free(&steps);
	kr_regions_free(&regions);
	kr_worklist_free(&worklist);
	return status;
}
