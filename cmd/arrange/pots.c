#include "arrange/arrange.h"

#include <stdlib.h>

#include "base/number.h"

static bool
read_records(kr_stream *stream, arrange_job *job, kr_error *error)
{
	kr_record record;
	uint32_t pot, cents, number;
	int got;
	/* What kr-account balance tells has its own names. */
	bool is_balance = kr_header_find(&stream->header, KR_SLICE("pot")) == KR_NO_FIELD && kr_header_find(&stream->header, KR_SLICE("account")) != KR_NO_FIELD;
	if (!kr_stream_require(stream, is_balance ? "account" : "pot", &pot, error) ||
	    !kr_stream_require(stream, is_balance ? "available" : "cents", &cents, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		int64_t amount;
		if (!kr_number_parse(kr_record_field(&record, cents), 0, INT64_C(1000000000000000), &amount))
			return kr_fail_at(error, record.file, record.line, stream->header.names[cents], "not an amount in whole cents");
		/* A pot that no service names is nobody's budget here. */
		if (!kr_map_get(&job->catalog.pots, kr_record_field(&record, pot), &number))
			continue;
		if (job->budgets[number] != KR_UNLIMITED)
			return kr_fail_at(error, record.file, record.line, stream->header.names[pot], "stands there twice");
		job->budgets[number] = amount;
	}
	return got == 0;
}

bool
arrange_read_pots(const kr_command *command, const kr_common *common, arrange_job *job, const char *path, kr_error *error)
{
	kr_stream stream;
	char quoted[KR_QUOTE_MAX];
	job->budgets = malloc((job->catalog.pot_count + 1) * sizeof *job->budgets);
	if (job->budgets == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < job->catalog.pot_count; i++)
		job->budgets[i] = KR_UNLIMITED;
	if (path == NULL)
		return true;
	if (!kr_stream_open_file(&stream, path, error))
		return false;
	bool good = read_records(&stream, job, error);
	kr_stream_close(&stream);
	for (uint32_t i = 0; i < job->catalog.pot_count && good && !common->quiet; i++)
		if (job->budgets[i] == KR_UNLIMITED)
			kr_command_say(command, "%s: no pot %s, which services name: it has no limit", path, kr_quote(job->catalog.pot_names[i], quoted));
	return good;
}
