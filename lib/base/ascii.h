/*
 * Bytes of ASCII, whatever the locale: <ctype.h> asks it.
 */
#ifndef KR_BASE_ASCII_H
#define KR_BASE_ASCII_H

#include <stdbool.h>

static inline bool
kr_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The letter in lower case; other bytes as they are. */
static inline char
kr_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool
kr_is_letter(char c)
{
	return kr_lower(c) >= 'a' && kr_lower(c) <= 'z';
}

#endif
