/* Codings of single values; lists and items are in their own files. */
#include "codes/bsn.h"
#include "codes/coder.h"
#include "codes/date.h"
#include "codes/duration.h"
#include "codes/email.h"
#include "codes/list_item.h"
#include "codes/phone.h"

/* What kr_date_read may call a placeholder lies before. */
enum { LAST_PLACEHOLDER_YEAR = 1900 };

const char *
kr_code_special_word(const kr_field *field, uint32_t special, kr_buffer *out)
{
	const char *word = special == KR_CODE_NONE && field->may_none ? "none"
	    : special == KR_CODE_OPEN && field->may_open ? "open"
	    : special == KR_CODE_NA && field->may_na ? "na" : NULL;
	if (word == NULL)
		return "placeholder";
	kr_buffer_text(out, word);
	return NULL;
}

/* True when the value is a placeholder; then it is dealt with. */
static bool
is_placeholder(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out, const char **problem)
{
	uint32_t special = kr_placeholder_find(&coder->placeholders, field->placeholder, value, &coder->key);
	if (special == 0)
		return false;
	*problem = kr_code_special_word(field, special, out);
	return true;
}

/* A value that is a special word of the standard form already. */
static bool
is_standard_special(const kr_field *field, kr_slice value)
{
	return (field->may_none && kr_slice_is(value, "none")) || (field->may_open && kr_slice_is(value, "open")) ||
	    (field->may_na && kr_slice_is(value, "na"));
}

static bool
has_double_blank(kr_slice text)
{
	const char *at = text.len ? memchr(text.ptr, ' ', text.len) : NULL;
	while (at != NULL && at + 1 < text.ptr + text.len && at[1] != ' ')
		at = memchr(at + 1, ' ', (size_t)(text.ptr + text.len - at - 1));
	return at != NULL;
}

const char *
kr_code_text(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	const char *problem = NULL;
	if (is_placeholder(coder, field, value, out, &problem))
		return problem;
	value = kr_slice_trim(value);
	if (!has_double_blank(value)) {
		kr_buffer_slice_add(out, value);
		return NULL;
	}
	for (size_t i = 0; i < value.len; i++)
		if (i == 0 || value.ptr[i] != ' ' || value.ptr[i - 1] != ' ')
			kr_buffer_char(out, value.ptr[i]);
	return NULL;
}

const char *
kr_code_word(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	uint32_t row;
	const char *problem = NULL;
	if (is_standard_special(field, value)) {
		kr_buffer_slice_add(out, value);
		return NULL;
	}
	if (field->list == NULL)
		return kr_code_text(coder, field, value, out);
	if (kr_code_list_find(field->list, value, &coder->key, &row)) {
		if (row >= KR_CODE_SPECIAL)
			return kr_code_special_word(field, row, out);
		kr_buffer_slice_add(out, kr_code_list_code(field->list, row));
		return NULL;
	}
	return is_placeholder(coder, field, value, out, &problem) ? problem : kr_coder_unknown(coder, field, value);
}

/* Placeholders in standard form are first or last days of a year. */
static bool
may_be_placeholder(kr_date date)
{
	return date.day == 0 || (date.month == 1 && date.day == 1) || (date.month == 12 && date.day >= 30);
}

/* "31-12-2099 0:00" is a placeholder only when it has its standard form. */
static const char *
put_date(kr_coder *coder, const kr_field *field, kr_date date, kr_buffer *out)
{
	char text[KR_DATE_MAX];
	kr_slice standard = kr_slice_of(text, kr_date_write(date, text));
	const char *problem = NULL;
	if (may_be_placeholder(date) && is_placeholder(coder, field, standard, out, &problem))
		return problem;
	kr_buffer_add(out, standard.ptr, standard.len);
	return NULL;
}

const char *
kr_code_date(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	kr_date date;
	const char *problem = NULL;
	if (kr_date_parse(value, &date) && date.year > LAST_PLACEHOLDER_YEAR)
		return put_date(coder, field, date, out);
	if (is_standard_special(field, value)) {
		kr_buffer_slice_add(out, value);
		return NULL;
	}
	if (is_placeholder(coder, field, value, out, &problem))
		return problem;
	problem = kr_date_read(value, &date);
	return problem != NULL ? problem : put_date(coder, field, date, out);
}

