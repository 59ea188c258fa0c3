#include "base/number.h"

static bool
take_digit(char c, uint64_t *value)
{
	uint64_t digit = (uint64_t)(unsigned char)c - '0';
	if (digit > 9)
		return false;
	return !__builtin_mul_overflow(*value, 10u, value) && !__builtin_add_overflow(*value, digit, value);
}

static bool
with_sign(uint64_t value, bool negative, int64_t *number)
{
	if (value > (uint64_t)INT64_MAX + negative)
		return false;
	*number = negative ? (int64_t)(0 - value) : (int64_t)value;
	return true;
}

static bool
take_sign(kr_slice *text)
{
	if (text->len == 0 || text->ptr[0] != '-')
		return false;
	*text = kr_slice_part(*text, 1, text->len);
	return true;
}

bool
kr_number_parse(kr_slice text, int64_t min, int64_t max, int64_t *number)
{
	bool negative = take_sign(&text);
	uint64_t value = 0;
	int64_t found;
	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!take_digit(text.ptr[i], &value))
			return false;
	if (!with_sign(value, negative, &found) || found < min || found > max)
		return false;
	*number = found;
	return true;
}

bool
kr_decimal_parse(kr_slice text, int places, int64_t *scaled)
{
	bool negative = take_sign(&text);
	uint64_t value = 0;
	size_t point = kr_slice_find(text, '.');
	if (point == 0 || point + 1 == text.len)
		return false;
	for (size_t i = 0; i < point; i++)
		if (!take_digit(text.ptr[i], &value))
			return false;
	for (size_t i = point + 1; i < text.len; i++) {
		if (places > 0) {
			if (!take_digit(text.ptr[i], &value))
				return false;
			places--;
		} else if (text.ptr[i] != '0') {
			return false;
		}
	}
	for (; places > 0; places--)
		if (!take_digit('0', &value))
			return false;
	return with_sign(value, negative, scaled);
}

static size_t
write_digits(uint64_t value, char *out)
{
	char reversed[KR_NUMBER_MAX];
	size_t digits = 0, at = 0;
	do {
		reversed[digits++] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	while (digits)
		out[at++] = reversed[--digits];
	return at;
}

size_t
kr_number_write(int64_t number, char *out)
{
	if (number >= 0)
		return write_digits((uint64_t)number, out);
	out[0] = '-';
	return 1 + write_digits(0 - (uint64_t)number, out + 1);
}

size_t
kr_decimal_write(int64_t scaled, int places, char *out)
{
	uint64_t unit = 1, value = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	for (int i = 0; i < places; i++)
		unit *= 10;
	uint64_t part = value % unit;
	size_t at = 0;
	if (scaled < 0)
		out[at++] = '-';
	at += write_digits(value / unit, out + at);
	if (part == 0)
		return at;
	out[at++] = '.';
	while (part) {
		unit /= 10;
		out[at++] = (char)('0' + part / unit);
		part %= unit;
	}
	return at;
}

int64_t
kr_divide_round(int64_t a, int64_t b)
{
	int64_t whole = a / b, rest = a % b;
	if (rest >= 0)
		return whole + (rest >= b - rest);
	return whole - (-rest >= b + rest);
}
