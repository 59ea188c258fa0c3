#include "record/rejects.h"

#include "record/escape.h"

static const kr_slice field_names[] = {
    {"source", 6}, {"line", 4}, {"field", 5}, {"code", 4}, {"original", 8},
};
#define FIELD_COUNT (sizeof field_names / sizeof *field_names)

bool
kr_rejects_open(kr_rejects *rejects, const char *path, void (*tell)(void *listener, const char *message),
    void *listener, kr_error *error)
{
	*rejects = (kr_rejects){.to_file = path != NULL, .tell = tell, .listener = listener};
	if (path == NULL)
		return true;
	if (!kr_writer_open(&rejects->writer, path, true, error))
		return false;
	kr_writer_values(&rejects->writer, field_names, FIELD_COUNT);
	return true;
}

/* Messages are kept one after the other, each with its NUL. */
static void
keep_message(void *listener, const char *message)
{
	kr_output_write(listener, message, strlen(message) + 1);
}

bool
kr_rejects_keep(kr_rejects *rejects, const kr_rejects *like, kr_error *error)
{
	*rejects = (kr_rejects){.to_file = like->to_file, .keeps = true};
	if (like->tell != NULL)
		rejects->tell = keep_message;
	rejects->listener = &rejects->writer.output;
	return kr_writer_keep(&rejects->writer, error);
}

void
kr_rejects_append(kr_rejects *rejects, kr_rejects *kept)
{
	const kr_output *output = &kept->writer.output;
	if (rejects->to_file) {
		kr_writer_append(&rejects->writer, &kept->writer);
	} else {
		for (size_t at = 0; at < output->used; at += strlen(output->buffer + at) + 1)
			rejects->tell(rejects->listener, output->buffer + at);
		kept->writer.output.used = 0;
	}
	rejects->records += kept->records;
	rejects->values += kept->values;
	rejects->lines += kept->lines;
	kept->records = kept->values = kept->lines = 0;
}

static void
write_row(kr_rejects *rejects, const char *source, uint64_t line, kr_slice field, const char *code,
    kr_slice original)
{
	kr_buffer *scratch = &rejects->scratch;
	kr_buffer_clear(scratch);
	kr_escape(scratch, kr_slice_text(source));
	size_t name_end = scratch->len;
	kr_buffer_number(scratch, (int64_t)line);
	kr_slice all = kr_buffer_slice(scratch);
	kr_slice values[FIELD_COUNT] = {
	    kr_slice_part(all, 0, name_end), kr_slice_part(all, name_end, all.len), field,
	    kr_slice_text(code), original,
	};
	kr_writer_values(&rejects->writer, values, FIELD_COUNT);
}

static void
tell(kr_rejects *rejects, const char *source, uint64_t line, kr_slice field, const char *code)
{
	kr_error message;
	if (rejects->tell == NULL)
		return;
	kr_fail_at(&message, source, line, field, "%s", code);
	rejects->tell(rejects->listener, message.message);
}

static void
add(kr_rejects *rejects, const char *source, uint64_t line, kr_slice field, const char *code, kr_slice original)
{
	if (rejects->to_file)
		write_row(rejects, source, line, field, code, original);
	else
		tell(rejects, source, line, field, code);
}

void
kr_rejects_value(kr_rejects *rejects, const char *source, uint64_t line, kr_slice field, const char *code,
    kr_slice original)
{
	rejects->values++;
	add(rejects, source, line, field, code, original);
}

void
kr_rejects_record(kr_rejects *rejects, const char *source, uint64_t line, const char *code, kr_slice original)
{
	rejects->records++;
	add(rejects, source, line, kr_slice_of(NULL, 0), code, original);
}

void
kr_rejects_line(kr_rejects *rejects, const char *source, uint64_t line, const char *code, kr_slice original)
{
	rejects->lines++;
	add(rejects, source, line, kr_slice_of(NULL, 0), code, original);
}

bool
kr_rejects_commit(kr_rejects *rejects, kr_error *error)
{
	kr_buffer_free(&rejects->scratch);
	return !rejects->to_file || kr_writer_commit(&rejects->writer, error);
}

void
kr_rejects_abandon(kr_rejects *rejects)
{
	kr_buffer_free(&rejects->scratch);
	if (rejects->to_file || rejects->keeps)
		kr_writer_abandon(&rejects->writer);
}
