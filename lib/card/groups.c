#include "card/groups.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 4, FACTS_FOR_PAIRS = 400 };

/* `order` holds the people group by group; `from` where each begins, with one more behind the last. */
struct work {
	const kr_card_people *people;
	uint32_t k;
	uint32_t *order, *spare;  /* people; room for splitting */
	uint32_t *from;           /* of each group, and the end */
	uint32_t groups;
	uint32_t *counts, *touched; /* by fact: how many of a group; facts that were counted */
	uint32_t touched_count;
	uint32_t *overall;        /* by fact: how many of all */
	uint32_t *told;           /* facts of the groups */
	uint64_t *ends;
	size_t told_capacity;
	uint32_t *home;           /* group of each person */
	uint32_t *sizes;
};

static const uint32_t *
facts_of(const kr_card_people *people, uint32_t person, uint32_t *count)
{
	uint64_t from = person ? people->ends[person - 1] : 0;
	*count = (uint32_t)(people->ends[person] - from);
	return people->facts + from;
}

static bool
has(const kr_card_people *people, uint32_t person, uint32_t fact)
{
	uint32_t count, low = 0;
	const uint32_t *facts = facts_of(people, person, &count);
	while (low < count) {
		uint32_t middle = low + (count - low) / 2;
		if (facts[middle] == fact)
			return true;
		if (facts[middle] < fact)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
}

static void
count_facts(struct work *work, const uint32_t *members, uint32_t size)
{
	for (uint32_t i = 0; i < work->touched_count; i++)
		work->counts[work->touched[i]] = 0;
	work->touched_count = 0;
	for (uint32_t i = 0; i < size; i++) {
		uint32_t count;
		const uint32_t *facts = facts_of(work->people, members[i], &count);
		for (uint32_t j = 0; j < count; j++)
			if (work->counts[facts[j]]++ == 0)
				work->touched[work->touched_count++] = facts[j];
	}
}

/* The fact to split by; false when none leaves k on both sides. */
static bool
choose(struct work *work, const uint32_t *members, uint32_t size, uint32_t *chosen)
{
	uint64_t best = 0;
	count_facts(work, members, size);
	for (uint32_t i = 0; i < work->touched_count; i++) {
		uint32_t fact = work->touched[i], count = work->counts[fact];
		uint64_t weight = work->people->weights[fact], worth = weight * weight * count;
		if (count < work->k || size - count < work->k)
			continue;
		if (worth > best || (worth == best && fact < *chosen)) {
			best = worth;
			*chosen = fact;
		}
	}
	return best > 0;
}

/* Who has the fact goes before who has not, in order; how many have it. */
static uint32_t
part(struct work *work, uint32_t *members, uint32_t size, uint32_t fact)
{
	uint32_t yes = 0, no = 0;
	for (uint32_t i = 0; i < size; i++) {
		if (has(work->people, members[i], fact))
			members[yes++] = members[i];
		else
			work->spare[no++] = members[i];
	}
	memcpy(members + yes, work->spare, no * sizeof *members);
	return yes;
}

/* One piece of `order` split as far as it goes. The right side waits on a stack, whose depth is at most the number of its groups. */
static void
split(struct work *work, uint32_t from, uint32_t to, uint32_t *stack)
{
	uint32_t depth = 0, fact = 0;
	stack[depth++] = to;
	while (depth > 0) {
		uint32_t end = stack[depth - 1], size = end - from;
		if (size >= 2 * work->k && choose(work, work->order + from, size, &fact)) {
			stack[depth++] = from + part(work, work->order + from, size, fact);
		} else {
			work->from[work->groups++] = from;
			from = end;
			depth--;
		}
	}
}

/* What all members have in common. */
static bool
tell(struct work *work)
{
	uint64_t used = 0;
	for (uint32_t group = 0; group < work->groups; group++) {
		uint32_t from = work->from[group], size = work->from[group + 1] - from, count;
		const uint32_t *facts = facts_of(work->people, work->order[from], &count);
		if (used + count > work->told_capacity) {
			size_t capacity = (work->told_capacity + count) * 2;
			uint32_t *more = realloc(work->told, capacity * sizeof *more);
			if (more == NULL)
				return false;
			work->told = more;
			work->told_capacity = capacity;
		}
		for (uint32_t i = 0; i < count; i++) {
			bool all = true;
			for (uint32_t j = 1; all && j < size; j++)
				all = has(work->people, work->order[from + j], facts[i]);
			if (all)
				work->told[used++] = facts[i];
		}
		work->ends[group] = used;
		work->sizes[group] = size;
		for (uint32_t j = 0; j < size; j++)
			work->home[work->order[from + j]] = group;
	}
	return true;
}

static const uint32_t *
told_by(const struct work *work, uint32_t group, uint32_t *count)
{
	uint64_t from = group ? work->ends[group - 1] : 0;
	*count = (uint32_t)(work->ends[group] - from);
	return work->told == NULL ? NULL : work->told + from; /* NULL: nothing is told of anybody */
}

static uint64_t
weight_of(const struct work *work, const uint32_t *facts, uint32_t count)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < count; i++)
		sum += work->people->weights[facts[i]];
	return sum;
}

