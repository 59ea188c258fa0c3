#include "codes/placeholder.h"

static const char *const kinds[KR_PLACEHOLDER_KINDS] = {"any", "list", "date", "end_date", "number", "code",
    "house_number", "postcode", "bsn", "phone", "email", "name", "street", "place"};

static int
kind_of(kr_slice name)
{
	for (int i = 0; i < KR_PLACEHOLDER_KINDS; i++)
		if (kr_slice_is(name, kinds[i]))
			return i;
	return -1;
}

static unsigned
length_bit(size_t len)
{
	return len < 63 ? (unsigned)len : 63;
}

static bool
add_word(kr_placeholders *placeholders, int kind, kr_slice word, uint32_t special)
{
	kr_buffer scratch = {0};
	kr_slice key = kr_lowered(&scratch, word), kept = kr_arena_copy(&placeholders->arena, key);
	bool good = !scratch.failed && kept.ptr != NULL && kr_map_put(&placeholders->words[kind], kept, special);
	if (good && key.len != 0)
		placeholders->lengths[(unsigned char)key.ptr[0]] |= 1ull << length_bit(key.len);
	kr_buffer_free(&scratch);
	return good;
}

static bool
add_row(kr_placeholders *placeholders, const kr_definition *table, size_t row, const uint32_t columns[3],
    kr_error *error)
{
	int kind = kind_of(kr_definition_cell(table, row, columns[1]));
	uint32_t special = kr_code_special(kr_definition_cell(table, row, columns[2]));
	if (kind < 0)
		return kr_definition_fail(table, row, columns[1], error, "no such kind of value");
	if (special == 0)
		return kr_definition_fail(table, row, columns[2], error, "not unknown, na, none or open");
	return add_word(placeholders, kind, kr_definition_cell(table, row, columns[0]), special) ||
	    kr_fail(error, "memory is short");
}

bool
kr_placeholders_load(kr_placeholders *placeholders, const char *directory, kr_error *error)
{
	kr_definition table = {0};
	uint32_t columns[3];
	*placeholders = (kr_placeholders){0};
	bool good = kr_definition_load(&table, "tables/unknown_words", directory, error) &&
	    kr_definition_column(&table, "word", &columns[0], error) &&
	    kr_definition_column(&table, "kind", &columns[1], error) &&
	    kr_definition_column(&table, "code", &columns[2], error);
	for (size_t row = 0; good && row < table.rows; row++)
		good = add_row(placeholders, &table, row, columns, error);
	kr_definition_free(&table);
	if (!good)
		kr_placeholders_free(placeholders);
	return good;
}

void
kr_placeholders_free(kr_placeholders *placeholders)
{
	for (int i = 0; i < KR_PLACEHOLDER_KINDS; i++)
		kr_map_free(&placeholders->words[i]);
	kr_arena_free(&placeholders->arena);
}

/*
 * False when no word begins so and is as long; nearly every value ends here. Text with a blank or a byte that
 * is not ASCII may be shorter in lower case and is looked up.
 */
static bool
may_be_word(const kr_placeholders *placeholders, kr_slice text)
{
	unsigned char first = (unsigned char)text.ptr[0];
	if (first >= 'A' && first <= 'Z')
		first = (unsigned char)(first + ('a' - 'A'));
	uint64_t lengths = placeholders->lengths[first];
	if (first >= 0x80 || lengths >> length_bit(text.len) & 1)
		return true;
	for (size_t i = 0; i < text.len && lengths != 0; i++)
		if ((unsigned char)text.ptr[i] <= ' ' || (unsigned char)text.ptr[i] >= 0x80 || text.ptr[i] == '\\')
			return true;
	return false;
}

uint32_t
kr_placeholder_find(const kr_placeholders *placeholders, enum kr_placeholder_kind kind, kr_slice text,
    kr_buffer *scratch)
{
	uint32_t special;
	text = kr_slice_trim(text);
	if (text.len == 0 || !may_be_word(placeholders, text))
		return 0;
	kr_slice key = kr_lowered(scratch, text);
	if (kr_map_get(&placeholders->words[kind], key, &special) ||
	    kr_map_get(&placeholders->words[KR_PLACEHOLDER_ANY], key, &special))
		return special;
	return 0;
}
