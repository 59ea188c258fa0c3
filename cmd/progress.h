/*
 * A progress line on stderr for long work: only on a terminal, never with -q, gone when the job ends.
 */
#ifndef KR_CMD_PROGRESS_H
#define KR_CMD_PROGRESS_H

#include "base/progress.h"

/*
 * Draws twice a second, from the second second on, what `look` tells of `job`. Called by another thread: `look` must
 * only read counters. Does nothing when stderr is no terminal.
 */
void kr_progress_start(void (*look)(const void *job, kr_progress *progress), const void *job);

/* Takes the line away; before any message and at the end. Safe when nothing was started. */
void kr_progress_stop(void);

#endif
