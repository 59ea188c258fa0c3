/*
 * kr-contact: the log of asking. An employer asks the person behind a card; the person answers; after a yes the employer
 * sees the contact data. Each step is a line of a log that nobody can change unseen.
 */
#include <stdlib.h>

#include "base/nearest.h"
#include "contact/contact.h"

kr_common common;
contact_asked asked = {.language = "nl", .format = "text"};

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

static const char *const verbs[VERBS] = {"ask", "answer", "show", "meet", "start", "still-there", "end", "withdraw", "object", "due",
    "person", "forget", "pass", "events", "verify", "mail"};

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

static enum verb
verb_of(const char *name)
{
	kr_nearest nearest = kr_nearest_to(kr_slice_text(name));
	char quoted[KR_QUOTE_MAX];
	kr_error error;
	for (int verb = 0; verb < VERBS; verb++) {
		if (strcmp(name, verbs[verb]) == 0)
			return (enum verb)verb;
		kr_nearest_offer(&nearest, kr_slice_text(verbs[verb]));
	}
	kr_slice best = kr_nearest_found(&nearest);
	kr_quote(kr_slice_text(name), quoted);
	if (best.len > 0)
		kr_fail(&error, "%s: no such verb; did you mean %.*s? (kr-contact --help tells more)", quoted, (int)best.len, best.ptr);
	else
		kr_fail(&error, "%s: no such verb (kr-contact --help tells more)", quoted);
	kr_command_die(&command, &error);
}

/* Files for ask and pass; the person for person, forget and object; nothing for the others. */
static void
take_operands(enum verb verb, char **operands)
{
	kr_error error;
	if (verb == ASK || verb == PASS || operands[0] == NULL)
		return;
	kr_fail(&error, "%s takes no more operands (kr-contact --help tells more)", verbs[verb]);
	if ((verb != PERSON && verb != FORGET && verb != OBJECT) || asked.person != NULL || operands[1] != NULL)
		kr_command_die(&command, &error);
	asked.person = operands[0];
}

int
main(int argc, char **argv)
{
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);
	kr_fail(&error, "which verb: ask, answer, show, meet, start, still-there, end, withdraw, object, due, person, forget, pass, "
	    "events, verify, mail (kr-contact --help tells more)");
	if (first >= argc)
		kr_command_die(&command, &error);
	enum verb verb = verb_of(argv[first]);
	take_operands(verb, argv + first + 1);
	contact_needs("--log", asked.log);
	return run(verb, argv + first + 1);
}
