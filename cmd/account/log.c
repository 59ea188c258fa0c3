/*
 * kr-account's way to its log and to its output. Lines wait for one visit to the disk, and what is told of them waits too.
 */
#include <stdlib.h>

#include "account/account.h"
#include "verbs.h"

enum { GROUP = 1000 };

kr_account account;
kr_writer output;

static kr_chain chain;
static kr_chain_field fields[KR_ACCOUNT_FIELDS + 1];
static kr_writer told;
static size_t waiting;

static const kr_chain_field *
log_fields(void)
{
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		fields[i] = (kr_chain_field){kr_account_field_names[i], false};
	return fields;
}

void
output_open(const char *const *names, size_t count)
{
	kr_header header = {0};
	kr_error error;
	kr_command_writer(&command, &common, &output, true);
	for (size_t i = 0; i < count; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD) {
			kr_fail(&error, "out of memory");
			exit(kr_command_failed(&command, &output, NULL, &error));
		}
	kr_writer_header(&output, &header);
	kr_header_free(&header);
}

void
account_file(kr_stream *stream, const char *path)
{
	kr_error error;
	if (!kr_stream_open_file(stream, path, &error))
		kr_command_die(&command, &error);
}

kr_slice
number_slice(int64_t number, char *digits)
{
	return kr_slice_of(digits, kr_number_write(number, digits));
}

struct listener {
	kr_chain_visit *each;
	void *context;
};

static bool
hear(void *context, const kr_chain_line *line, kr_error *error)
{
	const struct listener *self = context;
	kr_error inner;
	return (kr_account_note(&account, line->values, &inner) && (self->each == NULL || self->each(self->context, line, &inner))) ||
	    kr_fail(error, "%s:%llu: %s", asked.log, (unsigned long long)line->number, inner.message);
}

bool
log_read(kr_chain_visit *each, void *context, kr_chain_end *end, kr_error *error)
{
	struct listener listener = {each, context};
	kr_command_must_be_there(&command, asked.log);
	return kr_chain_read(asked.log, log_fields(), hear, &listener, end, error);
}

void
log_open(void)
{
	struct listener listener = {NULL, NULL};
	kr_error error;
	if (!kr_chain_open(&chain, asked.log, log_fields(), hear, &listener, &error) || !kr_writer_keep(&told, &error))
		kr_command_die(&command, &error);
}

int
log_add(kr_slice *values, kr_error *error)
{
	if (!kr_account_prepare(&account, values, error))
		return 0;
	if (!kr_chain_stage(&chain, values, error) || !kr_account_take(&account, values, error))
		return -1;
	waiting++;
	return 1;
}

int64_t
log_seq(void)
{
	return chain.end.seq;
}

kr_writer *
log_told(void)
{
	return &told;
}

bool
log_commit(bool now, kr_error *error)
{
	if (!now && waiting < GROUP)
		return true;
	waiting = 0;
	/* An output that has failed says so itself, at the end. */
	return kr_chain_commit(&chain, error) && (kr_writer_append(&output, &told) || output.output.failed);
}

void
log_close(void)
{
	kr_writer_abandon(&told);
	kr_chain_close(&chain);
}

void
log_header(void)
{
	const char *names[KR_ACCOUNT_FIELDS + 1] = {"seq"};
	memcpy(names + 1, kr_account_field_names, sizeof kr_account_field_names);
	output_open(names, KR_ACCOUNT_FIELDS + 1);
}

void
log_line(kr_writer *writer, int64_t seq, const kr_slice *values)
{
	char digits[KR_NUMBER_MAX];
	kr_slice all[KR_ACCOUNT_FIELDS + 1] = {number_slice(seq, digits)};
	memcpy(all + 1, values, KR_ACCOUNT_FIELDS * sizeof *values);
	kr_writer_values(writer, all, KR_ACCOUNT_FIELDS + 1);
}
