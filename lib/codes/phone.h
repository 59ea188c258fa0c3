/*
 * Telephone numbers in international form (ITU-T E.164): + and at most fifteen digits. Numbers without a country are
 * Dutch; a Dutch one has nine digits behind +31 (Telecommunicatiewet, nummerplan), the first not 0.
 */
#ifndef KR_CODES_PHONE_H
#define KR_CODES_PHONE_H

#include "base/buffer.h"

/*
 * Adds the standard form of one number: 06-12345678, 612345678 (its zero lost in a spreadsheet), 0031 6..., +31 (0)6...,
 * 31612345678. Foreign ones are kept with their country. NULL, or "not-a-phone" and nothing added.
 */
const char *kr_phone_read(kr_slice text, kr_buffer *out);

/*
 * Adds all numbers of a cell with | between them, each once: parts are told apart by | ; , / newline, " of " and " en ",
 * where each part is long enough to be a number. NULL, or "not-a-phone" when a part is none; the good ones are added.
 */
const char *kr_phones_read(kr_slice text, kr_buffer *out);

#endif
