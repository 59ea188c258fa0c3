#include "codes/name.h"

#include "codes/name_form.h"

enum { PREFIX_WORDS_MAX = 4, PREFIX_BYTES_MAX = 24, ROUNDS_MAX = 8 };

static bool
add_words(kr_names *names, const kr_definition *table, kr_map *map, kr_error *error)
{
	uint32_t column;
	kr_buffer key = {0};
	bool good = kr_definition_column(table, "word", &column, error);
	for (uint32_t row = 0; good && row < table->rows; row++) {
		kr_slice kept = kr_arena_copy(&names->arena, kr_lowered(&key, kr_definition_cell(table, row, column)));
		good = (kept.ptr != NULL && !key.failed && kr_map_put(map, kept, row)) || kr_fail(error, "memory is short");
	}
	kr_buffer_free(&key);
	return good;
}

bool
kr_names_load(kr_names *names, const char *directory, kr_error *error)
{
	*names = (kr_names){0};
	bool good = kr_definition_load(&names->prefixes, "tables/prefixes", directory, error) &&
	    kr_definition_load(&names->titles, "tables/name_titles", directory, error) &&
	    kr_definition_column(&names->prefixes, "code", &names->prefix_code, error) &&
	    add_words(names, &names->prefixes, &names->prefix_words, error) &&
	    add_words(names, &names->titles, &names->title_words, error);
	if (!good)
		kr_names_free(names);
	return good;
}

void
kr_names_free(kr_names *names)
{
	kr_definition_free(&names->prefixes);
	kr_definition_free(&names->titles);
	kr_map_free(&names->prefix_words);
	kr_map_free(&names->title_words);
	kr_arena_free(&names->arena);
}

kr_slice
kr_name_prefix(const kr_names *names, kr_slice text, kr_buffer *key)
{
	uint32_t row;
	if (text.len == 0 || text.len > PREFIX_BYTES_MAX || !kr_map_get(&names->prefix_words, kr_lowered(key, text), &row))
		return kr_slice_of(NULL, 0);
	return kr_definition_cell(&names->prefixes, row, names->prefix_code);
}

/* End of the word that begins at `at`. */
static size_t
word_end(kr_slice text, size_t at)
{
	while (at < text.len && text.ptr[at] != ' ')
		at++;
	return at;
}

/* "d'Hondt" and "v.d.Berg": the prefix is glued to the name. */
static size_t
glued_end(kr_slice text)
{
	size_t end = word_end(text, 0), last = 0;
	for (size_t i = 0; i + 1 < end; i++)
		if (text.ptr[i] == '.' || (text.ptr[i] == '\'' && i <= 2))
			last = i + 1;
	return last;
}

kr_slice
kr_name_take_prefix(const kr_names *names, kr_slice *surname, kr_buffer *key)
{
	size_t ends[PREFIX_WORDS_MAX + 1], count = 0;
	kr_slice text = *surname;
	ends[count++] = glued_end(text);
	for (size_t at = 0; at < text.len && count <= PREFIX_WORDS_MAX; at++) {
		at = word_end(text, at);
		if (at < text.len)
			ends[count++] = at;
	}
	while (count-- > 0) {
		kr_slice rest = kr_slice_trim(kr_slice_part(text, ends[count], text.len));
		kr_slice prefix = kr_name_prefix(names, kr_slice_part(text, 0, ends[count]), key);
		if (prefix.len == 0 || rest.len < 2)
			continue;
		*surname = rest;
		return prefix;
	}
	return kr_slice_of(NULL, 0);
}

/* The prefix at the end of "J.P. van der"; *text becomes what stands before it. */
static kr_slice
take_last_prefix(const kr_names *names, kr_slice *text, kr_buffer *key)
{
	for (size_t at = 0; at < text->len; at = word_end(*text, at) + 1) {
		kr_slice tail = kr_slice_part(*text, at, text->len);
		size_t first = word_end(tail, 0);
		if (kr_is_initials(kr_slice_part(tail, 0, first)))
			continue;
		kr_slice prefix = kr_name_prefix(names, tail, key);
		if (prefix.len != 0) {
			*text = kr_slice_trim(kr_slice_part(*text, 0, at));
			return prefix;
		}
	}
	return kr_slice_of(NULL, 0);
}

