#include "codes/coder.h"

#include "base/number.h"

bool
kr_coder_open(kr_coder *coder, const kr_schema *schema, const char *directory, kr_error *error)
{
	*coder = (kr_coder){.schema = schema, .directory = directory};
	return kr_placeholders_load(&coder->placeholders, directory, error);
}

void
kr_coder_close(kr_coder *coder)
{
	for (size_t i = 0; i < coder->list_count; i++)
		kr_code_list_free(&coder->lists[i]);
	if (coder->has_occupations)
		kr_occupations_free(&coder->occupations);
	kr_placeholders_free(&coder->placeholders);
	kr_buffer_free(&coder->key);
	kr_buffer_free(&coder->item);
	kr_arena_free(&coder->arena);
}

const kr_code_list *
kr_coder_list(const kr_coder *coder, kr_slice name)
{
	for (size_t i = 0; i < coder->list_count; i++)
		if (kr_slice_is(name, coder->lists[i].name))
			return &coder->lists[i];
	return NULL;
}

/* A C string that lives as long as the coder; NULL when memory is short. */
static const char *
keep_name(kr_coder *coder, kr_slice name)
{
	char *kept = kr_arena_array(&coder->arena, name.len + 1, 1);
	if (kept != NULL)
		memcpy(kept, name.ptr, name.len);
	return kept;
}

/* A list by the name of its table, or, when `codes` is not empty, of the codes that stand there. Loaded once. */
static bool
get_list(kr_coder *coder, kr_slice name, kr_slice codes, const kr_code_list **list, kr_error *error)
{
	*list = kr_coder_list(coder, name);
	if (*list != NULL)
		return true;
	const char *kept = keep_name(coder, name);
	if (kept == NULL || coder->list_count == KR_CODER_LISTS_MAX)
		return kr_fail(error, "no room for another list of codes");
	kr_code_list *made = &coder->lists[coder->list_count];
	bool good = codes.len != 0 ? kr_code_list_of(made, kept, codes, '|', coder->directory, error)
	                           : kr_code_list_load(made, kept, coder->directory, error);
	if (!good)
		return false;
	coder->list_count++;
	*list = made;
	return true;
}

static bool
get_yesno(kr_coder *coder, const kr_code_list **list, kr_error *error)
{
	return get_list(coder, KR_SLICE("yesno"), KR_SLICE("yes|no"), list, error);
}

static bool
need_occupations(kr_coder *coder, kr_error *error)
{
	if (coder->has_occupations)
		return true;
	coder->has_occupations = kr_occupations_load(&coder->occupations, coder->directory, error);
	return coder->has_occupations;
}

/* "level=education_levels" or "field". */
static bool
read_part(kr_coder *coder, kr_slice spec, kr_part *part, kr_error *error)
{
	size_t sign = kr_slice_find(spec, '=');
	kr_slice type = kr_slice_part(spec, sign + 1, spec.len);
	part->name = kr_slice_part(spec, 0, sign);
	if (type.len == 0)
		return true;
	if (kr_slice_is(type, "date")) {
		part->coding = kr_code_date;
		part->may_open = kr_slice_is(part->name, "to");
		return true;
	}
	part->coding = kr_code_word;
	if (kr_slice_is(type, "yesno"))
		return get_yesno(coder, &part->list, error);
	if (kr_slice_is(type, "isco08"))
		return need_occupations(coder, error);
	return get_list(coder, type, kr_slice_of(NULL, 0), &part->list, error);
}

static bool
read_parts(kr_coder *coder, kr_slice spec, kr_field *field, kr_error *error)
{
	kr_slice rest = kr_slice_items(spec), part;
	while (kr_slice_next(&rest, ':', &part)) {
		if (field->part_count == KR_PARTS_MAX)
			return kr_fail(error, "schema: more than %d parts in an item", KR_PARTS_MAX);
		if (!read_part(coder, part, &field->parts[field->part_count++], error))
			return false;
	}
	return true;
}

static bool
read_range(kr_slice word, kr_amount *amount)
{
	for (size_t i = 1; i + 2 < word.len; i++)
		if (word.ptr[i] == '.' && word.ptr[i + 1] == '.')
			return kr_number_parse(kr_slice_part(word, 0, i), INT32_MIN, INT64_MAX / 200, &amount->min) &&
			    kr_number_parse(kr_slice_part(word, i + 2, word.len), INT32_MIN, INT64_MAX / 200, &amount->max);
	return false;
}

