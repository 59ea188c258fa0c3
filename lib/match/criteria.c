#include "match/criteria.h"

#include <stdio.h>

#include "base/nearest.h"
#include "base/number.h"
#include "record/schema.h"

enum column { NAME, KIND, WEIGHT, DEMAND, LIMIT, UNKNOWN, SHARE, STEPS, VACANCY, PERSON, COLUMNS };

static const char *const column_names[COLUMNS] = {
    "criterion", "kind", "weight", "demand", "limit", "unknown", "share", "steps", "vacancy", "person",
};

static const char *const step_words[KR_STEP_WORDS] = {"experience", "open", "pass", "other", "field", "none", "perhaps"};

/* What the reading of one definition goes by. */
struct reading {
	const kr_definition *definition;
	uint32_t columns[COLUMNS];
	kr_schema vacancy, candidate, person;
	const char *purpose;
	kr_error *error;
};

static bool
wrong(const struct reading *reading, size_t row, enum column column, const char *message)
{
	return kr_definition_fail(reading->definition, row, reading->columns[column], reading->error, message);
}

static kr_slice
cell(const struct reading *reading, size_t row, enum column column)
{
	return kr_definition_cell(reading->definition, row, reading->columns[column]);
}

static bool
is_name(kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') || text.ptr[i] == '_' || (i && text.ptr[i] >= '0' && text.ptr[i] <= '9')))
			return false;
	return text.len > 0 && text.len < 40;
}

static bool
read_kind(const struct reading *reading, size_t row, kr_criterion *criterion)
{
	kr_slice wanted = cell(reading, row, KIND);
	kr_nearest nearest = kr_nearest_to(wanted);
	for (const kr_match_kind *kind = kr_match_kinds; kind->name != NULL; kind++) {
		kr_nearest_offer(&nearest, kr_slice_text(kind->name));
		if (kr_slice_is(wanted, kind->name)) {
			criterion->kind = kind;
			return true;
		}
	}
	char message[160], quoted[KR_QUOTE_MAX];
	kr_slice found = kr_nearest_found(&nearest);
	int room = found.len ? (int)found.len : 0;
	snprintf(message, sizeof message, "no such kind: %s%s%.*s", kr_quote(wanted, quoted), room ? "; did you mean " : "", room,
	    found.ptr ? found.ptr : "");
	return wrong(reading, row, KIND, message);
}

static bool
read_number(const struct reading *reading, size_t row, enum column column, int64_t max, int64_t *number)
{
	*number = 0;
	return cell(reading, row, column).len == 0 || kr_number_parse(cell(reading, row, column), 0, max, number) ||
	    wrong(reading, row, column, "not a number in its range");
}

/* Position of the word among `words` (separated by blanks); false when it is none of them. */
static bool
choose(const struct reading *reading, size_t row, enum column column, const char *words, int *chosen)
{
	kr_slice rest = kr_slice_text(words), word;
	for (*chosen = 0; kr_slice_next(&rest, ' ', &word); (*chosen)++)
		if (kr_slice_equal(word, cell(reading, row, column)))
			return true;
	char message[96];
	snprintf(message, sizeof message, "none of: %s", words);
	return wrong(reading, row, column, message);
}

static bool
read_step(kr_steps *steps, kr_slice item)
{
	size_t colon = kr_slice_find(item, ':');
	kr_slice word = kr_slice_part(item, 0, colon);
	int64_t share, at;
	if (!kr_number_parse(kr_slice_part(item, colon + 1, item.len), 0, KR_FULL, &share))
		return false;
	for (size_t i = 0; i < KR_STEP_WORDS; i++)
		if (kr_slice_is(word, step_words[i])) {
			steps->named[i] = (int32_t)share;
			return true;
		}
	if (!kr_number_parse(word, 0, 99999, &at) || steps->count == KR_STEPS_MAX)
		return false;
	steps->at[steps->count++] = (struct kr_step){(int32_t)at, (int32_t)share};
	if (at < 5)
		steps->exactly[at] = (int32_t)share;
	return true;
}

/* Distance and availability read their steps in ascending order. */
static bool
is_ascending(const kr_steps *steps)
{
	for (size_t i = 1; i < steps->count; i++)
		if (steps->at[i].at <= steps->at[i - 1].at)
			return false;
	return true;
}

static bool
read_steps(const struct reading *reading, size_t row, kr_criterion *criterion)
{
	kr_slice rest = kr_slice_items(cell(reading, row, STEPS)), item;
	while (kr_slice_next(&rest, '|', &item))
		if (!read_step(&criterion->steps, item))
			return wrong(reading, row, STEPS, "steps are WORD:SHARE, the share 0 to 1000");
	bool ordered = criterion->kind->judge == kr_judge_distance || criterion->kind->judge == kr_judge_availability;
	if (ordered && !is_ascending(&criterion->steps))
		return wrong(reading, row, STEPS, "steps must ascend");
	return true;
}

static bool
read_fields(const struct reading *reading, size_t row, enum column column, unsigned wanted, kr_slice *fields, size_t *count)
{
	kr_slice rest = kr_slice_items(cell(reading, row, column)), item;
	while (kr_slice_next(&rest, '|', &item)) {
		if (*count == wanted)
			break;
		fields[(*count)++] = item;
	}
	if (*count == wanted && rest.len == 0 && kr_slice_count(cell(reading, row, column), '|') == wanted)
		return true;
	char message[64];
	snprintf(message, sizeof message, "this kind wants %u field%s here", wanted, wanted == 1 ? "" : "s");
	return wrong(reading, row, column, message);
}

static bool
refuse_field(const struct reading *reading, size_t row, enum column column, kr_slice field, const char *why)
{
	char message[200], quoted[KR_QUOTE_MAX];
	snprintf(message, sizeof message, "%s %s", kr_quote(field, quoted), why);
	return wrong(reading, row, column, message);
}

