#include "source/csv.h"

#include <csv.h>

#include "source/csv_frame.h"
#include "source/csv_line.h"
#include "source/csv_value.h"

#define TOO_LONG_SHOWN 4096u /* of a line that is too long */

/* What has become of a line. */
enum outcome { RECORD, NOTHING, END, FAILED };

static void
take_field(void *bytes, size_t len, void *context)
{
	kr_csv *csv = context;
	kr_buffer_add(&csv->joined, bytes, len);
	if (csv->count < csv->capacity_fields || (csv->reading_header && kr_csv_grow(csv)))
		csv->ends[csv->count] = (uint32_t)csv->joined.len;
	csv->count++;
}

static void
take_row(int terminator, void *context)
{
	kr_csv *csv = context;
	(void)terminator;
	csv->rows++;
}

/* A spreadsheet's ="0123", which keeps it from making a number of it, means 0123. */
static kr_slice
without_formula(const kr_csv *csv, kr_slice value)
{
	if (csv->is_exact || csv->quote != '"' || value.len < 3 || value.ptr[0] != '=' || value.ptr[1] != '"' || value.ptr[value.len - 1] != '"')
		return value;
	kr_slice inner = kr_slice_part(value, 2, value.len - 1);
	return kr_slice_find(inner, '"') == inner.len ? inner : value;
}

static void
place_fields(kr_csv *csv)
{
	uint32_t from = 0;
	for (uint32_t i = 0; i < csv->count && i < csv->capacity_fields; i++) {
		csv->fields[i] = without_formula(csv, kr_slice_of(csv->joined.ptr + from, csv->ends[i] - from));
		from = csv->ends[i];
	}
}

