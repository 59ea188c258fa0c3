/*
 * Inside csv.h: values and lines brought into stream form.
 */
#ifndef KR_SOURCE_CSV_VALUE_H
#define KR_SOURCE_CSV_VALUE_H

#include "source/csv.h"

/*
 * Brings all fields of the record into stream form in `scratch`; lists those in which a character became a blank. False when one
 * holds bytes that are no UTF-8.
 */
bool kr_csv_to_stream_form(kr_csv *csv);

/*
 * Adds a text in stream form in which every byte that a stream may not hold stands as \\xNN (a backslash in stream form, x, two
 * digits): for originals. A very long one is cut where it would not fit into a record any more.
 */
void kr_csv_show(kr_buffer *to, kr_slice text);

/* Bytes of a character that is well formed but that no stream may hold: DEL, C1, U+FFFE, U+FFFF, C0. 0: broken UTF-8. */
size_t kr_csv_forbidden_size(kr_slice rest);

/* True when the bytes of the line at `taken` up to line_end are all UTF-8 that a stream may hold, C0 controls aside. */
bool kr_csv_is_clean(kr_csv *csv);

/* True when a number such as 1,23E+08 may stand in the bytes at `at`; `from` is where what lies before them begins. */
bool kr_csv_holds_exponent(const char *from, const char *at, size_t len);

/* Lists the values of the record that have lost digits (kr_detect_lost_digits). */
void kr_csv_list_lost_digits(kr_csv *csv);

/* Cleans the names of the header record (kr_csv_open), found.columns of them, and keeps them in `header`. */
bool kr_csv_name_fields(kr_csv *csv, kr_error *error);

#endif
