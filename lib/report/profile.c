#include "report/profile.h"

static bool
take_field(kr_profile *profile, size_t row, kr_error *error)
{
	const kr_definition *table = &profile->table;
	uint32_t key, reads, how, searched;
	if (!kr_definition_column(table, "key", &key, error) ||
	    !kr_definition_column(table, "reads", &reads, error) ||
	    !kr_definition_column(table, "how", &how, error) ||
	    !kr_definition_column(table, "searched", &searched, error))
		return false;
	if (row >= KR_PROFILE_FIELDS_MAX)
		return kr_definition_fail(table, row, key, error, "too many fields");
	kr_profile_field *field = &profile->fields[row];
	field->key = kr_definition_cell(table, row, key);
	field->is_coded = kr_slice_is(kr_definition_cell(table, row, how), "coded");
	field->is_searched = kr_slice_is(kr_definition_cell(table, row, searched), "yes");
	field->count = (uint32_t)kr_slice_count(kr_definition_cell(table, row, reads), '|');
	if (!field->is_coded && !kr_slice_is(kr_definition_cell(table, row, how), "value"))
		return kr_definition_fail(table, row, how, error, "must be value or coded");
	if (field->count == 0 || field->count > KR_PROFILE_PARTS_MAX)
		return kr_definition_fail(table, row, reads, error, "must name one to four fields");
	return true;
}

bool
kr_profile_load(kr_profile *profile, const char *directory, kr_error *error)
{
	if (!kr_definition_load(&profile->table, "report/fields", directory, error))
		return false;
	for (size_t row = 0; row < profile->table.rows; row++)
		if (!take_field(profile, row, error))
			return false;
	profile->count = (uint32_t)profile->table.rows;
	return true;
}

void
kr_profile_free(kr_profile *profile)
{
	kr_definition_free(&profile->table);
}

void
kr_profile_bind(kr_profile *profile, const kr_header *header)
{
	uint32_t reads = kr_header_find(&profile->table.header, KR_SLICE("reads"));
	for (uint32_t i = 0; i < profile->count; i++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(&profile->table, i, reads)), name;
		for (uint32_t part = 0; kr_slice_next(&rest, '|', &name); part++)
			profile->fields[i].positions[part] = kr_header_find(header, name);
	}
}

enum kr_filling
kr_profile_filling(kr_slice value, bool is_coded)
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
judge_field(const kr_profile_field *field, const kr_record *record)
{
	enum kr_filling best = KR_EMPTY;
	for (uint32_t i = 0; i < field->count && best != KR_FILLED; i++) {
		enum kr_filling filling = kr_profile_filling(kr_record_field(record, field->positions[i]),
		    field->is_coded);
		best = filling > best ? filling : best;
	}
	return best;
}

void
kr_profile_judge(const kr_profile *profile, const kr_record *record, kr_judgement *judgement)
{
	judgement->searched = judgement->missing = judgement->last_missing = 0;
	for (uint32_t i = 0; i < profile->count; i++) {
		const kr_profile_field *field = &profile->fields[i];
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
kr_profile_name(const kr_profile *profile, uint32_t field, const char *language)
{
	return kr_definition_cell(&profile->table, field,
	    kr_header_find(&profile->table.header, kr_slice_text(language)));
}
