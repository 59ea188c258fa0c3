#include "codes/phone.h"

#include "codes/list_item.h"

enum { DIGITS_MAX = 15, DUTCH_DIGITS = 9, FEWEST = 7 };

/* Digits of a number, and whether a + stood before them. */
typedef struct dialled {
	char digits[DIGITS_MAX + 4];
	size_t count;
	bool has_plus, is_broken;
} dialled;

static bool
is_between(char c)
{
	return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

/* "(0)" behind the country is for who calls from within it. */
static bool
is_trunk_zero(kr_slice text, size_t at, const dialled *number)
{
	return at + 2 < text.len && memcmp(text.ptr + at, "(0)", 3) == 0 && number->count != 0;
}

static dialled
take_digits(kr_slice text)
{
	dialled number = {.has_plus = false};
	for (size_t i = 0; i < text.len && !number.is_broken; i++) {
		char c = text.ptr[i];
		if (is_trunk_zero(text, i, &number))
			i += 2;
		else if (c == '+' && number.count == 0 && !number.has_plus)
			number.has_plus = true;
		else if (c >= '0' && c <= '9' && number.count < sizeof number.digits)
			number.digits[number.count++] = c;
		else
			number.is_broken = !is_between(c);
	}
	return number;
}

/* Nine digits of a Dutch number, the zero before it gone. */
static const char *
add_dutch(kr_slice digits, kr_buffer *out)
{
	if (digits.len == DUTCH_DIGITS + 1 && digits.ptr[0] == '0')
		digits = kr_slice_part(digits, 1, digits.len);
	if (digits.len != DUTCH_DIGITS || digits.ptr[0] == '0')
		return "not-a-phone";
	kr_buffer_add(out, "+31", 3);
	kr_buffer_slice_add(out, digits);
	return NULL;
}

static const char *
add_international(kr_slice digits, kr_buffer *out)
{
	if (kr_slice_starts(digits, KR_SLICE("31")))
		return add_dutch(kr_slice_part(digits, 2, digits.len), out);
	if (digits.len < FEWEST || digits.len > DIGITS_MAX || digits.ptr[0] == '0')
		return "not-a-phone";
	kr_buffer_char(out, '+');
	kr_buffer_slice_add(out, digits);
	return NULL;
}

const char *
kr_phone_read(kr_slice text, kr_buffer *out)
{
	dialled number = take_digits(kr_slice_trim(text));
	kr_slice digits = kr_slice_of(number.digits, number.count);
	if (number.is_broken)
		return "not-a-phone";
	if (number.has_plus)
		return add_international(digits, out);
	if (kr_slice_starts(digits, KR_SLICE("00")))
		return add_international(kr_slice_part(digits, 2, digits.len), out);
	if (digits.len == DUTCH_DIGITS + 2 && kr_slice_starts(digits, KR_SLICE("31")))
		return add_international(digits, out);
	return add_dutch(digits, out);
}

/* Bytes of what separates two numbers at this place, or 0. */
static size_t
separator_at(kr_slice text, size_t at)
{
	static const char *const marks[] = {"|", ";", ",", "/", "\\n", "\\r", "\\t", " of ", " en "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (kr_slice_starts(kr_slice_part(text, at, text.len), kr_slice_text(marks[i])))
			return strlen(marks[i]);
	return 0;
}

/* Up to the next separator with a number's worth of digits before it: the slash of 020/1234567 separates nothing. */
static kr_slice
next_part(kr_slice text, size_t *from)
{
	size_t start = *from, at = start, size = 0, digits = 0;
	for (; at < text.len; at++) {
		size = separator_at(text, at);
		if (size != 0 && (text.ptr[at] != '/' || digits >= DUTCH_DIGITS))
			break;
		digits += text.ptr[at] >= '0' && text.ptr[at] <= '9';
		size = 0;
	}
	*from = at + size;
	return kr_slice_trim(kr_slice_part(text, start, at));
}

static const char *
add_part(kr_slice part, kr_buffer *out, size_t first)
{
	char bytes[DIGITS_MAX + 2];
	kr_buffer number = {bytes, 0, sizeof bytes, false};
	const char *problem = kr_phone_read(part, &number);
	if (problem == NULL)
		kr_list_add(out, first, kr_buffer_slice(&number));
	return problem;
}

const char *
kr_phones_read(kr_slice text, kr_buffer *out)
{
	const char *problem = NULL;
	size_t first = out->len, from = 0;
	while (from < text.len) {
		kr_slice part = next_part(text, &from);
		const char *wrong = part.len == 0 ? NULL : add_part(part, out, first);
		problem = wrong != NULL ? wrong : problem;
	}
	return problem;
}
