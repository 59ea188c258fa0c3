#include "link/model.h"

#include "base/number.h"
#include "math/log2.h"

#define BILLION 1000000000u

static const char *const comparisons[KR_COMPARISONS] = {
	"identifier", "surname", "given", "birth", "sex", "postcode", "house", "place", "phone", "email",
};

static const char *const levels[KR_COMPARISONS][KR_LEVEL_MAX] = {
	{"unknown", "same", "near", "different"},
	{"unknown", "same", "near", "alike", "either", "swapped", "different"},
	{"unknown", "same", "near", "short", "other", "initials", "initial", "same_initial", "initial_differs", "different"},
	{"unknown", "same", "swapped", "near", "parts", "part_same", "year_same", "age", "age_near", "year", "different", "generation"},
	{"unknown", "same", "different"},
	{"unknown", "same", "near", "area", "different"},
	{"unknown", "same", "number", "street", "street_number", "different"},
	{"unknown", "same", "near", "different"},
	{"unknown", "same", "near", "different"},
	{"unknown", "same", "near", "different"},
};

static const char *const parts[KR_PARTS] = {
	"identifier", "person_key", "phone", "email", "surname", "given", "initial", "birth_date", "birth_year", "postcode", "pc4",
	"house_number", "street", "place", "any_name", "names", "mailbox",
};

struct columns {
	uint32_t what, name, level, m, u, frequency, bits;
};

const char *
kr_comparison_name(enum kr_comparison comparison)
{
	return comparisons[comparison];
}

const char *
kr_level_name(enum kr_comparison comparison, size_t level)
{
	return levels[comparison][level];
}

/* The one of `count` names that the cell holds; names may end early with NULL. */
static bool
read_decimal(const kr_definition *from, size_t row, uint32_t column, int places, int64_t max, int64_t *number, kr_error *error)
{
	kr_slice cell = kr_definition_cell(from, row, column);
	if (!kr_decimal_parse(cell, places, number) || *number > max || *number < -max)
		return kr_definition_fail(from, row, column, error, "not a number that fits here");
	return true;
}

static bool
read_probability(const kr_definition *from, size_t row, uint32_t column, uint64_t *probability, kr_error *error)
{
	int64_t number;
	if (!read_decimal(from, row, column, 9, BILLION, &number, error))
		return false;
	if (number <= 0)
		return kr_definition_fail(from, row, column, error, "a probability must lie above 0");
	*probability = (uint64_t)number;
	return true;
}

static bool
read_weight(kr_weight *weight, const kr_definition *from, size_t row, const struct columns *at, kr_error *error)
{
	int64_t bits;
	if (kr_definition_cell(from, row, at->bits).len > 0) {
		if (!read_decimal(from, row, at->bits, 3, 1000000, &bits, error))
			return false;
		weight->bits = (int32_t)bits;
		return true;
	}
	if (!read_probability(from, row, at->m, &weight->m, error) || !read_probability(from, row, at->u, &weight->u, error))
		return false;
	weight->bits = kr_log2_ratio(weight->m, weight->u);
	return kr_definition_cell(from, row, at->frequency).len == 0 ||
	    read_decimal(from, row, at->frequency, 0, 1000000, &weight->frequency, error);
}

static bool
add_comparison(kr_model *model, size_t row, const struct columns *at, kr_error *error)
{
	const kr_definition *from = &model->definition;
	size_t comparison, level;
	if (!kr_definition_choose(from, row, at->name, kr_definition_cell(from, row, at->name), comparisons, KR_COMPARISONS, &comparison, error) ||
	    !kr_definition_choose(from, row, at->level, kr_definition_cell(from, row, at->level), levels[comparison], KR_LEVEL_MAX, &level, error))
		return false;
	kr_weight *weight = &model->weights[comparison][level];
	if (weight->is_set || level == KR_LEVEL_UNKNOWN)
		return kr_definition_fail(from, row, at->level, error, "this level cannot be set (again)");
	weight->is_set = true;
	return read_weight(weight, from, row, at, error);
}

