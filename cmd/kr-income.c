/*
 * kr-income: what work pays, month by month, for a household and a path of work.
 */
#include <string.h>

#include "answer.h"
#include "base/number.h"
#include "income/income.h"
#include "verbs.h"

kr_common common;
income_asked asked = {.age = -1, .ww_months = -1, .exemption_months = -1};

static const kr_option options[] = {
    {0, "household", KR_OPTION_CHOICE, &asked.household, "kind", "one household of this kind, with the options that follow, and no file", 0, 0, "single single_parent couple"},
    {0, "scheme", KR_OPTION_CHOICE, &asked.scheme, "scheme", "the benefit without the work", 0, 0, "PW WW none"},
    {0, "age", KR_OPTION_NUMBER, &asked.age, "years", "age of who works", 0, 120, NULL},
    {0, "children", KR_OPTION_TEXT, &asked.children, "ages", "ages of the children, as in 4,9; none: there are none", 0, 0, NULL},
    {0, "limited-hours", KR_OPTION_FLAG, &asked.limited_hours, NULL, "can work fewer hours for medical reasons", 0, 0, NULL},
    {0, "no-credits", KR_OPTION_FLAG, &asked.no_credits, NULL, "the payroll credits are reckoned by another payer", 0, 0, NULL},
    {0, "ww-wage", KR_OPTION_TEXT, &asked.ww_wage, "euro", "month wage that WW goes by: 21.75 times the day wage", 0, 0, NULL},
    {0, "ww-months", KR_OPTION_NUMBER, &asked.ww_months, "number", "months of WW before the first month", 0, 600, NULL},
    {0, "ww-until", KR_OPTION_TEXT, &asked.ww_until, "day", "last day of WW", 0, 0, NULL},
    {0, "exemption-months", KR_OPTION_NUMBER, &asked.exemption_months, "number", "months since the exemption began, before the first month", 0, 600, NULL},
    {0, "income-before", KR_OPTION_TEXT, &asked.income_before, "euro", "gross income in the calendar year before the first month", 0, 0, NULL},
    {0, "path", KR_OPTION_TEXT, &asked.path, "path", "the work, as in '20h x 14.71 for 3 months, then 32h, then back'", 0, 0, NULL},
    {0, "from", KR_OPTION_TEXT, &asked.from, "month", "the first month of the path, YYYY-MM", 0, 0, NULL},
    {0, "sweep", KR_OPTION_TEXT, &asked.sweep, "range", "in place of a path: what each hour of work a week adds, as in 0:40 or 0:40:0.5, and the cliffs", 0, 0, NULL},
    {0, "wage", KR_OPTION_TEXT, &asked.wage, "euro", "with --sweep: gross wage an hour; else the legal minimum", 0, 0, NULL},
    {0, "pays", KR_OPTION_FLAG, &asked.pays, NULL, "the files are pairs of kr-match: add what each pays the household", 0, 0, NULL},
    {0, "households", KR_OPTION_TEXT, &asked.households, "file", "with --pays: the households of the people", 0, 0, NULL},
    {0, "vacancies", KR_OPTION_TEXT, &asked.vacancies, "file", "with --pays: the vacancies", 0, 0, NULL},
    {0, "holiday-pay", KR_OPTION_CHOICE, &asked.holiday, "way", "leave holiday pay out of wage and benefit (without), count it in both (with), or in the benefit alone (mixed)", 0, 0, "without with mixed"},
    {0, "rules-of", KR_OPTION_TEXT, &asked.rules_of, "day", "the rules of this day for all months", 0, 0, NULL},
    {0, "rules", KR_OPTION_TEXT, &asked.rules, "file", "rules other than the built-in ones", 0, 0, NULL},
    {0, "print-rules", KR_OPTION_FLAG, &asked.print_rules, NULL, "print the built-in rules and exit", 0, 0, NULL},
    {0, "explain", KR_OPTION_FLAG, &asked.explain, NULL, "a record for each amount and each rule that it comes from", 0, 0, NULL},
    {0, "payments", KR_OPTION_FLAG, &asked.payments, NULL, "a record for each payment and its day", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

const kr_command command = {
    "kr-income", "[file ...]", "Says what work pays a household, month by month.", options, false,
};

/* Everything of one run. */
typedef struct job {
	kr_rules rules;
	kr_walk walk;
	const income_output *output;
	kr_household household;
	kr_sweep sweep;
	int32_t rules_of;
	enum kr_holiday_pay holiday;
	kr_writer writer;
	kr_layout layout;
	const kr_record *record; /* NULL: the household of the options */
} job;

static job self;

static bool
put(void *context, const kr_slice *values)
{
	job *of = context;
	return of->record == NULL ? kr_writer_values(&of->writer, values, of->output->count) :
	    kr_writer_record(&of->writer, &of->layout, of->record, values);
}

/* Household and path of the texts, worked out. False when a text is wrong: *field and *error. */
static bool
work(const kr_slice values[KR_HOUSEHOLD_FIELDS], enum kr_household_field *field, kr_error *error)
{
	kr_path path;
	int32_t from;
	if (!kr_household_read(values, &self.household, &from, field, error))
		return false;
	self.household.holiday = self.holiday;
	if (asked.sweep != NULL) {
		income_sweep_of_options(&self.rules, self.rules_of == INT32_MIN ? from : self.rules_of, &self.sweep);
		self.sweep.household = &self.household;
		return true;
	}
	*field = KR_FIELD_PATH;
	if (!kr_path_parse(values[KR_FIELD_PATH], &path, error))
		return false;
	kr_walk_run(&self.walk, &self.rules, &self.household, &path, from, self.rules_of);
	return true;
}

/* The records of what was worked out. False when the output has failed. */
static bool
write_work(void)
{
	if (asked.sweep != NULL)
		return income_write_sweep(&self.sweep, put, &self);
	for (size_t i = 0; i < self.walk.count; i++)
		if (!self.output->write(&self.rules, &self.walk.months[i], &self.walk.without[i], put, &self))
			return false;
	return true;
}

static kr_slice
number_text(int64_t number, char *room)
{
	return kr_slice_of(room, number < 0 ? 0 : kr_number_write(number, room));
}

enum { AGES_MAX = 64 };

static int
run_options(void)
{
	static char rooms[3][KR_NUMBER_MAX];
	kr_slice values[KR_HOUSEHOLD_FIELDS] = {kr_slice_text(asked.household), kr_slice_text(asked.scheme), number_text(asked.age, rooms[0]),
	    {0}, kr_slice_text(asked.children), asked.limited_hours ? KR_SLICE("yes") : (kr_slice){0},
	    asked.no_credits ? KR_SLICE("no") : (kr_slice){0}, kr_slice_text(asked.ww_wage),
	    number_text(asked.ww_months, rooms[1]), kr_slice_text(asked.ww_until), number_text(asked.exemption_months, rooms[2]),
	    kr_slice_text(asked.income_before), kr_slice_text(asked.path), kr_slice_text(asked.from)};
	static const char *const names[KR_HOUSEHOLD_FIELDS] = {"household", "scheme", "age", "", "children", "limited-hours", "no-credits", "ww-wage",
	    "ww-months", "ww-until", "exemption-months", "income-before", "path", "from"};
	kr_header header = {0};
	enum kr_household_field field;
	kr_error error;
	/* A list is written with commas on the command line. */
	kr_slice list = values[KR_FIELD_CHILDREN];
	char ages[AGES_MAX];
	for (size_t i = 0; i < list.len && i < AGES_MAX; i++)
		ages[i] = list.ptr[i] == ',' ? '|' : list.ptr[i];
	if (list.len > 0 && list.len < AGES_MAX)
		values[KR_FIELD_CHILDREN] = kr_slice_of(ages, list.len);
	if (!work(values, &field, &error))
		kr_command_stop(&command, "--%s: %s", names[field], error.message);
	for (size_t i = 0; i < self.output->count; i++)
		if (kr_header_add(&header, kr_slice_text(self.output->names[i])) == KR_NO_FIELD)
			kr_command_stop(&command, "out of memory");
	kr_command_writer(&command, &common, &self.writer, true);
	kr_writer_header(&self.writer, &header);
	kr_header_free(&header);
	write_work();
	return kr_command_finish(&command, &common, &self.writer, NULL, 1);
}

/* ---- households of a stream */

/* Where the fields stand; person_id goes with every record of its household. */
static void
lay_out(const kr_stream *stream, uint32_t positions[KR_HOUSEHOLD_FIELDS])
{
	kr_error error;
	uint32_t slot, person = kr_header_find(&stream->header, KR_SLICE("person_id"));
	for (size_t i = 0; i < KR_HOUSEHOLD_FIELDS; i++)
		positions[i] = kr_header_find(&stream->header, kr_slice_text(kr_household_field_names[i]));
	if (!kr_stream_require(stream, "household", &positions[KR_FIELD_HOUSEHOLD], &error) ||
	    !kr_stream_require(stream, "scheme", &positions[KR_FIELD_SCHEME], &error) ||
	    (asked.path == NULL && asked.sweep == NULL && !kr_stream_require(stream, "work_path", &positions[KR_FIELD_PATH], &error)) ||
	    (asked.from == NULL && !kr_stream_require(stream, "path_from", &positions[KR_FIELD_FROM], &error)) ||
	    (person != KR_NO_FIELD && !kr_layout_keep(&self.layout, &stream->header, person, &error)))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < self.output->count; i++)
		if (!kr_layout_make(&self.layout, kr_slice_text(self.output->names[i]), &slot, &error))
			kr_command_die(&command, &error);
}

const char *const income_problems[KR_HOUSEHOLD_FIELDS] = {"unknown-household", "unknown-scheme", "not-an-age", "not-a-year", "not-ages",
    "neither-yes-nor-no", "neither-yes-nor-no", "not-an-amount", "not-a-number", "not-a-date", "not-a-number", "not-an-amount", "not-a-path", "not-a-month"};

/* 1 when all was written, 0 when the writer gave up, -1 for an error. */
static int
work_stream(kr_stream *stream, const uint32_t *positions, kr_rejects *rejects, uint64_t *read, kr_error *error)
{
	kr_record record;
	int got;
	self.record = &record;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		kr_slice values[KR_HOUSEHOLD_FIELDS];
		enum kr_household_field field;
		kr_error wrong;
		++*read;
		for (size_t i = 0; i < KR_HOUSEHOLD_FIELDS; i++)
			values[i] = kr_record_field(&record, positions[i]);
		if (values[KR_FIELD_PATH].len == 0)
			values[KR_FIELD_PATH] = kr_slice_text(asked.path);
		if (values[KR_FIELD_FROM].len == 0)
			values[KR_FIELD_FROM] = kr_slice_text(asked.from);
		if (!work(values, &field, &wrong))
			kr_rejects_record(rejects, record.file, record.line, income_problems[field], kr_record_line(&record));
		else if (!write_work())
			return 0;
	}
	return got < 0 ? -1 : 1;
}

