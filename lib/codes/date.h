/*
 * Calendar days, also partly known ones: YYYY-MM-DD, YYYY-MM, YYYY.
 *
 * Proleptic Gregorian calendar, years 1800 to 2199; own arithmetic (days from civil: Hinnant 2013, public domain), no
 * clock, no time zone.
 */
#ifndef KR_CODES_DATE_H
#define KR_CODES_DATE_H

#include <stdint.h>

#include "base/buffer.h"

/* year 0: no date; month 0: only the year is known; day 0: only year and month. */
typedef struct kr_date {
	int16_t year;
	uint8_t month, day;
} kr_date;

#define KR_DATE_MAX 10 /* bytes of the longest standard form */

/* Reads the standard form and nothing else. False (and *date left alone) for anything else, an impossible day too. */
bool kr_date_parse(kr_slice text, kr_date *date);

/*
 * Reads what exports hold: 20240131, 20240100 and 20240000 (SUWI, zeros unknown), 31-1-2024, 31/01/2024, 31.1.2024,
 * 31-01-24 (00-29 is 20.., the rest 19..), 2024-01-31, 2024/1/31, 01-2024, 2024, 31 januari 2024, 31 jan 2024, each
 * with a time of day behind it or not. Day before month, as in the Netherlands.
 * NULL when that went well, else the problem: "not-a-date", "impossible-date", "placeholder" (day and month of no year,
 * 1900-01-01, 0001-01-01, 9999-12-31: nobody knows).
 */
const char *kr_date_read(kr_slice text, kr_date *date);

/* Writes the standard form (KR_DATE_MAX bytes, no NUL), gives the number of bytes; 0 for no date. */
size_t kr_date_write(kr_date date, char *out);

static inline bool
kr_date_known(kr_date date)
{
	return date.day != 0;
}

/* True when such a day, month or year exists. */
bool kr_date_exists(int year, int month, int day);

/* Days since 1970-01-01 of a wholly known date, and back. */
int32_t kr_date_days(kr_date date);
kr_date kr_date_of_days(int32_t days);

/* First and last day that a (partly known) date may mean, as days since 1970-01-01. */
int32_t kr_date_first(kr_date date);
int32_t kr_date_last(kr_date date);

/* True when the text is a date in standard form of which every day that it may mean lies before, or after, the day. */
bool kr_date_is_before(kr_slice text, int32_t day);
bool kr_date_is_after(kr_slice text, int32_t day);

/* The date of an Excel serial number (1900 system; 1 is 1900-01-01, 60 does not exist); year 0 outside 1..109574. */
kr_date kr_date_of_excel(int32_t serial);

/*
 * Below 0, 0 or above 0 as `a` is before, in the same or after `b`, when that is certain; KR_DATE_UNSURE when the unknown
 * parts decide (2024 against 2024-03-01).
 */
#define KR_DATE_UNSURE 2
int kr_date_compare(kr_date a, kr_date b);

#endif
