/*
 * Codings of items with parts (level:field:diploma:status), and of items that a file has not taken apart ("MBO
 * Verpleegkunde", "Engels (goed)", "Lasser").
 */
#include "codes/coder_item.h"
#include "codes/list_item.h"

/* Bytes of the longest word that is looked for at the beginning of an item. */
enum { BEGINNING_MAX = 80 };

/* The parts of an item as the file has them. */
typedef struct item_pieces {
	kr_slice text[KR_PARTS_MAX];
	size_t count; /* as found, may be more than there is room for */
} item_pieces;

static item_pieces
take_apart(kr_slice item)
{
	item_pieces found = {.count = 0};
	kr_slice rest = kr_slice_items(item), piece;
	for (; kr_slice_next(&rest, ':', &piece); found.count++)
		if (found.count < KR_PARTS_MAX)
			found.text[found.count] = kr_slice_trim(piece);
	return found;
}

static bool
is_occupation(const kr_field *field)
{
	return field->parts[0].coding == kr_code_word && field->parts[0].list == NULL;
}

void
kr_item_put_text(kr_slice text, kr_buffer *out)
{
	bool blank = false;
	size_t from = out->len;
	text = kr_slice_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool is_no_break = text.ptr[i] == (char)0xC2 && i + 1 < text.len && text.ptr[i + 1] == (char)0xA0;
		if (text.ptr[i] == ' ' || text.ptr[i] == ':' || is_no_break) {
			blank = out->len > from;
			i += is_no_break;
			continue;
		}
		if (blank)
			kr_buffer_char(out, ' ');
		blank = false;
		kr_buffer_char(out, text.ptr[i]);
	}
}

static const char *
put_part(kr_coder *coder, const kr_part *part, kr_slice text, kr_buffer *out)
{
	if (text.len == 0)
		return NULL;
	if (part->coding == NULL) {
		kr_item_put_text(text, out);
		return NULL;
	}
	kr_field field = {.list = part->list, .may_open = part->may_open, .placeholder = KR_PLACEHOLDER_CODE};
	if (part->coding == kr_code_date)
		field.placeholder = part->may_open ? KR_PLACEHOLDER_END_DATE : KR_PLACEHOLDER_DATE;
	return part->coding(coder, &field, text, out);
}

/* All parts with : between them; nothing when none is known. */
static const char *
put_parts(kr_coder *coder, const kr_field *field, const item_pieces *found, kr_buffer *out)
{
	size_t from = out->len, known = 0;
	const char *problem = found->count > field->part_count ? "too-many-parts" : NULL;
	for (size_t i = 0; i < field->part_count; i++) {
		if (i != 0)
			kr_buffer_char(out, ':');
		size_t before = out->len;
		const char *wrong = put_part(coder, &field->parts[i], found->text[i], out);
		problem = wrong != NULL ? wrong : problem;
		known += out->len > before;
	}
	if (known == 0)
		out->len = from;
	return problem;
}

static bool
looks_like_code(kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len != 0;
}

/* Title, first and last day when no code stands before them; a title may hold colons where nothing follows it. */
static void
shift(const kr_field *field, item_pieces *found, kr_slice item)
{
	if (field->part_count == 2) {
		found->text[1] = item;
	} else {
		for (size_t i = field->part_count - 1; i > 0; i--)
			found->text[i] = i - 1 < found->count ? found->text[i - 1] : kr_slice_of(NULL, 0);
		found->count++;
	}
	found->text[0] = kr_slice_of(NULL, 0);
	if (field->part_count == 2)
		found->count = 2;
}

static kr_slice
after_first_colon(kr_slice item)
{
	return kr_slice_part(item, kr_slice_find(item, ':') + 1, item.len);
}

