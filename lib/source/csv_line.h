/*
 * Inside csv.h: lines that are no records.
 */
#ifndef KR_SOURCE_CSV_LINE_H
#define KR_SOURCE_CSV_LINE_H

#include "source/csv.h"

/*
 * "total-line", "footer-line" (lib/source/line_words.tsv) or "repeated-header" for the record that was split, NULL for one
 * that seems to be a record.
 */
const char *kr_csv_line_code(const kr_csv *csv);

/* Keeps the line at `taken`, up to line_end, to be given out before the first record. */
void kr_csv_keep_line(kr_csv *csv);

/* Gives the next line that was kept; false when there is none left. */
bool kr_csv_kept_line(kr_csv *csv, kr_csv_record *record);

/* Keeps the fields of the header as they stand in the file, so that it is known when it comes again. */
void kr_csv_keep_header(kr_csv *csv);

#endif
