#include "record/writer.h"

#include <stdlib.h>

static bool
no_memory(kr_error *error)
{
	return kr_fail(error, "out of memory");
}

/* A place at the end of the layout for a name that is new. */
static bool
append(kr_layout *layout, kr_slice name, struct kr_layout_source source, kr_error *error)
{
	if (layout->header.count == layout->capacity) {
		uint32_t capacity = layout->capacity ? layout->capacity * 2 : 64;
		void *sources = realloc(layout->sources, capacity * sizeof *layout->sources);
		if (sources == NULL)
			return no_memory(error);
		layout->sources = sources;
		layout->capacity = capacity;
	}
	uint32_t position = kr_header_add(&layout->header, name);
	if (position == KR_NO_FIELD)
		return no_memory(error);
	layout->sources[position] = source;
	layout->has_steps = false;
	return true;
}

bool
kr_layout_keep(kr_layout *layout, const kr_header *input, uint32_t position, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	kr_slice name = input->names[position];
	if (kr_header_find(&layout->header, name) != KR_NO_FIELD)
		return kr_fail(error, "field %s is asked for twice", kr_quote(name, quoted));
	return append(layout, name, (struct kr_layout_source){position, KR_NO_FIELD}, error);
}

bool
kr_layout_all(kr_layout *layout, const kr_header *input, kr_error *error)
{
	for (uint32_t i = 0; i < input->count; i++)
		if (!kr_layout_keep(layout, input, i, error))
			return false;
	return true;
}

bool
kr_layout_make(kr_layout *layout, kr_slice name, uint32_t *slot, kr_error *error)
{
	uint32_t position = kr_header_find(&layout->header, name);
	if (position == KR_NO_FIELD) {
		position = layout->header.count;
		if (!append(layout, name, (struct kr_layout_source){KR_NO_FIELD, KR_NO_FIELD}, error))
			return false;
	}
	if (layout->sources[position].slot == KR_NO_FIELD)
		layout->sources[position].slot = layout->slots++;
	layout->has_steps = false;
	*slot = layout->sources[position].slot;
	return true;
}

void
kr_layout_free(kr_layout *layout)
{
	kr_header_free(&layout->header);
	free(layout->sources);
	free(layout->steps);
	*layout = (kr_layout){0};
}

/* Makes the steps for a file: fields that stand side by side in it go out as one run. */
static bool
plan(kr_layout *layout, const kr_record *record)
{
	free(layout->steps);
	layout->steps = malloc((layout->header.count + 1) * sizeof *layout->steps);
	layout->step_count = 0;
	if (layout->steps == NULL)
		return false;
	for (uint32_t i = 0; i < layout->header.count; i++) {
		struct kr_layout_source source = layout->sources[i];
		uint32_t from = source.input;
		if (from != KR_NO_FIELD && record->map != NULL)
			from = record->map[from];
		struct kr_layout_step *last = layout->step_count ? &layout->steps[layout->step_count - 1] : NULL;
		bool runs = source.slot == KR_NO_FIELD && from != KR_NO_FIELD;
		if (runs && last && last->slot == KR_NO_FIELD && last->first <= last->last && last->last + 1 == from) {
			last->last = from;
			continue;
		}
		struct kr_layout_step step = {1, 0, source.slot};
		if (from != KR_NO_FIELD)
			step.first = step.last = from;
		layout->steps[layout->step_count++] = step;
	}
	layout->map = record->map;
	layout->has_steps = true;
	return true;
}

bool
kr_writer_open(kr_writer *writer, const char *path, bool is_private, kr_error *error)
{
	*writer = (kr_writer){0};
	return kr_output_open(&writer->output, path, is_private, error);
}

bool
kr_writer_keep(kr_writer *writer, kr_error *error)
{
	*writer = (kr_writer){0};
	return kr_output_keep(&writer->output, error);
}

bool
kr_writer_append(kr_writer *writer, kr_writer *kept)
{
	kr_output_write(&writer->output, kept->output.buffer, kept->output.used);
	writer->records += kept->records;
	kept->output.used = 0;
	kept->records = 0;
	return !writer->output.failed;
}

void
kr_writer_header(kr_writer *writer, const kr_header *header)
{
	if (!writer->no_header) {
		kr_writer_values(writer, header->names, header->count);
		writer->records--;
	}
}

static kr_slice
run_of(const kr_record *record, const struct kr_layout_step *step)
{
	if (step->first > step->last)
		return kr_slice_of(NULL, 0);
	kr_slice run = kr_record_raw(record, step->first);
	run.len = (size_t)(record->base + record->ends[step->last] - run.ptr);
	return run;
}

static void
put(kr_output *output, kr_slice bytes, char separator)
{
	if (bytes.len >= KR_BLOCK_SIZE) {
		kr_output_write(output, bytes.ptr, bytes.len);
		kr_output_write(output, &separator, 1);
		return;
	}
	char *to = kr_output_room(output, bytes.len + 1);
	if (bytes.len)
		memcpy(to, bytes.ptr, bytes.len);
	to[bytes.len] = separator;
	output->used += bytes.len + 1;
}

bool
kr_writer_record(kr_writer *writer, kr_layout *layout, const kr_record *record, const kr_slice *values)
{
	if ((!layout->has_steps || layout->map != record->map) && !plan(layout, record)) {
		writer->output.failed = true;
		return no_memory(&writer->output.error);
	}
	for (uint32_t i = 0; i < layout->step_count; i++) {
		const struct kr_layout_step *step = &layout->steps[i];
		bool made = step->slot != KR_NO_FIELD && values[step->slot].ptr != NULL;
		put(&writer->output, made ? values[step->slot] : run_of(record, step),
		    i + 1 == layout->step_count ? '\n' : '\t');
	}
	writer->records++;
	return !writer->output.failed;
}

bool
kr_writer_values(kr_writer *writer, const kr_slice *values, size_t count)
{
	size_t bytes = count;
	for (size_t i = 0; i < count; i++)
		bytes += values[i].len;
	if (bytes <= KR_BLOCK_SIZE) {
		char *to = kr_output_room(&writer->output, bytes);
		for (size_t i = 0; i < count; i++) {
			kr_slice_copy(to, values[i]);
			to += values[i].len;
			*to++ = i + 1 == count ? '\n' : '\t';
		}
		writer->output.used += bytes;
	} else {
		for (size_t i = 0; i < count; i++)
			put(&writer->output, values[i], i + 1 == count ? '\n' : '\t');
	}
	writer->records++;
	return !writer->output.failed;
}

bool
kr_writer_commit(kr_writer *writer, kr_error *error)
{
	return kr_output_commit(&writer->output, error);
}

void
kr_writer_abandon(kr_writer *writer)
{
	kr_output_abandon(&writer->output);
}
