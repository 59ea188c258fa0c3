/* The map of tension: a tile a region, roughly in its place. */
#include <stdio.h>

#include "report/page.h"

static const kr_slice whole = {NULL, 0};

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
	const kr_regions *regions = &page->telling->regions;
	kr_lines *lines = page->lines;
	char id[32];
	if (region == regions->unassigned) {
		kr_lines_blanks(lines, width);
		return;
	}
	const kr_figure *class = kr_page_figure(page, region, "tension_class", whole);
	if (is_second) {
		kr_lines_blanks(lines, 3);
		kr_lines_left(lines, kr_text(page->texts, kr_page_tension_short(class, id)), width - 3);
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
	const kr_regions *regions = &page->telling->regions;
	kr_lines *lines = page->lines;
	if (kr_page_figure(page, page->region, "tension_class", whole) == NULL || regions->tile_columns == 0)
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