static int
run_stream(int argc, char **argv, int first)
{
	uint32_t positions[KR_HOUSEHOLD_FIELDS];
	kr_stream stream;
	kr_rejects rejects;
	kr_error error;
	uint64_t read = 0;
	kr_command_stream(&command, &common, &stream, argc, argv, first);
	lay_out(&stream, positions);
	kr_command_rejects(&command, &common, &rejects);
	kr_command_writer(&command, &common, &self.writer, true);
	kr_writer_header(&self.writer, &self.layout.header);
	int status = work_stream(&stream, positions, &rejects, &read, &error) < 0
	    ? kr_command_failed(&command, &self.writer, &rejects, &error)
	    : kr_command_finish(&command, &common, &self.writer, &rejects, read);
	kr_layout_free(&self.layout);
	kr_stream_close(&stream);
	return status;
}

/* Options of one household say nothing about those of a file. */
static void
check_usage(bool has_files)
{
	bool of_household = asked.scheme != NULL || asked.age >= 0 || asked.children != NULL || asked.limited_hours || asked.no_credits || asked.ww_wage != NULL ||
	    asked.ww_months >= 0 || asked.ww_until != NULL || asked.exemption_months >= 0 || asked.income_before != NULL;
	if (asked.explain && asked.payments)
		kr_command_stop(&command, "--explain and --payments do not go together");
	if (asked.household != NULL && has_files)
		kr_command_stop(&command, "--household is one household: no files are read with it");
	if (asked.household == NULL && of_household)
		kr_command_stop(&command, "--scheme, --age and the other options of one household need --household");
	if (asked.sweep != NULL && (asked.path != NULL || asked.explain || asked.payments))
		kr_command_stop(&command, "--sweep does not go with --path, --explain and --payments");
	if (asked.pays && (asked.household != NULL || asked.path != NULL || asked.sweep != NULL || asked.explain || asked.payments))
		kr_command_stop(&command, "--pays does not go with --household, --path, --sweep, --explain and --payments");
	if (asked.pays != (asked.households != NULL) || asked.pays != (asked.vacancies != NULL))
		kr_command_stop(&command, "--pays, --households and --vacancies go together");
	if (asked.pays && (strcmp(asked.households, "-") == 0 || strcmp(asked.vacancies, "-") == 0))
		kr_command_stop(&command, "--households and --vacancies must be files");
	if (asked.pays && asked.from == NULL)
		kr_command_stop(&command, "--pays needs --from");
	if (asked.sweep == NULL && asked.wage != NULL)
		kr_command_stop(&command, "--wage goes with --sweep");
	if (asked.household != NULL && ((asked.path == NULL && asked.sweep == NULL) || asked.from == NULL))
		kr_command_stop(&command, "--household needs --from, and --path or --sweep");
}

