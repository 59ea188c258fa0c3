#include "source/csv.h"

#include <csv.h>
#include <stdlib.h>

#include "source/csv_frame.h"
#include "source/csv_value.h"

#define CAPACITY (KR_CSV_LINE_MAX + KR_BLOCK_SIZE + 4 * 64)
#define DETECT_SIZE 65536u       /* text in which the delimiter is looked for */
#define TOO_LONG_SHOWN 4096u     /* of a line that is too long */

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

static void
place_fields(kr_csv *csv)
{
	uint32_t from = 0;
	for (uint32_t i = 0; i < csv->count && i < csv->capacity_fields; i++) {
		csv->fields[i] = kr_slice_of(csv->joined.ptr + from, csv->ends[i] - from);
		from = csv->ends[i];
	}
}

static void
start_parser(kr_csv *csv)
{
	csv_free(csv->parser);
	csv_init(csv->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(csv->parser, (unsigned char)csv->delimiter);
	csv_set_blk_size(csv->parser, 4096);
	kr_buffer_clear(&csv->joined);
	csv->count = csv->rows = 0;
}

/* Gives one physical line to libcsv; false for a stray quote. */
static bool
feed(kr_csv *csv, size_t from, size_t to)
{
	return csv_parse(csv->parser, csv->buffer + from, to - from, take_field, take_row, csv) == to - from;
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
	bool open = true;
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
		if (!feed(csv, csv->taken + offset, next))
			break;
		open = csv->rows == 0;
		offset = next - csv->taken;
		*lines = open ? 0 : n;
	}
	csv->failed |= csv->joined.failed;
	if (*lines > 1 && !csv->reading_header && csv->count != csv->header.count)
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
	return kr_csv_trim(csv->buffer + csv->taken, csv->buffer + csv->line_end).len == 0;
}

