#include "source/profile.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "base/nearest.h"
#include "record/schema.h"
#include "source/columns.h"

#define ROOM "source/profiles/"

static const char *const conversion_names[KR_CONVERSIONS] = {"keep", "constant", "id", "record-id", "prefix", "date",
    "decimal", "map", "yesno", "flags", "list", "list-map", "levels", "periods", "join", "template", "address", "name",
    "rows", "behind", "starting", "range", "number", "each", "same", "amount", "excel", "parts",
    "items"};

static const char *
profile_name(size_t number)
{
	for (const kr_embedded_file *file = kr_embedded_files; file->name != NULL; file++)
		if (strncmp(file->name, ROOM, strlen(ROOM)) == 0 && number-- == 0)
			return file->name + strlen(ROOM);
	return NULL;
}

static kr_slice
profile_text(const char *name)
{
	kr_buffer path = {0};
	kr_buffer_text(&path, ROOM);
	kr_buffer_text(&path, name);
	kr_buffer_char(&path, '\0');
	kr_slice text = path.failed ? kr_slice_of(NULL, 0) : kr_embedded(path.ptr);
	kr_buffer_free(&path);
	return text;
}

bool
kr_profile_known(const char *name)
{
	return profile_text(name).ptr != NULL;
}

bool
kr_profile_print(const char *name, kr_buffer *to, kr_error *error)
{
	return kr_columns_expand(profile_text(name), to, error);
}

static bool
is_path(kr_slice name)
{
	return kr_slice_find(name, '/') < name.len ||
	       (name.len > 4 && kr_slice_is(kr_slice_part(name, name.len - 4, name.len), ".tsv"));
}

static bool
unknown_profile(const char *name, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	const char *known;
	kr_nearest nearest = kr_nearest_to(kr_slice_text(name));
	for (size_t i = 0; (known = profile_name(i)) != NULL; i++)
		kr_nearest_offer(&nearest, kr_slice_text(known));
	kr_slice schemas = KR_SLICE(KR_SCHEMAS), schema;
	while (kr_slice_next(&schemas, ',', &schema))
		kr_nearest_offer(&nearest, schema);
	kr_slice found = kr_nearest_found(&nearest);
	return kr_fail(error, "no profile %s; %s%.*s%s", kr_quote(kr_slice_text(name), quoted),
	    found.len ? "did you mean " : "--print-profile list names them", (int)found.len, found.len ? found.ptr : "",
	    found.len ? "?" : "");
}

static bool
load_definition(kr_profile *profile, const char *name, kr_error *error)
{
	kr_slice text = profile_text(name);
	if (is_path(kr_slice_text(name)))
		return kr_definition_read(&profile->definition, name, error);
	if (text.ptr == NULL)
		return unknown_profile(name, error);
	return kr_columns_expand(text, &profile->text, error) &&
	       kr_definition_parse(&profile->definition, kr_buffer_slice(&profile->text), name, error);
}

static bool
find_conversion(kr_slice name, enum kr_conversion *conversion)
{
	for (size_t i = 0; i < KR_CONVERSIONS; i++) {
		if (!kr_slice_is(name, conversion_names[i]))
			continue;
		*conversion = (enum kr_conversion)i;
		return true;
	}
	return false;
}

bool
kr_profile_column(kr_slice *rest, kr_slice *column)
{
	if (rest->len == 0)
		return false;
	size_t end = 0;
	while (end + 3 <= rest->len && memcmp(rest->ptr + end, " + ", 3) != 0)
		end++;
	if (end + 3 > rest->len)
		end = rest->len;
	*column = kr_slice_trim(kr_slice_part(*rest, 0, end));
	*rest = kr_slice_part(*rest, end + 3, rest->len);
	return true;
}

static uint32_t
count_columns(kr_slice cell)
{
	kr_slice column;
	uint32_t count = 0;
	while (kr_profile_column(&cell, &column))
		count++;
	return count;
}

