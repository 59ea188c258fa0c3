#include "codes/list_item.h"

enum { LOOKED_THROUGH = 2048 };

bool
kr_list_has(kr_slice list, kr_slice item)
{
	kr_slice rest = kr_slice_items(list), other;
	while (kr_slice_next(&rest, '|', &other))
		if (kr_slice_equal(other, item))
			return true;
	return false;
}

/* Bytes of what ends an item here, or 0. */
static size_t
end_at(kr_slice text, size_t at)
{
	if (text.ptr[at] == '|' || text.ptr[at] == ';')
		return 1;
	return text.ptr[at] == '\\' && at + 1 < text.len && text.ptr[at + 1] != '\\' ? 2 : 0;
}

bool
kr_list_take(kr_slice *rest, kr_slice *item)
{
	size_t at = 0, size = 0;
	if (rest->ptr == NULL)
		return false;
	while (at < rest->len && (size = end_at(*rest, at)) == 0)
		at += rest->ptr[at] == '\\' ? 2 : 1;
	*item = kr_slice_trim(kr_slice_part(*rest, 0, at));
	*rest = size != 0 ? kr_slice_part(*rest, at + size, rest->len) : kr_slice_of(NULL, 0);
	return true;
}

/* The whole items among the first bytes of a list. */
static kr_slice
beginning(kr_slice list)
{
	size_t end = list.len < LOOKED_THROUGH ? list.len : LOOKED_THROUGH;
	while (end < list.len && end > 0 && list.ptr[end] != '|')
		end--;
	return kr_slice_part(list, 0, end);
}

void
kr_list_add(kr_buffer *out, size_t first, kr_slice item)
{
	if (out->len > first && kr_list_has(beginning(kr_buffer_since(out, first)), item))
		return;
	if (out->len > first)
		kr_buffer_char(out, '|');
	kr_buffer_slice_add(out, item);
}
