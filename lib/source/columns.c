#include "source/columns.h"

#include "base/embedded.h"
#include "base/number.h"

#define NAMES "source/columns/names"
#define STEMS "source/columns/stems"
#define WEIGHT 10
#define FOREIGN_WEIGHT 6 /* of a stem that no known name has: it says less against a name than a known one */

/* A letter or digit in lower case, or 0 for what does not count in a column's name. */
static unsigned char
counts(char c)
{
	unsigned char byte = (unsigned char)c;
	if (byte >= 'A' && byte <= 'Z')
		return (unsigned char)(byte + 32);
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80 ? byte : 0;
}

/* The next byte that counts, from *at on; 0 at the end. */
static unsigned char
next_counting(kr_slice name, size_t *at)
{
	while (*at < name.len) {
		unsigned char c = counts(name.ptr[(*at)++]);
		if (c != 0)
			return c;
	}
	return 0;
}

bool
kr_column_is(kr_slice a, kr_slice b)
{
	size_t i = 0, j = 0;
	unsigned char x, y;
	if (kr_slice_equal(a, b))
		return true;
	do {
		x = next_counting(a, &i);
		y = next_counting(b, &j);
	} while (x == y && x != 0);
	return x == y && i > 0;
}

/* The names of a meaning; empty when there is none. */
static kr_slice
names_of(const kr_definition *names, kr_slice meaning)
{
	uint32_t column = kr_header_find(&names->header, KR_SLICE("meaning"));
	uint32_t after = kr_header_find(&names->header, KR_SLICE("after"));
	for (size_t row = 0; row < names->rows; row++)
		if (kr_slice_equal(kr_definition_cell(names, row, column), meaning) &&
		    kr_definition_cell(names, row, after).len == 0)
			return kr_definition_cell(names, row, kr_header_find(&names->header, KR_SLICE("names")));
	return kr_slice_of(NULL, 0);
}

/* Bytes of the word of letters, digits and _ at `at`. */
static size_t
word_length(kr_slice text, size_t at)
{
	size_t to = at;
	while (to < text.len && (text.ptr[to] == '_' || (text.ptr[to] >= 'a' && text.ptr[to] <= 'z') ||
				    (text.ptr[to] >= '0' && text.ptr[to] <= '9')))
		to++;
	return to - at;
}

static bool
expand(const kr_definition *names, kr_slice text, kr_buffer *to, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	for (size_t i = 0; i < text.len; i++) {
		char before = i > 0 ? text.ptr[i - 1] : '\n';
		size_t length = text.ptr[i] == '@' ? word_length(text, i + 1) : 0;
		if (length == 0 || (before != '\t' && before != ' ' && before != '|')) {
			kr_buffer_char(to, text.ptr[i]);
			continue;
		}
		kr_slice meaning = kr_slice_part(text, i + 1, i + 1 + length), found = names_of(names, meaning);
		if (found.len == 0)
			return kr_fail(error, "no column names for %s", kr_quote(meaning, quoted));
		kr_buffer_slice_add(to, found);
		i += length;
	}
	return !to->failed || kr_fail(error, "out of memory");
}

bool
kr_columns_expand(kr_slice text, kr_buffer *to, kr_error *error)
{
	kr_definition names = {0};
	bool good = kr_definition_load(&names, NAMES, NULL, error) && expand(&names, text, to, error);
	kr_definition_free(&names);
	return good;
}

kr_slice
kr_columns_cell(const kr_columns *columns, uint32_t row, uint32_t column)
{
	return kr_definition_cell(&columns->names, row, column);
}

kr_slice
kr_columns_meaning(const kr_columns *columns, uint32_t row)
{
	return kr_columns_cell(columns, row, columns->meaning);
}

static uint32_t
weight_of(const kr_columns *columns, uint32_t stem)
{
	if (stem < columns->weight_count)
		return columns->weights[stem];
	return stem < columns->known_stems || columns->known_stems == 0 ? WEIGHT : FOREIGN_WEIGHT;
}

/* Adds a stem, known or new, to a bag. */
static bool
add_stem(kr_columns *columns, kr_slice stem, kr_stem_bag *bag)
{
	uint32_t number;
	if (!kr_map_get(&columns->stems, stem, &number)) {
		kr_slice key = kr_arena_copy(&columns->arena, stem);
		number = (uint32_t)columns->stems.count;
		if (key.ptr == NULL || !kr_map_put(&columns->stems, key, number))
			return false;
	}
	for (uint32_t i = 0; i < bag->count; i++)
		if (bag->stems[i] == number)
			return true;
	if (bag->count < KR_STEMS_MAX && weight_of(columns, number) > 0)
		bag->stems[bag->count++] = number;
	return true;
}

