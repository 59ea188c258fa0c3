#include "link/merge.h"

#include <stdlib.h>

#include "base/number.h"
#include "text/fold.h"

enum { REGISTRATIONS, SOURCES, CONFLICTS, MADE };

/* One field of one person. */
struct work {
	kr_merge *merge;
	const kr_record *records;
	uint32_t count;
	const kr_merge_field *field;
};

static uint32_t
group_number(kr_merge *merge, kr_map *groups, kr_slice name)
{
	uint32_t number = KR_NO_FIELD;
	if (name.len > 0 && !kr_map_get(groups, name, &number)) {
		number = merge->groups++;
		kr_map_put(groups, name, number);
	}
	return number;
}

static bool
add_field(kr_merge *merge, const kr_header *input, uint32_t position, kr_map *groups)
{
	kr_slice name = input->names[position];
	const kr_survivorship_rule *rule = kr_survivorship_of(merge->rules, name);
	bool is_made = kr_slice_is(name, "registrations") || kr_slice_is(name, "sources") || kr_slice_is(name, "conflicts");
	if (is_made || (rule->survival == KR_SURVIVE_DROP && position != merge->person_id))
		return true;
	merge->fields[merge->count++] = (kr_merge_field){position, group_number(merge, groups, rule->group), false, rule, name};
	return kr_header_add(&merge->header, name) != KR_NO_FIELD;
}

/* The first of a group in the rules' file leads it. */
static void
find_leaders(kr_merge *merge)
{
	for (uint32_t group = 0; group < merge->groups; group++) {
		kr_merge_field *leader = NULL;
		for (uint32_t i = 0; i < merge->count; i++)
			if (merge->fields[i].group == group && (leader == NULL || merge->fields[i].rule < leader->rule))
				leader = &merge->fields[i];
		if (leader != NULL)
			leader->leads = true;
	}
}

static bool
lay_out(kr_merge *merge, const kr_header *input)
{
	kr_map groups = {0};
	bool good = true;
	for (uint32_t i = 0; good && i < input->count; i++)
		good = add_field(merge, input, i, &groups);
	kr_map_free(&groups);
	find_leaders(merge);
	return good && kr_header_add(&merge->header, KR_SLICE("registrations")) != KR_NO_FIELD &&
	    kr_header_add(&merge->header, KR_SLICE("sources")) != KR_NO_FIELD &&
	    kr_header_add(&merge->header, KR_SLICE("conflicts")) != KR_NO_FIELD;
}

bool
kr_merge_prepare(kr_merge *merge, const kr_survivorship *rules, const kr_header *input, const char *file, kr_error *error)
{
	merge->rules = rules;
	if (!kr_header_require(input, KR_SLICE("person_id"), file, &merge->person_id, error))
		return false;
	merge->source = kr_header_find(input, KR_SLICE("source"));
	merge->scheme = kr_header_find(input, KR_SLICE("scheme"));
	merge->desk = kr_header_find(input, KR_SLICE("desk"));
	merge->valid_until = kr_header_find(input, KR_SLICE("valid_until"));
	merge->as_of = kr_header_find(input, KR_SLICE("as_of"));
	merge->made[REGISTRATIONS] = kr_header_find(input, KR_SLICE("registrations"));
	merge->made[SOURCES] = kr_header_find(input, KR_SLICE("sources"));
	merge->made[CONFLICTS] = kr_header_find(input, KR_SLICE("conflicts"));
	merge->fields = kr_arena_array(&merge->arena, input->count + 1, sizeof *merge->fields);
	merge->values = kr_arena_array(&merge->arena, input->count + MADE, sizeof *merge->values);
	merge->spans = kr_arena_array(&merge->arena, input->count + MADE, sizeof *merge->spans);
	merge->chosen = kr_arena_array(&merge->arena, input->count + 1, sizeof *merge->chosen);
	if (merge->fields == NULL || merge->values == NULL || merge->spans == NULL || merge->chosen == NULL ||
	    !lay_out(merge, input))
		return kr_fail(error, "out of memory");
	return true;
}

/* The field's value in the n-th newest record. */
static kr_slice
value_of(const struct work *work, uint32_t nth)
{
	return kr_record_field(&work->records[work->merge->newest[nth]], work->field->input);
}

struct days {
	const kr_record *records;
	uint32_t as_of, valid_until;
};

