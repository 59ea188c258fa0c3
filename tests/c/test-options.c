/* Options: kinds, ranges, whole names only, messages; --help and the list for the man page. */
#include "base/options.h"

#include "tap.h"

static bool flag;
static const char *text, *choice;
static int64_t number;
static kr_option_list list;

static const kr_option table[] = {
    {'q', "quiet", KR_OPTION_FLAG, &flag, NULL, "no messages", 0, 0, NULL},
    {'o', "output", KR_OPTION_TEXT, &text, "file", "write to file", 0, 0, NULL},
    {'j', "threads", KR_OPTION_NUMBER, &number, "number", "threads", -2, 64, NULL},
    {0, "class", KR_OPTION_CHOICE, &choice, "class", "a class", 0, 0, "identity sensitive profile"},
    {'F', "field", KR_OPTION_LIST, &list, "names", "fields", 0, 0, NULL},
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static kr_error error;
static int first;

static bool
parse_as(bool in_order, const char *const *words)
{
	static char copies[100][64];
	static char *argv[101];
	int argc = 0;
	flag = false;
	text = choice = NULL;
	number = 7;
	list.count = 0;
	error.message[0] = '\0';
	for (; words[argc] != NULL; argc++) {
		snprintf(copies[argc], sizeof copies[argc], "%s", words[argc]);
		argv[argc] = copies[argc];
	}
	argv[argc] = NULL;
	return kr_options_parse(table, argc, argv, in_order, &first, &error);
}

#define parse(...) parse_as(false, (const char *const[]){"kr", __VA_ARGS__, NULL})
#define said(wanted) (strcmp(error.message, (wanted)) == 0)

static void
test_good(void)
{
	ok(parse("-qo", "x", "--threads=-2", "--class", "profile", "-Fa", "--field", "b,c") && flag && strcmp(text, "x") == 0 &&
	    number == -2 && strcmp(choice, "profile") == 0 && list.count == 2 && strcmp(list.items[1], "b,c") == 0,
	    "all kinds, all spellings");
	ok(parse("a", "-q", "b") && flag && first == 2, "options may stand behind operands");
	ok(parse_as(true, (const char *const[]){"kr", "-q", "sort", "-o", "x", NULL}) && flag && text == NULL && first == 2,
	    "not when the operands are a command");
	ok(parse("--", "-q") && !flag && first == 2, "-- ends the options");
	ok(parse("-") && first == 1, "- is an operand");
	ok(parse("x") && number == 7 && text == NULL, "what is not given is left alone");
	ok(parse("-o", "-") && strcmp(text, "-") == 0, "- may be an argument");
}

static void
test_bad(void)
{
	ok(!parse("--outptu", "x") && said("unknown option --outptu; did you mean --output?"), "the nearest name");
	ok(!parse("--zzzzzz") && said("unknown option --zzzzzz"), "no name is near");
	ok(!parse("--zzzzzz=5") && said("unknown option --zzzzzz"), "the argument is not repeated");
	ok(!parse("--out", "x") && said("unknown option --out"), "a beginning is not the name");
	ok(!parse("--outpu=x") && said("unknown option --outpu; did you mean --output?"), "nor with an argument to it");
	ok(!parse("a", "b", "--quie") && said("unknown option --quie; did you mean --quiet?"), "nor behind operands");
	ok(!parse("-Z") && said("unknown option -Z"), "an unknown letter");
	ok(!parse("-qZ") && said("unknown option -Z"), "an unknown letter among others");
	ok(!parse("-\x1b") && said("unknown option -\\x1B"), "an escape character is not sent to the terminal");
	ok(!parse("-o") && said("-o: needs a value"), "a letter without its value");
	ok(!parse("--output") && said("--output: needs a value"), "a name without its value");
	ok(!parse("--output=") && said("--output: needs a value that is not empty"), "an empty value");
	ok(!parse("--quiet=yes") && said("--quiet: takes no value"), "a flag with a value");
	ok(!parse("-j", "65") && said("--threads: must be a number from -2 to 64"), "a number out of range");
	ok(!parse("-j", "1x") && !parse("-j", "") && !parse("-j", " 1") && !parse("-j", "0x1"), "no number");
	ok(!parse("--class", "prof") && said("--class: prof is none of: identity sensitive profile"), "none of the choices");
	ok(!parse("--class", "identity sensitive"), "two choices are none");
}

static void
test_many(void)
{
	const char *words[KR_OPTION_LIST_MAX + 3] = {"kr"};
	for (int i = 0; i < KR_OPTION_LIST_MAX; i++)
		words[i + 1] = "-Fx";
	ok(parse_as(false, words) && list.count == KR_OPTION_LIST_MAX, "a list is full");
	words[KR_OPTION_LIST_MAX + 1] = "-Fx";
	ok(!parse_as(false, words) && said("--field: given more than 64 times"), "and no more");
}

static void
test_texts(void)
{
	kr_buffer out = {0};
	kr_options_list(table, &out);
	ok(kr_slice_is(kr_buffer_slice(&out),
	    "q\tquiet\t\no\toutput\tfile\nj\tthreads\tnumber\n\tclass\tclass\nF\tfield\tnames\n"), "the list for scripts");
	kr_buffer_clear(&out);
	kr_options_help(table, "kr-x", "[file ...]", "Does x.", &out);
	ok(kr_slice_starts(kr_buffer_slice(&out), KR_SLICE("usage: kr-x [option ...] [file ...]\nDoes x.\n\n"
	    "  -q, --quiet                 no messages\n  -o, --output file           write to file\n")), "the help");
	kr_buffer_free(&out);
}

int
main(void)
{
	test_good();
	test_bad();
	test_many();
	test_texts();
	return tap_done();
}
