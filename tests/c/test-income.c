/*
 * What work pays: rules by day, the wage tax over all years, the way from net to gross, paths, and sums over random households.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/embedded.h"
#include "income/walk.h"
#include "income/wage_tax.h"
#include "random.h"
#include "tap.h"

static kr_rules rules;

static int32_t
day(int year, int month, int of_month)
{
	return kr_date_days((kr_date){(int16_t)year, (uint8_t)month, (uint8_t)of_month});
}

static int64_t
value_on(enum kr_rule rule, int32_t on)
{
	size_t count;
	const kr_rule_row *row = kr_rules_on(&rules, rule, on, &count);
	return row == NULL ? -1 : row->value;
}

static void
rules_by_day(void)
{
	size_t count, known = 0;
	ok(value_on(KR_RULE_EXEMPTION_MAXIMUM, day(2020, 6, 30)) == KR_NO_AMOUNT, "the day before a value is not known");
	ok(value_on(KR_RULE_EXEMPTION_MAXIMUM, day(2020, 7, 1)) == 21700, "its first day has it");
	ok(value_on(KR_RULE_EXEMPTION_MAXIMUM, day(2020, 12, 31)) == 21700, "its last day has it");
	ok(value_on(KR_RULE_EXEMPTION_MAXIMUM, day(2021, 1, 1)) == KR_NO_AMOUNT, "the day after it is not known");
	ok(value_on(KR_RULE_EXEMPTION_MAXIMUM, day(2018, 12, 31)) == -1, "before the table there is no row");
	for (int rule = 0; rule < KR_RULES; rule++)
		for (int32_t on = day(2019, 1, 1); on < day(2028, 1, 1); on++)
			known += kr_rules_on(&rules, (enum kr_rule)rule, on, &count) != NULL;
	ok(known == (size_t)KR_RULES * (size_t)(day(2028, 1, 1) - day(2019, 1, 1)), "every rule has a row on every day");
}

/* ---- tables that are refused: the built-in one, with the lines changed that begin and hold so */

typedef struct spoilt {
	const char *begins, *holds, *from, *to; /* from NULL: the line twice; to NULL: without the line */
	const char *message;
} spoilt;

static const spoilt tables[] = {
    {"exemption_maximum\t", "\t2020-07-01\t", "", NULL, "exemption_maximum: no row for 2020-07-01 to 2020-12-31; what is not known needs a row with the status unknown"},
    {"exemption_maximum\t", "\t2026-07-01\t", "", NULL, "exemption_maximum: no row for 2026-07-01 to open"},
    {"participation_norm_couple\t", "\t2019-01-01\t", "", NULL, "participation_norm_couple: no row for 2019-01-01 to 2019-12-31"},
    {"exemption_maximum\t", "\t217\t", "2020-12-31", "2021-01-31", "exemption_maximum: a second row for days that have one: 2021-01-01 to 2021-01-31"},
    {"ww_stop\t", "", NULL, "", "ww_stop: a second row for days that have one: 2019-01-01 to open"},
    {"ww_stop\t", "", "", NULL, "no row for the rule ww_stop"},
    {"ww_stop\t", "", "ww_stop", "ww_stpo", "did you mean ww_stop?"},
    {"payroll_tax\t2\t", "\t2021-01-01\t", "", NULL, "the brackets of these days are not 1, 2, ... without a gap"},
    {"payroll_tax\t2\t", "\t2021-01-01\t", "35129", "35130", "does not join the bracket before it"},
    {"payroll_tax\t2\t", "\t2021-01-01\t", "35129\t68507", "35129\t35129", "must be more than from_euro"},
    {"payroll_tax\t2\t", "\t2021-01-01\t", "2021-12-31", "2022-12-31", "payroll_tax: a second row for days that have one: 2021-01-01 to 2021-12-31"},
    {"ww_stop\t", "", "\t\t\t\t", "\t1\t0\t\t", "this rule has no brackets"},
    {"ww_stop\t", "", "0.875", "87.5%", "must be a share or factor with at most five decimals"},
    {"ww_stop\t", "", "0.875", "", "where it is not known the status says unknown"},
    {"ww_stop\t", "", "uwv.nl", "", "each value has a source"},
    {"ww_stop\t", "", "factor", "euro", "is not the unit of this rule"},
    {"ww_stop\t", "", "read", "unknown", "must be empty where the status is unknown"},
    {"ww_stop\t", "", "read", "red", "did you mean read?"},
    {"exemption_maximum\t", "\t217\t", "2020-12-31", "2020-01-31", "lies before valid_from"},
    {"ww_stop\t", "", "2019-01-01", "2019-02-30", "must be a day, YYYY-MM-DD"},
    {"healthcare_minimum\t", "", "\t24\t", "\t24.005\t", "must be an amount in euro"},
    {"rule\t", "", "valid_until", "until", "no field valid_until"},
};