/* "99999 uur" is a placeholder too. */
static const char *
code_number(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out,
    const char *(*read)(kr_slice text, const kr_amount *amount, kr_buffer *out))
{
	size_t from = out->len;
	const char *problem = NULL, *placeholder = NULL;
	if (is_placeholder(coder, field, value, out, &placeholder))
		return placeholder;
	problem = read(value, &field->amount, out);
	kr_slice number = out->failed ? kr_slice_of(NULL, 0) : kr_buffer_since(out, from);
	if (problem != NULL || kr_slice_equal(number, value) ||
	    kr_placeholder_find(&coder->placeholders, field->placeholder, number, &coder->key) == 0)
		return problem;
	out->len = from;
	return "placeholder";
}

const char *
kr_code_integer(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	return code_number(coder, field, value, out, kr_integer_read);
}

const char *
kr_code_decimal(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	return code_number(coder, field, value, out, kr_decimal_read);
}

const char *
kr_code_weeks(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	return code_number(coder, field, value, out, kr_weeks_read);
}

/* True for the words in which nothing is to be paid. */
static bool
is_free(kr_slice value)
{
	static const char *const words[] = {"gratis", "kosteloos", "geen", "geen kosten", "nihil", "niets", "free"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_slice_equal_fold(kr_slice_trim(value), kr_slice_text(words[i])))
			return true;
	return false;
}

/* True for "€ 75 per uur": what that costs a person, nobody says. */
static bool
is_rate(kr_slice value)
{
	static const char *const units[] = {"uur", "per uur", "per dag", "per week", "per maand", "per jaar", "p/u", "per u", "p/w", "pw"};
	kr_slice words = kr_amount_words(value);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (kr_slice_equal_fold(words, kr_slice_text(units[i])))
			return true;
	return false;
}

const char *
kr_code_cost(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	if (is_free(value)) {
		kr_buffer_char(out, '0');
		return NULL;
	}
	return is_rate(value) ? "not-a-total" : code_number(coder, field, value, out, kr_decimal_read);
}

const char *
kr_code_bsn(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	const char *problem = NULL;
	return is_placeholder(coder, field, value, out, &problem) ? problem : kr_bsn_read(value, out);
}

/* A list of numbers, of which each may be a placeholder. */
const char *
kr_code_phones(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	const char *problem = NULL;
	if (is_standard_special(field, value)) {
		kr_buffer_slice_add(out, value);
		return NULL;
	}
	return is_placeholder(coder, field, value, out, &problem) ? problem : kr_phones_read(value, out);
}

static bool
ends_address(char c)
{
	return c == '|' || c == ';' || c == ',' || c == ' ' || c == '\\';
}

static const char *
add_address(kr_coder *coder, const kr_field *field, kr_slice text, kr_buffer *out, size_t first)
{
	kr_field single = {.placeholder = field->placeholder};
	const char *problem = NULL;
	kr_buffer_clear(&coder->item);
	if (is_placeholder(coder, &single, text, &coder->item, &problem))
		return problem;
	problem = kr_email_read(text, &coder->item);
	if (problem == NULL)
		kr_list_add(out, first, kr_buffer_slice(&coder->item));
	return problem;
}

/* One address first, so that "Jan <jan@x.nl>" stays together; else all words with an @. */
const char *
kr_code_emails(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	const char *problem = NULL;
	size_t first = out->len;
	if (is_standard_special(field, value)) {
		kr_buffer_slice_add(out, value);
		return NULL;
	}
	if (is_placeholder(coder, field, value, out, &problem))
		return problem;
	if (kr_email_read(value, out) == NULL)
		return NULL;
	for (size_t at = 0; at < value.len; at++) {
		size_t from = at;
		while (at < value.len && !ends_address(value.ptr[at]))
			at++;
		kr_slice word = kr_slice_part(value, from, at);
		const char *wrong = word.len < 2 ? NULL : add_address(coder, field, word, out, first);
		problem = wrong != NULL ? wrong : problem;
		at += at < value.len && value.ptr[at] == '\\';
	}
	return problem;
}
