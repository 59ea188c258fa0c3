/*
 * Tests of the library print TAP: one line a check, the number of checks at the end.
 */
#ifndef KR_TESTS_TAP_H
#define KR_TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failures;

static inline bool
tap_check(bool good, const char *what, const char *file, int line)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++tap_count, what);
	if (!good) {
		printf("# %s:%d\n", file, line);
		tap_failures++;
	}
	return good;
}

#define ok(condition, what) tap_check((condition), (what), __FILE__, __LINE__)

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failures != 0;
}

#endif
