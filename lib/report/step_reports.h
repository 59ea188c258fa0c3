/*
 * The reports that are made from the steps people took: flow, guidance and lasting.
 *
 *   flow      from no work to work, from work to work, back into benefit, in a period; the kinds of work that started
 *   guidance  intake, talk, plan, step, placement: who took which in the period, who waits for which and longer than the norm
 *   lasting   of those whose 13th, 26th or 52nd week after the start lies in the period: who was still at work
 */
#ifndef KR_REPORT_STEP_REPORTS_H
#define KR_REPORT_STEP_REPORTS_H

#include "report/guidance.h"
#include "report/rows.h"
#include "report/work.h"

/* Numbers of the classes in the rows. */
enum { KR_BY_NOTHING, KR_BY_WORK, KR_BY_YES, KR_BY_STAGE, KR_BY_WEEKS, KR_BY_UNUSED, KR_BYS };

typedef struct kr_step_job kr_step_job;

typedef struct kr_step_report {
	const char *name;
	const kr_page_plan *plan;
	const kr_row *rows;
	uint32_t width; /* counters of a region */
	/* Counts one person. */
	bool (*count)(kr_step_job *job, const kr_stepper *person, uint64_t *counters);
	/* Counts what is no person's, for one region; or NULL. */
	void (*count_region)(kr_step_job *job, uint32_t region, uint64_t *counters);
} kr_step_report;

extern const kr_step_report kr_flow_report, kr_guidance_report, kr_lasting_report;

struct kr_step_job {
	const kr_step_report *report;
	kr_telling telling;
	kr_steps steps;
	kr_guidance_norms norms;
	kr_classes classes[KR_BYS];
	kr_counters counters;
	kr_works works;      /* of the person that is being counted */
	int32_t since, day;  /* the period: both days belong to it */
};

/* What was asked for; NULL: not. */
typedef struct kr_step_request {
	const char *since, *date, *language, *tables;
	bool is_unprotected;
} kr_step_request;

/* Loads tables and words. *job needs no clearing; it is large: keep it off the stack. */
bool kr_step_job_begin(kr_step_job *job, const kr_step_report *report, const kr_step_request *request, kr_error *error);

/*
 * After steps and register were read (report/steps): counts, and makes the figures. The period ends at the day asked for, else
 * the latest as_of, and begins at the day asked for, else a year before that.
 */
bool kr_step_job_end(kr_step_job *job, const kr_step_request *request, kr_error *error);

void kr_step_job_free(kr_step_job *job);

/* The first counters of every report; its own begin at KR_SLOT_OWN. */
enum { KR_SLOT_REGISTERED, KR_SLOT_PEOPLE, KR_SLOT_UNUSED, KR_SLOT_OWN = KR_SLOT_UNUSED + KR_UNUSEDS };

/* The rows of those, with which every report ends. */
#define KR_ROWS_OF_STEPS \
	{.kind = KR_ROW_HEADING, .name = "head_steps"}, \
	{.kind = KR_ROW_COUNT, .name = "persons", .slot = KR_SLOT_REGISTERED}, \
	{.kind = KR_ROW_COUNT, .name = "persons_with_steps", .slot = KR_SLOT_PEOPLE}, \
	{.kind = KR_ROW_COUNT, .name = "steps_unused", .slot = KR_SLOT_UNUSED, .by = KR_BY_UNUSED}

static inline bool
kr_in_period(const kr_step_job *job, int32_t day)
{
	return day >= job->since && day <= job->day;
}

#endif
