#include "base/ascii.h"
#include "base/number.h"
#include "source/json_write.h"
#include "source/layout.h"

/* One record on its way. */
typedef struct work {
	kr_layout_tree *tree;
	const kr_record *record;
	kr_rejects *rejects;
	kr_buffer *to;
	bool in_item;
	kr_slice item;     /* of the innermost list */
	uint32_t division; /* of a section: which of its divisions; `more`: there is another */
	bool more, lacks;
} work;

/* The value of a leaf's field: the first that is filled. */
static kr_slice
field_value(const work *w, const kr_leaf *leaf)
{
	for (uint32_t i = 0; i < KR_LAYOUT_SOURCES; i++) {
		kr_slice value = kr_record_field(w->record, leaf->inputs[i]);
		if (value.len > 0)
			return value;
	}
	return kr_slice_of(NULL, 0);
}

/* Lists a value that is left out. False. */
static bool
refuse(const work *w, const kr_leaf *leaf, const char *code)
{
	kr_slice name = kr_slice_part(leaf->field, 0, kr_slice_find(leaf->field, '|'));
	kr_rejects_value(w->rejects, w->record->file, w->record->line, name, code, w->in_item ? w->item : field_value(w, leaf));
	return false;
}

static kr_slice
part_of(kr_slice item, uint32_t number)
{
	kr_slice part = {NULL, 0};
	for (uint32_t i = 0; kr_slice_next(&item, ':', &part) && i < number; i++)
		;
	return part;
}

/* Row of a table with that value in its column. */
static bool
find_row(const kr_leaf *leaf, kr_slice value, size_t *row)
{
	for (*row = 0; *row < leaf->table->rows; ++*row)
		if (kr_slice_equal(kr_definition_cell(leaf->table, *row, leaf->from), value))
			return true;
	return false;
}

/* Characters of a text in stream form. */
static int64_t
characters(kr_slice value)
{
	int64_t count = 0;
	for (size_t i = 0; i < value.len; i++) {
		i += value.ptr[i] == '\\';
		count += ((unsigned char)value.ptr[i] & 0xC0) != 0x80;
	}
	return count;
}

static bool
are_digits(kr_slice value)
{
	for (size_t i = 0; i < value.len; i++)
		if (!kr_is_digit(value.ptr[i]))
			return false;
	return value.len > 0;
}

/* ^[1-9][0-9]{3}(?!sa|sd|ss)[a-z]{2}$, whatever the case */
static bool
is_postcode(kr_slice value)
{
	if (value.len != 6 || value.ptr[0] == '0' || !are_digits(kr_slice_part(value, 0, 4)) ||
	    !kr_is_letter(value.ptr[4]) || !kr_is_letter(value.ptr[5]))
		return false;
	char first = kr_lower(value.ptr[4]), second = kr_lower(value.ptr[5]);
	return !(first == 's' && (second == 'a' || second == 'd' || second == 's'));
}

/* The digits behind the trunk prefix: nine of them, the first no zero, a hyphen where the standard's pattern has one. */
static bool
is_national(kr_slice value)
{
	size_t hyphen = kr_slice_find(value, '-');
	if (value.len == 0 || value.ptr[0] < '1' || value.ptr[0] > '9')
		return false;
	if (hyphen == value.len)
		return value.len == 9 && are_digits(value);
	kr_slice behind = kr_slice_part(value, hyphen + 1, value.len);
	bool fits = hyphen == 1 ? value.ptr[0] == '6' : (hyphen == 2 || hyphen == 3) && value.ptr[0] != '6';
	return fits && value.len == 10 && behind.ptr[0] != '0' && are_digits(behind) && are_digits(kr_slice_part(value, 0, hyphen));
}

/* ^(0|(\+|00)31)... */
static bool
is_phone(kr_slice value)
{
	size_t prefix = kr_slice_starts(value, KR_SLICE("+31")) ? 3 : kr_slice_starts(value, KR_SLICE("0031")) ? 4
	    : kr_slice_starts(value, KR_SLICE("0")) ? 1 : value.len;
	return is_national(kr_slice_part(value, prefix, value.len));
}