static const char *
put_occupation(kr_coder *coder, const kr_field *field, kr_slice item, kr_buffer *out)
{
	item_pieces found = take_apart(item);
	size_t from = out->len;
	kr_slice code = kr_occupation_of_code(&coder->occupations, found.text[0]);
	bool is_bad_code = code.len == 0 && looks_like_code(found.text[0]);
	if (code.len == 0 && found.text[0].len != 0 && !is_bad_code)
		shift(field, &found, item);
	else if (field->part_count == 2 && found.count > 2)
		found.text[1] = after_first_colon(item);
	if (field->part_count == 2 && found.count > 2)
		found.count = 2;
	if (code.len == 0)
		code = kr_occupation_code(&coder->occupations, found.text[1], &coder->key);
	found.text[0] = kr_slice_of(NULL, 0);
	kr_buffer_slice_add(out, code);
	const char *problem = put_parts(coder, field, &found, out);
	if (out->len == from + code.len && code.len != 0)
		for (size_t i = 1; i < field->part_count; i++)
			kr_buffer_char(out, ':');
	if (problem != NULL)
		return problem;
	return is_bad_code ? "unknown-code" : NULL;
}

static bool
cuts(char c)
{
	return c == ' ' || c == '-' || c == ',' || c == '(';
}

bool
kr_item_beginning(kr_coder *coder, const kr_code_list *list, kr_slice text, kr_slice *beginning, kr_slice *rest)
{
	uint32_t row;
	for (size_t at = text.len < BEGINNING_MAX ? text.len : BEGINNING_MAX; at > 0; at--) {
		if (at < text.len && !cuts(text.ptr[at]))
			continue;
		kr_slice part = kr_slice_trim(kr_slice_part(text, 0, at));
		if (part.len == 0 || !kr_code_list_find(list, part, &coder->key, &row) || row >= KR_CODE_SPECIAL)
			continue;
		*beginning = part;
		*rest = kr_slice_part(text, at, text.len);
		return true;
	}
	return false;
}

kr_slice
kr_item_without_marks(kr_slice text)
{
	text = kr_slice_trim(text);
	while (text.len != 0 && (cuts(text.ptr[0]) || text.ptr[0] == ')'))
		text = kr_slice_part(text, 1, text.len);
	bool has_open = kr_slice_find(text, '(') < text.len;
	if (text.len != 0 && text.ptr[text.len - 1] == ')' && !has_open)
		text.len--;
	return kr_slice_trim(text);
}

/* "Engels (goed)": a level without a kind holds for speaking, writing, reading and listening. */
static const char *
spread_level(kr_coder *coder, const kr_field *field, item_pieces *found, kr_slice level)
{
	uint32_t row;
	if (level.len == 0)
		return NULL;
	if (!kr_code_list_find(field->parts[1].list, level, &coder->key, &row))
		return "unknown-word";
	for (size_t i = 1; i < field->part_count; i++)
		found->text[i] = level;
	return NULL;
}

/*
 * What is in the first part alone: a word of its list, or one with more behind it. Education that is not known
 * keeps its text as the field of study.
 */
static const char *
split_first(kr_coder *coder, const kr_field *field, item_pieces *found)
{
	uint32_t row;
	kr_slice text = found->text[0], rest;
	bool is_language = field->part_count > 1 && field->parts[1].list != NULL;
	bool is_free = field->part_count > 1 && field->parts[1].coding == NULL;
	if (text.len == 0 || kr_code_list_find(field->parts[0].list, text, &coder->key, &row))
		return NULL;
	bool is_known = kr_item_beginning(coder, field->parts[0].list, text, &found->text[0], &rest);
	if (is_known && is_language)
		return spread_level(coder, field, found, kr_item_without_marks(rest));
	if (!is_free)
		return NULL;
	found->text[0] = is_known ? found->text[0] : kr_slice_of(NULL, 0);
	found->text[1] = is_known ? kr_item_without_marks(rest) : text;
	return NULL;
}

static bool
stands_alone(const item_pieces *found)
{
	for (size_t i = 1; i < found->count && i < KR_PARTS_MAX; i++)
		if (found->text[i].len != 0)
			return false;
	return true;
}

