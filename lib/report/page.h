/*
 * The parts that the text form is put together from; for render_*.c only.
 */
#ifndef KR_REPORT_PAGE_H
#define KR_REPORT_PAGE_H

#include "report/number_text.h"
#include "report/render.h"

/* A figure that stands at the head of the page, or in a column of the table of all regions; `class` NULL: the whole. */
typedef struct kr_page_key {
	const char *indicator, *class;
	const char *label, *label_2; /* ids of words; of a column its two lines */
	uint32_t columns;            /* of a column */
} kr_page_key;

/* How the page of a report is laid out. The lists end with an indicator that is NULL. */
typedef struct kr_page_plan {
	const char *title;   /* id of words */
	const char *nothing; /* id of the words about regions of which there is nothing to tell */
	const char *basis, *outside, *symbols; /* ids of words where it is not about persons: how exact, what lies in no region, the signs */
	const kr_page_key *keys, *columns;
} kr_page_plan;

typedef struct kr_page {
	const kr_telling *telling;
	const kr_texts *texts;
	const kr_page_plan *plan;
	kr_lines *lines;
	uint32_t region;
	bool has_total; /* beside the region the total is shown */
	bool is_brief;
} kr_page;

/* A page about one region, or about all (KR_ALL_REGIONS), which is the page of the total with a table of the regions. */
kr_page kr_page_of(const kr_telling *telling, const kr_page_plan *plan, uint32_t region, bool is_brief, kr_lines *lines);

/* Title, day, sources, key figures. */
void kr_page_head(const kr_page *page);

/* The table of all regions. */
void kr_page_regions(const kr_page *page);

/* Id of the short word of a class of tension, from a figure that may be NULL; `id` is the caller's room. */
const char *kr_page_tension_short(const kr_figure *class, char id[32]);

/* How the figures are made, and for which purpose a sensitive field was used. */
void kr_page_method(const kr_page *page);

/* The figure of a region, or NULL. `class` may be NULL. */
const kr_figure *kr_page_figure(const kr_page *page, uint32_t region, const char *indicator, kr_slice class);

/* The same as text; empty where there is none. */
kr_figure_text kr_page_text(const kr_page *page, uint32_t region, const char *indicator, kr_slice class);

/* The number of a figure, or 0 when it has none to show. */
int64_t kr_page_value(const kr_figure *figure);

/* An empty line and a heading. */
void kr_page_heading(const kr_page *page, kr_slice text);

/* "region" and "all regions" over the last columns; the second only where the total is shown. */
void kr_page_captions(const kr_page *page, kr_slice first, uint32_t columns);

/* Label and number, and the total's number where it is shown; nothing where the figure is not told. */
void kr_page_number(const kr_page *page, kr_slice label, uint32_t indent, const char *indicator, kr_slice class);

/* The same, called by the indicator's own name. */
void kr_page_indicator(const kr_page *page, const char *indicator);

/* Label, bar, percentage, number; the bar is drawn from the percentage that is shown, so none without one. */
void kr_page_share(const kr_page *page, kr_slice label, uint32_t indent, const char *share, const char *count, kr_slice class);

#define KR_PAGE_NUMBER_COLUMNS 12
#define KR_PAGE_LABEL_COLUMNS 28

/* The parts of the overview alone. */
void kr_render_sections(const kr_page *page, const kr_overview *overview);
void kr_render_occupations(const kr_page *page, const kr_overview *overview);
void kr_render_tension(const kr_page *page);
void kr_render_map(const kr_page *page);

#endif