/* ^\S+@\S+\.\S+$ */
static bool
is_email(kr_slice value)
{
	size_t at = 0, dot = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == ' ' || value.ptr[i] == '\\' || kr_slice_starts(kr_slice_part(value, i, value.len), KR_SLICE("\xC2\xA0")))
			return false;
		if (value.ptr[i] == '@' && at == 0)
			at = i;
		if (value.ptr[i] == '.' && i + 1 < value.len)
			dot = i;
	}
	return at > 0 && dot > at + 1;
}

/* ^[a-z]{3}$ */
static bool
is_language(kr_slice value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] < 'a' || value.ptr[i] > 'z')
			return false;
	return value.len == 3;
}

static bool
looks_right(enum kr_layout_look look, kr_slice value)
{
	switch (look) {
	case KR_LOOK_POSTCODE:
		return is_postcode(value);
	case KR_LOOK_PHONE:
		return is_phone(value);
	case KR_LOOK_EMAIL:
		return is_email(value);
	case KR_LOOK_LANGUAGE:
		return is_language(value);
	default:
		return true;
	}
}

/* YYYY-MM-DD; that it exists is what kr-normalize has seen to, but for the month and the day's range. */
static bool
is_day(kr_slice value)
{
	int64_t month, day;
	return value.len == 10 && value.ptr[4] == '-' && value.ptr[7] == '-' && are_digits(kr_slice_part(value, 0, 4)) &&
	    are_digits(kr_slice_part(value, 5, 7)) && are_digits(kr_slice_part(value, 8, 10)) &&
	    kr_number_parse(kr_slice_of(value.ptr + 5 + (value.ptr[5] == '0'), value.ptr[5] == '0' ? 1 : 2), 1, 12, &month) &&
	    kr_number_parse(kr_slice_of(value.ptr + 8 + (value.ptr[8] == '0'), value.ptr[8] == '0' ? 1 : 2), 1, 31, &day);
}

/* Writes a value if it fits. */
static bool
put(const work *w, const kr_leaf *leaf, kr_slice value)
{
	int64_t number;
	if (leaf->type == KR_TYPE_INTEGER) {
		while (value.len > 1 && value.ptr[0] == '0' && leaf->form != KR_FORM_AS_IS)
			value = kr_slice_part(value, 1, value.len);
		if (!kr_number_parse(value, leaf->min, leaf->max, &number) || (value.len > 1 && value.ptr[0] == '0'))
			return refuse(w, leaf, "not-a-number");
		kr_buffer_slice_add(w->to, value);
		return true;
	}
	if (leaf->type == KR_TYPE_DATE && !is_day(value))
		return refuse(w, leaf, "not-a-date");
	if (!looks_right(leaf->look, value))
		return refuse(w, leaf, "form");
	if (characters(value) > leaf->max)
		return refuse(w, leaf, "too-long");
	kr_json_write_string(value, w->to);
	return true;
}

static bool
put_code(const work *w, const kr_leaf *leaf, kr_slice value)
{
	size_t row;
	if (!find_row(leaf, value, &row))
		return refuse(w, leaf, "not-a-code");
	return put(w, leaf, kr_definition_cell(leaf->table, row, leaf->to));
}

/* The Dutch title of an item's code where it has no title of its own. */
static bool
put_title(const work *w, const kr_leaf *leaf, kr_slice item, kr_slice title)
{
	size_t row;
	kr_slice code = part_of(item, leaf->code_part);
	if (title.len > 0 || code.len == 0)
		return title.len > 0 && put(w, leaf, title);
	if (!find_row(leaf, code, &row))
		return refuse(w, leaf, "not-a-code");
	return put(w, leaf, kr_definition_cell(leaf->table, row, leaf->to));
}

/* The division of a section that is next; `to` holds the last one's column. */
static bool
put_division(work *w, const kr_leaf *leaf, kr_slice section)
{
	size_t row;
	int64_t first = 0, last = 0;
	uint32_t until = kr_header_find(&leaf->table->header, KR_SLICE("to"));
	char digits[KR_NUMBER_MAX];
	if (!find_row(leaf, section, &row))
		return refuse(w, leaf, "not-a-code");
	kr_slice from = kr_definition_cell(leaf->table, row, leaf->to), end = kr_definition_cell(leaf->table, row, until);
	for (size_t i = 0; i < from.len; i++)
		first = 10 * first + (from.ptr[i] - '0');
	for (size_t i = 0; i < end.len; i++)
		last = 10 * last + (end.ptr[i] - '0');
	w->more = w->in_item && first + w->division < last;
	return put(w, leaf, kr_slice_of(digits, kr_number_write(first + w->division, digits)));
}

