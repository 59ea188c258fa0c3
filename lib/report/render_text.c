/* Head, key figures and method of the text form. */
#include "report/page.h"

const kr_figure *
kr_page_figure(const kr_page *page, uint32_t region, const char *indicator, kr_slice class)
{
	return kr_figures_find(&page->overview->figures, region, indicator, class);
}

kr_figure_text
kr_page_text(const kr_page *page, uint32_t region, const char *indicator, kr_slice class)
{
	return kr_figure_for_people(page->texts, kr_page_figure(page, region, indicator, class));
}

int64_t
kr_page_value(const kr_figure *figure)
{
	if (figure == NULL || figure->status == KR_HIDDEN || figure->status == KR_NO_VALUE)
		return 0;
	return figure->value;
}

kr_slice
kr_page_region_name(const kr_page *page, uint32_t region)
{
	const kr_regions *regions = &page->overview->regions;
	if (region == regions->total)
		return kr_text(page->texts, "netherlands");
	return region == regions->unassigned ? kr_text(page->texts, "unassigned") : kr_regions_name(regions, region);
}

void
kr_page_heading(const kr_page *page, kr_slice text)
{
	kr_lines *lines = page->lines;
	kr_lines_end(lines);
	kr_buffer_slice_add(&lines->out, text);
	kr_lines_end(lines);
	kr_lines_rule(lines, false);
}

/* As many sources as a reader reads. */
enum { SOURCES_SHOWN = 20 };

static void
add_sources(const kr_page *page, kr_buffer *line)
{
	kr_buffer names = {0}, number = {0};
	const kr_slice none = {NULL, 0};
	size_t more = kr_provenance_list(&page->overview->provenance, SOURCES_SHOWN, &names);
	kr_buffer_number(&number, (int64_t)more);
	if (names.len)
		kr_text_fill(page->texts, more ? "more_sources" : "sources", kr_buffer_slice(&names), kr_buffer_slice(&number),
		    none, line);
	line->failed |= names.failed || number.failed;
	kr_buffer_free(&names);
	kr_buffer_free(&number);
}

static void
render_date_and_sources(const kr_page *page)
{
	kr_buffer day = {0}, line = {0};
	const kr_slice none = {NULL, 0};
	kr_date_text(page->texts, page->overview->date, &day);
	kr_text_fill(page->texts, "as_of", kr_buffer_slice(&day), none, none, &line);
	kr_buffer_text(&line, ". ");
	add_sources(page, &line);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 0);
	kr_lines_paragraph(page->lines,
	    kr_text(page->texts, page->overview->figures.is_unprotected ? "exact" : "rounded"), 0);
	page->lines->out.failed |= day.failed || line.failed;
	kr_buffer_free(&day);
	kr_buffer_free(&line);
}

static void
render_head(const kr_page *page)
{
	kr_lines *lines = page->lines;
	kr_buffer title = {0};
	kr_buffer_slice_add(&title, kr_page_region_name(page, page->region));
	if (page->region < page->overview->regions.count) {
		kr_buffer_text(&title, " (");
		kr_buffer_slice_add(&title, kr_regions_code(&page->overview->regions, page->region));
		kr_buffer_text(&title, ")");
	}
	kr_lines_rule(lines, true);
	kr_lines_left(lines, kr_buffer_slice(&title), lines->width - 20);
	kr_lines_right(lines, kr_text(page->texts, "register"), 20);
	kr_lines_end(lines);
	render_date_and_sources(page);
	kr_lines_rule(lines, true);
	lines->out.failed |= title.failed;
	kr_buffer_free(&title);
}

/* The figures that a reader wants first, beside each other. */
static const struct key_figure {
	const char *indicator, *label;
} key_figures[] = {
	{"persons", "key_persons"}, {"findable_strict_share", "key_findable"},
	{"positions_open", "key_positions"}, {"tension", "key_tension"},
};
#define KEY_FIGURES (sizeof key_figures / sizeof *key_figures)

