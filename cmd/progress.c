#include "progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static struct {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stop;
	bool running, stopping, drawn;
	void (*look)(const void *job, kr_progress *progress);
	const void *job;
	struct timespec start;
} bar = {.lock = PTHREAD_MUTEX_INITIALIZER};

static size_t
terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
		return size.ws_col - 1u;
	return 79;
}

static void
put(const kr_buffer *line)
{
	if (!line->failed && write(STDERR_FILENO, line->ptr, line->len) < 0)
		bar.stopping = true;
}

static void
draw(const struct timespec *now)
{
	kr_progress progress = {0};
	kr_buffer line = {0};
	bar.look(bar.job, &progress);
	progress.milliseconds = (uint64_t)((now->tv_sec - bar.start.tv_sec) * 1000 +
	    (now->tv_nsec - bar.start.tv_nsec) / 1000000);
	kr_buffer_char(&line, '\r');
	kr_progress_line(&progress, terminal_width(), &line);
	kr_buffer_text(&line, "\x1b[K");
	put(&line);
	kr_buffer_free(&line);
	bar.drawn = true;
}

static void *
run(void *unused)
{
	struct timespec next = bar.start;
	(void)unused;
	next.tv_sec += 1;
	pthread_mutex_lock(&bar.lock);
	while (!bar.stopping) {
		if (pthread_cond_timedwait(&bar.stop, &bar.lock, &next) == 0)
			continue;
		draw(&next);
		next.tv_nsec += 500000000;
		if (next.tv_nsec >= 1000000000) {
			next.tv_nsec -= 1000000000;
			next.tv_sec++;
		}
	}
	pthread_mutex_unlock(&bar.lock);
	return NULL;
}

void
kr_progress_start(void (*look)(const void *job, kr_progress *progress), const void *job)
{
	pthread_condattr_t attributes;
	sigset_t all, before;
	if (bar.running || isatty(STDERR_FILENO) != 1)
		return;
	bar.look = look;
	bar.job = job;
	bar.stopping = bar.drawn = false;
	clock_gettime(CLOCK_MONOTONIC, &bar.start);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&bar.stop, &attributes);
	/* Signals are the main thread's business. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	bar.running = pthread_create(&bar.thread, NULL, run, NULL) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void
kr_progress_stop(void)
{
	if (!bar.running)
		return;
	pthread_mutex_lock(&bar.lock);
	bar.stopping = true;
	pthread_cond_signal(&bar.stop);
	pthread_mutex_unlock(&bar.lock);
	pthread_join(bar.thread, NULL);
	bar.running = false;
	kr_buffer line = {0};
	kr_buffer_text(&line, "\r\x1b[K");
	if (bar.drawn)
		put(&line);
	kr_buffer_free(&line);
}
