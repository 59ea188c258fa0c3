/*
 * From the steps of one person to times of paid work.
 *
 * A time of work is one job or several that follow each other: the next starts before the last has ended, or within
 * KR_BETWEEN_JOBS_DAYS after it, with no return into benefit between. So who changes jobs, or has a gap of weeks between two
 * contracts of a temp agency, is not taken for two times out of work. Unpaid work (a work experience place, voluntary work) is
 * no work in this sense: the benefit goes on. The month is the project's own choice; it stands in the definitions of the reports.
 */
#ifndef KR_REPORT_WORK_H
#define KR_REPORT_WORK_H

#include "report/steps.h"

#define KR_BETWEEN_JOBS_DAYS 31
#define KR_STILL_WORKING INT32_MAX

typedef struct kr_work {
	int32_t start;
	int32_t end;        /* day on which it ended, or KR_STILL_WORKING as far as is known */
	int32_t seen;       /* last day on which the person is known to have been at work */
	uint32_t first_job; /* number of its first job */
	bool is_fallback;   /* it ended in a return into benefit */
} kr_work;

typedef struct kr_job {
	int32_t start;
	uint8_t work, subsidy; /* kind of work, enum kr_step_yes */
} kr_job;

typedef struct kr_works {
	kr_work *times;
	kr_job *jobs;
	uint32_t count, job_count, capacity;
} kr_works;

/* Fills *works, which is used again for every person ({0} at first), with the person's times of work in order. */
bool kr_works_of(kr_works *works, const kr_steps *steps, const kr_stepper *person);

/* Whether somebody who started to work was at work so many weeks later. */
enum kr_step_yes kr_work_lasted(const kr_work *work, uint32_t weeks);

void kr_works_free(kr_works *works);

#endif