/* What the number is; behind the tension its class. */
static void
render_key_label(const kr_page *page, size_t i, uint32_t columns)
{
	const kr_slice whole = {NULL, 0};
	kr_figure_text class = kr_page_text(page, page->region, "tension_class", whole);
	kr_buffer label = {0};
	if (kr_page_figure(page, page->region, key_figures[i].indicator, whole) != NULL)
		kr_buffer_slice_add(&label, kr_text(page->texts, key_figures[i].label));
	if (label.len && strcmp(key_figures[i].indicator, "tension") == 0) {
		kr_buffer_text(&label, ": ");
		kr_buffer_slice_add(&label, kr_figure_slice(&class));
	}
	kr_lines_left(page->lines, kr_buffer_slice(&label), columns);
	page->lines->out.failed |= label.failed;
	kr_buffer_free(&label);
}

static void
render_key_figures(const kr_page *page)
{
	kr_lines *lines = page->lines;
	uint32_t columns = lines->width / KEY_FIGURES;
	const kr_slice whole = {NULL, 0};
	kr_lines_end(lines);
	for (size_t i = 0; i < KEY_FIGURES; i++) {
		kr_figure_text text = kr_page_text(page, page->region, key_figures[i].indicator, whole);
		kr_lines_left(lines, kr_figure_slice(&text), columns);
	}
	kr_lines_end(lines);
	for (size_t i = 0; i < KEY_FIGURES; i++)
		render_key_label(page, i, columns);
	kr_lines_end(lines);
}

static bool
is_told(const kr_page *page, kr_slice indicator)
{
	const kr_figures *figures = &page->overview->figures;
	for (size_t i = figures->starts[page->region]; i < figures->starts[page->region + 1]; i++)
		if (kr_slice_is(indicator, figures->list[i].indicator))
			return true;
	return false;
}

static void
render_definitions(const kr_page *page)
{
	const kr_texts *texts = page->texts;
	kr_buffer line = {0};
	for (size_t row = 0; row < texts->indicators.rows; row++) {
		if (!is_told(page, kr_definition_cell(&texts->indicators, row, 0)))
			continue;
		kr_buffer_clear(&line);
		kr_buffer_slice_add(&line, kr_indicator_name(texts, row));
		kr_buffer_text(&line, ": ");
		kr_buffer_slice_add(&line, kr_indicator_definition(texts, row));
		kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 2);
	}
	page->lines->out.failed |= line.failed;
	kr_buffer_free(&line);
}

static void
render_purpose(const kr_page *page)
{
	const kr_breakdown *breakdown = &page->overview->breakdown;
	kr_buffer line = {0};
	if (breakdown->field == NULL || breakdown->purpose == NULL)
		return;
	kr_text_fill(page->texts, "purpose", kr_slice_text(breakdown->field), kr_slice_text(breakdown->purpose),
	    kr_slice_of(NULL, 0), &line);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 2);
	page->lines->out.failed |= line.failed;
	kr_buffer_free(&line);
}

static void
render_method(const kr_page *page, bool is_brief)
{
	kr_page_heading(page, kr_text(page->texts, "head_method"));
	if (is_brief)
		kr_lines_paragraph(page->lines, kr_text(page->texts, "definitions"), 2);
	else
		render_definitions(page);
	render_purpose(page);
	if (page->region == page->overview->regions.total)
		kr_lines_paragraph(page->lines, kr_text(page->texts, "not_in_region_note"), 2);
	kr_lines_paragraph(page->lines, kr_text(page->texts, "symbols"), 2);
}

void
kr_render_text(const kr_overview *overview, uint32_t region, bool is_brief, kr_lines *lines)
{
	bool is_all = region == KR_ALL_REGIONS;
	kr_page page = {
		.overview = overview, .texts = &overview->texts, .lines = lines,
		.region = is_all ? overview->regions.total : region,
	};
	page.has_total = page.region != overview->regions.total;
	render_head(&page);
	render_key_figures(&page);
	if (is_all) {
		kr_render_regions(&page);
		kr_render_map(&page);
	}
	if (kr_page_value(kr_page_figure(&page, page.region, "persons", kr_slice_of(NULL, 0))) == 0) {
		kr_lines_end(lines);
		kr_lines_paragraph(lines, kr_text(page.texts, "nobody"), 0);
	}
	kr_render_sections(&page);
	kr_render_tension(&page);
	kr_render_occupations(&page);
	render_method(&page, is_brief);
}
