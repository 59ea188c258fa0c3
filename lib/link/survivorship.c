#include "link/survivorship.h"

static const char *const survivals[KR_SURVIVALS] = {
	"newest", "longest", "most_complete", "earliest", "latest", "last_end", "yes", "no", "prefer", "union", "union_code", "union_alike",
	"drop",
};
static const char *const conflicts[KR_CONFLICTS] = {"", "exact", "folded", "prefix"};

struct columns {
	uint32_t field, rule, argument, group, conflict;
};

static bool
add_rule(kr_survivorship *rules, size_t row, const struct columns *at, kr_error *error)
{
	const kr_definition *from = &rules->definition;
	kr_survivorship_rule rule = {kr_definition_cell(from, row, at->field), kr_definition_cell(from, row, at->argument),
	    kr_definition_cell(from, row, at->group), KR_SURVIVE_NEWEST, KR_CONFLICT_NONE};
	size_t survival, conflict;
	uint32_t known;
	if (!kr_definition_choose(from, row, at->rule, kr_definition_cell(from, row, at->rule), survivals, KR_SURVIVALS, &survival, error) ||
	    !kr_definition_choose(from, row, at->conflict, kr_definition_cell(from, row, at->conflict), conflicts, KR_CONFLICTS, &conflict, error))
		return false;
	rule.survival = (enum kr_survival)survival;
	rule.conflict = (enum kr_conflict)conflict;
	if (rule.survival == KR_SURVIVE_PREFER && rule.argument.len == 0)
		return kr_definition_fail(from, row, at->argument, error, "prefer needs sources");
	if (kr_map_get(&rules->fields, rule.field, &known))
		return kr_definition_fail(from, row, at->field, error, "a second rule for this field");
	rules->rules[rules->count] = rule;
	if (!kr_map_put(&rules->fields, rule.field, rules->count++))
		return kr_fail(error, "out of memory");
	if (kr_slice_is(rule.field, "*"))
		rules->other = rule;
	return true;
}

static bool
find_columns(const kr_definition *from, struct columns *at, kr_error *error)
{
	return kr_definition_column(from, "field", &at->field, error) && kr_definition_column(from, "rule", &at->rule, error) &&
	    kr_definition_column(from, "argument", &at->argument, error) &&
	    kr_definition_column(from, "group", &at->group, error) &&
	    kr_definition_column(from, "conflict", &at->conflict, error);
}

bool
kr_survivorship_load(kr_survivorship *rules, const char *path, kr_error *error)
{
	kr_definition *from = &rules->definition;
	struct columns at;
	bool good = path ? kr_definition_read(from, path, error) : kr_definition_load(from, "link/survivorship", NULL, error);
	if (!good || !find_columns(from, &at, error))
		return false;
	rules->rules = kr_arena_array(&from->arena, from->rows + 1, sizeof *rules->rules);
	if (rules->rules == NULL)
		return kr_fail(error, "out of memory");
	for (size_t row = 0; row < from->rows; row++)
		if (!add_rule(rules, row, &at, error))
			return false;
	return true;
}

const kr_survivorship_rule *
kr_survivorship_of(const kr_survivorship *rules, kr_slice field)
{
	uint32_t number;
	return kr_map_get(&rules->fields, field, &number) ? &rules->rules[number] : &rules->other;
}

void
kr_survivorship_free(kr_survivorship *rules)
{
	kr_map_free(&rules->fields);
	kr_definition_free(&rules->definition);
}
