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
	KR_ROW_COUNT,   /* name: the indicator; slot: the counter of its first class */
	KR_ROW_SHARE,   /* slot and whole: the counters of part and whole; beside it the number of the indicator `count` */
	KR_ROW_MEDIAN   /* slot: the first of `whole` counters a class, of which number n counts the value n */
};

/* The classes of a row, each with a counter (or a row of counters) of its own. */
typedef struct kr_classes {
	kr_class items[KR_CLASSES_MAX];
	uint32_t count;
} kr_classes;

typedef struct kr_row {
	enum kr_row_kind kind;
	const char *name, *count;
	uint32_t slot, whole;
	uint32_t by;         /* number of its classes; 0: the whole */
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