/* Adds the stems of a word of the table. */
static bool
add_word(kr_columns *columns, uint32_t row, kr_stem_bag *bag)
{
	kr_slice rest = kr_slice_items(kr_definition_cell(&columns->words, row, columns->stem)), stem;
	while (kr_slice_next(&rest, ' ', &stem))
		if (!add_stem(columns, stem, bag))
			return false;
	return true;
}

#define WORD_MAX 48 /* bytes of a word that is taken apart */

/*
 * Takes a word apart into as few words of the table as possible: cuts[i] becomes the start of the last piece that
 * ends at i. A piece has three letters or more, at the word's end two; an s may join two pieces. False when it does not come out.
 */
static bool
take_apart(const kr_columns *columns, kr_slice word, uint8_t cuts[WORD_MAX + 1])
{
	uint8_t pieces[WORD_MAX + 1] = {0};
	uint32_t row;
	for (size_t to = 1; to <= word.len; to++) {
		pieces[to] = UINT8_MAX;
		if (to > 3 && word.ptr[to - 1] == 's' && pieces[to - 1] != UINT8_MAX && to < word.len) {
			pieces[to] = pieces[to - 1];
			cuts[to] = (uint8_t)(to - 1);
		}
		for (size_t from = 0; from + 2 <= to; from++) {
			bool short_piece = to - from < 3 && (to < word.len || from == 0);
			if (short_piece || pieces[from] == UINT8_MAX || pieces[from] + 1 >= pieces[to] ||
			    !kr_map_get(&columns->bases, kr_slice_part(word, from, to), &row))
				continue;
			pieces[to] = (uint8_t)(pieces[from] + 1);
			cuts[to] = (uint8_t)from;
		}
	}
	return word.len > 0 && pieces[word.len] != UINT8_MAX;
}

/* Adds the stems of one word: itself, its pieces, or a stem of its own. */
static bool
add_token(kr_columns *columns, kr_slice word, kr_stem_bag *bag)
{
	uint8_t cuts[WORD_MAX + 1] = {0};
	uint32_t row;
	if (kr_map_get(&columns->bases, word, &row))
		return add_word(columns, row, bag);
	if (word.len > WORD_MAX || !take_apart(columns, word, cuts))
		return add_stem(columns, word, bag);
	for (size_t to = word.len; to > 0; to = cuts[to])
		if (kr_map_get(&columns->bases, kr_slice_part(word, cuts[to], to), &row) && !add_word(columns, row, bag))
			return false;
	return true;
}

static bool
is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The name folded, with a blank where a capital follows a small letter: "DatumEinde" has two words. */
static kr_slice
words_of(kr_columns *columns, kr_slice name)
{
	kr_buffer_clear(&columns->scratch);
	for (size_t i = 0; i < name.len; i++) {
		if (i > 0 && is_upper(name.ptr[i]) && is_lower(name.ptr[i - 1]))
			kr_buffer_char(&columns->scratch, ' ');
		kr_buffer_char(&columns->scratch, name.ptr[i]);
	}
	return kr_folded(&columns->folded, kr_buffer_slice(&columns->scratch));
}

bool
kr_columns_bag(kr_columns *columns, kr_slice name, kr_stem_bag *bag)
{
	*bag = (kr_stem_bag){0};
	kr_slice rest = kr_slice_items(words_of(columns, name)), word;
	while (kr_slice_next(&rest, ' ', &word))
		if (!add_token(columns, word, bag))
			return false;
	return !columns->scratch.failed && !columns->folded.failed;
}

static bool
holds(const kr_stem_bag *bag, uint32_t stem)
{
	for (uint32_t i = 0; i < bag->count; i++)
		if (bag->stems[i] == stem)
			return true;
	return false;
}

/* Shared weight in thousandths of the weight of both; below 1000. */
static int
likeness(const kr_columns *columns, const kr_stem_bag *a, const kr_stem_bag *b)
{
	uint32_t shared = 0, all = 0;
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t weight = weight_of(columns, a->stems[i]);
		all += weight;
		shared += holds(b, a->stems[i]) ? weight : 0;
	}
	for (uint32_t i = 0; i < b->count; i++)
		all += holds(a, b->stems[i]) ? 0 : weight_of(columns, b->stems[i]);
	return all == 0 ? 0 : (int)(shared * 990 / all);
}

