/*
 * The figures of a report: the one model from which every form is made, so that all forms tell the same numbers.
 *
 * Protection until kr-protect comes: unless a report is unprotected,
 *   - every count is rounded to tens, halves up (CBS publishes regional counts so); totals are rounded themselves,
 *     so parts need not add up to them;
 *   - percentages and ratios are made from the rounded counts, a percentage only where its rounded denominator is at
 *     least 100 (CBS, Aanvullende onderzoeksbeschrijving inkomensstatistiek, chapter 5); else it is not shown ("c");
 *   - a median is shown of 100 values or more, as rounded (the same source asks it of means).
 * What a renderer may see is this list only, never the counts behind it.
 */
#ifndef KR_REPORT_FIGURES_H
#define KR_REPORT_FIGURES_H

#include "base/error.h"
#include "report/tension.h"

#define KR_SHARE_MIN 100 /* least rounded denominator of a percentage that is shown */
#define KR_RATIO_PLACES 2

enum kr_status {
	KR_ROUNDED, /* rounded to tens, or made from such numbers */
	KR_EXACT,
	KR_HIDDEN,  /* not shown */
	KR_NO_VALUE /* there is none: it would be divided by 0 */
};

typedef struct kr_figure {
	const char *indicator; /* key in lib/report/indicators */
	kr_slice class;        /* empty: the whole */
	int64_t value;         /* a ratio is scaled by 10^KR_RATIO_PLACES */
	kr_slice word;         /* of an indicator whose unit is a word */
	enum kr_status status;
} kr_figure;

typedef struct kr_figures {
	kr_figure *list; /* region by region, in the order in which they were added */
	size_t count, capacity;
	size_t *starts;  /* of each region: its first figure; region_count + 1 of them */
	uint32_t region_count;
	bool is_unprotected;
	bool failed;     /* memory was short */
} kr_figures;

/* Rounded to tens, halves up; n from 0 to 10^15. */
int64_t kr_round_tens(uint64_t n);

bool kr_figures_init(kr_figures *figures, uint32_t region_count, bool is_unprotected, kr_error *error);
void kr_figures_free(kr_figures *figures);

/* The figures of this region follow. Regions come in rising order, each once. */
void kr_figures_region(kr_figures *figures, uint32_t region);

/* A count as it is told: rounded, unless the report is unprotected. */
int64_t kr_figures_told(const kr_figures *figures, uint64_t count);

/* Adds a count; gives the number as it is told, from which the caller makes what depends on it. */
int64_t kr_figures_count(kr_figures *figures, const char *indicator, kr_slice class, uint64_t count);

/* Adds part/whole in whole percents; both as kr_figures_count gave them. */
void kr_figures_share(kr_figures *figures, const char *indicator, kr_slice class, int64_t part, int64_t whole);

/* Adds an amount in euro, of cents: exact to the euro, or rounded to hundreds, halves up. */
void kr_figures_euro(kr_figures *figures, const char *indicator, kr_slice class, uint64_t cents);

/* Adds cents/number in whole euro, from the numbers as they are told; shown where a median of so many is. */
void kr_figures_euro_each(kr_figures *figures, const char *indicator, kr_slice class, uint64_t cents, uint64_t number);

/* Adds the median of so many values; not shown where it would be the median of few, as for a percentage. */
void kr_figures_median(kr_figures *figures, const char *indicator, kr_slice class, int64_t median, uint64_t number);

/* Adds a number that is about no person: exact, whatever the report; KR_NO_VALUE unless it is known. */
void kr_figures_plain(kr_figures *figures, const char *indicator, kr_slice class, int64_t value, bool is_known);

/* Adds open/available and, unless NULL, the word of its class; both as kr_figures_count gave them. */
void kr_figures_tension(kr_figures *figures, const char *ratio, const char *word, kr_slice class, int64_t open,
    int64_t available);

/* Adds a word; an empty one is KR_NO_VALUE. It must outlive the figures. */
void kr_figures_word(kr_figures *figures, const char *indicator, kr_slice class, kr_slice word);

/* The figure, or NULL when the report does not tell it. */
const kr_figure *kr_figures_find(const kr_figures *figures, uint32_t region, const char *indicator, kr_slice class);

#endif
