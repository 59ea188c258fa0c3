/*
 * Any bytes as a delimited file, through decoder, framing and the profile `gemeente`: all that comes out must be values in stream form.
 * The first byte chooses the encoding and the size of a read.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "record/escape.h"
#include "source/convert.h"
#include "source/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_value(kr_slice value)
{
	if (kr_value_check(value) != value.len || kr_utf8_check(value) != value.len)
		abort();
}

static void
check_record(const kr_csv *csv, const kr_csv_record *record, kr_converter *converter, const kr_binding *binding)
{
	bool is_empty = false;
	if (record->code != NULL) {
		check_value(record->original);
		return;
	}
	if (record->count != csv->header.count)
		abort();
	for (uint32_t i = 0; i < record->count; i++)
		check_value(record->fields[i]);
	for (uint32_t i = 0; i < record->problem_count; i++)
		check_value(record->problems[i].original);
	if (converter->values == NULL || !kr_convert(converter, binding, record->fields, record->line, 1, &is_empty))
		return;
	for (uint32_t i = 0; i < converter->profile->header.count; i++)
		check_value(converter->values[i]);
}

static void
read_all(kr_csv *csv)
{
	kr_profile profile;
	kr_binding binding = {0};
	kr_converter converter = {0};
	kr_csv_record record;
	kr_error error;
	int got;
	uint64_t line = 0;
	if (!kr_profile_load(&profile, "gemeente", &error))
		abort();
	if (kr_profile_bind(&profile, &csv->header, "fuzz", &binding, &error) && !kr_converter_open(&converter, &profile, &error))
		abort();
	while ((got = kr_csv_next(csv, &record, &error)) > 0) {
		if (record.line <= line)
			abort();
		line = record.line;
		check_record(csv, &record, &converter, &binding);
	}
	if (got < 0)
		abort();
	kr_converter_close(&converter);
	kr_binding_free(&binding);
	kr_profile_free(&profile);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const blocks[] = {"1", "5", "64", "262144"};
	kr_csv csv;
	kr_csv_options how = {0};
	kr_error error;
	char path[64];
	if (size < 1)
		return 0;
	how.encoding = (enum kr_encoding)(bytes[0] % KR_ENCODING_ASCII);
	how.header_line = bytes[0] >> 7;
	how.is_mixed = bytes[0] >> 6 & 1;
	setenv("KR_BLOCK_SIZE", blocks[bytes[0] >> 4 & 3], 1);
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, bytes + 1, size - 1) != (ssize_t)(size - 1))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (kr_csv_open(&csv, path, &how, &error)) {
		read_all(&csv);
		kr_csv_close(&csv);
	}
	close(fd);
	return 0;
}
