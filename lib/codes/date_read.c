/* Dates as exports write them; the standard form is in date.c. */
#include "codes/date.h"

#include "base/ascii.h"

enum { PARTS = 3 };

/* What a date is made of: up to three numbers and how many digits each had. */
typedef struct date_pieces {
	int number[PARTS], digits[PARTS], count;
	int month_at; /* which one was a word, or -1 */
	bool broken;
} date_pieces;

static const char months[12][10] = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december"};

static bool
word_begins(const char *month, kr_slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (month[i] == 0 || month[i] != kr_lower(word.ptr[i]))
			return false;
	return true;
}

/* A month from its name or the first three letters or more; "mrt" and the English may, march, oct too. */
static int
month_of(kr_slice word)
{
	static const struct { const char *word; int month; } others[] = {{"mrt", 3}, {"march", 3}, {"may", 5}, {"oct", 10},
	    {"october", 10}, {"january", 1}, {"february", 2}, {"june", 6}, {"july", 7}, {"august", 8}};
	if (word.len < 3)
		return 0;
	for (int i = 0; i < 12; i++)
		if (word_begins(months[i], word))
			return i + 1;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (kr_slice_equal_fold(word, kr_slice_text(others[i].word)))
			return others[i].month;
	return 0;
}

static size_t
take_number(kr_slice text, size_t at, date_pieces *pieces)
{
	int number = 0, digits = 0;
	for (; at < text.len && kr_is_digit(text.ptr[at]); at++, digits++)
		number = digits < 8 ? number * 10 + (text.ptr[at] - '0') : number;
	pieces->broken |= pieces->count == PARTS || digits > 8;
	if (!pieces->broken) {
		pieces->number[pieces->count] = number;
		pieces->digits[pieces->count++] = digits;
	}
	return at;
}

static size_t
take_word(kr_slice text, size_t at, date_pieces *pieces)
{
	size_t from = at;
	while (at < text.len && kr_is_letter(text.ptr[at]))
		at++;
	int month = month_of(kr_slice_part(text, from, at));
	pieces->broken |= month == 0 || pieces->count == PARTS || pieces->month_at >= 0;
	if (!pieces->broken) {
		pieces->month_at = pieces->count;
		pieces->number[pieces->count] = month;
		pieces->digits[pieces->count++] = 2;
	}
	return at;
}

static date_pieces
take_apart(kr_slice text)
{
	date_pieces pieces = {.month_at = -1};
	for (size_t at = 0; at < text.len && !pieces.broken;) {
		char c = text.ptr[at];
		if (kr_is_digit(c))
			at = take_number(text, at, &pieces);
		else if (kr_is_letter(c))
			at = take_word(text, at, &pieces);
		else if (c == '-' || c == '/' || c == '.' || c == ' ' || c == ',')
			at++;
		else
			pieces.broken = true;
	}
	return pieces;
}

/* Without a time of day: "T10:00", " 10:00:00", with or without a zone. */
static kr_slice
without_time(kr_slice text)
{
	size_t colon = kr_slice_find(text, ':'), at = colon;
	if (colon == text.len || colon < 3)
		return text;
	while (at > 0 && kr_is_digit(text.ptr[at - 1]))
		at--;
	if (at == colon || colon - at > 2 || at == 0 || (text.ptr[at - 1] != ' ' && kr_lower(text.ptr[at - 1]) != 't'))
		return text;
	return kr_slice_trim(kr_slice_part(text, 0, at - 1));
}

static int
full_year(int year, int digits)
{
	if (digits >= 3)
		return year;
	return year < 30 ? 2000 + year : 1900 + year;
}

static const char *
judge(int year, int month, int day, kr_date *date)
{
	bool nobody_knows = year == 0 || (year == 1 && month == 1 && day == 1) || year == 9999 ||
	    (year == 1900 && month <= 1 && day <= 1);
	if (nobody_knows)
		return "placeholder";
	if (day != 0 && month == 0)
		return "impossible-date";
	if (!kr_date_exists(year, month, day))
		return "impossible-date";
	*date = (kr_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return NULL;
}

static const char *
judge_two(const date_pieces *p, kr_date *date)
{
	if (p->digits[0] == 4 && p->digits[1] <= 2)
		return judge(p->number[0], p->number[1], 0, date);
	if (p->digits[1] == 4 && p->digits[0] <= 2)
		return judge(p->number[1], p->number[0], 0, date);
	return "not-a-date";
}

static const char *
judge_three(const date_pieces *p, kr_date *date)
{
	if (p->digits[0] == 4 && p->digits[1] <= 2 && p->digits[2] <= 2)
		return judge(p->number[0], p->number[1], p->number[2], date);
	if (p->digits[0] > 2 || p->digits[1] > 2 || (p->digits[2] != 4 && p->digits[2] != 2) || p->month_at == 2)
		return "not-a-date";
	int day = p->number[p->month_at == 0 ? 1 : 0], month = p->number[p->month_at == 0 ? 0 : 1];
	return judge(full_year(p->number[2], p->digits[2]), month, day, date);
}

const char *
kr_date_read(kr_slice text, kr_date *date)
{
	if (kr_date_parse(text, date) && date->year != 1900)
		return NULL;
	date_pieces p = take_apart(without_time(kr_slice_trim(text)));
	if (p.broken || p.count == 0)
		return "not-a-date";
	if (p.count == 1 && p.digits[0] == 8)
		return judge(p.number[0] / 10000, p.number[0] / 100 % 100, p.number[0] % 100, date);
	if (p.count == 1 && p.digits[0] == 4 && p.month_at < 0)
		return judge(p.number[0], 0, 0, date);
	if (p.count == 1)
		return "not-a-date";
	return p.count == 2 ? judge_two(&p, date) : judge_three(&p, date);
}
