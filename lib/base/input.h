/*
 * A file or standard input, read in blocks.
 *
 * "-" and NULL are standard input, called "<stdin>" in messages. Pipes are widened to 1 MiB where the system
 * allows it. The size of a read is 256 KiB, or KR_BLOCK_SIZE from the environment (1 to 16777216 bytes), which
 * changes no output: tests use it to prove that.
 */
#ifndef KR_BASE_INPUT_H
#define KR_BASE_INPUT_H

#include <stdint.h>

#include "base/error.h"

#define KR_BLOCK_SIZE 262144u

typedef struct kr_input {
	int fd;
	const char *name; /* for messages; the caller's string or "<stdin>" */
	size_t block;     /* bytes asked for in one read */
	uint64_t bytes;   /* read so far */
	uint64_t size;    /* of a regular file, else 0 */
} kr_input;

bool kr_input_open(kr_input *input, const char *path, kr_error *error);

/* Takes over a file descriptor that is open for reading; `name` must outlive it. */
bool kr_input_attach(kr_input *input, int fd, const char *name, kr_error *error);

/* Reads up to min(room, block) bytes: their number, 0 at the end, -1 on an error. */
int64_t kr_input_read(kr_input *input, char *to, size_t room, kr_error *error);

/* Standard input stays open. */
void kr_input_close(kr_input *input);

/*
 * Reads a whole file of at most `limit` bytes into memory from malloc, which the caller frees by
 * kr_buffer_free on the buffer it gave.
 */
struct kr_buffer;
bool kr_input_slurp(const char *path, size_t limit, struct kr_buffer *bytes, kr_error *error);

#endif