/* The class of a person's field: the strictest of the schemas that know it. */
static enum kr_privacy
class_of(const struct reading *reading, kr_slice field)
{
	bool in_candidate = kr_schema_knows(&reading->candidate, field), in_person = kr_schema_knows(&reading->person, field);
	enum kr_privacy one = kr_schema_class(&reading->candidate, field), other = kr_schema_class(&reading->person, field);
	if (in_candidate && in_person)
		return one < other ? one : other;
	return in_candidate ? one : other;
}

static bool
check_fields(const struct reading *reading, size_t row, kr_criterion *criterion)
{
	for (size_t i = 0; i < criterion->vacancy_count; i++)
		if (kr_schema_class(&reading->vacancy, criterion->vacancy[i]) != KR_PROFILE)
			return refuse_field(reading, row, VACANCY, criterion->vacancy[i], "is no profile field of a vacancy");
	for (size_t i = 0; i < criterion->person_count; i++) {
		enum kr_privacy class = class_of(reading, criterion->person[i]);
		if (class == KR_IDENTITY)
			return refuse_field(reading, row, PERSON, criterion->person[i], "is of class identity: nobody is matched by that");
		if (class == KR_SENSITIVE && reading->purpose == NULL)
			return refuse_field(reading, row, PERSON, criterion->person[i], "is sensitive: state --purpose");
		criterion->is_sensitive = criterion->is_sensitive || class == KR_SENSITIVE;
	}
	return true;
}

static bool
read_numbers(const struct reading *reading, size_t row, kr_criterion *criterion)
{
	int64_t weight, share;
	int demand, limit, unknown;
	if (!read_number(reading, row, WEIGHT, KR_WEIGHT_MAX, &weight) || !read_number(reading, row, SHARE, KR_FULL, &share) ||
	    !choose(reading, row, DEMAND, "soft hard", &demand) || !choose(reading, row, LIMIT, "off soft hard", &limit) ||
	    !choose(reading, row, UNKNOWN, "show apart hide", &unknown))
		return false;
	criterion->weight = (uint32_t)weight;
	criterion->steps.unknown = (int32_t)share;
	criterion->demand_is_hard = demand == 1;
	criterion->has_limit = limit > 0;
	criterion->limit_is_hard = limit == 2;
	criterion->unknown = (enum kr_unknown_policy)unknown;
	return limit == 0 || criterion->kind->has_limit || wrong(reading, row, LIMIT, "this kind knows no limit of the person");
}

static bool
read_criterion(const struct reading *reading, size_t row, kr_criteria *criteria)
{
	if (criteria->count == KR_CRITERIA_MAX)
		return wrong(reading, row, NAME, "there are too many criteria (32 is the most)");
	kr_criterion *criterion = &criteria->items[criteria->count];
	*criterion = (kr_criterion){.name = cell(reading, row, NAME)};
	if (!is_name(criterion->name))
		return wrong(reading, row, NAME, "a name has lower-case letters, digits and _");
	for (size_t i = 0; i < criteria->count; i++)
		if (kr_slice_equal(criteria->items[i].name, criterion->name))
			return wrong(reading, row, NAME, "the name is there already");
	if (!read_kind(reading, row, criterion) || !read_numbers(reading, row, criterion) || !read_steps(reading, row, criterion) ||
	    !read_fields(reading, row, VACANCY, criterion->kind->vacancy_fields, criterion->vacancy, &criterion->vacancy_count) ||
	    !read_fields(reading, row, PERSON, criterion->kind->person_fields, criterion->person, &criterion->person_count) ||
	    !check_fields(reading, row, criterion))
		return false;
	if (criterion->kind->judge == kr_judge_distance && criteria->distance == KR_NO_FIELD && !criterion->is_sensitive)
		criteria->distance = (uint32_t)criteria->count;
	criteria->has_sensitive = criteria->has_sensitive || criterion->is_sensitive;
	criteria->count++;
	return true;
}

static bool
read_all(struct reading *reading, kr_criteria *criteria)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (!kr_definition_column(reading->definition, column_names[i], &reading->columns[i], reading->error))
			return false;
	for (size_t row = 0; row < reading->definition->rows; row++)
		if (!read_criterion(reading, row, criteria))
			return false;
	return criteria->count > 0 || kr_fail(reading->error, "%s: no criteria", reading->definition->name);
}

bool
kr_criteria_load(kr_criteria *criteria, const char *path, const char *directory, const char *purpose, kr_error *error)
{
	struct reading reading = {.definition = &criteria->definition, .purpose = purpose, .error = error};
	*criteria = (kr_criteria){.distance = KR_NO_FIELD};
	if (path != NULL ? !kr_definition_read(&criteria->definition, path, error)
			 : !kr_definition_load(&criteria->definition, "match/criteria", NULL, error))
		return false;
	bool good = kr_schema_load(&reading.vacancy, "vacancy", directory, error) &&
	    kr_schema_load(&reading.candidate, "candidate", directory, error) &&
	    kr_schema_load(&reading.person, "person", directory, error) && read_all(&reading, criteria);
	kr_schema_free(&reading.vacancy);
	kr_schema_free(&reading.candidate);
	kr_schema_free(&reading.person);
	return good;
}

bool
kr_criterion_answers(const kr_criterion *criterion, kr_slice name)
{
	if (kr_slice_equal(criterion->name, name))
		return true;
	for (size_t i = 0; i < criterion->vacancy_count; i++)
		if (kr_slice_equal(criterion->vacancy[i], name))
			return true;
	return false;
}

void
kr_criteria_free(kr_criteria *criteria)
{
	kr_definition_free(&criteria->definition);
}