int
kr_columns_fit(const kr_columns *columns, kr_slice name, const kr_stem_bag *bag, uint32_t row)
{
	int best = 0;
	for (size_t i = columns->first[row]; i < columns->first[row + 1]; i++) {
		const struct kr_alias *alias = &columns->known[i];
		if (kr_column_is(alias->name, name))
			return 1000;
		int like = likeness(columns, &alias->bag, bag);
		best = like > best ? like : best;
	}
	return best;
}

/* Reads the words: their stems get numbers and weights. */
static bool
read_words(kr_columns *columns, kr_error *error)
{
	const kr_definition *words = &columns->words;
	columns->weights = kr_arena_array(&columns->arena, words->rows + 1, sizeof *columns->weights);
	if (columns->weights == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t row = 0; row < words->rows; row++) {
		kr_slice word = kr_definition_cell(words, row, columns->word);
		kr_slice weight = kr_definition_cell(words, row, columns->weight);
		int64_t number = WEIGHT;
		if (weight.len > 0 && !kr_number_parse(weight, 0, 100, &number))
			return kr_definition_fail(words, row, columns->weight, error, "not a number from 0 to 100");
		if (kr_map_get(&columns->bases, word, &(uint32_t){0}))
			return kr_definition_fail(words, row, columns->word, error, "stands there twice");
		if (!kr_map_put(&columns->bases, word, row))
			return kr_fail(error, "out of memory");
		if (!kr_slice_equal(word, kr_definition_cell(words, row, columns->stem)))
			continue;
		columns->weights[columns->stems.count] = (uint8_t)number;
		if (!kr_map_put(&columns->stems, word, (uint32_t)columns->stems.count))
			return kr_fail(error, "out of memory");
	}
	columns->weight_count = columns->stems.count;
	return true;
}

static bool
read_names(kr_columns *columns, kr_error *error)
{
	const kr_definition *names = &columns->names;
	size_t count = 0;
	for (size_t row = 0; row < names->rows; row++)
		count += kr_slice_count(kr_definition_cell(names, row, columns->aliases), '|');
	columns->known = kr_arena_array(&columns->arena, count + 1, sizeof *columns->known);
	columns->first = kr_arena_array(&columns->arena, names->rows + 1, sizeof *columns->first);
	for (uint32_t row = 0; row < names->rows && columns->known != NULL && columns->first != NULL; row++) {
		kr_slice rest = kr_slice_items(kr_definition_cell(names, row, columns->aliases)), name;
		columns->first[row] = columns->known_count;
		while (kr_slice_next(&rest, '|', &name)) {
			struct kr_alias *alias = &columns->known[columns->known_count++];
			alias->name = name;
			if (!kr_columns_bag(columns, name, &alias->bag))
				return kr_fail(error, "out of memory");
		}
	}
	if (columns->known == NULL || columns->first == NULL)
		return kr_fail(error, "out of memory");
	columns->first[names->rows] = columns->known_count;
	columns->known_stems = (uint32_t)columns->stems.count;
	return true;
}

bool
kr_columns_load(kr_columns *columns, kr_error *error)
{
	*columns = (kr_columns){0};
	const kr_definition *names = &columns->names, *words = &columns->words;
	bool good = kr_definition_load(&columns->names, NAMES, NULL, error) &&
	    kr_definition_load(&columns->words, STEMS, NULL, error) &&
	    kr_definition_column(names, "meaning", &columns->meaning, error) &&
	    kr_definition_column(names, "kind", &columns->kind, error) &&
	    kr_definition_column(names, "field", &columns->field, error) &&
	    kr_definition_column(names, "alone", &columns->alone, error) &&
	    kr_definition_column(names, "after", &columns->after, error) &&
	    kr_definition_column(names, "names", &columns->aliases, error) &&
	    kr_definition_column(words, "word", &columns->word, error) &&
	    kr_definition_column(words, "stems", &columns->stem, error) &&
	    kr_definition_column(words, "weight", &columns->weight, error) && read_words(columns, error) &&
	    read_names(columns, error);
	if (!good)
		kr_columns_free(columns);
	return good;
}

void
kr_columns_free(kr_columns *columns)
{
	kr_definition_free(&columns->names);
	kr_definition_free(&columns->words);
	kr_map_free(&columns->bases);
	kr_map_free(&columns->stems);
	kr_arena_free(&columns->arena);
	kr_buffer_free(&columns->scratch);
	kr_buffer_free(&columns->folded);
	*columns = (kr_columns){0};
}