/* What stands before the last [] of a path, with it. */
static kr_slice
list_of(kr_slice path)
{
	size_t len = path.len;
	while (len >= 2 && (path.ptr[len - 2] != '[' || path.ptr[len - 1] != ']'))
		len--;
	return kr_slice_part(path, 0, len < 2 ? 0 : len);
}

/* True when all columns of a rule, with their alternatives, stand in one list. */
static bool
in_one_list(const kr_rule *rule)
{
	kr_slice rest = rule->columns, column, path, first = {NULL, 0};
	bool one = true;
	for (bool is_first = true; kr_profile_column(&rest, &column);) {
		kr_slice alternatives = kr_slice_items(column);
		for (; kr_slice_next(&alternatives, '|', &path); is_first = false) {
			kr_slice list = list_of(kr_slice_trim(path));
			first = is_first ? list : first;
			one &= kr_slice_equal(first, list);
		}
	}
	return one;
}

bool
kr_word_number(kr_slice word, const char *words, uint32_t *number)
{
	kr_slice rest = kr_slice_text(words), item;
	for (uint32_t i = 0; kr_slice_next(&rest, ' ', &item); i++) {
		*number = i;
		if (kr_slice_equal(item, word))
			return true;
	}
	return false;
}

/* Whether a rule has the columns and the argument that its conversion needs; NULL when it has. */
static const char *
what_is_missing(const kr_rule *rule)
{
	switch (rule->conversion) {
	case KR_CONVERT_CONSTANT:
		return rule->column_count ? "a constant has no column" : NULL;
	case KR_CONVERT_ID:
	case KR_CONVERT_RECORD_ID:
		return rule->column_count > 1 ? "has one column at the most" : NULL;
	case KR_CONVERT_FLAGS:
		if (kr_slice_count(rule->argument, '|') != rule->column_count)
			return "flags need as many words as columns";
		break;
	case KR_CONVERT_RANGE:
		if (!kr_slice_is(rule->argument, "low") && !kr_slice_is(rule->argument, "high"))
			return "needs low or high";
		break;
	case KR_CONVERT_AMOUNT:
		if (!kr_slice_is(rule->argument, "low") && !kr_slice_is(rule->argument, "high") && !kr_slice_is(rule->argument, "unit"))
			return "needs low, high or unit";
		break;
	case KR_CONVERT_EXCEL:
		if (rule->argument.len > 0 && !kr_slice_is(rule->argument, "decimal"))
			return "takes decimal or nothing";
		break;
	case KR_CONVERT_PARTS:
		if (rule->column_count > KR_TEMPLATE_COLUMNS)
			return "has more than nine columns";
		break;
	case KR_CONVERT_ITEMS:
		if (rule->column_count != 1)
			return "needs one column";
		/* fall through */
	case KR_CONVERT_EACH:
		if (!in_one_list(rule))
			return "needs columns of one list";
		/* fall through */
	case KR_CONVERT_TEMPLATE:
		if (rule->column_count > KR_TEMPLATE_COLUMNS)
			return "has more than nine columns";
		/* fall through */
	case KR_CONVERT_MAP:
	case KR_CONVERT_LIST_MAP:
	case KR_CONVERT_DATE:
	case KR_CONVERT_PREFIX:
	case KR_CONVERT_BEHIND:
	case KR_CONVERT_STARTING:
		if (rule->argument.len == 0)
			return "needs an argument";
		break;
	case KR_CONVERT_ADDRESS:
		if (!kr_word_number(rule->argument, KR_ADDRESS_WORDS, &(uint32_t){0}))
			return "needs street, number, suffix, postcode or place";
		break;
	case KR_CONVERT_NAME:
		if (!kr_word_number(rule->argument, KR_NAME_PART_WORDS, &(uint32_t){0}))
			return "needs initials, given_names, prefix, surname, partner_prefix or partner_surname";
		break;
	default:
		break;
	}
	return rule->column_count == 0 && !rule->takes_all ? "needs a column" : NULL;
}

