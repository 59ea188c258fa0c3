/* Writes delimited files in the dress that each organisation delivers: separator, quotes, line end, encoding. */
#ifndef GENERATE_CSV_H
#define GENERATE_CSV_H

#include <stdbool.h>
#include <stdio.h>

typedef enum csv_encoding { CSV_UTF8, CSV_WINDOWS_1252, CSV_ISO_8859_15 } csv_encoding;

enum { CSV_BUFFER = 1 << 18 };

typedef struct csv {
	FILE *file;
	const char *line_end;
	char separator;
	bool quote_all;  /* every field, empty ones too */
	bool no_quotes;  /* a record stream: values are taken as they are */
	csv_encoding encoding;
	bool windows_letters; /* UTF-8, but only letters that Windows-1252 has too */
	bool started;    /* a field of this record has been written */
	size_t length;
	char buffer[CSV_BUFFER];
} csv;

/* `value` is UTF-8. A letter that the encoding lacks becomes its nearest bare letter, or `?`. */
void csv_field(csv *out, const char *value);
/* The same, in quotes whatever it holds. */
void csv_quoted(csv *out, const char *value);
/* Bytes as they are, for lines that are meant to be broken. */
void csv_raw(csv *out, const char *bytes);
void csv_end_record(csv *out);
/* Writes a header from a NULL-ended list of names. */
void csv_header(csv *out, const char *const *names);
/* Flushes; false if anything could not be written. The file stays open. */
bool csv_finish(csv *out);

#endif
