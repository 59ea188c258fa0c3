#include "source/import.h"

#include "base/threads.h"

static void
list_problems(kr_outlet *outlet, const kr_source *source, const kr_csv_record *record)
{
	const kr_converter *converter = &outlet->converter;
	for (uint32_t i = 0; i < record->problem_count; i++)
		kr_rejects_value(&outlet->rejects, source->name, record->line, kr_source_column(source, record->problems[i].field),
		    record->problems[i].code, record->problems[i].original);
	for (size_t i = 0; i < converter->problem_count; i++)
		kr_rejects_value(&outlet->rejects, source->name, record->line,
		    outlet->profile->header.names[converter->problems[i].output], converter->problems[i].code,
		    converter->problems[i].original);
}

/* A line that is no record. What stands before a header that was given needs no telling. */
static void
set_line_aside(kr_outlet *outlet, const kr_source *source, const kr_csv_record *record)
{
	bool is_known = source->csv.header_is_given && strcmp(record->code, "before-header") == 0;
	if (!is_known || outlet->rejects.to_file)
		kr_rejects_line(&outlet->rejects, source->name, record->line, record->code, record->original);
}

/* Writes one record; false when nothing more can be written. */
static bool
write_record(kr_outlet *outlet, kr_source *source, const kr_binding *binding, const kr_csv_record *record, uint32_t file,
    kr_error *error)
{
	bool is_empty = false, written;
	if (record->is_line) {
		set_line_aside(outlet, source, record);
		return true;
	}
	if (record->code != NULL) {
		outlet->read++;
		kr_rejects_record(&outlet->rejects, source->name, record->line, record->code, record->original);
		return true;
	}
	if (binding->as_it_is) {
		written = kr_writer_values(&outlet->writer, record->fields, record->count);
	} else if (kr_convert(&outlet->converter, binding, record->fields, record->line, file, &is_empty)) {
		do
			written = kr_writer_values(&outlet->writer, outlet->converter.values, outlet->profile->header.count);
		while (written && kr_converter_next(&outlet->converter));
	} else {
		source->csv.blank_lines += is_empty;
		return is_empty || kr_fail(error, "out of memory");
	}
	outlet->read++;
	if (record->problem_count + outlet->converter.problem_count > 0)
		list_problems(outlet, source, record);
	return written;
}

int
kr_import_some(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t most, kr_error *error)
{
	kr_csv_record record = {0};
	int got = 1;
	error->message[0] = '\0';
	while (outlet->writer.output.used + outlet->rejects.writer.output.used < most &&
	       (got = kr_source_next(source, &record, error)) > 0)
		if (!write_record(outlet, source, binding, &record, file, error))
			return error->message[0] ? -1 : 0;
	return got < 0 ? -1 : 1;
}

int
kr_import(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t threads, kr_error *error)
{
	threads = kr_threads_count(threads);
	if (threads < 2 || source->is_json || source->csv.at_end)
		return kr_import_some(outlet, source, binding, file, SIZE_MAX, error);
	return kr_import_by_lanes(outlet, source, binding, file, threads, error);
}
