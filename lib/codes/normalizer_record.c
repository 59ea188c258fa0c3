/* One record: the fields one by one, then those that need each other. */
#include "base/number.h"
#include "codes/bsn.h"
#include "codes/date.h"
#include "codes/list_item.h"
#include "codes/normalizer.h"

/* The years that the schema allows in birth_year. */
enum { FIRST_BIRTH_YEAR = 1900, LAST_BIRTH_YEAR = 2100 };

static kr_slice
made_value(const kr_normalizer *normalizer, const kr_made_field *made)
{
	if (made->is_set)
		return kr_slice_of(normalizer->out.ptr + made->from, made->len);
	return kr_record_field(normalizer->record, made->input);
}

kr_slice
kr_normalizer_value(const kr_normalizer *normalizer, enum kr_known_field field)
{
	if (normalizer->known[field] != KR_NO_FIELD)
		return made_value(normalizer, &normalizer->made[normalizer->known[field]]);
	return kr_record_field(normalizer->record, normalizer->inputs[field]);
}

void
kr_normalizer_set(kr_normalizer *normalizer, enum kr_known_field field, kr_slice value)
{
	kr_made_field *made = &normalizer->made[normalizer->known[field]];
	size_t from = normalizer->out.len;
	kr_buffer_slice_add(&normalizer->out, value);
	made->from = from;
	made->len = value.len;
	made->is_set = true;
}

void
kr_normalizer_problem(kr_normalizer *normalizer, kr_slice field, const char *problem, kr_slice original)
{
	const kr_record *record = normalizer->record;
	kr_buffer_clear(&normalizer->key);
	kr_buffer_slice_add(&normalizer->key, field);
	kr_buffer_char(&normalizer->key, ':');
	kr_buffer_text(&normalizer->key, problem);
	kr_list_add(&normalizer->problems, 0, kr_buffer_slice(&normalizer->key));
	normalizer->problem_count++;
	if (kr_problem_loses(problem))
		kr_rejects_value(normalizer->rejects, record->file, record->line, field, problem, original);
}

static void
code_field(kr_normalizer *normalizer, kr_made_field *made)
{
	made->is_set = false;
	if (made->field.coding == NULL)
		return;
	kr_slice value = kr_record_field(normalizer->record, made->input);
	if (value.len == 0)
		return;
	size_t from = normalizer->out.len;
	const char *problem = kr_code_value(&normalizer->coder, &made->field, value, &normalizer->out);
	made->from = from;
	made->len = normalizer->out.len - from;
	made->is_set = true;
	if (problem != NULL)
		kr_normalizer_problem(normalizer, made->field.name, problem, value);
	if (made->field.part_count != 0 && kr_is_uncoded(made_value(normalizer, made)))
		kr_normalizer_problem(normalizer, made->field.name, "uncoded", value);
}

/* The BSN is checked here when its column goes. */
static void
make_person_key(kr_normalizer *normalizer)
{
	char key[KR_PSEUDONYM_LENGTH];
	kr_field field = {0};
	kr_error ignored;
	kr_slice value = kr_record_field(normalizer->record, normalizer->inputs[KR_F_BSN]);
	if (normalizer->options.key == NULL || normalizer->inputs[KR_F_BSN] == KR_NO_FIELD)
		return;
	kr_slice name = kr_known_field_name(KR_F_BSN);
	if (value.len == 0 || !kr_coder_field(&normalizer->coder, name, &field, &ignored))
		return;
	kr_buffer_clear(&normalizer->coder.item);
	const char *problem = kr_code_bsn(&normalizer->coder, &field, value, &normalizer->coder.item);
	if (problem != NULL) {
		kr_normalizer_problem(normalizer, name, problem, value);
		return;
	}
	kr_pseudonym(normalizer->options.key, kr_buffer_slice(&normalizer->coder.item), key);
	kr_normalizer_set(normalizer, KR_F_PERSON_KEY, kr_slice_of(key, sizeof key));
}

/* What is wrong with a birth date that is a date; NULL: nothing. */
static const char *
judge_birth(const kr_normalizer *normalizer, kr_date birth)
{
	kr_date as_of;
	if (birth.year < FIRST_BIRTH_YEAR || birth.year > LAST_BIRTH_YEAR)
		return "out-of-range";
	bool is_after = kr_date_parse(kr_normalizer_value(normalizer, KR_F_AS_OF), &as_of) &&
	    kr_date_compare(birth, as_of) == 1;
	return is_after ? "after-as-of" : NULL;
}

static void
make_birth_year(kr_normalizer *normalizer)
{
	kr_date birth;
	kr_slice text = kr_normalizer_value(normalizer, KR_F_BIRTH_DATE);
	if (normalizer->inputs[KR_F_BIRTH_DATE] == KR_NO_FIELD || !kr_date_parse(text, &birth))
		return;
	const char *problem = judge_birth(normalizer, birth);
	if (problem == NULL) {
		kr_normalizer_set(normalizer, KR_F_BIRTH_YEAR, kr_slice_part(text, 0, 4));
		return;
	}
	kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_BIRTH_DATE), problem,
	    kr_record_field(normalizer->record, normalizer->inputs[KR_F_BIRTH_DATE]));
	kr_normalizer_set(normalizer, KR_F_BIRTH_DATE, kr_slice_of(NULL, 0));
}

