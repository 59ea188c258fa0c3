/* Codings of lists of words: what stands between the items of a list in a file is anybody's guess. */
#include "base/number.h"
#include "codes/coder.h"
#include "codes/list_item.h"

/* A list while it is made. */
typedef struct list_making {
	kr_coder *coder;
	const kr_field *field;
	kr_buffer *out;
	size_t first; /* where it begins in out */
	bool has_none;
	const char *problem;
} list_making;

static void
note(list_making *list, const char *problem)
{
	if (list->problem == NULL || strcmp(list->problem, "placeholder") == 0)
		list->problem = problem;
}

static void
add_special(list_making *list, uint32_t special)
{
	if (special == KR_CODE_NONE && list->field->may_none)
		list->has_none = true;
	else
		note(list, "placeholder");
}

/* An empty list that is known to be empty is `none`. */
static const char *
finish(list_making *list)
{
	if (list->has_none && list->out->len == list->first)
		kr_buffer_text(list->out, "none");
	return list->problem;
}

/* SBI codes of two digits or more (52, 6201, 62.01) by the section that holds their first two digits. */
static bool
find_section(const kr_code_list *list, kr_slice item, uint32_t *row)
{
	int64_t division, from, to;
	if (item.len < 2 || !kr_number_parse(kr_slice_part(item, 0, 2), 1, 99, &division))
		return false;
	for (size_t i = 2; i < item.len; i++)
		if (item.ptr[i] != '.' && (item.ptr[i] < '0' || item.ptr[i] > '9'))
			return false;
	for (*row = 0; *row < list->definition.rows; ++*row)
		if (kr_number_parse(kr_code_list_cell(list, *row, "from"), 1, 99, &from) &&
		    kr_number_parse(kr_code_list_cell(list, *row, "to"), 1, 99, &to) && division >= from && division <= to)
			return true;
	return false;
}

static bool
is_sector(const kr_field *field)
{
	return field->coding == kr_code_sectors || field->coding == kr_code_sector;
}

/* A placeholder that stands for an item, or 0. */
static uint32_t
find_placeholder(const list_making *list, kr_slice item)
{
	kr_coder *coder = list->coder;
	uint32_t special = kr_placeholder_find(&coder->placeholders, list->field->placeholder, item, &coder->key);
	if (special == 0 && is_sector(list->field))
		special = kr_placeholder_find(&coder->placeholders, KR_PLACEHOLDER_CODE, item, &coder->key);
	return special;
}

/* A code, or a special word. A piece of something longer (not `alone`) is no placeholder. */
static bool
add_known(list_making *list, kr_slice item, bool alone)
{
	uint32_t row;
	const kr_code_list *codes = list->field->list;
	item = kr_slice_trim(item);
	if (item.len == 0)
		return true;
	if (!kr_code_list_find(codes, item, &list->coder->key, &row)) {
		row = alone ? find_placeholder(list, item) : 0;
		if (row == 0 && !(is_sector(list->field) && find_section(codes, item, &row)))
			return false;
	}
	if (row < KR_CODE_SPECIAL)
		kr_list_add(list->out, list->first, kr_code_list_code(codes, row));
	else if (alone)
		add_special(list, row);
	return alone || row < KR_CODE_SPECIAL;
}

/* "en" and "of" between words say nothing. */
static bool
is_filler(kr_slice word)
{
	return word.len == 0 || kr_slice_equal_fold(word, KR_SLICE("en")) || kr_slice_equal_fold(word, KR_SLICE("of"));
}

/* "auto fiets": good only when every word is known, else "geen auto" would be a car. */
static bool
add_blank_separated(list_making *list, kr_slice item)
{
	size_t before = list->out->len;
	kr_slice rest = kr_slice_items(item), word;
	while (kr_slice_next(&rest, ' ', &word))
		if (!is_filler(word) && !add_known(list, word, false)) {
			list->out->len = before;
			return false;
		}
	return true;
}

static bool
has_comma(kr_slice item)
{
	return kr_slice_find(item, ',') < item.len || kr_slice_find(item, '/') < item.len ||
	    kr_slice_find(item, '&') < item.len;
}

/* "A, B/C": a piece that is not known is noted, the others count. */
static void
add_pieces(list_making *list, kr_slice item)
{
	for (size_t at = 0; at <= item.len; at++) {
		size_t from = at;
		while (at < item.len && item.ptr[at] != ',' && item.ptr[at] != '/' && item.ptr[at] != '&')
			at++;
		kr_slice piece = kr_slice_trim(kr_slice_part(item, from, at));
		if (!is_filler(piece) && !add_known(list, piece, true) && !add_blank_separated(list, piece))
			note(list, kr_coder_unknown(list->coder, list->field, piece));
	}
}

static void
add_word_item(list_making *list, kr_slice item)
{
	if (add_known(list, item, true))
		return;
	if (has_comma(item))
		add_pieces(list, item);
	else if (!add_blank_separated(list, item))
		note(list, kr_coder_unknown(list->coder, list->field, item));
}

const char *
kr_code_words(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	list_making list = {coder, field, out, out->len, false, NULL};
	kr_slice rest = value, item;
	if (field->list == NULL)
		return kr_code_texts(coder, field, value, out);
	if (!add_known(&list, value, true))
		while (kr_list_take(&rest, &item))
			add_word_item(&list, item);
	return finish(&list);
}

const char *
kr_code_sectors(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	return kr_code_words(coder, field, value, out);
}

/* One section; a text that names two names none. */
const char *
kr_code_sector(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	list_making list = {coder, field, out, out->len, false, NULL};
	return add_known(&list, value, true) ? finish(&list) : kr_coder_unknown(coder, field, value);
}

const char *
kr_code_texts(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	list_making list = {coder, field, out, out->len, false, NULL};
	kr_slice rest = value, item;
	while (kr_list_take(&rest, &item)) {
		uint32_t special = kr_placeholder_find(&coder->placeholders, field->placeholder, item, &coder->key);
		if (special != 0)
			add_special(&list, special);
		else if (item.len != 0)
			kr_list_add(out, list.first, item);
	}
	return finish(&list);
}
