/*
 * Inside csv.h: physical lines in the buffer, and the direct way to split one.
 */
#ifndef KR_SOURCE_CSV_FRAME_H
#define KR_SOURCE_CSV_FRAME_H

#include "source/csv.h"

enum kr_csv_split {
	KR_CSV_SPLIT, /* fields[0..count) lie in the buffer; line_end and next are set */
	KR_CSV_MORE,  /* the line is not whole yet */
	KR_CSV_HARD   /* its quotes are not simple */
};

/* Splits the line at `taken`. Fields past capacity_fields are counted only, unless the header is being read. */
enum kr_csv_split kr_csv_split_line(kr_csv *csv);

/*
 * Finds the end of the physical line that begins at `from`: sets *end (of its text) and *next (of the next line). False
 * when it is not whole yet.
 */
bool kr_csv_find_end(const kr_csv *csv, size_t from, size_t *end, size_t *next);

/*
 * Reads on until another line end is there, the file ends (at_end; a last line without an end gets one) or the buffer
 * holds KR_CSV_LINE_MAX bytes from `taken` on. `taken` may move. False on an error of reading,
 * and when what was fed is used up (starved).
 */
bool kr_csv_fill(kr_csv *csv, kr_error *error);

/* True when the line at `taken` is longer than may be. */
bool kr_csv_is_full(const kr_csv *csv);

/* Room for twice as many fields; false when memory is short. */
bool kr_csv_grow(kr_csv *csv);

/* Trims spaces and tabs, as libcsv does around unquoted values. */
static inline kr_slice
kr_csv_trim(const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (from < to && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return kr_slice_of(from, (size_t)(to - from));
}

#endif
