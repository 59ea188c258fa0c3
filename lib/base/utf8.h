/*
 * UTF-8 as the record stream allows it (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF,
 * and none of the characters that a record may not hold.
 */
#ifndef KR_BASE_UTF8_H
#define KR_BASE_UTF8_H

#include <stdint.h>

#include "base/slice.h"

/*
 * Bytes of the first character of a text, or 0 when it is broken or not allowed in a record: DEL, the C1
 * controls U+0080..U+009F, U+FFFE and U+FFFF. C0 controls (below 0x20) count as one byte here; who may
 * hold them is the caller's business. The empty text gives 0.
 */
size_t kr_utf8_size(kr_slice text);

/* Position of the first byte that kr_utf8_size refuses, or text.len. ASCII goes by sixteen bytes at a time. */
size_t kr_utf8_check(kr_slice text);

/* Code point of the first character of a text that kr_utf8_check has passed; *size becomes its length. */
uint32_t kr_utf8_decode(kr_slice text, size_t *size);

/* Writes a code point (at most U+10FFFF) as UTF-8 to out, gives the number of bytes. */
size_t kr_utf8_encode(uint32_t point, char out[4]);

#endif
