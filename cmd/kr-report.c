/*
 * kr-report: indicators of the register, for one region or all of them, to read or to go on with.
 */
#include "command.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/render.h"

#define WIDTH_MIN 72
#define WIDTH_DEFAULT 80
#define WIDTH_MAX 200
#define WIDTH_MAX_TERMINAL 120 /* longer lines are hard to read */

static kr_common common;
static const char *vacancies, *matches, *region_name, *format = "text", *region_all = "all";
static kr_overview_request request = {.language = "nl"};
static int64_t width;
static bool is_ascii, is_brief;

static const kr_option options[] = {
    {0, "vacancies", KR_OPTION_TEXT, &vacancies, "file", "normalized vacancies", 0, 0, NULL},
    {0, "matches", KR_OPTION_TEXT, &matches, "file", "pairs of kr-match; needs --vacancies", 0, 0, NULL},
    {0, "region", KR_OPTION_TEXT, &region_name, "region", "code, name or alias of a region, NL, or all (default)", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &request.date, "date", "reference date (the latest as_of in the data)", 0, 0, NULL},
    {0, "by", KR_OPTION_TEXT, &request.by, "field", "count the persons by the classes of this field too", 0, 0, NULL},
    {0, "purpose", KR_OPTION_TEXT, &request.purpose, "text", "what --by with a sensitive field is for; stands in the report", 0, 0, NULL},
    {'f', "format", KR_OPTION_CHOICE, &format, "format", "text (default) or tsv", 0, 0, "text tsv"},
    {0, "language", KR_OPTION_CHOICE, &request.language, "language", "nl (default) or en", 0, 0, "nl en"},
    {0, "unprotected", KR_OPTION_FLAG, &request.is_unprotected, NULL, "exact counts: not for publication", 0, 0, NULL},
    {0, "width", KR_OPTION_NUMBER, &width, "columns", "width of the text form (the terminal's, else 80)", WIDTH_MIN, WIDTH_MAX, NULL},
    {0, "ascii", KR_OPTION_FLAG, &is_ascii, NULL, "draw with ASCII characters only", 0, 0, NULL},
    {0, "brief", KR_OPTION_FLAG, &is_brief, NULL, "leave the definitions out of the text form", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-report", "overview [file ...]", "Tells how a register stands: people, completeness, vacancies, matches, tension.", options, false,
};

static kr_overview overview;

/* On a terminal as wide as it is, within reason; elsewhere always the same. */
static uint32_t
line_width(void)
{
	struct winsize size;
	if (width)
		return (uint32_t)width;
	if (common.output != NULL || !isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col < WIDTH_MIN)
		return WIDTH_DEFAULT;
	return size.ws_col > WIDTH_MAX_TERMINAL ? WIDTH_MAX_TERMINAL : size.ws_col;
}

static int
check_operands(int argc, char **argv, int first)
{
	kr_error error;
	char quoted[KR_QUOTE_MAX];
	kr_fail(&error, "which report: overview (kr-report --help tells more)");
	if (first >= argc)
		kr_command_die(&command, &error);
	kr_fail(&error, "%s: no such report; there is: overview", kr_quote(kr_slice_text(argv[first]), quoted));
	if (strcmp(argv[first], "overview") != 0)
		kr_command_die(&command, &error);
	kr_fail(&error, "--matches needs --vacancies: a pair lies in the region of its vacancy");
	if (matches != NULL && vacancies == NULL)
		kr_command_die(&command, &error);
	return first + 1;
}

static uint32_t
choose_region(void)
{
	kr_error error;
	uint32_t region;
	if (region_name == NULL || strcmp(region_name, region_all) == 0)
		return KR_ALL_REGIONS;
	if (!kr_regions_find(&overview.telling.regions, region_name, &region, &error))
		kr_command_die(&command, &error);
	return region;
}

static bool
read_matches(kr_stream *stream, kr_error *error)
{
	return kr_market_matches(&overview.market, stream, error);
}

static bool
read_vacancies(kr_stream *stream, kr_error *error)
{
	return kr_market_vacancies(&overview.market, stream, &overview.telling.regions, &overview.telling.provenance, error);
}

/* One more file beside the operands, read whole. */
static void
read_file(const char *path, bool (*read)(kr_stream *stream, kr_error *error))
{
	kr_error error;
	kr_stream stream;
	char *copy;
	if (path == NULL)
		return;
	kr_fail(&error, "out of memory");
	if ((copy = strdup(path)) == NULL || !kr_stream_open(&stream, &copy, 1, NULL, &error))
		kr_command_die(&command, &error);
	if (!read(&stream, &error))
		kr_command_die(&command, &error);
	kr_stream_close(&stream);
	free(copy);
}

static bool
write_report(uint32_t region, kr_writer *writer, kr_error *error)
{
	kr_lines lines = {.width = line_width(), .is_ascii = is_ascii};
	if (strcmp(format, "tsv") == 0)
		return kr_render_tsv(&overview.telling, region, writer, error);
	kr_render_overview(&overview, region, is_brief, &lines);
	bool good = !lines.out.failed;
	if (good)
		kr_output_write(&writer->output, lines.out.ptr, lines.out.len);
	kr_buffer_free(&lines.out);
	return good || kr_fail(error, "out of memory");
}

int
main(int argc, char **argv)
{
	kr_error error;
	kr_stream stream;
	kr_writer writer;
	int first = kr_command_begin(&command, &common, argc, argv);

	first = check_operands(argc, argv, first);
	request.tables = common.tables;
	if (!kr_overview_begin(&overview, &request, &error))
		kr_command_die(&command, &error);
	uint32_t region = choose_region();
	read_file(matches, read_matches);
	read_file(vacancies, read_vacancies);
	kr_command_stream(&command, &common, &stream, argc, argv, first);
	if (!kr_overview_count(&overview, &request, &stream, &error) || !kr_overview_end(&overview, &request, &error))
		kr_command_die(&command, &error);
	kr_stream_close(&stream);
	kr_command_writer(&command, &common, &writer, request.is_unprotected);
	int status = write_report(region, &writer, &error)
	    ? kr_command_finish(&command, &common, &writer, NULL, overview.counts[overview.telling.regions.total].persons)
	    : kr_command_failed(&command, &writer, NULL, &error);
	kr_overview_free(&overview);
	return status;
}
