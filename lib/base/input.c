#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/number.h"

static size_t
block_size(void)
{
	int64_t size;
	const char *wanted = getenv("KR_BLOCK_SIZE");
	if (wanted != NULL && kr_number_parse(kr_slice_text(wanted), 1, 16777216, &size))
		return (size_t)size;
	return KR_BLOCK_SIZE;
}

static bool
look_at(kr_input *input, kr_error *error)
{
	struct stat status;
	if (fstat(input->fd, &status) != 0)
		return kr_fail_system(error, "cannot read %s", input->name);
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return kr_fail_system(error, "cannot read %s", input->name);
	}
	if (S_ISREG(status.st_mode)) {
		input->size = status.st_size > 0 ? (uint64_t)status.st_size : 0;
		posix_fadvise(input->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	}
	if (S_ISFIFO(status.st_mode))
		(void)fcntl(input->fd, F_SETPIPE_SZ, 1 << 20); /* refused quietly */
	return true;
}

bool
kr_input_attach(kr_input *input, int fd, const char *name, kr_error *error)
{
	*input = (kr_input){.fd = fd, .name = name, .block = block_size()};
	if (look_at(input, error))
		return true;
	kr_input_close(input);
	return false;
}

bool
kr_input_open(kr_input *input, const char *path, kr_error *error)
{
	if (path == NULL || strcmp(path, "-") == 0)
		return kr_input_attach(input, STDIN_FILENO, "<stdin>", error);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return kr_fail_system(error, "cannot open %s", path);
	return kr_input_attach(input, fd, path, error);
}

int64_t
kr_input_read(kr_input *input, char *to, size_t room, kr_error *error)
{
	size_t wanted = room < input->block ? room : input->block;
	ssize_t got;
	do
		got = read(input->fd, to, wanted);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		kr_fail_system(error, "cannot read %s", input->name);
	else
		input->bytes += (uint64_t)got;
	return got;
}

void
kr_input_close(kr_input *input)
{
	if (input->fd > STDERR_FILENO)
		close(input->fd);
	input->fd = -1;
}

bool
kr_input_slurp(const char *path, size_t limit, kr_buffer *bytes, kr_error *error)
{
	kr_input input;
	int64_t got = 0;
	if (!kr_input_open(&input, path, error))
		return false;
	kr_buffer_clear(bytes);
	do {
		bytes->len += (size_t)got;
		if (bytes->len > limit)
			got = kr_fail(error, "%s: larger than %zu bytes", input.name, limit) - 1;
		else if (!kr_buffer_reserve(bytes, 65536))
			got = kr_fail(error, "%s: out of memory", input.name) - 1;
		else
			got = kr_input_read(&input, bytes->ptr + bytes->len, bytes->capacity - bytes->len, error);
	} while (got > 0);
	kr_input_close(&input);
	return got == 0;
}
