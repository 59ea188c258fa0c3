/*
 * kr-export: records to CSV, NDJSON and VUM's JSON, for a named recipient.
 */
#include <stdlib.h>

#include "answer.h"
#include "command.h"
#include "source/export.h"

static kr_common common;
static kr_option_list asked;
static const char *format_name = "csv", *schema_name;
static bool print_recipients;

static const kr_option options[] = {
    KR_OPTIONS_RECIPIENT(common),
    {'f', "format", KR_OPTION_CHOICE, &format_name, "name", "csv, csv-nl (Dutch Excel), ndjson, vum or tsv (csv)", 0, 0, KR_EXPORT_FORMATS},
    {'F', "field", KR_OPTION_LIST, &asked, "names", "only these fields, in this order (comma separated)", 0, 0, NULL},
    {'s', "schema", KR_OPTION_TEXT, &schema_name, "name", "what the records are of (default: found by their fields)", 0, 0, NULL},
    {0, "print-recipients", KR_OPTION_FLAG, &print_recipients, NULL, "print who gets which fields and exit", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-export", "[file ...]", "Writes records as CSV or JSON, with the fields that a recipient may have.", options, false,
};

/* What goes out of a stream, and to whom. */
typedef struct job {
	kr_stream stream;
	kr_recipient recipient;
	char schema[KR_SCHEMA_NAME_MAX];
	bool *granted; /* for each field of the stream */
	kr_layout layout;
	kr_exporter exporter;
	kr_arena arena;
} job;

static enum kr_export_format
wanted_format(void)
{
	kr_slice rest = KR_SLICE(KR_EXPORT_FORMATS), name;
	int number = 0;
	while (kr_slice_next(&rest, ' ', &name) && !kr_slice_is(name, format_name))
		number++;
	return (enum kr_export_format)number;
}

static bool
refuse_field(const job *this, kr_slice name, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	const kr_recipient *who = &this->recipient;
	return kr_fail(error, "%s gets no field %s of records of %s for the purpose %.*s", common.to, kr_quote(name, quoted), this->schema,
	    (int)who->purpose.len, who->purpose.ptr);
}

static bool
keep_asked(job *this, kr_error *error)
{
	const kr_stream *stream = &this->stream;
	for (size_t i = 0; i < asked.count; i++) {
		kr_slice rest = kr_slice_text(asked.items[i]), name;
		uint32_t position;
		while (kr_slice_next(&rest, ',', &name)) {
			if (!kr_header_require(&stream->header, name, stream->name, &position, error))
				return false;
			if (!this->granted[position])
				return refuse_field(this, name, error);
			if (!kr_layout_keep(&this->layout, &stream->header, position, error))
				return false;
		}
	}
	return true;
}

static bool
keep_granted(job *this, kr_error *error)
{
	for (uint32_t i = 0; i < this->stream.header.count; i++)
		if (this->granted[i] && !kr_layout_keep(&this->layout, &this->stream.header, i, error))
			return false;
	return this->layout.header.count > 0 ||
	    kr_fail(error, "%s: %s gets no field of these records of %s for the purpose %.*s", this->stream.name, common.to, this->schema,
		(int)this->recipient.purpose.len, this->recipient.purpose.ptr);
}

static bool
choose_fields(job *this, kr_error *error)
{
	this->granted = kr_arena_array(&this->arena, this->stream.header.count + 1u, sizeof *this->granted);
	if (this->granted == NULL)
		return kr_fail(error, "out of memory");
	return kr_recipient_fields(&this->recipient, schema_name, common.tables, &this->stream.header, this->granted, this->schema, error) &&
	    (asked.count ? keep_asked(this, error) : keep_granted(this, error)) &&
	    kr_exporter_open(&this->exporter, wanted_format(), &this->layout, this->schema, common.tables, error);
}

static void
tell_names(const char *what, const kr_buffer *names)
{
	if (names->len > 0 && !names->failed)
		kr_command_say(&command, "%s: %.*s", what, (int)names->len, names->ptr);
}

/* With -v: for whom, and which fields stay behind. */
static void
tell_fields(const job *this)
{
	char quoted[KR_QUOTE_MAX];
	const kr_recipient *who = &this->recipient;
	kr_buffer left = {0}, unused = {0};
	for (uint32_t i = 0; i < this->stream.header.count; i++) {
		kr_slice name = this->stream.header.names[i];
		kr_buffer *to = !this->granted[i] ? &left : !kr_exporter_uses(&this->exporter, name) ? &unused : NULL;
		if (to != NULL)
			kr_buffer_format(to, "%s%s", to->len ? ", " : "", kr_quote(name, quoted));
	}
	kr_command_say(&command, "records of %s, for %s, purpose %.*s, ground: %.*s", this->schema, common.to, (int)who->purpose.len,
	    who->purpose.ptr, (int)who->ground.len, who->ground.ptr);
	tell_names("not granted", &left);
	tell_names("no place in vum", &unused);
	kr_buffer_free(&left);
	kr_buffer_free(&unused);
}

static int
export(job *this, kr_writer *writer, kr_rejects *rejects)
{
	kr_record record;
	kr_error error;
	uint64_t read = 0;
	int got;
	kr_exporter_begin(&this->exporter, writer, !common.no_header);
	while ((got = kr_stream_next(&this->stream, &record, &error)) > 0) {
		read++;
		if (!kr_exporter_record(&this->exporter, &record, writer, rejects))
			break;
	}
	if (got >= 0 && this->exporter.line.failed)
		got = kr_fail(&error, "out of memory") - 1;
	if (got < 0)
		return kr_command_failed(&command, writer, rejects, &error);
	kr_exporter_end(&this->exporter, writer);
	return kr_command_finish(&command, &common, writer, rejects, read);
}

int
main(int argc, char **argv)
{
	job this = {0};
	kr_writer writer;
	kr_rejects rejects;
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (print_recipients)
		kr_answer_data(&command, "schema/", "schema", "recipients");
	if (!kr_command_recipient(&command, &common, &this.recipient)) {
		kr_fail(&error, "--to must say who gets the output; --print-recipients names them");
		kr_command_die(&command, &error);
	}
	kr_command_stream(&command, &common, &this.stream, argc, argv, first);
	if (!choose_fields(&this, &error))
		kr_command_die(&command, &error);
	if (common.verbose)
		tell_fields(&this);
	kr_command_rejects(&command, &common, &rejects);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &this.layout.header));
	int status = export(&this, &writer, &rejects);
	kr_exporter_close(&this.exporter);
	kr_layout_free(&this.layout);
	kr_stream_close(&this.stream);
	kr_recipient_free(&this.recipient);
	kr_arena_free(&this.arena);
	return status;
}
