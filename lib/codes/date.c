#include "codes/date.h"

enum { FIRST_YEAR = 1800, LAST_YEAR = 2199 };

static int
days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

bool
kr_date_exists(int year, int month, int day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 0 || month > 12 || day < 0)
		return false;
	return month == 0 ? day == 0 : day <= days_in_month(year, month);
}

static int
two_digits(const char *at)
{
	unsigned tens = (unsigned char)at[0] - '0', ones = (unsigned char)at[1] - '0';
	return tens < 10 && ones < 10 ? (int)(tens * 10 + ones) : -1;
}

bool
kr_date_parse(kr_slice text, kr_date *date)
{
	if (text.len != 4 && text.len != 7 && text.len != 10)
		return false;
	int century = two_digits(text.ptr), year = two_digits(text.ptr + 2), month = 0, day = 0;
	if (century < 0 || year < 0 || (text.len >= 7 && text.ptr[4] != '-') || (text.len == 10 && text.ptr[7] != '-'))
		return false;
	year += century * 100;
	if (text.len >= 7 && (month = two_digits(text.ptr + 5)) < 1)
		return false;
	if (text.len == 10 && (day = two_digits(text.ptr + 8)) < 1)
		return false;
	if (!kr_date_exists(year, month, day))
		return false;
	*date = (kr_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return true;
}

static void
put_two(char *out, unsigned number)
{
	out[0] = (char)('0' + number / 10);
	out[1] = (char)('0' + number % 10);
}

size_t
kr_date_write(kr_date date, char *out)
{
	if (date.year == 0)
		return 0;
	put_two(out, (unsigned)date.year / 100);
	put_two(out + 2, (unsigned)date.year % 100);
	if (date.month == 0)
		return 4;
	out[4] = '-';
	put_two(out + 5, date.month);
	if (date.day == 0)
		return 7;
	out[7] = '-';
	put_two(out + 8, date.day);
	return KR_DATE_MAX;
}

/* Hinnant 2013: years begin in March, so that the leap day is the last. */
static int32_t
days_of(int year, int month, int day)
{
	int shifted = month <= 2 ? year - 1 : year;
	int era = shifted / 400, in_era = shifted - era * 400;
	int in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

int32_t
kr_date_days(kr_date date)
{
	return days_of(date.year, date.month, date.day);
}

kr_date
kr_date_of_days(int32_t days)
{
	int shifted = days + 719468, era = shifted / 146097, in_era = shifted - era * 146097;
	int year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * in_year + 2) / 153, day = in_year - (153 * march_month + 2) / 5 + 1;
	int month = march_month < 10 ? march_month + 3 : march_month - 9;
	int year = year_of_era + era * 400 + (month <= 2);
	return (kr_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

int32_t
kr_date_first(kr_date date)
{
	return days_of(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

int32_t
kr_date_last(kr_date date)
{
	int month = date.month ? date.month : 12;
	return days_of(date.year, month, date.day ? date.day : days_in_month(date.year, month));
}

/* Serial 60 is 29 February 1900, which Excel believes in and which never was. */
kr_date
kr_date_of_excel(int32_t serial)
{
	if (serial < 1 || serial == 60 || serial > 109574)
		return (kr_date){0};
	return kr_date_of_days(days_of(1899, 12, 31) + serial - (serial > 60));
}

int
kr_date_compare(kr_date a, kr_date b)
{
	if (kr_date_last(a) < kr_date_first(b))
		return -1;
	if (kr_date_first(a) > kr_date_last(b))
		return 1;
	return kr_date_known(a) && kr_date_known(b) ? 0 : KR_DATE_UNSURE;
}

bool
kr_date_is_before(kr_slice text, int32_t day)
{
	kr_date date;
	return kr_date_parse(text, &date) && kr_date_last(date) < day;
}

bool
kr_date_is_after(kr_slice text, int32_t day)
{
	kr_date date;
	return kr_date_parse(text, &date) && kr_date_first(date) > day;
}
