/*
 * The form in which texts are compared: what differs between two spellings of one name, and says nothing, is gone.
 *
 * Lower case; compatibility decomposition (NFKD, Unicode 15) without marks; ı=i, ł=l, đ=d, ø=o, æ=ae, œ=oe, ß=ss; ij=y;
 * apostrophes are dropped, everything else that is no letter and no digit becomes one blank, none at the ends.
 */
#ifndef KR_TEXT_FOLD_H
#define KR_TEXT_FOLD_H

#include "base/buffer.h"

/* Adds the comparison form of a value in stream form (an escape counts as a blank). */
void kr_fold(kr_buffer *to, kr_slice value);

#endif
