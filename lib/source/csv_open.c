#include <csv.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "source/csv_frame.h"
#include "source/csv_line.h"
#include "source/csv_value.h"

#define CAPACITY (KR_CSV_LINE_MAX + KR_BLOCK_SIZE + 4 * 64)

/* Excel's own line that names the delimiter. */
static void
obey_sep_line(kr_csv *csv)
{
	kr_slice text = kr_slice_of(csv->buffer + csv->taken, csv->used - csv->taken);
	size_t end, next, at = kr_slice_starts(text, KR_SLICE("\"")) ? 1 : 0;
	if (text.len < 6 || !kr_slice_starts(kr_slice_part(text, at, text.len), KR_SLICE("sep=")) ||
	    !kr_csv_find_end(csv, csv->taken, &end, &next) || end - csv->taken != 5 + 2 * at)
		return;
	if (csv->delimiter == 0)
		csv->delimiter = csv->buffer[csv->taken + at + 4];
	csv->has_sep_line = true;
	csv->taken = next;
	csv->line++;
}

/* Keeps the lines before one, the first of the file is 1. */
static bool
skip_lines(kr_csv *csv, uint64_t header_line, kr_error *error)
{
	while (csv->line < header_line) {
		while (!kr_csv_find_end(csv, csv->taken, &csv->line_end, &csv->next)) {
			if (csv->at_end || kr_csv_is_full(csv))
				return kr_fail(error, "%s: ends before line %llu, which should be the header", csv->name,
				    (unsigned long long)header_line);
			if (!kr_csv_fill(csv, error))
				return false;
		}
		kr_csv_keep_line(csv);
		csv->taken = csv->next;
		csv->line++;
	}
	return true;
}

static bool
read_sample(kr_csv *csv, kr_error *error)
{
	while (!csv->at_end && csv->used - csv->taken < KR_DETECT_SIZE)
		if (!kr_csv_fill(csv, error))
			return false;
	return true;
}

/* The delimiter is what stands behind the first name of the header; there is none in a file of one column. */
static void
take_dress(kr_csv *csv)
{
	size_t at = csv->taken;
	while (at < csv->used && (kr_is_letter(csv->buffer[at]) || kr_is_digit(csv->buffer[at]) || csv->buffer[at] == '_'))
		at++;
	bool ends = at == csv->used || csv->buffer[at] == '\r' || csv->buffer[at] == '\n';
	if (csv->delimiter == 0)
		csv->delimiter = ends ? KR_CSV_NO_DELIMITER : csv->buffer[at];
	csv->quote = '"';
	csv->found = (kr_detected){.header_line = 1};
}

/* Looks at the text from `taken` on. */
static bool
look(kr_csv *csv, const kr_csv_options *options, kr_error *error)
{
	kr_detect_given given = {.delimiter = csv->delimiter, .quote = options->quote, .has_no_quote = options->has_no_quote};
	kr_slice text = kr_slice_of(csv->buffer + csv->taken, csv->used - csv->taken - csv->lacks_end);
	if (options->is_exact) {
		take_dress(csv);
		return true;
	}
	if (options->header_line == KR_CSV_NO_HEADER)
		given.header_line = KR_CSV_NO_HEADER;
	else if (options->header_line > 0)
		given.header_line = 1;
	if (!kr_detect(text, &given, &csv->found))
		return kr_fail(error, "%s: out of memory", csv->name);
	if (csv->found.header_line != KR_CSV_NO_HEADER)
		csv->found.header_line += csv->line - 1;
	csv->delimiter = csv->found.delimiter;
	csv->quote = csv->found.quote;
	return true;
}

static bool
make_room_for_columns(kr_csv *csv, kr_error *error)
{
	while (csv->capacity_fields < csv->found.columns)
		if (!kr_csv_grow(csv))
			return kr_fail(error, "%s: out of memory", csv->name);
	return true;
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
	csv->found.header_line = record.line;
	kr_csv_keep_header(csv);
	bool adapted = csv->found.columns == csv->count + 1 || csv->found.columns + 1 == csv->count;
	if (!adapted || csv->count != csv->found.named)
		csv->found.columns = csv->count;
	return make_room_for_columns(csv, error) && kr_csv_name_fields(csv, error);
}

