/*
 * Any bytes as a file of JSON, through decoder, reader and a profile with lists: all that comes out must be values in stream form, on
 * lines that do not go back. The first byte chooses encoding, size of a read, path and longest record.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "record/escape.h"
#include "source/convert.h"
#include "source/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_value(kr_slice value)
{
	if (kr_value_check(value) != value.len || kr_utf8_check(value) != value.len)
		abort();
}

static void
check_record(const kr_csv_record *record, kr_converter *converter, const kr_binding *binding)
{
	bool is_empty;
	if (record->code != NULL) {
		check_value(record->original);
		return;
	}
	for (uint32_t i = 0; i < record->count; i++)
		check_value(record->fields[i]);
	for (uint32_t i = 0; i < record->problem_count; i++)
		check_value(record->problems[i].original);
	if (!kr_convert(converter, binding, record->fields, record->line, 1, &is_empty))
		return;
	for (uint32_t i = 0; i < converter->profile->header.count; i++)
		check_value(converter->values[i]);
	for (size_t i = 0; i < converter->problem_count; i++)
		check_value(converter->problems[i].original);
}

static void
read_all(kr_source *source, const kr_profile *profile)
{
	kr_binding binding = {0};
	kr_converter converter = {0};
	kr_csv_record record;
	kr_error error;
	int got;
	uint64_t line = 0;
	if (!kr_source_bind(source, profile, &binding, &error) || !kr_converter_open(&converter, profile, &error))
		abort();
	while ((got = kr_source_next(source, &record, &error)) > 0) {
		if (record.line < line)
			abort();
		line = record.line;
		check_record(&record, &converter, &binding);
	}
	if (got < 0)
		abort();
	kr_converter_close(&converter);
	kr_binding_free(&binding);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const blocks[] = {"1", "5", "64", "262144"};
	static const char *const names[] = {"vum-werkzoekende", "vum-vacature"};
	static kr_profile profiles[2]; /* loaded once: that takes longer than a run */
	kr_source source;
	kr_source_options how = {.format = KR_FORMAT_JSON};
	kr_error error;
	char path[64];
	if (size < 1)
		return 0;
	how.csv.encoding = (enum kr_encoding)(bytes[0] % 4);
	how.json.path = bytes[0] & 4 ? "a.b" : NULL;
	how.json.max_record = bytes[0] & 8 ? 1024 : 0;
	setenv("KR_BLOCK_SIZE", blocks[bytes[0] >> 4 & 3], 1);
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, bytes + 1, size - 1) != (ssize_t)(size - 1))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	kr_profile *profile = &profiles[bytes[0] >> 7];
	if (profile->count == 0 && !kr_profile_load(profile, names[bytes[0] >> 7], &error))
		abort();
	if (kr_source_open(&source, path, &how, profile, &error)) {
		read_all(&source, profile);
		kr_source_close(&source);
	}
	close(fd);
	return 0;
}
