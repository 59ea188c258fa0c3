#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"

#define CAPACITY (2 * (size_t)KR_BLOCK_SIZE)
/* A write of at most this many bytes to a pipe goes in whole or not at all (POSIX PIPE_BUF). */
#define PIPE_PAGE 4096u

static void
note_error(kr_output *output, const char *what)
{
	if (output->failed)
		return;
	output->failed = true;
	output->gone = errno == EPIPE;
	kr_fail_system(&output->error, "cannot %s %s", what, output->name);
}

static bool
write_all(kr_output *output, const char *ptr, size_t len)
{
	while (len > 0) {
		ssize_t done = write(output->fd, ptr, len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			note_error(output, "write");
			return false;
		}
		ptr += done;
		len -= (size_t)done;
	}
	return true;
}

/* Length of the text without the line feeds at its end. */
static size_t
without_line_feeds(const char *ptr, size_t len)
{
	while (len > 0 && ptr[len - 1] == '\n')
		len--;
	return len;
}

/*
 * How much of the text may go out in one write so that, wherever the kernel cuts it when we are killed, what
 * is in the pipe does not end in a line feed. Linux cuts such a write at multiples of a page; a write of
 * one page is never cut.
 */
static size_t
safe_length(const char *ptr, size_t len)
{
	size_t whole = len - len % PIPE_PAGE;
	if (whole == 0)
		return len;
	for (size_t page = PIPE_PAGE; page <= whole; page += PIPE_PAGE) {
		if (ptr[page - 1] != '\n')
			continue;
		if (page > PIPE_PAGE)
			return page - PIPE_PAGE;
		size_t shorter = without_line_feeds(ptr, PIPE_PAGE);
		return shorter ? shorter : PIPE_PAGE;
	}
	return whole;
}

/* Writes all but the line feed at the end, which stays in the buffer. */
static void
flush(kr_output *output)
{
	size_t end = without_line_feeds(output->buffer, output->used), at = 0;
	while (!output->failed && at < end) {
		size_t part = output->is_pipe ? safe_length(output->buffer + at, end - at) : end - at;
		if (!write_all(output, output->buffer + at, part))
			break;
		at += part;
	}
	if (output->failed)
		at = output->used;
	memmove(output->buffer, output->buffer + at, output->used - at);
	output->used -= at;
}

/* Makes room in an output that keeps what is written; what does not fit is dropped. */
static void
grow(kr_output *output)
{
	size_t capacity = 2 * output->capacity;
	char *grown = realloc(output->buffer, capacity);
	if (grown == NULL) {
		output->failed = true;
		kr_fail(&output->error, "out of memory");
		return;
	}
	output->buffer = grown;
	output->capacity = capacity;
}

char *
kr_output_room(kr_output *output, size_t len)
{
	if (output->capacity - output->used < len) {
		if (output->keeps)
			grow(output);
		else
			flush(output);
	}
	if (output->capacity - output->used < len) {
		/* Nothing but line feeds, or a write that failed: let them go. */
		write_all(output, output->buffer, output->failed ? 0 : output->used);
		output->used = 0;
	}
	return output->buffer + output->used;
}

void
kr_output_write(kr_output *output, const char *ptr, size_t len)
{
	while (len > 0 && !output->failed) {
		size_t part = len < KR_BLOCK_SIZE ? len : KR_BLOCK_SIZE;
		if (output->used >= KR_BLOCK_SIZE && !output->keeps)
			flush(output);
		memcpy(kr_output_room(output, part), ptr, part);
		output->used += part;
		ptr += part;
		len -= part;
	}
}

/* The path behind symbolic links, from malloc; NULL with a message when there is none. */
static char *
resolve(const char *path, kr_error *error)
{
	struct stat status;
	char *resolved = realpath(path, NULL);
	if (resolved == NULL && errno == ENOENT && lstat(path, &status) != 0)
		resolved = strdup(path);
	if (resolved == NULL)
		kr_fail_system(error, "cannot write %s", path);
	return resolved;
}

/* The directory that holds a path, from malloc. */
static char *
directory_of(const char *path)
{
	char *copy = strdup(path);
	if (copy == NULL)
		return NULL;
	char *directory = strdup(dirname(copy));
	free(copy);
	return directory;
}

static char *
beside(const char *target)
{
	char *directory = directory_of(target), *copy = strdup(target), *path = NULL;
	if (directory != NULL && copy != NULL &&
	    asprintf(&path, "%s/.%.200s.kr-%ld", directory, basename(copy), (long)getpid()) < 0)
		path = NULL;
	free(directory);
	free(copy);
	return path;
}

