/*
 * Text made comparable, for looking words up: case, accents and punctuation no longer count.
 *
 * Words of letters and digits with one blank between them. Lower case and compatibility decomposition (Unicode, by
 * utf8proc) without marks, and the letters that have none: ß ss, æ ae, œ oe, ø o, ł l, đ d, ð d, þ th, ı i. An
 * apostrophe goes without a blank ("'s-Gravenhage": s gravenhage), so does a full stop between single letters ("n.v.t.":
 * nvt); every other mark is a blank. The same on every machine, whatever the locale; folding twice changes nothing.
 */
#ifndef KR_TEXT_FOLD_H
#define KR_TEXT_FOLD_H

#include "base/buffer.h"

/* Adds the folded text. `text` is valid UTF-8; stream escapes (\n \t \r \\) count as blanks. */
void kr_fold(kr_buffer *to, kr_slice text);

/* Empties the buffer, folds into it and gives the result, valid until the buffer changes. */
kr_slice kr_folded(kr_buffer *scratch, kr_slice text);

/*
 * Lower case only (Unicode, one code point for one), without blanks at the ends and with one blank between words: for
 * words in which marks count ("b+", "??"). Result as above.
 */
kr_slice kr_lowered(kr_buffer *scratch, kr_slice text);

#endif
