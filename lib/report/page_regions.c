/* The table of all regions. */
#include <stdio.h>

#include "report/page.h"

static const kr_slice whole = {NULL, 0};

#define CLASS_COLUMNS 8

static kr_slice
class_of(const kr_page_key *column)
{
	return column->class ? kr_slice_text(column->class) : whole;
}

/* What a report without vacancies or matches does not tell gets no column. */
static bool
is_told(const kr_page *page, const kr_page_key *column)
{
	return kr_page_figure(page, page->region, column->indicator, class_of(column)) != NULL;
}

static uint32_t
name_columns(const kr_page *page)
{
	uint32_t used = CLASS_COLUMNS;
	for (const kr_page_key *column = page->plan->columns; column->indicator != NULL; column++)
		used += is_told(page, column) ? column->columns : 0;
	return page->lines->width - used;
}

static void
render_captions(const kr_page *page, bool is_second)
{
	kr_lines *lines = page->lines;
	kr_lines_blanks(lines, name_columns(page));
	for (const kr_page_key *column = page->plan->columns; column->indicator != NULL; column++) {
		const char *caption = is_second ? column->label_2 : column->label;
		if (is_told(page, column))
			kr_lines_right(lines, caption ? kr_text(page->texts, caption) : whole, column->columns);
	}
	kr_lines_end(lines);
}

const char *
kr_page_tension_short(const kr_figure *class, char id[32])
{
	if (class == NULL || class->status == KR_NO_VALUE)
		return "none_short";
	snprintf(id, 32, "%.*s_short", (int)class->word.len, class->word.ptr);
	return id;
}

static void
render_class(const kr_page *page, uint32_t region)
{
	char id[32];
	const kr_figure *class = kr_page_figure(page, region, "tension_class", whole);
	if (class == NULL)
		return;
	kr_lines_blanks(page->lines, 1);
	kr_lines_left(page->lines, kr_text(page->texts, kr_page_tension_short(class, id)), CLASS_COLUMNS - 1);
}

/* Nothing to tell of it, by the numbers as they are told. */
static bool
is_empty(const kr_page *page, uint32_t region)
{
	for (const kr_page_key *column = page->plan->columns; column->indicator != NULL; column++)
		if (kr_page_value(kr_page_figure(page, region, column->indicator, class_of(column))) != 0)
			return false;
	return true;
}

static void
render_row(const kr_page *page, uint32_t region)
{
	kr_lines *lines = page->lines;
	kr_lines_left(lines, kr_telling_region(page->telling, region), name_columns(page));
	for (const kr_page_key *column = page->plan->columns; column->indicator != NULL; column++) {
		kr_figure_text text = kr_page_text(page, region, column->indicator, class_of(column));
		if (is_told(page, column))
			kr_lines_right(lines, kr_figure_slice(&text), column->columns);
	}
	render_class(page, region);
	kr_lines_end(lines);
}

/* The regions of which there is nothing to tell, by name: none is left out. */
static void
render_empty(const kr_page *page)
{
	kr_buffer names = {0}, line = {0};
	for (uint32_t region = 0; region < page->telling->regions.total; region++) {
		if (!is_empty(page, region))
			continue;
		kr_buffer_text(&names, names.len ? ", " : "");
		kr_buffer_slice_add(&names, kr_telling_region(page->telling, region));
	}
	if (names.len) {
		kr_text_fill(page->texts, page->plan->nothing, kr_buffer_slice(&names), whole, whole, &line);
		kr_lines_end(page->lines);
		kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 0);
	}
	page->lines->out.failed |= names.failed || line.failed;
	kr_buffer_free(&names);
	kr_buffer_free(&line);
}

void
kr_page_regions(const kr_page *page)
{
	const kr_regions *regions = &page->telling->regions;
	kr_page_heading(page, kr_text(page->texts, "head_regions"));
	render_captions(page, false);
	render_captions(page, true);
	render_row(page, regions->total);
	for (uint32_t region = 0; region < regions->total; region++)
		if (!is_empty(page, region))
			render_row(page, region);
	render_empty(page);
}
