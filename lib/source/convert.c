#include "source/convert.h"

#include <stdlib.h>

#include "source/convert_value.h"
#include "source/excel.h"
#include "source/mask.h"

bool
kr_converter_open(kr_converter *converter, const kr_profile *profile, kr_error *error)
{
	*converter = (kr_converter){.profile = profile,
	    .source = kr_header_find(&profile->header, KR_SLICE("source")),
	    .values = calloc(profile->header.count + 1u, sizeof *converter->values),
	    .problems = calloc(profile->count + 1u, sizeof *converter->problems)};
	return (converter->values != NULL && converter->problems != NULL) || kr_fail(error, "out of memory");
}

void
kr_converter_close(kr_converter *converter)
{
	free(converter->values);
	free(converter->problems);
	kr_buffer_free(&converter->scratch);
	kr_buffer_free(&converter->names.text);
	kr_buffer_free(&converter->names.key);
	converter->values = NULL;
	converter->problems = NULL;
}

/* One record on its way. */
typedef struct work {
	kr_converter *converter;
	const kr_step *step;
	const kr_rule *rule; /* of the step */
	const kr_slice *fields;
	uint32_t field_count;
	kr_buffer *scratch;
} work;

static kr_slice
column(const work *w, uint32_t i)
{
	uint32_t position = w->step->positions[i];
	return position == KR_NO_FIELD ? kr_slice_of(NULL, 0) : w->fields[position];
}

static kr_slice
first_filled(const work *w)
{
	for (uint32_t i = 0; i < w->rule->column_count; i++)
		if (column(w, i).len)
			return column(w, i);
	return kr_slice_of(NULL, 0);
}

/* The first column that is filled. */
static inline kr_slice
only_value(const work *w)
{
	return w->step->only != KR_NO_FIELD ? w->fields[w->step->only] : first_filled(w);
}

static kr_slice
line_id(kr_converter *converter)
{
	char *to = converter->line_id;
	if (converter->file > 0) {
		to += kr_number_write(converter->file + 1, to);
		*to++ = '-';
	}
	to += kr_number_write((int64_t)converter->line, to);
	return kr_slice_of(converter->line_id, (size_t)(to - converter->line_id));
}

static kr_slice
record_id(const work *w, bool with_source)
{
	kr_buffer *to = w->scratch;
	size_t from = to->len;
	kr_slice id = only_value(w);
	if (id.len == 0)
		id = line_id(w->converter);
	if (!with_source)
		return id;
	if (w->converter->source != KR_NO_FIELD && to->ptr == w->converter->start)
		kr_buffer_slice_add(to, w->converter->values[w->converter->source]);
	kr_buffer_char(to, ':');
	kr_buffer_slice_add(to, id);
	return kr_buffer_since(to, from);
}

static kr_slice
prefixed(const work *w)
{
	size_t from = w->scratch->len;
	kr_slice value = only_value(w);
	if (value.len == 0)
		return value;
	kr_buffer_slice_add(w->scratch, w->rule->argument);
	kr_buffer_slice_add(w->scratch, value);
	return kr_buffer_since(w->scratch, from);
}

/* The words of the columns that say yes; "none" when some say no and none says yes. */
static kr_slice
flags(const work *w)
{
	size_t from = w->scratch->len;
	bool denied = false;
	for (uint32_t i = 0; i < w->rule->column_count; i++) {
		kr_slice said = kr_convert_yesno(column(w, i), false);
		denied |= kr_slice_is(said, "no");
		if (!kr_slice_is(said, "yes"))
			continue;
		if (w->scratch->len > from)
			kr_buffer_char(w->scratch, '|');
		kr_buffer_slice_add(w->scratch, w->rule->words.items[i]);
	}
	if (w->scratch->len == from && denied)
		kr_buffer_text(w->scratch, "none");
	return kr_buffer_since(w->scratch, from);
}

static void
note_problem(const work *w, const char *code, kr_slice original)
{
	kr_converter *converter = w->converter;
	converter->problems[converter->problem_count++] = (kr_convert_problem){w->rule->output, code, original};
}