static enum kr_layout_form
piece_of(kr_slice piece)
{
	return is_email(piece) ? KR_FORM_EMAIL : is_phone(piece) ? KR_FORM_PHONE : KR_FORM_NAME;
}

/* A piece of "name, phone, email", as kr-import joins them: other contacts are names whole. */
static bool
put_piece(const work *w, const kr_leaf *leaf, kr_slice contact)
{
	kr_slice rest = contact, name = contact, piece[2] = {{NULL, 0}, {NULL, 0}};
	for (int i = 1; i >= 0; i--) {
		size_t at = name.len;
		while (at > 1 && !kr_slice_starts(kr_slice_part(name, at - 2, name.len), KR_SLICE(", ")))
			at--;
		kr_slice last = at > 1 ? kr_slice_part(name, at, name.len) : name;
		if (piece_of(last) != (i == 1 ? KR_FORM_EMAIL : KR_FORM_PHONE))
			continue;
		piece[i] = last;
		name = at > 1 ? kr_slice_part(name, 0, at - 2) : kr_slice_of(NULL, 0);
	}
	rest = leaf->form == KR_FORM_NAME ? name : piece[leaf->form == KR_FORM_EMAIL];
	return rest.len > 0 && put(w, leaf, rest);
}

/* "16.48-17.63 per uur", "vanaf 2500 per maand": what kr-import takes apart again. */
static bool
put_wage(const work *w, const kr_leaf *leaf)
{
	kr_slice min = kr_record_field(w->record, leaf->inputs[0]), max = kr_record_field(w->record, leaf->inputs[1]);
	kr_slice unit = kr_record_field(w->record, leaf->inputs[2]);
	size_t row = 0;
	if (min.len == 0 && max.len == 0 && unit.len == 0)
		return false;
	bool good = (min.len == 0 || kr_json_number(min, true)) && (max.len == 0 || kr_json_number(max, true));
	if (!good || min.len + max.len == 0 || (unit.len > 0 && !find_row(leaf, unit, &row)))
		return refuse(w, leaf, "no-word");
	kr_buffer_text(w->to, max.len == 0 ? "\"vanaf " : min.len == 0 ? "\"tot " : "\"");
	kr_buffer_slice_add(w->to, min);
	if (!kr_slice_equal(min, max)) {
		kr_buffer_text(w->to, min.len > 0 && max.len > 0 ? "-" : "");
		kr_buffer_slice_add(w->to, max);
	}
	if (unit.len > 0) {
		kr_buffer_char(w->to, ' ');
		kr_buffer_slice_add(w->to, kr_definition_cell(leaf->table, row, leaf->to));
	}
	kr_buffer_char(w->to, '"');
	return true;
}

/* The value without what stands before it in front of which VUM needs nothing. */
static kr_slice
bare(const work *w, const kr_leaf *leaf, kr_slice value)
{
	kr_slice source = kr_record_field(w->record, w->tree->source_input);
	if (leaf->form == KR_FORM_BEHIND && kr_slice_starts(value, leaf->argument))
		return kr_slice_part(value, leaf->argument.len, value.len);
	bool own = leaf->form == KR_FORM_SOURCE_ID && source.len > 0 && kr_slice_starts(value, source) && value.len > source.len + 1 &&
	    value.ptr[source.len] == ':';
	return own ? kr_slice_part(value, source.len + 1, value.len) : value;
}

static bool
put_formed(work *w, const kr_leaf *leaf, kr_slice item, kr_slice value)
{
	switch (leaf->form) {
	case KR_FORM_YESNO:
		if (!kr_slice_is(value, "yes") && !kr_slice_is(value, "no"))
			return refuse(w, leaf, "not-a-code");
		return put(w, leaf, value.len == 3 ? KR_SLICE("1") : KR_SLICE("2"));
	case KR_FORM_CODE:
		return put_code(w, leaf, value);
	case KR_FORM_TITLE:
		return put_title(w, leaf, item, value);
	case KR_FORM_DIVISIONS:
		return put_division(w, leaf, value);
	case KR_FORM_NAME:
	case KR_FORM_PHONE:
	case KR_FORM_EMAIL:
		return put_piece(w, leaf, value);
	default:
		return put(w, leaf, bare(w, leaf, value));
	}
}

