#include "codes/occupation.h"

#include "base/number.h"

static bool
no_memory(kr_error *error)
{
	return kr_fail(error, "memory is short");
}

/* A group and the only one in it have the same title: the title then stands for the deeper one. */
static bool
prefer_unit_groups(kr_code_list *isco, kr_error *error)
{
	const kr_definition *table = &isco->definition;
	uint32_t title;
	if (!kr_definition_column(table, "title_nl", &title, error))
		return false;
	for (uint32_t row = 0; row + 1 < table->rows; row++) {
		kr_slice group = kr_code_list_code(isco, row), next = kr_code_list_code(isco, row + 1);
		kr_slice name = kr_definition_cell(table, row + 1, title);
		if (kr_slice_starts(next, group) && kr_slice_equal(name, kr_definition_cell(table, row, title)) &&
		    !kr_code_list_prefer(isco, name, row + 1))
			return no_memory(error);
	}
	return true;
}

/* lib/tables/occupation_titles, or the user's own. */
typedef struct title_table {
	kr_definition rows;
	uint32_t title, isco, preferred; /* columns; the last may be missing */
	kr_map alternatives;             /* title in lower case to the row of isco08, or KR_CODE_AMBIGUOUS */
	kr_arena arena;
	kr_buffer key;
} title_table;

/* True for another name of an occupation than the one that the classification prefers. */
static bool
is_alternative(const title_table *titles, size_t i)
{
	kr_slice preferred = kr_definition_cell(&titles->rows, i, titles->preferred);
	return preferred.len > 0 && !kr_slice_equal(preferred, kr_definition_cell(&titles->rows, i, titles->title));
}

/* One that stands for two codes stands for none. */
static bool
note_alternative(title_table *titles, kr_slice title, uint32_t row)
{
	uint32_t before;
	kr_slice key = kr_lowered(&titles->key, title);
	if (kr_map_get(&titles->alternatives, key, &before))
		return before == row || kr_map_put(&titles->alternatives, key, KR_CODE_AMBIGUOUS);
	key = kr_arena_copy(&titles->arena, key);
	return key.ptr != NULL && kr_map_put(&titles->alternatives, key, row);
}

/* The alternatives, or the others, of the table. */
static bool
add_titles(kr_code_list *isco, title_table *titles, bool alternatives, kr_error *error)
{
	uint32_t row;
	for (size_t i = 0; i < titles->rows.rows; i++) {
		kr_slice title = kr_definition_cell(&titles->rows, i, titles->title);
		if (!kr_code_list_row(isco, kr_definition_cell(&titles->rows, i, titles->isco), &row))
			return kr_definition_fail(&titles->rows, i, titles->isco, error, "no such code in isco08");
		if (is_alternative(titles, i) != alternatives)
			continue;
		if (alternatives ? !note_alternative(titles, title, row) : !kr_code_list_prefer(isco, title, row))
			return no_memory(error);
	}
	for (size_t i = 0; i < titles->alternatives.count && alternatives; i++) {
		const struct kr_map_entry *entry = &titles->alternatives.entries[i];
		if (entry->value != KR_CODE_AMBIGUOUS && !kr_code_list_prefer(isco, entry->key, entry->value))
			return no_memory(error);
	}
	return true;
}

/* Titles as people write them go before the titles of groups, the preferred name of an occupation before the other names of one. */
static bool
load_titles(kr_code_list *isco, const char *directory, kr_error *error)
{
	title_table titles = {0};
	bool good = kr_definition_load(&titles.rows, "tables/occupation_titles", directory, error) &&
	    kr_definition_column(&titles.rows, "title", &titles.title, error) &&
	    kr_definition_column(&titles.rows, "isco", &titles.isco, error);
	titles.preferred = good ? kr_header_find(&titles.rows.header, KR_SLICE("preferred")) : KR_NO_FIELD;
	good = good && add_titles(isco, &titles, true, error) && add_titles(isco, &titles, false, error);
	kr_definition_free(&titles.rows);
	kr_map_free(&titles.alternatives);
	kr_arena_free(&titles.arena);
	kr_buffer_free(&titles.key);
	return good;
}

bool
kr_occupations_load(kr_occupations *occupations, const char *directory, kr_error *error)
{
	if (!kr_code_list_load(&occupations->isco, "isco08", directory, error))
		return false;
	bool good = prefer_unit_groups(&occupations->isco, error) &&
	    load_titles(&occupations->isco, directory, error);
	if (!good)
		kr_occupations_free(occupations);
	return good;
}

void
kr_occupations_free(kr_occupations *occupations)
{
	kr_code_list_free(&occupations->isco);
}

