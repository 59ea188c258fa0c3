/*
 * Passes every record through with one field changed: what any tool pays before it does anything of its own.
 * usage: change-one FIELD < STREAM
 */
#include <stdio.h>

#include "base/buffer.h"
#include "record/stream.h"
#include "record/writer.h"

static kr_error error;

static int
failed(void)
{
	fprintf(stderr, "change-one: %s\n", error.message);
	return 2;
}

int
main(int argc, char **argv)
{
	kr_stream stream;
	kr_layout layout = {0};
	kr_writer writer;
	kr_record record;
	kr_buffer value = {0};
	uint32_t field, slot;
	int got;
	if (argc != 2 || !kr_stream_open(&stream, NULL, 0, NULL, &error))
		return failed();
	if (!kr_stream_require(&stream, argv[1], &field, &error) || !kr_layout_all(&layout, &stream.header, &error) ||
	    !kr_layout_make(&layout, kr_slice_text(argv[1]), &slot, &error) || !kr_writer_open(&writer, NULL, false, &error))
		return failed();
	kr_writer_header(&writer, &layout.header);
	while ((got = kr_stream_next(&stream, &record, &error)) > 0) {
		kr_buffer_clear(&value);
		kr_buffer_slice_add(&value, kr_record_field(&record, field));
		kr_buffer_char(&value, '!');
		kr_slice changed = kr_buffer_slice(&value);
		if (!kr_writer_record(&writer, &layout, &record, &changed))
			break;
	}
	if (got < 0 || !kr_writer_commit(&writer, &error))
		return failed();
	kr_layout_free(&layout);
	kr_buffer_free(&value);
	kr_stream_close(&stream);
	return 0;
}
