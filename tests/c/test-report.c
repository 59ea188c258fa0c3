/* What kr-report decides: classes, rounding, what is shown, how it is written, that every text has both languages. */
#include <stdio.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "report/figures.h"
#include "report/ids.h"
#include "report/lines.h"
#include "report/number_text.h"
#include "report/overview.h"

#include "tap.h"

static const kr_slice whole = {NULL, 0};

static void
test_tension_edges(void)
{
	static const struct edge {
		int64_t open, available;
		enum kr_tension tension;
	} edges[] = {
		{0, 0, KR_TENSION_NONE}, {50, 0, KR_TENSION_NONE},
		{0, 10, KR_TENSION_VERY_LOOSE}, {249, 1000, KR_TENSION_VERY_LOOSE}, {25, 100, KR_TENSION_LOOSE},
		{1, 4, KR_TENSION_LOOSE}, {666, 1000, KR_TENSION_LOOSE}, {2, 3, KR_TENSION_AVERAGE},
		{67, 100, KR_TENSION_AVERAGE}, {670, 1000, KR_TENSION_AVERAGE}, {1499, 1000, KR_TENSION_AVERAGE},
		{15, 10, KR_TENSION_TIGHT}, {3, 2, KR_TENSION_TIGHT}, {3999, 1000, KR_TENSION_TIGHT},
		{40, 10, KR_TENSION_VERY_TIGHT}, {4, 1, KR_TENSION_VERY_TIGHT},
		{INT64_C(1000000000000000), 1, KR_TENSION_VERY_TIGHT},
	};
	bool good = true;
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		good = good && kr_tension_class(edges[i].open, edges[i].available) == edges[i].tension;
	ok(good, "the classes of tension hold their lower edges 1/4, 2/3, 3/2 and 4, and nobody gives none");
}

static void
test_rounding(void)
{
	ok(kr_round_tens(0) == 0 && kr_round_tens(4) == 0 && kr_round_tens(5) == 10 && kr_round_tens(14) == 10 &&
	    kr_round_tens(15) == 20 && kr_round_tens(1234567) == 1234570, "counts are rounded to tens, halves up");
}

static void
test_shares(void)
{
	kr_figures figures;
	kr_error error;
	const kr_figure *figure;
	if (!ok(kr_figures_init(&figures, 1, false, &error), "figures can be made"))
		return;
	kr_figures_region(&figures, 0);
	int64_t small = kr_figures_count(&figures, "small", whole, 94), big = kr_figures_count(&figures, "big", whole, 95);
	kr_figures_share(&figures, "of_small", whole, 50, small);
	kr_figures_share(&figures, "of_big", whole, 50, big);
	kr_figures_share(&figures, "of_none", whole, 0, 0);
	kr_figures_tension(&figures, "ratio", "word", whole, 20, 30);
	kr_figures_tension(&figures, "no_ratio", "no_word", whole, 20, 0);
	figure = kr_figures_find(&figures, 0, "of_small", whole);
	ok(figure && figure->status == KR_HIDDEN && figure->value == 0, "no percentage of 94, told as 90, persons");
	figure = kr_figures_find(&figures, 0, "of_big", whole);
	ok(figure && figure->status == KR_ROUNDED && figure->value == 50, "95 is told as 100: 50 of them is 50 percent");
	figure = kr_figures_find(&figures, 0, "of_none", whole);
	ok(figure && figure->status == KR_NO_VALUE, "nothing is divided by nobody");
	figure = kr_figures_find(&figures, 0, "ratio", whole);
	ok(figure && figure->value == 67, "20 by 30 is told as 0.67");
	figure = kr_figures_find(&figures, 0, "word", whole);
	ok(figure && kr_slice_is(figure->word, "average"), "and its class is that of 2/3, which the table of classes calls 0.67");
	figure = kr_figures_find(&figures, 0, "no_word", whole);
	ok(figure && figure->status == KR_NO_VALUE, "without available persons there is no class");
	ok(kr_figures_find(&figures, 0, "absent", whole) == NULL, "what is not told is not found");
	kr_figures_free(&figures);
}

