/*
 * Bytes that grow: what a value or a message is put together in.
 *
 * {0} is a valid empty buffer. The bytes are the buffer's; kr_buffer_slice is valid until the next change.
 * When memory is short, `failed` is set and stays set, what is added is dropped, and the caller looks once,
 * at the end. There is no NUL at the end.
 */
#ifndef KR_BASE_BUFFER_H
#define KR_BASE_BUFFER_H

#include <stdint.h>

#include "base/slice.h"

typedef struct kr_buffer {
	char *ptr;
	size_t len, capacity;
	bool failed;
} kr_buffer;

/* Room for `more` bytes behind the present ones; false when memory is short. */
bool kr_buffer_reserve(kr_buffer *buffer, size_t more);

void kr_buffer_text(kr_buffer *buffer, const char *text);
void kr_buffer_number(kr_buffer *buffer, int64_t number);

/* printf-like; for what is not in a hot path. */
void kr_buffer_format(kr_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

void kr_buffer_free(kr_buffer *buffer);

/* As kr_buffer_reserve, without a call where there is room. */
static inline bool
kr_buffer_has_room(kr_buffer *buffer, size_t more)
{
	return (buffer->capacity - buffer->len >= more && !buffer->failed) || kr_buffer_reserve(buffer, more);
}

static inline void
kr_buffer_add(kr_buffer *buffer, const char *ptr, size_t len)
{
	if (len == 0 || !kr_buffer_has_room(buffer, len))
		return;
	memcpy(buffer->ptr + buffer->len, ptr, len);
	buffer->len += len;
}

static inline void
kr_buffer_slice_add(kr_buffer *buffer, kr_slice text)
{
	if (text.len == 0 || !kr_buffer_has_room(buffer, text.len))
		return;
	kr_slice_copy(buffer->ptr + buffer->len, text);
	buffer->len += text.len;
}

static inline void
kr_buffer_char(kr_buffer *buffer, char c)
{
	if (kr_buffer_has_room(buffer, 1))
		buffer->ptr[buffer->len++] = c;
}

static inline kr_slice
kr_buffer_slice(const kr_buffer *buffer)
{
	return kr_slice_of(buffer->ptr, buffer->len);
}

/* What was added since `from`, a length taken earlier. */
static inline kr_slice
kr_buffer_since(const kr_buffer *buffer, size_t from)
{
	return kr_slice_of(buffer->ptr ? buffer->ptr + from : NULL, buffer->len - from);
}

/* Empties it and keeps the memory. */
static inline void
kr_buffer_clear(kr_buffer *buffer)
{
	buffer->len = 0;
}

#endif
