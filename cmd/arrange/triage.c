#include "arrange/arrange.h"

#include "base/number.h"

/* Where a person goes, and why: the first that holds. */
typedef struct verdict {
	const char *triage, *reason;
} verdict;

static verdict
judge(const kr_seeker *seeker, const kr_cohort_train *train, uint32_t wagons)
{
	if (seeker->has_too_many)
		return (verdict){"talk", "many_needs"};
	if (seeker->has_no_prospect)
		return (verdict){"talk", "lasting_work"};
	if (!seeker->is_known && seeker->need_count == 0)
		return (verdict){"talk", "unknown"};
	if ((train->unserved & ~train->lost) != 0)
		return (verdict){"talk", "not_offered"};
	if (train->lost != 0)
		return (verdict){"talk", "no_place"};
	if (wagons > 1)
		return (verdict){"talk", "more_wagons"};
	if (wagons == 1)
		return (verdict){"one_wagon", "needs_served"};
	return (verdict){"alone", seeker->need_count > 0 ? "under_way" : "no_need"};
}

bool
arrange_write_triage(const arrange_job *job, kr_writer *writer, kr_error *error)
{
	static const char *const names[] = {"person_id", "triage", "reason", "needs", "wagons", "vacancy_id", "region"};
	if (!arrange_header(writer, names, sizeof names / sizeof *names, error))
		return false;
	for (uint32_t i = 0; i < job->seekers.count; i++) {
		const kr_seeker *seeker = &job->seekers.items[i];
		const kr_cohort_train *train = &job->plan.trains[i];
		char needs[KR_NUMBER_MAX], count[KR_NUMBER_MAX];
		uint32_t wagons = 0;
		for (uint32_t k = 0; k < train->count; k++)
			wagons += job->roster.people[i].services[train->places[k].wagon] != KR_NO_SERVICE;
		verdict found = judge(seeker, train, wagons);
		kr_slice values[] = {seeker->id, kr_slice_text(found.triage), kr_slice_text(found.reason),
		    kr_slice_of(needs, kr_number_write(seeker->need_count, needs)), kr_slice_of(count, kr_number_write(wagons, count)), seeker->vacancy,
		    seeker->region};
		kr_writer_values(writer, values, sizeof values / sizeof *values);
	}
	return true;
}