/* Splits the argument at |; a separator `newline` becomes both spellings of a line end in stream form. */
static bool
split_argument(kr_profile *profile, kr_rule *rule)
{
	kr_slice rest = kr_slice_items(rule->argument), word;
	kr_slice *items = kr_arena_array(&profile->arena, 2 * kr_slice_count(rule->argument, '|') + 1, sizeof *items);
	size_t count = 0;
	bool lists = rule->conversion == KR_CONVERT_LIST || rule->conversion == KR_CONVERT_ROWS || rule->conversion == KR_CONVERT_LEVELS ||
	    rule->conversion == KR_CONVERT_PERIODS;
	if (items == NULL)
		return false;
	while (kr_slice_next(&rest, '|', &word)) {
		bool newline = lists && kr_slice_is(word, "newline");
		if (newline)
			items[count++] = KR_SLICE("\\r\\n");
		items[count++] = newline ? KR_SLICE("\\n") : word;
	}
	rule->words = (kr_words){items, count};
	return true;
}

static bool
load_names(kr_profile *profile, kr_error *error)
{
	if (profile->names != NULL)
		return true;
	profile->names = kr_arena_array(&profile->arena, 1, sizeof *profile->names);
	return profile->names == NULL ? kr_fail(error, "out of memory") : kr_names_load(profile->names, NULL, error);
}

/* True for a template of the first column and others behind it, with : between them and nothing else. */
static bool
is_parts(const kr_rule *rule)
{
	kr_slice rest = kr_slice_items(rule->argument), part;
	if (rule->conversion != KR_CONVERT_TEMPLATE || rule->column_count < 2 || !kr_slice_starts(rest, KR_SLICE("{1}")))
		return false;
	kr_slice_next(&rest, ':', &part);
	bool all = part.len == 3;
	while (kr_slice_next(&rest, ':', &part))
		all &= part.len == 0 ||
		    (part.len >= 3 && part.ptr[0] == '{' && part.ptr[1] != '1' && kr_slice_find(part, '}') == part.len - 1);
	return all;
}

typedef struct parts {
	uint32_t field, column, conversion, argument, fallback;
} parts;

/* A row without a field that says what the files are. */
static bool
is_about_files(kr_profile *profile, const parts *at, size_t row)
{
	const kr_definition *definition = &profile->definition;
	if (kr_definition_cell(definition, row, at->field).len > 0 ||
	    !kr_slice_is(kr_definition_cell(definition, row, at->conversion), "json"))
		return false;
	profile->is_json = true;
	profile->records = kr_definition_cell(definition, row, at->argument);
	return true;
}

