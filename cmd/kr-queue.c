/*
 * kr-queue: open hiring. Who enlists first is called first; each step is a line of a log that nobody can change unseen.
 * It reads its own log and nothing else: no profile, no register, no order but the number.
 */
#include "queue/queue.h"
#include "verbs.h"

kr_common common;
queue_asked asked;

static const kr_option options[] = {
    {0, "log", KR_OPTION_TEXT, &asked.log, "file", "the log of the vacancy (needed); its last hash stands in file.last", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &asked.date, "day", "the day on which the step is recorded, YYYY-MM-DD", 0, 0, NULL},
    {0, "name", KR_OPTION_TEXT, &asked.name, "name", "the name that the person gives", 0, 0, NULL},
    {0, "phone", KR_OPTION_TEXT, &asked.phone, "number", "where the person is called", 0, 0, NULL},
    {0, "mail", KR_OPTION_TEXT, &asked.mail, "address", "where the person reads mail", 0, 0, NULL},
    {0, "demands", KR_OPTION_TEXT, &asked.demands, "words", "demands of the advert that the person says to meet: lift_10,lift_15,stand_4,stand_8", 0, 0, NULL},
    {0, "number", KR_OPTION_NUMBER, &asked.number, "number", "the number that enlist gave", 1, INT32_MAX, NULL},
    {0, "reason", KR_OPTION_CHOICE, &asked.reason, "word", "why somebody left: withdrew, unreached or absent", 0, 0, "withdrew unreached absent"},
    {0, "last", KR_OPTION_TEXT, &asked.last, "hash", "a hash that was published: the log must still have its line", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

const kr_command command = {
    "kr-queue", "verb", "Keeps the queue of open hiring: enlist, next, started, left, forget, list, place, show, verify.", options, false,
};

enum verb { ENLIST, NEXT, STARTED, LEFT, FORGET, LIST, PLACE, SHOW, VERIFY, VERBS };

static const kr_verb verbs[VERBS] = {
    [ENLIST] = {"enlist", " date name phone mail demands "},
    [NEXT] = {"next", " date "},
    [STARTED] = {"started", " date number "},
    [LEFT] = {"left", " date number reason "},
    [FORGET] = {"forget", " date number "},
    [LIST] = {"list", " "},
    [PLACE] = {"place", " number "},
    [SHOW] = {"show", " number "},
    [VERIFY] = {"verify", " last "},
};

static int
run(enum verb verb)
{
	switch (verb) {
	case ENLIST: return queue_enlist();
	case NEXT: return queue_next();
	case STARTED: return queue_step(KR_QUEUE_STARTED);
	case LEFT: return queue_step(KR_QUEUE_LEFT);
	case FORGET: return queue_forget();
	case LIST: return queue_list();
	case PLACE: return queue_place();
	case SHOW: return queue_show();
	default: return queue_verify();
	}
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &common, argc, argv);
	if (first >= argc)
		kr_command_stop(&command, "which verb: enlist, next, started, left, forget, list, place, show, verify (kr-queue --help tells more)");
	enum verb verb = (enum verb)kr_command_verb(&command, verbs, VERBS, argv[first]);
	/* The table begins with --log, which all take, and the options of verbs. */
	kr_command_verb_options(&command, &verbs[verb], options + 1, &common.output);
	if (first + 1 < argc)
		kr_command_stop(&command, "%s takes no operands: it reads its log and nothing else", verbs[verb].name);
	if (asked.log == NULL)
		kr_command_stop(&command, "needs --log");
	return run(verb);
}
