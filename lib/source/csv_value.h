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

/*
 * The delimiter of a text: of ; , tab and | the one that most lines have as often as the header, the first line, has. Lines in which
 * a quote stays open are not asked. KR_CSV_NO_DELIMITER when the header has none of them.
 */
char kr_csv_find_delimiter(kr_slice text);

/* Cleans the names of the header record (kr_csv_open) and keeps them in `header`. */
bool kr_csv_name_fields(kr_csv *csv, kr_error *error);

#endif
