/*
 * The first half as a profile, the second as the values of its columns: whatever is accepted must make values in stream form.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "record/escape.h"
#include "source/convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Cuts the bytes into three values in stream form; what a value may not hold is left out. */
static void
make_fields(kr_slice bytes, kr_buffer *text, kr_slice fields[3])
{
	size_t ends[3] = {0};
	kr_buffer_reserve(text, 2 * bytes.len + 16);
	for (size_t i = 0, field = 0; i < bytes.len; i++) {
		char c = bytes.ptr[i];
		if (c == '\0' && field < 2)
			field++;
		else if (c == '\t' || c == '\n' || (c >= ' ' && c < 0x7F))
			kr_escape(text, kr_slice_of(&c, 1));
		ends[field] = text->len;
	}
	for (size_t i = 0, from = 0; i < 3; from = ends[i] > from ? ends[i] : from, i++)
		fields[i] = kr_slice_of(text->ptr + from, ends[i] > from ? ends[i] - from : 0);
}

static void
convert(const kr_profile *profile, const kr_slice fields[3])
{
	kr_binding binding = {0};
	kr_converter converter = {0};
	kr_header columns = {0};
	kr_error error;
	bool is_empty;
	if (!kr_header_parse(&columns, KR_SLICE("a\tb\tc"), "fuzz", &error))
		abort();
	if (kr_profile_bind(profile, &columns, "fuzz", &binding, &error) && kr_converter_open(&converter, profile, &error) &&
	    kr_convert(&converter, &binding, fields, 1, 0, &is_empty))
		for (uint32_t i = 0; i < profile->header.count; i++)
			if (kr_value_check(converter.values[i]) != converter.values[i].len ||
			    kr_utf8_check(converter.values[i]) != converter.values[i].len)
				abort();
	kr_converter_close(&converter);
	kr_binding_free(&binding);
	kr_header_free(&columns);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char head[] = "field\tcolumn\tconversion\targument\tdefault\n";
	kr_profile profile;
	kr_buffer text = {0};
	kr_slice fields[3], all = kr_slice_of((const char *)bytes, size);
	kr_error error;
	char path[64];
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, head, sizeof head - 1) < 0 || write(fd, bytes, size / 2) < 0)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	make_fields(kr_slice_part(all, size / 2, size), &text, fields);
	if (kr_profile_load(&profile, path, &error)) {
		convert(&profile, fields);
		kr_profile_free(&profile);
	}
	kr_buffer_free(&text);
	close(fd);
	return 0;
}
