/*
 * Values and lines of CSV: RFC 4180 (2005), with line ends CRLF, and in Dutch Excel's dress.
 */
#ifndef KR_SOURCE_CSV_WRITE_H
#define KR_SOURCE_CSV_WRITE_H

#include "base/buffer.h"
#include "source/typed.h"

typedef struct kr_csv_dress {
	char delimiter;
	bool is_excel; /* Dutch: decimal comma, and an apostrophe where Excel would change the value (excel.h) */
	const char *mark; /* bytes before the header */
} kr_csv_dress;

extern const kr_csv_dress kr_csv_plain; /* , */
extern const kr_csv_dress kr_csv_dutch; /* ; with a byte order mark */

/* Adds a value given in stream form, in quotes where it needs them. `alone`: it is the only one in its line. */
void kr_csv_write_value(const kr_csv_dress *dress, enum kr_kind_of kind, kr_slice value, bool alone, kr_buffer *to);

#endif
