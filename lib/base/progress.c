#include "base/progress.h"

#define BAR 20u

static void
put_bytes(kr_buffer *out, uint64_t bytes)
{
	static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
	size_t unit = 0;
	uint64_t tenths = bytes > UINT64_MAX / 10 ? UINT64_MAX : bytes * 10;
	while (tenths >= 10000 && unit + 1 < sizeof units / sizeof *units) {
		tenths /= 1000;
		unit++;
	}
	kr_buffer_format(out, "%llu.%llu %s", (unsigned long long)(tenths / 10), (unsigned long long)(tenths % 10),
	    units[unit]);
}

static void
put_thousands(kr_buffer *out, uint64_t number)
{
	if (number < 1000) {
		kr_buffer_format(out, "%llu", (unsigned long long)number);
		return;
	}
	put_thousands(out, number / 1000);
	kr_buffer_format(out, ",%03llu", (unsigned long long)(number % 1000));
}

static uint64_t
part_of(uint64_t whole, const kr_progress *progress)
{
	uint64_t done = progress->bytes < progress->size ? progress->bytes : progress->size;
	return (uint64_t)((double)done / (double)progress->size * (double)whole);
}

static void
put_bar(kr_buffer *out, const kr_progress *progress)
{
	uint64_t filled = part_of(BAR, progress);
	kr_buffer_char(out, '[');
	for (uint64_t i = 0; i < BAR; i++)
		kr_buffer_char(out, i < filled ? '#' : '.');
	kr_buffer_format(out, "] %3llu%%  ", (unsigned long long)part_of(100, progress));
}

static void
put_left(kr_buffer *out, const kr_progress *progress)
{
	if (progress->bytes == 0 || progress->bytes >= progress->size)
		return;
	double share = (double)(progress->size - progress->bytes) / (double)progress->bytes;
	uint64_t seconds = (uint64_t)((double)progress->milliseconds * share / 1000.0 + 0.5);
	kr_buffer_format(out, "  %llu:%02llu left", (unsigned long long)(seconds / 60),
	    (unsigned long long)(seconds % 60));
}

void
kr_progress_line(const kr_progress *progress, size_t width, kr_buffer *out)
{
	size_t from = out->len;
	if (progress->size)
		put_bar(out, progress);
	put_bytes(out, progress->bytes);
	if (progress->size) {
		kr_buffer_text(out, " of ");
		put_bytes(out, progress->size);
	}
	if (progress->milliseconds) {
		kr_buffer_text(out, "  ");
		put_thousands(out, progress->records * 1000 / progress->milliseconds);
		kr_buffer_text(out, " records/s");
	}
	if (progress->size)
		put_left(out, progress);
	if (!out->failed && out->len - from > width)
		out->len = from + width;
}
