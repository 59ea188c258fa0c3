#include "report/rows.h"

#include <stdlib.h>

#include "base/array.h"

static const kr_slice whole = {NULL, 0};

void
kr_classes_add(kr_classes *classes, kr_class class)
{
	if (kr_array_room(&classes->items, classes->count, &classes->capacity, sizeof *classes->items))
		classes->items[classes->count++] = class;
	else
		classes->failed = true;
}

void
kr_classes_free(kr_classes *classes)
{
	free(classes->items);
}

bool
kr_counters_init(kr_counters *counters, const kr_regions *regions, uint32_t width, kr_error *error)
{
	counters->width = width;
	counters->counters = calloc((size_t)(regions->total + 1) * width, sizeof *counters->counters);
	return counters->counters != NULL || kr_fail(error, "out of memory");
}

void
kr_counters_free(kr_counters *counters)
{
	free(counters->counters);
}

static void
add_up(const kr_counters *counters, uint32_t total)
{
	uint64_t *sums = kr_counters_of(counters, total);
	for (uint32_t region = 0; region < total; region++)
		for (uint32_t slot = 0; slot < counters->width; slot++)
			sums[slot] += kr_counters_of(counters, region)[slot];
}

/* The lower median of values of which `counts` tells how often each occurs. */
static void
tell_median(kr_figures *figures, const char *indicator, kr_slice class, const uint64_t *counts, uint32_t values)
{
	uint64_t number = 0, passed = 0;
	int64_t median = 0;
	for (uint32_t i = 0; i < values; i++)
		number += counts[i];
	while (number > 0 && (passed += counts[median]) < (number + 1) / 2)
		median++;
	kr_figures_median(figures, indicator, class, median, number);
}

static void
tell_row(const kr_row *row, const kr_class *class, uint32_t number, const uint64_t *counters, kr_figures *figures)
{
	kr_slice key = class ? class->key : whole;
	if (row->kind == KR_ROW_COUNT)
		kr_figures_count(figures, row->name, key, counters[row->slot + number]);
	else if (row->kind == KR_ROW_SHARE)
		kr_figures_share(figures, row->name, key, kr_figures_told(figures, counters[row->slot + number]),
		    kr_figures_told(figures, counters[row->whole + (row->is_whole_fixed ? 0 : number)]));
	else if (row->kind == KR_ROW_EURO)
		kr_figures_euro(figures, row->name, key, counters[row->slot + number]);
	else if (row->kind == KR_ROW_EURO_EACH)
		kr_figures_euro_each(figures, row->name, key, counters[row->slot + number], counters[row->whole + number]);
	else if (row->kind == KR_ROW_WORD)
		kr_figures_word(figures, row->name, key, class ? class->value : whole);
	else if (row->kind == KR_ROW_MEDIAN)
		tell_median(figures, row->name, key, counters + row->slot + (size_t)number * row->whole, row->whole);
}

/* Whether the class is told at all. */
static bool
occurs(const kr_row *row, uint32_t number, const kr_counters *counters, const kr_telling *telling)
{
	const uint64_t *total = kr_counters_of(counters, telling->regions.total);
	return row->sparse == 0 || kr_figures_told(&telling->figures, total[row->sparse + number]) > 0;
}

static void
tell_classes(const kr_row *row, const kr_classes *classes, const kr_counters *counters, uint32_t region, kr_telling *telling)
{
	for (uint32_t i = 0; i < classes->count; i++)
		if (occurs(row, i, counters, telling))
			tell_row(row, &classes->items[i], i, kr_counters_of(counters, region), &telling->figures);
}

