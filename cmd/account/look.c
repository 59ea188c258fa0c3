/*
 * kr-account balance, postings, verify: what the log tells.
 */
#include <stdlib.h>

#include "account/account.h"
#include "codes/date.h"

/* One line of the log as two postings for each part: what leaves a place, and what comes to another. */
static bool
post_both(void *context, const kr_chain_line *line, kr_error *error)
{
	char seq[KR_NUMBER_MAX], gift[KR_NUMBER_MAX], cents[KR_NUMBER_MAX];
	const kr_account_move *move = &account.move;
	const kr_account_reservation *made = move->reservation == UINT32_MAX ? NULL : &account.reservations[move->reservation];
	(void)context;
	(void)error;
	for (size_t i = 0; i < move->count; i++) {
		const kr_account_gift *from = &account.gifts[move->parts[i].gift];
		for (int side = 0; side < 2; side++) {
			int64_t amount = side == 0 ? -move->parts[i].cents : move->parts[i].cents;
			const kr_slice values[] = {number_slice(line->seq, seq), line->values[KR_ACCOUNT_DATE], line->values[KR_ACCOUNT_KIND],
			    account.holders[from->account].name, kr_slice_text(kr_account_place_names[side == 0 ? move->from : move->to]),
			    number_slice(from->seq, gift), number_slice(amount, cents), from->giver,
			    made != NULL ? made->person : (kr_slice){0}, made != NULL ? made->service : (kr_slice){0},
			    made != NULL ? made->provider : (kr_slice){0}};
			kr_writer_values(&output, values, sizeof values / sizeof *values);
		}
	}
	return true;
}

int
account_postings(void)
{
	static const char *const names[] = {"seq", "date", "kind", "account", "place", "gift", "cents", "giver", "person_id", "service_id",
	    "provider"};
	kr_chain_end end;
	kr_error error;
	output_open(names, sizeof names / sizeof *names);
	if (!log_read(post_both, NULL, &end, &error))
		return kr_command_failed(&command, &output, NULL, &error);
	return kr_command_finish(&command, &common, &output, NULL, (uint64_t)end.seq);
}

/* What of an account expires first, and its last day; INT32_MAX: nothing does. */
static int64_t
expiring(const kr_account_holder *holder, int32_t *until)
{
	int64_t cents = 0;
	for (size_t i = 0; i < holder->open.count; i++) {
		const kr_account_gift *gift = &account.gifts[holder->open.items[holder->open.first + i]];
		if (i > 0 && gift->until != *until)
			break;
		*until = gift->until;
		cents += gift->cents[KR_AVAILABLE];
	}
	return cents;
}

int
account_balance(void)
{
	static const char *const names[] = {"account", "given", "available", "reserved", "paid", "returned", "valid_until", "expires"};
	enum { COLUMNS = sizeof names / sizeof *names };
	kr_chain_end end;
	kr_error error;
	if (!log_read(NULL, NULL, &end, &error))
		kr_command_die(&command, &error);
	int64_t(*sums)[KR_PLACES] = calloc(account.holder_count + 1, sizeof *sums);
	kr_fail(&error, "out of memory");
	if (sums == NULL)
		kr_command_die(&command, &error);
	for (size_t i = 0; i < account.gift_count; i++)
		for (size_t place = 0; place < KR_PLACES; place++)
			sums[account.gifts[i].account][place] += account.gifts[i].cents[place];
	output_open(names, COLUMNS);
	for (size_t i = 0; i < account.holder_count; i++) {
		char digits[COLUMNS][KR_NUMBER_MAX], day[KR_DATE_MAX];
		const int64_t *sum = sums[i];
		const int64_t all[COLUMNS - 2] = {0, sum[KR_AVAILABLE] + sum[KR_RESERVED] + sum[KR_PAID] + sum[KR_WITH_GIVER],
		    sum[KR_AVAILABLE], sum[KR_RESERVED], sum[KR_PAID], sum[KR_WITH_GIVER]};
		kr_slice values[COLUMNS] = {account.holders[i].name};
		for (size_t j = 1; j < COLUMNS - 2; j++)
			values[j] = number_slice(all[j], digits[j]);
		int32_t until = INT32_MAX;
		int64_t cents = expiring(&account.holders[i], &until);
		if (until != INT32_MAX) {
			values[COLUMNS - 2] = kr_slice_of(day, kr_date_write(kr_date_of_days(until), day));
			values[COLUMNS - 1] = number_slice(cents, digits[COLUMNS - 1]);
		}
		kr_writer_values(&output, values, COLUMNS);
	}
	free(sums);
	return kr_command_finish(&command, &common, &output, NULL, (uint64_t)end.seq);
}

static bool
see_last(void *context, const kr_chain_line *line, kr_error *error)
{
	bool *is_seen = context;
	(void)error;
	*is_seen = *is_seen || (asked.last != NULL && kr_slice_is(kr_slice_of(line->hash, KR_CHAIN_HASH), asked.last));
	return true;
}

int
account_verify(void)
{
	static const char *const names[] = {"seq", "hash"};
	char seq[KR_NUMBER_MAX];
	kr_chain_end end;
	kr_error error;
	bool is_seen = false, good = log_read(see_last, &is_seen, &end, &error);
	if (!good && end.is_unread)
		kr_command_die(&command, &error);
	if (good && asked.last != NULL && !is_seen)
		good = kr_fail(&error, "%s: no line has the hash of --last: the log was rewritten, or is another one", asked.log);
	if (!good) {
		kr_command_say(&command, "%s", error.message);
		return KR_SET_ASIDE;
	}
	if (end.is_unfinished && !common.quiet)
		kr_command_say(&command, "%s: the last line was not finished; the next writer cuts it off", asked.log);
	output_open(names, 2);
	const kr_slice values[2] = {number_slice(end.seq, seq), kr_slice_of(end.hash, end.seq > 0 ? KR_CHAIN_HASH : 0)};
	kr_writer_values(&output, values, 2);
	return kr_command_finish(&command, &common, &output, NULL, (uint64_t)end.seq);
}
