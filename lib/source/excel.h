/*
 * What Excel would not leave alone in a table, and the apostrophe that keeps it from that.
 *
 * Excel takes a value that begins with = + - @ or a tab for a formula (OWASP, CSV Injection, 2020), and makes numbers, times and dates of
 * what looks like them: 01, 3:12, 1-2, 1E5, a number of sixteen digits. Such a value gets an apostrophe before it, and so does one that
 * would be such without its apostrophes: taking one apostrophe off then gives every value back.
 */
#ifndef KR_SOURCE_EXCEL_H
#define KR_SOURCE_EXCEL_H

#include "base/buffer.h"

/* True when a value that is no number or date of its own needs the apostrophe. Plain or in stream form. */
bool kr_excel_changes(kr_slice value);

/* The whole value is a number as records hold them, with a point; Excel may have it, with a comma. */
bool kr_excel_number(kr_slice value);

/* The whole value is a date YYYY-MM-DD; Excel may have it. */
bool kr_excel_date(kr_slice value);

/*
 * A value from such a table: without its apostrophe, and where it had none and `is_decimal`, with a point for the comma. What is added
 * goes to `to`.
 */
kr_slice kr_excel_read(kr_slice value, bool is_decimal, kr_buffer *to);

#endif