static kr_slice
code_of_key(const kr_occupations *occupations, kr_slice folded)
{
	uint32_t row;
	if (!kr_code_list_find_folded(&occupations->isco, folded, &row) || row >= KR_CODE_SPECIAL)
		return kr_slice_of(NULL, 0);
	return kr_code_list_code(&occupations->isco, row);
}

static bool
is_all_digits(kr_slice word)
{
	int64_t number;
	return kr_number_parse(word, 0, 9999, &number);
}

/* Start of the last word of folded text. */
static size_t
last_word(kr_slice text)
{
	size_t at = text.len;
	while (at > 0 && text.ptr[at - 1] != ' ')
		at--;
	return at;
}

/* Words behind a title that say for whom or for how long: "m v x", "fulltime", "32 uur", "24 36 uur per week". */
static bool
says_no_occupation(kr_slice word)
{
	static const char *const words[] = {"m", "v", "x", "f", "w", "d", "man", "vrouw", "fulltime", "parttime", "full",
	    "part", "time", "uur", "uren", "u", "per", "week", "pw"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_slice_is(word, words[i]))
			return true;
	return is_all_digits(word);
}

static kr_slice
without_remarks(kr_slice folded)
{
	for (;;) {
		size_t at = last_word(folded);
		if (at == 0 || !says_no_occupation(kr_slice_part(folded, at, folded.len)))
			return folded;
		folded = kr_slice_part(folded, 0, at - 1);
	}
}

/* The text with `drop` bytes off its end and `ending` for them. The text lies at the start of the scratch. */
static kr_slice
with_ending(const kr_occupations *occupations, kr_buffer *scratch, size_t len, size_t drop, const char *ending)
{
	scratch->len = len;
	kr_slice tail = kr_slice_part(kr_buffer_slice(scratch), len - drop, len);
	char kept[8];
	memcpy(kept, tail.ptr, tail.len);
	scratch->len = len - drop;
	kr_buffer_text(scratch, ending);
	kr_slice code = code_of_key(occupations, kr_buffer_slice(scratch));
	scratch->len = len - drop;
	kr_buffer_add(scratch, kept, drop);
	return code;
}

/*
 * One or many: lasser lassers, docent docenten, verpleegkundige verpleegkundigen, leraar leraren, timmerman
 * timmerlieden.
 */
static kr_slice
one_or_many(const kr_occupations *occupations, kr_buffer *scratch, size_t len)
{
	static const struct { const char *from, *to; } endings[] = {
	    {"s", ""}, {"en", ""}, {"n", ""}, {"aren", "aar"}, {"lieden", "man"}, {"lui", "man"}, {"mensen", "man"},
	    {"mannen", "man"}, {"", "s"}, {"", "en"}, {"", "n"}, {"aar", "aren"}, {"man", "lieden"}};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t drop = strlen(endings[i].from);
		if (len <= drop + 2 || memcmp(scratch->ptr + len - drop, endings[i].from, drop) != 0)
			continue;
		kr_slice code = with_ending(occupations, scratch, len, drop, endings[i].to);
		if (code.len != 0)
			return code;
	}
	return kr_slice_of(NULL, 0);
}

kr_slice
kr_occupation_code(const kr_occupations *occupations, kr_slice title, kr_buffer *scratch)
{
	uint32_t row;
	const kr_code_list *isco = &occupations->isco;
	kr_slice lowered = kr_lowered(scratch, title);
	if (kr_map_get(&isco->words, lowered, &row) && row < KR_CODE_SPECIAL)
		return is_all_digits(lowered) ? kr_slice_of(NULL, 0) : kr_code_list_code(isco, row);
	kr_slice folded = kr_folded(scratch, title), code = code_of_key(occupations, folded);
	if (code.len != 0 || folded.len == 0 || scratch->failed)
		return code;
	kr_slice bare = without_remarks(folded);
	code = code_of_key(occupations, bare);
	return code.len != 0 || is_all_digits(bare) ? code : one_or_many(occupations, scratch, bare.len);
}

kr_slice
kr_occupation_of_code(const kr_occupations *occupations, kr_slice text)
{
	char digits[4];
	size_t count = 0;
	uint32_t row;
	if (text.len != 0 && (text.ptr[0] == 'C' || text.ptr[0] == 'c'))
		text = kr_slice_part(text, 1, text.len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '.' && count != 0)
			continue;
		if (text.ptr[i] < '0' || text.ptr[i] > '9' || count == sizeof digits)
			return kr_slice_of(NULL, 0);
		digits[count++] = text.ptr[i];
	}
	if (!kr_code_list_row(&occupations->isco, kr_slice_of(digits, count), &row))
		return kr_slice_of(NULL, 0);
	return kr_code_list_code(&occupations->isco, row);
}
