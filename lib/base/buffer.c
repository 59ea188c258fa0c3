#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"

bool
kr_buffer_reserve(kr_buffer *buffer, size_t more)
{
	if (buffer->failed)
		return false;
	if (buffer->capacity - buffer->len >= more)
		return true;
	size_t capacity = buffer->capacity ? buffer->capacity : 64;
	while (capacity - buffer->len < more) {
		if (capacity > SIZE_MAX / 2) {
			buffer->failed = true;
			return false;
		}
		capacity *= 2;
	}
	char *grown = realloc(buffer->ptr, capacity);
	if (grown == NULL) {
		buffer->failed = true;
		return false;
	}
	buffer->ptr = grown;
	buffer->capacity = capacity;
	return true;
}

void
kr_buffer_text(kr_buffer *buffer, const char *text)
{
	kr_buffer_add(buffer, text, strlen(text));
}

void
kr_buffer_number(kr_buffer *buffer, int64_t number)
{
	if (kr_buffer_reserve(buffer, KR_NUMBER_MAX))
		buffer->len += kr_number_write(number, buffer->ptr + buffer->len);
}

void
kr_buffer_format(kr_buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int wanted = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (wanted >= 0 && kr_buffer_reserve(buffer, (size_t)wanted + 1)) {
		vsnprintf(buffer->ptr + buffer->len, (size_t)wanted + 1, format, again);
		buffer->len += (size_t)wanted;
	}
	va_end(again);
}

void
kr_buffer_free(kr_buffer *buffer)
{
	free(buffer->ptr);
	*buffer = (kr_buffer){0};
}
