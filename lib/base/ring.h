/*
 * The pieces of one stream worked on by several threads, with the result of one: pieces are taken in order, by one thread at a
 * time, worked on side by side, and given on in the order in which they were taken, again by one thread at a time.
 *
 * A piece lies in a slot: memory of the caller's that is its own from `take` to the end of `give`. There are two slots more than
 * threads, so that a thread that is ahead of its neighbour need not wait for it.
 */
#ifndef KR_BASE_RING_H
#define KR_BASE_RING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/threads.h"

#define KR_RING_SLOTS(threads) ((threads) + 2)

typedef struct kr_ring {
	bool (*take)(void *context, size_t slot); /* fills the slot; false: there is nothing more */
	void (*work)(void *context, size_t slot);
	bool (*give)(void *context, size_t slot); /* false: nothing more is wanted, all stops */
} kr_ring;

/*
 * Runs until take or give says false; pieces that were taken before take's false are all given. `threads` is 1 or more, the caller's
 * included; where fewer can be started fewer do the work. `context` is handed to all three.
 */
void kr_ring_run(const kr_ring *ring, size_t threads, void *context);

#endif
