#include "arrange/arrange.h"

#include <stdlib.h>

#include "base/number.h"

enum reason { NOT_OFFERED, NO_PLACE, MANY_NEEDS };

static const char *const reasons[] = {"not_offered", "no_place", "many_needs"};

/* A need of one person that stays open. */
typedef struct open_need {
	kr_slice need, region;
	enum reason reason;
} open_need;

static int
by_need(const void *left, const void *right)
{
	const open_need *a = left, *b = right;
	int order = kr_slice_compare(a->need, b->need);
	if (order == 0)
		order = kr_slice_compare(a->region, b->region);
	return order != 0 ? order : (int)a->reason - (int)b->reason;
}

static size_t
list_open(const arrange_job *job, open_need *list)
{
	size_t count = 0;
	for (uint32_t i = 0; i < job->seekers.count; i++) {
		const kr_seeker *seeker = &job->seekers.items[i];
		const kr_cohort_train *train = &job->plan.trains[i];
		for (uint32_t k = 0; k < seeker->need_count; k++) {
			if (!seeker->has_too_many && !(train->unserved >> k & 1))
				continue;
			enum reason reason = seeker->has_too_many ? MANY_NEEDS : train->lost >> k & 1 ? NO_PLACE : NOT_OFFERED;
			if (list != NULL)
				list[count] = (open_need){job->catalog.needs.items[seeker->needs[k]].text, seeker->region, reason};
			count++;
		}
	}
	return count;
}

bool
arrange_write_unserved(arrange_job *job, kr_writer *writer, kr_error *error)
{
	static const char *const names[] = {"need", "region", "reason", "people"};
	size_t count = list_open(job, NULL), next;
	open_need *list = malloc((count + 1) * sizeof *list);
	if (list == NULL)
		return kr_fail(error, "out of memory");
	list_open(job, list);
	qsort(list, count, sizeof *list, by_need);
	bool good = arrange_header(writer, names, sizeof names / sizeof *names, error);
	for (size_t i = 0; i < count && good; i = next) {
		char people[KR_NUMBER_MAX];
		for (next = i + 1; next < count && by_need(&list[i], &list[next]) == 0; next++)
			continue;
		kr_slice values[] = {list[i].need, list[i].region, kr_slice_text(reasons[list[i].reason]),
		    kr_slice_of(people, kr_number_write((int64_t)(next - i), people))};
		kr_writer_values(writer, values, sizeof values / sizeof *values);
	}
	free(list);
	return good;
}
