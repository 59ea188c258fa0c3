/* From no work to work, from work to work, and back. */
#include "report/step_reports.h"

enum {
	INTAKES = KR_SLOT_OWN, INTO_WORK, WORK_TO_WORK, FALLBACKS, ENDED, EXITS, AT_WORK, STARTS,
	SUBSIDIES = STARTS + KR_WORKS_MAX + 1, WIDTH = SUBSIDIES + KR_STEP_YESES
};

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_flow"},
	{.kind = KR_ROW_COUNT, .name = "flow_intakes", .slot = INTAKES},
	{.kind = KR_ROW_COUNT, .name = "flow_into_work", .slot = INTO_WORK},
	{.kind = KR_ROW_COUNT, .name = "flow_work_to_work", .slot = WORK_TO_WORK},
	{.kind = KR_ROW_COUNT, .name = "flow_fallback", .slot = FALLBACKS},
	{.kind = KR_ROW_COUNT, .name = "flow_ended", .slot = ENDED},
	{.kind = KR_ROW_COUNT, .name = "flow_exit", .slot = EXITS},
	{.kind = KR_ROW_HEADING, .name = "head_starts"},
	{.kind = KR_ROW_COUNT, .name = "starts", .slot = STARTS, .by = KR_BY_WORK},
	{.kind = KR_ROW_COUNT, .name = "starts_subsidy", .slot = SUBSIDIES, .by = KR_BY_YES},
	{.kind = KR_ROW_HEADING, .name = "head_now"},
	{.kind = KR_ROW_COUNT, .name = "at_work", .slot = AT_WORK},
	KR_ROWS_OF_STEPS,
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "flow_into_work", .label = "key_into_work"},
	{.indicator = "flow_work_to_work", .label = "key_work_to_work"},
	{.indicator = "flow_fallback", .label = "key_fallback"},
	{.indicator = "at_work", .label = "key_at_work"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "flow_intakes", .label = "column_intakes", .columns = 9},
	{.indicator = "flow_into_work", .label = "column_into", .label_2 = "column_into_2", .columns = 9},
	{.indicator = "flow_work_to_work", .label = "column_between", .label_2 = "column_between_2", .columns = 9},
	{.indicator = "flow_fallback", .label = "column_back", .label_2 = "column_back_2", .columns = 9},
	{0},
};

static const kr_page_plan plan = {.title = "title_flow", .nothing = "nothing_in", .keys = keys, .columns = columns};

static void
count_work(const kr_step_job *job, uint64_t *counters)
{
	const kr_works *works = &job->works;
	for (uint32_t i = 0; i < works->count; i++) {
		const kr_work *work = &works->times[i];
		counters[INTO_WORK] += kr_in_period(job, work->start);
		counters[ENDED] += work->end != KR_STILL_WORKING && !work->is_fallback && kr_in_period(job, work->end);
		uint32_t next = i + 1 < works->count ? works->times[i + 1].first_job : works->job_count;
		for (uint32_t at = work->first_job + 1; at < next; at++)
			counters[WORK_TO_WORK] += kr_in_period(job, works->jobs[at].start);
	}
	counters[AT_WORK] += works->count > 0 && works->times[works->count - 1].end == KR_STILL_WORKING;
	for (uint32_t i = 0; i < works->job_count; i++)
		if (kr_in_period(job, works->jobs[i].start))
			counters[SUBSIDIES + works->jobs[i].subsidy]++;
}

static bool
count(kr_step_job *job, const kr_stepper *person, uint64_t *counters)
{
	for (uint32_t i = 0; i < person->count; i++) {
		const kr_step *step = &job->steps.steps[person->first + i];
		if (!kr_in_period(job, step->day))
			continue;
		counters[INTAKES] += step->kind == KR_STEP_INTAKE;
		counters[FALLBACKS] += step->kind == KR_STEP_FALLBACK;
		counters[EXITS] += step->kind == KR_STEP_EXIT;
		if (step->kind == KR_STEP_PLACEMENT)
			counters[STARTS + step->outcome]++;
	}
	count_work(job, counters);
	return true;
}

const kr_step_report kr_flow_report = {.name = "flow", .plan = &plan, .rows = rows, .width = WIDTH, .count = count};