static bool
add_rule(kr_profile *profile, const parts *at, size_t row, kr_error *error)
{
	const kr_definition *definition = &profile->definition;
	kr_rule *rule = &profile->rules[profile->count];
	kr_slice field = kr_definition_cell(definition, row, at->field);
	kr_slice conversion = kr_definition_cell(definition, row, at->conversion);
	*rule = (kr_rule){.columns = kr_slice_trim(kr_definition_cell(definition, row, at->column)),
	    .argument = kr_definition_cell(definition, row, at->argument),
	    .fallback = kr_definition_cell(definition, row, at->fallback)};
	if (field.len == 0)
		return kr_definition_fail(definition, row, at->field, error, "empty");
	if (kr_slice_find(field, '\\') < field.len)
		return kr_definition_fail(definition, row, at->field, error, "holds a backslash");
	if (kr_slice_find(rule->argument, '\\') < rule->argument.len)
		return kr_definition_fail(definition, row, at->argument, error, "holds a backslash");
	if (kr_slice_find(rule->fallback, '\\') < rule->fallback.len)
		return kr_definition_fail(definition, row, at->fallback, error, "holds a backslash");
	if (conversion.len > 0 && conversion.ptr[0] == '+') {
		rule->adds = true;
		conversion = kr_slice_part(conversion, 1, conversion.len);
	}
	if (conversion.len > 0 && !find_conversion(conversion, &rule->conversion))
		return kr_definition_fail(definition, row, at->conversion, error, "no such conversion");
	rule->output = kr_header_add(&profile->header, field);
	if (rule->output == KR_NO_FIELD)
		return kr_fail(error, "out of memory");
	rule->takes_all = kr_slice_is(rule->columns, "*") && rule->conversion == KR_CONVERT_STARTING;
	profile->takes_all |= rule->takes_all;
	rule->column_count = rule->takes_all ? 0 : count_columns(rule->columns);
	rule->first_column = profile->column_count;
	const char *missing = what_is_missing(rule);
	if (missing != NULL)
		return kr_definition_fail(definition, row, at->conversion, error, missing);
	if (rule->conversion == KR_CONVERT_ROWS && profile->rows != KR_NO_FIELD)
		return kr_definition_fail(definition, row, at->conversion, error, "only one field can make a record for each item");
	if (rule->conversion == KR_CONVERT_ROWS)
		profile->rows = rule->output;
	if (rule->conversion == KR_CONVERT_NAME && !load_names(profile, error))
		return false;
	profile->column_count += rule->column_count;
	rule->is_parts = is_parts(rule);
	profile->count++;
	profile->has_fallbacks |= rule->fallback.len > 0;
	return split_argument(profile, rule) || kr_fail(error, "out of memory");
}

static bool
read_rules(kr_profile *profile, kr_error *error)
{
	const kr_definition *definition = &profile->definition;
	parts at;
	if (!kr_definition_column(definition, "field", &at.field, error) ||
	    !kr_definition_column(definition, "column", &at.column, error) ||
	    !kr_definition_column(definition, "conversion", &at.conversion, error))
		return false;
	at.argument = kr_header_find(&definition->header, KR_SLICE("argument"));
	at.fallback = kr_header_find(&definition->header, KR_SLICE("default"));
	for (size_t row = 0; row < definition->rows; row++)
		if (!is_about_files(profile, &at, row) && !add_rule(profile, &at, row, error))
			return false;
	return profile->count > 0 || kr_fail(error, "%s: a profile without a rule", profile->name);
}

/* Room for so many rules and a few constants more. */
static bool
reserve_rules(kr_profile *profile, size_t count, kr_error *error)
{
	profile->rules = kr_arena_array(&profile->arena, count + 8, sizeof *profile->rules);
	return profile->rules != NULL || kr_fail(error, "out of memory");
}

bool
kr_profile_load(kr_profile *profile, const char *name, kr_error *error)
{
	*profile = (kr_profile){.name = name, .rows = KR_NO_FIELD};
	if (load_definition(profile, name, error) && reserve_rules(profile, profile->definition.rows, error) &&
	    read_rules(profile, error))
		return true;
	kr_profile_free(profile);
	return false;
}

