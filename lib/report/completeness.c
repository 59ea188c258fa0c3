#include "report/completeness.h"

static bool
take_field(kr_completeness *completeness, size_t row, kr_error *error)
{
	const kr_definition *table = &completeness->table;
	uint32_t key, reads, how, searched;
	if (!kr_definition_column(table, "key", &key, error) ||
	    !kr_definition_column(table, "reads", &reads, error) ||
	    !kr_definition_column(table, "how", &how, error) ||
	    !kr_definition_column(table, "searched", &searched, error))
		return false;
	if (row >= KR_COMPLETENESS_FIELDS_MAX)
		return kr_definition_fail(table, row, key, error, "too many fields");
	kr_completeness_field *field = &completeness->fields[row];
	field->key = kr_definition_cell(table, row, key);
	field->is_coded = kr_slice_is(kr_definition_cell(table, row, how), "coded");
	field->is_searched = kr_slice_is(kr_definition_cell(table, row, searched), "yes");
	field->count = (uint32_t)kr_slice_count(kr_definition_cell(table, row, reads), '|');
	if (!field->is_coded && !kr_slice_is(kr_definition_cell(table, row, how), "value"))
		return kr_definition_fail(table, row, how, error, "must be value or coded");
	if (field->count == 0 || field->count > KR_COMPLETENESS_PARTS_MAX)
		return kr_definition_fail(table, row, reads, error, "must name one to four fields");
	return true;
}

bool
kr_completeness_load(kr_completeness *completeness, const char *directory, kr_error *error)
{
	if (!kr_definition_load(&completeness->table, "report/fields", directory, error))
		return false;
	for (size_t row = 0; row < completeness->table.rows; row++)
		if (!take_field(completeness, row, error))
			return false;
	completeness->count = (uint32_t)completeness->table.rows;
	return true;
}

void
kr_completeness_free(kr_completeness *completeness)
{
	kr_definition_free(&completeness->table);
}

void
kr_completeness_bind(kr_completeness *completeness, const kr_header *header)
{
	uint32_t reads = kr_header_find(&completeness->table.header, KR_SLICE("reads"));
	for (uint32_t i = 0; i < completeness->count; i++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(&completeness->table, i, reads)), name;
		for (uint32_t part = 0; kr_slice_next(&rest, '|', &name); part++)
			completeness->fields[i].positions[part] = kr_header_find(header, name);
	}
}

enum kr_filling
kr_completeness_filling(kr_slice value, bool is_coded)
{
	if (value.len == 0)
		return KR_EMPTY;
	if (!is_coded)
		return KR_FILLED;
	kr_slice rest = value, item;
	while (kr_slice_next(&rest, '|', &item))
		if (item.len && item.ptr[0] != ':')
			return KR_FILLED;
	return KR_WRITTEN;
}

static enum kr_filling
judge_field(const kr_completeness_field *field, const kr_record *record)
{
	enum kr_filling best = KR_EMPTY;
	for (uint32_t i = 0; i < field->count && best != KR_FILLED; i++) {
		enum kr_filling filling = kr_completeness_filling(kr_record_field(record, field->positions[i]),
		    field->is_coded);
		best = filling > best ? filling : best;
	}
	return best;
}

void
kr_completeness_judge(const kr_completeness *completeness, const kr_record *record, kr_judgement *judgement)
{
	judgement->searched = judgement->missing = judgement->last_missing = 0;
	for (uint32_t i = 0; i < completeness->count; i++) {
		const kr_completeness_field *field = &completeness->fields[i];
		judgement->filling[i] = judge_field(field, record);
		if (!field->is_searched)
			continue;
		judgement->searched++;
		if (judgement->filling[i] == KR_FILLED)
			continue;
		judgement->missing++;
		judgement->last_missing = i;
	}
}

kr_slice
kr_completeness_name(const kr_completeness *completeness, uint32_t field, const char *language)
{
	return kr_definition_cell(&completeness->table, field,
	    kr_header_find(&completeness->table.header, kr_slice_text(language)));
}
