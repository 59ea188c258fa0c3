/*
 * Inside coder.h: what items with parts are made of.
 */
#ifndef KR_CODES_CODER_ITEM_H
#define KR_CODES_CODER_ITEM_H

#include "codes/coder.h"

/* Adds the text of a part: no colon, no double blank, no blank at its ends. */
void kr_item_put_text(kr_slice text, kr_buffer *out);

/* The longest beginning that is a word of the list; *rest becomes what stands behind it. False when none is. */
bool kr_item_beginning(kr_coder *coder, const kr_code_list *list, kr_slice text, kr_slice *beginning, kr_slice *rest);

/* Without the marks around what stands behind a word: " (zorg)", "- zorg". */
kr_slice kr_item_without_marks(kr_slice text);

#endif
