#include "card/facts.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "record/schema.h"

static const char *const rule_names[] = {"whole", "items", "only", "prefix", "isco", "at_least", "at_most", "within"};

enum { FIELD, FROM, RULE, STEPS, WEIGHT, COLUMNS };

static bool
read_steps(kr_card_facts *facts, kr_card_field *field, size_t row, uint32_t column, kr_slice list, kr_error *error)
{
	kr_slice rest = kr_slice_items(list), item;
	bool are_numbers = field->rule >= KR_CARD_PREFIX;
	int64_t number = 0, before = -1;
	while (kr_slice_next(&rest, '|', &item)) {
		if (field->step_count == KR_CARD_STEPS_MAX)
			return kr_definition_fail(&facts->definition, row, column, error, "too many");
		if (are_numbers && (!kr_number_parse(item, 0, 9999, &number) || number <= before))
			return kr_definition_fail(&facts->definition, row, column, error, "must be numbers that rise");
		field->steps[field->step_count] = item;
		field->numbers[field->step_count++] = (uint32_t)number;
		before = number;
	}
	if (field->rule >= KR_CARD_ONLY && field->step_count == 0)
		return kr_definition_fail(&facts->definition, row, column, error, "this rule needs steps");
	return true;
}

/* Each field of the card once, and all names known: one that is written wrong would be left out without a word. */
static bool
check_names(const kr_card_facts *facts, const kr_schema *card, const kr_schema *person, size_t row, const uint32_t *columns,
    kr_error *error)
{
	const kr_card_field *field = &facts->fields[facts->field_count - 1];
	for (uint32_t i = 0; i + 1 < facts->field_count; i++)
		if (kr_slice_equal(facts->fields[i].name, field->name))
			return kr_definition_fail(&facts->definition, row, columns[FIELD], error, "stands here twice");
	if (!kr_schema_knows(card, field->name))
		return kr_definition_fail(&facts->definition, row, columns[FIELD], error, "is no field of a card");
	/* A field that the schema does not know is identity. */
	if (kr_schema_class(person, field->from) != KR_PROFILE)
		return kr_definition_fail(&facts->definition, row, columns[FROM], error, "is no field of a person's profile");
	return true;
}

static bool
read_field(kr_card_facts *facts, const kr_header *header, const uint32_t *columns, size_t row, kr_error *error)
{
	const kr_definition *table = &facts->definition;
	kr_card_field *field = &facts->fields[facts->field_count];
	size_t rule;
	int64_t weight;
	if (facts->field_count == KR_CARD_FIELDS_MAX)
		return kr_definition_fail(table, row, columns[FIELD], error, "too many fields");
	field->name = kr_definition_cell(table, row, columns[FIELD]);
	field->from = kr_definition_cell(table, row, columns[FROM]);
	if (!kr_definition_choose(table, row, columns[RULE], kr_definition_cell(table, row, columns[RULE]), rule_names,
	        KR_CARD_RULES, &rule, error))
		return false;
	field->rule = (enum kr_card_rule)rule;
	if (!kr_number_parse(kr_definition_cell(table, row, columns[WEIGHT]), 1, 1000, &weight))
		return kr_definition_fail(table, row, columns[WEIGHT], error, "must be a number from 1 to 1000");
	field->weight = (uint32_t)weight;
	field->column = kr_header_find(header, field->from);
	facts->field_count++;
	return read_steps(facts, field, row, columns[STEPS], kr_definition_cell(table, row, columns[STEPS]), error);
}

bool
kr_card_facts_load(kr_card_facts *facts, const kr_header *header, const char *directory, kr_error *error)
{
	static const char *const names[COLUMNS] = {"field", "from", "rule", "steps", "weight"};
	uint32_t columns[COLUMNS];
	kr_schema card = {0}, person = {0}; /* people have the fields of candidates */
	if (!kr_definition_load(&facts->definition, "card/card_classes", directory, error))
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		if (!kr_definition_column(&facts->definition, names[i], &columns[i], error))
			return false;
	bool good = kr_schema_load(&card, "card", directory, error) && kr_schema_load(&person, "candidate", directory, error);
	for (size_t row = 0; good && row < facts->definition.rows; row++)
		good = read_field(facts, header, columns, row, error) && check_names(facts, &card, &person, row, columns, error);
	kr_schema_free(&card);
	kr_schema_free(&person);
	if (!good)
		return false;
	facts->now = kr_header_find(header, KR_SLICE("available_now"));
	return true;
}