struct weighed {
	uint64_t weight;
	uint32_t group;
};

/*
 * Groups by the two rarest facts that they tell: whoever fits a group has both. What tells most stands first, so that a search
 * ends where nothing better can follow.
 */
struct index {
	struct slot {
		uint32_t a, b;  /* a < b */
		uint32_t first; /* group + 1 */
	} *slots;
	size_t mask;
	struct entry {
		uint64_t weight, marks; /* of what the group tells */
		uint32_t next;          /* group + 1 */
	} *entries;
	struct weighed *order;      /* all groups; what tells most stands last */
};

/* A bit for each fact, some of them the same: who lacks a bit of a group does not fit it, which needs no look at its facts. */
static uint64_t
marks_of(const uint32_t *facts, uint32_t count)
{
	uint64_t marks = 0;
	for (uint32_t i = 0; i < count; i++)
		marks |= (uint64_t)1 << (facts[i] * 0x9e3779b1u >> 26);
	return marks;
}

static struct slot *
find_slot(const struct index *index, uint32_t a, uint32_t b)
{
	size_t at = (size_t)((((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u) >> 20) & index->mask;
	while (index->slots[at].first != 0 && (index->slots[at].a != a || index->slots[at].b != b))
		at = (at + 1) & index->mask;
	return &index->slots[at];
}

/* Rarer first; equals by number. */
static bool
is_rarer(const struct work *work, uint32_t a, uint32_t b)
{
	return work->overall[a] != work->overall[b] ? work->overall[a] < work->overall[b] : a < b;
}

static void
put_in_index(const struct work *work, struct index *index, uint32_t group)
{
	uint32_t count;
	const uint32_t *facts = told_by(work, group, &count);
	if (count < 2)
		return;
	uint32_t a = is_rarer(work, facts[0], facts[1]) ? facts[0] : facts[1], b = a == facts[0] ? facts[1] : facts[0];
	for (uint32_t i = 2; i < count; i++) {
		if (is_rarer(work, facts[i], a)) {
			b = a;
			a = facts[i];
		} else if (is_rarer(work, facts[i], b)) {
			b = facts[i];
		}
	}
	struct slot *slot = find_slot(index, a < b ? a : b, a < b ? b : a);
	slot->a = a < b ? a : b;
	slot->b = a < b ? b : a;
	index->entries[group].next = slot->first;
	slot->first = group + 1;
}

/* What tells least first; of equals the later group. */
static int
by_weight(const void *left, const void *right)
{
	const struct weighed *a = left, *b = right;
	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	return a->group > b->group ? -1 : a->group < b->group;
}

static bool
make_index(const struct work *work, struct index *index)
{
	size_t slots = 16;
	while (slots < (size_t)work->groups * 2)
		slots *= 2;
	index->mask = slots - 1;
	index->slots = calloc(slots, sizeof *index->slots);
	index->entries = calloc((size_t)work->groups + 1, sizeof *index->entries);
	struct weighed *order = index->order = malloc(((size_t)work->groups + 1) * sizeof *order);
	bool good = index->slots != NULL && index->entries != NULL && order != NULL;
	if (good) {
		for (uint32_t group = 0; group < work->groups; group++) {
			uint32_t count;
			const uint32_t *facts = told_by(work, group, &count);
			index->entries[group].weight = weight_of(work, facts, count);
			index->entries[group].marks = marks_of(facts, count);
			order[group] = (struct weighed){index->entries[group].weight, group};
		}
		/* Each goes before those that are there. */
		qsort(order, work->groups, sizeof *order, by_weight);
		for (uint32_t i = 0; i < work->groups; i++)
			put_in_index(work, index, order[i].group);
	}
	return good;
}

static void
free_index(struct index *index)
{
	free(index->slots);
	free(index->entries);
	free(index->order);
}

static bool
fits(const uint32_t *told, uint32_t told_count, const uint32_t *facts, uint32_t count)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < told_count; i++) {
		while (at < count && facts[at] < told[i])
			at++;
		if (at == count || facts[at] != told[i])
			return false;
	}
	return true;
}

