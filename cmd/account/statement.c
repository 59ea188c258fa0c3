/*
 * kr-account statement: what came to one account and what went, line by line, with what was left.
 */
#include "account/account.h"
#include "verbs.h"

static const char *const names[] = {"seq", "date", "kind", "account", "giver", "person_id", "service_id", "provider", "valid_until",
    "change_available", "change_reserved", "change_paid", "available", "reserved", "paid", "note"};
enum { COLUMNS = sizeof names / sizeof *names, FIRST_NUMBER = 9, NUMBERS = 6 };

typedef struct statement {
	kr_slice pot, person, own;   /* own: person:ID */
	int32_t from, until;
	int64_t sums[KR_PLACES];
	bool is_open;                /* the opening was written */
	uint64_t lines;
} statement;

/* A person's statement tells his own account, what is in a pot for him alone, and what pots reserve and pay for him. */
static bool
is_for_person(const statement *self, const kr_account_gift *gift, const kr_account_reservation *made, bool *is_his)
{
	*is_his = kr_slice_equal(account.holders[gift->account].name, self->own) ||
	    (gift->person.len > 0 && kr_slice_equal(gift->person, self->person));
	return *is_his || (made != NULL && kr_slice_equal(made->person, self->person));
}

static bool
concerns(const statement *self, const kr_account_gift *gift, const kr_account_reservation *made, bool *is_his)
{
	if (self->person.len > 0)
		return is_for_person(self, gift, made, is_his);
	*is_his = true;
	return kr_slice_equal(account.holders[gift->account].name, self->pot);
}

static void
write_row(statement *self, kr_slice *values, const int64_t *changes)
{
	static const enum kr_account_place places[] = {KR_AVAILABLE, KR_RESERVED, KR_PAID};
	char digits[NUMBERS][KR_NUMBER_MAX];
	for (size_t i = 0; i < NUMBERS; i++)
		values[FIRST_NUMBER + i] = number_slice(i < 3 ? changes[places[i]] : self->sums[places[i - 3]], digits[i]);
	kr_writer_values(&output, values, COLUMNS);
	self->lines++;
}

/* What stood there before the first day that is asked for. */
static void
open_statement(statement *self)
{
	static const int64_t none[KR_PLACES];
	kr_slice values[COLUMNS] = {0};
	if (self->is_open)
		return;
	self->is_open = true;
	values[1] = kr_slice_text(asked.from);
	values[2] = KR_SLICE("opening");
	values[3] = self->person.len > 0 ? self->own : self->pot;
	if (asked.from != NULL)
		write_row(self, values, none);
}

static void
write_change(statement *self, const kr_chain_line *line, const kr_account_gift *gift, const kr_account_reservation *made,
    const int64_t *changes)
{
	char seq[KR_NUMBER_MAX];
	bool is_asked = account.move.day >= self->from;
	if (is_asked)
		open_statement(self);
	for (size_t place = 0; place < KR_PLACES; place++)
		self->sums[place] += changes[place];
	if (!is_asked)
		return;
	kr_slice values[COLUMNS] = {number_slice(line->seq, seq), line->values[KR_ACCOUNT_DATE], line->values[KR_ACCOUNT_KIND],
	    account.holders[gift->account].name, gift->giver, made != NULL ? made->person : gift->person, made != NULL ? made->service : (kr_slice){0},
	    made != NULL ? made->provider : (kr_slice){0}, line->values[KR_ACCOUNT_UNTIL]};
	values[COLUMNS - 1] = line->values[KR_ACCOUNT_NOTE];
	write_row(self, values, changes);
}

/* A row for each account and giver of a line: their parts stand together. */
static bool
tell_line(void *context, const kr_chain_line *line, kr_error *error)
{
	statement *self = context;
	const kr_account_move *move = &account.move;
	const kr_account_reservation *made = move->reservation == UINT32_MAX ? NULL : &account.reservations[move->reservation];
	int64_t changes[KR_PLACES] = {0};
	bool is_his, has_change = false;
	(void)error;
	for (size_t i = 0; i < move->count && move->day <= self->until; i++) {
		const kr_account_gift *gift = &account.gifts[move->parts[i].gift];
		const kr_account_gift *next = i + 1 < move->count ? &account.gifts[move->parts[i + 1].gift] : NULL;
		if (concerns(self, gift, made, &is_his)) {
			has_change = true;
			if (is_his || move->from != KR_AVAILABLE)
				changes[move->from] -= move->parts[i].cents;
			if (is_his || move->to != KR_AVAILABLE)
				changes[move->to] += move->parts[i].cents;
		}
		if (has_change && (next == NULL || next->account != gift->account || !kr_slice_equal(next->giver, gift->giver))) {
			write_change(self, line, gift, made, changes);
			memset(changes, 0, sizeof changes);
			has_change = false;
		}
	}
	return true;
}

int
account_statement(void)
{
	kr_chain_end end;
	kr_error error;
	uint32_t number;
	statement self = {.from = INT32_MIN, .until = INT32_MAX, .pot = asked_text("--pot", asked.pot), .person = asked_text("--person", asked.person)};
	if ((asked.pot == NULL) == (asked.person == NULL))
		kr_command_stop(&command, "statement needs --pot or --person");
	if (asked.from != NULL)
		self.from = kr_command_day(&command, asked.from);
	if (asked.until != NULL)
		self.until = kr_command_day(&command, asked.until);
	if (self.person.len > 0)
		self.own = asked_accounts((kr_slice){0}, self.person, "first");
	output_open(names, COLUMNS);
	bool good = log_read(tell_line, &self, &end, &error);
	if (good && self.lines == 0 && self.pot.len > 0 && !kr_account_find(&account, self.pot, &number))
		good = kr_fail(&error, "--pot: nothing was ever granted to it");
	if (!good)
		return kr_command_failed(&command, &output, NULL, &error);
	open_statement(&self);
	return kr_command_finish(&command, &common, &output, NULL, (uint64_t)end.seq);
}
