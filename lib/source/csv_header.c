#include "source/csv_value.h"

/*
 * A name that no field before it has: NAME, NAME_2, NAME_3 … `last` holds the last number given to each name, so that many equal ones
 * cost no more than a look each.
 */
static bool
add_name(kr_header *header, kr_map *last, kr_slice name, kr_buffer *scratch)
{
	uint32_t number = 1, position = kr_header_find(header, name);
	if (position == KR_NO_FIELD)
		return kr_header_add(header, name) != KR_NO_FIELD;
	kr_map_get(last, name, &number);
	do {
		kr_buffer_clear(scratch);
		kr_buffer_slice_add(scratch, name);
		kr_buffer_format(scratch, "_%u", ++number);
	} while (kr_header_find(header, kr_buffer_slice(scratch)) != KR_NO_FIELD);
	return !scratch->failed && kr_map_put(last, header->names[position], number) &&
	       kr_header_add(header, kr_buffer_slice(scratch)) != KR_NO_FIELD;
}

bool
kr_csv_name_fields(kr_csv *csv, kr_error *error)
{
	kr_buffer scratch = {0}, column = {0};
	kr_map last = {0};
	bool good = true;
	for (uint32_t i = 0; i < csv->found.columns && good; i++) {
		kr_slice name = i < csv->count ? kr_slice_trim(csv->fields[i]) : kr_slice_of(NULL, 0);
		if (name.len == 0) {
			kr_buffer_clear(&column);
			kr_buffer_format(&column, "column_%u", i + 1);
			name = kr_buffer_slice(&column);
		}
		good = !column.failed && add_name(&csv->header, &last, name, &scratch);
	}
	kr_buffer_free(&scratch);
	kr_buffer_free(&column);
	kr_map_free(&last);
	return good || kr_fail(error, "out of memory");
}
