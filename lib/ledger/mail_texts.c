#include "ledger/mail_texts.h"

#include <stdio.h>

static const char *const names[KR_MAIL_VALUES] = {KR_MAIL_NAMES};
static const char *const parts[] = {"subject", "text", "line"};
enum { SUBJECT, TEXT, LINE, PARTS };

/* The name between the brace at `at` and the next closing one; false when it is none of ours. */
static bool
name_at(kr_slice text, size_t at, size_t *number, size_t *end)
{
	size_t close = at + kr_slice_find(kr_slice_part(text, at, text.len), '}');
	for (*number = 0; *number < KR_MAIL_VALUES; ++*number)
		if (kr_slice_is(kr_slice_part(text, at + 1, close), names[*number])) {
			*end = close + 1;
			return close < text.len;
		}
	return false;
}

static bool
check_row(kr_mail_texts *texts, size_t row, uint32_t column, kr_error *error)
{
	kr_slice text = kr_definition_cell(&texts->rows, row, column);
	size_t number, end, part;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '{' && !name_at(text, i, &number, &end))
			return kr_definition_fail(&texts->rows, row, column, error, "no such name between braces");
	if (kr_slice_is(kr_definition_cell(&texts->rows, row, texts->mail), "word"))
		return kr_map_put(&texts->words, kr_definition_cell(&texts->rows, row, texts->part), (uint32_t)row) ||
		    kr_fail(error, "out of memory");
	return kr_definition_choose(&texts->rows, row, texts->part, kr_definition_cell(&texts->rows, row, texts->part), parts,
	    PARTS, &part, error);
}

bool
kr_mail_texts_load(kr_mail_texts *texts, const char *language, const char *directory, kr_error *error)
{
	if (!kr_definition_load(&texts->rows, "ledger/contact_mails", directory, error) ||
	    !kr_definition_column(&texts->rows, "mail", &texts->mail, error) ||
	    !kr_definition_column(&texts->rows, "part", &texts->part, error) ||
	    !kr_definition_column(&texts->rows, language, &texts->text, error))
		return false;
	for (size_t row = 0; row < texts->rows.rows; row++)
		if (!check_row(texts, row, texts->text, error))
			return false;
	return true;
}

void
kr_mail_texts_free(kr_mail_texts *texts)
{
	kr_map_free(&texts->words);
	kr_definition_free(&texts->rows);
}

kr_slice
kr_mail_word(const kr_mail_texts *texts, const char *id)
{
	uint32_t row;
	if (!kr_map_get(&texts->words, kr_slice_text(id), &row))
		return kr_slice_text(id);
	return kr_definition_cell(&texts->rows, row, texts->text);
}

void
kr_mail_day(const kr_mail_texts *texts, int32_t day, kr_buffer *out)
{
	kr_date date = kr_date_of_days(day);
	char month[16];
	snprintf(month, sizeof month, "month_%02u", date.month);
	kr_buffer_number(out, date.day);
	kr_buffer_char(out, ' ');
	kr_buffer_slice_add(out, kr_mail_word(texts, month));
	kr_buffer_char(out, ' ');
	kr_buffer_number(out, date.year);
}

/* Adds the text with its values; nothing, and false, when one of them is empty. */
static bool
fill(kr_slice text, const kr_slice *values, kr_buffer *out)
{
	size_t start = out->len, number, end;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '{' || !name_at(text, i, &number, &end)) {
			kr_buffer_char(out, text.ptr[i]);
			continue;
		}
		if (values[number].len == 0) {
			out->len = start;
			return false;
		}
		kr_buffer_slice_add(out, values[number]);
		i = end - 1;
	}
	return true;
}

bool
kr_mail_texts_fill(const kr_mail_texts *texts, const char *mail, const kr_slice *values, kr_buffer *subject, kr_buffer *body)
{
	bool found = false, is_open = false;
	for (size_t row = 0; row < texts->rows.rows; row++) {
		if (!kr_slice_is(kr_definition_cell(&texts->rows, row, texts->mail), mail))
			continue;
		kr_slice part = kr_definition_cell(&texts->rows, row, texts->part);
		kr_slice text = kr_definition_cell(&texts->rows, row, texts->text);
		found = true;
		if (kr_slice_is(part, parts[SUBJECT])) {
			fill(text, values, subject);
			continue;
		}
		size_t start = body->len;
		if (kr_slice_is(part, parts[TEXT]) && is_open)
			kr_buffer_char(body, '\n');
		if (!fill(text, values, body)) {
			body->len = start;
			continue;
		}
		kr_buffer_char(body, '\n');
		is_open = true;
	}
	return found;
}
