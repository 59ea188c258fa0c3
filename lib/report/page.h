/*
 * The parts that the text form is put together from; for render_*.c only.
 */
#ifndef KR_REPORT_PAGE_H
#define KR_REPORT_PAGE_H

#include "report/number_text.h"
#include "report/render.h"

typedef struct kr_page {
	const kr_overview *overview;
	const kr_texts *texts;
	kr_lines *lines;
	uint32_t region;
	bool has_total; /* beside the region the total is shown */
} kr_page;

/* The figure of a region, or NULL. `class` may be NULL. */
const kr_figure *kr_page_figure(const kr_page *page, uint32_t region, const char *indicator, kr_slice class);

/* The same as text; empty where there is none. */
kr_figure_text kr_page_text(const kr_page *page, uint32_t region, const char *indicator, kr_slice class);

/* The number of a figure, or 0 when it has none to show. */
int64_t kr_page_value(const kr_figure *figure);

/* Name of a region as the reader knows it. */
kr_slice kr_page_region_name(const kr_page *page, uint32_t region);

/* An empty line and a heading. */
void kr_page_heading(const kr_page *page, kr_slice text);

/* Shared by the sections. */
void kr_render_sections(const kr_page *page);
void kr_render_occupations(const kr_page *page);
void kr_render_tension(const kr_page *page);
void kr_render_regions(const kr_page *page);
void kr_render_map(const kr_page *page);

#endif
