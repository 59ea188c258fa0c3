/*
 * Makes the n-th call of a system function fail, to see what a tool does then. Preloaded (LD_PRELOAD); not part of kr.
 *
 * KR_FAULT=FUNCTION:N:WHAT  FUNCTION is read, write, close, fsync, rename, linkat, tmpfile, malloc or thread; N counts from 1;
 *                           WHAT is an error number, or "short": from the N-th call on one byte is read or written at most,
 *                           or "interrupted": from the N-th call on every second one fails with EINTR.
 * KR_FAULT_MARK=FILE        is made when the fault has struck.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static int calls; /* of the function in question; main starts them one after the other, so no lock is needed */

static void
mark(void)
{
	const char *path = getenv("KR_FAULT_MARK");
	if (path == NULL)
		return;
	long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		syscall(SYS_close, fd);
}

/* 0: go on; an error number: fail; -1: do one byte only. */
static int
fault(const char *function)
{
	const char *wanted = getenv("KR_FAULT");
	size_t len = strlen(function);
	if (wanted == NULL || strncmp(wanted, function, len) != 0 || wanted[len] != ':')
		return 0;
	int number = atoi(wanted + len + 1), call = ++calls;
	const char *what = strrchr(wanted, ':') + 1;
	if (strcmp(what, "short") == 0 || strcmp(what, "interrupted") == 0) {
		if (call < number)
			return 0;
		mark();
		return *what == 's' ? -1 : call % 2 ? EINTR : 0;
	}
	if (call != number && strcmp(function, "tmpfile") != 0)
		return 0;
	mark();
	return atoi(what);
}

ssize_t
read(int fd, void *to, size_t len)
{
	int how = fault("read");
	if (how > 0) {
		errno = how;
		return -1;
	}
	return syscall(SYS_read, fd, to, how < 0 && len > 1 ? 1 : len);
}

ssize_t
write(int fd, const void *from, size_t len)
{
	int how = fd == STDERR_FILENO ? 0 : fault("write");
	if (how > 0) {
		errno = how;
		return -1;
	}
	return syscall(SYS_write, fd, from, how < 0 && len > 1 ? 1 : len);
}

/* The descriptor is gone all the same, as Linux has it. */
int
close(int fd)
{
	int how = fault("close"), result = (int)syscall(SYS_close, fd);
	if (how > 0) {
		errno = how;
		return -1;
	}
	return result;
}

int
fsync(int fd)
{
	int how = fault("fsync");
	if (how > 0) {
		errno = how;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

int
rename(const char *old, const char *new)
{
	int how = fault("rename");
	if (how > 0) {
		errno = how;
		return -1;
	}
	return (int)syscall(SYS_rename, old, new);
}

int
linkat(int old_directory, const char *old, int new_directory, const char *new, int flags)
{
	int how = fault("linkat");
	if (how > 0) {
		errno = how;
		return -1;
	}
	return (int)syscall(SYS_linkat, old_directory, old, new_directory, new, flags);
}

int
open(const char *path, int flags, ...)
{
	va_list rest;
	va_start(rest, flags);
	int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;
	va_end(rest);
	int how = (flags & O_TMPFILE) == O_TMPFILE ? fault("tmpfile") : 0;
	if (how > 0) {
		errno = how;
		return -1;
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
	int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	int how = fault("thread");
	if (how > 0)
		return how;
	void *found = dlsym(RTLD_NEXT, "pthread_create");
	memcpy(&real, &found, sizeof real);
	return real(thread, attributes, start, argument);
}

static bool
no_memory(void)
{
	if (fault("malloc") <= 0)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return no_memory() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return no_memory() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return no_memory() ? NULL : __libc_realloc(old, size);
}
