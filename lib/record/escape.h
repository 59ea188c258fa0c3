/*
 * The escapes of a value in a stream: \t \n \r \\, one spelling for each value.
 */
#ifndef KR_RECORD_ESCAPE_H
#define KR_RECORD_ESCAPE_H

#include "base/buffer.h"

/* Adds plain text in stream form. The text must hold nothing that a stream may not (kr_utf8_check, C0). */
void kr_escape(kr_buffer *to, kr_slice plain);

/* Adds the plain text of a value in stream form. */
void kr_unescape(kr_buffer *to, kr_slice value);

/* Position of the first byte at which a text breaks the rules of a value in stream form, or text.len. */
size_t kr_value_check(kr_slice value);

#endif