static bool (*list_conversion(enum kr_conversion conversion))(kr_slice, kr_words, bool, bool *, kr_buffer *)
{
	return conversion == KR_CONVERT_LIST || conversion == KR_CONVERT_ROWS ? kr_convert_list
	    : conversion == KR_CONVERT_LEVELS ? kr_convert_levels
	    : conversion == KR_CONVERT_PERIODS ? kr_convert_periods : kr_convert_list_map;
}

/* True for a list of one column that holds one item: it needs no change but trimming. */
static inline bool
is_one_item(const kr_step *step, const kr_slice *fields)
{
	return step->is_list && !kr_holds_any(fields[step->only].ptr, fields[step->only].len, step->stops);
}

static kr_slice
list(const work *w)
{
	size_t from = w->scratch->len;
	bool started = false, replaced = false;
	bool (*add)(kr_slice, kr_words, bool, bool *, kr_buffer *) = list_conversion(w->rule->conversion);
	for (uint32_t i = 0; i < w->rule->column_count; i++)
		started = add(column(w, i), w->rule->words, started, &replaced, w->scratch);
	if (replaced)
		note_problem(w, "list-separator", only_value(w));
	return kr_buffer_since(w->scratch, from);
}

static kr_slice
join(const work *w)
{
	size_t from = w->scratch->len;
	for (uint32_t i = 0; i < w->rule->column_count; i++) {
		if (column(w, i).len == 0)
			continue;
		if (w->scratch->len > from)
			kr_buffer_slice_add(w->scratch, w->rule->argument);
		kr_buffer_slice_add(w->scratch, column(w, i));
	}
	return kr_buffer_since(w->scratch, from);
}

/* A value as one part of an item: what separates items and parts becomes a slash and a blank. */
static bool
add_part(const work *w, kr_slice value, bool *replaced)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		*replaced |= c == '|';
		kr_buffer_char(w->scratch, c == '|' ? '/' : c == ':' ? ' ' : c);
	}
	return value.len > 0;
}

/* A value by the words of a placeholder: "1=yes 2=no 0=". What is no word goes on as it is. */
static kr_slice
placed(kr_slice value, kr_slice words)
{
	kr_slice word;
	while (kr_slice_next(&words, ' ', &word)) {
		size_t sign = kr_slice_find(word, '=');
		if (sign < word.len && kr_slice_equal(value, kr_slice_part(word, 0, sign)))
			return kr_slice_part(word, sign + 1, word.len);
	}
	return value;
}

/* Adds one item of a template made of the columns' values; true when a value in it is filled. */
static bool
add_template_item(const work *w, kr_slice item, const kr_slice *values, bool *replaced)
{
	bool filled = false;
	for (size_t i = 0; i < item.len; i++) {
		size_t literal = i;
		while (i < item.len && item.ptr[i] != '{')
			i++;
		kr_buffer_slice_add(w->scratch, kr_slice_part(item, literal, i));
		if (i == item.len)
			break;
		uint32_t number = i + 2 < item.len ? (uint32_t)(item.ptr[i + 1] - '1') : UINT32_MAX;
		kr_slice rest = kr_slice_part(item, i + 2, item.len);
		size_t end = 0;
		while (end < rest.len && rest.ptr[end] != '}')
			end++;
		if (number >= w->rule->column_count || end == rest.len || (end > 0 && rest.ptr[0] != ' ')) {
			kr_buffer_char(w->scratch, item.ptr[i]);
			continue;
		}
		kr_slice value = end == 0 ? values[number] : placed(values[number], kr_slice_part(rest, 0, end));
		filled |= add_part(w, value, replaced);
		i += 2 + end;
	}
	return filled;
}

/* Adds an item behind those that stand from `from` on, if it is filled. */
static void
add_filled_item(const work *w, size_t from, kr_slice item, const kr_slice *values, bool *replaced)
{
	size_t before = w->scratch->len;
	if (before > from)
		kr_buffer_char(w->scratch, '|');
	if (!add_template_item(w, item, values, replaced))
		w->scratch->len = before;
}