bool
kr_rows_tell(const kr_row *rows, const kr_classes *classes, kr_counters *counters, kr_telling *telling, kr_error *error)
{
	kr_figures *figures = &telling->figures;
	add_up(counters, telling->regions.total);
	for (uint32_t region = 0; region <= telling->regions.total; region++) {
		kr_figures_region(figures, region);
		for (const kr_row *row = rows; row->kind != KR_ROW_END; row++) {
			if (row->by > 0)
				tell_classes(row, &classes[row->by], counters, region, telling);
			else
				tell_row(row, NULL, 0, kr_counters_of(counters, region), figures);
		}
	}
	return !figures->failed || kr_fail(error, "out of memory");
}

static kr_slice
name_of(const kr_page *page, const char *indicator)
{
	uint32_t row;
	if (!kr_map_get(&page->texts->indicator_rows, kr_slice_text(indicator), &row))
		return kr_slice_text(indicator);
	return kr_indicator_name(page->texts, row);
}

static void
render_class(const kr_page *page, const kr_row *row, const kr_class *class)
{
	kr_slice label = page->texts->language == KR_DUTCH ? class->nl : class->en;
	kr_buffer beside = {0};
	if (row->kind == KR_ROW_SHARE) {
		kr_page_share(page, label, 4, row->name, row->count, class->key);
		return;
	}
	if (row->count != NULL) {
		kr_figure_text number = kr_page_text(page, page->region, row->count, class->key);
		kr_text_fill(page->texts, row->count, label, kr_figure_slice(&number), whole, &beside);
		label = kr_buffer_slice(&beside);
	}
	kr_page_number(page, label, 4, row->name, class->key);
	page->lines->out.failed |= beside.failed;
	kr_buffer_free(&beside);
}

/* The classes of the highest numbers, by the numbers as they are told; among equals the first. */
static void
render_top(const kr_page *page, const kr_row *row, const kr_classes *classes)
{
	int64_t last = INT64_MAX;
	uint32_t shown = 0;
	while (shown < row->top) {
		int64_t next = 0;
		for (uint32_t i = 0; i < classes->count; i++) {
			int64_t value = kr_page_value(kr_page_figure(page, page->region, row->name, classes->items[i].key));
			next = value > next && value < last ? value : next;
		}
		if (next == 0)
			return;
		for (uint32_t i = 0; i < classes->count && shown < row->top; i++) {
			if (kr_page_value(kr_page_figure(page, page->region, row->name, classes->items[i].key)) != next)
				continue;
			render_class(page, row, &classes->items[i]);
			shown++;
		}
		last = next;
	}
}

/* Under the indicator's name a line a class. */
static void
render_classes(const kr_page *page, const kr_row *row, const kr_classes *classes)
{
	kr_lines_blanks(page->lines, 2);
	kr_lines_left(page->lines, name_of(page, row->name), page->lines->width - 2);
	kr_lines_end(page->lines);
	if (row->top > 0)
		render_top(page, row, classes);
	else
		for (uint32_t i = 0; i < classes->count; i++)
			render_class(page, row, &classes->items[i]);
}

static void
render_row(const kr_page *page, const kr_row *row, const kr_classes *classes)
{
	if (row->kind == KR_ROW_HEADING) {
		kr_page_heading(page, kr_text(page->texts, row->name));
		kr_page_captions(page, kr_text(page->texts, page->has_total ? "column_region" : "column_number"),
		    KR_PAGE_NUMBER_COLUMNS);
	} else if (row->is_off_page)
		return;
	else if (row->by > 0)
		render_classes(page, row, &classes[row->by]);
	else if (row->kind == KR_ROW_SHARE)
		kr_page_share(page, name_of(page, row->name), 2, row->name, row->count, whole);
	else
		kr_page_indicator(page, row->name);
}

void
kr_rows_render(const kr_row *rows, const kr_classes *classes, const kr_page_plan *plan, const kr_telling *telling,
    uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_page page = kr_page_of(telling, plan, region, is_brief, lines);
	kr_page_head(&page);
	if (region == KR_ALL_REGIONS)
		kr_page_regions(&page);
	for (const kr_row *row = rows; row->kind != KR_ROW_END; row++)
		render_row(&page, row, classes);
	kr_page_method(&page);
}
