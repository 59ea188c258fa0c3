/* The table of all regions and the map of tension. */
#include <stdio.h>

#include "report/page.h"

static const kr_slice whole = {NULL, 0};

static const struct column {
	const char *indicator, *caption, *caption_2;
	uint32_t columns;
} columns[] = {
	{"persons", "column_persons", NULL, 10},
	{"findable_strict_share", "column_strict", "column_strict_2", 8},
	{"positions_open", "column_positions", "column_positions_2", 8},
	{"pairs", "column_pairs", NULL, 9},
	{"tension", "column_tension", NULL, 9},
};
#define COLUMNS (sizeof columns / sizeof *columns)
#define CLASS_COLUMNS 8

/* What a report without vacancies or matches does not tell gets no column. */
static bool
is_told(const kr_page *page, const struct column *column)
{
	return kr_page_figure(page, page->region, column->indicator, whole) != NULL;
}

static uint32_t
name_columns(const kr_page *page)
{
	uint32_t used = CLASS_COLUMNS;
	for (size_t i = 0; i < COLUMNS; i++)
		used += is_told(page, &columns[i]) ? columns[i].columns : 0;
	return page->lines->width - used;
}

static void
render_captions(const kr_page *page, bool is_second)
{
	kr_lines *lines = page->lines;
	kr_lines_blanks(lines, name_columns(page));
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *caption = is_second ? columns[i].caption_2 : columns[i].caption;
		if (is_told(page, &columns[i]))
			kr_lines_right(lines, caption ? kr_text(page->texts, caption) : whole, columns[i].columns);
	}
	kr_lines_end(lines);
}

static const char *
short_id(const kr_figure *class, char id[32])
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
	kr_lines_left(page->lines, kr_text(page->texts, short_id(class, id)), CLASS_COLUMNS - 1);
}

/* Nobody and no vacancy there, by the numbers as they are told. */
static bool
is_empty(const kr_page *page, uint32_t region)
{
	return kr_page_value(kr_page_figure(page, region, "persons", whole)) == 0 &&
	    kr_page_value(kr_page_figure(page, region, "positions_open", whole)) == 0 &&
	    kr_page_value(kr_page_figure(page, region, "pairs", whole)) == 0;
}

static void
render_row(const kr_page *page, uint32_t region)
{
	kr_lines *lines = page->lines;
	kr_lines_left(lines, kr_page_region_name(page, region), name_columns(page));
	for (size_t i = 0; i < COLUMNS; i++) {
		kr_figure_text text = kr_page_text(page, region, columns[i].indicator, whole);
		if (is_told(page, &columns[i]))
			kr_lines_right(lines, kr_figure_slice(&text), columns[i].columns);
	}
	render_class(page, region);
	kr_lines_end(lines);
}

/* The regions of which there is nothing to tell, by name: none is left out. */
static void
render_empty(const kr_page *page)
{
	kr_buffer names = {0}, line = {0};
	for (uint32_t region = 0; region < page->overview->regions.total; region++) {
		if (!is_empty(page, region))
			continue;
		kr_buffer_text(&names, names.len ? ", " : "");
		kr_buffer_slice_add(&names, kr_page_region_name(page, region));
	}
	if (names.len) {
		kr_text_fill(page->texts, "nobody_in", kr_buffer_slice(&names), whole, whole, &line);
		kr_lines_end(page->lines);
		kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 0);
	}
	page->lines->out.failed |= names.failed || line.failed;
	kr_buffer_free(&names);
	kr_buffer_free(&line);
}

void
kr_render_regions(const kr_page *page)
{
	const kr_regions *regions = &page->overview->regions;
	kr_page_heading(page, kr_text(page->texts, "head_regions"));
	render_captions(page, false);
	render_captions(page, true);
	render_row(page, regions->total);
	for (uint32_t region = 0; region < regions->total; region++)
		if (!is_empty(page, region))
			render_row(page, region);
	render_empty(page);
}

/* The higher the block, the tighter; the word stands beside it, so nothing hangs on the sign alone. */
static const char *
sign_of(const kr_page *page, kr_slice class)
{
	static const char *const blocks[KR_TENSIONS] = {
		"\u00b7\u00b7", "\u2581\u2581", "\u2583\u2583", "\u2585\u2585", "\u2586\u2586", "\u2588\u2588"
	};
	static const char *const ascii[KR_TENSIONS] = {"..", "--", "- ", "= ", "+ ", "++"};
	int at = KR_TENSION_NONE;
	for (int i = KR_TENSION_VERY_LOOSE; i < KR_TENSIONS; i++)
		if (kr_slice_is(class, kr_tension_key((enum kr_tension)i)))
			at = i;
	return page->lines->is_ascii ? ascii[at] : blocks[at];
}

static uint32_t
region_at(const kr_regions *regions, uint32_t row, uint32_t column)
{
	for (uint32_t i = 0; i < regions->count; i++)
		if (regions->tiles[i].is_there && regions->tiles[i].row == row && regions->tiles[i].column == column)
			return i;
	return regions->unassigned;
}

/* One of the two lines of a tile: sign and abbreviation, or the class in short. */
static void
render_tile(const kr_page *page, uint32_t region, bool is_second, uint32_t width)
{
	const kr_regions *regions = &page->overview->regions;
	kr_lines *lines = page->lines;
	char id[32];
	if (region == regions->unassigned) {
		kr_lines_blanks(lines, width);
		return;
	}
	const kr_figure *class = kr_page_figure(page, region, "tension_class", whole);
	if (is_second) {
		kr_lines_blanks(lines, 3);
		kr_lines_left(lines, kr_text(page->texts, short_id(class, id)), width - 3);
		return;
	}
	kr_lines_text(lines, sign_of(page, class && class->status != KR_NO_VALUE ? class->word : whole));
	kr_lines_blanks(lines, 1);
	kr_lines_left(lines, regions->tiles[region].abbreviation, width - 3);
}

static void
render_legend(const kr_page *page)
{
	kr_lines *lines = page->lines;
	for (int i = KR_TENSIONS - 1; i >= 0; i--) {
		const char *key = kr_tension_key((enum kr_tension)i);
		char id[32];
		snprintf(id, sizeof id, "%s_range", key);
		kr_lines_blanks(lines, 2);
		kr_lines_text(lines, sign_of(page, kr_slice_text(key)));
		kr_lines_blanks(lines, 1);
		kr_lines_left(lines, kr_text(page->texts, key), 12);
		kr_buffer_slice_add(&lines->out, kr_text(page->texts, id));
		kr_lines_end(lines);
	}
}

void
kr_render_map(const kr_page *page)
{
	const kr_regions *regions = &page->overview->regions;
	kr_lines *lines = page->lines;
	if (!page->overview->market.has_vacancies || regions->tile_columns == 0)
		return;
	uint32_t width = (lines->width - 2) / regions->tile_columns;
	kr_page_heading(page, kr_text(page->texts, "head_map"));
	for (uint32_t row = 0; row < regions->tile_rows; row++) {
		for (int line = 0; line < 2; line++) {
			kr_lines_blanks(lines, 2);
			for (uint32_t column = 0; column < regions->tile_columns; column++)
				render_tile(page, region_at(regions, row, column), line == 1, width);
			kr_lines_end(lines);
		}
		kr_lines_end(lines);
	}
	render_legend(page);
	kr_lines_paragraph(lines, kr_text(page->texts, "map_note"), 2);
}
