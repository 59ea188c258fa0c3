/*
 * Mail addresses: lower case, one blank-free word with one @ and a domain of at least two labels. Not a check that
 * anybody reads it.
 */
#ifndef KR_CODES_EMAIL_H
#define KR_CODES_EMAIL_H

#include "base/buffer.h"

/*
 * Adds the standard form of one address: "Jan <Jan@Voorbeeld.NL>" and "mailto:" are undone. NULL, or "not-an-email" and
 * nothing added.
 */
const char *kr_email_read(kr_slice text, kr_buffer *out);

#endif
