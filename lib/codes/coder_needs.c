/*
 * Codings of what a person needs or a service gives (lib/tables/need_kinds), as files write it: "skill:solderen:", "rijbewijs B",
 * "taalniveau Nederlands A2", "mbo-diploma verzorgende".
 */
#include "codes/coder_item.h"
#include "codes/list_item.h"

/* An item by its parts. */
typedef struct need {
	uint32_t kind; /* row of the kinds, or KR_CODE_UNKNOWN */
	kr_slice value, level;
} need;

/* "kind:value:level", what stands behind a second colon and a third belongs to the level. */
static bool
by_colons(kr_coder *coder, const kr_code_list *kinds, kr_slice item, need *found)
{
	size_t colon = kr_slice_find(item, ':');
	kr_slice kind = kr_slice_trim(kr_slice_part(item, 0, colon)), rest = kr_slice_part(item, colon + 1, item.len);
	if (colon == item.len)
		return false;
	found->kind = KR_CODE_UNKNOWN;
	if (kind.len != 0 && (!kr_code_list_find(kinds, kind, &coder->key, &found->kind) || found->kind >= KR_CODE_SPECIAL))
		return false;
	size_t second = kr_slice_find(rest, ':');
	found->value = kr_slice_trim(kr_slice_part(rest, 0, second));
	found->level = kr_slice_trim(kr_slice_part(rest, second + 1, rest.len));
	return true;
}

/* The row of the kind whose values are codes of a list. */
static uint32_t
kind_of_values(const kr_code_list *kinds, const char *list)
{
	for (uint32_t row = 0; row < kinds->definition.rows; row++)
		if (kr_slice_is(kr_code_list_cell(kinds, row, "values_of"), list))
			return row;
	return KR_CODE_UNKNOWN;
}

/* "rijbewijs B" by the word before it, "Nederlands A2" by the language; anything else is a text of no kind. */
static void
by_words(kr_coder *coder, const kr_code_list *kinds, kr_slice item, need *found)
{
	kr_slice word, rest;
	const kr_code_list *languages = kr_coder_list(coder, KR_SLICE("languages"));
	*found = (need){KR_CODE_UNKNOWN, item, {0}};
	if (kr_item_beginning(coder, kinds, item, &word, &rest) && kr_item_without_marks(rest).len != 0) {
		(void)kr_code_list_find(kinds, word, &coder->key, &found->kind);
		found->value = kr_item_without_marks(rest);
	} else if (languages != NULL && kr_item_beginning(coder, languages, item, &word, &rest)) {
		found->kind = kind_of_values(kinds, "languages");
	}
}

/* "Nederlands A2" in one part, "mbo 2 verzorgende": a word of the list before the rest of the text. */
static void
split_level(kr_coder *coder, const kr_code_list *values, const kr_code_list *levels, need *found)
{
	kr_slice word, rest;
	if (found->level.len != 0 || levels == NULL)
		return;
	if (!kr_item_beginning(coder, values != NULL ? values : levels, found->value, &word, &rest))
		return;
	found->level = values != NULL ? kr_item_without_marks(rest) : word;
	found->value = values != NULL ? word : kr_item_without_marks(rest);
}

static const char *
put_part(kr_coder *coder, const kr_code_list *list, kr_slice text, kr_buffer *out)
{
	kr_field field = {.list = list, .placeholder = KR_PLACEHOLDER_CODE};
	if (text.len == 0)
		return NULL;
	if (list != NULL)
		return kr_code_word(coder, &field, text, out);
	kr_item_put_text(text, out);
	return NULL;
}

/* Adds the item; nothing where neither value nor level is known. */
static const char *
put_need(kr_coder *coder, const kr_code_list *kinds, need *found, kr_buffer *out)
{
	bool is_known = found->kind < KR_CODE_SPECIAL;
	const kr_code_list *values = is_known ? kr_coder_list(coder, kr_code_list_cell(kinds, found->kind, "values_of")) : NULL;
	const kr_code_list *levels = is_known ? kr_coder_list(coder, kr_code_list_cell(kinds, found->kind, "levels_of")) : NULL;
	size_t from = out->len;
	split_level(coder, values, levels, found);
	kr_buffer_slice_add(out, is_known ? kr_code_list_code(kinds, found->kind) : kr_slice_of(NULL, 0));
	kr_buffer_char(out, ':');
	size_t empty = out->len + 1;
	const char *problem = put_part(coder, values, found->value, out);
	kr_buffer_char(out, ':');
	const char *wrong = put_part(coder, levels, found->level, out);
	if (out->len == empty)
		out->len = from;
	return problem != NULL ? problem : wrong;
}

const char *
kr_code_needs(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	const kr_code_list *kinds = field->parts[0].list;
	size_t first = out->len;
	bool has_none = false;
	const char *problem = NULL;
	kr_slice rest = value, item;
	while (kr_list_take(&rest, &item)) {
		need found;
		uint32_t special = kr_placeholder_find(&coder->placeholders, KR_PLACEHOLDER_LIST, item, &coder->key);
		has_none |= special == KR_CODE_NONE && field->may_none;
		if (special != 0 || item.len == 0) {
			problem = special != 0 && special != KR_CODE_NONE && problem == NULL ? "placeholder" : problem;
			continue;
		}
		if (!by_colons(coder, kinds, item, &found))
			by_words(coder, kinds, item, &found);
		kr_buffer_clear(&coder->item);
		const char *wrong = put_need(coder, kinds, &found, &coder->item);
		problem = wrong != NULL ? wrong : problem;
		if (coder->item.len != 0)
			kr_list_add(out, first, kr_buffer_slice(&coder->item));
	}
	if (has_none && out->len == first)
		kr_buffer_text(out, "none");
	return problem;
}