/* The words that begin a line of totals. */
static bool
is_total_word(kr_slice word)
{
	static const char *const words[] = {"totaal", "total", "totalen", "eindtotaal", "subtotaal", "totaal aantal",
	    "grand total", "totaal:", "total:", "eindtotaal:"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (kr_slice_equal_fold(word, kr_slice_text(words[i])))
			return true;
	return false;
}

static bool
is_total_line(const kr_csv *csv)
{
	uint32_t filled = 0, limit = csv->count < csv->capacity_fields ? csv->count : csv->capacity_fields;
	kr_slice first = {NULL, 0};
	if (csv->header.count < 3)
		return false;
	for (uint32_t i = 0; i < limit; i++) {
		if (csv->fields[i].len == 0)
			continue;
		if (++filled > 2)
			return false;
		if (filled == 1)
			first = csv->fields[i];
	}
	return filled > 0 && is_total_word(first);
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
	else if (!csv->reading_header && csv->count != csv->header.count)
		set_aside(csv, record, is_total_line(csv) ? "total-line" : "field-count");
	else if (!csv->reading_header && is_total_line(csv))
		set_aside(csv, record, "total-line");
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
	record->code = NULL;
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

/* Excel's own line that names the delimiter. */
static void
obey_sep_line(kr_csv *csv)
{
	kr_slice text = kr_slice_of(csv->buffer + csv->taken, csv->used - csv->taken);
	size_t end, next;
	if (text.len < 6 || !kr_slice_starts(text, KR_SLICE("sep=")) || !kr_csv_find_end(csv, csv->taken, &end, &next) ||
	    end - csv->taken != 5)
		return;
	if (csv->delimiter == 0)
		csv->delimiter = csv->buffer[csv->taken + 4];
	csv->taken = next;
	csv->line++;
}

static bool
skip_lines(kr_csv *csv, uint64_t header_line, kr_error *error)
{
	size_t end, next;
	while (csv->line < header_line) {
		if (!whole_line(csv, 0, &end, &next, error))
			return csv->broken ? false
					   : kr_fail(error, "%s: ends before line %llu, which should be the header",
						 csv->name, (unsigned long long)header_line);
		csv->taken = next;
		csv->line++;
	}
	return true;
}

static bool
read_sample(kr_csv *csv, kr_error *error)
{
	while (!csv->at_end && csv->used - csv->taken < DETECT_SIZE)
		if (!kr_csv_fill(csv, error))
			return false;
	return true;
}

static void
find_delimiter(kr_csv *csv)
{
	kr_slice text = kr_slice_of(csv->buffer + csv->taken, csv->used - csv->taken);
	if (csv->delimiter == 0)
		csv->delimiter = kr_csv_find_delimiter(kr_slice_part(text, 0, DETECT_SIZE));
}

static bool
read_header(kr_csv *csv, kr_error *error)
{
	kr_csv_record record;
	csv->reading_header = true;
	int got = kr_csv_next(csv, &record, error);
	csv->reading_header = false;
	if (got < 0)
		return false;
	if (got == 0)
		return kr_fail(error, "%s: no header line", csv->name);
	if (record.code != NULL)
		return kr_fail_at(error, csv->name, record.line, kr_slice_of(NULL, 0),
		    "the header line cannot be read: %s; --header-line tells which line it is", record.code);
	if (csv->capacity_fields < csv->count)
		return kr_fail(error, "%s: out of memory", csv->name);
	return kr_csv_name_fields(csv, error);
}

/* Compressed data and workbooks are told with the command that opens them. */
static bool
is_text(const kr_csv *csv, kr_error *error)
{
	static const struct {
		const char *container, *advice;
	} advices[] = {
	    {"gzip", "zcat FILE | kr-import"},
	    {"zstd", "zstdcat FILE | kr-import"},
	    {"xz", "xzcat FILE | kr-import"},
	    {"bzip2", "bzcat FILE | kr-import"},
	    {"zip or xlsx", "a workbook: xlsx2csv -d ';' FILE | kr-import; a zip: unzip -p FILE | kr-import"},
	    {"xls", "soffice --headless --convert-to csv FILE"},
	    {"pdf", "ask for the data as CSV"},
	};
	const char *container = kr_encoding_container(kr_decoder_sample(&csv->decoder));
	if (container == NULL)
		return true;
	const char *advice = "";
	for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (strcmp(advices[i].container, container) == 0)
			advice = advices[i].advice;
	return kr_fail(error, "%s: is %s data, not text; try: %s", csv->name, container, advice);
}

static bool
allocate(kr_csv *csv, kr_error *error)
{
	csv->capacity = CAPACITY;
	csv->buffer = calloc(1, CAPACITY);
	csv->parser = calloc(1, sizeof *csv->parser);
	return (csv->buffer != NULL && csv->parser != NULL && kr_csv_grow(csv)) || kr_fail(error, "out of memory");
}

bool
kr_csv_take(kr_csv *csv, kr_decoder *decoder, const kr_csv_options *options, kr_error *error)
{
	*csv = (kr_csv){.decoder = *decoder,
	    .name = decoder->input.name,
	    .delimiter = options->delimiter,
	    .max_field = options->max_field ? options->max_field : KR_CSV_FIELD_MAX,
	    .max_lines = options->max_lines ? options->max_lines : KR_CSV_LINES,
	    .line = 1};
	*decoder = (kr_decoder){.input.fd = -1};
	bool good = is_text(csv, error) && allocate(csv, error);
	if (good && kr_decoder_sample(&csv->decoder).len == 0)
		good = kr_fail(error, "%s: no bytes at all, not even a header", csv->name);
	good = good && read_sample(csv, error);
	if (good && options->header_line == 0)
		obey_sep_line(csv);
	good = good && skip_lines(csv, options->header_line, error) && read_sample(csv, error);
	if (good) {
		find_delimiter(csv);
		good = read_header(csv, error);
	}
	if (!good)
		kr_csv_close(csv);
	return good;
}

bool
kr_csv_open(kr_csv *csv, const char *path, const kr_csv_options *options, kr_error *error)
{
	kr_decoder decoder;
	*csv = (kr_csv){.decoder.input.fd = -1};
	return kr_decoder_open(&decoder, path, options->encoding, error) && kr_csv_take(csv, &decoder, options, error);
}

void
kr_csv_close(kr_csv *csv)
{
	if (csv->is_part) {
		csv->buffer = NULL;
		csv->header = (kr_header){0};
	}
	kr_decoder_close(&csv->decoder);
	if (csv->parser != NULL)
		csv_free(csv->parser);
	free(csv->parser);
	free(csv->buffer);
	free(csv->fields);
	free(csv->ends);
	free(csv->problems);
	kr_buffer_free(&csv->joined);
	kr_buffer_free(&csv->scratch);
	kr_header_free(&csv->header);
	csv->parser = NULL;
	csv->buffer = NULL;
	csv->fields = NULL;
	csv->ends = NULL;
	csv->problems = NULL;
}