static const char *
put_item(kr_coder *coder, const kr_field *field, kr_slice item, kr_buffer *out)
{
	if (is_occupation(field))
		return put_occupation(coder, field, item, out);
	item_pieces found = take_apart(item);
	const char *problem = NULL;
	if (stands_alone(&found) && field->parts[0].list != NULL)
		problem = split_first(coder, field, &found);
	const char *wrong = put_parts(coder, field, &found, out);
	return wrong != NULL ? wrong : problem;
}

/* What an item as a whole means when it is no item: `none`, a placeholder; 0 when it is one. */
static uint32_t
special_of(kr_coder *coder, const kr_field *field, kr_slice item)
{
	uint32_t row;
	const kr_code_list *list = field->parts[0].list;
	if (kr_slice_find(item, ':') < item.len)
		return 0;
	if (list != NULL && kr_code_list_find(list, item, &coder->key, &row))
		return row >= KR_CODE_SPECIAL ? row : 0;
	return kr_placeholder_find(&coder->placeholders, KR_PLACEHOLDER_LIST, item, &coder->key);
}

const char *
kr_code_item(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	uint32_t special = special_of(coder, field, value);
	if (special != 0)
		return kr_code_special_word(field, special, out);
	return put_item(coder, field, value, out);
}

static const char *
worse(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	return kr_problem_loses(a) || !kr_problem_loses(b) ? a : b;
}

static bool
separates(char c)
{
	return c == ',' || c == '/';
}

bool
kr_is_uncoded(kr_slice list)
{
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item))
		if (item.len != 0 && item.ptr[0] == ':')
			return true;
	return false;
}

static const char *
add_item(kr_coder *coder, const kr_field *field, kr_slice item, kr_buffer *out, size_t first)
{
	kr_buffer_clear(&coder->item);
	const char *problem = put_item(coder, field, item, &coder->item);
	if (coder->item.len != 0)
		kr_list_add(out, first, kr_buffer_slice(&coder->item));
	return problem;
}

/* "Lasser / constructiebankwerker", "Engels, Duits": good only when every piece is known; else the item is one. */
static bool
add_pieces(kr_coder *coder, const kr_field *field, kr_slice item, kr_buffer *out, size_t first)
{
	size_t before = out->len, count = 0;
	for (size_t at = 0; at <= item.len; at++, count++) {
		size_t from = at;
		while (at < item.len && !separates(item.ptr[at]))
			at++;
		kr_slice piece = kr_slice_trim(kr_slice_part(item, from, at));
		bool is_item = piece.len != 0 && special_of(coder, field, piece) == 0;
		if (!is_item || add_item(coder, field, piece, out, first) != NULL || kr_is_uncoded(kr_buffer_slice(&coder->item))) {
			out->len = before;
			return false;
		}
	}
	return count > 1;
}

static bool
may_have_pieces(kr_slice item)
{
	if (kr_slice_find(item, ':') < item.len)
		return false;
	return kr_slice_find(item, ',') < item.len || kr_slice_find(item, '/') < item.len;
}

static const char *
add_item_or_pieces(kr_coder *coder, const kr_field *field, kr_slice item, kr_buffer *out, size_t first)
{
	size_t before = out->len;
	const char *problem = add_item(coder, field, item, out, first);
	bool is_good = problem == NULL && !kr_is_uncoded(kr_buffer_slice(&coder->item));
	if (is_good || !may_have_pieces(item))
		return problem;
	out->len = before;
	return add_pieces(coder, field, item, out, first) ? NULL : add_item(coder, field, item, out, first);
}

const char *
kr_code_items(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	size_t first = out->len;
	bool has_none = false;
	const char *problem = NULL;
	kr_slice rest = value, item;
	while (kr_list_take(&rest, &item)) {
		if (item.len == 0)
			continue;
		uint32_t special = special_of(coder, field, item);
		bool is_none = special == KR_CODE_NONE && field->may_none;
		has_none |= is_none;
		if (special == 0)
			problem = worse(problem, add_item_or_pieces(coder, field, item, out, first));
		else if (!is_none)
			problem = worse(problem, "placeholder");
	}
	if (has_none && out->len == first)
		kr_buffer_text(out, "none");
	return problem;
}