static void
check_order(kr_normalizer *normalizer, enum kr_known_field min, enum kr_known_field max)
{
	int64_t least, most;
	if (kr_decimal_parse(kr_normalizer_value(normalizer, min), 2, &least) &&
	    kr_decimal_parse(kr_normalizer_value(normalizer, max), 2, &most) && least > most)
		kr_normalizer_problem(normalizer, kr_known_field_name(min), "above-max", kr_slice_of(NULL, 0));
}

/* "14,50 per uur" in a field of the wage says the unit, where nothing else does. */
static void
find_wage_unit(kr_normalizer *normalizer)
{
	uint32_t row, slot = normalizer->known[KR_F_WAGE_UNIT];
	if (slot == KR_NO_FIELD || kr_normalizer_value(normalizer, KR_F_WAGE_UNIT).len != 0)
		return;
	const kr_code_list *units = normalizer->made[slot].field.list;
	for (enum kr_known_field field = KR_F_WAGE_MIN; field <= KR_F_WAGE_MAX; field++) {
		kr_slice words = kr_amount_words(kr_record_field(normalizer->record, normalizer->inputs[field]));
		if (words.len == 0 || !kr_code_list_find(units, words, &normalizer->coder.key, &row) || row >= KR_CODE_SPECIAL)
			continue;
		kr_normalizer_set(normalizer, KR_F_WAGE_UNIT, kr_code_list_code(units, row));
		return;
	}
}

/* FIELD:CODE with a field of the schema; anything else may be a value. */
static bool
is_problem(const kr_normalizer *normalizer, kr_slice item)
{
	size_t colon = kr_slice_find(item, ':');
	return kr_schema_knows(&normalizer->schema, kr_slice_part(item, 0, colon)) &&
	    kr_problem_is_known(kr_slice_part(item, colon + 1, item.len));
}

/* The problems that the input lists already stay before those found now; what is none goes to the rejects. */
static void
begin_problems(kr_normalizer *normalizer)
{
	kr_slice list = kr_record_field(normalizer->record, normalizer->inputs[KR_F_PROBLEMS]);
	kr_slice rest = kr_slice_items(list), item;
	bool lost = false;
	kr_buffer_clear(&normalizer->problems);
	while (kr_slice_next(&rest, '|', &item)) {
		if (is_problem(normalizer, item))
			kr_list_add(&normalizer->problems, 0, item);
		else
			lost = lost || item.len != 0;
	}
	if (lost)
		kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_PROBLEMS), "unknown-code", list);
}

static bool
is_short_of_memory(const kr_normalizer *normalizer)
{
	return normalizer->out.failed || normalizer->problems.failed || normalizer->key.failed ||
	    normalizer->coder.key.failed || normalizer->coder.item.failed || normalizer->name_scratch.text.failed ||
	    normalizer->name_scratch.key.failed;
}

/*
 * Room for all that is made of a record, so that no value moves while another is made of it. The shortest items
 * grow most: of "a|" in a list of jobs becomes "5120:a::|". Some values are written twice.
 */
static void
reserve(kr_normalizer *normalizer, const kr_record *record)
{
	kr_buffer_clear(&normalizer->out);
	(void)kr_buffer_reserve(&normalizer->out, kr_record_line(record).len * 12 + normalizer->layout.slots * 64 + 4096);
}

const kr_slice *
kr_normalizer_record(kr_normalizer *normalizer, const kr_record *record, kr_rejects *rejects)
{
	uint32_t slots = normalizer->layout.slots;
	normalizer->record = record;
	normalizer->rejects = rejects;
	reserve(normalizer, record);
	begin_problems(normalizer);
	for (uint32_t slot = 0; slot < slots; slot++)
		code_field(normalizer, &normalizer->made[slot]);
	make_person_key(normalizer);
	if (normalizer->has_names)
		kr_normalize_names(normalizer);
	kr_normalize_house(normalizer);
	make_birth_year(normalizer);
	if (normalizer->kind == KR_OF_SERVICE)
		kr_normalize_service(normalizer);
	else if (normalizer->has_places)
		kr_normalize_places(normalizer);
	check_order(normalizer, KR_F_HOURS_MIN, KR_F_HOURS_MAX);
	check_order(normalizer, KR_F_WAGE_MIN, KR_F_WAGE_MAX);
	find_wage_unit(normalizer);
	kr_normalizer_set(normalizer, KR_F_PROBLEMS, kr_buffer_slice(&normalizer->problems));
	for (uint32_t slot = 0; slot < slots; slot++)
		normalizer->values[slot] =
		    normalizer->made[slot].is_set ? made_value(normalizer, &normalizer->made[slot]) : kr_slice_of(NULL, 0);
	return is_short_of_memory(normalizer) ? NULL : normalizer->values;
}