/* The number of a fact, made where it is new. */
static bool
number_of(kr_card_facts *facts, uint32_t field, kr_slice value, uint32_t *number)
{
	kr_buffer_clear(&facts->key);
	kr_buffer_char(&facts->key, (char)('A' + field));
	kr_buffer_slice_add(&facts->key, value);
	if (facts->key.failed)
		return false;
	if (kr_map_get(&facts->known, kr_buffer_slice(&facts->key), number))
		return true;
	if (facts->count == facts->capacity) {
		uint32_t capacity = facts->capacity * 2 + 256;
		kr_card_fact *more = realloc(facts->facts, capacity * sizeof *more);
		if (more == NULL)
			return false;
		facts->facts = more;
		facts->capacity = capacity;
	}
	kr_slice key = kr_arena_copy(&facts->arena, kr_buffer_slice(&facts->key));
	if (key.ptr == NULL || !kr_map_put(&facts->known, key, facts->count))
		return false;
	*number = facts->count;
	facts->facts[facts->count++] = (kr_card_fact){field, facts->fields[field].weight, kr_slice_part(key, 1, key.len), 0};
	return true;
}

/* What one record's facts are gathered in. */
struct gathering {
	kr_card_facts *facts;
	kr_buffer *out;
	uint32_t field;
	bool failed;
};

static void
tell(struct gathering *into, kr_slice value)
{
	uint32_t number;
	if (value.len == 0)
		return;
	if (!number_of(into->facts, into->field, value, &number)) {
		into->failed = true;
		return;
	}
	kr_card_fact *fact = &into->facts->facts[number];
	if (fact->record == into->facts->records)
		return;
	fact->record = into->facts->records;
	kr_buffer_add(into->out, (const char *)&number, sizeof number);
}

static bool
is_step(const kr_card_field *field, kr_slice item)
{
	for (uint32_t i = 0; i < field->step_count; i++)
		if (kr_slice_equal(field->steps[i], item))
			return true;
	return false;
}

/* The first characters of a code; nothing of what is too short or no code, which must not be cut in a character or an escape. */
static kr_slice
beginning(kr_slice code, uint32_t length)
{
	if (code.len < length)
		return (kr_slice){0};
	for (uint32_t i = 0; i < length; i++)
		if (code.ptr[i] <= ' ' || code.ptr[i] > '~' || code.ptr[i] == '\\')
			return (kr_slice){0};
	return kr_slice_part(code, 0, length);
}

static void
tell_items(struct gathering *into, const kr_card_field *field, kr_slice list)
{
	kr_slice rest = kr_slice_items(list), item;
	if (kr_slice_is(list, "none"))
		return;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_slice code = kr_slice_part(item, 0, kr_slice_find(item, ':'));
		if (field->rule == KR_CARD_ISCO)
			for (uint32_t i = 0; i < field->step_count; i++)
				tell(into, beginning(code, field->numbers[i]));
		else if (field->rule == KR_CARD_ITEMS || is_step(field, code))
			tell(into, code);
	}
}

static void
tell_steps(struct gathering *into, const kr_card_field *field, int64_t number)
{
	for (uint32_t i = 0; i < field->step_count; i++)
		if (field->rule == KR_CARD_AT_LEAST ? number >= field->numbers[i] : number <= field->numbers[i])
			tell(into, field->steps[i]);
}

static void
tell_days(struct gathering *into, const kr_card_field *field, kr_slice value, kr_slice now, int32_t day)
{
	kr_date date;
	if (kr_date_parse(value, &date))
		tell_steps(into, field, kr_date_last(date) > day ? kr_date_last(date) - day : 0);
	else if (kr_slice_is(now, "yes"))
		tell_steps(into, field, 0);
}