static void
test_unprotected(void)
{
	kr_figures figures;
	kr_error error;
	if (!kr_figures_init(&figures, 1, true, &error))
		return;
	kr_figures_region(&figures, 0);
	int64_t count = kr_figures_count(&figures, "persons", whole, 7);
	kr_figures_share(&figures, "share", whole, 3, count);
	const kr_figure *share = kr_figures_find(&figures, 0, "share", whole);
	ok(count == 7 && share && share->value == 43 && share->status == KR_EXACT, "unprotected numbers are exact");
	kr_figures_free(&figures);
}

static void
test_filling(void)
{
	ok(kr_completeness_filling(KR_SLICE(""), true) == KR_EMPTY, "empty is empty");
	ok(kr_completeness_filling(KR_SLICE(":lasser"), true) == KR_WRITTEN, "a title without a code is written");
	ok(kr_completeness_filling(KR_SLICE(":lasser|7212:lasser"), true) == KR_FILLED, "one coded item is enough");
	ok(kr_completeness_filling(KR_SLICE("none"), true) == KR_FILLED, "known to be none is known");
	ok(kr_completeness_filling(KR_SLICE("na"), false) == KR_FILLED, "does not apply is known");
}

static bool
reads_as(kr_figure_text text, const char *wanted)
{
	return kr_slice_is(kr_figure_slice(&text), wanted);
}

static void
test_numbers(void)
{
	ok(reads_as(kr_number_text(KR_DUTCH, 1234567, 0), "1.234.567") && reads_as(kr_number_text(KR_DUTCH, 123, 0), "123"),
	    "Dutch numbers have points between thousands");
	ok(reads_as(kr_number_text(KR_DUTCH, 123450, 2), "1.234,50"), "and a comma before decimals");
	ok(reads_as(kr_number_text(KR_ENGLISH, 123405, 2), "1,234.05"), "English ones the other way round");
	ok(reads_as(kr_number_text(KR_DUTCH, 7, 2), "0,07") && reads_as(kr_number_text(KR_DUTCH, -1000, 0), "-1.000"),
	    "small and negative numbers");
}

static bool
day_reads(const kr_texts *texts, kr_date date, const char *wanted)
{
	kr_buffer out = {0};
	kr_date_text(texts, date, &out);
	bool good = kr_slice_is(kr_buffer_slice(&out), wanted);
	kr_buffer_free(&out);
	return good;
}

static void
test_days(void)
{
	kr_texts dutch = {0}, english = {0};
	kr_error error;
	if (!ok(kr_texts_load(&dutch, "nl", NULL, &error) && kr_texts_load(&english, "en", NULL, &error),
	    "the texts load"))
		return;
	ok(day_reads(&dutch, (kr_date){2026, 11, 22}, "22 november 2026"), "a Dutch day");
	ok(day_reads(&english, (kr_date){2026, 3, 1}, "1 March 2026"), "an English day");
	ok(day_reads(&dutch, (kr_date){2026, 3, 0}, "maart 2026") && day_reads(&dutch, (kr_date){2026, 0, 0}, "2026"),
	    "partly known days");
	kr_texts_free(&dutch);
	kr_texts_free(&english);
}

/* Every row of these tables has every one of these columns filled. */
static bool
is_complete(const char *name, const char *const columns[], size_t count)
{
	kr_definition definition = {0};
	kr_error error;
	bool good = kr_definition_load(&definition, name, NULL, &error) && definition.rows > 0;
	for (size_t row = 0; good && row < definition.rows; row++) {
		for (size_t i = 0; i < count; i++) {
			uint32_t column;
			good = good && kr_definition_column(&definition, columns[i], &column, &error) &&
			    kr_definition_cell(&definition, row, column).len > 0;
		}
		if (!good)
			printf("# %s: line %llu\n", name, (unsigned long long)definition.lines[row]);
	}
	kr_definition_free(&definition);
	return good;
}