/* A value at the end of a path; false when nothing is written. */
static bool
put_leaf(work *w, const kr_leaf *leaf)
{
	if (leaf->form == KR_FORM_CONSTANT)
		return put(w, leaf, leaf->argument);
	if (leaf->form == KR_FORM_WAGE)
		return put_wage(w, leaf);
	kr_slice item = w->in_item && leaf->typed.is_list ? w->item : field_value(w, leaf), value = item;
	bool is_none = kr_slice_is(item, "open") && leaf->type == KR_TYPE_DATE;
	if (item.len == 0)
		return false;
	if (is_none)
		return refuse(w, leaf, "no-word");
	if (leaf->part < KR_TYPED_PARTS)
		value = part_of(item, leaf->part);
	if (value.len == 0 && leaf->form != KR_FORM_TITLE)
		return false;
	return put_formed(w, leaf, item, value);
}

static bool put_branch(work *w, uint32_t number);

/* The members of an object; false, and nothing written, when none of them has anything but constants. */
static bool
put_members(work *w, uint32_t number)
{
	size_t start = w->to->len;
	bool filled = false;
	kr_buffer_char(w->to, '{');
	for (uint32_t at = w->tree->branches[number].child; at != 0; at = w->tree->branches[at].sibling) {
		const kr_branch *branch = &w->tree->branches[at];
		size_t before = w->to->len;
		if (before > start + 1)
			kr_buffer_char(w->to, ',');
		kr_buffer_char(w->to, '"');
		kr_buffer_slice_add(w->to, branch->name);
		kr_buffer_text(w->to, "\":");
		bool written = put_branch(w, at);
		if (!written)
			w->to->len = before;
		filled |= written && !(branch->leaf != 0 && w->tree->leaves[branch->leaf - 1].form == KR_FORM_CONSTANT);
	}
	kr_buffer_char(w->to, '}');
	if (!filled)
		w->to->len = start;
	return filled;
}

/* What stands at a place, a list's brackets aside. */
static bool
put_content(work *w, uint32_t number)
{
	const kr_branch *branch = &w->tree->branches[number];
	if (branch->leaf == 0)
		return put_members(w, number);
	const kr_leaf *leaf = &w->tree->leaves[branch->leaf - 1];
	bool written = put_leaf(w, leaf);
	w->lacks |= leaf->needed && !written;
	return written;
}

/* An item must have as many parts as the schema says. */
static bool
has_parts(const work *w, const kr_leaf *leaf)
{
	return leaf->typed.kind != KR_IS_PARTS || kr_slice_count(w->item, ':') == leaf->typed.part_count || refuse(w, leaf, "parts");
}

/* The items of a list field. */
static void
put_items(work *w, uint32_t number, const kr_leaf *leaf)
{
	size_t start = w->to->len;
	kr_slice rest = kr_slice_items(field_value(w, leaf));
	w->in_item = true;
	if (kr_slice_is(rest, "none")) {
		w->item = rest;
		refuse(w, leaf, "no-word");
		rest = kr_slice_of(NULL, 0);
	}
	while (kr_slice_next(&rest, '|', &w->item)) {
		w->division = 0;
		do {
			size_t before = w->to->len;
			if (before > start)
				kr_buffer_char(w->to, ',');
			w->more = false;
			if (w->item.len == 0 || !has_parts(w, leaf) || !put_content(w, number))
				w->to->len = before;
			w->division++;
		} while (w->more);
	}
	w->in_item = false;
}

static bool
put_branch(work *w, uint32_t number)
{
	const kr_branch *branch = &w->tree->branches[number];
	if (!branch->is_list)
		return put_content(w, number);
	kr_buffer_char(w->to, '[');
	size_t start = w->to->len;
	if (branch->list != 0)
		put_items(w, number, &w->tree->leaves[branch->list - 1]);
	else
		put_content(w, number);
	bool filled = w->to->len > start;
	kr_buffer_char(w->to, ']');
	return filled;
}

bool
kr_layout_tree_write(kr_layout_tree *tree, const kr_record *record, kr_rejects *rejects, kr_buffer *to)
{
	work w = {.tree = tree, .record = record, .rejects = rejects, .to = to};
	size_t start = to->len;
	bool filled = put_members(&w, 0);
	if (w.lacks)
		to->len = start;
	return filled && !w.lacks;
}
