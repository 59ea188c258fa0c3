/* The page of the instruments: what is offered, at what cost and length, and what is missing where. */
#include "report/instruments.h"
#include "report/page.h"

static const kr_slice whole = {NULL, 0};

enum { NUMBER = 8, RANGE = 15, OFFER_COLUMNS = 4 };

static const kr_page_key keys[] = {
	{.indicator = "services", .label = "key_services"},
	{.indicator = "instruments_offered", .label = "key_instruments"},
	{.indicator = "instruments_missing", .label = "key_missing"},
	{.indicator = "instrument_lists", .label = "key_lists"},
	{.indicator = "services_uncoded", .label = "key_uncoded"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "services_own", .label = "column_own", .label_2 = "column_own_2", .columns = 10},
	{.indicator = "instruments_offered", .label = "column_kinds", .label_2 = "column_kinds_2", .columns = 10},
	{.indicator = "instruments_missing", .label = "column_kinds", .label_2 = "column_missing", .columns = 11},
	{0},
};

static const kr_page_plan plan = {.title = "title_instruments", .nothing = "nothing_listed", .basis = "basis_services",
	.outside = "outside_services", .symbols = "symbols_services", .keys = keys, .columns = columns};

static kr_slice
label_of(const kr_page *page, const kr_instruments *instruments, uint32_t kind)
{
	return kr_code_list_cell(&instruments->kinds, kind, page->texts->language == KR_DUTCH ? "label" : "label_en");
}

static void
put(const kr_page *page, uint32_t region, const char *indicator, kr_slice class, uint32_t width)
{
	kr_figure_text text = kr_page_text(page, region, indicator, class);
	kr_lines_right(page->lines, kr_figure_slice(&text), width);
}

/* "400 - 1.250": the cheapest and the dearest region. */
static void
put_range(const kr_page *page, kr_slice class)
{
	kr_buffer range = {0};
	uint32_t total = page->telling->regions.total;
	kr_figure_text low = kr_page_text(page, total, "instrument_cost_low", class);
	kr_figure_text high = kr_page_text(page, total, "instrument_cost_high", class);
	kr_buffer_slice_add(&range, kr_figure_slice(&low));
	if (!kr_slice_equal(kr_figure_slice(&low), kr_figure_slice(&high))) {
		kr_buffer_text(&range, " - ");
		kr_buffer_slice_add(&range, kr_figure_slice(&high));
	}
	kr_lines_right(page->lines, kr_buffer_slice(&range), RANGE);
	page->lines->out.failed |= range.failed;
	kr_buffer_free(&range);
}

static uint32_t
label_width(const kr_page *page)
{
	return page->lines->width - OFFER_COLUMNS * NUMBER - RANGE;
}

static void
render_captions(const kr_page *page)
{
	kr_lines *lines = page->lines;
	static const char *const captions[OFFER_COLUMNS] = {"column_services", "column_cost", "column_weeks", "column_regions"};
	kr_lines_blanks(lines, label_width(page));
	for (size_t i = 0; i < OFFER_COLUMNS; i++)
		kr_lines_right(lines, kr_text(page->texts, captions[i]), NUMBER);
	kr_lines_right(lines, kr_text(page->texts, "column_cost_range"), RANGE);
	kr_lines_end(lines);
}

static void
render_offers(const kr_page *page, const kr_instruments *instruments)
{
	kr_lines *lines = page->lines;
	uint32_t total = page->telling->regions.total;
	kr_page_heading(page, kr_text(page->texts, "head_instruments"));
	render_captions(page);
	for (uint32_t kind = 0; kind < instruments->kinds.definition.rows; kind++) {
		kr_slice class = kr_code_list_code(&instruments->kinds, kind);
		if (kr_page_value(kr_page_figure(page, page->region, "instrument_services", class)) == 0)
			continue;
		kr_lines_blanks(lines, 2);
		kr_lines_left(lines, label_of(page, instruments, kind), label_width(page) - 2);
		put(page, page->region, "instrument_services", class, NUMBER);
		put(page, page->region, "instrument_cost", class, NUMBER);
		put(page, page->region, "instrument_weeks", class, NUMBER);
		put(page, total, "instrument_regions", class, NUMBER);
		put_range(page, class);
		kr_lines_end(lines);
	}
}

/* Kinds that this region lacks, with the number of regions that have them. */
static void
list_missing(const kr_page *page, const kr_instruments *instruments, kr_buffer *out)
{
	for (uint32_t kind = 0; kind < instruments->kinds.definition.rows; kind++) {
		kr_slice class = kr_code_list_code(&instruments->kinds, kind);
		if (kr_page_figure(page, page->region, "instrument_missing", class) == NULL)
			continue;
		kr_figure_text number = kr_page_text(page, page->telling->regions.total, "instrument_regions", class);
		kr_buffer_text(out, out->len ? ", " : "");
		kr_buffer_slice_add(out, label_of(page, instruments, kind));
		kr_buffer_text(out, " (");
		kr_buffer_slice_add(out, kr_figure_slice(&number));
		kr_buffer_char(out, ')');
	}
}

/* Regions that lack a kind. */
static void
list_regions(const kr_page *page, kr_slice class, kr_buffer *out)
{
	for (uint32_t region = 0; region < page->telling->regions.count; region++) {
		if (kr_page_figure(page, region, "instrument_missing", class) == NULL)
			continue;
		kr_buffer_text(out, out->len ? ", " : "");
		kr_buffer_slice_add(out, kr_telling_region(page->telling, region));
	}
}

static void
render_missing_everywhere(const kr_page *page, const kr_instruments *instruments, kr_buffer *names, kr_buffer *line)
{
	bool any = false;
	for (uint32_t kind = 0; kind < instruments->kinds.definition.rows; kind++) {
		kr_buffer_clear(names);
		kr_buffer_clear(line);
		list_regions(page, kr_code_list_code(&instruments->kinds, kind), names);
		if (names->len == 0)
			continue;
		any = true;
		kr_buffer_slice_add(line, label_of(page, instruments, kind));
		kr_buffer_text(line, ": ");
		kr_buffer_slice_add(line, kr_buffer_slice(names));
		kr_lines_paragraph(page->lines, kr_buffer_slice(line), 2);
	}
	if (!any)
		kr_lines_paragraph(page->lines, kr_text(page->texts, "nothing_missing"), 2);
}

static void
render_missing(const kr_page *page, const kr_instruments *instruments)
{
	kr_buffer names = {0}, line = {0};
	kr_page_heading(page, kr_text(page->texts, "head_missing"));
	if (page->region == page->telling->regions.total) {
		render_missing_everywhere(page, instruments, &names, &line);
	} else {
		const kr_figure *offered = kr_page_figure(page, page->region, "instruments_offered", whole);
		list_missing(page, instruments, &names);
		kr_slice text = names.len ? kr_buffer_slice(&names)
		    : kr_text(page->texts, offered != NULL && offered->status == KR_NO_VALUE ? "no_list" : "nothing_missing");
		kr_lines_paragraph(page->lines, text, 2);
	}
	page->lines->out.failed |= names.failed || line.failed;
	kr_buffer_free(&names);
	kr_buffer_free(&line);
}

void
kr_instruments_render(const kr_instruments *instruments, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_page page = kr_page_of(&instruments->telling, &plan, region, is_brief, lines);
	kr_page_head(&page);
	if (region == KR_ALL_REGIONS)
		kr_page_regions(&page);
	render_offers(&page, instruments);
	render_missing(&page, instruments);
	kr_page_method(&page);
}
