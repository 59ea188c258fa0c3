/* The page of the overview. */
#include "report/page.h"

static const kr_slice whole = {NULL, 0};

static const kr_page_key keys[] = {
	{.indicator = "persons", .label = "key_persons"},
	{.indicator = "findable_strict_share", .label = "key_findable"},
	{.indicator = "positions_open", .label = "key_positions"},
	{.indicator = "tension", .label = "key_tension"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "persons", .label = "column_persons", .columns = 10},
	{.indicator = "findable_strict_share", .label = "column_strict", .label_2 = "column_strict_2", .columns = 8},
	{.indicator = "positions_open", .label = "column_positions", .label_2 = "column_positions_2", .columns = 8},
	{.indicator = "pairs", .label = "column_pairs", .columns = 9},
	{.indicator = "tension", .label = "column_tension", .columns = 9},
	{0},
};

static const kr_page_plan plan = {.title = "register", .nothing = "nobody_in", .keys = keys, .columns = columns};

void
kr_render_overview(const kr_overview *overview, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_page page = kr_page_of(&overview->telling, &plan, region, is_brief, lines);
	kr_page_head(&page);
	if (region == KR_ALL_REGIONS) {
		kr_page_regions(&page);
		kr_render_map(&page);
	}
	if (kr_page_value(kr_page_figure(&page, page.region, "persons", whole)) == 0) {
		kr_lines_end(lines);
		kr_lines_paragraph(lines, kr_text(page.texts, "nobody"), 0);
	}
	kr_render_sections(&page, overview);
	kr_render_tension(&page);
	kr_render_occupations(&page, overview);
	kr_page_method(&page);
}
