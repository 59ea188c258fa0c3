/*
 * kr-contact: the log of asking. An employer asks the person behind a card; the person answers; after a yes the employer
 * sees the contact data. Each step is a line of a log that nobody can change unseen.
 */
#include "contact/contact.h"
#include "verbs.h"

kr_common common;
contact_asked asked;

static const kr_option options[] = {
    {0, "log", KR_OPTION_TEXT, &asked.log, "file", "the log (needed); its last hash stands in file.last", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &asked.date, "day", "the day of the step, YYYY-MM-DD", 0, 0, NULL},
    {0, "by", KR_OPTION_TEXT, &asked.by, "who", "who does or records it: person, a desk, a caseworker, an employer", 0, 0, NULL},
    {0, "ask", KR_OPTION_NUMBER, &asked.ask, "number", "the question: the number of its line", 1, INT32_MAX, NULL},
    {0, "card", KR_OPTION_TEXT, &asked.card, "id", "the card", 0, 0, NULL},
    {0, "vacancy", KR_OPTION_TEXT, &asked.vacancy, "id", "the vacancy", 0, 0, NULL},
    {0, "employer", KR_OPTION_TEXT, &asked.employer, "id", "the employer (the vacancy's)", 0, 0, NULL},
    {0, "message", KR_OPTION_TEXT, &asked.message, "text", "what the employer writes to the person", 0, 0, NULL},
    {0, "until", KR_OPTION_TEXT, &asked.until, "day", "last day for an answer (the norm of the region)", 0, 0, NULL},
    {0, "answer", KR_OPTION_CHOICE, &asked.answer, "word", "yes, no or later", 0, 0, "yes no later"},
    {0, "kind", KR_OPTION_CHOICE, &asked.kind, "word", "the kind of work that starts", 0, 0, "regular apprenticeship work_experience sheltered voluntary"},
    {0, "wage-subsidy", KR_OPTION_CHOICE, &asked.wage_subsidy, "word", "whether the employer gets wage subsidy: yes or no", 0, 0, "yes no"},
    {0, "weeks", KR_OPTION_CHOICE, &asked.weeks, "number", "still there after 13, 26 or 52 weeks", 0, 0, "13 26 52"},
    {0, "reason", KR_OPTION_CHOICE, &asked.reason, "word", "why the work ended", 0, 0, "contract_ended own_choice employer_choice other_work trial_ended business_ended other"},
    {0, "person", KR_OPTION_TEXT, &asked.person, "id", "the person of the register", 0, 0, NULL},
    {0, "step", KR_OPTION_NUMBER, &asked.step, "number", "the step whose mail is made again: the number of its line", 1, INT32_MAX, NULL},
    {0, "register", KR_OPTION_TEXT, &asked.register_file, "file", "the register", 0, 0, NULL},
    {0, "vacancies", KR_OPTION_TEXT, &asked.vacancies, "file", "the vacancies", 0, 0, NULL},
    {0, "linked", KR_OPTION_TEXT, &asked.linked, "file", "the source records with person_id, as kr-link writes them", 0, 0, NULL},
    {0, "key", KR_OPTION_TEXT, &asked.key, "file", "the secret key that the cards were made with", 0, 0, NULL},
    {0, "to", KR_OPTION_TEXT, &asked.to, "recipient", "who gets the contact data; must be the employer of the question", 0, 0, NULL},
    {0, "mail", KR_OPTION_CHOICE, &asked.mail, "language", "write the mail of the step instead of the step: nl or en", 0, 0, "nl en"},
    {0, "mail-to", KR_OPTION_CHOICE, &asked.mail_to, "reader", "person, desk or employer, instead of who is told first", 0, 0, "person desk employer"},
    {0, "from", KR_OPTION_TEXT, &asked.from, "mailbox", "who writes the mail: name <address>", 0, 0, NULL},
    {0, "desk-mail", KR_OPTION_TEXT, &asked.desk_mail, "mailbox", "where the desk reads mail (--from)", 0, 0, NULL},
    {0, "employer-mail", KR_OPTION_TEXT, &asked.employer_mail, "mailbox", "where the employer reads mail (the vacancy's contact)", 0, 0, NULL},
    {0, "last", KR_OPTION_TEXT, &asked.last, "hash", "a hash that was published: the log must still have its line", 0, 0, NULL},
    {0, "language", KR_OPTION_CHOICE, &asked.language, "language", "of the person's own view: nl (default) or en", 0, 0, "nl en"},
    {'f', "format", KR_OPTION_CHOICE, &asked.format, "format", "of the person's own view: text (default) or tsv", 0, 0, "text tsv"},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

const kr_command command = {
    "kr-contact", "verb [file ...]", "Keeps the log of asking: ask, answer, show, meet, start, still-there, end, withdraw, object.", options, false,
};

enum verb { ASK, ANSWER, SHOW, MEET, START, STILL_THERE, END, WITHDRAW, OBJECT, DUE, PERSON, FORGET, PASS, EVENTS, VERIFY, MAIL, VERBS };

#define QUESTION " date by ask card vacancy"
#define MAIL_OF " register vacancies mail mail-to from desk-mail employer-mail"

/* The verbs and the options that each takes, beside those of all. */
static const kr_verb verbs[VERBS] = {
    [ASK] = {"ask", QUESTION " employer message until key to" MAIL_OF " "},
    [ANSWER] = {"answer", QUESTION " answer" MAIL_OF " "},
    [SHOW] = {"show", QUESTION " to" MAIL_OF " "},
    [MEET] = {"meet", QUESTION MAIL_OF " "},
    [START] = {"start", QUESTION " kind wage-subsidy" MAIL_OF " "},
    [STILL_THERE] = {"still-there", QUESTION " weeks" MAIL_OF " "},
    [END] = {"end", QUESTION " reason" MAIL_OF " "},
    [WITHDRAW] = {"withdraw", QUESTION MAIL_OF " "},
    [OBJECT] = {"object", QUESTION " person" MAIL_OF " "},
    [DUE] = {"due", " date "},
    [PERSON] = {"person", " date person register vacancies language format "},
    [FORGET] = {"forget", " date by person linked key language" MAIL_OF " "},
    [PASS] = {"pass", " key "},
    [EVENTS] = {"events", " "},
    [VERIFY] = {"verify", " last "},
    [MAIL] = {"mail", " step" MAIL_OF " "},
};

static int
run(enum verb verb, char **operands)
{
	switch (verb) {
	case ASK: return contact_ask(operands);
	case ANSWER: return contact_step(KR_CONTACT_ANSWER);
	case SHOW: return contact_show();
	case MEET: return contact_step(KR_CONTACT_MEET);
	case START: return contact_step(KR_CONTACT_START);
	case STILL_THERE: return contact_step(KR_CONTACT_STILL_THERE);
	case END: return contact_step(KR_CONTACT_END);
	case WITHDRAW: return contact_step(KR_CONTACT_WITHDRAW);
	case OBJECT: return contact_object();
	case DUE: return contact_due();
	case PERSON: return contact_person();
	case FORGET: return contact_forget();
	case PASS: return contact_pass(operands);
	case EVENTS: return contact_events();
	case VERIFY: return contact_verify();
	default: return contact_mail_again();
	}
}

/* Files for ask and pass; the person for person, forget and object; nothing for the others. */
static void
take_operands(enum verb verb, char **operands)
{
	if (verb == ASK || verb == PASS || operands[0] == NULL)
		return;
	if ((verb != PERSON && verb != FORGET && verb != OBJECT) || asked.person != NULL || operands[1] != NULL)
		contact_die("%s takes no more operands (kr-contact --help tells more)", verbs[verb].name);
	asked.person = operands[0];
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &common, argc, argv);
	if (first >= argc)
		contact_die("which verb: ask, answer, show, meet, start, still-there, end, withdraw, object, due, person, forget, pass, "
		    "events, verify, mail (kr-contact --help tells more)");
	enum verb verb = (enum verb)kr_command_verb(&command, verbs, VERBS, argv[first]);
	/* The table begins with --log, which all take, and the options of verbs. */
	kr_command_verb_options(&command, &verbs[verb], options + 1, &common.output);
	asked.language = asked.language != NULL ? asked.language : "nl";
	asked.format = asked.format != NULL ? asked.format : "text";
	take_operands(verb, argv + first + 1);
	contact_needs("--log", asked.log);
	return run(verb, argv + first + 1);
}
