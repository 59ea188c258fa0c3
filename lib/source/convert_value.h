/*
 * Inside convert.h: conversions of one value. All take and give stream form; what they do not understand they give as it is.
 */
#ifndef KR_SOURCE_CONVERT_VALUE_H
#define KR_SOURCE_CONVERT_VALUE_H

#include "base/buffer.h"

/* The words of an argument, split at |. */
typedef struct kr_words {
	const kr_slice *items;
	size_t count;
} kr_words;

/*
 * A date by the first pattern that fits: d-m-y, m-d-y, y-m-d (one or two digits, four for the year; - / or . between them),
 * ymd and dmy (eight digits), excel (days since 1899-12-30). Adds YYYY-MM-DD to `to`; a time of day behind the date
 * is left out when it is 0:00. A day that does not exist fits no pattern.
 */
kr_slice kr_convert_date(kr_slice value, kr_words patterns, kr_buffer *to);

/* "1.234,50" gives "1234.50", "1234,5" gives "1234.5", with an optional minus, euro sign and ",-". */
kr_slice kr_convert_decimal(kr_slice value, kr_buffer *to);

/* The value of a word in word=value pairs; case of ASCII letters does not count. */
kr_slice kr_convert_map(kr_slice value, kr_words pairs);

/*
 * "yes", "no" or the value itself. Words in Dutch and English, x and a check mark; 1 and 0, or with `vum` 1 yes, 2 no, 0
 * unknown (VUM code indicatie).
 */
kr_slice kr_convert_yesno(kr_slice value, bool vum);

enum kr_address_part { KR_ADDRESS_STREET, KR_ADDRESS_NUMBER, KR_ADDRESS_SUFFIX, KR_ADDRESS_POSTCODE, KR_ADDRESS_PLACE };

/*
 * A part of "Kerkstraat 12 a", "12a" or "12": the number is the first that stands behind a blank (or at the start) and behind
 * some letters, or at the start; a year in the name of a street (Plein 1940 3) is passed over. Without a number all is street.
 * A postcode at the start or behind a house number ends the address, the place stands behind it: "1234 AB Almere". A text without
 * postcode and without a digit is a place.
 */
kr_slice kr_convert_address(kr_slice value, enum kr_address_part part);

/* What stands behind the last `mark`, the whole without one: the code at the end of a URI. */
kr_slice kr_convert_behind(kr_slice value, kr_slice mark);

/*
 * Adds the items of a value, split at any of the separators (blanks belong to them), trimmed, empty ones left out,
 * with | between them and before them if `started`. A | in an item becomes a slash and *replaced true. Gives whether `to` now holds an item.
 */
bool kr_convert_list(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to);

/* Items of a value split at , and ; each by kr_convert_map, otherwise as kr_convert_list. */
bool kr_convert_list_map(kr_slice value, kr_words pairs, bool started, bool *replaced, kr_buffer *to);

/* Items "word (level)" of a value as word:level::: and others as word::::, otherwise as kr_convert_list. */
bool kr_convert_levels(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to);

/*
 * Items "title (from-to)" of a value as :title:from:to, otherwise as kr_convert_list. Between the days stands a word (t/m, tot, tot en
 * met) or the middle dash of all; "(2015)" is that year, "(sinds 2015)" lasts. What is in brackets and begins with no year or date
 * belongs to the title, and an item without days goes on as it is.
 */
bool kr_convert_periods(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to);

/*
 * The first (or, `high`, the last) of two numbers with -, / or "tot" between them. One number alone is the high one; so is what is
 * no number.
 */
kr_slice kr_convert_range(kr_slice value, bool high);

/*
 * The "low" or "high" amount of "16.48-17.63 per uur", "vanaf 2500 per maand" (low), "tot 2500" (high) or "2500" (both), or its "unit"
 * ("per uur"). A value of another form is both amounts as it is, and has no unit.
 */
kr_slice kr_convert_amount(kr_slice value, kr_slice which);

/* The number before a unit: "30 min", "40 uur", "15km". */
kr_slice kr_convert_number(kr_slice value);

/* The item of a list whose items (between |) are all the same; another list as it is. */
kr_slice kr_convert_same(kr_slice value);

#endif
