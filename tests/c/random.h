/*
 * Numbers for random tests: the same in every run, so that a failure can be looked at again.
 */
#ifndef KR_TESTS_RANDOM_H
#define KR_TESTS_RANDOM_H

#include <stdint.h>

/* How often something is tried; under the sanitizers, which take ten times as long, less often. */
#ifdef KR_SANITIZED
#define TIMES(plain, sanitized) (sanitized)
#else
#define TIMES(plain, sanitized) (plain)
#endif

static uint64_t random_state = 20201122;

/* 0 .. below-1 */
static inline unsigned
next_random(unsigned below)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random_state >> 33) % below;
}

#endif