/* A file without a name in the target's directory, or -1 where the system has none. */
static int
open_nameless(const char *target, mode_t mode)
{
	char *directory = directory_of(target);
	int fd = -1;
	if (directory != NULL && access("/proc/self/fd", X_OK) == 0)
		fd = open(directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
	free(directory);
	return fd;
}

static int
open_named(kr_output *output, mode_t mode)
{
	output->temporary = beside(output->target);
	if (output->temporary == NULL)
		return -1;
	int fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (fd < 0) {
		int number = errno;
		free(output->temporary);
		output->temporary = NULL;
		errno = number;
	}
	return fd;
}

static bool
open_replacement(kr_output *output, const struct stat *old, bool is_private, kr_error *error)
{
	mode_t mode = old ? old->st_mode & 07777 : 0666;
	if (is_private)
		mode &= 0700 & (old ? 07777 : 0600);
	if (old != NULL && access(output->target, W_OK) != 0)
		return kr_fail_system(error, "cannot write %s", output->name);
	output->fd = open_nameless(output->target, mode);
	if (output->fd < 0)
		output->fd = open_named(output, mode);
	if (output->fd < 0)
		return kr_fail_system(error, "cannot write %s", output->name);
	/* Only root can give a file away; where that fails the file is the caller's, as with any editor. */
	if (old != NULL && fchown(output->fd, old->st_uid, old->st_gid) != 0)
		errno = 0;
	if (old != NULL && fchmod(output->fd, mode) != 0)
		return kr_fail_system(error, "cannot write %s", output->name);
	return true;
}

static bool
open_file(kr_output *output, const char *path, bool is_private, kr_error *error)
{
	struct stat status;
	bool exists = stat(path, &status) == 0;
	if (exists && !S_ISREG(status.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC);
		return output->fd >= 0 || kr_fail_system(error, "cannot write %s", path);
	}
	output->target = resolve(path, error);
	return output->target != NULL && open_replacement(output, exists ? &status : NULL, is_private, error);
}

static bool
start(kr_output *output, const char *name, kr_error *error)
{
	*output = (kr_output){.fd = -1, .name = name, .buffer = malloc(CAPACITY), .capacity = CAPACITY};
	return output->buffer != NULL || kr_fail(error, "out of memory");
}

static void
look_for_pipe(kr_output *output)
{
	struct stat status;
	output->is_pipe = fstat(output->fd, &status) == 0 && S_ISFIFO(status.st_mode);
	if (output->is_pipe)
		(void)fcntl(output->fd, F_SETPIPE_SZ, 1 << 20); /* refused quietly */
}

bool
kr_output_attach(kr_output *output, int fd, const char *name, kr_error *error)
{
	if (!start(output, name, error))
		return false;
	output->fd = fd;
	look_for_pipe(output);
	return true;
}

bool
kr_output_keep(kr_output *output, kr_error *error)
{
	bool good = start(output, "memory", error);
	output->keeps = good;
	return good;
}

bool
kr_output_open(kr_output *output, const char *path, bool is_private, kr_error *error)
{
	if (path == NULL || strcmp(path, "-") == 0)
		return kr_output_attach(output, STDOUT_FILENO, "<stdout>", error);
	if (!start(output, path, error))
		return false;
	if (!open_file(output, path, is_private, error)) {
		kr_output_abandon(output);
		return false;
	}
	look_for_pipe(output);
	return true;
}

/* Gives the finished file its place; no signal may come between the two names. */
static bool
put_in_place(kr_output *output)
{
	sigset_t all, before;
	bool named = output->temporary != NULL;
	char *name = named ? output->temporary : beside(output->target), link[64];
	if (name == NULL)
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", output->fd);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (!named)
		unlink(name); /* of a dead process with our number */
	bool linked = named || linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
	bool placed = linked && rename(name, output->target) == 0;
	int number = errno;
	if (linked && !placed)
		unlink(name);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (!named)
		free(name);
	errno = number;
	return placed;
}

static void
sync_directory(const kr_output *output)
{
	char *directory = directory_of(output->target);
	int fd = directory ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(directory);
}

static void
release(kr_output *output)
{
	free(output->buffer);
	free(output->target);
	free(output->temporary);
	output->buffer = output->target = output->temporary = NULL;
	output->fd = -1;
}

static void
finish_file(kr_output *output)
{
	if (fsync(output->fd) != 0)
		note_error(output, "write");
	else if (!put_in_place(output))
		note_error(output, "replace");
	else
		sync_directory(output);
}

bool
kr_output_commit(kr_output *output, kr_error *error)
{
	flush(output);
	write_all(output, output->buffer, output->failed ? 0 : output->used);
	output->used = 0;
	if (!output->failed && output->target != NULL)
		finish_file(output);
	if (output->failed && output->temporary != NULL)
		unlink(output->temporary);
	/* A file that fsync has confirmed and that has its place cannot lose anything any more. */
	if (close(output->fd) != 0 && output->target == NULL)
		note_error(output, "close");
	release(output);
	if (output->failed)
		*error = output->error;
	return !output->failed;
}

void
kr_output_abandon(kr_output *output)
{
	if (output->fd < 0 && output->buffer == NULL)
		return;
	if (output->target == NULL && output->fd >= 0 && output->used > 0)
		flush(output);
	if (output->temporary != NULL)
		unlink(output->temporary);
	if (output->fd >= 0)
		close(output->fd);
	release(output);
}

const char *
kr_output_temporary(const kr_output *output)
{
	return output->temporary;
}