bool
kr_profile_of_header(kr_profile *profile, const kr_header *header, kr_error *error)
{
	*profile = (kr_profile){.name = "none", .by_name = true, .rows = KR_NO_FIELD};
	if (!reserve_rules(profile, header->count, error))
		return false;
	for (uint32_t i = 0; i < header->count; i++) {
		uint32_t output = kr_header_add(&profile->header, header->names[i]);
		if (output == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
		profile->rules[i] = (kr_rule){.output = output, .first_column = i, .column_count = 1, .columns = header->names[i]};
	}
	profile->count = profile->column_count = header->count;
	return true;
}

bool
kr_profile_set(kr_profile *profile, const char *field, const char *value, kr_error *error)
{
	kr_slice copy = kr_arena_copy(&profile->arena, kr_slice_text(value));
	uint32_t output = kr_header_add(&profile->header, kr_slice_text(field));
	if (copy.ptr == NULL || output == KR_NO_FIELD)
		return kr_fail(error, "out of memory");
	bool is_new = true;
	for (size_t i = 0; i < profile->count; i++) {
		kr_rule *rule = &profile->rules[i];
		if (rule->output != output)
			continue;
		*rule = (kr_rule){.conversion = KR_CONVERT_CONSTANT, .output = output, .argument = copy};
		is_new = false;
	}
	if (is_new)
		profile->rules[profile->count++] =
		    (kr_rule){.conversion = KR_CONVERT_CONSTANT, .output = output, .argument = copy};
	return true;
}

void
kr_profile_free(kr_profile *profile)
{
	kr_header_free(&profile->header);
	kr_definition_free(&profile->definition);
	if (profile->names != NULL)
		kr_names_free(profile->names);
	kr_arena_free(&profile->arena);
	kr_buffer_free(&profile->text);
	*profile = (kr_profile){0};
}

/* The first alternative (between |) that the file has. */
static uint32_t
find_column(kr_slice alternatives, const kr_header *columns)
{
	kr_slice rest = kr_slice_items(alternatives), name;
	while (kr_slice_next(&rest, '|', &name)) {
		name = kr_slice_trim(name);
		uint32_t position = kr_header_find(columns, name);
		for (uint32_t i = 0; position == KR_NO_FIELD && i < columns->count; i++)
			if (kr_column_is(name, columns->names[i]))
				position = i;
		if (position != KR_NO_FIELD)
			return position;
	}
	return KR_NO_FIELD;
}

static void
bind_rule(const kr_profile *profile, const kr_rule *rule, const kr_header *columns, kr_binding *binding)
{
	kr_slice rest = rule->columns, column;
	for (uint32_t c = 0; c < rule->column_count; c++) {
		uint32_t position = KR_NO_FIELD;
		if (columns == NULL)
			position = rule->first_column + c;
		else if (profile->by_name)
			position = kr_header_find(columns, rule->columns);
		else if (kr_profile_column(&rest, &column))
			position = find_column(column, columns);
		binding->positions[rule->first_column + c] = position;
		binding->bound += position != KR_NO_FIELD;
		binding->as_it_is &= position == rule->output;
	}
	binding->as_it_is &= rule->conversion == KR_CONVERT_KEEP && rule->fallback.len == 0;
}

/* The one column that a rule passes on unchanged, or KR_NO_FIELD when it does more than that. */
static uint32_t
only_column(const kr_rule *rule, const kr_binding *binding)
{
	uint32_t found = KR_NO_FIELD, count = 0;
	if (rule->conversion != KR_CONVERT_KEEP && rule->conversion != KR_CONVERT_JOIN &&
	    (!rule->is_parts || binding->positions[rule->first_column] == KR_NO_FIELD))
		return KR_NO_FIELD;
	for (uint32_t c = 0; c < rule->column_count; c++) {
		uint32_t position = binding->positions[rule->first_column + c];
		count += position != KR_NO_FIELD;
		found = position != KR_NO_FIELD ? position : found;
	}
	return count == 1 ? found : KR_NO_FIELD;
}

/* True when no rule before it makes the same field. */
static bool
is_first(const kr_profile *profile, uint32_t number)
{
	for (uint32_t i = 0; i < number && !profile->by_name; i++)
		if (profile->rules[i].output == profile->rules[number].output)
			return false;
	return true;
}

/* True when the rule has something to make a value of in this file. */
static bool
can_give(const kr_rule *rule, const kr_binding *binding)
{
	bool found = rule->takes_all || rule->conversion == KR_CONVERT_CONSTANT || rule->conversion == KR_CONVERT_ID ||
		     rule->conversion == KR_CONVERT_RECORD_ID;
	for (uint32_t c = 0; c < rule->column_count && !found; c++)
		found = binding->positions[rule->first_column + c] != KR_NO_FIELD;
	return found;
}

/* True when the conversion makes nothing of an empty value. */
static bool
needs_value(enum kr_conversion conversion)
{
	switch (conversion) {
	case KR_CONVERT_KEEP:
	case KR_CONVERT_PREFIX:
	case KR_CONVERT_DATE:
	case KR_CONVERT_DECIMAL:
	case KR_CONVERT_YESNO:
	case KR_CONVERT_LIST:
	case KR_CONVERT_LIST_MAP:
	case KR_CONVERT_LEVELS:
	case KR_CONVERT_PERIODS:
	case KR_CONVERT_JOIN:
	case KR_CONVERT_ADDRESS:
	case KR_CONVERT_RANGE:
	case KR_CONVERT_NUMBER:
	case KR_CONVERT_AMOUNT:
	case KR_CONVERT_EXCEL:
		return true;
	default:
		return false;
	}
}

static void
add_step(const kr_rule *rule, kr_binding *binding)
{
	kr_step *step = &binding->steps[binding->step_count++];
	uint32_t found = 0;
	*step = (kr_step){.rule = rule,
	    .positions = binding->positions + rule->first_column,
	    .output = rule->output,
	    .only = KR_NO_FIELD};
	for (uint32_t c = 0; c < rule->column_count && needs_value(rule->conversion); c++) {
		found += step->positions[c] != KR_NO_FIELD;
		step->only = step->positions[c] != KR_NO_FIELD ? step->positions[c] : step->only;
	}
	step->only = found == 1 ? step->only : KR_NO_FIELD;
	if (rule->conversion == KR_CONVERT_ADDRESS || rule->conversion == KR_CONVERT_NAME)
		kr_word_number(rule->argument, rule->conversion == KR_CONVERT_NAME ? KR_NAME_PART_WORDS : KR_ADDRESS_WORDS, &step->part);
	memset(step->stops, '|', sizeof step->stops);
	step->is_list = rule->conversion == KR_CONVERT_LIST && step->only != KR_NO_FIELD && rule->words.count < sizeof step->stops;
	for (size_t i = 0; i < rule->words.count && step->is_list; i++)
		if (rule->words.items[i].len > 0)
			step->stops[i] = rule->words.items[i].ptr[0];
}

bool
kr_profile_bind(const kr_profile *profile, const kr_header *columns, const char *file, kr_binding *binding, kr_error *error)
{
	uint32_t count = columns ? columns->count : profile->column_count;
	*binding = (kr_binding){.positions = calloc(profile->column_count + 1u, sizeof *binding->positions),
	    .as_it_is = profile->count == count && profile->header.count == count};
	binding->columns = count;
	binding->bound = profile->takes_all;
	binding->steps = calloc(profile->count + 1u, sizeof *binding->steps);
	binding->start = calloc(profile->header.count + 1u, sizeof *binding->start);
	binding->direct = calloc(profile->count + 1u, sizeof *binding->direct);
	if (binding->positions == NULL || binding->steps == NULL || binding->start == NULL || binding->direct == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < profile->count; i++) {
		const kr_rule *rule = &profile->rules[i];
		bind_rule(profile, rule, columns, binding);
		uint32_t position = only_column(rule, binding);
		if (position != KR_NO_FIELD && is_first(profile, i))
			binding->direct[binding->direct_count++] = (struct kr_direct){rule->output, position};
		else if (rule->conversion == KR_CONVERT_CONSTANT && is_first(profile, i))
			binding->start[rule->output] = rule->argument;
		else if (can_give(rule, binding))
			add_step(rule, binding);
	}
	return profile->by_name || binding->bound > 0 || kr_fail(error, "%s: has no column of the profile %s; is it another layout?", file,
					 profile->name);
}

void
kr_binding_free(kr_binding *binding)
{
	free(binding->positions);
	free(binding->steps);
	free(binding->start);
	free(binding->direct);
	*binding = (kr_binding){0};
}