/* One word of the column `values`. */
static bool
read_value(kr_coder *coder, kr_slice word, bool has_parts, kr_field *field, kr_error *error)
{
	if (kr_slice_is(word, "+none"))
		return field->may_none = true;
	if (kr_slice_is(word, "+open"))
		return field->may_open = true;
	if (kr_slice_is(word, "+na"))
		return field->may_na = true;
	if (word.ptr[0] == '=')
		return get_list(coder, kr_slice_part(word, 1, word.len), kr_slice_of(NULL, 0), &field->list, error);
	if (has_parts)
		return read_parts(coder, word, field, error);
	if (read_range(word, &field->amount))
		return true;
	if (kr_slice_find(word, '|') < word.len)
		return get_list(coder, field->name, word, &field->list, error);
	char quoted[KR_QUOTE_MAX];
	return kr_fail(error, "schema: %s: not a rule for values", kr_quote(word, quoted));
}

static const struct {
	const char *type;
	kr_coding *coding;
	enum kr_placeholder_kind placeholder;
} types[] = {
    {"text", kr_code_text, KR_PLACEHOLDER_ANY},
    {"code", kr_code_word, KR_PLACEHOLDER_CODE},
    {"date", kr_code_date, KR_PLACEHOLDER_DATE},
    {"integer", kr_code_integer, KR_PLACEHOLDER_NUMBER},
    {"decimal", kr_code_decimal, KR_PLACEHOLDER_NUMBER},
    {"yesno", kr_code_word, KR_PLACEHOLDER_CODE},
    {"parts", kr_code_item, KR_PLACEHOLDER_ANY},
    {"list:text", kr_code_texts, KR_PLACEHOLDER_LIST},
    {"list:code", kr_code_words, KR_PLACEHOLDER_LIST},
    {"list:parts", kr_code_items, KR_PLACEHOLDER_LIST},
};

static bool
read_type(kr_slice type, kr_field *field, kr_error *error)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (kr_slice_is(type, types[i].type)) {
			field->coding = types[i].coding;
			field->placeholder = types[i].placeholder;
			return true;
		}
	char quoted[KR_QUOTE_MAX];
	return kr_fail(error, "schema: %s: no such type", kr_quote(type, quoted));
}

/* Fields whose values have a form that no type tells. NULL: passed on, or brought to form with the whole record. */
static const struct {
	const char *name;
	kr_coding *coding;
	enum kr_placeholder_kind placeholder;
} forms[] = {
    {"bsn", kr_code_bsn, KR_PLACEHOLDER_BSN},
    {"phone", kr_code_phones, KR_PLACEHOLDER_PHONE},
    {"email", kr_code_emails, KR_PLACEHOLDER_EMAIL},
    {"street", kr_code_text, KR_PLACEHOLDER_STREET},
    {"place", kr_code_text, KR_PLACEHOLDER_PLACE},
    {"sector", kr_code_sector, KR_PLACEHOLDER_CODE},
    {"sectors", kr_code_sectors, KR_PLACEHOLDER_LIST},
    {"weeks", kr_code_weeks, KR_PLACEHOLDER_NUMBER},
    {"cost", kr_code_cost, KR_PLACEHOLDER_NUMBER},
};

/* Ids, what kr makes itself, and what normalizer.h treats with the whole record. */
static const char *const passed[] = {"record_id", "source", "source_id", "vacancy_id", "employer_id", "person_id",
    "person_key", "card_id", "problems", "presentation", "registrations", "sources", "conflicts", "initials", "given_names", "prefix",
    "surname", "partner_prefix", "partner_surname", "house_number", "house_suffix", "postcode", "pc4", "municipality",
    "region", "regions", "service_id"};

static bool
is_passed(kr_slice name)
{
	for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
		if (kr_slice_is(name, passed[i]))
			return true;
	return false;
}

/* Items whose first part says which lists the others are codes of (need_kinds): these lists. */
static bool
add_lists_of_kinds(kr_coder *coder, kr_field *field, kr_error *error)
{
	static const char *const columns[] = {"values_of", "levels_of"};
	const kr_code_list *kinds = field->parts[0].list, *list;
	if (kinds == NULL || strcmp(kinds->name, "need_kinds") != 0)
		return true;
	field->coding = kr_code_needs;
	for (uint32_t row = 0; row < kinds->definition.rows; row++)
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
			kr_slice name = kr_code_list_cell(kinds, row, columns[i]);
			if (name.len != 0 && !get_list(coder, name, kr_slice_of(NULL, 0), &list, error))
				return false;
		}
	return true;
}

