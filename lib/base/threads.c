#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

typedef struct crew {
	void (*work)(void *, size_t, size_t);
	void *context;
	size_t pieces;
	atomic_size_t next;
} crew;

typedef struct worker {
	crew *crew;
	size_t number;
	pthread_t thread;
} worker;

static void *
run(void *argument)
{
	worker *self = argument;
	crew *team = self->crew;
	size_t piece;
	while ((piece = atomic_fetch_add(&team->next, 1)) < team->pieces)
		team->work(team->context, piece, self->number);
	return NULL;
}

size_t
kr_threads_count(size_t threads)
{
	cpu_set_t allowed;
	if (threads == 0 && sched_getaffinity(0, sizeof allowed, &allowed) == 0)
		threads = (size_t)CPU_COUNT(&allowed);
	if (threads == 0)
		threads = 1;
	return threads > KR_THREADS_MAX ? KR_THREADS_MAX : threads;
}

void
kr_threads_run(size_t threads, size_t pieces, void (*work)(void *context, size_t piece, size_t thread),
    void *context)
{
	crew team = {work, context, pieces, 0};
	worker workers[KR_THREADS_MAX];
	size_t wanted = kr_threads_count(threads), started = 1;
	if (wanted > pieces)
		wanted = pieces;
	workers[0] = (worker){.crew = &team, .number = 0};
	for (; started < wanted; started++) {
		workers[started] = (worker){.crew = &team, .number = started};
		if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
			break;
	}
	run(&workers[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}
