/* Given names that people in the Netherlands really bear, by where the family comes from. */
#ifndef GENERATE_NAMES_H
#define GENERATE_NAMES_H

#include "random.h"
#include "words.h"

#include <stdbool.h>

typedef enum origin {
	ORIGIN_DUTCH, ORIGIN_TURKISH, ORIGIN_ARABIC, ORIGIN_POLISH, ORIGIN_UKRAINIAN, ORIGIN_HORN, ORIGIN_BALKAN, ORIGIN_COUNT
} origin;

/* A name, common ones more often. */
const char *name_given(random_stream *random, origin from, bool woman);
/* Another one that begins with the same letter; the same name if there is none. */
const char *name_given_like(random_stream *random, origin from, bool woman, const char *given);

tongue name_tongue(origin from);
/* The mother tongue: ISO 639-3 code and Dutch word. */
const char *name_language_code(origin from);
const char *name_language(origin from);

#endif