static void
test_both_languages(void)
{
	static const char *const two[] = {"nl", "en"};
	static const char *const six[] = {"unit", "name_nl", "name_en", "nl", "en"};
	ok(is_complete("report/texts", two, 2), "every text has both languages");
	ok(is_complete("report/fields", two, 2), "every field has both");
	ok(is_complete("report/classes", two, 2), "every class has both");
	ok(is_complete("report/occupation_groups", two, 2), "every group of occupations has both");
	ok(is_complete("report/indicators", six, 5), "every indicator has a unit, and name and definition in both");
}

static void
test_texts_are_ascii(void)
{
	kr_slice bytes = kr_embedded("report/texts");
	bool good = bytes.len > 0;
	for (size_t i = 0; i < bytes.len; i++)
		good = good && (unsigned char)bytes.ptr[i] < 0x80;
	ok(good, "the texts keep to ASCII, so --ascii can");
}

static void
test_ids(void)
{
	kr_ids ids = {0};
	char id[16];
	bool good = kr_ids_seen(&ids, KR_SLICE("p1")) == 0;
	for (int i = 0; i < 5000; i++)
		good = good && kr_ids_add(&ids, kr_slice_of(id, (size_t)snprintf(id, sizeof id, "p%d", i % 2500)));
	for (int i = 0; i < 2500; i++)
		good = good && kr_ids_seen(&ids, kr_slice_of(id, (size_t)snprintf(id, sizeof id, "p%d", i))) == 2;
	ok(good && ids.count == 2500 && kr_ids_seen(&ids, KR_SLICE("p2500")) == 0, "ids are counted, others are not there");
	kr_ids_free(&ids);
}

static bool
bar_is(int64_t value, int64_t full, uint32_t columns, bool is_ascii, const char *wanted)
{
	kr_lines lines = {.width = 80, .is_ascii = is_ascii};
	kr_lines_bar(&lines, value, full, columns);
	bool good = kr_slice_is(kr_buffer_slice(&lines.out), wanted);
	if (!good)
		printf("# %.*s|\n", (int)lines.out.len, lines.out.ptr);
	kr_buffer_free(&lines.out);
	return good;
}

static void
test_bars(void)
{
	ok(bar_is(100, 100, 3, false, "\u2588\u2588\u2588") && bar_is(0, 100, 3, false, "   ") &&
	    bar_is(5, 0, 3, false, "   "), "full and empty bars");
	ok(bar_is(50, 100, 3, false, "\u2588\u258c ") && bar_is(1, 100000, 3, false, "\u258f  "), "eighths of a column");
	ok(bar_is(50, 100, 4, true, "##  ") && bar_is(1, 1000, 4, true, "#   ") && bar_is(200, 100, 4, true, "####"),
	    "ASCII bars");
}

static void
test_columns(void)
{
	kr_lines lines = {.width = 20};
	ok(kr_lines_columns(KR_SLICE("caf\u00e9")) == 4 && kr_lines_columns(KR_SLICE("e\u0301")) == 1 &&
	    kr_lines_columns(KR_SLICE("\u4e2d")) == 2, "width counts columns, not bytes");
	kr_lines_left(&lines, KR_SLICE("\u00e9\u00e9n"), 5);
	kr_lines_right(&lines, KR_SLICE("\u4e2d\u4e2d"), 3);
	kr_lines_left(&lines, KR_SLICE("  "), 4);
	kr_lines_end(&lines);
	ok(kr_slice_is(kr_buffer_slice(&lines.out), "\u00e9\u00e9n   \u4e2d\n"), "columns are filled, cut and trimmed");
	kr_buffer_clear(&lines.out);
	kr_lines_paragraph(&lines, KR_SLICE("een twee drie vier vijf zes"), 2);
	ok(kr_slice_is(kr_buffer_slice(&lines.out), "  een twee drie vier\n  vijf zes\n"), "paragraphs break between words");
	kr_buffer_free(&lines.out);
}

int
main(void)
{
	test_tension_edges();
	test_rounding();
	test_shares();
	test_unprotected();
	test_filling();
	test_numbers();
	test_days();
	test_both_languages();
	test_texts_are_ascii();
	test_ids();
	test_bars();
	test_columns();
	return tap_done();
}