/* best_group by a look at the groups one by one: who has hundreds of facts has too many pairs of them. */
static uint32_t
best_of_all(const struct work *work, const struct index *index, uint32_t home, const uint32_t *facts, uint32_t count)
{
	uint64_t marks = marks_of(facts, count);
	for (uint32_t i = work->groups; i > 0 && index->order[i - 1].weight > index->entries[home].weight; i--) {
		uint32_t group = index->order[i - 1].group, told_count;
		const uint32_t *told = told_by(work, group, &told_count);
		if ((index->entries[group].marks & ~marks) == 0 && fits(told, told_count, facts, count))
			return group;
	}
	return home;
}

/* The group that tells most of a person; the own one where none tells more. */
static uint32_t
best_group(const struct work *work, const struct index *index, uint32_t person)
{
	uint32_t count, told_count, best = work->home[person];
	const uint32_t *facts = facts_of(work->people, person, &count), *told;
	if (count > FACTS_FOR_PAIRS)
		return best_of_all(work, index, best, facts, count);
	uint64_t most = index->entries[best].weight, marks = marks_of(facts, count);
	for (uint32_t i = 0; i + 1 < count; i++)
		for (uint32_t j = i + 1; j < count; j++)
			for (uint32_t next = find_slot(index, facts[i], facts[j])->first; next != 0;) {
				const struct entry *entry = &index->entries[next - 1];
				if (entry->weight <= most)
					break;
				told = told_by(work, next - 1, &told_count);
				if ((entry->marks & ~marks) == 0 && fits(told, told_count, facts, count)) {
					most = entry->weight;
					best = next - 1;
				}
				next = entry->next;
			}
	return best;
}

/* People go where more is told of them, as long as k stay behind; false when nobody went. */
static bool
move(struct work *work, bool *failed)
{
	struct index index = {0};
	bool any = false;
	*failed = !make_index(work, &index);
	for (uint32_t person = 0; !*failed && person < work->people->count; person++) {
		uint32_t home = work->home[person];
		if (work->sizes[home] <= work->k)
			continue;
		uint32_t best = best_group(work, &index, person);
		if (best == home)
			continue;
		work->sizes[home]--;
		work->sizes[best]++;
		work->home[person] = best;
		any = true;
	}
	free_index(&index);
	return any;
}

/* `order` and `from` made anew from `home` and `sizes`. */
static void
gather(struct work *work)
{
	uint32_t at = 0;
	for (uint32_t group = 0; group < work->groups; group++) {
		work->from[group] = at;
		at += work->sizes[group];
		work->sizes[group] = work->from[group];
	}
	work->from[work->groups] = at;
	for (uint32_t person = 0; person < work->people->count; person++)
		work->order[work->sizes[work->home[person]]++] = person;
}

