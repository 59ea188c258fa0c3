/*
 * kr-report: indicators of the register, for one region or all of them, to read or to go on with.
 */
#include <string.h>

#include "report/report.h"

#define WIDTH_MIN 72
#define WIDTH_MAX 200

static report_options chosen = {.format = "text", .language = "nl"};

static const kr_option options[] = {
    {0, "vacancies", KR_OPTION_TEXT, &chosen.vacancies, "file", "normalized vacancies", 0, 0, NULL},
    {0, "matches", KR_OPTION_TEXT, &chosen.matches, "file", "pairs of kr-match; needs --vacancies", 0, 0, NULL},
    {0, "households", KR_OPTION_TEXT, &chosen.households, "file", "households of the people of the pairs", 0, 0, NULL},
    {0, "events", KR_OPTION_TEXT, &chosen.events, "file", "events of sources and of kr-contact", 0, 0, NULL},
    {0, "linked", KR_OPTION_TEXT, &chosen.linked, "file", "registrations of kr-link: whose an event with a record_id is", 0, 0, NULL},
    {0, "region", KR_OPTION_TEXT, &chosen.region, "region", "code, name or alias of a region, NL, or all (default)", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &chosen.date, "date", "reference date (the latest as_of in the data)", 0, 0, NULL},
    {0, "since", KR_OPTION_TEXT, &chosen.since, "date", "first day of the period up to it (a year before)", 0, 0, NULL},
    {0, "by", KR_OPTION_TEXT, &chosen.by, "field", "count the persons by the classes of this field too", 0, 0, NULL},
    {0, "to", KR_OPTION_TEXT, &chosen.common.to, "recipient", "who gets the worklist, as in caseworker", 0, 0, NULL},
    {0, "purpose", KR_OPTION_TEXT, &chosen.common.purpose, "text", "what --by with a sensitive field, pays or the worklist is for", 0, 0, NULL},
    {'f', "format", KR_OPTION_CHOICE, &chosen.format, "format", "text (default) or tsv", 0, 0, "text tsv"},
    {0, "language", KR_OPTION_CHOICE, &chosen.language, "language", "nl (default) or en", 0, 0, "nl en"},
    {0, "unprotected", KR_OPTION_FLAG, &chosen.is_unprotected, NULL, "exact counts: not for publication", 0, 0, NULL},
    {0, "width", KR_OPTION_NUMBER, &chosen.width, "columns", "width of the text form (the terminal's, else 80)", WIDTH_MIN, WIDTH_MAX, NULL},
    {0, "ascii", KR_OPTION_FLAG, &chosen.is_ascii, NULL, "draw with ASCII characters only", 0, 0, NULL},
    {0, "brief", KR_OPTION_FLAG, &chosen.is_brief, NULL, "leave the definitions out of the text form", 0, 0, NULL},
    KR_OPTION_OUTPUT(chosen.common),
    KR_OPTIONS_TABLES(chosen.common),
    KR_OPTIONS_COMMON(chosen.common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-report", "report [file ...]", "Tells how a register stands, how people get to work, what money bought.", options, false,
};

const report_kind report_kinds[] = {
    {"overview", "vacancies matches by purpose unprotected brief ascii", report_overview},
    {"flow", "events linked since unprotected brief ascii", report_steps},
    {"guidance", "events linked since unprotected brief ascii", report_steps},
    {"lasting", "events linked since unprotected brief ascii", report_steps},
    {"sectors", "vacancies matches unprotected brief ascii", report_sectors},
    {"budget", "unprotected brief ascii", report_budget},
    {"instruments", "brief ascii", report_instruments},
    {"training", "vacancies matches unprotected brief ascii", report_training},
    {"pays", "matches households purpose unprotected brief ascii", report_pays},
    {"worklist", "matches events linked to purpose", report_worklist},
    {NULL, NULL, NULL},
};

static void
list_names(kr_buffer *names)
{
	for (const report_kind *kind = report_kinds; kind->name != NULL; kind++) {
		kr_buffer_text(names, kind == report_kinds ? "" : ", ");
		kr_buffer_text(names, kind->name);
	}
}

static const report_kind *
choose_kind(int argc, char **argv, int first)
{
	kr_error error;
	char quoted[KR_QUOTE_MAX];
	kr_buffer names = {0};
	list_names(&names);
	kr_fail(&error, "which report: %.*s (kr-report --help tells more)", (int)names.len, names.ptr);
	if (first >= argc)
		kr_command_die(&command, &error);
	for (const report_kind *kind = report_kinds; kind->name != NULL; kind++) {
		if (strcmp(argv[first], kind->name) == 0) {
			kr_buffer_free(&names);
			return kind;
		}
	}
	kr_fail(&error, "%s: no such report; there is: %.*s", kr_quote(kr_slice_text(argv[first]), quoted), (int)names.len, names.ptr);
	kr_command_die(&command, &error);
	return NULL;
}

/* An option that says nothing to this report is a mistake, not a wish. */
static void
check_options(const report_kind *kind)
{
	const struct {
		const char *name, *value;
	} some[] = {
		{"vacancies", chosen.vacancies}, {"matches", chosen.matches}, {"households", chosen.households}, {"events", chosen.events}, {"linked", chosen.linked},
		{"since", chosen.since}, {"by", chosen.by}, {"purpose", chosen.common.purpose}, {"to", chosen.common.to}, {"unprotected", chosen.is_unprotected ? "" : NULL},
		{"brief", chosen.is_brief ? "" : NULL}, {"ascii", chosen.is_ascii ? "" : NULL},
	};
	kr_error error;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		kr_slice rest = kr_slice_text(kind->takes), name;
		bool is_taken = some[i].value == NULL;
		while (!is_taken && kr_slice_next(&rest, ' ', &name))
			is_taken = kr_slice_is(name, some[i].name);
		kr_fail(&error, "--%s: the report %s does not use it", some[i].name, kind->name);
		if (!is_taken)
			kr_command_die(&command, &error);
	}
}

int
main(int argc, char **argv)
{
	int first = kr_command_begin(&command, &chosen.common, argc, argv);
	const report_kind *kind = choose_kind(argc, argv, first);
	check_options(kind);
	return kind->run(kind, &command, &chosen, argc, argv, first + 1);
}
