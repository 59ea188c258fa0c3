/*
 * kr-account post: operations from records, each told as the log has it.
 */
#include "account/account.h"

typedef struct posting {
	kr_stream stream;
	kr_rejects rejects;
	uint32_t at[KR_ACCOUNT_FIELDS];
	uint64_t read;
} posting;

static bool
post_record(posting *self, const kr_record *record, kr_error *error)
{
	kr_slice values[KR_ACCOUNT_FIELDS];
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		values[i] = i == KR_ACCOUNT_PARTS ? (kr_slice){0} : kr_record_field(record, self->at[i]);
	int added = log_add(values, error);
	if (added > 0)
		log_line(log_told(), log_seq(), values);
	else if (added == 0)
		kr_rejects_record(&self->rejects, record->file, record->line, error->message, kr_record_line(record));
	return added >= 0 && log_commit(false, error);
}

/* What was accepted before a bad line stays: it is in the log as whole operations. */
static bool
post_all(posting *self, kr_error *error)
{
	kr_record record;
	kr_error late;
	int more = 0;
	while (!output.output.failed && (more = kr_stream_next(&self->stream, &record, error)) > 0) {
		self->read++;
		if (!post_record(self, &record, error))
			return false;
	}
	return log_commit(true, more < 0 ? &late : error) && more >= 0;
}

int
account_post(int argc, char **argv, int files)
{
	static posting self;
	kr_error error;
	kr_command_stream(&command, &common, &self.stream, argc, argv, files);
	if (!kr_stream_require(&self.stream, "kind", &self.at[KR_ACCOUNT_KIND], &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		self.at[i] = kr_header_find(&self.stream.header, kr_slice_text(kr_account_field_names[i]));
	log_open();
	log_header();
	kr_command_rejects(&command, &common, &self.rejects);
	bool good = post_all(&self, &error);
	log_close();
	kr_stream_close(&self.stream);
	return good ? kr_command_finish(&command, &common, &output, &self.rejects, self.read)
		    : kr_command_failed(&command, &output, &self.rejects, &error);
}
