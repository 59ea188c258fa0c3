#include "random.h"

static uint64_t mix(uint64_t value)
{
	value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
	value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
	return value ^ (value >> 31);
}

random_stream random_of(uint64_t seed, uint64_t purpose, uint64_t index)
{
	uint64_t state = mix(seed + 0x9e3779b97f4a7c15u);
	state = mix(state ^ (purpose * 0xd1342543de82ef95u));
	return (random_stream){ mix(state + index * 0x9e3779b97f4a7c15u) };
}

uint64_t random_next(random_stream *random)
{
	random->state += 0x9e3779b97f4a7c15u;
	return mix(random->state);
}

uint32_t random_below(random_stream *random, uint32_t below)
{
	return (uint32_t)(((random_next(random) >> 32) * below) >> 32);
}

int random_between(random_stream *random, int low, int high)
{
	return low + (int)random_below(random, (uint32_t)(high - low + 1));
}

bool random_permille(random_stream *random, uint32_t permille)
{
	return random_below(random, 1000) < permille;
}

uint32_t random_weighted(random_stream *random, const uint64_t *cumulative, uint32_t count)
{
	uint64_t at = random_next(random) % cumulative[count - 1];
	uint32_t low = 0, high = count - 1;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (cumulative[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

uint32_t random_choice(random_stream *random, const uint16_t *weights, uint32_t count)
{
	uint32_t sum = 0, chosen = 0;
	for (uint32_t i = 0; i < count; i++)
		sum += weights[i];
	uint32_t at = random_below(random, sum);
	while (at >= weights[chosen])
		at -= weights[chosen++];
	return chosen;
}

uint64_t random_permute(uint64_t seed, uint64_t index, uint64_t size)
{
	unsigned half = 1;
	while (half < 31 && ((uint64_t)1 << (2 * half)) < size)
		half++;
	uint64_t mask = ((uint64_t)1 << half) - 1;
	do {
		uint64_t left = index >> half, right = index & mask;
		for (uint64_t round = 0; round < 4; round++) {
			uint64_t next = left ^ (mix(seed + round * 0x9e3779b97f4a7c15u + right) & mask);
			left = right;
			right = next;
		}
		index = left << half | right;
	} while (index >= size);
	return index;
}