bool
kr_card_facts_of(kr_card_facts *facts, const kr_record *record, int32_t day, kr_buffer *out)
{
	struct gathering into = {facts, out, 0, false};
	facts->records++;
	kr_buffer_clear(out);
	for (; into.field < facts->field_count; into.field++) {
		const kr_card_field *field = &facts->fields[into.field];
		kr_slice value = kr_record_field(record, field->column);
		int64_t number;
		switch (field->rule) {
		case KR_CARD_WHOLE:
			tell(&into, kr_slice_is(value, "na") ? (kr_slice){0} : value);
			break;
		case KR_CARD_PREFIX:
			tell(&into, beginning(value, field->numbers[0]));
			break;
		case KR_CARD_AT_LEAST:
		case KR_CARD_AT_MOST:
			if (kr_number_parse(value, 0, INT32_MAX, &number))
				tell_steps(&into, field, number);
			break;
		case KR_CARD_WITHIN:
			tell_days(&into, field, value, kr_record_field(record, facts->now), day);
			break;
		default:
			tell_items(&into, field, value);
		}
	}
	return !into.failed && !out->failed;
}

static int
by_value(const void *left, const void *right)
{
	const kr_card_fact *a = left, *b = right;
	return a->field != b->field ? (a->field < b->field ? -1 : 1) : kr_slice_compare(a->value, b->value);
}

bool
kr_card_facts_sort(kr_card_facts *facts, uint32_t **place, kr_error *error)
{
	*place = calloc((size_t)facts->count + 1, sizeof **place);
	if (*place == NULL)
		return kr_fail(error, "out of memory");
	if (facts->count > 0)
		qsort(facts->facts, facts->count, sizeof *facts->facts, by_value);
	for (uint32_t i = 0; i < facts->count; i++) {
		uint32_t before = 0;
		/* The key begins one byte before the value. */
		kr_slice key = kr_slice_of(facts->facts[i].value.ptr - 1, facts->facts[i].value.len + 1);
		if (!kr_map_get(&facts->known, key, &before))
			return kr_fail(error, "out of memory");
		(*place)[before] = i;
	}
	return true;
}

/* Whether a step says less than another. */
static bool
is_below(enum kr_card_rule rule, kr_slice value, kr_slice other)
{
	int64_t number = 0, step = 0;
	kr_number_parse(value, 0, INT32_MAX, &number);
	kr_number_parse(other, 0, INT32_MAX, &step);
	return rule == KR_CARD_AT_LEAST ? number < step : number > step;
}

/* Of the facts of one field, `first` to `end`, whether another one says all that fact `at` says. */
static bool
is_implied(const kr_card_facts *facts, enum kr_card_rule rule, const uint32_t *told, uint32_t first, uint32_t end, uint32_t at)
{
	kr_slice value = facts->facts[told[at]].value;
	if (rule == KR_CARD_ISCO) /* sorted: the finer ones follow */
		return at + 1 < end && kr_slice_starts(facts->facts[told[at + 1]].value, value);
	if (rule < KR_CARD_AT_LEAST)
		return false;
	for (uint32_t i = first; i < end; i++) /* at most KR_CARD_STEPS_MAX */
		if (is_below(rule, value, facts->facts[told[i]].value))
			return true;
	return false;
}

void
kr_card_value(const kr_card_facts *facts, uint32_t field, const uint32_t *told, uint32_t count, kr_buffer *out)
{
	uint32_t first = 0, end;
	bool any = false;
	while (first < count && facts->facts[told[first]].field < field)
		first++;
	for (end = first; end < count && facts->facts[told[end]].field == field;)
		end++;
	for (uint32_t i = first; i < end; i++) {
		if (is_implied(facts, facts->fields[field].rule, told, first, end, i))
			continue;
		if (any)
			kr_buffer_char(out, '|');
		kr_buffer_slice_add(out, facts->facts[told[i]].value);
		any = true;
	}
}

void
kr_card_facts_free(kr_card_facts *facts)
{
	free(facts->facts);
	kr_map_free(&facts->known);
	kr_buffer_free(&facts->key);
	kr_definition_free(&facts->definition);
	kr_arena_free(&facts->arena);
	*facts = (kr_card_facts){0};
}
