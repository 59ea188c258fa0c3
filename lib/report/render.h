/*
 * The forms of a report. All are made from the figures alone, so all tell the same numbers.
 */
#ifndef KR_REPORT_RENDER_H
#define KR_REPORT_RENDER_H

#include "record/writer.h"
#include "report/lines.h"
#include "report/overview.h"

#define KR_ALL_REGIONS UINT32_MAX

/*
 * The text form of an overview, of one region, or of all (KR_ALL_REGIONS): key figures, bars, tables, a map, the method. Adds to
 * lines->out; width and is_ascii are the caller's choice (72 columns at least). A brief one leaves the definitions out.
 */
void kr_render_overview(const kr_overview *overview, uint32_t region, bool is_brief, kr_lines *lines);

/* The header and records of the TSV form: region, region_name, indicator, class, value, unit, status, since, as_of. */
bool kr_render_tsv(const kr_telling *telling, uint32_t region, kr_writer *writer, kr_error *error);

#endif
