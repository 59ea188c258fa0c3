#include <stdlib.h>

#include <csv.h>

#include "source/csv_frame.h"
#include "source/csv_value.h"
#include "source/mask.h"

_Static_assert(KR_CSV_SLACK >= KR_MASK_BYTES, "a mask may be read behind the last byte");

void
kr_csv_feed(kr_csv *csv, kr_slice bytes)
{
	csv->is_fed = true;
	csv->food = bytes;
}

void
kr_csv_end_food(kr_csv *csv)
{
	kr_csv_feed(csv, kr_slice_of(NULL, 0));
	csv->no_more = true;
}

bool
kr_csv_is_spent(const kr_csv *csv)
{
	return csv->taken == csv->used && csv->food.len == 0 && !csv->skipping && csv->before_at == csv->before.len;
}

bool
kr_csv_part_open(kr_csv *part, const kr_csv *whole, kr_error *error)
{
	*part = *whole;
	part->is_part = true;
	part->decoder = (kr_decoder){.input.fd = -1};
	part->buffer = NULL;
	part->fields = NULL;
	part->ends = NULL;
	part->problems = NULL;
	part->capacity_fields = 0;
	part->joined = part->scratch = part->before = (kr_buffer){0};
	part->before_at = 0;
	part->at_end = false;
	part->parser = calloc(1, sizeof *part->parser);
	bool good = part->parser != NULL && kr_csv_grow(part);
	while (good && part->capacity_fields < part->header.count)
		good = kr_csv_grow(part);
	kr_csv_feed(part, kr_slice_of(NULL, 0));
	return good || kr_fail(error, "out of memory");
}

void
kr_csv_part_set(kr_csv *part, char *bytes, size_t len, uint64_t line)
{
	part->buffer = bytes;
	part->used = len;
	part->taken = part->checked = 0;
	part->line = line;
	part->blank_lines = 0;
	part->skipping = false;
	part->has_exponent = kr_csv_holds_exponent(bytes, bytes, len);
}
