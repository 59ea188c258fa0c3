#include "report/number_text.h"

#include <stdio.h>

#include "base/number.h"

static void
add_char(kr_figure_text *text, char c)
{
	if (text->len < sizeof text->bytes)
		text->bytes[text->len++] = c;
}

static void
add_slice(kr_figure_text *text, kr_slice slice)
{
	for (size_t i = 0; i < slice.len; i++)
		add_char(text, slice.ptr[i]);
}

static void
add_grouped(kr_figure_text *text, int64_t number, char separator)
{
	char digits[KR_NUMBER_MAX];
	size_t length = kr_number_write(number, digits);
	for (size_t i = 0; i < length; i++) {
		if (i && digits[i - 1] != '-' && (length - i) % 3 == 0 && separator)
			add_char(text, separator);
		add_char(text, digits[i]);
	}
}

/* `point` and `separator` (0: none) of the number; places digits behind the point. */
static kr_figure_text
write_number(int64_t number, int places, char point, char separator)
{
	kr_figure_text text = {.len = 0};
	int64_t scale = 1, rest;
	for (int i = 0; i < places; i++)
		scale *= 10;
	if (number < 0) {
		add_char(&text, '-');
		number = -number;
	}
	add_grouped(&text, number / scale, separator);
	if (places)
		add_char(&text, point);
	rest = number % scale;
	for (int i = 0; i < places; i++) {
		scale /= 10;
		add_char(&text, (char)('0' + rest / scale));
		rest %= scale;
	}
	return text;
}

kr_figure_text
kr_number_text(enum kr_language language, int64_t number, int places)
{
	return language == KR_DUTCH ? write_number(number, places, ',', '.') : write_number(number, places, '.', ',');
}

/* The words of classes are ids of texts; other words stand for themselves. */
static void
add_word(kr_figure_text *text, const kr_texts *texts, kr_slice word)
{
	char id[KR_FIGURE_TEXT_MAX];
	snprintf(id, sizeof id, "%.*s", (int)word.len, word.ptr);
	add_slice(text, kr_text(texts, id));
}

kr_figure_text
kr_figure_for_people(const kr_texts *texts, const kr_figure *figure)
{
	kr_figure_text text = {.len = 0};
	if (figure == NULL)
		return text;
	enum kr_unit kind = kr_indicator_kind(texts, figure->indicator);
	if (figure->status == KR_HIDDEN || figure->status == KR_NO_VALUE)
		add_slice(&text, kr_text(texts, figure->status == KR_HIDDEN ? "not_shown" : "no_value"));
	else if (kind == KR_UNIT_WORD)
		add_word(&text, texts, figure->word);
	else
		text = kr_number_text(texts->language, figure->value, kind == KR_UNIT_RATIO ? KR_RATIO_PLACES : 0);
	if (kind == KR_UNIT_PERCENT && (figure->status == KR_ROUNDED || figure->status == KR_EXACT))
		add_char(&text, '%');
	return text;
}

kr_figure_text
kr_figure_for_programs(const kr_texts *texts, const kr_figure *figure)
{
	kr_figure_text text = {.len = 0};
	enum kr_unit kind = kr_indicator_kind(texts, figure->indicator);
	if (figure->status == KR_HIDDEN || figure->status == KR_NO_VALUE)
		return text;
	if (kind == KR_UNIT_WORD)
		add_slice(&text, figure->word);
	else
		text = write_number(figure->value, kind == KR_UNIT_RATIO ? KR_RATIO_PLACES : 0, '.', 0);
	return text;
}

void
kr_date_text(const kr_texts *texts, kr_date date, kr_buffer *out)
{
	if (date.day)
		kr_buffer_format(out, "%d ", date.day);
	if (date.month) {
		char id[16];
		snprintf(id, sizeof id, "month_%02d", date.month);
		kr_buffer_slice_add(out, kr_text(texts, id));
		kr_buffer_char(out, ' ');
	}
	kr_buffer_number(out, date.year);
}