/* Did the registration end before the day that its record tells of? What is not known to have ended runs on. */
static bool
has_ended(const struct days *days, uint32_t number)
{
	kr_slice as_of = kr_record_field(&days->records[number], days->as_of);
	kr_slice until = kr_record_field(&days->records[number], days->valid_until);
	size_t known = until.len < as_of.len ? until.len : as_of.len;
	return !kr_slice_is(until, "open") &&
	    kr_slice_compare(kr_slice_part(until, 0, known), kr_slice_part(as_of, 0, known)) < 0;
}

/* Running registrations before ended ones; of these the newest first, of equals the first of the input; unknown days last. */
static int
by_day(const void *left, const void *right, void *context)
{
	const struct days *days = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = (int)has_ended(days, a) - (int)has_ended(days, b);
	if (order == 0)
		order = kr_slice_compare(kr_record_field(&days->records[b], days->as_of), kr_record_field(&days->records[a], days->as_of));
	return order != 0 ? order : (a > b) - (a < b);
}

static bool
sort_newest(kr_merge *merge, const kr_record *records, uint32_t count)
{
	struct days days = {records, merge->as_of, merge->valid_until};
	if (count > merge->capacity) {
		uint32_t *newest = realloc(merge->newest, (size_t)count * 2 * sizeof *newest);
		if (newest == NULL)
			return false;
		merge->newest = newest;
		merge->capacity = count * 2;
	}
	for (uint32_t i = 0; i < count; i++)
		merge->newest[i] = i;
	if (count > 1)
		qsort_r(merge->newest, count, sizeof *merge->newest, by_day, &days);
	return true;
}

static uint32_t
first_known(const struct work *work)
{
	uint32_t nth = 0;
	while (nth < work->count && value_of(work, nth).len == 0)
		nth++;
	return nth;
}

static bool
all_know(const struct work *work)
{
	uint32_t nth = 0;
	while (nth < work->count && value_of(work, nth).len > 0)
		nth++;
	return nth == work->count;
}

static size_t
characters(kr_slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return count;
}

/* Dates by their bytes, `open` behind all; numbers by their value. */
static int
compare_points(kr_slice a, kr_slice b)
{
	int64_t x, y;
	bool open_a = kr_slice_is(a, "open"), open_b = kr_slice_is(b, "open");
	if (open_a || open_b)
		return (int)open_a - (int)open_b;
	if (kr_decimal_parse(a, 3, &x) && kr_decimal_parse(b, 3, &y))
		return (x > y) - (x < y);
	return kr_slice_compare(a, b);
}

static bool
is_better(enum kr_survival survival, kr_slice value, kr_slice best)
{
	switch (survival) {
	case KR_SURVIVE_LONGEST: return characters(value) > characters(best);
	case KR_SURVIVE_MOST_COMPLETE: return value.len > best.len;
	case KR_SURVIVE_EARLIEST: return compare_points(value, best) < 0;
	case KR_SURVIVE_LATEST:
	case KR_SURVIVE_LAST_END: return compare_points(value, best) > 0;
	case KR_SURVIVE_YES: return kr_slice_is(value, "yes") && !kr_slice_is(best, "yes");
	case KR_SURVIVE_NO: return kr_slice_is(value, "no") && !kr_slice_is(best, "no");
	default: return false;
	}
}

/* Of the preferred sources, in their order, the newest that knows it. */
static uint32_t
preferred(const struct work *work)
{
	kr_slice rest = kr_slice_items(work->field->rule->argument), source;
	while (kr_slice_next(&rest, '|', &source))
		for (uint32_t nth = 0; nth < work->count; nth++) {
			const kr_record *record = &work->records[work->merge->newest[nth]];
			if (value_of(work, nth).len > 0 && kr_slice_equal(kr_record_field(record, work->merge->source), source))
				return nth;
		}
	return first_known(work);
}

/* Which record's value survives, as a place in the order of the newest; count when nobody knows it. */
static uint32_t
survivor(const struct work *work)
{
	enum kr_survival survival = work->field->rule->survival;
	if (survival == KR_SURVIVE_PREFER)
		return preferred(work);
	if (survival == KR_SURVIVE_LAST_END && !all_know(work))
		return work->count;
	uint32_t best = first_known(work);
	for (uint32_t nth = best + 1; nth < work->count; nth++)
		if (value_of(work, nth).len > 0 && is_better(survival, value_of(work, nth), value_of(work, best)))
			best = nth;
	return best;
}

