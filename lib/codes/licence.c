#include "codes/licence.h"

static bool
read_implied(kr_licences *licences, uint32_t row, uint32_t column, kr_error *error)
{
	kr_slice rest = kr_slice_items(kr_definition_cell(&licences->list.definition, row, column)), item;
	licences->implied[row] = 1u << row;
	while (kr_slice_next(&rest, '|', &item)) {
		uint32_t other;
		if (!kr_code_list_row(&licences->list, item, &other))
			return kr_definition_fail(&licences->list.definition, row, column, error, "no such licence");
		licences->implied[row] |= 1u << other;
	}
	return true;
}

/* What is implied implies more, until nothing is added. */
static void
close_implied(kr_licences *licences, size_t rows)
{
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < rows; i++) {
			uint32_t before = licences->implied[i];
			for (size_t j = 0; j < rows; j++)
				if (before >> j & 1)
					licences->implied[i] |= licences->implied[j];
			changed |= licences->implied[i] != before;
		}
	}
}

bool
kr_licences_load(kr_licences *licences, const char *directory, kr_error *error)
{
	*licences = (kr_licences){0};
	if (!kr_code_list_load(&licences->list, "licences", directory, error))
		return false;
	const kr_definition *table = &licences->list.definition;
	uint32_t column;
	bool good = kr_definition_column(table, "implies", &column, error);
	if (good && table->rows > KR_LICENCES_MAX)
		good = kr_fail(error, "%s: more than %d licences", table->name, KR_LICENCES_MAX);
	for (uint32_t row = 0; good && row < table->rows; row++)
		good = read_implied(licences, row, column, error);
	if (good)
		close_implied(licences, table->rows);
	else
		kr_licences_free(licences);
	return good;
}

void
kr_licences_free(kr_licences *licences)
{
	kr_code_list_free(&licences->list);
}

uint32_t
kr_licences_allowed(const kr_licences *licences, kr_slice list)
{
	uint32_t set = 0, row;
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item))
		if (kr_code_list_row(&licences->list, item, &row))
			set |= licences->implied[row];
	return set;
}

uint32_t
kr_licences_named(const kr_licences *licences, kr_slice list)
{
	uint32_t set = 0, row;
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item))
		if (kr_code_list_row(&licences->list, item, &row))
			set |= 1u << row;
	return set;
}
