/*
 * Where a result goes: standard output, or a file that is replaced only when all went well.
 *
 * A regular file is written beside its place and renamed over it after fsync; symbolic links are followed,
 * the old file's mode and owner are kept. The temporary file has no name (O_TMPFILE) where the file system can
 * do that, so no death of the program leaves anything; elsewhere kr_output_temporary tells its name, for a
 * signal handler to remove. What is no regular file (a device, a pipe) is written directly.
 *
 * How failure travels: the last line feed is held back until kr_output_commit. Whatever stops a program,
 * what it wrote to a pipe ends in an unfinished line, and the reader refuses it (kr-records(5)).
 */
#ifndef KR_BASE_OUTPUT_H
#define KR_BASE_OUTPUT_H

#include "base/error.h"
#include "base/slice.h"

typedef struct kr_output {
	int fd;
	const char *name; /* for messages */
	char *buffer;     /* KR_BLOCK_SIZE bytes and a little */
	size_t used, capacity; /* of buffer */
	bool failed;      /* a write went wrong; error is the first */
	bool gone;        /* the reader went away (EPIPE) */
	kr_error error;
	char *target;     /* path to be replaced, or NULL: written directly */
	char *temporary;  /* its name, or NULL where it has none */
	bool is_pipe;
	bool keeps;       /* see kr_output_keep */
} kr_output;

/*
 * path NULL or "-" is standard output. is_private makes a new file 0600 (fields of persons) and takes the
 * group's and others' rights off an old one.
 */
bool kr_output_open(kr_output *output, const char *path, bool is_private, kr_error *error);

/* Takes over a file descriptor that is open for writing; `name` must outlive it. */
bool kr_output_attach(kr_output *output, int fd, const char *name, kr_error *error);

/*
 * An output that goes nowhere: what is written stays in `buffer` up to `used`, which grows. The caller empties it by setting used to 0,
 * and ends it with kr_output_abandon.
 */
bool kr_output_keep(kr_output *output, kr_error *error);

/* Adds bytes. An error is kept for kr_output_commit; after one nothing more is written. */
void kr_output_write(kr_output *output, const char *ptr, size_t len);

/* Room for `len` (at most KR_BLOCK_SIZE) bytes to write into; then add to output->used what was used. */
char *kr_output_room(kr_output *output, size_t len);

/*
 * Writes the rest, closes, replaces the file. False when any byte may be lost; then the old file is as it
 * was. Either way everything is given back.
 */
bool kr_output_commit(kr_output *output, kr_error *error);

/*
 * Gives up: the old file stays; on a stream what was written so far ends in an unfinished line, so that
 * a reader refuses it. Safe after a failed open and after commit.
 */
void kr_output_abandon(kr_output *output);

/* Path of the temporary file while one with a name exists, else NULL. */
const char *kr_output_temporary(const kr_output *output);

#endif
