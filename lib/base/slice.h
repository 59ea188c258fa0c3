/*
 * A piece of text that somebody else owns: a pointer and a length, no NUL at the end.
 *
 * Everything that is read is handed on as slices of the reader's buffer, so nothing is copied. A slice is
 * valid as long as its owner says; whoever keeps one longer copies it (arena.h). An empty slice may have a
 * NULL pointer. Bytes compare as unsigned char, whatever the locale.
 */
#ifndef KR_BASE_SLICE_H
#define KR_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct kr_slice {
	const char *ptr;
	size_t len;
} kr_slice;

/* The slice of a string literal. */
#define KR_SLICE(literal) ((kr_slice){"" literal, sizeof(literal) - 1})

static inline kr_slice
kr_slice_of(const char *ptr, size_t len)
{
	return (kr_slice){ptr, len};
}

/* The slice of a C string; NULL gives the empty slice. */
static inline kr_slice
kr_slice_text(const char *text)
{
	return (kr_slice){text, text ? strlen(text) : 0};
}

static inline bool
kr_slice_equal(kr_slice a, kr_slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Copies the bytes to where there is room for them; what is short, as most values are, without a call. */
static inline void
kr_slice_copy(char *to, kr_slice from)
{
	if (from.len > 16) {
		memcpy(to, from.ptr, from.len);
	} else if (from.len >= 8) {
		memcpy(to, from.ptr, 8);
		memcpy(to + from.len - 8, from.ptr + from.len - 8, 8);
	} else if (from.len >= 4) {
		memcpy(to, from.ptr, 4);
		memcpy(to + from.len - 4, from.ptr + from.len - 4, 4);
	} else {
		for (size_t i = 0; i < from.len; i++)
			to[i] = from.ptr[i];
	}
}

/* True when the slice has exactly the bytes of a C string. */
static inline bool
kr_slice_is(kr_slice a, const char *text)
{
	return kr_slice_equal(a, kr_slice_text(text));
}

/* Order of the bytes, shorter first among equals: below 0, 0 or above 0. */
int kr_slice_compare(kr_slice a, kr_slice b);

/* Equal when ASCII letters count as lower case. */
bool kr_slice_equal_fold(kr_slice a, kr_slice b);

bool kr_slice_starts(kr_slice text, kr_slice start);

/* Position of the first such byte, or text.len. */
size_t kr_slice_find(kr_slice text, char byte);

/* Without the blanks (space, tab, CR, LF, no-break space U+00A0) at both ends. */
kr_slice kr_slice_trim(kr_slice text);

/* The part from `from` up to but not including `to`; positions past the end count as the end. */
kr_slice kr_slice_part(kr_slice text, size_t from, size_t to);

/*
 * Takes the next item off *rest: the bytes up to the next `separator` or the end. Gives false when nothing
 * is left. `a||b` gives "a", "" and "b"; an empty list gives no item when it went through kr_slice_items.
 *
 *	kr_slice rest = kr_slice_items(list), item;
 *	while (kr_slice_next(&rest, '|', &item)) ...
 */
bool kr_slice_next(kr_slice *rest, char separator, kr_slice *item);

/* A list ready for kr_slice_next: the same bytes, and nothing to take where it is empty. */
static inline kr_slice
kr_slice_items(kr_slice list)
{
	return list.len ? list : (kr_slice){NULL, 0};
}

/* How many items kr_slice_next would give. */
size_t kr_slice_count(kr_slice list, char separator);

#endif
