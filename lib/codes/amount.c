#include "codes/amount.h"

#include "base/ascii.h"
#include "base/number.h"

enum { PLACES = 2, DIGITS_MAX = 12 };

/* Digits with the full stops and commas between them. */
static kr_slice
number_at(kr_slice text, size_t at)
{
	size_t end = at;
	while (end < text.len && (kr_is_digit(text.ptr[end]) || text.ptr[end] == '.' || text.ptr[end] == ','))
		end++;
	while (end > at && !kr_is_digit(text.ptr[end - 1]))
		end--;
	return kr_slice_part(text, at, end);
}

/* Position of the decimal sign, or number.len. */
static size_t
decimal_sign(kr_slice number)
{
	size_t last = number.len, signs = 0;
	bool mixed = false;
	for (size_t i = 0; i < number.len; i++) {
		if (kr_is_digit(number.ptr[i]))
			continue;
		mixed |= signs != 0 && number.ptr[i] != number.ptr[last];
		last = i;
		signs++;
	}
	if (signs == 0 || (signs > 1 && !mixed))
		return number.len;
	return mixed || number.len - last - 1 != 3 ? last : number.len;
}

/* Hundredths; false for too many digits. What lies past two decimal places must be 0. */
static bool
parse(kr_slice number, int64_t *hundredths)
{
	size_t sign = decimal_sign(number), digits = 0, places = 0;
	int64_t value = 0;
	for (size_t i = 0; i < number.len; i++) {
		if (!kr_is_digit(number.ptr[i]))
			continue;
		if (i > sign && places == PLACES) {
			if (number.ptr[i] != '0')
				return false;
			continue;
		}
		places += i > sign;
		value = value * 10 + (number.ptr[i] - '0');
		if (value != 0 && ++digits > DIGITS_MAX)
			return false;
	}
	for (; places < PLACES; places++)
		value *= 10;
	*hundredths = value;
	return true;
}

static bool
is_known_word(kr_slice word)
{
	static const char *const words[] = {"uur", "uren", "u", "h", "per", "p", "w", "pw", "wk", "week", "km", "kilometer",
	    "min", "minuten", "minuut", "m", "jaar", "jaren", "jr", "maand", "mnd", "weken", "eur", "euro", "bruto", "ca",
	    "circa", "max", "maximaal", "minimaal", "vanaf", "van", "tot", "en", "t", "procent", "dag"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_slice_equal_fold(word, kr_slice_text(words[i])))
			return true;
	return false;
}

/* A currency or other sign of more bytes than one. */
static size_t
sign_size(kr_slice text, size_t at)
{
	static const char *const signs[] = {"\xE2\x82\xAC", "\xE2\x80\x93", "\xC2\xA0", "%", "-", "/", "(", ")", ">", "<", "=",
	    "+", "~", ",", ".", ":", " "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (kr_slice_starts(kr_slice_part(text, at, text.len), kr_slice_text(signs[i])))
			return strlen(signs[i]);
	return 0;
}

typedef struct found_numbers {
	int64_t hundredths[2];
	int count;
	size_t end; /* of the last one */
} found_numbers;

static bool
take_number(kr_slice text, size_t *at, found_numbers *found)
{
	kr_slice number = number_at(text, *at);
	if (found->count == 2 || !parse(number, &found->hundredths[found->count]))
		return false;
	found->count++;
	*at += number.len;
	found->end = *at;
	return true;
}

/* All numbers of the text; false when it holds anything that does not belong to numbers. */
static bool
find_numbers(kr_slice text, found_numbers *found)
{
	*found = (found_numbers){.count = 0};
	for (size_t at = 0; at < text.len;) {
		size_t from = at, size = 0;
		if (kr_is_digit(text.ptr[at])) {
			if (!take_number(text, &at, found))
				return false;
			continue;
		}
		while (at < text.len && kr_is_letter(text.ptr[at]))
			at++;
		if (at == from ? (size = sign_size(text, at)) == 0 : !is_known_word(kr_slice_part(text, from, at)))
			return false;
		at += size;
	}
	return found->count != 0;
}

static const char *
choose(kr_slice text, const kr_amount *amount, int64_t *hundredths)
{
	found_numbers found;
	text = kr_slice_trim(text);
	bool is_negative = text.len > 1 && text.ptr[0] == '-' && kr_is_digit(text.ptr[1]);
	if (is_negative || !find_numbers(text, &found))
		return "not-a-number";
	*hundredths = found.hundredths[amount->side == KR_AMOUNT_FIRST ? 0 : found.count - 1];
	if (*hundredths < amount->min * 100 || *hundredths > amount->max * 100)
		return "out-of-range";
	return NULL;
}

const char *
kr_integer_read(kr_slice text, const kr_amount *amount, kr_buffer *out)
{
	int64_t hundredths;
	const char *problem = choose(text, amount, &hundredths);
	if (problem == NULL && hundredths % 100 != 0)
		problem = "not-whole";
	if (problem == NULL)
		kr_buffer_number(out, hundredths / 100);
	return problem;
}

const char *
kr_decimal_read(kr_slice text, const kr_amount *amount, kr_buffer *out)
{
	int64_t hundredths;
	char digits[KR_NUMBER_MAX];
	const char *problem = choose(text, amount, &hundredths);
	if (problem == NULL)
		kr_buffer_add(out, digits, kr_decimal_write(hundredths, PLACES, digits));
	return problem;
}

kr_slice
kr_amount_words(kr_slice text)
{
	found_numbers found;
	if (!find_numbers(text, &found))
		return kr_slice_of(NULL, 0);
	kr_slice words = kr_slice_trim(kr_slice_part(text, found.end, text.len));
	while (words.len != 0 && (words.ptr[0] == ',' || words.ptr[0] == '-' || words.ptr[0] == ' '))
		words = kr_slice_part(words, 1, words.len);
	return words;
}
