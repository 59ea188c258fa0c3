/*
 * kr-account: the ledger of development accounts and pots. Operations come as records and are added to the log; what the
 * log holds is told as balances and as postings in double entry.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/number.h"
#include "command.h"
#include "ledger/account.h"
#include "ledger/chain.h"

static kr_common common;
static const char *log_path, *last_hash;

static const kr_option options[] = {
    {0, "log", KR_OPTION_TEXT, &log_path, "file", "the log (needed); its last hash stands in file.last", 0, 0, NULL},
    {0, "last", KR_OPTION_TEXT, &last_hash, "hash", "of verify: a hash that was published; the log must still have its line", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-account", "verb [file ...]", "Keeps the ledger of development accounts and pots: post, balance, postings, verify.", options, false,
};

/* Lines that wait for one visit to the disk. */
enum { GROUP = 1000 };

static kr_account account;
static kr_writer writer;
static kr_chain_field fields[KR_ACCOUNT_FIELDS + 1];
static bool has_last;

_Noreturn static void
die(const char *message)
{
	kr_command_say(&command, "%s (kr-account --help tells more)", message);
	exit(KR_NOT_DONE);
}

static void
write_header(const char *const *names, size_t count)
{
	kr_header header = {0};
	kr_error error;
	for (size_t i = 0; i < count; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD) {
			kr_fail(&error, "out of memory");
			exit(kr_command_failed(&command, &writer, NULL, &error));
		}
	kr_writer_header(&writer, &header);
	kr_header_free(&header);
}

/* "seq" and the fields of a line. */
static void
write_line(int64_t seq, const kr_slice *values)
{
	char digits[KR_NUMBER_MAX];
	kr_slice all[KR_ACCOUNT_FIELDS + 1] = {kr_slice_of(digits, kr_number_write(seq, digits))};
	memcpy(all + 1, values, KR_ACCOUNT_FIELDS * sizeof *values);
	kr_writer_values(&writer, all, KR_ACCOUNT_FIELDS + 1);
}

static bool
note(void *context, const kr_chain_line *line, kr_error *error)
{
	kr_error inner;
	(void)context;
	if (!kr_account_note(&account, line->values, &inner))
		return kr_fail(error, "%s:%llu: %s", log_path, (unsigned long long)line->number, inner.message);
	has_last = has_last || (last_hash != NULL && kr_slice_is(kr_slice_of(line->hash, KR_CHAIN_HASH), last_hash));
	return true;
}

/* One line of the log as two postings for each part: what leaves a place, and what comes to another. */
static bool
post_both(void *context, const kr_chain_line *line, kr_error *error)
{
	char seq[KR_NUMBER_MAX], gift[KR_NUMBER_MAX], cents[KR_NUMBER_MAX];
	if (!note(context, line, error))
		return false;
	const kr_account_move *move = &account.move;
	const kr_account_reservation *made = move->reservation == UINT32_MAX ? NULL : &account.reservations[move->reservation];
	for (size_t i = 0; i < move->count; i++) {
		const kr_account_gift *from = &account.gifts[move->parts[i].gift];
		for (int side = 0; side < 2; side++) {
			int64_t amount = side == 0 ? -move->parts[i].cents : move->parts[i].cents;
			const kr_slice values[] = {kr_slice_of(seq, kr_number_write(line->seq, seq)), line->values[KR_ACCOUNT_DATE],
			    line->values[KR_ACCOUNT_KIND], account.holders[from->account].name,
			    kr_slice_text(kr_account_place_names[side == 0 ? move->from : move->to]),
			    kr_slice_of(gift, kr_number_write(from->seq, gift)), kr_slice_of(cents, kr_number_write(amount, cents)), from->giver,
			    made != NULL ? made->person : (kr_slice){0}, made != NULL ? made->service : (kr_slice){0},
			    made != NULL ? made->provider : (kr_slice){0}};
			kr_writer_values(&writer, values, sizeof values / sizeof *values);
		}
	}
	return true;
}

/* A wrong name must not pass for a log in which nothing happened. */
static bool
read_log(kr_chain_visit *visit, kr_chain_end *end, kr_error *error)
{
	if (access(log_path, R_OK) != 0)
		return kr_fail_system(error, "cannot open %s", log_path);
	return kr_chain_read(log_path, fields, visit, NULL, end, error);
}

static int
postings(void)
{
	static const char *const names[] = {"seq", "date", "kind", "account", "place", "gift", "cents", "giver", "person_id", "service_id",
	    "provider"};
	kr_chain_end end;
	kr_error error;
	kr_command_writer(&command, &common, &writer, true);
	write_header(names, sizeof names / sizeof *names);
	if (!read_log(post_both, &end, &error))
		return kr_command_failed(&command, &writer, NULL, &error);
	return kr_command_finish(&command, &common, &writer, NULL, (uint64_t)end.seq);
}

static int
balance(void)
{
	static const char *const names[] = {"account", "given", "available", "reserved", "paid", "returned"};
	enum { COLUMNS = sizeof names / sizeof *names };
	kr_chain_end end;
	kr_error error;
	if (!read_log(note, &end, &error))
		kr_command_die(&command, &error);
	int64_t(*sums)[KR_PLACES] = calloc(account.holder_count + 1, sizeof *sums);
	kr_fail(&error, "out of memory");
	if (sums == NULL)
		kr_command_die(&command, &error);
	for (size_t i = 0; i < account.gift_count; i++)
		for (size_t place = 0; place < KR_PLACES; place++)
			sums[account.gifts[i].account][place] += account.gifts[i].cents[place];
	kr_command_writer(&command, &common, &writer, true);
	write_header(names, COLUMNS);
	for (size_t i = 0; i < account.holder_count; i++) {
		char digits[COLUMNS][KR_NUMBER_MAX];
		const int64_t *sum = sums[i];
		const int64_t all[COLUMNS] = {0, sum[KR_AVAILABLE] + sum[KR_RESERVED] + sum[KR_PAID] + sum[KR_WITH_GIVER],
		    sum[KR_AVAILABLE], sum[KR_RESERVED], sum[KR_PAID], sum[KR_WITH_GIVER]};
		kr_slice values[COLUMNS] = {account.holders[i].name};
		for (size_t j = 1; j < COLUMNS; j++)
			values[j] = kr_slice_of(digits[j], kr_number_write(all[j], digits[j]));
		kr_writer_values(&writer, values, COLUMNS);
	}
	free(sums);
	return kr_command_finish(&command, &common, &writer, NULL, (uint64_t)end.seq);
}

