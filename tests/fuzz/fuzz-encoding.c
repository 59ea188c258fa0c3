/*
 * Any bytes through the decoder, in two sizes of a read and of room for the result: both must give the same, and what is well
 * formed must stay so. The first byte chooses the encoding, or that it be found.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "source/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static enum kr_encoding
decode(const char *path, enum kr_encoding wanted, const char *block, size_t room, kr_buffer *out)
{
	kr_decoder decoder;
	kr_error error;
	char part[4096];
	int64_t got;
	setenv("KR_BLOCK_SIZE", block, 1);
	if (!kr_decoder_open(&decoder, path, wanted, &error))
		abort();
	if (kr_decoder_sureness(&decoder) > 1000)
		abort();
	kr_encoding_container(kr_decoder_sample(&decoder));
	while ((got = kr_decoder_read(&decoder, part, room, &error)) > 0)
		kr_buffer_add(out, part, (size_t)got);
	if (got < 0 || out->failed)
		abort();
	enum kr_encoding used = decoder.encoding;
	kr_decoder_close(&decoder);
	return used;
}

/* A single byte becomes a character, so nothing but controls can be refused; each has at most three bytes. */
static void
check_single_bytes(kr_slice out, size_t size)
{
	if (out.len < size || out.len > 3 * size)
		abort();
	for (size_t at = 0, step; at < out.len; at += step) {
		kr_slice rest = kr_slice_part(out, at, out.len);
		step = kr_utf8_size(rest);
		unsigned char c = (unsigned char)rest.ptr[0];
		if (step == 0 && c != 0x7F && c != 0xC2)
			abort();
		step = step ? step : c == 0x7F ? 1 : 2;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	kr_buffer once = {0}, again = {0};
	char path[64];
	if (size < 1)
		return 0;
	enum kr_encoding wanted = (enum kr_encoding)(bytes[0] % KR_ENCODING_ASCII);
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, bytes + 1, size - 1) != (ssize_t)(size - 1))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	enum kr_encoding used = decode(path, wanted, "262144", 4096, &once);
	if (decode(path, wanted, bytes[0] & 0x80 ? "1" : "3", 64, &again) != used ||
	    !kr_slice_equal(kr_buffer_slice(&once), kr_buffer_slice(&again)))
		abort();
	if (used == KR_ENCODING_WINDOWS_1252 || used == KR_ENCODING_ISO_8859_1 || used == KR_ENCODING_ISO_8859_15)
		check_single_bytes(kr_buffer_slice(&once), size - 1);
	kr_buffer_free(&once);
	kr_buffer_free(&again);
	close(fd);
	return 0;
}