/* Each group split as far as it goes. */
static bool
split_all(struct work *work)
{
	uint32_t groups = work->groups, most = work->people->count / work->k + 2;
	uint32_t *bounds = malloc(((size_t)groups + 1) * sizeof *bounds), *stack = malloc(most * sizeof *stack);
	bool good = bounds != NULL && stack != NULL;
	if (good) {
		memcpy(bounds, work->from, ((size_t)groups + 1) * sizeof *bounds);
		work->groups = 0;
		for (uint32_t i = 0; i < groups; i++)
			split(work, bounds[i], bounds[i + 1], stack);
		work->from[work->groups] = work->people->count;
	}
	free(bounds);
	free(stack);
	return good;
}

static bool
begin(struct work *work)
{
	size_t people = work->people->count, facts = work->people->fact_count, groups = people / work->k + 2;
	work->order = malloc((people + 1) * sizeof *work->order);
	work->spare = malloc((people + 1) * sizeof *work->spare);
	work->home = calloc(people + 1, sizeof *work->home);
	work->from = malloc(groups * sizeof *work->from);
	work->sizes = calloc(groups, sizeof *work->sizes);
	work->ends = calloc(groups, sizeof *work->ends);
	work->counts = calloc(facts + 1, sizeof *work->counts);
	work->touched = malloc((facts + 1) * sizeof *work->touched);
	work->overall = calloc(facts + 1, sizeof *work->overall);
	if (work->order == NULL || work->spare == NULL || work->home == NULL || work->from == NULL || work->sizes == NULL ||
	    work->ends == NULL || work->counts == NULL || work->touched == NULL || work->overall == NULL)
		return false;
	for (uint32_t i = 0; i < people; i++)
		work->order[i] = i;
	count_facts(work, work->order, (uint32_t)people);
	memcpy(work->overall, work->counts, facts * sizeof *work->overall);
	work->from[0] = 0;
	work->from[1] = (uint32_t)people;
	work->groups = 1;
	return true;
}

static bool
improve(struct work *work)
{
	for (int round = 0;; round++) {
		bool failed;
		if (!split_all(work) || !tell(work))
			return false;
		if (round == ROUNDS || !move(work, &failed))
			return round == ROUNDS || !failed;
		gather(work);
	}
}

static void
add_up(kr_card_groups *groups, const struct work *work)
{
	for (uint32_t person = 0; person < work->people->count; person++) {
		uint32_t count;
		const uint32_t *facts = facts_of(work->people, person, &count);
		groups->true_weight += weight_of(work, facts, count);
		facts = told_by(work, work->home[person], &count);
		groups->told_weight += weight_of(work, facts, count);
	}
}

bool
kr_card_groups_make(kr_card_groups *groups, const kr_card_people *people, uint32_t k, kr_error *error)
{
	struct work work = {.people = people, .k = k};
	*groups = (kr_card_groups){0};
	if (people->count < k || people->count == 0)
		return true;
	bool good = begin(&work) && improve(&work);
	if (good) {
		add_up(groups, &work);
		groups->group = work.home;
		groups->count = work.groups;
		groups->told = work.told;
		groups->ends = work.ends;
		groups->sizes = work.sizes;
		work.home = work.told = work.sizes = NULL;
		work.ends = NULL;
	}
	free(work.order);
	free(work.spare);
	free(work.home);
	free(work.from);
	free(work.sizes);
	free(work.ends);
	free(work.counts);
	free(work.touched);
	free(work.overall);
	free(work.told);
	return good || kr_fail(error, "out of memory");
}

void
kr_card_groups_free(kr_card_groups *groups)
{
	free(groups->group);
	free(groups->told);
	free(groups->ends);
	free(groups->sizes);
	*groups = (kr_card_groups){0};
}