static bool
has(kr_slice line, const char *text)
{
	return memmem(line.ptr, line.len, text, strlen(text)) != NULL;
}

static void
write_line(FILE *file, kr_slice line, const spoilt *how)
{
	const char *at = how->from == NULL ? NULL : memmem(line.ptr, line.len, how->from, strlen(how->from));
	if (how->from != NULL && how->to == NULL)
		return;
	if (at != NULL)
		fprintf(file, "%.*s%s%.*s\n", (int)(at - line.ptr), line.ptr, how->to, (int)(line.ptr + line.len - at) - (int)strlen(how->from),
		    at + strlen(how->from));
	else
		fprintf(file, "%.*s\n%.*s\n", (int)line.len, line.ptr, (int)line.len, line.ptr);
}

static void
spoilt_tables(void)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char path[] = "/tmp/kr-income.XXXXXX";
		int changed = 0;
		kr_slice rest = kr_embedded("income/income_rules"), line;
		kr_rules others = {0};
		kr_error error = {""};
		FILE *file = fdopen(mkstemp(path), "w");
		if (file == NULL)
			exit(1);
		while (kr_slice_next(&rest, '\n', &line)) {
			if (kr_slice_starts(line, kr_slice_text(tables[i].begins)) && has(line, tables[i].holds)) {
				write_line(file, line, &tables[i]);
				changed++;
			} else {
				fprintf(file, "%.*s\n", (int)line.len, line.ptr);
			}
		}
		fclose(file);
		bool refused = !kr_rules_load(&others, path, NULL, &error) && strstr(error.message, tables[i].message) != NULL &&
		    strncmp(error.message, path, strlen(path)) == 0;
		if (!ok(refused && changed == 1, tables[i].message))
			printf("# %d lines: %s\n", changed, error.message);
		kr_rules_free(&others);
		unlink(path);
	}
}

/* More wage is more tax and more net wage, to the rounding of a cent; and the gross of a net is the least that leaves it. */
static void
tax_of_all_years(void)
{
	uint64_t unknown = 0;
	bool rises = true, is_inverse = true;
	for (int year = 2019; year <= 2026; year++) {
		kr_view view = {&rules, day(year, 1, 1), KR_INCOME_TAX, &unknown, NULL};
		int64_t before = 0, was = 0, tax, gross, alone;
		for (int64_t wage = 0; wage < 1300000; wage += 1 + next_random(400), before = tax) {
			rises = rises && kr_wage_tax(&view, wage, 0, true, &tax) && tax >= before && wage - tax >= was - 1;
			was = wage - tax;
		}
		for (int i = 0; i < 500; i++) {
			int64_t wage = next_random(300000), net = next_random(250000), less = 0;
			is_inverse = is_inverse && kr_gross_of_net(&view, wage, net, &gross) && kr_wage_tax(&view, wage, 0, true, &alone) &&
			    kr_wage_tax(&view, wage, gross, true, &tax) && gross - (tax - alone) >= net;
			if (gross > net && kr_wage_tax(&view, wage, gross - 1, true, &tax))
				less = gross - 1 - (tax - alone);
			is_inverse = is_inverse && less <= net;
		}
	}
	ok(rises && unknown == 0, "tax and net wage rise with the wage in every year");
	ok(is_inverse, "the gross of a net leaves that net");
}

static bool
parses(const char *text, kr_path *path)
{
	kr_error error;
	return kr_path_parse(kr_slice_text(text), path, &error);
}

