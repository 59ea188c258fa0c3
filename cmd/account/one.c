/*
 * kr-account grant, deposit, reserve, pay, refund, release, expire, reverse, terms, accredit: one operation from the command line.
 */
#include <stdlib.h>

#include "account/account.h"
#include "ledger/pots.h"
#include "verbs.h"

enum { LONGEST = 4096 };

static kr_arena arena;

static kr_slice
keep(const kr_buffer *text)
{
	kr_slice kept = kr_arena_copy(&arena, kr_buffer_slice(text));
	if (text->failed || (text->len > 0 && kept.ptr == NULL))
		kr_command_stop(&command, "out of memory");
	return kept;
}

/* An argument in stream form; of a list the commas become |, and `any` is the empty list. */
static kr_slice
argument(const char *option, const char *value, bool is_list)
{
	kr_buffer text = {0};
	if (value == NULL || (is_list && strcmp(value, "any") == 0))
		return (kr_slice){0};
	kr_command_argument(&command, option, value, LONGEST, &text);
	for (size_t i = 0; is_list && i < text.len; i++)
		if (text.ptr[i] == ',')
			text.ptr[i] = '|';
	kr_slice kept = keep(&text);
	kr_buffer_free(&text);
	return kept;
}

kr_slice
asked_text(const char *option, const char *value)
{
	return argument(option, value, false);
}

kr_slice
asked_list(const char *option, const char *value)
{
	return argument(option, value, true);
}

/* An amount in euro as cents. */
static kr_slice
cents(const char *option, const char *value)
{
	kr_buffer text = {0};
	int64_t number;
	if (value == NULL)
		return (kr_slice){0};
	if (!kr_decimal_parse(kr_slice_text(value), 2, &number) || number < 0)
		kr_command_stop(&command, "%s: must be an amount in euro, such as 2500 or 99.95", option);
	kr_buffer_number(&text, number);
	kr_slice kept = keep(&text);
	kr_buffer_free(&text);
	return kept;
}

kr_slice
asked_accounts(kr_slice pots, kr_slice person, const char *own)
{
	kr_buffer text = {0};
	if (own != NULL && strcmp(own, "first") == 0)
		kr_buffer_format(&text, "person:%.*s%s", (int)person.len, person.ptr, pots.len > 0 ? "|" : "");
	kr_buffer_slice_add(&text, pots);
	if (own != NULL && strcmp(own, "last") == 0)
		kr_buffer_format(&text, "%sperson:%.*s", pots.len > 0 ? "|" : "", (int)person.len, person.ptr);
	kr_slice kept = keep(&text);
	kr_buffer_free(&text);
	return kept;
}

void
asked_step(void)
{
	kr_command_day(&command, asked.date);
	if (asked.by == NULL)
		kr_command_stop(&command, "needs --by");
}

void
asked_values(kr_slice *values, enum kr_account_kind kind)
{
	static kr_slice fixed[KR_ACCOUNT_FIELDS];
	static bool is_made;
	if (!is_made) {
		fixed[KR_ACCOUNT_DATE] = asked_text("--date", asked.date);
		fixed[KR_ACCOUNT_BY] = asked_text("--by", asked.by);
		fixed[KR_ACCOUNT_NOTE] = asked_text("--note", asked.note);
		is_made = true;
	}
	memcpy(values, fixed, sizeof fixed);
	values[KR_ACCOUNT_KIND] = kr_slice_text(kr_account_kind_names[kind]);
}

/* Whose account: pots, the person's own, or in the order of --own both. */
static void
choose_account(kr_slice *values, enum kr_account_kind kind)
{
	kr_slice pots = asked_list("--pot", asked.pot), person = asked_text("--person", asked.person);
	bool is_personal = kind == KR_DEPOSIT || (kind == KR_EXPIRE && pots.len == 0 && person.len > 0);
	const char *own = is_personal ? "first" : kind == KR_RESERVE ? asked.own : NULL;
	values[KR_ACCOUNT_NAME] = asked_accounts(pots, person, own);
	values[KR_ACCOUNT_PERSON] = is_personal ? (kr_slice){0} : person;
}

