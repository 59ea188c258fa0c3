/* The section about occupations: the groups that matter most in the region, wanted against asked for. */
#include <stdlib.h>

#include "report/page.h"

#define GROUPS_SHOWN 12
#define FIXED_COLUMNS 51

static const kr_slice whole = {NULL, 0};

typedef struct group_row {
	kr_slice code;
	int64_t weight; /* wanted and asked for, as told */
} group_row;

static int
by_weight(const void *a, const void *b)
{
	const group_row *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return kr_slice_compare(x->code, y->code);
}

static size_t
collect(const kr_page *page, group_row rows[KR_GROUPS])
{
	const kr_figures *figures = &page->telling->figures;
	size_t count = 0;
	for (size_t i = figures->starts[page->region]; i < figures->starts[page->region + 1]; i++) {
		const kr_figure *figure = &figures->list[i];
		if (strcmp(figure->indicator, "occupation_wanted") != 0 || count == KR_GROUPS)
			continue;
		int64_t asked = kr_page_value(kr_page_figure(page, page->region, "occupation_asked", figure->class));
		if (figure->value + asked > 0)
			rows[count++] = (group_row){figure->class, figure->value + asked};
	}
	qsort(rows, count, sizeof *rows, by_weight);
	return count;
}

static void
render_cell(const kr_page *page, const char *indicator, kr_slice code, uint32_t columns)
{
	kr_figure_text text = kr_page_text(page, page->region, indicator, code);
	kr_lines_right(page->lines, kr_figure_slice(&text), columns);
}

static void
render_group(const kr_page *page, kr_slice code)
{
	kr_lines *lines = page->lines;
	kr_figure_text class = kr_page_text(page, page->region, "occupation_tension_class", code);
	kr_lines_blanks(lines, 2);
	kr_lines_left(lines, kr_group_name(page->texts, code), lines->width - FIXED_COLUMNS);
	render_cell(page, "occupation_wanted", code, 8);
	render_cell(page, "occupation_supply", code, 10);
	render_cell(page, "occupation_asked", code, 10);
	render_cell(page, "occupation_tension", code, 9);
	kr_lines_blanks(lines, 2);
	kr_lines_left(lines, kr_figure_slice(&class), 10);
	kr_lines_end(lines);
}

static void
render_captions(const kr_page *page, const kr_overview *overview)
{
	kr_lines *lines = page->lines;
	bool has_asked = overview->market.has_vacancies;
	kr_lines_blanks(lines, 2 + lines->width - FIXED_COLUMNS);
	kr_lines_right(lines, kr_text(page->texts, "column_wanted"), 8);
	kr_lines_right(lines, kr_text(page->texts, "column_free"), 10);
	if (has_asked) {
		kr_lines_right(lines, kr_text(page->texts, "column_asked"), 10);
		kr_lines_right(lines, kr_text(page->texts, "column_tension"), 9);
	}
	kr_lines_end(lines);
}

void
kr_render_occupations(const kr_page *page, const kr_overview *overview)
{
	group_row rows[KR_GROUPS];
	size_t count = collect(page, rows);
	if (count == 0)
		return;
	kr_page_heading(page, kr_text(page->texts, "head_occupations"));
	render_captions(page, overview);
	for (size_t i = 0; i < count && i < GROUPS_SHOWN; i++)
		render_group(page, rows[i].code);
	if (count > GROUPS_SHOWN) {
		kr_buffer line = {0};
		kr_figure_text more = kr_number_text(page->texts->language, (int64_t)(count - GROUPS_SHOWN), 0);
		kr_text_fill(page->texts, "other_groups", kr_figure_slice(&more), whole, whole, &line);
		kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 2);
		page->lines->out.failed |= line.failed;
		kr_buffer_free(&line);
	}
}