static int32_t
rules_day(void)
{
	kr_date date;
	if (asked.rules_of == NULL)
		return INT32_MIN;
	if (!kr_date_parse(kr_slice_text(asked.rules_of), &date) || !kr_date_known(date))
		kr_command_stop(&command, "--rules-of: must be a day, YYYY-MM-DD");
	return kr_date_days(date);
}

/* --pays, by the rules of --rules-of, else of the month of --from. */
static int
pays(int argc, char **argv, int first)
{
	kr_date month;
	if (!kr_date_parse(kr_slice_text(asked.from), &month) || month.month == 0)
		kr_command_stop(&command, "--from: must be a month, YYYY-MM");
	month.day = 0;
	int32_t day = self.rules_of == INT32_MIN ? kr_date_first(month) : self.rules_of;
	int status = income_pays(&self.rules, day, self.holiday, argc, argv, first);
	kr_rules_free(&self.rules);
	return status;
}

int
main(int argc, char **argv)
{
	static const char *const holidays[] = {"without", "with", "mixed"};
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);
	if (asked.print_rules)
		kr_answer_data(&command, "income/", "rules", "income_rules");
	check_usage(first < argc);
	if (!kr_rules_load(&self.rules, asked.rules, common.tables, &error))
		kr_command_die(&command, &error);
	self.rules_of = rules_day();
	for (size_t i = 0; asked.holiday != NULL && i < 3; i++)
		if (strcmp(asked.holiday, holidays[i]) == 0)
			self.holiday = (enum kr_holiday_pay)i;
	self.output = asked.sweep != NULL ? &income_swept : asked.explain ? &income_explained : asked.payments ? &income_payments : &income_months;
	if (asked.pays)
		return pays(argc, argv, first);
	if (!kr_walk_open(&self.walk))
		kr_command_stop(&command, "out of memory");
	int status = asked.household != NULL ? run_options() : run_stream(argc, argv, first);
	kr_walk_close(&self.walk);
	kr_rules_free(&self.rules);
	return status;
}