static bool
is_title(const kr_names *names, kr_slice word, kr_buffer *key)
{
	uint32_t row;
	return word.len >= 2 && word.len <= 14 && kr_map_get(&names->title_words, kr_lowered(key, word), &row);
}

static kr_slice
without_first_titles(const kr_names *names, kr_slice text, kr_buffer *key)
{
	for (;;) {
		size_t end = word_end(text, 0);
		bool is_de_heer = text.len > 8 && kr_slice_equal_fold(kr_slice_part(text, 0, 8), KR_SLICE("de heer "));
		if (is_de_heer)
			end = 7;
		if (end >= text.len || !(is_de_heer || is_title(names, kr_slice_part(text, 0, end), key)))
			return text;
		text = kr_slice_trim(kr_slice_part(text, end, text.len));
	}
}

static kr_slice
without_titles(const kr_names *names, kr_slice text, kr_buffer *key)
{
	text = without_first_titles(names, kr_slice_trim(text), key);
	for (;;) {
		size_t at = text.len;
		while (at > 0 && text.ptr[at - 1] != ' ')
			at--;
		if (at == 0 || !is_title(names, kr_slice_part(text, at, text.len), key))
			return text;
		text = kr_slice_trim(kr_slice_part(text, 0, at));
		if (text.len != 0 && text.ptr[text.len - 1] == ',')
			text.len--;
	}
}

static void
fill(kr_name *name, enum kr_name_part part, kr_slice text)
{
	if (name->parts[part].len == 0 && text.len != 0)
		name->parts[part] = text;
}

/* Initials or given names, as they look. */
static void
fill_first_names(kr_name *name, kr_slice text)
{
	if (text.len == 0)
		return;
	size_t end = word_end(text, 0);
	bool are_initials = kr_is_initials(kr_slice_part(text, 0, end)) || (kr_letters_of(text).lower == 0 && text.len <= 4);
	enum kr_name_part part = are_initials ? KR_NAME_INITIALS : KR_NAME_GIVEN;
	if (name->parts[part].len != 0)
		part = KR_NAME_GIVEN;
	fill(name, part, text);
}

/* "X, J.P. van der" and "X, van der, J.P.": what stands behind the surname. */
static kr_slice
split_at_comma(const kr_names *names, kr_name *name, kr_slice text, kr_buffer *key)
{
	size_t comma = kr_slice_find(text, ',');
	kr_slice rest = kr_slice_part(text, comma + 1, text.len), piece;
	while (kr_slice_next(&rest, ',', &piece)) {
		piece = without_titles(names, piece, key);
		if (is_title(names, piece, key))
			continue;
		fill(name, KR_NAME_PREFIX, take_last_prefix(names, &piece, key));
		fill_first_names(name, piece);
	}
	return kr_slice_trim(kr_slice_part(text, 0, comma));
}

/* "J.P. van der X" in the field of the surname. */
static kr_slice
split_initials(kr_name *name, kr_slice text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t end = word_end(text, at);
		if (end == text.len || !kr_is_initials(kr_slice_part(text, at, end)))
			break;
		at = end + 1;
	}
	if (at != 0)
		fill(name, KR_NAME_INITIALS, kr_slice_trim(kr_slice_part(text, 0, at)));
	return kr_slice_part(text, at, text.len);
}

/* "Jan Peter van der X": given names up to the first prefix, else up to the last word. */
static kr_slice
split_given_names(const kr_names *names, kr_name *name, kr_slice text, kr_buffer *key)
{
	size_t last = 0;
	for (size_t at = word_end(text, 0) + 1; at < text.len; at = word_end(text, at) + 1) {
		last = at;
		kr_slice tail = kr_slice_part(text, at, text.len);
		if (kr_name_take_prefix(names, &tail, key).len != 0)
			break;
	}
	if (last != 0)
		fill_first_names(name, kr_slice_trim(kr_slice_part(text, 0, last)));
	return kr_slice_part(text, last, text.len);
}

