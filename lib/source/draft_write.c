#include "source/draft_write.h"

#include "source/draft_choose.h"

#define COLUMNS_MAX 64 /* of a rule */

/* One rule while it is written. */
typedef struct rule {
	kr_slice field, conversion, argument, note;
	uint32_t columns[COLUMNS_MAX]; /* of the file */
	uint32_t slots[COLUMNS_MAX];   /* which of the model's columns each of them is, the first is 0 */
	uint32_t count;
} rule;

/* Adds the columns that have a meaning, as the model's column number `slot`. */
static void
add_columns(const kr_draft *draft, kr_slice meaning, uint32_t slot, rule *made)
{
	for (uint32_t i = 0; i < draft->header->count && made->count < COLUMNS_MAX; i++) {
		uint32_t row = draft->choices[i].row;
		if (row == KR_NO_MEANING || !kr_slice_equal(kr_columns_meaning(&draft->columns, row), meaning))
			continue;
		made->columns[made->count] = i;
		made->slots[made->count++] = slot;
	}
}

static void
read_rule(const kr_draft *draft, const kr_definition *rules, size_t row, rule *made)
{
	static const char *const names[] = {"field", "conversion", "argument", "note", "column"};
	kr_slice cells[5], word;
	for (size_t i = 0; i < 5; i++)
		cells[i] = kr_definition_cell(rules, row, kr_header_find(&rules->header, kr_slice_text(names[i])));
	*made = (rule){.field = cells[0], .conversion = cells[1], .argument = cells[2], .note = cells[3]};
	kr_slice rest = kr_slice_items(cells[4]);
	for (uint32_t slot = 0; kr_slice_next(&rest, ' ', &word);)
		if (word.len > 1 && word.ptr[0] == '@')
			add_columns(draft, kr_slice_part(word, 1, word.len), slot++, made);
}

/* A column's name as a profile can hold it: what separates columns there does not count in a name. */
static void
put_name(kr_slice name, kr_buffer *to)
{
	for (size_t i = 0; i < name.len; i++)
		kr_buffer_char(to, name.ptr[i] == '|' || name.ptr[i] == '+' ? ' ' : name.ptr[i]);
}

static void
put_columns(const kr_draft *draft, const rule *made, kr_buffer *to)
{
	for (uint32_t i = 0; i < made->count; i++) {
		if (i > 0)
			kr_buffer_text(to, " + ");
		put_name(draft->header->names[made->columns[i]], to);
	}
}

static void
put_word(kr_buffer *to, size_t from, const char *word)
{
	if (to->len > from)
		kr_buffer_char(to, '|');
	kr_buffer_text(to, word);
}

/* The patterns that the dates of the columns have, the most frequent first; those of the model when there is none. */
static void
put_patterns(const kr_draft *draft, const rule *made, kr_buffer *to)
{
	uint32_t counts[KR_LOOK_PATTERNS] = {0}, filled = 0;
	size_t from = to->len;
	for (uint32_t i = 0; i < made->count; i++) {
		const kr_look *look = &draft->looks[made->columns[i]];
		filled += look->filled;
		for (size_t p = 0; p < KR_LOOK_PATTERNS; p++)
			counts[p] += look->patterns[p];
	}
	for (size_t tries = 0; tries < KR_LOOK_PATTERNS; tries++) {
		size_t best = 0;
		for (size_t p = 1; p < KR_LOOK_PATTERNS; p++)
			if (counts[p] > counts[best])
				best = p;
		if (counts[best] == 0 || counts[best] * 50 < filled)
			break;
		bool month_first = strcmp(kr_look_patterns[best], "m-d-y") == 0;
		if (!month_first || counts[0] == 0)
			put_word(to, from, kr_look_patterns[best]);
		if (!month_first && best == 0)
			counts[KR_LOOK_PATTERNS - 1] = 0; /* day and month cannot be told apart where both would do */
		counts[best] = 0;
	}
	if (to->len == from)
		kr_buffer_slice_add(to, made->argument);
}

/* Times that a separator was seen in the columns. */
static uint32_t
seen(const kr_draft *draft, const rule *made, kr_slice separator)
{
	uint32_t count = 0;
	for (size_t s = 0; s < KR_LOOK_SEPARATORS; s++)
		for (uint32_t i = 0; i < made->count && kr_slice_is(separator, kr_look_separators[s]); i++)
			count += draft->looks[made->columns[i]].separators[s];
	return count;
}

/* Those of the model's separators that the values have; its first one when there is none. */
static void
put_separators(const kr_draft *draft, const rule *made, kr_buffer *to)
{
	kr_slice rest = kr_slice_items(made->argument), word, first = {NULL, 0};
	size_t from = to->len;
	while (kr_slice_next(&rest, '|', &word)) {
		first = first.len == 0 ? word : first;
		if (seen(draft, made, word) == 0)
			continue;
		if (to->len > from)
			kr_buffer_char(to, '|');
		kr_buffer_slice_add(to, word);
	}
	if (to->len == from)
		kr_buffer_slice_add(to, first);
}

/* The words of the model for the columns that are there. */
static void
put_flags(const rule *made, kr_buffer *to)
{
	for (uint32_t i = 0; i < made->count; i++) {
		kr_slice rest = kr_slice_items(made->argument), word = {NULL, 0};
		for (uint32_t n = 0; n <= made->slots[i]; n++)
			kr_slice_next(&rest, '|', &word);
		if (i > 0)
			kr_buffer_char(to, '|');
		kr_buffer_slice_add(to, word);
	}
}

