/* What the pages of all reports are put together from. */
#include "report/page.h"

static const kr_slice whole = {NULL, 0};

#define TITLE_COLUMNS 32

kr_page
kr_page_of(const kr_telling *telling, const kr_page_plan *plan, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_page page = {
		.telling = telling, .texts = &telling->texts, .plan = plan, .lines = lines, .is_brief = is_brief,
		.region = region == KR_ALL_REGIONS ? telling->regions.total : region,
	};
	page.has_total = page.region != telling->regions.total;
	return page;
}

const kr_figure *
kr_page_figure(const kr_page *page, uint32_t region, const char *indicator, kr_slice class)
{
	return kr_figures_find(&page->telling->figures, region, indicator, class);
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
	size_t more = kr_provenance_list(&page->telling->provenance, SOURCES_SHOWN, &names);
	kr_buffer_number(&number, (int64_t)more);
	if (names.len)
		kr_text_fill(page->texts, more ? "more_sources" : "sources", kr_buffer_slice(&names), kr_buffer_slice(&number),
		    whole, line);
	line->failed |= names.failed || number.failed;
	kr_buffer_free(&names);
	kr_buffer_free(&number);
}

static void
render_period(const kr_page *page)
{
	kr_buffer first = {0}, last = {0}, line = {0};
	if (page->telling->since.year == 0)
		return;
	kr_date_text(page->texts, page->telling->since, &first);
	kr_date_text(page->texts, page->telling->date, &last);
	kr_text_fill(page->texts, "period", kr_buffer_slice(&first), kr_buffer_slice(&last), whole, &line);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 0);
	page->lines->out.failed |= first.failed || last.failed || line.failed;
	kr_buffer_free(&first);
	kr_buffer_free(&last);
	kr_buffer_free(&line);
}

static void
render_date_and_sources(const kr_page *page)
{
	kr_buffer day = {0}, line = {0};
	kr_date_text(page->texts, page->telling->date, &day);
	kr_text_fill(page->texts, "as_of", kr_buffer_slice(&day), whole, whole, &line);
	kr_buffer_text(&line, ". ");
	add_sources(page, &line);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 0);
	render_period(page);
	const char *basis = page->telling->figures.is_unprotected ? "exact" : "rounded";
	kr_lines_paragraph(page->lines, kr_text(page->texts, page->plan->basis ? page->plan->basis : basis), 0);
	page->lines->out.failed |= day.failed || line.failed;
	kr_buffer_free(&day);
	kr_buffer_free(&line);
}

static void
render_head(const kr_page *page)
{
	kr_lines *lines = page->lines;
	kr_buffer title = {0};
	kr_buffer_slice_add(&title, kr_telling_region(page->telling, page->region));
	if (page->region < page->telling->regions.count) {
		kr_buffer_text(&title, " (");
		kr_buffer_slice_add(&title, kr_regions_code(&page->telling->regions, page->region));
		kr_buffer_text(&title, ")");
	}
	kr_lines_rule(lines, true);
	kr_lines_left(lines, kr_buffer_slice(&title), lines->width - TITLE_COLUMNS);
	kr_lines_right(lines, kr_text(page->texts, page->plan->title), TITLE_COLUMNS);
	kr_lines_end(lines);
	render_date_and_sources(page);
	kr_lines_rule(lines, true);
	lines->out.failed |= title.failed;
	kr_buffer_free(&title);
}

static kr_slice
class_of(const kr_page_key *key)
{
	return key->class ? kr_slice_text(key->class) : whole;
}

static size_t
count_of(const kr_page_key *keys)
{
	size_t count = 0;
	while (keys[count].indicator != NULL)
		count++;
	return count;
}

/* What the number is; behind the tension its class. */
static void
render_key_label(const kr_page *page, const kr_page_key *key, uint32_t columns)
{
	kr_figure_text class = kr_page_text(page, page->region, "tension_class", whole);
	kr_buffer label = {0};
	if (kr_page_figure(page, page->region, key->indicator, class_of(key)) != NULL)
		kr_buffer_slice_add(&label, kr_text(page->texts, key->label));
	if (label.len && strcmp(key->indicator, "tension") == 0) {
		kr_buffer_text(&label, ": ");
		kr_buffer_slice_add(&label, kr_figure_slice(&class));
	}
	kr_lines_left(page->lines, kr_buffer_slice(&label), columns);
	page->lines->out.failed |= label.failed;
	kr_buffer_free(&label);
}

/* The figures that a reader wants first, beside each other. */
static void
render_key_figures(const kr_page *page)
{
	kr_lines *lines = page->lines;
	const kr_page_key *keys = page->plan->keys;
	uint32_t count = (uint32_t)count_of(keys), columns = lines->width / count;
	kr_lines_end(lines);
	for (size_t i = 0; i < count; i++) {
		kr_figure_text text = kr_page_text(page, page->region, keys[i].indicator, class_of(&keys[i]));
		kr_lines_left(lines, kr_figure_slice(&text), columns);
	}
	kr_lines_end(lines);
	for (size_t i = 0; i < count; i++)
		render_key_label(page, &keys[i], columns);
	kr_lines_end(lines);
}

void
kr_page_head(const kr_page *page)
{
	render_head(page);
	render_key_figures(page);
}

static bool
is_told(const kr_page *page, kr_slice indicator)
{
	const kr_figures *figures = &page->telling->figures;
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

void
kr_page_method(const kr_page *page)
{
	kr_page_heading(page, kr_text(page->texts, "head_method"));
	if (page->is_brief)
		kr_lines_paragraph(page->lines, kr_text(page->texts, "definitions"), 2);
	else
		render_definitions(page);
	if (page->telling->purpose.len)
		kr_lines_paragraph(page->lines, kr_buffer_slice(&page->telling->purpose), 2);
	const kr_page_plan *plan = page->plan;
	if (page->region == page->telling->regions.total)
		kr_lines_paragraph(page->lines, kr_text(page->texts, plan->outside ? plan->outside : "not_in_region_note"), 2);
	kr_lines_paragraph(page->lines, kr_text(page->texts, plan->symbols ? plan->symbols : "symbols"), 2);
}