static void
start_parser(kr_csv *csv)
{
	csv_free(csv->parser);
	csv_init(csv->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(csv->parser, (unsigned char)csv->delimiter);
	csv_set_quote(csv->parser, (unsigned char)csv->quote);
	csv_set_blk_size(csv->parser, 4096);
	kr_buffer_clear(&csv->joined);
	csv->failed |= !kr_buffer_reserve(&csv->joined, 1); /* that it points somewhere, be the values empty */
	csv->count = csv->rows = 0;
}

static bool
feed_part(kr_csv *csv, size_t from, size_t to)
{
	return csv_parse(csv->parser, csv->buffer + from, to - from, take_field, take_row, csv) == to - from;
}

/*
 * Gives one physical line to libcsv, without the = of a formula that opens a value; false for a stray quote. *quoted: the line
 * begins within a value, and then whether the next one does.
 */
static bool
feed(kr_csv *csv, size_t from, size_t to, bool *quoted)
{
	bool starts = !*quoted;
	for (size_t at = from; at < to; at++) {
		char c = csv->buffer[at];
		bool blank = c == ' ' || c == '\t';
		if (starts && c == '=' && csv->quote == '"' && at + 1 < to && csv->buffer[at + 1] == '"') {
			if (!feed_part(csv, from, at))
				return false;
			from = at + 1;
		}
		*quoted ^= c == csv->quote;
		starts = !*quoted && (c == csv->delimiter || (starts && blank));
	}
	return feed_part(csv, from, to);
}

/* The end of the line at `from`, reading on as needed; false at the end of the file or of what may be held. */
static bool
whole_line(kr_csv *csv, size_t offset, size_t *end, size_t *next, kr_error *error)
{
	while (!kr_csv_find_end(csv, csv->taken + offset, end, next)) {
		if (csv->at_end || kr_csv_is_full(csv))
			return false;
		if (!kr_csv_fill(csv, error)) {
			csv->broken = true;
			return false;
		}
	}
	return true;
}

/* Sets a line aside: `taken` up to line_end. */
static void
set_aside(kr_csv *csv, kr_csv_record *record, const char *code)
{
	size_t len = csv->line_end - csv->taken;
	kr_buffer_clear(&csv->scratch);
	kr_csv_show(&csv->scratch, kr_slice_of(csv->buffer + csv->taken, len));
	csv->failed |= csv->scratch.failed;
	record->code = code;
	record->original = kr_buffer_slice(&csv->scratch);
	record->problem_count = 0;
}

/*
 * A record whose quotes are not simple, through libcsv. `lines` becomes the number of physical lines that it took; 0: the first
 * line alone is to be set aside, and line_end and next tell where it ends.
 */
static void
hard_record(kr_csv *csv, uint64_t *lines, kr_error *error)
{
	size_t offset = 0, end, next, first_end = 0, first_next = 0;
	bool open = true, quoted = false;
	*lines = 0;
	start_parser(csv);
	for (uint64_t n = 1; open && n <= csv->max_lines; n++) {
		if (!whole_line(csv, offset, &end, &next, error))
			break;
		if (n == 1) {
			first_end = end - csv->taken;
			first_next = next - csv->taken;
		} else if (next - csv->taken > csv->max_field)
			break;
		if (!feed(csv, csv->taken + offset, next, &quoted))
			break;
		open = csv->rows == 0;
		offset = next - csv->taken;
		*lines = open ? 0 : n;
	}
	csv->failed |= csv->joined.failed;
	if (*lines > 1 && csv->count != (csv->reading_header ? csv->found.usual : csv->header.count))
		*lines = 0;
	csv->line_end = *lines ? end : csv->taken + first_end;
	csv->next = *lines ? next : csv->taken + first_next;
	place_fields(csv);
}

/* Sets the beginning of a line that is too long aside; the rest is skipped before the next record. */
static enum outcome
too_long(kr_csv *csv, kr_csv_record *record, uint64_t *lines)
{
	char *shown = csv->buffer + csv->taken;
	size_t len = TOO_LONG_SHOWN;
	while (len > 0 && ((unsigned char)shown[len] & 0xC0) == 0x80)
		len--;
	csv->line_end = csv->taken + len;
	set_aside(csv, record, "too-long");
	csv->skipping = true;
	csv->next = csv->taken;
	*lines = 0;
	return RECORD;
}

/* Goes on past a line that was too long, to its end or the file's. */
static bool
skip_rest(kr_csv *csv, kr_error *error)
{
	while (!kr_csv_find_end(csv, csv->taken, &csv->line_end, &csv->next)) {
		csv->next = csv->used;
		if (csv->at_end)
			break;
		csv->taken = csv->used - (csv->used > 0 && csv->buffer[csv->used - 1] == '\r');
		if (!kr_csv_fill(csv, error))
			return false;
	}
	csv->skipping = false;
	csv->taken = csv->checked = csv->next;
	csv->line++;
	return true;
}

static bool
is_blank(const kr_csv *csv)
{
	if (csv->count != 1)
		return false;
	kr_slice text = kr_csv_trim(csv->buffer + csv->taken, csv->buffer + csv->line_end);
	return text.len == 0 || (text.len == 1 && *text.ptr == KR_CSV_FILE_END);
}

static void
judge_fields(kr_csv *csv, kr_csv_record *record)
{
	const char *code = csv->is_exact ? NULL : kr_csv_line_code(csv);
	record->is_line = code != NULL;
	if (code == NULL && csv->count != csv->header.count)
		code = "field-count";
	if (code != NULL)
		set_aside(csv, record, code);
	else if (csv->has_exponent && !csv->is_exact)
		kr_csv_list_lost_digits(csv);
}

/* Judges the record that was split. */
static enum outcome
judge(kr_csv *csv, kr_csv_record *record, bool hard)
{
	bool clean = kr_csv_is_clean(csv);
	if (is_blank(csv)) {
		csv->blank_lines++;
		return NOTHING;
	}
	if ((csv->special || hard || !clean) && !kr_csv_to_stream_form(csv))
		set_aside(csv, record, "encoding");
	else if (!csv->reading_header)
		judge_fields(csv, record);
	return RECORD;
}

static enum outcome
judge_hard(kr_csv *csv, kr_csv_record *record, uint64_t *lines, kr_error *error)
{
	hard_record(csv, lines, error);
	if (csv->failed || csv->broken)
		return FAILED;
	if (*lines > 0 && (*lines > 1 || csv->line_end - csv->taken <= KR_CSV_LINE_MAX))
		return judge(csv, record, true);
	*lines = 1;
	if (csv->line_end == csv->taken || csv->line_end - csv->taken > KR_CSV_LINE_MAX)
		return too_long(csv, record, lines);
	set_aside(csv, record, "stray-quote");
	csv->checked = csv->checked > csv->next ? csv->checked : csv->next;
	return RECORD;
}

/* Splits and judges the line at `taken`; afterwards `taken` is the next line. */
static enum outcome
take_line(kr_csv *csv, kr_csv_record *record, kr_error *error)
{
	uint64_t lines = 1;
	enum outcome outcome;
	enum kr_csv_split split;
	if (csv->skipping && !skip_rest(csv, error))
		return FAILED;
	while ((split = kr_csv_split_line(csv)) == KR_CSV_MORE && !csv->at_end && !kr_csv_is_full(csv))
		if (!kr_csv_fill(csv, error))
			return FAILED;
	if (csv->taken == csv->used)
		return END;
	csv->problem_count = 0;
	record->line = csv->line;
	if (split == KR_CSV_HARD)
		outcome = judge_hard(csv, record, &lines, error);
	else if (split == KR_CSV_MORE || csv->line_end - csv->taken > KR_CSV_LINE_MAX)
		outcome = too_long(csv, record, &lines);
	else
		outcome = judge(csv, record, false);
	if (outcome == FAILED)
		return FAILED;
	csv->line += lines;
	csv->taken = csv->next;
	return outcome;
}

int
kr_csv_next(kr_csv *csv, kr_csv_record *record, kr_error *error)
{
	enum outcome outcome;
	if (!csv->reading_header && kr_csv_kept_line(csv, record))
		return 1;
	record->code = NULL;
	record->is_line = false;
	do
		outcome = take_line(csv, record, error);
	while (outcome == NOTHING);
	if (csv->failed)
		return kr_fail(error, "%s: out of memory", csv->name) - 1;
	if (csv->starved) {
		csv->starved = csv->broken = false;
		return 0;
	}
	record->fields = csv->fields;
	record->count = csv->header.count;
	record->problems = csv->problems;
	record->problem_count = record->code ? 0 : csv->problem_count;
	return outcome == RECORD ? 1 : outcome == END ? 0 : -1;
}
