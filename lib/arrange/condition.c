#include "arrange/condition.h"

#include "base/number.h"
#include "codes/date.h"
#include "codes/education.h"
#include "codes/list_item.h"

enum test { HAS, AT_LEAST, AT_MOST, KNOWN };

static const char *const test_names[] = {"has", "at_least", "at_most", "known"};

static bool
load_row(kr_conditions *conditions, uint32_t row, const uint32_t *columns, kr_error *error)
{
	const kr_definition *table = &conditions->list.definition;
	kr_condition *one = &conditions->items[row];
	size_t test = 0;
	*one = (kr_condition){.position = KR_NO_FIELD, .name = kr_definition_cell(table, row, columns[0]), .value = kr_definition_cell(table, row, columns[2])};
	if (one->name.len == 0) {
		one->group = row;
		return true;
	}
	if (!kr_definition_choose(table, row, columns[1], kr_definition_cell(table, row, columns[1]), test_names,
		sizeof test_names / sizeof *test_names, &test, error))
		return false;
	one->test = (int)test;
	if ((test == AT_LEAST || test == AT_MOST) && !kr_decimal_parse(one->value, 2, &one->number))
		return kr_definition_fail(table, row, columns[2], error, "not a number");
	for (one->group = 0; one->group < row; one->group++)
		if (kr_slice_equal(conditions->items[one->group].name, one->name))
			break;
	return true;
}

bool
kr_conditions_load(kr_conditions *conditions, const char *name, const char *directory, kr_error *error)
{
	static const char *const names[] = {"field", "test", "limit"};
	uint32_t columns[3];
	*conditions = (kr_conditions){.count = 0};
	if (!kr_code_list_load(&conditions->list, name, directory, error))
		return false;
	for (int i = 0; i < 3; i++)
		if (!kr_definition_column(&conditions->list.definition, names[i], &columns[i], error))
			return false;
	if (conditions->list.definition.rows > KR_CONDITIONS_MAX)
		return kr_fail(error, "%s: more than %d conditions", name, KR_CONDITIONS_MAX);
	conditions->count = (uint32_t)conditions->list.definition.rows;
	for (uint32_t i = 0; i < conditions->count; i++)
		if (!load_row(conditions, i, columns, error))
			return false;
	return true;
}

void
kr_conditions_find(kr_conditions *conditions, const kr_header *header)
{
	for (uint32_t i = 0; i < conditions->count; i++)
		conditions->items[i].position = conditions->items[i].name.len ? kr_header_find(header, conditions->items[i].name) : KR_NO_FIELD;
}

/* The list has one of the values; of an item with parts the first one counts. */
static bool
has_any(kr_slice list, kr_slice values)
{
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item)) {
		if (kr_list_has(values, kr_slice_part(item, 0, kr_slice_find(item, ':'))))
			return true;
	}
	return false;
}

/* Least and most that a value may be, in hundredths; false: nobody knows. */
static bool
measure(const kr_condition *one, kr_slice value, int32_t day, int64_t *least, int64_t *most)
{
	kr_date today = kr_date_of_days(day), date;
	int64_t number, best = 0;
	kr_slice rest = kr_slice_items(value), item;
	if (kr_slice_is(one->name, "birth_year")) {
		if (!kr_number_parse(value, 1800, 2200, &number))
			return false;
		*most = (today.year - number) * 100;
		*least = *most - 100;
		return true;
	}
	if (kr_slice_is(one->name, "registered_on")) {
		if (!kr_date_parse(value, &date))
			return false;
		*least = (day - kr_date_last(date)) * INT64_C(1200) / 36525 * 100;
		*most = (day - kr_date_first(date)) * INT64_C(1200) / 36525 * 100;
		return true;
	}
	if (kr_slice_is(one->name, "education") || kr_slice_is(one->name, "languages")) {
		bool language = kr_slice_is(one->name, "languages");
		while (kr_slice_next(&rest, '|', &item)) {
			kr_slice parts = item, code = {0}, level = {0};
			kr_slice_next(&parts, ':', &code);
			kr_slice_next(&parts, ':', &level);
			int64_t rank = language ? (kr_slice_is(code, "nld") && level.len == 1 ? level.ptr[0] - '0' : 0) : kr_education_rank(code);
			best = rank > best && rank < 8 ? rank : best;
		}
		*least = *most = best * 100;
		return best > 0;
	}
	if (!kr_decimal_parse(value, 2, &number))
		return false;
	*least = *most = number;
	return true;
}

enum kr_answer
kr_condition_ask(const kr_condition *one, const kr_record *record, int32_t day)
{
	kr_slice value = kr_record_field(record, one->position);
	int64_t least, most;
	if (one->position == KR_NO_FIELD || value.len == 0)
		return KR_ANSWER_UNKNOWN;
	if (one->test == KNOWN)
		return kr_slice_is(value, "no") || kr_slice_is(value, "none") || kr_slice_is(value, "na") ? KR_ANSWER_NO : KR_ANSWER_YES;
	if (one->test == HAS)
		return has_any(value, one->value) ? KR_ANSWER_YES : KR_ANSWER_NO;
	if (!measure(one, value, day, &least, &most))
		return KR_ANSWER_UNKNOWN;
	if (one->test == AT_LEAST)
		return least >= one->number ? KR_ANSWER_YES : most < one->number ? KR_ANSWER_NO : KR_ANSWER_UNKNOWN;
	return most <= one->number ? KR_ANSWER_YES : least > one->number ? KR_ANSWER_NO : KR_ANSWER_UNKNOWN;
}

uint64_t
kr_conditions_refuse(const kr_conditions *conditions, const kr_record *record, int32_t day)
{
	uint64_t refused = 0;
	for (uint32_t i = 0; i < conditions->count; i++)
		if (kr_condition_ask(&conditions->items[i], record, day) == KR_ANSWER_NO)
			refused |= UINT64_C(1) << i;
	return refused;
}

void
kr_conditions_free(kr_conditions *conditions)
{
	kr_code_list_free(&conditions->list);
}
