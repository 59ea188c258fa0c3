/*
 * How the parts of a name are spelled; for name.c.
 */
#ifndef KR_CODES_NAME_FORM_H
#define KR_CODES_NAME_FORM_H

#include "base/buffer.h"

/* What a text has: capitals, small letters. */
typedef struct kr_letters {
	size_t upper, lower, other;
	bool has_vowel, has_stop;
} kr_letters;

kr_letters kr_letters_of(kr_slice text);

/* True for "J.", "J.P.", "Th.", "J": what can only be initials, not a name or prefix. */
bool kr_is_initials(kr_slice word);

/*
 * The name with capitals where they belong; the text itself when its case is mixed already. Adds to `out` when
 * it changes.
 */
kr_slice kr_name_case(kr_slice text, kr_buffer *out);

/* Initials in standard form, added to `out`. A whole given name gives its first letter. */
kr_slice kr_initials_form(kr_slice text, kr_buffer *out);

/* True when a text that was delivered as initials is a given name ("Jan", "Anne-Marie"). */
bool kr_is_given_name(kr_slice text);

#endif
