/*
 * Work in pieces on several threads, with a result that does not depend on how many there are.
 */
#ifndef KR_BASE_THREADS_H
#define KR_BASE_THREADS_H

#include "base/error.h"

#define KR_THREADS_MAX 64

/*
 * Calls work(context, piece, thread) once for each piece in 0..pieces, on up to `threads` threads (0: as many as
 * the machine has). Pieces are taken in order but end in any; a piece must write only what is its own.
 * `thread` (0 .. kr_threads_count-1) names scratch memory of its own. Returns when all are done. When no thread can be
 * started the caller's does the work.
 */
void kr_threads_run(size_t threads, size_t pieces, void (*work)(void *context, size_t piece, size_t thread),
    void *context);

/* How many threads kr_threads_run would use at the most. */
size_t kr_threads_count(size_t threads);

#endif