/* What the table of pots says where the command line does not. */
static void
choose_terms(kr_slice *values, enum kr_account_kind kind)
{
	static const struct {
		enum kr_account_field field;
		enum kr_pot_column column;
		const char *const *asked;
	} earmark[] = {{KR_ACCOUNT_GIVER, KR_POT_GIVER, &asked.giver}, {KR_ACCOUNT_INSTRUMENTS, KR_POT_INSTRUMENTS, &asked.instruments},
	    {KR_ACCOUNT_BRANCHES, KR_POT_BRANCHES, &asked.branches}}, terms[] = {{KR_ACCOUNT_OWN_SHARE, KR_POT_OWN_SHARE, &asked.own_share},
	    {KR_ACCOUNT_ACCREDITED, KR_POT_ACCREDITED, &asked.accredited}};
	static kr_pots pots;
	kr_error error, why;
	char cap[KR_NUMBER_MAX + 1];
	size_t row;
	if (!kr_pots_load(&pots, common.tables, &error))
		kr_command_die(&command, &error);
	if (!kr_pots_find(&pots, values[KR_ACCOUNT_NAME], &row, &why)) {
		kr_fail(&error, "--pot: %s", why.message);
		kr_command_die(&command, &error);
	}
	int32_t day = kr_command_day(&command, asked.date);
	if (kind == KR_GRANT && (kr_date_is_after(kr_pots_cell(&pots, row, KR_POT_FROM), day) ||
	    kr_date_is_before(kr_pots_cell(&pots, row, KR_POT_UNTIL), day)))
		kr_command_stop(&command, "--date: nothing was granted to this pot on that day, tables/pots says");
	for (size_t i = 0; kind == KR_GRANT && i < sizeof earmark / sizeof *earmark; i++)
		if (*earmark[i].asked == NULL)
			values[earmark[i].field] = kr_pots_cell(&pots, row, earmark[i].column);
	for (size_t i = 0; kind == KR_TERMS && i < sizeof terms / sizeof *terms; i++)
		if (*terms[i].asked == NULL)
			values[terms[i].field] = kr_pots_cell(&pots, row, terms[i].column);
	kr_slice euro = kr_pots_cell(&pots, row, KR_POT_PERSON_CAP);
	if (kind == KR_TERMS && asked.person_cap == NULL && euro.len > 0 && euro.len < sizeof cap) {
		memcpy(cap, euro.ptr, euro.len);
		cap[euro.len] = '\0';
		values[KR_ACCOUNT_PERSON_CAP] = cents("tables/pots: person_cap", cap);
	}
}

static void
choose_values(kr_slice *values, enum kr_account_kind kind)
{
	kr_buffer ref = {0};
	asked_values(values, kind);
	values[KR_ACCOUNT_ID] = asked_text("--id", asked.id);
	values[KR_ACCOUNT_GIVER] = asked_text("--giver", asked.giver);
	values[KR_ACCOUNT_INSTRUMENTS] = asked_list("--instruments", asked.instruments);
	values[KR_ACCOUNT_BRANCHES] = asked_list("--branches", asked.branches);
	values[KR_ACCOUNT_UNTIL] = asked_text("--until", asked.until);
	values[KR_ACCOUNT_SERVICE] = asked_text("--service", asked.service);
	values[KR_ACCOUNT_PROVIDER] = asked_text("--provider", asked.provider);
	values[KR_ACCOUNT_CENTS] = cents("--euro", asked.euro);
	values[KR_ACCOUNT_PERSON_CAP] = cents("--person-cap", asked.person_cap);
	values[KR_ACCOUNT_SERVICE_CAP] = cents("--service-cap", asked.service_cap);
	values[KR_ACCOUNT_OWN_SHARE] = asked_text("--own-share", asked.own_share);
	values[KR_ACCOUNT_ACCREDITED] = asked_text("--accredited", asked.accredited);
	if (asked.ref > 0)
		kr_buffer_number(&ref, asked.ref);
	values[KR_ACCOUNT_REF] = keep(&ref);
	kr_buffer_free(&ref);
	choose_account(values, kind);
	if (kind == KR_GRANT || kind == KR_TERMS)
		choose_terms(values, kind);
}

/* The end of a verb that added lines, or did not. */
static int
finish(bool good, kr_error *error)
{
	good = good && log_commit(true, error);
	log_close();
	return good ? kr_command_finish(&command, &common, &output, NULL, 0) : kr_command_failed(&command, &output, NULL, error);
}

int
account_one(enum kr_account_kind kind)
{
	kr_slice values[KR_ACCOUNT_FIELDS];
	kr_error error;
	asked_step();
	choose_values(values, kind);
	log_open();
	int added = log_add(values, &error);
	if (added == 0) {
		kr_command_say(&command, "%s", error.message);
		log_close();
		return KR_SET_ASIDE;
	}
	/* A step is not taken whose result can go nowhere. */
	log_header();
	if (added > 0)
		log_line(log_told(), log_seq(), values);
	return finish(added > 0, &error);
}

/* Adds lines of this account or reservation as long as something is past its date; a thousand gifts fit in one. */
static bool
expire_one(enum kr_account_field field, kr_slice name, kr_error *error)
{
	kr_slice values[KR_ACCOUNT_FIELDS];
	for (;;) {
		asked_values(values, KR_EXPIRE);
		values[field] = name;
		int added = log_add(values, error);
		if (added <= 0)
			return added == 0;
		log_line(log_told(), log_seq(), values);
		if (!log_commit(false, error))
			return false;
	}
}

int
account_expire_all(void)
{
	char digits[KR_NUMBER_MAX];
	kr_error error;
	asked_step();
	int32_t day = kr_command_day(&command, asked.date);
	log_open();
	if (day < account.day)
		kr_command_stop(&command, "--date: lies before the last line of the log");
	log_header();
	bool good = true;
	for (uint32_t i = 0; good && i < account.holder_count; i++)
		good = expire_one(KR_ACCOUNT_NAME, account.holders[i].name, &error);
	for (size_t i = 0; good && i < account.reservation_count; i++)
		good = expire_one(KR_ACCOUNT_REF, number_slice(account.reservations[i].seq, digits), &error);
	return finish(good, &error);
}
