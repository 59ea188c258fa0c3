/*
 * Numbers and days as people read them: 1.234,5 and "22 november 2026" in Dutch, 1,234.5 and "22 November 2026" in
 * English. Own tables, no locale: a cron job has none.
 */
#ifndef KR_REPORT_NUMBER_TEXT_H
#define KR_REPORT_NUMBER_TEXT_H

#include "codes/date.h"
#include "report/figures.h"
#include "report/texts.h"

#define KR_FIGURE_TEXT_MAX 64

/* A text that is its own; read it by kr_figure_slice. */
typedef struct kr_figure_text {
	char bytes[KR_FIGURE_TEXT_MAX];
	size_t len;
} kr_figure_text;

static inline kr_slice
kr_figure_slice(const kr_figure_text *text)
{
	return kr_slice_of(text->bytes, text->len);
}

/* A number scaled by 10^places, with all places and separators of thousands. */
kr_figure_text kr_number_text(enum kr_language language, int64_t number, int places);

/* A figure for a reader: "1.230", "58%", "0,63", a word of the language, "[c]" or "-"; "" for NULL. */
kr_figure_text kr_figure_for_people(const kr_texts *texts, const kr_figure *figure);

/* A figure for a program: 1230, 58, 0.63, a word as in the model; empty where there is no number. */
kr_figure_text kr_figure_for_programs(const kr_texts *texts, const kr_figure *figure);

/* "22 november 2026", "november 2026" or "2026". */
void kr_date_text(const kr_texts *texts, kr_date date, kr_buffer *out);

#endif
