#include "report/texts.h"

static bool
load(kr_definition *definition, kr_map *rows, const char *name, const char *directory, kr_error *error)
{
	if (!kr_definition_load(definition, name, directory, error))
		return false;
	for (size_t row = 0; row < definition->rows; row++)
		if (!kr_map_put(rows, kr_definition_cell(definition, row, 0), (uint32_t)row))
			return kr_fail(error, "out of memory");
	return true;
}

bool
kr_texts_load(kr_texts *texts, const char *language, const char *directory, kr_error *error)
{
	texts->language = strcmp(language, "en") == 0 ? KR_ENGLISH : KR_DUTCH;
	return load(&texts->words, &texts->word_rows, "report/texts", directory, error) &&
	    load(&texts->indicators, &texts->indicator_rows, "report/indicators", directory, error) &&
	    load(&texts->groups, &texts->group_rows, "report/occupation_groups", directory, error);
}

void
kr_texts_free(kr_texts *texts)
{
	kr_map_free(&texts->word_rows);
	kr_map_free(&texts->indicator_rows);
	kr_map_free(&texts->group_rows);
	kr_definition_free(&texts->words);
	kr_definition_free(&texts->indicators);
	kr_definition_free(&texts->groups);
}

static kr_slice
cell(const kr_definition *definition, size_t row, const char *column)
{
	return kr_definition_cell(definition, row, kr_header_find(&definition->header, kr_slice_text(column)));
}

static kr_slice
in_language(const kr_texts *texts, const kr_definition *definition, const kr_map *rows, kr_slice key)
{
	uint32_t row;
	if (!kr_map_get(rows, key, &row))
		return key;
	return cell(definition, row, texts->language == KR_DUTCH ? "nl" : "en");
}

kr_slice
kr_text(const kr_texts *texts, const char *id)
{
	return in_language(texts, &texts->words, &texts->word_rows, kr_slice_text(id));
}

kr_slice
kr_group_name(const kr_texts *texts, kr_slice code)
{
	return in_language(texts, &texts->groups, &texts->group_rows, code);
}

void
kr_text_fill(const kr_texts *texts, const char *id, kr_slice one, kr_slice two, kr_slice three, kr_buffer *out)
{
	const kr_slice values[3] = {one, two, three};
	kr_slice text = kr_text(texts, id);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '{' && i + 2 < text.len && text.ptr[i + 2] == '}' && text.ptr[i + 1] >= '1' &&
		    text.ptr[i + 1] <= '3') {
			kr_buffer_slice_add(out, values[text.ptr[i + 1] - '1']);
			i += 2;
		} else
			kr_buffer_char(out, text.ptr[i]);
	}
}

kr_slice
kr_indicator_unit(const kr_texts *texts, const char *indicator)
{
	uint32_t row;
	if (!kr_map_get(&texts->indicator_rows, kr_slice_text(indicator), &row))
		return kr_slice_of(NULL, 0);
	return cell(&texts->indicators, row, "unit");
}

enum kr_unit
kr_indicator_kind(const kr_texts *texts, const char *indicator)
{
	kr_slice unit = kr_indicator_unit(texts, indicator);
	if (kr_slice_is(unit, "percent"))
		return KR_UNIT_PERCENT;
	if (kr_slice_is(unit, "ratio"))
		return KR_UNIT_RATIO;
	return kr_slice_is(unit, "word") ? KR_UNIT_WORD : KR_UNIT_COUNT;
}

kr_slice
kr_indicator_name(const kr_texts *texts, size_t row)
{
	return cell(&texts->indicators, row, texts->language == KR_DUTCH ? "name_nl" : "name_en");
}

kr_slice
kr_indicator_definition(const kr_texts *texts, size_t row)
{
	return cell(&texts->indicators, row, texts->language == KR_DUTCH ? "nl" : "en");
}
