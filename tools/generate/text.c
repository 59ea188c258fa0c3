#include "text.h"

#include <string.h>

void text_clear(text *out)
{
	out->length = 0;
	out->bytes[0] = '\0';
}

void text_add_byte(text *out, char byte)
{
	if (out->length + 1 >= TEXT_SIZE)
		return;
	out->bytes[out->length++] = byte;
	out->bytes[out->length] = '\0';
}

void text_add(text *out, const char *string)
{
	size_t length = strlen(string);
	if (length > TEXT_SIZE - 1 - out->length)
		length = TEXT_SIZE - 1 - out->length;
	memcpy(out->bytes + out->length, string, length);
	out->length += length;
	out->bytes[out->length] = '\0';
}

void text_add_number(text *out, uint64_t number, unsigned width)
{
	char digits[24];
	unsigned count = 0;
	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 || count < width);
	while (count > 0)
		text_add_byte(out, digits[--count]);
}

void text_add_first(text *out, const char *string)
{
	if (*string == '\0')
		return;
	text_add_byte(out, *string++);
	while (((unsigned char)*string & 0xC0u) == 0x80u)
		text_add_byte(out, *string++);
}

/* The letters beyond ASCII that names of the samples hold. */
static const struct {
	const char *letter, *capital, *plain;
} LETTERS[] = {
	{ "é", "É", "e" }, { "ë", "Ë", "e" }, { "è", "È", "e" }, { "ï", "Ï", "i" }, { "ö", "Ö", "o" }, { "ü", "Ü", "u" },
	{ "ç", "Ç", "c" }, { "š", "Š", "s" }, { "ž", "Ž", "z" }, { "ş", "Ş", "s" }, { "ı", "I", "i" }, { "ğ", "Ğ", "g" },
	{ "ł", "Ł", "l" }, { "ń", "Ń", "n" }, { "ó", "Ó", "o" }, { "ś", "Ś", "s" }, { "ć", "Ć", "c" }, { "ż", "Ż", "z" },
	{ "á", "Á", "a" }, { "à", "À", "a" }, { "i̇", "İ", "i" }, { "č", "Č", "c" }, { "đ", "Đ", "d" }, { "ø", "Ø", "o" },
};

enum { LETTER_COUNT = (int)(sizeof LETTERS / sizeof LETTERS[0]) };

static size_t plain_of(const char *string, const char **plain)
{
	for (int i = 0; i < LETTER_COUNT; i++) {
		size_t small = strlen(LETTERS[i].letter), capital = strlen(LETTERS[i].capital);
		*plain = LETTERS[i].plain;
		if (strncmp(string, LETTERS[i].letter, small) == 0)
			return small;
		if (strncmp(string, LETTERS[i].capital, capital) == 0)
			return capital;
	}
	*plain = "";
	return 1;
}

void text_add_plain(text *out, const char *string)
{
	while (*string != '\0') {
		char byte = *string;
		if (byte >= 'A' && byte <= 'Z')
			text_add_byte(out, (char)(byte - 'A' + 'a'));
		else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
			text_add_byte(out, byte);
		if ((unsigned char)byte < 0x80u) {
			string++;
			continue;
		}
		const char *plain;
		string += plain_of(string, &plain);
		text_add(out, plain);
	}
}

void text_replace(text *out, const char *from, const char *to)
{
	char *at = strstr(out->bytes, from);
	if (at == NULL)
		return;
	text rest;
	text_clear(&rest);
	text_add(&rest, at + strlen(from));
	out->length = (size_t)(at - out->bytes);
	out->bytes[out->length] = '\0';
	text_add(out, to);
	text_add(out, rest.bytes);
}

void text_capitalize(text *out)
{
	char byte = out->bytes[0];
	if (byte >= 'a' && byte <= 'z') {
		out->bytes[0] = (char)(byte - 'a' + 'A');
		return;
	}
	for (int i = 0; i < LETTER_COUNT; i++)
		if (strncmp(out->bytes, LETTERS[i].letter, strlen(LETTERS[i].letter)) == 0) {
			text_replace(out, LETTERS[i].letter, LETTERS[i].capital);
			return;
		}
}

int date_to_days(date day)
{
	int year = day.month <= 2 ? day.year - 1 : day.year;
	int era = year / 400, of_era = year - era * 400;
	int of_year = (153 * (day.month > 2 ? day.month - 3 : day.month + 9) + 2) / 5 + day.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

date date_from_days(int days)
{
	days += 719468;
	int era = days / 146097, of_era = days - era * 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;
	date day = { year + era * 400, month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1 };
	if (day.month <= 2)
		day.year++;
	return day;
}

int date_age(date birth, date at)
{
	int years = at.year - birth.year;
	if (at.month < birth.month || (at.month == birth.month && at.day < birth.day))
		years--;
	return years;
}

void text_add_date(text *out, date day, const char *pattern)
{
	for (; *pattern != '\0'; pattern++) {
		switch (*pattern) {
		case 'y': text_add_number(out, (uint64_t)day.year, 4); break;
		case 'm': text_add_number(out, (uint64_t)day.month, 2); break;
		case 'd': text_add_number(out, (uint64_t)day.day, 2); break;
		case 'M': text_add_number(out, (uint64_t)day.month, 1); break;
		case 'D': text_add_number(out, (uint64_t)day.day, 1); break;
		default: text_add_byte(out, *pattern);
		}
	}
}
