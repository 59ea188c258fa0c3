#include "source/excel.h"

#include "base/ascii.h"

#define DIGITS_KEPT 15u /* of a number; Excel makes zeros of the others */

static kr_slice
without_apostrophes(kr_slice value)
{
	while (value.len > 0 && value.ptr[0] == '\'')
		value = kr_slice_part(value, 1, value.len);
	return value;
}

/* A whole number that comes back as it went. */
static bool
is_plain_number(kr_slice value)
{
	size_t digits = 0;
	while (digits < value.len && kr_is_digit(value.ptr[digits]))
		digits++;
	return digits == value.len && digits <= DIGITS_KEPT && (value.len == 1 || value.ptr[0] != '0');
}

bool
kr_excel_changes(kr_slice value)
{
	value = without_apostrophes(value);
	if (value.len == 0)
		return false;
	if (strchr("=+-@\t\r\n\\", value.ptr[0]) != NULL)
		return true;
	if (!kr_is_digit(value.ptr[0]) || is_plain_number(value) || strchr(":/-", value.ptr[value.len - 1]) != NULL)
		return false;
	for (size_t i = 0; i < value.len; i++)
		if (!kr_is_digit(value.ptr[i]) && strchr(".,:/-+eE% ", value.ptr[i]) == NULL)
			return false;
	return true;
}

/* The digits and the place of the separator in "-12.5"; false when it is no such number. */
static bool
has_form(kr_slice value, char separator, size_t *place)
{
	size_t at = value.len > 0 && value.ptr[0] == '-', digits = 0, from = at;
	*place = value.len;
	for (; at < value.len; at++) {
		if (value.ptr[at] == separator && *place == value.len && at > from && at + 1 < value.len)
			*place = at;
		else if (!kr_is_digit(value.ptr[at]))
			return false;
		else
			digits++;
	}
	bool zero = digits > 0 && value.ptr[from] == '0' && from + 1 < value.len && *place != from + 1;
	return digits > 0 && digits <= DIGITS_KEPT && !zero;
}

bool
kr_excel_number(kr_slice value)
{
	size_t place;
	return has_form(value, '.', &place);
}

bool
kr_excel_date(kr_slice value)
{
	for (size_t i = 0; i < value.len; i++)
		if (i == 4 || i == 7 ? value.ptr[i] != '-' : !kr_is_digit(value.ptr[i]))
			return false;
	return value.len == 10;
}

kr_slice
kr_excel_read(kr_slice value, bool is_decimal, kr_buffer *to)
{
	size_t from = to->len, comma;
	if (value.len > 0 && value.ptr[0] == '\'' && kr_excel_changes(value))
		return kr_slice_part(value, 1, value.len);
	if (!is_decimal || !has_form(value, ',', &comma) || comma == value.len)
		return value;
	kr_buffer_slice_add(to, kr_slice_part(value, 0, comma));
	kr_buffer_char(to, '.');
	kr_buffer_slice_add(to, kr_slice_part(value, comma + 1, value.len));
	return kr_buffer_since(to, from);
}
