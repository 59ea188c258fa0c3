/*
 * Arrays that grow: room for one more, doubling, so that n of them cost n.
 */
#ifndef KR_BASE_ARRAY_H
#define KR_BASE_ARRAY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define KR_ARRAY_FIRST 256

/*
 * Makes room for at least one more item of `size` bytes behind `count` of them. `array` points at the caller's pointer to the first,
 * which is changed when the array moves. False when memory is short; then the array is as it was.
 */
static inline bool
kr_array_room(void *array, size_t count, size_t *capacity, size_t size)
{
	void *items;
	if (count < *capacity)
		return true;
	size_t more = *capacity ? *capacity * 2 : KR_ARRAY_FIRST;
	memcpy(&items, array, sizeof items);
	if (more > SIZE_MAX / size || (items = realloc(items, more * size)) == NULL)
		return false;
	memcpy(array, &items, sizeof items);
	*capacity = more;
	return true;
}

#endif
