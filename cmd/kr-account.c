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
    {0, "last", KR_OPTION_TEXT, &asked.last, "hash", "a hash that was published; the log must still have its line", 0, 0, NULL},
    KR_OPTIONS_REJECTS(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

const kr_command command = {
    "kr-account", "verb [file ...]", "Keeps the ledger of development accounts and pots: post, balance, postings, verify.", options, false,
};

enum verb { POST, BALANCE, POSTINGS, VERIFY, VERBS };

static const kr_verb verbs[VERBS] = {
    [POST] = {"post", " rejects max-rejects "},
    [BALANCE] = {"balance", " "},
    [POSTINGS] = {"postings", " "},
    [VERIFY] = {"verify", " last "},
};

static int
run(enum verb verb, int argc, char **argv, int operands)
{
	switch (verb) {
	case POST: return account_post(argc, argv, operands);
	case BALANCE: return account_balance();
	case POSTINGS: return account_postings();
	default: return account_verify();
	}
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &common, argc, argv);
	if (first >= argc)
		kr_command_stop(&command, "which verb: post, balance, postings, verify (kr-account --help tells more)");
	enum verb verb = (enum verb)kr_command_verb(&command, verbs, VERBS, argv[first]);
	/* The table begins with --log, which all take, and the options of verbs. */
	kr_command_verb_options(&command, &verbs[verb], options + 1, &common.output);
	if (verb != POST && first + 1 < argc)
		kr_command_stop(&command, "%s takes no files", verbs[verb].name);
	if (asked.log == NULL)
		kr_command_stop(&command, "needs --log");
	int status = run(verb, argc, argv, first + 1);
	kr_account_free(&account);
	return status;
}