static void
paths(void)
{
	kr_path path;
	ok(parses("20h x 14.71 for 3 months, then 32h, then back", &path) && path.count == 3 && path.months == 9 && path.steps[1].hours == 3200 &&
		path.steps[1].hourly == 1471 && path.steps[2].hours == 0, "the path of the page");
	ok(parses("  1680 a month,20.5h x 14 for 1 month back ", &path) == false, "steps need something between them");
	ok(parses("1680 a month for 2 months ,20.5h x minimum then back", &path) && path.count == 3 && path.steps[0].monthly == 168000 &&
		path.steps[1].hours == 2050 && path.steps[1].hourly == KR_PATH_MINIMUM && path.months == 6, "a month's wage, a minimum, blanks anywhere");
	ok(parses("24h 1680 a month", &path) && path.steps[0].hours == 2400 && path.months == 12, "hours beside a month's wage; a year where nothing is said");
	static const char *const wrong[] = {"", ",", "20h", "20h x", "x 14.71", "20 x 14.71", "20h x 14.715", "81h x 14", "20h x 14.71 for", "20h x 14.71 for 3",
	    "20h x 14.71 for 0 months", "20h x 14.71 back", "1000", "1000 a week", "1000 a month, then 20h", "back, then then back", "-3h x 14", "20h x -14",
	    "20h x 14 for 121 months", "20h x 14 for 61 months, then back", "x20h x 14", "20h x 14,50", "h x 14", "100000.01 a month", "20h x 14 then"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(!parses(wrong[i], &path), wrong[i]);
	ok(kr_path_month_wage(1800, 1471) == 114738 && kr_path_month_wage(3600, 1440) == 224640, "the month is a twelfth of 52 weeks");
}

/* Random households: sums add up, and without work there is no difference. */
static void
sums(void)
{
	kr_walk walk;
	kr_path path;
	bool adds_up = true, is_idle_same = true, is_never_negative = true;
	char text[120];
	if (!ok(kr_walk_open(&walk), "memory for a walk"))
		return;
	for (int round = 0; round < 400; round++) {
		kr_household household = {.kind = 1 + next_random(3), .scheme = 1 + next_random(3), .age = (int64_t)next_random(40) + 20,
		    .children = next_random(3), .child_ages = {3, 14}, .ww_wage = next_random(500000), .ww_months = next_random(20), .ww_until = INT32_MAX,
		    .income_before = KR_NO_AMOUNT, .holiday = next_random(3)};
		snprintf(text, sizeof text, "%uh x %u.%02u for %u months, then %uh, then back for 2 months", next_random(41), 10 + next_random(20), next_random(100),
		    1 + next_random(8), next_random(41));
		if (!parses(text, &path))
			continue;
		int32_t first = day(2020 + (int)next_random(7), 1 + (int)next_random(12), 1);
		kr_walk_run(&walk, &rules, &household, &path, first, next_random(2) ? INT32_MIN : day(2026, 1, 1));
		for (size_t i = 0; i < walk.count; i++) {
			const int64_t *is = walk.months[i].amounts, *was = walk.without[i].amounts;
			if (is[KR_INCOME_TOTAL] == KR_NO_AMOUNT || is[KR_INCOME_WITHOUT] == KR_NO_AMOUNT)
				continue;
			int64_t sum = is[KR_INCOME_NET_WAGE] + is[KR_INCOME_BENEFIT] + is[KR_INCOME_WW] - is[KR_INCOME_WW_TAX];
			for (int k = KR_INCOME_HEALTHCARE; k <= KR_INCOME_CHILD_BENEFIT; k++)
				sum += is[k] == KR_NO_AMOUNT || was[k] == KR_NO_AMOUNT ? 0 : is[k];
			adds_up = adds_up && sum == is[KR_INCOME_TOTAL] && is[KR_INCOME_DIFFERENCE] == is[KR_INCOME_TOTAL] - is[KR_INCOME_WITHOUT] &&
			    is[KR_INCOME_NET_WAGE] == is[KR_INCOME_WAGE] - is[KR_INCOME_TAX];
			for (int k = 0; k < KR_INCOME_DIFFERENCE; k++)
				is_never_negative = is_never_negative && (is[k] >= 0 || is[k] == KR_NO_AMOUNT);
			/* Of the allowances the year counts; the rest of an idle month is as without the work. */
			for (int k = KR_INCOME_WAGE; k <= KR_INCOME_WW_TAX && is[KR_INCOME_WAGE] == 0; k++)
				is_idle_same = is_idle_same && (is[k] == was[k] || household.scheme == KR_ON_WW);
		}
	}
	ok(adds_up, "totals are the sums of their parts");
	ok(is_never_negative, "no amount is below zero");
	ok(is_idle_same, "a month without work is as it would have been");
	kr_walk_close(&walk);
}

int
main(void)
{
	kr_error error;
	if (!ok(kr_rules_load(&rules, NULL, NULL, &error), "the built-in table holds together"))
		printf("# %s\n", error.message);
	else {
		rules_by_day();
		spoilt_tables();
		tax_of_all_years();
		paths();
		sums();
	}
	kr_rules_free(&rules);
	return tap_done();
}