/* Position and size of a mark between two names, "geb." or "e/v"; false when there is none. */
static bool
find_mark(kr_slice text, const char *const *marks, size_t *at, size_t *size)
{
	for (; *marks != NULL; marks++) {
		*size = strlen(*marks);
		for (size_t i = 1; i + *size < text.len; i++)
			if (kr_slice_equal_fold(kr_slice_part(text, i, i + *size), kr_slice_text(*marks))) {
				*at = i;
				return true;
			}
	}
	return false;
}

static void
set_pair(kr_name *name, kr_slice own, kr_slice partner)
{
	name->parts[KR_NAME_SURNAME] = kr_slice_trim(own);
	name->parts[KR_NAME_PARTNER_SURNAME] = kr_slice_trim(partner);
}

/* A hyphen between two surnames; what stands before it must not be a prefix (El-X) and both must be names. */
static bool
find_hyphen(const kr_names *names, kr_slice text, size_t *at, kr_buffer *key)
{
	*at = kr_slice_find(text, '-');
	kr_slice left = kr_slice_trim(kr_slice_part(text, 0, *at));
	kr_slice right = kr_slice_trim(kr_slice_part(text, *at + 1, text.len));
	return left.len >= 2 && right.len >= 2 && kr_name_prefix(names, left, key).len == 0;
}

static void
split_partner(const kr_names *names, kr_name *name, kr_buffer *key)
{
	static const char *const born[] = {" geb. ", " geb ", " geboren ", NULL};
	static const char *const wife[] = {" e/v ", " e.v. ", " ev ", " echtgenote van ", NULL};
	kr_slice text = name->parts[KR_NAME_SURNAME];
	size_t at, size;
	if (name->parts[KR_NAME_PARTNER_SURNAME].len != 0)
		return;
	if (find_mark(text, born, &at, &size))
		set_pair(name, kr_slice_part(text, at + size, text.len), kr_slice_part(text, 0, at));
	else if (find_mark(text, wife, &at, &size))
		set_pair(name, kr_slice_part(text, 0, at), kr_slice_part(text, at + size, text.len));
	else if (find_hyphen(names, text, &at, key))
		set_pair(name, kr_slice_part(text, 0, at), kr_slice_part(text, at + 1, text.len));
}

/* "El-X": the prefix goes with its hyphen. */
static kr_slice
take_hyphened_prefix(const kr_names *names, kr_slice *surname, kr_buffer *key)
{
	size_t at = kr_slice_find(*surname, '-');
	kr_slice rest = kr_slice_trim(kr_slice_part(*surname, at + 1, surname->len));
	kr_slice prefix = at < surname->len ? kr_name_prefix(names, kr_slice_part(*surname, 0, at), key) : kr_slice_of(NULL, 0);
	if (prefix.len == 0 || rest.len < 2)
		return kr_slice_of(NULL, 0);
	*surname = rest;
	return prefix;
}

/* A prefix that stands in the field of the surname, or in both. */
static void
settle_prefix(const kr_names *names, kr_slice *prefix, kr_slice *surname, kr_name_scratch *scratch)
{
	kr_slice rest = *surname, given = kr_slice_trim(*prefix), known = kr_name_prefix(names, given, &scratch->key);
	kr_slice found = kr_name_take_prefix(names, &rest, &scratch->key);
	if (found.len == 0)
		found = take_hyphened_prefix(names, &rest, &scratch->key);
	if (given.len != 0 && known.len == 0) {
		size_t from = scratch->text.len;
		kr_buffer_slice_add(&scratch->text, kr_lowered(&scratch->key, given));
		known = kr_buffer_since(&scratch->text, from);
	}
	*prefix = known.len != 0 ? known : found;
	if (found.len != 0 && kr_slice_equal(*prefix, found))
		*surname = rest;
}

static void
split_surname(const kr_names *names, kr_name *name, kr_slice whole, kr_buffer *key)
{
	bool is_whole = name->parts[KR_NAME_SURNAME].len == 0;
	kr_slice text = without_titles(names, is_whole ? whole : name->parts[KR_NAME_SURNAME], key);
	if (kr_slice_find(text, ',') < text.len)
		text = split_at_comma(names, name, text, key);
	else if (is_whole || name->parts[KR_NAME_INITIALS].len == 0) {
		size_t before = text.len;
		text = split_initials(name, text);
		if (is_whole && text.len == before)
			text = split_given_names(names, name, text, key);
	}
	name->parts[KR_NAME_SURNAME] = without_titles(names, text, key);
}

