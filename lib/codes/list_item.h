/*
 * Items of lists: in standard form (| between them) and as files write them.
 */
#ifndef KR_CODES_LIST_ITEM_H
#define KR_CODES_LIST_ITEM_H

#include "base/buffer.h"

/* True when a list in standard form has the item, byte for byte. */
bool kr_list_has(kr_slice list, kr_slice item);

/*
 * Takes an item off *rest, without blanks at its ends: | ; and line breaks (\n in stream form) end one. False
 * when nothing is left.
 */
bool kr_list_take(kr_slice *rest, kr_slice *item);

/*
 * Adds an item to the list that begins at `first` in out, unless the list has it among its first
 * 2048 bytes (so that a list of a million items takes no hour). The item must not lie in out.
 */
void kr_list_add(kr_buffer *out, size_t first, kr_slice item);

#endif
