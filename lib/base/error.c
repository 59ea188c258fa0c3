#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* Every message is cut at the size of the struct; vsnprintf keeps the NUL. */
static size_t put(kr_error *error, size_t at, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

static size_t
put(kr_error *error, size_t at, const char *format, va_list arguments)
{
	int wanted = vsnprintf(error->message + at, sizeof error->message - at, format, arguments);
	if (wanted < 0)
		return at;
	size_t end = at + (size_t)wanted;
	return end < sizeof error->message ? end : sizeof error->message - 1;
}

bool
kr_fail(kr_error *error, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	put(error, 0, format, arguments);
	va_end(arguments);
	return false;
}

bool
kr_fail_system(kr_error *error, const char *format, ...)
{
	int number = errno;
	va_list arguments;
	va_start(arguments, format);
	size_t at = put(error, 0, format, arguments);
	va_end(arguments);
	snprintf(error->message + at, sizeof error->message - at, ": %s", strerror(number));
	return false;
}

bool
kr_fail_at(kr_error *error, const char *file, uint64_t line, kr_slice field, const char *format, ...)
{
	char quoted[KR_QUOTE_MAX];
	size_t at = 0, room = sizeof error->message;
	if (line)
		at = (size_t)snprintf(error->message, room, "%s:%llu: ", file, (unsigned long long)line);
	else
		at = (size_t)snprintf(error->message, room, "%s: ", file);
	if (at >= room)
		at = room - 1;
	if (field.len)
		at += (size_t)snprintf(error->message + at, room - at, "%s: ", kr_quote(field, quoted));
	if (at >= room)
		at = room - 1;
	va_list arguments;
	va_start(arguments, format);
	put(error, at, format, arguments);
	va_end(arguments);
	return false;
}

/* Marks that turn the direction of what follows (Unicode, Bidi_Control). */
static bool
turns_direction(uint32_t point)
{
	return point == 0x61C || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
	    (point >= 0x2066 && point <= 0x2069);
}

size_t
kr_quote_plain(kr_slice text)
{
	size_t size = kr_utf8_size(text), length;
	if (size == 0 || (unsigned char)text.ptr[0] < 0x20)
		return 0;
	return turns_direction(kr_utf8_decode(text, &length)) ? 0 : size;
}

const char *
kr_quote(kr_slice text, char out[KR_QUOTE_MAX])
{
	size_t at = 0, i = 0;
	while (i < text.len) {
		size_t size = kr_quote_plain(kr_slice_of(text.ptr + i, text.len - i));
		size_t need = size > 0 ? size : 4;
		if (at + need + 4 > KR_QUOTE_MAX) {
			memcpy(out + at, "...", 3);
			at += 3;
			break;
		}
		if (size > 0) {
			memcpy(out + at, text.ptr + i, size);
			i += size;
		} else {
			snprintf(out + at, 5, "\\x%02X", (unsigned char)text.ptr[i]);
			i += 1;
		}
		at += need;
	}
	out[at] = '\0';
	return out;
}