/* True when the first column is filled and no other. */
static bool
is_first_alone(const work *w)
{
	for (uint32_t i = 1; i < w->rule->column_count; i++)
		if (column(w, i).len > 0)
			return false;
	return true;
}

static kr_slice
fill_template(const work *w)
{
	size_t from = w->scratch->len;
	bool replaced = false;
	kr_slice values[KR_TEMPLATE_COLUMNS];
	if (w->rule->is_parts && is_first_alone(w))
		return column(w, 0);
	for (uint32_t i = 0; i < w->rule->column_count; i++)
		values[i] = column(w, i);
	for (size_t i = 0; i < w->rule->words.count; i++)
		add_filled_item(w, from, w->rule->words.items[i], values, &replaced);
	if (replaced)
		note_problem(w, "list-separator", only_value(w));
	return kr_buffer_since(w->scratch, from);
}

/* The columns of a rule as lists side by side. */
typedef struct side_by_side {
	kr_slice rest[KR_TEMPLATE_COLUMNS], values[KR_TEMPLATE_COLUMNS];
} side_by_side;

static void
begin_lists(const work *w, side_by_side *lists)
{
	for (uint32_t i = 0; i < w->rule->column_count; i++)
		lists->rest[i] = kr_slice_items(column(w, i));
}

/* The next item of each; false behind the last of the longest. */
static bool
next_items(const work *w, side_by_side *lists)
{
	bool more = false;
	for (uint32_t i = 0; i < w->rule->column_count; i++) {
		lists->values[i] = kr_slice_of(NULL, 0);
		more |= kr_slice_next(&lists->rest[i], '|', &lists->values[i]);
	}
	return more;
}

/* The template once for each item of the columns, which are lists side by side. */
static kr_slice
fill_each(const work *w)
{
	size_t from = w->scratch->len;
	bool replaced = false;
	side_by_side lists;
	begin_lists(w, &lists);
	while (next_items(w, &lists))
		add_filled_item(w, from, w->rule->argument, lists.values, &replaced);
	return kr_buffer_since(w->scratch, from);
}

/* Bytes of what ends an item of a cell here, or 0. */
static size_t
item_end(kr_slice cell, size_t at)
{
	if (cell.ptr[at] == ';' || cell.ptr[at] == ',')
		return 1;
	return cell.ptr[at] == '\\' && at + 1 < cell.len && cell.ptr[at + 1] == 'n' ? 2 : 0;
}

/* The template once for each item of a value, as a table holds several in one cell. */
static kr_slice
fill_items(const work *w)
{
	size_t from = w->scratch->len;
	bool replaced = false;
	kr_slice cell = only_value(w), values[KR_TEMPLATE_COLUMNS] = {{0}};
	for (size_t at = 0; at < cell.len;) {
		size_t begin = at, end = 0;
		while (at < cell.len && (end = item_end(cell, at)) == 0)
			at += cell.ptr[at] == '\\' ? 2 : 1;
		values[0] = kr_slice_trim(kr_slice_part(cell, begin, at));
		add_filled_item(w, from, w->rule->argument, values, &replaced);
		at += end;
	}
	if (replaced)
		note_problem(w, "list-separator", cell);
	return kr_buffer_since(w->scratch, from);
}

/* Each item as it is, or made of its parts; empty ones too. */
static kr_slice
join_parts(const work *w)
{
	size_t from = w->scratch->len;
	bool replaced = false;
	side_by_side lists;
	begin_lists(w, &lists);
	for (bool is_first = true; next_items(w, &lists); is_first = false) {
		size_t behind_bar = w->scratch->len + !is_first;
		bool filled = false;
		if (!is_first)
			kr_buffer_char(w->scratch, '|');
		kr_buffer_slice_add(w->scratch, lists.values[0]);
		for (uint32_t i = 1; i < w->rule->column_count && lists.values[0].len == 0; i++) {
			if (i > 1)
				kr_buffer_char(w->scratch, ':');
			filled |= add_part(w, lists.values[i], &replaced);
		}
		if (!filled && lists.values[0].len == 0)
			w->scratch->len = behind_bar;
	}
	return kr_buffer_since(w->scratch, from);
}

