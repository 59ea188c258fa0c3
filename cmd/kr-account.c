/*
 * kr-account: the ledger of development accounts and pots. Operations are added to a log that nobody can change unseen; what
 * the log holds is told as balances and as postings in double entry.
 */
#include "account/account.h"
#include "verbs.h"

kr_common common;
account_asked asked;

static const kr_option options[] = {
    {0, "log", KR_OPTION_TEXT, &asked.log, "file", "the log (needed); its last hash stands in file.last", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &asked.date, "day", "the day of the operation, YYYY-MM-DD", 0, 0, NULL},
    {0, "by", KR_OPTION_TEXT, &asked.by, "who", "who does it or records it", 0, 0, NULL},
    {0, "id", KR_OPTION_TEXT, &asked.id, "text", "own name of the operation: one that stands in the log is refused", 0, 0, NULL},
    {0, "note", KR_OPTION_TEXT, &asked.note, "text", "why", 0, 0, NULL},
    {0, "pot", KR_OPTION_TEXT, &asked.pot, "names", "the pot; of reserve those that pay, the first is tried first", 0, 0, NULL},
    {0, "person", KR_OPTION_TEXT, &asked.person, "id", "whose account, who is helped, for whom alone a grant is", 0, 0, NULL},
    {0, "own", KR_OPTION_CHOICE, &asked.own, "when", "of reserve: the person's own account pays too, first or last", 0, 0, "first last"},
    {0, "giver", KR_OPTION_TEXT, &asked.giver, "kind", "worker, employer, government, sector, transition_payment or other, with :NAME or without", 0, 0, NULL},
    {0, "instruments", KR_OPTION_TEXT, &asked.instruments, "codes", "what a gift may pay for (any: anything); of reserve the one instrument", 0, 0, NULL},
    {0, "branches", KR_OPTION_TEXT, &asked.branches, "names", "whose services a gift may pay (any: of all); of reserve the one branch", 0, 0, NULL},
    {0, "until", KR_OPTION_TEXT, &asked.until, "day", "last day of a gift, of a reservation's payment, of an accreditation, of a statement", 0, 0, NULL},
    {0, "from", KR_OPTION_TEXT, &asked.from, "day", "of statement: the first day", 0, 0, NULL},
    {0, "service", KR_OPTION_TEXT, &asked.service, "id", "the service that is reserved or accredited", 0, 0, NULL},
    {0, "provider", KR_OPTION_TEXT, &asked.provider, "name", "who is paid or accredited", 0, 0, NULL},
    {0, "euro", KR_OPTION_TEXT, &asked.euro, "amount", "the amount in euro, such as 2500 or 99.95", 0, 0, NULL},
    {0, "ref", KR_OPTION_NUMBER, &asked.ref, "number", "number of the reservation, or of the line that is reversed", 1, INT32_MAX, NULL},
    {0, "person-cap", KR_OPTION_TEXT, &asked.person_cap, "amount", "euro that one person may hold of the pot; 0: no cap", 0, 0, NULL},
    {0, "service-cap", KR_OPTION_TEXT, &asked.service_cap, "amount", "euro that one service may hold of the pot; 0: no cap", 0, 0, NULL},
    {0, "own-share", KR_OPTION_TEXT, &asked.own_share, "percent", "percent of a price that the pot does not pay", 0, 0, NULL},
    {0, "accredited", KR_OPTION_CHOICE, &asked.accredited, "word", "yes: the pot pays accredited services alone", 0, 0, "yes no"},
    {0, "trains", KR_OPTION_TEXT, &asked.trains, "file", "of reserve and draw: for each wagon of these trains", 0, 0, NULL},
    {0, "services", KR_OPTION_TEXT, &asked.services, "file", "with --trains: services, which tell the provider and the branch", 0, 0, NULL},
    {0, "seed", KR_OPTION_TEXT, &asked.seed, "text", "of draw: the published seed", 0, 0, NULL},
    {0, "linked", KR_OPTION_TEXT, &asked.linked, "file", "of bought: registrations of kr-link: whose an event with a record_id is", 0, 0, NULL},
    {0, "last", KR_OPTION_TEXT, &asked.last, "hash", "a hash that was published; the log must still have its line", 0, 0, NULL},
    KR_OPTIONS_REJECTS(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

const kr_command command = {
    "kr-account", "verb [file ...]", "Keeps the ledger of development accounts and pots, in double entry.", options, false,
};

enum verb { GRANT, DEPOSIT, TERMS, ACCREDIT, RESERVE, DRAW, PAY, REFUND, RELEASE, EXPIRE, REVERSE, POST, BALANCE, STATEMENT, BOUGHT, POSTINGS, VERIFY, VERBS };

#define STEP " date by id note "
#define VERB_NAMES "grant, deposit, terms, accredit, reserve, draw, pay, refund, release, expire, reverse, post, balance, statement, bought, postings, verify"

static const kr_verb verbs[VERBS] = {
    [GRANT] = {"grant", STEP "pot person giver instruments branches until euro "},
    [DEPOSIT] = {"deposit", STEP "person giver instruments branches until euro "},
    [TERMS] = {"terms", STEP "pot person-cap service-cap own-share accredited "},
    [ACCREDIT] = {"accredit", STEP "provider service until rejects max-rejects "},
    [RESERVE] = {"reserve", STEP "pot own person service provider instruments branches euro until trains services "},
    [DRAW] = {"draw", STEP "pot own trains services seed "},
    [PAY] = {"pay", STEP "ref euro "},
    [REFUND] = {"refund", STEP "ref euro "},
    [RELEASE] = {"release", STEP "ref euro "},
    [EXPIRE] = {"expire", STEP "pot person ref "},
    [REVERSE] = {"reverse", STEP "ref "},
    [POST] = {"post", " rejects max-rejects "},
    [BALANCE] = {"balance", " "},
    [STATEMENT] = {"statement", " pot person from until "},
    [BOUGHT] = {"bought", " linked "},
    [POSTINGS] = {"postings", " "},
    [VERIFY] = {"verify", " last "},
};

static const enum kr_account_kind kinds[VERBS] = {
    [GRANT] = KR_GRANT, [DEPOSIT] = KR_DEPOSIT, [TERMS] = KR_TERMS, [ACCREDIT] = KR_ACCREDIT, [RESERVE] = KR_RESERVE, [PAY] = KR_PAY,
    [REFUND] = KR_REFUND, [RELEASE] = KR_RELEASE, [EXPIRE] = KR_EXPIRE, [REVERSE] = KR_REVERSE};

static int
run(enum verb verb, int argc, char **argv, int operands)
{
	bool has_files = operands < argc;
	switch (verb) {
	case POST: return account_post(argc, argv, operands);
	case BALANCE: return account_balance();
	case STATEMENT: return account_statement();
	case BOUGHT: return account_bought(argc, argv, operands);
	case POSTINGS: return account_postings();
	case VERIFY: return account_verify();
	case ACCREDIT: return has_files ? account_accredit(argc, argv, operands) : account_one(KR_ACCREDIT);
	case DRAW: return account_draw();
	case EXPIRE: return asked.pot == NULL && asked.person == NULL && asked.ref == 0 ? account_expire_all() : account_one(KR_EXPIRE);
	case RESERVE: return asked.trains != NULL ? account_trains() : account_one(KR_RESERVE);
	default: return account_one(kinds[verb]);
	}
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &common, argc, argv);
	if (first >= argc)
		kr_command_stop(&command, "which verb: " VERB_NAMES " (kr-account --help tells more)");
	enum verb verb = (enum verb)kr_command_verb(&command, verbs, VERBS, argv[first]);
	/* The table begins with --log, which all take, and the options of verbs. */
	kr_command_verb_options(&command, &verbs[verb], options + 1, &common.output);
	if (verb != POST && verb != ACCREDIT && verb != BOUGHT && first + 1 < argc)
		kr_command_stop(&command, "%s takes no files", verbs[verb].name);
	if (asked.log == NULL)
		kr_command_stop(&command, "needs --log");
	int status = run(verb, argc, argv, first + 1);
	kr_account_free(&account);
	return status;
}