static bool
add_block(kr_model *model, size_t row, const struct columns *at, kr_error *error)
{
	const kr_definition *from = &model->definition;
	if (model->block_count == KR_BLOCKS_MAX)
		return kr_definition_fail(from, row, at->what, error, "too many blocks");
	kr_block_rule *rule = &model->blocks[model->block_count++];
	rule->name = kr_definition_cell(from, row, at->name);
	kr_slice rest = kr_slice_items(rule->name), word;
	while (kr_slice_next(&rest, '+', &word)) {
		size_t part;
		if (!kr_definition_choose(from, row, at->name, word, parts, KR_PARTS, &part, error))
			return false;
		if (rule->count == KR_BLOCK_PARTS_MAX)
			return kr_definition_fail(from, row, at->name, error, "too many parts");
		rule->parts[rule->count++] = (enum kr_block_part)part;
	}
	return rule->count > 0 || kr_definition_fail(from, row, at->name, error, "no parts");
}

static bool
add_refinement(kr_model *model, size_t row, const struct columns *at, kr_error *error)
{
	const kr_definition *from = &model->definition;
	size_t part;
	if (!kr_definition_choose(from, row, at->name, kr_definition_cell(from, row, at->name), parts, KR_PARTS, &part, error))
		return false;
	if (model->refine_count == KR_PARTS)
		return kr_definition_fail(from, row, at->what, error, "too many refinements");
	model->refine[model->refine_count++] = (enum kr_block_part)part;
	return true;
}

static bool
add_setting(kr_model *model, size_t row, const struct columns *at, kr_error *error)
{
	static const char *const names[] = {"threshold", "links_per_record", "relatives", "block_size"};
	int64_t *targets[] = {&model->threshold, &model->links_per_record, &model->relatives, &model->block_size};
	const kr_definition *from = &model->definition;
	size_t which;
	if (!kr_definition_choose(from, row, at->name, kr_definition_cell(from, row, at->name), names, 4, &which, error))
		return false;
	return read_decimal(from, row, at->bits, which == 3 ? 0 : 3, 1000000, targets[which], error);
}

static bool
add_row(kr_model *model, size_t row, const struct columns *at, kr_error *error)
{
	static const char *const kinds[] = {"compare", "block", "refine", "setting", "prefix"};
	const kr_definition *from = &model->definition;
	size_t kind;
	if (!kr_definition_choose(from, row, at->what, kr_definition_cell(from, row, at->what), kinds, 5, &kind, error))
		return false;
	switch (kind) {
	case 0: return add_comparison(model, row, at, error);
	case 1: return add_block(model, row, at, error);
	case 2: return add_refinement(model, row, at, error);
	case 3: return add_setting(model, row, at, error);
	default:
		return kr_map_put(&model->prefixes, kr_definition_cell(from, row, at->name), 1) ||
		    kr_fail(error, "out of memory");
	}
}

static bool
find_columns(const kr_definition *from, struct columns *at, kr_error *error)
{
	return kr_definition_column(from, "what", &at->what, error) && kr_definition_column(from, "name", &at->name, error) &&
	    kr_definition_column(from, "level", &at->level, error) && kr_definition_column(from, "m", &at->m, error) &&
	    kr_definition_column(from, "u", &at->u, error) && kr_definition_column(from, "bits", &at->bits, error) &&
	    kr_definition_column(from, "frequency", &at->frequency, error);
}

static bool
check_complete(const kr_model *model, kr_error *error)
{
	const char *name = model->definition.name;
	for (size_t i = 0; i < KR_COMPARISONS; i++)
		for (size_t level = 1; level < KR_LEVEL_MAX && levels[i][level] != NULL; level++)
			if (!model->weights[i][level].is_set)
				return kr_fail(error, "%s: compare %s %s is missing", name, comparisons[i], levels[i][level]);
	if (model->links_per_record <= 0 || model->block_size < 2)
		return kr_fail(error, "%s: setting links_per_record must be above 0 and block_size at least 2", name);
	return true;
}

bool
kr_model_load(kr_model *model, const char *path, kr_error *error)
{
	kr_definition *from = &model->definition;
	struct columns at;
	bool good = path ? kr_definition_read(from, path, error) : kr_definition_load(from, "link/models/default", NULL, error);
	good = good && find_columns(from, &at, error);
	for (size_t row = 0; good && row < from->rows; row++)
		good = add_row(model, row, &at, error);
	return good && check_complete(model, error);
}

int32_t
kr_weight_of_value(const kr_weight *weight, uint64_t count, uint64_t total)
{
	if (weight->frequency == 0)
		return weight->bits;
	uint64_t records = (uint64_t)weight->frequency;
	uint64_t seen = count * BILLION + records * weight->u;
	return kr_log2_ratio(weight->m, 1) + kr_log2(total + records) - kr_log2(seen);
}

void
kr_model_free(kr_model *model)
{
	kr_map_free(&model->prefixes);
	kr_definition_free(&model->definition);
}
