#include "base/ring.h"

#include <pthread.h>
#include <signal.h>

#define SLOTS_MAX KR_RING_SLOTS(KR_THREADS_MAX)

/* What all threads share, under the lock. Piece n lies in slot n % slots. */
typedef struct state {
	const kr_ring *ring;
	void *context;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t slots, taken, given;
	bool is_done[SLOTS_MAX]; /* worked on, to be given */
	bool taking, giving;     /* one thread is at it */
	bool ended;              /* nothing more is to be taken */
	bool stopped;            /* nothing more is to be given */
} state;

static bool
can_give(const state *s)
{
	return !s->giving && !s->stopped && s->given < s->taken && s->is_done[s->given % s->slots];
}

static bool
can_take(const state *s)
{
	return !s->taking && !s->ended && !s->stopped && s->taken - s->given < s->slots;
}

/* Each of these begins and ends with the lock held, and is without it while the caller's function runs. */
static void
give(state *s)
{
	size_t slot = s->given % s->slots;
	s->giving = true;
	pthread_mutex_unlock(&s->lock);
	bool more = s->ring->give(s->context, slot);
	pthread_mutex_lock(&s->lock);
	s->giving = s->is_done[slot] = false;
	s->given++;
	s->stopped |= !more;
	pthread_cond_broadcast(&s->changed);
}

static void
take_and_work(state *s)
{
	size_t slot = s->taken % s->slots;
	s->taking = true;
	pthread_mutex_unlock(&s->lock);
	bool got = s->ring->take(s->context, slot);
	pthread_mutex_lock(&s->lock);
	s->taking = false;
	s->ended |= !got;
	s->taken += got;
	pthread_cond_broadcast(&s->changed);
	if (!got)
		return;
	pthread_mutex_unlock(&s->lock);
	s->ring->work(s->context, slot);
	pthread_mutex_lock(&s->lock);
	s->is_done[slot] = true;
	pthread_cond_broadcast(&s->changed);
}

static void *
run(void *shared)
{
	state *s = shared;
	pthread_mutex_lock(&s->lock);
	while (!s->stopped && !(s->ended && s->given == s->taken)) {
		if (can_give(s))
			give(s);
		else if (can_take(s))
			take_and_work(s);
		else
			pthread_cond_wait(&s->changed, &s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

void
kr_ring_run(const kr_ring *ring, size_t threads, void *context)
{
	state s = {.ring = ring, .context = context, .slots = KR_RING_SLOTS(threads),
	    .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
	pthread_t others[KR_THREADS_MAX];
	size_t started = 0;
	sigset_t all, before;
	/* Signals are the main thread's business; but a reader that went away is told to whoever writes. */
	sigfillset(&all);
	sigdelset(&all, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (started + 1 < threads && pthread_create(&others[started], NULL, run, &s) == 0)
		started++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	run(&s);
	for (size_t i = 0; i < started; i++)
		pthread_join(others[i], NULL);
}
