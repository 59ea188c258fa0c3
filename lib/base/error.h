/*
 * An error as a value: one line that is ready to show, made where the trouble was seen.
 *
 * A function that can fail takes a `kr_error *` last and gives false (or -1); it fills the message in only
 * when it fails. Nobody owns anything: the message lies in the struct. `cmd/` prints it behind the tool's
 * name. Wording: what failed first, no capital, no full stop; foreign text goes through kr_quote.
 */
#ifndef KR_BASE_ERROR_H
#define KR_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct kr_error {
	char message[1024];
} kr_error;

/* All of these give false, so that a function can `return kr_fail(error, ...)`. */

/* printf-like. */
bool kr_fail(kr_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with ": " and the text of errno behind it. */
bool kr_fail_system(kr_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * "file:line: field: what is wrong". `line` 0 leaves the line out, an empty `field` the field.
 * The field's name is quoted as kr_quote does.
 */
bool kr_fail_at(kr_error *error, const char *file, uint64_t line, kr_slice field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#define KR_QUOTE_MAX 96

/*
 * Foreign text made safe for a terminal: control bytes, broken UTF-8 and marks that turn the direction of writing as
 * \xNN, long text cut with "...".
 * Writes a C string to out and gives it back. Never for personal values.
 */
const char *kr_quote(kr_slice text, char out[KR_QUOTE_MAX]);

/* Bytes of the first character of a text when it may stand in a message as it is, else 0. */
size_t kr_quote_plain(kr_slice text);

#endif
