/* From intake to work: who took which step, and who waits for which. */
#include "report/step_reports.h"

#define DAYS 1096 /* three years; what took longer counts as so long */

enum {
	INTAKES = KR_SLOT_OWN, NO_INTAKE, ON_THE_WAY, LATE_ALL, WAITING,
	LATE = WAITING + KR_STAGES, REACHED = LATE + KR_STAGES, TOOK = REACHED + KR_STAGES, WIDTH = TOOK + KR_STAGES * DAYS
};

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_waiting"},
	{.kind = KR_ROW_COUNT, .name = "guidance_on_the_way", .slot = ON_THE_WAY},
	{.kind = KR_ROW_COUNT, .name = "guidance_waiting", .slot = WAITING, .by = KR_BY_STAGE},
	{.kind = KR_ROW_COUNT, .name = "guidance_late", .slot = LATE, .by = KR_BY_STAGE},
	{.kind = KR_ROW_SHARE, .name = "guidance_late_share", .count = "guidance_late", .slot = LATE, .whole = WAITING, .by = KR_BY_STAGE},
	{.kind = KR_ROW_COUNT, .name = "guidance_late_all", .slot = LATE_ALL},
	{.kind = KR_ROW_SHARE, .name = "guidance_late_all_share", .count = "guidance_late_all", .slot = LATE_ALL, .whole = ON_THE_WAY},
	{.kind = KR_ROW_COUNT, .name = "guidance_no_intake", .slot = NO_INTAKE},
	{.kind = KR_ROW_HEADING, .name = "head_taken"},
	{.kind = KR_ROW_COUNT, .name = "flow_intakes", .slot = INTAKES},
	{.kind = KR_ROW_COUNT, .name = "guidance_reached", .slot = REACHED, .by = KR_BY_STAGE},
	{.kind = KR_ROW_MEDIAN, .name = "guidance_days", .slot = TOOK, .whole = DAYS, .by = KR_BY_STAGE},
	KR_ROWS_OF_STEPS,
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "guidance_on_the_way", .label = "key_on_the_way"},
	{.indicator = "guidance_late_all", .label = "key_late"},
	{.indicator = "guidance_late_all_share", .label = "key_late_share"},
	{.indicator = "guidance_no_intake", .label = "key_no_intake"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "guidance_on_the_way", .label = "column_way", .label_2 = "column_way_2", .columns = 9},
	{.indicator = "guidance_waiting", .class = "talk", .label = "column_waits", .label_2 = "column_talk", .columns = 9},
	{.indicator = "guidance_waiting", .class = "plan", .label = "column_waits", .label_2 = "column_plan", .columns = 9},
	{.indicator = "guidance_waiting", .class = "step", .label = "column_waits", .label_2 = "column_step", .columns = 9},
	{.indicator = "guidance_late_all", .label = "column_late", .label_2 = "column_late_2", .columns = 9},
	{0},
};

static const kr_page_plan plan = {.title = "title_guidance", .nothing = "nothing_in", .keys = keys, .columns = columns};

static void
count_taken(const kr_step_job *job, const kr_way *way, uint64_t *counters)
{
	for (int stage = 0; stage < KR_STAGES; stage++) {
		int32_t day = way->taken[stage];
		if (day == KR_STAGE_NOT_TAKEN || !kr_in_period(job, day))
			continue;
		int32_t took = day - way->intake;
		counters[REACHED + stage]++;
		counters[TOOK + stage * DAYS + (took < DAYS ? took : DAYS - 1)]++;
	}
}

static bool
count(kr_step_job *job, const kr_stepper *person, uint64_t *counters)
{
	kr_way way = kr_way_of(&job->steps, person);
	for (uint32_t i = 0; i < person->count; i++) {
		const kr_step *step = &job->steps.steps[person->first + i];
		counters[INTAKES] += step->kind == KR_STEP_INTAKE && kr_in_period(job, step->day);
	}
	if (way.intake == KR_STAGE_NOT_TAKEN)
		return true;
	counters[NO_INTAKE] -= person->is_registered; /* count_region adds all who stand in the register */
	count_taken(job, &way, counters);
	if (way.waits_for == KR_STAGES)
		return true;
	bool is_late = job->day - way.since > job->norms.days[person->region][way.waits_for];
	counters[ON_THE_WAY]++;
	counters[WAITING + way.waits_for]++;
	counters[LATE + way.waits_for] += is_late;
	counters[LATE_ALL] += is_late;
	return true;
}

static void
count_region(kr_step_job *job, uint32_t region, uint64_t *counters)
{
	counters[NO_INTAKE] += job->steps.registered[region];
}

const kr_step_report kr_guidance_report = {
	.name = "guidance", .plan = &plan, .rows = rows, .width = WIDTH, .count = count, .count_region = count_region
};