static void
apply_form(kr_field *field)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (kr_slice_is(field->name, forms[i].name)) {
			field->coding = forms[i].coding;
			field->placeholder = forms[i].placeholder;
		}
	if (field->coding == kr_code_date && field->may_open)
		field->placeholder = KR_PLACEHOLDER_END_DATE;
	size_t len = field->name.len;
	bool is_upper_end = (len > 4 && kr_slice_is(kr_slice_part(field->name, len - 4, len), "_max")) ||
	    field->coding == kr_code_weeks || field->coding == kr_code_cost;
	field->amount.side = is_upper_end ? KR_AMOUNT_LAST : KR_AMOUNT_FIRST;
}

/* The demands that `must` may name: all fields of the vacancy. */
static bool
add_demands(kr_coder *coder, kr_field *field, kr_error *error)
{
	kr_buffer names = {0};
	const kr_definition *rows = &coder->schema->definition;
	for (size_t row = 0; row < rows->rows; row++) {
		kr_buffer_text(&names, row ? "|" : "");
		kr_buffer_slice_add(&names, kr_definition_cell(rows, row, coder->schema->field));
	}
	bool good = names.failed ? kr_fail(error, "memory is short")
	                         : get_list(coder, KR_SLICE("must"), kr_buffer_slice(&names), &field->list, error);
	kr_buffer_free(&names);
	return good;
}

bool
kr_coder_field(kr_coder *coder, kr_slice name, kr_field *field, kr_error *error)
{
	uint32_t row;
	const kr_schema *schema = coder->schema;
	*field = (kr_field){.name = name, .amount = {KR_AMOUNT_FIRST, 0, 1000000000}};
	if (is_passed(name) || !kr_map_get(&schema->rows, name, &row))
		return true;
	kr_slice type = kr_definition_cell(&schema->definition, row, schema->type), word;
	if (!read_type(type, field, error))
		return false;
	bool has_parts = field->coding == kr_code_item || field->coding == kr_code_items;
	kr_slice rest = kr_slice_items(kr_definition_cell(&schema->definition, row, schema->values));
	while (kr_slice_next(&rest, ' ', &word))
		if (word.len != 0 && !read_value(coder, word, has_parts, field, error))
			return false;
	apply_form(field);
	if (kr_slice_is(type, "yesno"))
		return get_yesno(coder, &field->list, error);
	return add_lists_of_kinds(coder, field, error) && (!kr_slice_is(name, "must") || add_demands(coder, field, error));
}

const char *
kr_code_value(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out)
{
	if (field->coding == NULL || value.len == 0)
		return NULL;
	return field->coding(coder, field, value, out);
}

const char *
kr_coder_unknown(kr_coder *coder, const kr_field *field, kr_slice word)
{
	if (coder->review != NULL && field->list != NULL && field->name.len != 0)
		kr_review_add(coder->review, field->name, field->list, word);
	return "unknown-word";
}

/* First those that lose nothing. The last two are kr-import's. */
static const char *const problems[] = {"placeholder", "uncoded", "pc4-only", "unknown-postcode", "unknown-place",
    "above-max", "after-as-of", "beside-surname", "elfproef", "impossible-date", "not-a-bsn", "not-a-date", "not-a-number",
    "not-a-total", "not-a-phone", "not-a-postcode", "not-an-email", "not-of-municipality", "not-of-postcode", "not-whole", "out-of-range",
    "too-many-parts", "two-suffixes", "unknown-code", "unknown-word", "list-separator", "control-character"};
enum { HARMLESS = 6, PROBLEMS = sizeof problems / sizeof *problems };

bool
kr_problem_loses(const char *problem)
{
	for (size_t i = 0; i < HARMLESS; i++)
		if (strcmp(problem, problems[i]) == 0)
			return false;
	return true;
}

bool
kr_problem_is_known(kr_slice code)
{
	for (size_t i = 0; i < PROBLEMS; i++)
		if (kr_slice_is(code, problems[i]))
			return true;
	return false;
}
