#include "report/guidance.h"

#include "base/number.h"

#define DAYS_MAX 3660

const char *const kr_stage_names[KR_STAGES] = {"talk", "plan", "step", "placement"};

/* Stage that a step belongs to, or KR_STAGES. */
static enum kr_stage
stage_of(const kr_steps *steps, const kr_step *step)
{
	switch (step->kind) {
	case KR_STEP_TALK:
		return KR_STAGE_TALK;
	case KR_STEP_PLAN:
		return KR_STAGE_PLAN;
	case KR_STEP_STEP:
		return KR_STAGE_STEP;
	case KR_STEP_PLACEMENT:
		/* Unpaid work is a step on the way. */
		return steps->works.is_paid[step->outcome] ? KR_STAGE_PLACEMENT : KR_STAGE_STEP;
	default:
		return KR_STAGES;
	}
}

kr_way
kr_way_of(const kr_steps *steps, const kr_stepper *person)
{
	kr_way way = {.intake = KR_STAGE_NOT_TAKEN, .waits_for = KR_STAGES};
	uint32_t i = person->count;
	bool has_left = false;
	while (i > 0 && steps->steps[person->first + i - 1].kind != KR_STEP_INTAKE)
		i--;
	for (int stage = 0; stage < KR_STAGES; stage++)
		way.taken[stage] = KR_STAGE_NOT_TAKEN;
	if (i == 0)
		return way;
	way.intake = way.since = steps->steps[person->first + i - 1].day;
	way.waits_for = KR_STAGE_TALK;
	for (; i < person->count; i++) {
		const kr_step *step = &steps->steps[person->first + i];
		enum kr_stage stage = stage_of(steps, step);
		has_left |= step->kind == KR_STEP_EXIT;
		if (stage == KR_STAGES)
			continue;
		if (way.taken[stage] == KR_STAGE_NOT_TAKEN)
			way.taken[stage] = step->day;
		if (stage >= way.waits_for) {
			way.waits_for = stage + 1;
			way.since = step->day;
		}
	}
	if (has_left)
		way.waits_for = KR_STAGES;
	return way;
}

static bool
take_norm(kr_guidance_norms *norms, const kr_regions *regions, size_t row, const uint32_t columns[3], kr_error *error)
{
	const kr_definition *table = &norms->table;
	kr_slice region = kr_definition_cell(table, row, columns[0]);
	bool is_all = kr_slice_is(region, "*");
	uint32_t at = is_all ? 0 : kr_regions_of_code(regions, region);
	size_t stage;
	int64_t days;
	if (!is_all && at == regions->unassigned)
		return kr_definition_fail(table, row, columns[0], error, "must be * or the code of a region");
	if (!kr_definition_choose(table, row, columns[1], kr_definition_cell(table, row, columns[1]), kr_stage_names, KR_STAGES,
	    &stage, error))
		return false;
	if (!kr_number_parse(kr_definition_cell(table, row, columns[2]), 0, DAYS_MAX, &days))
		return kr_definition_fail(table, row, columns[2], error, "must be a number of days");
	for (uint32_t i = at; i < (is_all ? regions->total : at + 1); i++)
		norms->days[i][stage] = days;
	return true;
}

bool
kr_guidance_norms_load(kr_guidance_norms *norms, const kr_regions *regions, const char *directory, kr_error *error)
{
	uint32_t columns[3];
	if (!kr_definition_load(&norms->table, "report/guidance_norms", directory, error) ||
	    !kr_definition_column(&norms->table, "region", &columns[0], error) ||
	    !kr_definition_column(&norms->table, "step", &columns[1], error) ||
	    !kr_definition_column(&norms->table, "days", &columns[2], error))
		return false;
	for (uint32_t i = 0; i < KR_REGIONS_MAX; i++)
		for (int stage = 0; stage < KR_STAGES; stage++)
			norms->days[i][stage] = DAYS_MAX;
	/* First what holds for all, then what regions say themselves, whatever the order of the rows. */
	for (int is_own = 0; is_own < 2; is_own++)
		for (size_t row = 0; row < norms->table.rows; row++)
			if (!kr_slice_is(kr_definition_cell(&norms->table, row, columns[0]), "*") == is_own &&
			    !take_norm(norms, regions, row, columns, error))
				return false;
	return true;
}

void
kr_guidance_norms_free(kr_guidance_norms *norms)
{
	kr_definition_free(&norms->table);
}
