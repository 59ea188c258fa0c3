/* The section about tension: where the region stands on UWV's scale of five classes. */
#include <stdio.h>

#include "report/page.h"

static const kr_slice whole = {NULL, 0};

static uint32_t
cell_columns(const kr_page *page)
{
	return (page->lines->width - 2) / (KR_TENSIONS - 1);
}

static void
render_cells(const kr_page *page, const char *suffix)
{
	kr_lines_blanks(page->lines, 2);
	for (int i = KR_TENSION_VERY_LOOSE; i < KR_TENSIONS; i++) {
		char id[32];
		snprintf(id, sizeof id, "%s%s", kr_tension_key((enum kr_tension)i), suffix);
		kr_lines_left(page->lines, kr_text(page->texts, id), cell_columns(page));
	}
	kr_lines_end(page->lines);
}

/* A line of light cells in which the region's own is heavy. */
static void
render_scale(const kr_page *page, kr_slice class)
{
	kr_lines *lines = page->lines;
	kr_lines_blanks(lines, 2);
	for (int i = KR_TENSION_VERY_LOOSE; i < KR_TENSIONS; i++) {
		bool is_own = kr_slice_is(class, kr_tension_key((enum kr_tension)i));
		const char *piece = is_own ? "\u2588" : "\u2500";
		if (lines->is_ascii)
			piece = is_own ? "#" : "-";
		for (uint32_t column = 0; column + 1 < cell_columns(page); column++)
			kr_lines_text(lines, piece);
		kr_lines_blanks(lines, 1);
	}
	kr_lines_end(lines);
}

static void
render_lead(const kr_page *page, const kr_figure *class)
{
	kr_buffer line = {0};
	kr_figure_text ratio = kr_page_text(page, page->region, "tension", whole);
	kr_figure_text word = kr_figure_for_people(page->texts, class);
	const kr_figure *known = kr_page_figure(page, page->region, "tension_known", whole);
	kr_figure_text upper = kr_figure_for_people(page->texts, known);
	kr_buffer_slice_add(&line, kr_figure_slice(&ratio));
	kr_buffer_text(&line, ", ");
	kr_buffer_slice_add(&line, kr_figure_slice(&word));
	kr_buffer_text(&line, ". ");
	if (known->status != KR_NO_VALUE)
		kr_text_fill(page->texts, "tension_range", kr_figure_slice(&upper), whole, whole, &line);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 2);
	page->lines->out.failed |= line.failed;
	kr_buffer_free(&line);
}

void
kr_render_tension(const kr_page *page)
{
	const kr_figure *class = kr_page_figure(page, page->region, "tension_class", whole);
	if (class == NULL)
		return;
	kr_page_heading(page, kr_text(page->texts, "head_tension"));
	if (class->status == KR_NO_VALUE) {
		kr_lines_paragraph(page->lines, kr_text(page->texts, "tension_none"), 2);
		return;
	}
	render_lead(page, class);
	kr_lines_end(page->lines);
	render_cells(page, "");
	render_scale(page, class->word);
	render_cells(page, "_range");
}