static kr_slice
address(const work *w)
{
	return kr_convert_address(only_value(w), (enum kr_address_part)w->step->part);
}

/* A part of a whole name. It is copied: the parts live where the next name is taken apart. */
static kr_slice
name_part(const work *w)
{
	size_t from = w->scratch->len;
	kr_name name = {0};
	kr_name_read(w->converter->profile->names, &name, only_value(w), &w->converter->names);
	kr_buffer_slice_add(w->scratch, name.parts[w->step->part]);
	return kr_buffer_since(w->scratch, from);
}

/* Position of the first of all values that starts with a text; the number of values when none does. */
static uint32_t
first_starting(const kr_slice *fields, uint32_t count, kr_slice start)
{
	uint32_t i = 0;
	while (i < count && !kr_slice_starts(fields[i], start))
		i++;
	return i;
}

/* The first value that starts with the first word; with the second word `next` the first one behind it that does not. */
static kr_slice
starting(const work *w)
{
	bool all = w->rule->takes_all, next = w->rule->words.count > 1, seen = false;
	uint32_t count = all ? w->field_count : w->rule->column_count;
	for (uint32_t i = all ? first_starting(w->fields, count, w->rule->words.items[0]) : 0; i < count; i++) {
		kr_slice value = kr_slice_trim(all ? w->fields[i] : column(w, i));
		bool starts = value.len > 0 && kr_slice_starts(value, w->rule->words.items[0]);
		if (next ? seen && !starts && value.len > 0 : starts)
			return value;
		seen |= starts;
	}
	return kr_slice_of(NULL, 0);
}

static kr_slice
convert(const work *w)
{
	const kr_rule *rule = w->rule;
	switch (rule->conversion) {
	case KR_CONVERT_CONSTANT:
		return rule->argument;
	case KR_CONVERT_ID:
		return record_id(w, false);
	case KR_CONVERT_RECORD_ID:
		return record_id(w, true);
	case KR_CONVERT_PREFIX:
		return prefixed(w);
	case KR_CONVERT_DATE:
		return kr_convert_date(only_value(w), rule->words, w->scratch);
	case KR_CONVERT_DECIMAL:
		return kr_convert_decimal(only_value(w), w->scratch);
	case KR_CONVERT_MAP:
		return kr_convert_map(only_value(w), rule->words);
	case KR_CONVERT_YESNO:
		return kr_convert_yesno(only_value(w), kr_slice_is(rule->argument, "vum"));
	case KR_CONVERT_FLAGS:
		return flags(w);
	case KR_CONVERT_LIST:
	case KR_CONVERT_ROWS:
	case KR_CONVERT_LIST_MAP:
	case KR_CONVERT_LEVELS:
	case KR_CONVERT_PERIODS:
		return list(w);
	case KR_CONVERT_RANGE:
		return kr_convert_range(only_value(w), kr_slice_is(rule->argument, "high"));
	case KR_CONVERT_NUMBER:
		return kr_convert_number(only_value(w));
	case KR_CONVERT_JOIN:
		return join(w);
	case KR_CONVERT_TEMPLATE:
		return fill_template(w);
	case KR_CONVERT_SAME:
		return kr_convert_same(only_value(w));
	case KR_CONVERT_EACH:
		return fill_each(w);
	case KR_CONVERT_PARTS:
		return join_parts(w);
	case KR_CONVERT_ITEMS:
		return fill_items(w);
	case KR_CONVERT_AMOUNT:
		return kr_convert_amount(only_value(w), rule->argument);
	case KR_CONVERT_EXCEL:
		return kr_excel_read(only_value(w), rule->argument.len > 0, w->scratch);
	case KR_CONVERT_ADDRESS:
		return address(w);
	case KR_CONVERT_NAME:
		return name_part(w);
	case KR_CONVERT_BEHIND:
		return kr_convert_behind(only_value(w), rule->argument);
	case KR_CONVERT_STARTING:
		return starting(w);
	default:
		return only_value(w);
	}
}