/* How the items of a united field are told apart; the rules' file says it to users. */
static enum kr_united_by
united_by(enum kr_survival survival)
{
	if (survival == KR_SURVIVE_UNION_CODE)
		return KR_UNITED_BY_CODE;
	return survival == KR_SURVIVE_UNION_ALIKE ? KR_UNITED_BY_LIKENESS : KR_UNITED_BY_BYTES;
}

static void
unite(const struct work *work, kr_buffer *list)
{
	kr_united *united = &work->merge->united;
	bool none = false;
	kr_united_begin(united, united_by(work->field->rule->survival));
	for (uint32_t nth = 0; nth < work->count; nth++) {
		kr_slice value = value_of(work, nth);
		if (kr_slice_is(value, "none") || kr_slice_is(value, "na"))
			none = true;
		else
			kr_united_list(united, value);
	}
	kr_united_write(united, list);
	if (united->count == 0 && none)
		kr_buffer_slice_add(list, value_of(work, first_known(work)));
}

static bool
is_union(const kr_merge_field *field)
{
	enum kr_survival survival = field->rule->survival;
	return survival == KR_SURVIVE_UNION || survival == KR_SURVIVE_UNION_CODE || survival == KR_SURVIVE_UNION_ALIKE;
}

/* The newest record that knows any field of the group; count when none does. */
static uint32_t
newest_of_group(struct work *work, uint32_t group)
{
	uint32_t best = work->count;
	for (uint32_t i = 0; i < work->merge->count; i++) {
		work->field = &work->merge->fields[i];
		uint32_t first = work->field->group == group ? first_known(work) : best;
		best = first < best ? first : best;
	}
	return best;
}

/* For each group the record that it is taken from. */
static void
choose_groups(struct work *work)
{
	kr_merge *merge = work->merge;
	for (uint32_t i = 0; i < merge->count; i++) {
		work->field = &merge->fields[i];
		if (!work->field->leads)
			continue;
		uint32_t group = work->field->group, nth = survivor(work);
		merge->chosen[group] = nth < work->count ? nth : newest_of_group(work, group);
	}
}

static bool
folds_alike(kr_merge *merge, kr_slice a, kr_slice b)
{
	kr_buffer_clear(&merge->folded);
	kr_fold(&merge->folded, a);
	size_t first = merge->folded.len;
	kr_fold(&merge->folded, b);
	return kr_slice_equal(kr_slice_of(merge->folded.ptr, first), kr_buffer_since(&merge->folded, first));
}

static bool
differs(kr_merge *merge, enum kr_conflict conflict, kr_slice a, kr_slice b)
{
	if (a.len == 0 || b.len == 0 || kr_slice_equal(a, b))
		return false;
	if (conflict == KR_CONFLICT_PREFIX)
		return !kr_slice_starts(a, b) && !kr_slice_starts(b, a);
	return conflict != KR_CONFLICT_FOLDED || !folds_alike(merge, a, b);
}

/* Known values are compared with the newest one. */
static bool
is_in_conflict(const struct work *work)
{
	enum kr_conflict conflict = work->field->rule->conflict;
	uint32_t first = first_known(work);
	if (conflict == KR_CONFLICT_NONE)
		return false;
	for (uint32_t nth = first + 1; nth < work->count; nth++)
		if (differs(work->merge, conflict, value_of(work, first), value_of(work, nth)))
			return true;
	return false;
}

/* A part of an item: what separates parts and items becomes a blank. */
static void
add_part(kr_buffer *item, kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		kr_buffer_char(item, text.ptr[i] == ':' || text.ptr[i] == '|' ? ' ' : text.ptr[i]);
}

static kr_slice
registration(const kr_merge *merge, const kr_record *record, kr_buffer *out)
{
	const uint32_t parts[] = {merge->source, merge->scheme, merge->desk, merge->valid_until};
	size_t start = out->len;
	for (size_t i = 0; i < 4; i++) {
		if (i > 0)
			kr_buffer_char(out, ':');
		add_part(out, kr_record_field(record, parts[i]));
	}
	return kr_buffer_since(out, start);
}

