#include "source/export.h"

#include "record/escape.h"
#include "source/csv_write.h"
#include "source/json_write.h"

static bool
open_vum(kr_exporter *exporter, const char *schema, const char *directory, kr_error *error)
{
	bool is_vacancy = strcmp(schema, "vacancy") == 0;
	if (!is_vacancy && strcmp(schema, "candidate") != 0 && strcmp(schema, "person") != 0)
		return kr_fail(error, "vum has a form for records of candidate, person and vacancy, not of %s", schema);
	return kr_layout_tree_load(&exporter->tree, is_vacancy ? "vum_vacature" : "vum_werkzoekende", &exporter->layout->header,
	    exporter->inputs, &exporter->schemas, directory, error);
}

bool
kr_exporter_open(kr_exporter *exporter, enum kr_export_format format, kr_layout *layout, const char *schema,
    const char *directory, kr_error *error)
{
	uint32_t count = layout->header.count;
	*exporter = (kr_exporter){.format = format, .layout = layout};
	exporter->types = kr_arena_array(&exporter->arena, count + 1u, sizeof *exporter->types);
	exporter->inputs = kr_arena_array(&exporter->arena, count + 1u, sizeof *exporter->inputs);
	if (exporter->types == NULL || exporter->inputs == NULL)
		return kr_fail(error, "out of memory");
	if (!kr_all_schemas_load(&exporter->schemas, directory, error))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		exporter->types[i] = kr_all_schemas_type(&exporter->schemas, layout->header.names[i]);
		exporter->inputs[i] = layout->sources[i].input;
	}
	return format != KR_EXPORT_VUM || open_vum(exporter, schema, directory, error);
}

static const kr_csv_dress *
dress_of(const kr_exporter *exporter)
{
	return exporter->format == KR_EXPORT_CSV ? &kr_csv_plain : &kr_csv_dutch;
}

static bool
is_csv(const kr_exporter *exporter)
{
	return exporter->format == KR_EXPORT_CSV || exporter->format == KR_EXPORT_CSV_NL;
}

static void
add_csv(const kr_exporter *exporter, const kr_record *record, kr_buffer *to)
{
	const kr_csv_dress *dress = dress_of(exporter);
	const kr_header *header = &exporter->layout->header;
	for (uint32_t i = 0; i < header->count; i++) {
		kr_slice value = record ? kr_record_field(record, exporter->inputs[i]) : header->names[i];
		enum kr_kind_of kind = record && !exporter->types[i].is_list ? exporter->types[i].kind : KR_IS_TEXT;
		if (i > 0)
			kr_buffer_char(to, dress->delimiter);
		kr_csv_write_value(dress, kind, value, header->count == 1, to);
	}
	kr_buffer_text(to, "\r\n");
}

static void
add_ndjson(const kr_exporter *exporter, const kr_record *record, kr_buffer *to)
{
	const kr_header *header = &exporter->layout->header;
	size_t start = to->len;
	kr_buffer_char(to, '{');
	for (uint32_t i = 0; i < header->count; i++) {
		kr_slice value = kr_record_field(record, exporter->inputs[i]);
		if (value.len == 0)
			continue;
		if (to->len > start + 1)
			kr_buffer_char(to, ',');
		kr_json_write_string(header->names[i], to);
		kr_buffer_char(to, ':');
		kr_json_write_value(&exporter->types[i], value, to);
	}
	kr_buffer_text(to, "}\n");
}

/* The fields that would have gone out, as one value. */
static void
set_aside(kr_exporter *exporter, const kr_record *record, kr_rejects *rejects)
{
	kr_buffer *line = &exporter->line;
	for (uint32_t i = 0; i < exporter->layout->header.count; i++) {
		kr_buffer_text(line, i ? "\t" : "");
		kr_buffer_slice_add(line, kr_record_field(record, exporter->inputs[i]));
	}
	size_t plain = line->len;
	kr_escape(line, kr_slice_part(kr_buffer_slice(line), 0, plain));
	kr_rejects_record(rejects, record->file, record->line, "no-id", kr_buffer_since(line, plain));
}

static bool
put_line(kr_exporter *exporter, kr_writer *writer)
{
	kr_output_write(&writer->output, exporter->line.ptr, exporter->line.len);
	return !exporter->line.failed && !writer->output.failed;
}

void
kr_exporter_begin(kr_exporter *exporter, kr_writer *writer, bool named)
{
	kr_buffer_clear(&exporter->line);
	if (exporter->format == KR_EXPORT_TSV && named)
		kr_writer_header(writer, &exporter->layout->header);
	if (!is_csv(exporter))
		return;
	kr_buffer_text(&exporter->line, dress_of(exporter)->mark);
	if (named)
		add_csv(exporter, NULL, &exporter->line);
	put_line(exporter, writer);
}

void
kr_exporter_end(kr_exporter *exporter, kr_writer *writer)
{
	const char *end = writer->records > 0 ? "\n]\n" : "[]\n";
	if (exporter->format == KR_EXPORT_VUM)
		kr_output_write(&writer->output, end, strlen(end));
}

bool
kr_exporter_record(kr_exporter *exporter, const kr_record *record, kr_writer *writer, kr_rejects *rejects)
{
	kr_buffer *line = &exporter->line;
	kr_buffer_clear(line);
	if (exporter->format == KR_EXPORT_TSV)
		return kr_writer_record(writer, exporter->layout, record, NULL);
	if (exporter->format == KR_EXPORT_VUM) {
		kr_buffer_text(line, writer->records > 0 ? ",\n" : "[\n");
		if (!kr_layout_tree_write(&exporter->tree, record, rejects, line)) {
			kr_buffer_clear(line);
			set_aside(exporter, record, rejects);
			return !line->failed && !writer->output.failed;
		}
	} else if (exporter->format == KR_EXPORT_NDJSON)
		add_ndjson(exporter, record, line);
	else
		add_csv(exporter, record, line);
	writer->records++;
	return put_line(exporter, writer);
}

bool
kr_exporter_uses(const kr_exporter *exporter, kr_slice field)
{
	return exporter->format != KR_EXPORT_VUM || kr_layout_tree_uses(&exporter->tree, field) || kr_slice_is(field, "source");
}

void
kr_exporter_close(kr_exporter *exporter)
{
	kr_layout_tree_free(&exporter->tree);
	kr_all_schemas_free(&exporter->schemas);
	kr_buffer_free(&exporter->line);
	kr_arena_free(&exporter->arena);
	*exporter = (kr_exporter){0};
}
