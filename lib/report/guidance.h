/*
 * How far somebody is on the way from intake to work: talk, plan, step, placement, and since when the next is waited for.
 *
 * The way begins at the last intake. A stage is reached on the first day after that on which such a step was taken, or one of a
 * later stage: who has a plan is not waiting for a talk. Paid work ends the waiting, and so does leaving without work.
 */
#ifndef KR_REPORT_GUIDANCE_H
#define KR_REPORT_GUIDANCE_H

#include "record/definition.h"
#include "report/steps.h"

enum kr_stage { KR_STAGE_TALK, KR_STAGE_PLAN, KR_STAGE_STEP, KR_STAGE_PLACEMENT, KR_STAGES };

#define KR_STAGE_NOT_TAKEN INT32_MIN

typedef struct kr_way {
	int32_t intake;           /* day, or KR_STAGE_NOT_TAKEN: no intake is known */
	int32_t taken[KR_STAGES]; /* first day of each step itself, or KR_STAGE_NOT_TAKEN */
	enum kr_stage waits_for;  /* KR_STAGES: for nothing */
	int32_t since;            /* day from which it is waited for */
} kr_way;

kr_way kr_way_of(const kr_steps *steps, const kr_stepper *person);

/* Of lib/report/guidance_norms. */
typedef struct kr_guidance_norms {
	kr_definition table;
	int64_t days[KR_REGIONS_MAX][KR_STAGES]; /* by the number of the region */
} kr_guidance_norms;

extern const char *const kr_stage_names[KR_STAGES];

bool kr_guidance_norms_load(kr_guidance_norms *norms, const kr_regions *regions, const char *directory, kr_error *error);
void kr_guidance_norms_free(kr_guidance_norms *norms);

#endif