/* Room for all registrations of a person, so that none moves while the next one is written. */
static bool
reserve_registrations(kr_merge *merge, const struct work *work)
{
	const uint32_t parts[] = {merge->source, merge->scheme, merge->desk, merge->valid_until};
	size_t need = 0;
	for (uint32_t nth = 0; nth < work->count; nth++)
		for (size_t i = 0; i < 4; i++)
			need += kr_record_field(&work->records[nth], parts[i]).len + 1;
	kr_buffer_clear(&merge->folded);
	return kr_buffer_reserve(&merge->folded, need);
}

static void
unite_registrations(kr_merge *merge, const struct work *work)
{
	if (!reserve_registrations(merge, work))
		return;
	for (uint32_t i = 0; i < work->count; i++) {
		kr_slice before = kr_record_field(&work->records[i], merge->made[REGISTRATIONS]), own;
		kr_united_list(&merge->united, before);
		if (before.len > 0)
			continue;
		own = registration(merge, &work->records[i], &merge->folded);
		if (!kr_slice_is(own, ":::"))
			kr_united_add(&merge->united, own);
	}
}

static void
unite_sources(kr_merge *merge, const struct work *work)
{
	for (uint32_t i = 0; i < work->count; i++) {
		kr_united_list(&merge->united, kr_record_field(&work->records[i], merge->made[SOURCES]));
		kr_united_add(&merge->united, kr_record_field(&work->records[i], merge->source));
	}
}

static void
unite_conflicts(kr_merge *merge, const struct work *work)
{
	struct work field = *work;
	for (uint32_t i = 0; i < work->count; i++)
		kr_united_list(&merge->united, kr_record_field(&work->records[i], merge->made[CONFLICTS]));
	for (uint32_t i = 0; i < merge->count; i++) {
		field.field = &merge->fields[i];
		if (is_in_conflict(&field))
			kr_united_add(&merge->united, field.field->name);
	}
}

static void
make_provenance(const struct work *work)
{
	static void (*const unite_made[MADE])(kr_merge *, const struct work *) = {
	    unite_registrations, unite_sources, unite_conflicts};
	kr_merge *merge = work->merge;
	for (uint32_t i = 0; i < MADE; i++) {
		struct kr_merge_span *span = &merge->spans[merge->count + i];
		span->start = merge->scratch.len;
		kr_united_begin(&merge->united, KR_UNITED_BY_BYTES);
		unite_made[i](merge, work);
		kr_united_write(&merge->united, &merge->scratch);
		span->len = merge->scratch.len - span->start;
		merge->values[merge->count + i] = kr_slice_of(NULL, 0);
	}
}

static void
make_value(struct work *work, uint32_t i)
{
	kr_merge *merge = work->merge;
	work->field = &merge->fields[i];
	merge->spans[i] = (struct kr_merge_span){0, 0};
	if (is_union(work->field) && work->field->group == KR_NO_FIELD) {
		merge->spans[i].start = merge->scratch.len;
		unite(work, &merge->scratch);
		merge->spans[i].len = merge->scratch.len - merge->spans[i].start;
		merge->values[i] = kr_slice_of(NULL, 0);
		return;
	}
	uint32_t nth = work->field->group == KR_NO_FIELD ? survivor(work) : merge->chosen[work->field->group];
	merge->values[i] = nth < work->count ? value_of(work, nth) : kr_slice_of(NULL, 0);
}

const kr_slice *
kr_merge_person(kr_merge *merge, const kr_record *records, uint32_t count)
{
	struct work work = {merge, records, count, NULL};
	kr_buffer_clear(&merge->scratch);
	if (!sort_newest(merge, records, count))
		return NULL;
	choose_groups(&work);
	for (uint32_t i = 0; i < merge->count; i++)
		make_value(&work, i);
	make_provenance(&work);
	if (merge->scratch.failed || merge->folded.failed || kr_united_failed(&merge->united))
		return NULL;
	/* Only now does the buffer stay where it is. */
	for (uint32_t i = 0; i < merge->count + MADE; i++)
		if (merge->spans[i].len > 0)
			merge->values[i] = kr_slice_of(merge->scratch.ptr + merge->spans[i].start, merge->spans[i].len);
	return merge->values;
}

void
kr_merge_free(kr_merge *merge)
{
	kr_header_free(&merge->header);
	kr_buffer_free(&merge->scratch);
	kr_buffer_free(&merge->folded);
	kr_united_free(&merge->united);
	free(merge->newest);
	kr_arena_free(&merge->arena);
}
