/*
 * A key of how a Dutch name sounds: two spellings that one hears alike have one key. For finding candidates, never for
 * judging them.
 *
 * No maintained coder for Dutch was found, so this is our own: ij=y=ei, ck=k, c=k or s, ph=f, th=t, dt and final d=t, sch=s,
 * z=s, v=f, gh=g=ch, x=ks, qu=kw, au=ou, ae=aa, tj=dj; double letters single, final n after e dropped, vowels after the
 * first letter dropped.
 */
#ifndef KR_TEXT_PHONETIC_H
#define KR_TEXT_PHONETIC_H

#include "base/slice.h"

#define KR_PHONETIC_MAX 16

/*
 * Writes the key of a name in comparison form (text/fold.h) and gives its length, 0 for a name without letters.
 * Blanks and digits do not count; letters of other alphabets stand for themselves.
 */
size_t kr_phonetic(kr_slice folded, char key[KR_PHONETIC_MAX]);

#endif
