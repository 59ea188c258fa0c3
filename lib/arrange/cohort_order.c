#include "arrange/cohort_work.h"

#include <stdlib.h>

/* A person among those who are like him. */
typedef struct member {
	uint32_t like, person;
	kr_cohort_train train;
} member;

static int
by_number(const void *left, const void *right)
{
	const member *a = left, *b = right;
	if (a->like != b->like)
		return a->like < b->like ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

/* Of those who are alike the best train first; of equal trains that of the person who came first. */
static int
by_value(const void *left, const void *right)
{
	const member *a = left, *b = right;
	if (a->like != b->like)
		return a->like < b->like ? -1 : 1;
	if (a->train.value != b->train.value)
		return a->train.value > b->train.value ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

bool
kr_order_alike(kr_work *work, kr_error *error)
{
	uint32_t people = work->cohort->count;
	kr_cohort_train *trains = work->plan->trains;
	member *members = malloc(((size_t)people + 1) * sizeof *members);
	uint32_t *order = malloc(((size_t)people + 1) * sizeof *order);
	if (members == NULL || order == NULL) {
		free(members);
		free(order);
		return kr_fail(error, "out of memory");
	}
	for (uint32_t i = 0; i < people; i++)
		members[i] = (member){work->cohort->people[i].like, i, trains[i]};
	qsort(members, people, sizeof *members, by_number);
	for (uint32_t i = 0; i < people; i++)
		order[i] = members[i].person;
	qsort(members, people, sizeof *members, by_value);
	for (uint32_t i = 0; i < people; i++)
		trains[order[i]] = members[i].train;
	free(members);
	free(order);
	return true;
}