static bool
make_header(kr_csv *csv, kr_error *error)
{
	csv->count = 0;
	if (csv->found.columns == 0)
		return kr_fail(error, "%s: no header line", csv->name);
	return make_room_for_columns(csv, error) && kr_csv_name_fields(csv, error);
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
	    {"lz4", "lz4cat FILE | kr-import"},
	    {"xlsx", "xlsx2csv -d ';' FILE | kr-import, or soffice --headless --convert-to csv FILE"},
	    {"ods", "soffice --headless --convert-to csv FILE"},
	    {"zip", "unzip -p FILE | kr-import"},
	    {"xls", "soffice --headless --convert-to csv FILE"},
	    {"pdf", "ask for the data as CSV"},
	    {"sqlite", "sqlite3 -header -csv FILE 'select * from TABLE' | kr-import"},
	    {"parquet", "duckdb -csv -c \"select * from 'FILE'\" | kr-import"},
	    {"utf-32", "iconv -f UTF-32 -t UTF-8 FILE | kr-import"},
	};
	if (csv->container == NULL)
		return true;
	if (strcmp(csv->container, "empty") == 0)
		return kr_fail(error, "%s: no bytes at all, not even a header", csv->name);
	const char *advice = "";
	for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (strcmp(advices[i].container, csv->container) == 0)
			advice = advices[i].advice;
	return kr_fail(error, "%s: is %s data, not text; try: %s", csv->name, csv->container, advice);
}

static bool
allocate(kr_csv *csv, kr_error *error)
{
	csv->capacity = CAPACITY;
	csv->buffer = calloc(1, CAPACITY);
	csv->parser = calloc(1, sizeof *csv->parser);
	if (csv->buffer == NULL || csv->parser == NULL || !kr_csv_grow(csv))
		return kr_fail(error, "out of memory");
	return kr_definition_load(&csv->words, "source/line_words", NULL, error);
}

static bool
ends_in(const char *name, const char *end)
{
	size_t length = strlen(name), wanted = strlen(end);
	return length >= wanted && kr_slice_equal_fold(kr_slice_text(name + length - wanted), kr_slice_text(end));
}

/* Takes the decoder over and looks at the first bytes. */
static void
begin(kr_csv *csv, kr_decoder *decoder, const kr_csv_options *options)
{
	*csv = (kr_csv){.decoder = *decoder,
	    .name = decoder->input.name,
	    .delimiter = options->delimiter,
	    .max_field = options->max_field ? options->max_field : KR_CSV_FIELD_MAX,
	    .max_lines = options->max_lines ? options->max_lines : KR_CSV_LINES,
	    .is_mixed = options->is_mixed,
	    .is_exact = options->is_exact,
	    .header_is_given = options->header_line != 0,
	    .has_mark = decoder->at > 0,
	    .line = 1};
	*decoder = (kr_decoder){.input.fd = -1};
	kr_slice sample = kr_decoder_sample(&csv->decoder);
	csv->container = sample.len == 0 ? "empty" : kr_encoding_container(sample);
	if (csv->container != NULL && strcmp(csv->container, "zip") == 0 && ends_in(csv->name, ".xlsx"))
		csv->container = "xlsx";
}

/* Finds out how the text is dressed, and goes to the header. */
static bool
find_dress(kr_csv *csv, const kr_csv_options *options, kr_error *error)
{
	uint64_t given = options->is_exact ? 1 : options->header_line == KR_CSV_NO_HEADER ? 0 : options->header_line;
	if (!allocate(csv, error) || !read_sample(csv, error))
		return false;
	if (given == 0)
		obey_sep_line(csv);
	return skip_lines(csv, given, error) && read_sample(csv, error) && look(csv, options, error);
}

bool
kr_csv_take(kr_csv *csv, kr_decoder *decoder, const kr_csv_options *options, kr_error *error)
{
	begin(csv, decoder, options);
	bool good = is_text(csv, error) && find_dress(csv, options, error);
	if (good && csv->found.header_line == KR_CSV_NO_HEADER)
		good = make_header(csv, error);
	else if (good)
		good = skip_lines(csv, csv->found.header_line, error) && read_header(csv, error);
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

bool
kr_csv_detect(kr_csv *csv, const char *path, const kr_csv_options *options, kr_error *error)
{
	kr_decoder decoder;
	*csv = (kr_csv){.decoder.input.fd = -1};
	if (!kr_decoder_open(&decoder, path, options->encoding, error))
		return false;
	begin(csv, &decoder, options);
	csv->encoding_sure = options->encoding != KR_ENCODING_FIND ? 1000 : kr_decoder_sureness(&csv->decoder);
	if (csv->container != NULL || find_dress(csv, options, error))
		return true;
	kr_csv_close(csv);
	return false;
}

void
kr_csv_close(kr_csv *csv)
{
	if (csv->is_part) {
		csv->buffer = NULL;
		csv->header = (kr_header){0};
		csv->header_text = (kr_buffer){0};
		csv->words = (kr_definition){0};
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
	kr_buffer_free(&csv->before);
	kr_buffer_free(&csv->header_text);
	kr_definition_free(&csv->words);
	kr_header_free(&csv->header);
	csv->parser = NULL;
	csv->buffer = NULL;
	csv->fields = NULL;
	csv->ends = NULL;
	csv->problems = NULL;
}
