/*
 * The words of a report in Dutch or English (lib/report/texts.tsv) and what it can tell (lib/report/indicators.tsv).
 *
 * Every id has both languages; tests/c/test-report.c proves it.
 */
#ifndef KR_REPORT_TEXTS_H
#define KR_REPORT_TEXTS_H

#include "base/buffer.h"
#include "record/definition.h"

enum kr_language { KR_DUTCH, KR_ENGLISH };

enum kr_unit { KR_UNIT_COUNT, KR_UNIT_PERCENT, KR_UNIT_RATIO, KR_UNIT_WORD };

typedef struct kr_texts {
	enum kr_language language;
	kr_definition words, indicators, groups;
	kr_map word_rows, indicator_rows, group_rows;
} kr_texts;

/* "nl" or "en" has been checked by the caller. `directory` as in kr_definition_load. */
bool kr_texts_load(kr_texts *texts, const char *language, const char *directory, kr_error *error);
void kr_texts_free(kr_texts *texts);

/* The text of an id in the report's language; the id itself when there is none. */
kr_slice kr_text(const kr_texts *texts, const char *id);

/* The same with {1} {2} {3} filled in; values may be empty slices. */
void kr_text_fill(const kr_texts *texts, const char *id, kr_slice one, kr_slice two, kr_slice three, kr_buffer *out);

/* Of an indicator: its unit as the TSV form says it, the kind of number, name and definition. */
kr_slice kr_indicator_unit(const kr_texts *texts, const char *indicator);
enum kr_unit kr_indicator_kind(const kr_texts *texts, const char *indicator);
kr_slice kr_indicator_name(const kr_texts *texts, size_t row);
kr_slice kr_indicator_definition(const kr_texts *texts, size_t row);

/* Name of an ISCO-08 group of two digits; the digits themselves when there is none. */
kr_slice kr_group_name(const kr_texts *texts, kr_slice code);

#endif
