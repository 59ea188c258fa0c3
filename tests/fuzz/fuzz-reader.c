/*
 * Any bytes through the reader, the layout and the writer. What was read to the end and written again must be the same
 * bytes; what was refused must have been refused at every size of a block, with the same message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"
#include "record/escape.h"
#include "record/writer.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static int
file_of(const unsigned char *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	return fd;
}

/* Every value of a record obeys the rules and comes back from its plain text. */
static void
check_values(const kr_record *record, kr_buffer *plain, kr_buffer *again)
{
	for (uint32_t i = 0; i < record->count; i++) {
		kr_slice value = kr_record_field(record, i);
		kr_buffer_clear(plain);
		kr_buffer_clear(again);
		kr_unescape(plain, value);
		kr_escape(again, kr_buffer_slice(plain));
		if (kr_value_check(value) != value.len || !kr_slice_equal(kr_buffer_slice(again), value))
			abort();
	}
}

/* Reads it all and writes it to a file; gives what kr_reader_next gave last, -2 when the header was refused. */
static int
copy(int fd, const char *block, int to, kr_error *error)
{
	char path[64];
	kr_reader reader;
	kr_record record;
	kr_layout layout = {0};
	kr_writer writer = {0};
	kr_buffer plain = {0}, again = {0};
	kr_error ignored;
	int got;
	lseek(fd, 0, SEEK_SET);
	setenv("KR_BLOCK_SIZE", block, 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (!kr_reader_open(&reader, path, NULL, error))
		return -2;
	if (!kr_layout_all(&layout, &reader.header, &ignored) || !kr_output_attach(&writer.output, dup(to), "copy", &ignored))
		abort();
	kr_writer_header(&writer, &layout.header);
	while ((got = kr_reader_next(&reader, &record, error)) > 0) {
		check_values(&record, &plain, &again);
		kr_writer_record(&writer, &layout, &record, NULL);
	}
	if (!kr_writer_commit(&writer, &ignored))
		abort();
	kr_reader_close(&reader);
	kr_layout_free(&layout);
	kr_buffer_free(&plain);
	kr_buffer_free(&again);
	return got;
}

static void
must_hold(int fd, const unsigned char *data, size_t size)
{
	unsigned char *bytes = malloc(size + 1);
	if (bytes == NULL || pread(fd, bytes, size + 1, 0) != (ssize_t)size || memcmp(bytes, data, size) != 0)
		abort();
	free(bytes);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	kr_error whole_error = {{0}}, piece_error = {{0}};
	int fd = file_of(data, size), whole = memfd_create("whole", 0), pieces = memfd_create("pieces", 0);
	int at_once = copy(fd, "262144", whole, &whole_error);
	/* The first byte chooses the block, so that the fuzzer can. */
	char block[16];
	snprintf(block, sizeof block, "%d", size ? data[0] % 64 + 1 : 1);
	int in_pieces = copy(fd, block, pieces, &piece_error);
	if (at_once != in_pieces || (at_once < 0 && strcmp(whole_error.message, piece_error.message) != 0))
		abort();
	if (at_once == 0)
		must_hold(whole, data, size);
	close(fd);
	close(whole);
	close(pieces);
	return 0;
}
