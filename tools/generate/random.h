/* Numbers that look random and are a pure function of a seed, a purpose and an index. Nothing here keeps state
   between records, so record ten million costs no more than record one, and order does not matter.
   Generator: SplitMix64 (Steele, Lea, Flood 2014). Integers only: the same on every machine. */
#ifndef GENERATE_RANDOM_H
#define GENERATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct random_stream {
	uint64_t state;
} random_stream;

/* The stream that belongs to these three numbers. */
random_stream random_of(uint64_t seed, uint64_t purpose, uint64_t index);

uint64_t random_next(random_stream *random);

/* A number from 0 to below - 1; below > 0. */
uint32_t random_below(random_stream *random, uint32_t below);

/* A number from low to high, both included. */
int random_between(random_stream *random, int low, int high);

/* True in `permille` of a thousand draws. */
bool random_permille(random_stream *random, uint32_t permille);

/* An index into cumulative weights: cumulative[i] is the sum of the weights 0..i, the last one > 0. */
uint32_t random_weighted(random_stream *random, const uint64_t *cumulative, uint32_t count);

/* The same from plain weights, for short lists. */
uint32_t random_choice(random_stream *random, const uint16_t *weights, uint32_t count);

/* A bijection of 0..size-1 on itself (a Feistel network that walks its cycle until it is in range): rows come out
   shuffled though nothing is held. */
uint64_t random_permute(uint64_t seed, uint64_t index, uint64_t size);

#endif
