/* Lines of figures on a page: numbers, and shares with their bar. */
#include "report/page.h"

static const kr_slice whole = {NULL, 0};

#define TOTAL_COLUMNS 14

void
kr_page_captions(const kr_page *page, kr_slice first, uint32_t columns)
{
	kr_lines *lines = page->lines;
	uint32_t last = page->has_total ? TOTAL_COLUMNS : 0;
	kr_lines_blanks(lines, lines->width - columns - last);
	kr_lines_right(lines, first, columns);
	kr_lines_right(lines, kr_text(page->texts, "column_all"), last);
	kr_lines_end(lines);
}

/* The total beside a region's number. */
static void
render_total(const kr_page *page, const char *indicator, kr_slice class)
{
	if (!page->has_total)
		return;
	kr_figure_text text = kr_page_text(page, page->telling->regions.total, indicator, class);
	kr_lines_right(page->lines, kr_figure_slice(&text), TOTAL_COLUMNS);
}

void
kr_page_number(const kr_page *page, kr_slice label, uint32_t indent, const char *indicator, kr_slice class)
{
	kr_lines *lines = page->lines;
	uint32_t last = KR_PAGE_NUMBER_COLUMNS + (page->has_total ? TOTAL_COLUMNS : 0);
	kr_figure_text text = kr_page_text(page, page->region, indicator, class);
	if (text.len == 0)
		return;
	kr_lines_blanks(lines, indent);
	kr_lines_left(lines, label, lines->width - indent - last);
	kr_lines_right(lines, kr_figure_slice(&text), KR_PAGE_NUMBER_COLUMNS);
	render_total(page, indicator, class);
	kr_lines_end(lines);
}

void
kr_page_indicator(const kr_page *page, const char *indicator)
{
	uint32_t row;
	if (kr_map_get(&page->texts->indicator_rows, kr_slice_text(indicator), &row))
		kr_page_number(page, kr_indicator_name(page->texts, row), 2, indicator, whole);
}

void
kr_page_share(const kr_page *page, kr_slice label, uint32_t indent, const char *share, const char *count, kr_slice class)
{
	kr_lines *lines = page->lines;
	const kr_figure *figure = kr_page_figure(page, page->region, share, class);
	kr_figure_text percent = kr_figure_for_people(page->texts, figure);
	kr_figure_text number = kr_page_text(page, page->region, count, class);
	uint32_t rest = indent + KR_PAGE_LABEL_COLUMNS + 7 + KR_PAGE_NUMBER_COLUMNS + (page->has_total ? TOTAL_COLUMNS : 0);
	kr_lines_blanks(lines, indent);
	kr_lines_left(lines, label, KR_PAGE_LABEL_COLUMNS);
	kr_lines_bar(lines, kr_page_value(figure), 100, lines->width - rest);
	kr_lines_right(lines, kr_figure_slice(&percent), 7);
	kr_lines_right(lines, kr_figure_slice(&number), KR_PAGE_NUMBER_COLUMNS);
	render_total(page, share, class);
	kr_lines_end(lines);
}