/* The model's template: {n} becomes the number of the column that is there, or nothing. */
static void
put_template(const rule *made, kr_buffer *to)
{
	kr_slice text = made->argument;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '{' || i + 2 >= text.len) {
			kr_buffer_char(to, text.ptr[i]);
			continue;
		}
		uint32_t slot = (uint32_t)(text.ptr[i + 1] - '1');
		for (uint32_t c = 0; c < made->count && c < 9; c++)
			if (made->slots[c] == slot) {
				kr_buffer_format(to, "{%u}", c + 1);
				break;
			}
		i += 2;
	}
}

/* 1, 2 and perhaps 0 and nothing else: VUM's yes, no and unknown. */
static bool
is_vum(const kr_draft *draft, const rule *made)
{
	const kr_look *look = &draft->looks[made->columns[0]];
	return look->twos > 0 && look->zeros + look->ones + look->twos == look->filled;
}

static void
put_argument(const kr_draft *draft, const rule *made, kr_buffer *to)
{
	kr_slice conversion = made->conversion;
	if (conversion.len > 0 && conversion.ptr[0] == '+')
		conversion = kr_slice_part(conversion, 1, conversion.len);
	if (kr_slice_is(conversion, "date"))
		put_patterns(draft, made, to);
	else if (kr_slice_is(conversion, "list") || kr_slice_is(conversion, "levels") || kr_slice_is(conversion, "periods"))
		put_separators(draft, made, to);
	else if (kr_slice_is(conversion, "flags"))
		put_flags(made, to);
	else if (kr_slice_is(conversion, "template"))
		put_template(made, to);
	else if (kr_slice_is(conversion, "yesno"))
		kr_buffer_text(to, is_vum(draft, made) ? "vum" : "");
	else
		kr_buffer_slice_add(to, made->argument);
}

/* Why a column was taken for what it is. */
static void
put_reason(const kr_draft *draft, uint32_t column, kr_buffer *to)
{
	const kr_draft_choice *choice = &draft->choices[column];
	int share = kr_draft_share(draft, column, choice->row);
	if (choice->name_fit == 1000)
		kr_buffer_text(to, "known name");
	else if (choice->name_fit >= 400)
		kr_buffer_format(to, "name alike %d %%", choice->name_fit / 10);
	else
		kr_buffer_text(to, "by its values");
	if (draft->looks[column].filled == 0)
		kr_buffer_text(to, ", empty");
	else if (share >= 0)
		kr_buffer_format(to, ", %d %% of %u values fit", share, draft->looks[column].filled);
	if (share >= 0 && share < 50)
		kr_buffer_text(to, " (look at it!)");
}

static void
put_rule(const kr_draft *draft, const rule *made, kr_buffer *to)
{
	kr_buffer_slice_add(to, made->field);
	kr_buffer_char(to, '\t');
	put_columns(draft, made, to);
	kr_buffer_char(to, '\t');
	kr_buffer_slice_add(to, made->conversion);
	kr_buffer_char(to, '\t');
	put_argument(draft, made, to);
	kr_buffer_text(to, "\t\t");
	for (uint32_t i = 0; i < made->count; i++) {
		kr_buffer_text(to, i > 0 ? "; " : "");
		put_reason(draft, made->columns[i], to);
	}
	kr_buffer_char(to, '\n');
}

static void
put_unused(const kr_draft *draft, kr_buffer *to)
{
	for (uint32_t i = 0; i < draft->header->count; i++) {
		const kr_draft_choice *choice = &draft->choices[i];
		if (choice->row != KR_NO_MEANING)
			continue;
		kr_buffer_text(to, "# not used: ");
		put_name(draft->header->names[i], to);
		kr_buffer_char(to, '\t');
		if (choice->rival != KR_NO_FIELD) {
			kr_buffer_text(to, "fits the same field as ");
			put_name(draft->header->names[choice->rival], to);
		} else {
			kr_buffer_text(to, "the name is not known and the values do not say enough");
		}
		kr_buffer_text(to, draft->looks[i].filled == 0 ? "; no value in it\n" : "\n");
	}
}

static void
put_head(const kr_draft *draft, const char *kind, kr_buffer *to)
{
	uint32_t used = 0;
	for (uint32_t i = 0; i < draft->header->count; i++)
		used += draft->choices[i].row != KR_NO_MEANING;
	kr_buffer_format(to, "# Draft of a profile for records of the kind %s: %u of %u columns, from %u records. Look at each line before use.\n", kind,
	    used, draft->header->count, draft->records < KR_DRAFT_RECORDS ? draft->records : KR_DRAFT_RECORDS);
	kr_buffer_text(to, "# The format: kr-profile(5). The notes say why; columns that are not used stand at the end.\n");
	kr_buffer_text(to, "field\tcolumn\tconversion\targument\tdefault\tnote\n");
	kr_buffer_text(to, "source\t\tconstant\torganisation\t\tput the short code of the organisation here, or say --source\n");
}

bool
kr_draft_put(const kr_draft *draft, const kr_definition *rules, const char *kind, kr_buffer *to, kr_error *error)
{
	bool has_id = false;
	put_head(draft, kind, to);
	for (size_t row = 0; row < rules->rows; row++) {
		rule made;
		read_rule(draft, rules, row, &made);
		bool is_id = kr_slice_is(made.conversion, "id") || kr_slice_is(made.conversion, "record-id");
		if (made.count == 0 && !is_id)
			continue;
		has_id |= made.count > 0 && is_id;
		put_rule(draft, &made, to);
	}
	if (!has_id)
		kr_buffer_text(to, "# No column with a number of the record was found: its line is its id, which changes from delivery to delivery.\n");
	put_unused(draft, to);
	return !to->failed || kr_fail(error, "out of memory");
}