static int
verify(void)
{
	static const char *const names[] = {"seq", "hash"};
	char seq[KR_NUMBER_MAX];
	kr_chain_end end;
	kr_error error;
	if (access(log_path, R_OK) != 0) {
		kr_fail_system(&error, "cannot open %s", log_path);
		kr_command_die(&command, &error);
	}
	bool good = read_log(note, &end, &error);
	if (good && last_hash != NULL && !has_last)
		good = kr_fail(&error, "%s: no line has the hash of --last: the log was rewritten, or is another one", log_path);
	if (!good) {
		kr_command_say(&command, "%s", error.message);
		return KR_SET_ASIDE;
	}
	kr_command_writer(&command, &common, &writer, false);
	write_header(names, 2);
	const kr_slice values[2] = {kr_slice_of(seq, kr_number_write(end.seq, seq)), kr_slice_of(end.hash, KR_CHAIN_HASH)};
	kr_writer_values(&writer, values, 2);
	return kr_command_finish(&command, &common, &writer, NULL, (uint64_t)end.seq);
}

/* The lines of a group, told only when they are safe. */
typedef struct posting {
	kr_chain chain;
	kr_stream stream;
	kr_rejects rejects;
	uint32_t at[KR_ACCOUNT_FIELDS];
	kr_writer group;
	size_t waiting;
} posting;

static bool
commit_group(posting *self, kr_error *error)
{
	self->waiting = 0;
	return kr_chain_commit(&self->chain, error) && (kr_writer_append(&writer, &self->group) || writer.output.failed);
}

static bool
post_record(posting *self, const kr_record *record, kr_error *error)
{
	kr_slice values[KR_ACCOUNT_FIELDS];
	kr_error why;
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		values[i] = i == KR_ACCOUNT_PARTS ? (kr_slice){0} : kr_record_field(record, self->at[i]);
	if (!kr_account_prepare(&account, values, &why)) {
		kr_rejects_record(&self->rejects, record->file, record->line, why.message, kr_record_line(record));
		return true;
	}
	if (!kr_chain_stage(&self->chain, values, error))
		return false;
	kr_writer saved = writer;
	writer = self->group;
	write_line(self->chain.end.seq, values);
	self->group = writer;
	writer = saved;
	if (!kr_account_take(&account, values, error))
		return false;
	return ++self->waiting < GROUP || commit_group(self, error);
}

static int
post(int argc, char **argv, int first)
{
	static posting self;
	const char *names[KR_ACCOUNT_FIELDS + 1] = {"seq"};
	kr_record record;
	kr_error error;
	uint64_t read = 0;
	int more = -1;
	kr_command_stream(&command, &common, &self.stream, argc, argv, first);
	if (!kr_stream_require(&self.stream, "kind", &self.at[KR_ACCOUNT_KIND], &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++) {
		names[i + 1] = kr_account_field_names[i];
		self.at[i] = kr_header_find(&self.stream.header, kr_slice_text(names[i + 1]));
	}
	if (!kr_chain_open(&self.chain, log_path, fields, note, NULL, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, true);
	kr_command_rejects(&command, &common, &self.rejects);
	write_header(names, KR_ACCOUNT_FIELDS + 1);
	bool good = kr_writer_keep(&self.group, &error);
	while (good && !writer.output.failed && (more = kr_stream_next(&self.stream, &record, &error)) > 0) {
		read++;
		good = post_record(&self, &record, &error);
	}
	/* What was accepted before a bad line stays: it is in the log as whole operations. */
	kr_error late;
	if (good && !commit_group(&self, more < 0 ? &late : &error))
		good = false;
	kr_writer_abandon(&self.group);
	kr_chain_close(&self.chain);
	kr_stream_close(&self.stream);
	if (!good || (more < 0 && !writer.output.failed))
		return kr_command_failed(&command, &writer, &self.rejects, &error);
	return kr_command_finish(&command, &common, &writer, &self.rejects, read);
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &common, argc, argv), status;
	if (first >= argc)
		die("which verb: post, balance, postings, verify");
	if (log_path == NULL)
		die("needs --log");
	const char *verb = argv[first++];
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		fields[i] = (kr_chain_field){kr_account_field_names[i], false};
	bool is_post = strcmp(verb, "post") == 0;
	if (!is_post && first < argc)
		die("takes no files but for post");
	if (last_hash != NULL && strcmp(verb, "verify") != 0)
		die("--last is for verify");
	if (!is_post && (common.rejects != NULL || common.max_rejects != NULL))
		die("--rejects and --max-rejects are for post");
	if (is_post)
		status = post(argc, argv, first);
	else if (strcmp(verb, "balance") == 0)
		status = balance();
	else if (strcmp(verb, "postings") == 0)
		status = postings();
	else if (strcmp(verb, "verify") == 0)
		status = verify();
	else
		die("no such verb: post, balance, postings, verify");
	kr_account_free(&account);
	return status;
}
