/* The sections about one region: people, completeness, finding, breakdown, vacancies. */
#include "report/page.h"

static const kr_slice whole = {NULL, 0};

static void
render_people(const kr_page *page)
{
	static const char *const classes[] = {"yes", "no", "unknown"};
	static const char *const labels[] = {"available_yes", "available_no", "available_unknown"};
	kr_page_heading(page, kr_text(page->texts, "head_people"));
	kr_page_captions(page, kr_text(page->texts, page->has_total ? "column_region" : "column_number"), KR_PAGE_NUMBER_COLUMNS);
	kr_page_indicator(page, "persons");
	kr_page_indicator(page, "persons_in_more_sources");
	kr_page_indicator(page, "registrations");
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		kr_page_number(page, kr_text(page->texts, labels[i]), 4, "available", kr_slice_text(classes[i]));
	kr_page_indicator(page, "lapsed");
	kr_page_indicator(page, "supply");
	kr_page_indicator(page, "supply_share");
}

/* How many wrote the field in words that have no code yet: work for kr-code. */
static void
render_written(const kr_page *page, kr_slice key)
{
	const kr_figure *figure = kr_page_figure(page, page->region, "field_written", key);
	kr_figure_text number = kr_figure_for_people(page->texts, figure);
	kr_buffer line = {0};
	if (kr_page_value(figure) == 0)
		return;
	kr_text_fill(page->texts, "words_only", kr_figure_slice(&number), whole, whole, &line);
	kr_lines_blanks(page->lines, 2 + KR_PAGE_LABEL_COLUMNS);
	kr_buffer_slice_add(&page->lines->out, kr_buffer_slice(&line));
	kr_lines_end(page->lines);
	page->lines->out.failed |= line.failed;
	kr_buffer_free(&line);
}

static const char *
language_of(const kr_page *page)
{
	return page->texts->language == KR_DUTCH ? "nl" : "en";
}

static void
render_fields(const kr_page *page, const kr_overview *overview)
{
	const kr_completeness *completeness = &overview->completeness;
	kr_page_heading(page, kr_text(page->texts, "head_fields"));
	kr_page_captions(page, kr_text(page->texts, "column_persons"), KR_PAGE_NUMBER_COLUMNS);
	for (uint32_t i = 0; i < completeness->count; i++) {
		kr_slice key = completeness->fields[i].key;
		kr_page_share(page, kr_completeness_name(completeness, i, language_of(page)), 2, "field_filled_share", "field_filled",
		    key);
		render_written(page, key);
	}
}

static kr_slice
name_of_field(const kr_page *page, const kr_overview *overview, kr_slice key)
{
	const kr_completeness *completeness = &overview->completeness;
	for (uint32_t i = 0; i < completeness->count; i++)
		if (kr_slice_equal(completeness->fields[i].key, key))
			return kr_completeness_name(completeness, i, language_of(page));
	return key;
}

static void
render_hidden_lead(const kr_page *page, const kr_overview *overview)
{
	const kr_figure *most = kr_page_figure(page, page->region, "hidden_most_by", whole);
	kr_buffer line = {0};
	if (most == NULL || most->status == KR_NO_VALUE) {
		kr_buffer_slice_add(&line, kr_text(page->texts, "hidden_nobody"));
	} else {
		kr_figure_text hidden = kr_page_text(page, page->region, "hidden", whole);
		kr_figure_text by = kr_page_text(page, page->region, "hidden_by", most->word);
		kr_text_fill(page->texts, "hidden_lead", kr_figure_slice(&hidden), kr_figure_slice(&by),
		    name_of_field(page, overview, most->word), &line);
	}
	kr_lines_end(page->lines);
	kr_lines_paragraph(page->lines, kr_buffer_slice(&line), 2);
	page->lines->out.failed |= line.failed;
	kr_buffer_free(&line);
}

