#include "codes/date.h"
#include "tap.h"

static const char *
read_as(const char *text)
{
	static char out[64];
	kr_date date = {0};
	char standard[KR_DATE_MAX];
	const char *problem = kr_date_read(kr_slice_text(text), &date);
	if (problem != NULL)
		return problem;
	size_t len = kr_date_write(date, standard);
	memcpy(out, standard, len);
	out[len] = 0;
	return out;
}

static void
reading(void)
{
	static const struct { const char *text, *want; } cases[] = {
	    {"2024-02-29", "2024-02-29"}, {"29-2-2024", "2024-02-29"}, {"29/02/2024", "2024-02-29"}, {"29.2.24", "2024-02-29"},
	    {"20240229", "2024-02-29"}, {"19800000", "1980"}, {"19800500", "1980-05"}, {"00-05-1980", "1980-05"},
	    {"1980", "1980"}, {"05-1980", "1980-05"}, {"1980-05", "1980-05"}, {"1980/5/3", "1980-05-03"},
	    {"3 mei 1980", "1980-05-03"}, {"3 mrt 1980", "1980-03-03"}, {"03-dec-80", "1980-12-03"}, {"mei 1980", "1980-05"},
	    {"1980-05-03T10:00:00", "1980-05-03"}, {"3-5-1980 0:00", "1980-05-03"}, {" 3-5-1980 ", "1980-05-03"},
	    {"29-02-2023", "impossible-date"}, {"31-4-2024", "impossible-date"}, {"13-13-2013", "impossible-date"},
	    {"19800231", "impossible-date"}, {"19800031", "impossible-date"}, {"1-1-1700", "impossible-date"},
	    {"01-01-1900", "placeholder"}, {"1900-01-01", "placeholder"}, {"00000000", "placeholder"},
	    {"0001-01-01", "placeholder"}, {"31-12-9999", "placeholder"}, {"3-5-1900", "1900-05-03"},
	    {"", "not-a-date"}, {"gisteren", "not-a-date"}, {"44562", "not-a-date"}, {"1-2-3-4", "not-a-date"},
	    {"12345678901", "not-a-date"}, {"1-2-198", "not-a-date"}, {"x1-2-1980", "not-a-date"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!ok(strcmp(read_as(cases[i].text), cases[i].want) == 0, cases[i].text))
			printf("# got %s, wanted %s\n", read_as(cases[i].text), cases[i].want);
}

static void
standard_form(void)
{
	static const char *const bad[] = {"", "198", "1980-5", "1980-13", "1980-00", "1980-02-30", "1980-02-00", "1980/02/01",
	    "198O", "0000", "1799", "2200", "1980-02-1x"};
	kr_date date = {1, 2, 3};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!kr_date_parse(kr_slice_text(bad[i]), &date) && date.year == 1, bad[i]);
	ok(kr_date_parse(KR_SLICE("1980-02"), &date) && date.year == 1980 && date.month == 2 && date.day == 0,
	    "year and month");
}

/* Every day of four centuries there and back, against a calendar that counts one by one. */
static void
every_day(void)
{
	int32_t days = -62091; /* 1800-01-01 */
	bool good = true;
	for (int year = 1800; year <= 2199; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; kr_date_exists(year, month, day); day++, days++) {
				kr_date date = {(int16_t)year, (uint8_t)month, (uint8_t)day}, back = kr_date_of_days(days);
				good &= kr_date_days(date) == days && back.year == year && back.month == month && back.day == day;
			}
	ok(good && days == 84006, "146097 days there and back");
}

static kr_date
date_of(const char *text)
{
	kr_date date = {0};
	kr_date_parse(kr_slice_text(text), &date);
	return date;
}

static void
comparing(void)
{
	ok(kr_date_compare(date_of("2024-03-01"), date_of("2024-02-29")) == 1, "a day after");
	ok(kr_date_compare(date_of("2023"), date_of("2024-01-01")) == -1, "a year before a day");
	ok(kr_date_compare(date_of("2024"), date_of("2024-03-01")) == KR_DATE_UNSURE, "a day in the year");
	ok(kr_date_compare(date_of("2024-03"), date_of("2024-03")) == KR_DATE_UNSURE, "the same month may be two days");
	ok(kr_date_compare(date_of("2024-03-01"), date_of("2024-03-01")) == 0, "the same day");
}

static void
excel(void)
{
	ok(kr_date_days(kr_date_of_excel(44562)) == kr_date_days(date_of("2022-01-01")), "44562 is 2022-01-01");
	ok(kr_date_days(kr_date_of_excel(61)) == kr_date_days(date_of("1900-03-01")), "61 is 1900-03-01");
	ok(kr_date_days(kr_date_of_excel(59)) == kr_date_days(date_of("1900-02-28")), "59 is 1900-02-28");
	ok(kr_date_of_excel(60).year == 0 && kr_date_of_excel(0).year == 0, "60 and 0 are no days");
}

int
main(void)
{
	reading();
	standard_form();
	every_day();
	comparing();
	excel();
	return tap_done();
}
