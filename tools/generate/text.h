/* Short pieces of UTF-8 text in place, and calendar dates. A text that would overflow is cut at TEXT_SIZE - 1 bytes;
   nothing the generator makes comes near. */
#ifndef GENERATE_TEXT_H
#define GENERATE_TEXT_H

#include <stddef.h>
#include <stdint.h>

enum { TEXT_SIZE = 400 };

typedef struct text {
	size_t length;
	char bytes[TEXT_SIZE]; /* ends in NUL */
} text;

void text_clear(text *out);
void text_add(text *out, const char *string);
void text_add_byte(text *out, char byte);
/* The number in decimal, with leading zeros up to `width` digits. */
void text_add_number(text *out, uint64_t number, unsigned width);
/* The first character (all its UTF-8 bytes) of `string`. */
void text_add_first(text *out, const char *string);
/* `string` in lower case and bare ASCII letters, as in a mail address; what has no ASCII form is left out. */
void text_add_plain(text *out, const char *string);
/* Replaces the first `from` in `out` by `to`, if there is one. */
void text_replace(text *out, const char *from, const char *to);
/* A, or Á to Ž of the letters we use, for the first character. */
void text_capitalize(text *out);

typedef struct date {
	int year, month, day;
} date;

/* Days since 1970-01-01 and back (proleptic Gregorian; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013). */
int date_to_days(date day);
date date_from_days(int days);
/* Completed years at `at`. */
int date_age(date birth, date at);
/* `pattern` with y m d for the parts with leading zeros (yyyy, mm, dd) and Y M D without: "d-m-y", "ymd". */
void text_add_date(text *out, date day, const char *pattern);

#endif