static void
render_hidden_by(const kr_page *page, const kr_overview *overview)
{
	kr_lines *lines = page->lines;
	const kr_completeness *completeness = &overview->completeness;
	int64_t full = kr_page_value(kr_page_figure(page, page->region, "hidden", whole));
	uint32_t bar = lines->width - 2 - KR_PAGE_LABEL_COLUMNS - 12 - 16;
	kr_lines_blanks(lines, 2 + KR_PAGE_LABEL_COLUMNS + bar);
	kr_lines_right(lines, kr_text(page->texts, "column_hidden_by"), 12);
	kr_lines_right(lines, kr_text(page->texts, "column_hidden_only_by"), 16);
	kr_lines_end(lines);
	for (uint32_t i = 0; i < completeness->count; i++) {
		kr_slice key = completeness->fields[i].key;
		const kr_figure *by = kr_page_figure(page, page->region, "hidden_by", key);
		if (by == NULL)
			continue;
		kr_figure_text number = kr_figure_for_people(page->texts, by);
		kr_figure_text only = kr_page_text(page, page->region, "hidden_only_by", key);
		kr_lines_blanks(lines, 2);
		kr_lines_left(lines, kr_completeness_name(completeness, i, language_of(page)), KR_PAGE_LABEL_COLUMNS);
		kr_lines_bar(lines, kr_page_value(by), full, bar);
		kr_lines_right(lines, kr_figure_slice(&number), 12);
		kr_lines_right(lines, kr_figure_slice(&only), 16);
		kr_lines_end(lines);
	}
}

static void
render_rule(const kr_page *page, const char *rule, const char *meaning, const char *share, const char *count)
{
	kr_page_share(page, kr_text(page->texts, rule), 2, share, count, whole);
	kr_lines_blanks(page->lines, 4);
	kr_buffer_slice_add(&page->lines->out, kr_text(page->texts, meaning));
	kr_lines_end(page->lines);
}

static void
render_finding(const kr_page *page, const kr_overview *overview)
{
	kr_page_heading(page, kr_text(page->texts, "head_find"));
	kr_page_captions(page, kr_text(page->texts, "column_persons"), KR_PAGE_NUMBER_COLUMNS);
	render_rule(page, "rule_strict", "rule_strict_is", "findable_strict_share", "findable_strict");
	render_rule(page, "rule_findable", "rule_findable_is", "findable_share", "findable");
	render_hidden_lead(page, overview);
	render_hidden_by(page, overview);
}

static void
render_breakdown(const kr_page *page, const kr_overview *overview)
{
	const kr_breakdown *breakdown = &overview->breakdown;
	kr_buffer heading = {0};
	if (breakdown->field == NULL)
		return;
	kr_text_fill(page->texts, "head_by", kr_slice_text(breakdown->field), whole, whole, &heading);
	kr_page_heading(page, kr_buffer_slice(&heading));
	kr_page_captions(page, kr_text(page->texts, "column_persons"), KR_PAGE_NUMBER_COLUMNS);
	for (uint32_t i = 0; i <= breakdown->count; i++) {
		const kr_class *class = &breakdown->classes[i];
		kr_slice label = page->texts->language == KR_DUTCH ? class->nl : class->en;
		kr_page_share(page, i < breakdown->count ? label : kr_text(page->texts, "unknown"), 2, "persons_by_share",
		    "persons_by", class->key);
	}
	page->lines->out.failed |= heading.failed;
	kr_buffer_free(&heading);
}

static void
render_vacancies(const kr_page *page, const kr_overview *overview)
{
	if (!overview->market.has_vacancies)
		return;
	kr_page_heading(page, kr_text(page->texts, "head_vacancies"));
	kr_page_captions(page, kr_text(page->texts, page->has_total ? "column_region" : "column_number"), KR_PAGE_NUMBER_COLUMNS);
	kr_page_indicator(page, "vacancies_open");
	kr_page_indicator(page, "positions_open");
	kr_page_indicator(page, "vacancies_unmatched");
	kr_page_indicator(page, "pairs");
	kr_page_indicator(page, "persons_matched");
	kr_page_indicator(page, "persons_matched_share");
}

void
kr_render_sections(const kr_page *page, const kr_overview *overview)
{
	render_people(page);
	render_fields(page, overview);
	render_finding(page, overview);
	render_breakdown(page, overview);
	render_vacancies(page, overview);
}
