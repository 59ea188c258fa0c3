/* Any bytes as a definition file: read or refused; what was read, written again and read again, is the same. */
#include <stdlib.h>

#include "base/buffer.h"
#include "record/definition.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
write_again(const kr_definition *definition, kr_buffer *out)
{
	/* Not in the first line, where a name that begins with U+FEFF would look like a byte order mark. */
	kr_buffer_char(out, '\n');
	for (uint32_t i = 0; i < definition->header.count; i++) {
		kr_buffer_text(out, i ? "\t" : "");
		kr_buffer_slice_add(out, definition->header.names[i]);
	}
	for (size_t row = 0; row < definition->rows; row++)
		for (uint32_t i = 0; i < definition->header.count; i++) {
			kr_buffer_text(out, i ? "\t" : "\n");
			kr_buffer_slice_add(out, kr_definition_cell(definition, row, i));
		}
}

static bool
is_same(const kr_definition *a, const kr_definition *b)
{
	if (a->rows != b->rows || a->header.count != b->header.count)
		return false;
	for (size_t row = 0; row < a->rows; row++)
		for (uint32_t i = 0; i < a->header.count; i++)
			if (!kr_slice_equal(kr_definition_cell(a, row, i), kr_definition_cell(b, row, i)))
				return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	kr_definition first, second;
	kr_error error;
	kr_buffer out = {0};
	if (!kr_definition_parse(&first, kr_slice_of((const char *)data, size), "fuzz", &error))
		return 0;
	for (size_t row = 0; row < first.rows; row++)
		if (row && first.lines[row] <= first.lines[row - 1])
			abort();
	write_again(&first, &out);
	if (!kr_definition_parse(&second, kr_buffer_slice(&out), "again", &error) || !is_same(&first, &second))
		abort();
	kr_buffer_free(&out);
	kr_definition_free(&first);
	kr_definition_free(&second);
	return 0;
}