/* Bytes of an escape (a line break and the like) or a no-break space here, or 0. */
static size_t
odd_blank(kr_slice text, size_t at)
{
	if (text.ptr[at] == '\\')
		return 2;
	bool is_no_break = text.ptr[at] == (char)0xC2 && at + 1 < text.len && text.ptr[at + 1] == (char)0xA0;
	return is_no_break ? 2 : 0;
}

static bool
is_tidy(kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (odd_blank(text, i) != 0 || (text.ptr[i] == ' ' && text.ptr[i - 1] == ' '))
			return false;
	return true;
}

/* Runs of blanks as one, odd blanks among them; the text itself when there are none. */
static kr_slice
tidy(kr_slice text, kr_buffer *out)
{
	text = kr_slice_trim(text);
	if (is_tidy(text))
		return text;
	size_t from = out->len;
	for (size_t i = 0, size; i < text.len; i += size ? size : 1) {
		size = odd_blank(text, i);
		char c = size ? ' ' : text.ptr[i];
		if (c != ' ' || (out->len > from && out->ptr[out->len - 1] != ' '))
			kr_buffer_char(out, c);
	}
	return kr_slice_trim(kr_buffer_since(out, from));
}

static void
settle_first_names(const kr_names *names, kr_name *name, kr_name_scratch *scratch)
{
	kr_slice *initials = &name->parts[KR_NAME_INITIALS], *given = &name->parts[KR_NAME_GIVEN];
	*initials = without_titles(names, *initials, &scratch->key);
	*given = without_titles(names, *given, &scratch->key);
	if (given->len == 0 && initials->len > 2 && kr_is_given_name(*initials))
		*given = *initials;
	if (initials->len != 0)
		*initials = kr_initials_form(*initials, &scratch->text);
	*given = kr_name_case(*given, &scratch->text);
}

/* One round. What it writes is at most three times as long as what it reads. */
static void
read_once(const kr_names *names, kr_name *name, kr_slice whole, kr_name_scratch *scratch)
{
	kr_slice *parts = name->parts;
	for (int i = 0; i < KR_NAME_PARTS; i++)
		parts[i] = tidy(parts[i], &scratch->text);
	split_surname(names, name, whole, &scratch->key);
	split_partner(names, name, &scratch->key);
	settle_prefix(names, &parts[KR_NAME_PREFIX], &parts[KR_NAME_SURNAME], scratch);
	settle_prefix(names, &parts[KR_NAME_PARTNER_PREFIX], &parts[KR_NAME_PARTNER_SURNAME], scratch);
	settle_first_names(names, name, scratch);
	parts[KR_NAME_SURNAME] = kr_name_case(parts[KR_NAME_SURNAME], &scratch->text);
	parts[KR_NAME_PARTNER_SURNAME] = kr_name_case(parts[KR_NAME_PARTNER_SURNAME], &scratch->text);
}

static bool
is_same(const kr_name *a, const kr_name *b)
{
	for (int i = 0; i < KR_NAME_PARTS; i++)
		if (!kr_slice_equal(a->parts[i], b->parts[i]))
			return false;
	return true;
}

/* Rounds until nothing changes: "dr. de heer v.d. XIB" shows one thing behind the other. */
void
kr_name_read(const kr_names *names, kr_name *name, kr_slice whole, kr_name_scratch *scratch)
{
	size_t room = whole.len;
	kr_name before;
	kr_buffer_clear(&scratch->text);
	for (int i = 0; i < KR_NAME_PARTS; i++)
		room += name->parts[i].len;
	/* All of it fits, so that no slice moves. */
	if (room == 0 || !kr_buffer_reserve(&scratch->text, (room * 4 + 16) * ROUNDS_MAX))
		return;
	whole = tidy(whole, &scratch->text);
	for (int round = 0; round < ROUNDS_MAX; round++) {
		before = *name;
		read_once(names, name, whole, scratch);
		if (is_same(&before, name))
			return;
		whole = kr_slice_of(NULL, 0);
	}
}
