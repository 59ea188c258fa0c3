/*
 * kr-account post, accredit FILE: operations from records, each told as the log has it.
 */
#include "account/account.h"
#include "verbs.h"

typedef struct posting posting;

/* Fills the values of an operation in from a record. False: the record asks for nothing. */
typedef bool filler(posting *self, const kr_record *record, kr_slice *values);

struct posting {
	kr_stream stream;
	kr_rejects rejects;
	uint32_t at[KR_ACCOUNT_FIELDS];
	uint64_t read;
	filler *fill;
	char until[KR_DATE_MAX];
};

static bool
post_record(posting *self, const kr_record *record, kr_error *error)
{
	kr_slice values[KR_ACCOUNT_FIELDS] = {0};
	if (!self->fill(self, record, values))
		return true;
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

static int
post(int argc, char **argv, int files, enum kr_account_field needed, filler *fill)
{
	static posting self;
	kr_error error;
	kr_command_stream(&command, &common, &self.stream, argc, argv, files);
	if (!kr_stream_require(&self.stream, kr_account_field_names[needed], &self.at[needed], &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		self.at[i] = kr_header_find(&self.stream.header, kr_slice_text(kr_account_field_names[i]));
	self.fill = fill;
	log_open();
	log_header();
	kr_command_rejects(&command, &common, &self.rejects);
	bool good = post_all(&self, &error);
	log_close();
	kr_stream_close(&self.stream);
	return good ? kr_command_finish(&command, &common, &output, &self.rejects, self.read)
		    : kr_command_failed(&command, &output, &self.rejects, &error);
}

static bool
fill_operation(posting *self, const kr_record *record, kr_slice *values)
{
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		if (i != KR_ACCOUNT_PARTS)
			values[i] = kr_record_field(record, self->at[i]);
	return true;
}

int
account_post(int argc, char **argv, int files)
{
	return post(argc, argv, files, KR_ACCOUNT_KIND, fill_operation);
}

/* A line of a list of who is accredited, or of services; what the log says already is not said again. */
static bool
fill_accreditation(posting *self, const kr_record *record, kr_slice *values)
{
	static const enum kr_account_field taken[] = {KR_ACCOUNT_PROVIDER, KR_ACCOUNT_SERVICE, KR_ACCOUNT_UNTIL};
	kr_date date;
	int32_t until = INT32_MAX, before;
	asked_values(values, KR_ACCREDIT);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		values[taken[i]] = kr_record_field(record, self->at[taken[i]]);
	if (kr_slice_is(kr_record_field(record, self->at[KR_ACCOUNT_ACCREDITED]), "no")) {
		date = kr_date_of_days(kr_command_day(&command, asked.date) - 1);
		values[KR_ACCOUNT_UNTIL] = kr_slice_of(self->until, kr_date_write(date, self->until));
	}
	if (kr_date_parse(values[KR_ACCOUNT_UNTIL], &date))
		until = kr_date_days(date);
	return !kr_account_accredited(&account, values[KR_ACCOUNT_PROVIDER], values[KR_ACCOUNT_SERVICE], &before) || before != until;
}

int
account_accredit(int argc, char **argv, int files)
{
	asked_step();
	return post(argc, argv, files, KR_ACCOUNT_PROVIDER, fill_accreditation);
}