/* A list with the items of one more rule. */
static kr_slice
added(const work *w, kr_slice so_far)
{
	kr_buffer *to = w->scratch;
	size_t from = to->len;
	kr_buffer_reserve(to, so_far.len + 1);
	if (to->ptr != w->converter->start)
		return so_far; /* it has moved: all is done once more */
	kr_buffer_slice_add(to, so_far);
	kr_buffer_char(to, '|');
	size_t behind = to->len;
	kr_slice more = convert(w);
	if (more.len == 0)
		return so_far;
	if (more.ptr != to->ptr + behind)
		kr_buffer_slice_add(to, more);
	return kr_buffer_since(to, from);
}

/* True when a column that the rules know holds something. */
static bool
is_filled(const kr_profile *profile, const kr_binding *binding, const kr_slice *fields)
{
	for (uint32_t i = 0; i < profile->column_count; i++)
		if (binding->positions[i] != KR_NO_FIELD && fields[binding->positions[i]].len > 0)
			return true;
	for (size_t i = 0; i < profile->count && profile->takes_all; i++) {
		const kr_rule *rule = &profile->rules[i];
		if (rule->takes_all && first_starting(fields, binding->columns, rule->words.items[0]) < binding->columns)
			return true;
	}
	return false;
}

static void
apply_rules(kr_converter *converter, const kr_binding *binding, const kr_slice *fields)
{
	const kr_profile *profile = converter->profile;
	memcpy(converter->values, binding->start, profile->header.count * sizeof *converter->values);
	for (uint32_t i = 0; i < binding->direct_count; i++)
		converter->values[binding->direct[i].output] = fields[binding->direct[i].position];
	work w = {.converter = converter, .fields = fields, .field_count = binding->columns, .scratch = &converter->scratch};
	for (w.step = binding->steps; w.step < binding->steps + binding->step_count; w.step++) {
		kr_slice *value = &converter->values[w.step->output];
		if (w.step->only != KR_NO_FIELD && fields[w.step->only].len == 0)
			continue;
		w.rule = w.step->rule;
		if (value->len == 0)
			*value = is_one_item(w.step, fields) ? kr_slice_trim(fields[w.step->only]) : convert(&w);
		else if (w.rule->adds)
			*value = added(&w, *value);
	}
	for (size_t i = 0; i < profile->count && profile->has_fallbacks; i++)
		if (profile->rules[i].fallback.len && converter->values[profile->rules[i].output].len == 0)
			converter->values[profile->rules[i].output] = profile->rules[i].fallback;
}

bool
kr_convert(kr_converter *converter, const kr_binding *binding, const kr_slice *fields, uint64_t line, uint32_t file,
    bool *is_empty)
{
	const kr_profile *profile = converter->profile;
	*is_empty = !profile->by_name && !profile->is_exact && !is_filled(profile, binding, fields);
	if (*is_empty || !kr_buffer_reserve(&converter->scratch, 4096))
		return false;
	converter->line = line;
	converter->file = file;
	/* Once more where the scratch had to grow and moved: values point into it. */
	do {
		kr_buffer_clear(&converter->scratch);
		converter->problem_count = 0;
		converter->start = converter->scratch.ptr;
		apply_rules(converter, binding, fields);
	} while (converter->scratch.ptr != converter->start && !converter->scratch.failed);
	if (profile->rows != KR_NO_FIELD) {
		converter->items = kr_slice_items(converter->values[profile->rows]);
		kr_converter_next(converter);
	}
	return !converter->scratch.failed;
}

bool
kr_converter_next(kr_converter *converter)
{
	uint32_t rows = converter->profile->rows;
	return rows != KR_NO_FIELD && kr_slice_next(&converter->items, '|', &converter->values[rows]);
}
