/*
 * A report as a list of rows: what is counted for each region becomes figures, and the same list lays out the page. So a report
 * is a list and a function that counts.
 */
#ifndef KR_REPORT_ROWS_H
#define KR_REPORT_ROWS_H

#include "report/breakdown.h"
#include "report/page.h"

enum kr_row_kind {
	KR_ROW_END,     /* of the list */
	KR_ROW_HEADING, /* name: id of its words */
	KR_ROW_COUNT,   /* name: the indicator; slot: the counter of its first class; on the page the number of `count` behind its name */
	KR_ROW_SHARE,   /* slot and whole: the counters of part and whole; beside it the number of the indicator `count` */
	KR_ROW_EURO,    /* as a count, of cents */
	KR_ROW_EURO_EACH, /* slot: cents, whole: of how many */
	KR_ROW_WORD,    /* of each class its value, the same in every region */
	KR_ROW_MEDIAN   /* slot: the first of `whole` counters a class, of which number n counts the value n */
};

/*
 * The classes of a row, each with a counter (or a row of counters) of its own. Of sparse ones those are told that occur anywhere, by
 * the numbers as they are told: a row must not tell more than its numbers.
 */
typedef struct kr_classes {
	kr_class *items;
	size_t count, capacity;
	bool failed; /* memory was short */
} kr_classes;

void kr_classes_add(kr_classes *classes, kr_class class);
void kr_classes_free(kr_classes *classes);

typedef struct kr_row {
	enum kr_row_kind kind;
	const char *name, *count;
	uint32_t slot, whole;
	uint32_t by;         /* number of its classes; 0: the whole */
	uint32_t sparse;     /* 0, or number of the first counter by which a class occurs */
	uint32_t top;        /* of sparse ones: on the page so many, those of the highest number first; 0: all */
	bool is_off_page;    /* told in the records only, or by another row */
	bool is_whole_fixed; /* of a share: each class is a part of the same whole */
} kr_row;

/* uint64_t counters[region * width + slot] of every region but the total, which is made from them. */
typedef struct kr_counters {
	uint64_t *counters;
	uint32_t width;
} kr_counters;

bool kr_counters_init(kr_counters *counters, const kr_regions *regions, uint32_t width, kr_error *error);
void kr_counters_free(kr_counters *counters);

static inline uint64_t *
kr_counters_of(const kr_counters *counters, uint32_t region)
{
	return counters->counters + (size_t)region * counters->width;
}

/* Adds up the total and makes the figures of all regions. classes[1] and on, by the numbers in the rows. */
bool kr_rows_tell(const kr_row *rows, const kr_classes *classes, kr_counters *counters, kr_telling *telling, kr_error *error);

/* The text form, as kr_render_overview gives it. */
void kr_rows_render(const kr_row *rows, const kr_classes *classes, const kr_page_plan *plan, const kr_telling *telling,
    uint32_t region, bool is_brief, kr_lines *lines);

#endif
