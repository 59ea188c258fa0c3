/*
 * kr-import: tables and JSON as organisations deliver them, to records.
 */
#include "answer.h"
#include "command.h"

#include <stdlib.h>

#include "codes/date.h"
#include "dress.h"
#include "progress.h"
#include "source/draft.h"
#include "source/import.h"

static kr_common common;
static const char *profile_name = "none", *source_code, *as_of, *delivery, *delimiter, *quote, *encoding, *print_profile, *format, *records_path, *draft;
static int64_t header_line = -1, max_field, max_lines, max_record;
static bool detect, mixed;

static const kr_option options[] = {
    {'p', "profile", KR_OPTION_TEXT, &profile_name, "name", "layout of the files: a built-in profile or a file (none)", 0, 0, NULL},
    {0, "source", KR_OPTION_TEXT, &source_code, "code", "short code of the organisation (default: the profile's)", 0, 0, NULL},
    {0, "as-of", KR_OPTION_TEXT, &as_of, "date", "reference day of the delivery, YYYY-MM-DD", 0, 0, NULL},
    {0, "delivery", KR_OPTION_CHOICE, &delivery, "kind", "whether the delivery holds everybody (full) or changes (delta)", 0, 0, "full delta"},
    {'f', "format", KR_OPTION_CHOICE, &format, "name", "what the files are (default: found)", 0, 0, "csv json"},
    {0, "delimiter", KR_OPTION_TEXT, &delimiter, "char", "what stands between values, or tab (default: found)", 0, 0, NULL},
    {0, "quote", KR_OPTION_TEXT, &quote, "char", "what stands around values, or none (default: found)", 0, 0, NULL},
    {0, "encoding", KR_OPTION_CHOICE, &encoding, "name", "encoding of the files (default: found)", 0, 0, KR_ENCODING_NAMES},
    {0, "header-line", KR_OPTION_NUMBER, &header_line, "number", "line that names the columns, 0: none does (default: found)", 0, 1000000, NULL},
    {0, "mixed", KR_OPTION_FLAG, &mixed, NULL, "take a value that is no UTF-8 for Windows-1252, and list it", 0, 0, NULL},
    {0, "max-field", KR_OPTION_NUMBER, &max_field, "bytes", "most that a quoted value may run on over lines (65536)", 1, 1000000, NULL},
    {0, "max-lines", KR_OPTION_NUMBER, &max_lines, "number", "most lines that a record may run over (100)", 1, 100000, NULL},
    {0, "path", KR_OPTION_TEXT, &records_path, "path", "where the records stand in a file of JSON (default: the profile's)", 0, 0, NULL},
    {0, "max-record", KR_OPTION_NUMBER, &max_record, "bytes", "longest record of JSON (1048576)", 1024, 1 << 30, NULL},
    {0, "detect", KR_OPTION_FLAG, &detect, NULL, "write how each file is dressed, as records, and exit", 0, 0, NULL},
    {0, "print-profile", KR_OPTION_TEXT, &print_profile, "name", "print a built-in profile (list: all names) and exit", 0, 0, NULL},
    {0, "draft", KR_OPTION_TEXT, &draft, "file", "write a first profile for a file of unknown layout and exit", 0, 0, NULL},
    KR_OPTION_THREADS(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-import", "[file ...]", "Reads tables of any dress and JSON, and writes records.", options, false,
};

/* The files, and what becomes of them. */
typedef struct job {
	const char **paths;
	size_t count;
	kr_source *open; /* those that cannot be opened twice stay open */
	kr_source_options how;
	kr_profile profile;
	kr_outlet outlet;
	kr_header columns; /* of all files, for -p none and for a schema */
	bool is_own;       /* -p names a schema: the files are as kr-export writes them */
	char own_delimiter; /* of the first of them that is CSV */
	uint64_t size; /* bytes of all files; 0 when one has no known size */
} job;

/* A byte as --delimiter names it. */
static bool
read_delimiter(char *byte, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	*byte = 0;
	if (delimiter == NULL)
		return true;
	if (strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0)
		*byte = '\t';
	else if (strcmp(delimiter, "none") == 0)
		*byte = KR_CSV_NO_DELIMITER;
	else if (strlen(delimiter) == 1 && strchr("\"\\\r\n ", delimiter[0]) == NULL && (unsigned char)delimiter[0] < 0x80)
		*byte = delimiter[0];
	return *byte != 0 || kr_fail(error, "--delimiter: must be one ASCII character, tab or none, not %s",
				kr_quote(kr_slice_text(delimiter), quoted));
}

static bool
read_quote(kr_csv_options *how, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	how->has_no_quote = quote != NULL && strcmp(quote, "none") == 0;
	if (quote == NULL || how->has_no_quote)
		return true;
	if (strlen(quote) == 1 && strchr("\\\r\n\t ", quote[0]) == NULL && (unsigned char)quote[0] < 0x80 && quote[0] != how->delimiter)
		how->quote = quote[0];
	return how->quote != 0 || kr_fail(error, "--quote: must be one ASCII character that is no delimiter, or none, not %s",
				      kr_quote(kr_slice_text(quote), quoted));
}

/* Letters, digits, '-', '_' and '.': it stands before a colon in record_id and in lists. */
static bool
check_source(kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	size_t length = source_code ? strlen(source_code) : 0;
	for (size_t i = 0; i < length; i++) {
		char c = source_code[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.", c);
		if (!plain || length > 64)
			return kr_fail(error, "--source: must be letters, digits, '-', '_' or '.', 64 at most, not %s",
			    kr_quote(kr_slice_text(source_code), quoted));
	}
	return true;
}

static bool
check_date(kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	kr_date date;
	if (as_of == NULL || (kr_date_parse(kr_slice_text(as_of), &date) && kr_date_known(date)))
		return true;
	return kr_fail(error, "--as-of: must be a date YYYY-MM-DD, not %s", kr_quote(kr_slice_text(as_of), quoted));
}

static bool
is_standard_input(const char *path)
{
	return strcmp(path, "-") == 0;
}

static bool
name_files(job *this, int argc, char **argv, int first, kr_error *error)
{
	static const char *standard_input[] = {"-"};
	size_t inputs = 0;
	this->count = first < argc ? (size_t)(argc - first) : 1;
	this->paths = calloc(this->count, sizeof *this->paths);
	this->open = calloc(this->count, sizeof *this->open);
	if (this->paths == NULL || this->open == NULL)
		return kr_fail(error, "out of memory");
	for (size_t i = 0; i < this->count; i++) {
		this->paths[i] = first < argc ? argv[(size_t)first + i] : standard_input[0];
		inputs += is_standard_input(this->paths[i]);
	}
	return inputs < 2 || kr_fail(error, "standard input can be read only once");
}

static bool
is_none(void)
{
	return strcmp(profile_name, "none") == 0;
}

/* Files of kr's own: all of one kind and dress. */
static bool
take_own(job *this, const kr_source *source, kr_error *error)
{
	char dress = source->is_json ? '{' : source->csv.delimiter;
	if (this->own_delimiter == 0)
		this->own_delimiter = dress;
	return this->own_delimiter == dress || kr_fail(error, "%s: is of another dress than %s; read them one by one", source->name, this->paths[0]);
}

/* Checks a file's header: its names join the columns, or the profile must know some of them. */
static bool
take_header(job *this, const kr_source *source, kr_error *error)
{
	kr_binding binding;
	if (this->is_own && !take_own(this, source, error))
		return false;
	if (!is_none() && (!this->is_own || source->is_json)) {
		bool good = kr_source_bind(source, &this->profile, &binding, error);
		kr_binding_free(&binding);
		return good;
	}
	for (uint32_t i = 0; i < source->csv.header.count; i++)
		if (kr_header_add(&this->columns, source->csv.header.names[i]) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	return true;
}

/* Bytes read and records so far, for the progress line. */
static void
look_at_job(const void *context, kr_progress *progress)
{
	const job *this = context;
	progress->records = this->outlet.read;
	progress->size = this->size;
	for (size_t i = 0; i < this->count; i++)
		progress->bytes += kr_source_decoder(&this->open[i])->input.bytes;
}

static void
add_size(job *this, size_t number)
{
	uint64_t size = kr_source_decoder(&this->open[number])->input.size;
	bool known = size > 0 && (number == 0 || this->size > 0);
	this->size = known ? this->size + size : 0;
}

static bool
open_source(job *this, size_t number, kr_error *error)
{
	return kr_source_open(&this->open[number], this->paths[number], &this->how, is_none() ? NULL : &this->profile, error);
}

/* Looks at all headers before anything is written. What can be opened again is closed, so that memory stays small. */
static bool
look_at_files(job *this, kr_error *error)
{
	for (size_t i = 0; i < this->count; i++) {
		kr_source *source = &this->open[i];
		if (!open_source(this, i, error) || !take_header(this, source, error))
			return false;
		add_size(this, i);
		if (this->count > 1 && kr_source_decoder(source)->input.size > 0) {
			kr_source_close(source);
			*source = (kr_source){0};
		}
	}
	return true;
}

static bool
make_profile(job *this, kr_error *error)
{
	bool is_own_table = this->is_own && this->own_delimiter != '{';
	if (is_own_table)
		kr_profile_free(&this->profile);
	if ((is_none() || is_own_table) && !kr_profile_of_header(&this->profile, &this->columns, error))
		return false;
	if (is_own_table && this->own_delimiter == ';' && !kr_profile_set_excel(&this->profile, common.tables, error))
		return false;
	if ((source_code && !kr_profile_set(&this->profile, "source", source_code, error)) ||
	    (as_of && !kr_profile_set(&this->profile, "as_of", as_of, error)) ||
	    (delivery && !kr_profile_set(&this->profile, "delivery", delivery, error)))
		return false;
	this->outlet.profile = &this->profile;
	return kr_converter_open(&this->outlet.converter, &this->profile, error);
}

/* With -v: how a file was read, and which of its columns the profile leaves out. */
static void
tell_file(const job *this, const kr_csv *csv, const kr_binding *binding)
{
	char quoted[KR_QUOTE_MAX];
	char shown[2], quote_shown[2];
	kr_command_say(&command, "%s: %s, delimiter %s, quote %s, header in line %llu, %u columns, blank lines skipped: %llu", csv->name,
	    kr_encoding_name(csv->decoder.encoding), kr_dress_delimiter(csv->delimiter, shown), kr_dress_quote(csv->quote, quote_shown),
	    (unsigned long long)(csv->found.header_line == KR_CSV_NO_HEADER ? 0 : csv->found.header_line), csv->header.count,
	    (unsigned long long)csv->blank_lines);
	kr_buffer unused = {0};
	for (uint32_t i = 0; i < csv->header.count && !this->profile.takes_all; i++) {
		bool used = false;
		for (uint32_t c = 0; c < this->profile.column_count && !used; c++)
			used = binding->positions[c] == i;
		if (!used)
			kr_buffer_format(&unused, "%s%s", unused.len ? ", " : "", kr_quote(csv->header.names[i], quoted));
	}
	if (unused.len > 0 && !unused.failed)
		kr_command_say(&command, "%s: columns not used: %.*s", csv->name, (int)unused.len, unused.ptr);
	kr_buffer_free(&unused);
}

static void
tell_json(const kr_json *json)
{
	kr_command_say(&command, "%s: JSON, %s, empty objects skipped: %llu", json->name,
	    kr_encoding_name(json->decoder.encoding), (unsigned long long)json->empty_elements);
	kr_buffer unused = {0};
	kr_json_paths_unused(&json->paths, &unused);
	if (unused.len > 0 && !unused.failed)
		kr_command_say(&command, "%s: members not used: %.*s", json->name, (int)unused.len, unused.ptr);
	kr_buffer_free(&unused);
}

/* Where no record looked at has as many fields as the header, all will be set aside: why, in a line. */
static void
tell_mismatch(const kr_csv *csv)
{
	const kr_detected *found = &csv->found;
	if (!common.quiet && found->records > 0 && found->as_named == 0 && csv->header.count != found->usual)
		kr_command_say(&command, "%s: the header in line %llu names %u columns, but the records have %u values; --header-line tells another",
		    csv->name, (unsigned long long)found->header_line, csv->header.count, found->usual);
}

static int
import_file(job *this, size_t number, kr_error *error)
{
	kr_source *source = &this->open[number];
	kr_binding binding = {0};
	if (source->name == NULL && !open_source(this, number, error))
		return -1;
	int got = -1;
	if (!source->is_json)
		tell_mismatch(&source->csv);
	if (kr_source_bind(source, &this->profile, &binding, error))
		got = kr_import(&this->outlet, source, &binding, (uint32_t)number, (size_t)common.threads, error);
	if (got > 0 && common.verbose && source->is_json)
		tell_json(&source->json);
	else if (got > 0 && common.verbose)
		tell_file(this, &source->csv, &binding);
	kr_binding_free(&binding);
	kr_source_close(source);
	return got;
}

/* How files are read, by the options. */
static bool
read_how(job *this, kr_error *error)
{
	this->how = (kr_source_options){.format = format == NULL ? KR_FORMAT_FIND
		: strcmp(format, "json") == 0 ? KR_FORMAT_JSON : KR_FORMAT_CSV,
	    .csv = {.encoding = kr_encoding_named(encoding),
		.header_line = header_line == 0 ? KR_CSV_NO_HEADER : header_line < 0 ? 0 : (uint64_t)header_line,
		.is_mixed = mixed,
		.max_field = (size_t)max_field,
		.max_lines = (uint64_t)max_lines},
	    .json = {.path = records_path, .max_record = (size_t)max_record}};
	return read_delimiter(&this->how.csv.delimiter, error) && read_quote(&this->how.csv, error);
}

static bool
is_schema(const char *name)
{
	kr_slice rest = KR_SLICE(KR_SCHEMAS), schema;
	while (kr_slice_next(&rest, ',', &schema))
		if (kr_slice_is(schema, name))
			return true;
	return false;
}

/* The profile of -p; the name of a schema stands for what kr-export writes, of which nothing needs to be guessed. */
static bool
load_profile(job *this, kr_error *error)
{
	this->is_own = is_schema(profile_name);
	if (!this->is_own)
		return is_none() || kr_profile_load(&this->profile, profile_name, error);
	this->how.csv.is_exact = true;
	this->how.csv.max_field = 1u << 20;
	this->how.csv.max_lines = 1u << 20;
	if (encoding == NULL)
		this->how.csv.encoding = KR_ENCODING_UTF_8;
	return kr_profile_of_schema(&this->profile, profile_name, common.tables, error);
}

static bool
read_options(job *this, int argc, char **argv, int first, kr_error *error)
{
	return check_source(error) && check_date(error) && read_how(this, error) && name_files(this, argc, argv, first, error);
}

/* --detect */
static int
tell_dress(job *this, int argc, char **argv, int first)
{
	kr_error error;
	if (!read_options(this, argc, argv, first, &error))
		kr_command_die(&command, &error);
	int status = kr_dress_tell(&command, &common, this->paths, this->count, &this->how.csv);
	free(this->open);
	free(this->paths);
	return status;
}

static void
prepare(job *this, int argc, char **argv, int first)
{
	kr_error error;
	if (!read_options(this, argc, argv, first, &error) ||
	    !load_profile(this, &error) || !look_at_files(this, &error) ||
	    !make_profile(this, &error))
		kr_command_die(&command, &error);
}

/* Prints a built-in profile as one can use it: with the names of its columns. */
_Noreturn static void
answer_profile(void)
{
	kr_buffer text = {0};
	kr_error error;
	if (strcmp(print_profile, "list") == 0 || !kr_profile_known(print_profile))
		kr_answer_data(&command, "source/profiles/", "profile", print_profile);
	if (!kr_profile_print(print_profile, &text, &error))
		kr_command_die(&command, &error);
	kr_answer_text(&command, &text);
}

/* Looks at the first records of a file and adds a profile for it. */
static bool
draft_profile(kr_csv *csv, kr_buffer *text, kr_error *error)
{
	kr_draft made;
	kr_csv_record record;
	int got = 1;
	if (!kr_draft_open(&made, &csv->header, csv->name, error))
		return false;
	while (made.records < KR_DRAFT_RECORDS && (got = kr_csv_next(csv, &record, error)) > 0)
		if (record.code == NULL)
			kr_draft_see(&made, record.fields);
	bool good = got >= 0 && kr_draft_write(&made, text, error);
	kr_draft_close(&made);
	return good;
}

/* Writes a first profile for the file of --draft and exits. */
_Noreturn static void
answer_draft(job *this, bool has_files)
{
	kr_source source;
	kr_buffer text = {0};
	kr_error error;
	if ((has_files && !kr_fail(&error, "--draft takes its file as argument, and no others")) || !read_how(this, &error) ||
	    !kr_source_open(&source, draft, &this->how, NULL, &error) || !draft_profile(&source.csv, &text, &error))
		kr_command_die(&command, &error);
	kr_source_close(&source);
	kr_command_writer(&command, &common, &this->outlet.writer, false);
	kr_output_write(&this->outlet.writer.output, text.ptr, text.len);
	kr_buffer_free(&text);
	exit(kr_command_finish(&command, &common, &this->outlet.writer, NULL, 0));
}

int
main(int argc, char **argv)
{
	job this = {0};
	kr_error error;
	common.threads = 1;
	int got = 1, first = kr_command_begin(&command, &common, argc, argv);

	if (print_profile != NULL)
		answer_profile();
	if (draft != NULL)
		answer_draft(&this, first < argc);
	if (detect)
		return tell_dress(&this, argc, argv, first);
	prepare(&this, argc, argv, first);
	kr_command_rejects(&command, &common, &this.outlet.rejects);
	kr_command_writer(&command, &common, &this.outlet.writer, kr_command_is_private(&common, &this.profile.header));
	kr_writer_header(&this.outlet.writer, &this.profile.header);
	if (!common.quiet)
		kr_progress_start(look_at_job, &this);
	for (size_t i = 0; i < this.count && got > 0; i++)
		got = import_file(&this, i, &error);
	int status = got < 0 ? kr_command_failed(&command, &this.outlet.writer, &this.outlet.rejects, &error)
			     : kr_command_finish(&command, &common, &this.outlet.writer, &this.outlet.rejects, this.outlet.read);
	for (size_t i = 0; i < this.count; i++)
		kr_source_close(&this.open[i]);
	kr_converter_close(&this.outlet.converter);
	kr_profile_free(&this.profile);
	kr_header_free(&this.columns);
	free(this.open);
	free(this.paths);
	return status;
}
