#include "source/detect_scan.h"

#include "base/ascii.h"

void
kr_guess_start(kr_guess *guess, kr_slice text, char delimiter, char quote)
{
	*guess = (kr_guess){.delimiter = delimiter, .quote = quote, .text = text, .line = 1};
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Position behind the line end at `at`. */
static size_t
behind_end(kr_slice text, size_t at)
{
	if (at >= text.len)
		return text.len;
	bool pair = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
	return at + 1 + pair;
}

static size_t
skip_blanks(const kr_guess *guess, size_t at)
{
	while (at < guess->text.len && (guess->text.ptr[at] == ' ' || guess->text.ptr[at] == '\t') &&
	       guess->text.ptr[at] != guess->delimiter)
		at++;
	return at;
}

static void
keep(kr_guess *guess, kr_slice field)
{
	if (guess->count < KR_GUESS_FIELDS)
		guess->fields[guess->count] = field;
	guess->count++;
	guess->filled += field.len > 0;
}

/* The closing quote of the value whose text begins at `at`; counts the lines that it runs over. text.len: none. */
static size_t
closing(const kr_guess *guess, size_t at, uint64_t *lines)
{
	kr_slice text = guess->text;
	for (; at < text.len && *lines <= KR_GUESS_LINES; at++) {
		if (text.ptr[at] == guess->quote) {
			if (at + 1 >= text.len || text.ptr[at + 1] != guess->quote)
				return at;
			at++;
		} else if (is_end(text.ptr[at])) {
			at = behind_end(text, at) - 1;
			++*lines;
		}
	}
	return text.len;
}

/* A value in quotes whose opening one stands at `at`: the position behind it, or 0 when its quotes do not fit. */
static size_t
quoted_field(kr_guess *guess, size_t at, uint64_t *lines)
{
	kr_slice text = guess->text;
	size_t close = closing(guess, at + 1, lines);
	if (close == text.len)
		return 0;
	size_t behind = skip_blanks(guess, close + 1);
	if (behind < text.len && text.ptr[behind] != guess->delimiter && !is_end(text.ptr[behind]))
		return 0;
	keep(guess, kr_slice_of(text.ptr + at + 1, close - at - 1));
	return behind;
}

static size_t
plain_field(kr_guess *guess, size_t at, bool *has_quote)
{
	kr_slice text = guess->text;
	size_t from = at;
	for (; at < text.len && text.ptr[at] != guess->delimiter && !is_end(text.ptr[at]); at++)
		*has_quote |= guess->quote != 0 && text.ptr[at] == guess->quote;
	keep(guess, kr_slice_trim(kr_slice_of(text.ptr + from, at - from)));
	return at;
}

static bool
is_formula(const kr_guess *guess, size_t at)
{
	return guess->quote == '"' && at + 1 < guess->text.len && guess->text.ptr[at] == '=' && guess->text.ptr[at + 1] == '"';
}

/* The line alone, by its delimiters. */
static void
bad_record(kr_guess *guess, size_t start)
{
	bool ignored = false;
	size_t at = start;
	guess->is_bad = true;
	guess->count = guess->filled = 0;
	while ((at = plain_field(guess, at, &ignored)) < guess->text.len && guess->text.ptr[at] == guess->delimiter)
		at++;
	guess->at = behind_end(guess->text, at);
	guess->line++;
}

bool
kr_guess_next(kr_guess *guess)
{
	kr_slice text = guess->text;
	size_t start = guess->at, at = start;
	uint64_t lines = 1;
	uint32_t quoted = 0, formulas = 0;
	if (start >= text.len)
		return false;
	guess->first_line = guess->line;
	guess->count = guess->filled = 0;
	guess->is_bad = guess->is_blank = false;
	for (bool more = true; more;) {
		size_t from = skip_blanks(guess, at);
		bool formula = is_formula(guess, from), inside = false;
		if (guess->quote != 0 && from < text.len && (text.ptr[from] == guess->quote || formula)) {
			at = quoted_field(guess, from + formula, &lines);
			guess->open += at == 0;
			quoted++;
			formulas += formula;
		} else
			at = plain_field(guess, at, &inside);
		guess->inside += inside;
		if (at == 0 || inside) {
			bad_record(guess, start);
			return true;
		}
		more = at < text.len && text.ptr[at] == guess->delimiter;
		guess->delimiters += more;
		at += more;
		guess->spaced += more && at < text.len && text.ptr[at] == ' ';
	}
	guess->is_blank = guess->count == 1 && guess->filled == 0 && quoted == 0;
	guess->quoted += quoted;
	guess->formulas += formulas;
	guess->at = behind_end(text, at);
	guess->line += lines;
	return true;
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_postcode(kr_slice field)
{
	return (field.len == 6 || (field.len == 7 && field.ptr[4] == ' ')) && kr_is_digit(field.ptr[0]) && kr_is_digit(field.ptr[1]) &&
	       kr_is_digit(field.ptr[2]) && kr_is_digit(field.ptr[3]) && is_upper(field.ptr[field.len - 2]) &&
	       is_upper(field.ptr[field.len - 1]);
}

/* Digits with the signs of dates between them, two of these. */
static bool
is_date(kr_slice field)
{
	size_t signs = 0;
	for (size_t i = 0; i < field.len; i++) {
		if (kr_is_digit(field.ptr[i]))
			continue;
		if (i == 0 || strchr("-/.", field.ptr[i]) == NULL || !kr_is_digit(field.ptr[i - 1]))
			return false;
		signs++;
	}
	return signs == 2 && field.len >= 6 && field.len <= 10;
}

enum kr_looks
kr_guess_looks(kr_slice field)
{
	size_t digits = 0;
	if (field.len == 0)
		return KR_LOOKS_EMPTY;
	if (is_postcode(field))
		return KR_LOOKS_POSTCODE;
	if (kr_slice_find(field, '@') < field.len && kr_slice_find(field, ' ') == field.len)
		return KR_LOOKS_MAIL;
	if (is_date(field))
		return KR_LOOKS_DATE;
	for (size_t i = 0; i < field.len; i++) {
		char c = field.ptr[i];
		digits += kr_is_digit(c);
		if (!kr_is_digit(c) && (c == 0 || strchr(".,:+-%/ E", c) == NULL))
			return KR_LOOKS_WORD;
	}
	if (digits == 0)
		return KR_LOOKS_WORD;
	bool is_year = field.len == 4 && digits == 4 && (field.ptr[0] == '1' || field.ptr[0] == '2');
	return is_year ? KR_LOOKS_YEAR : KR_LOOKS_NUMBER;
}
