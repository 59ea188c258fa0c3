#include "report/work.h"

#include <stdlib.h>

static bool
reserve(kr_works *works, uint32_t count)
{
	if (count <= works->capacity)
		return true;
	kr_work *times = realloc(works->times, count * sizeof *times);
	if (times != NULL)
		works->times = times;
	kr_job *jobs = realloc(works->jobs, count * sizeof *jobs);
	if (jobs != NULL)
		works->jobs = jobs;
	if (times == NULL || jobs == NULL)
		return false;
	works->capacity = count;
	return true;
}

/* Whether a job that starts on the day goes on with the last time of work. */
static bool
is_next_job(const kr_work *last, int32_t day)
{
	return last != NULL && !last->is_fallback &&
	    (last->end == KR_STILL_WORKING || day - last->end <= KR_BETWEEN_JOBS_DAYS);
}

static void
start(kr_works *works, kr_work *last, const kr_step *step)
{
	works->jobs[works->job_count] = (kr_job){.start = step->day, .work = step->outcome, .subsidy = step->subsidy};
	if (is_next_job(last, step->day)) {
		last->end = KR_STILL_WORKING;
		last->seen = step->day;
	} else
		works->times[works->count++] = (kr_work){
			.start = step->day, .end = KR_STILL_WORKING, .seen = step->day, .first_job = works->job_count
		};
	works->job_count++;
}

/* Known to be there: so many weeks after the start of the last job, or else on the day of the step. */
static void
stay(const kr_works *works, kr_work *last, const kr_step *step)
{
	int32_t day = step->weeks ? works->jobs[works->job_count - 1].start + 7 * step->weeks : step->day;
	if (last->end == KR_STILL_WORKING && day > last->seen)
		last->seen = day;
}

static void
end(kr_work *last, const kr_step *step)
{
	if (last->end == KR_STILL_WORKING) {
		last->end = step->day;
		last->seen = step->day > last->seen ? step->day : last->seen;
	}
	/* Who went out of work and then back into benefit fell back, whichever was told first. */
	last->is_fallback |= step->kind == KR_STEP_FALLBACK;
}

bool
kr_works_of(kr_works *works, const kr_steps *steps, const kr_stepper *person)
{
	works->count = works->job_count = 0;
	if (!reserve(works, person->count))
		return false;
	for (uint32_t i = 0; i < person->count; i++) {
		const kr_step *step = &steps->steps[person->first + i];
		kr_work *last = works->count ? &works->times[works->count - 1] : NULL;
		if (step->kind == KR_STEP_PLACEMENT && steps->works.is_paid[step->outcome])
			start(works, last, step);
		else if (last != NULL && step->kind == KR_STEP_STILL_THERE)
			stay(works, last, step);
		else if (last != NULL &&
		    (step->kind == KR_STEP_ENDED || step->kind == KR_STEP_FALLBACK || step->kind == KR_STEP_EXIT))
			end(last, step);
	}
	return true;
}

enum kr_step_yes
kr_work_lasted(const kr_work *work, uint32_t weeks)
{
	int32_t day = work->start + 7 * (int32_t)weeks;
	if (work->seen >= day)
		return KR_STEP_YES;
	return work->end < day ? KR_STEP_NO : KR_STEP_UNKNOWN;
}

void
kr_works_free(kr_works *works)
{
	free(works->times);
	free(works->jobs);
}
