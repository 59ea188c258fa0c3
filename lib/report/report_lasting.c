/* Who was still at work 13, 26 and 52 weeks after the start. */
#include "report/step_reports.h"

enum { TERMS = 3, HALF_A_YEAR = 1, WORKS = KR_WORKS_MAX + 1 };
static const uint32_t terms[TERMS] = {13, 26, 52};

/* Each an answer (enum kr_step_yes) by term, and for half a year by kind of work. */
enum {
	DUE = KR_SLOT_OWN, ANSWERS = DUE + TERMS, KNOWN = ANSWERS + TERMS * KR_STEP_YESES, WORK_DUE = KNOWN + TERMS,
	WORK_ANSWERS = WORK_DUE + WORKS, WIDTH = WORK_ANSWERS + WORKS * KR_STEP_YESES
};

#define BY_TERM(answer) (ANSWERS + (answer) * TERMS)
#define BY_WORK(answer) (WORK_ANSWERS + (answer) * WORKS)

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_lasting"},
	{.kind = KR_ROW_COUNT, .name = "lasting_due", .slot = DUE, .by = KR_BY_WEEKS},
	{.kind = KR_ROW_COUNT, .name = "lasting_yes", .slot = BY_TERM(KR_STEP_YES), .by = KR_BY_WEEKS},
	{.kind = KR_ROW_COUNT, .name = "lasting_no", .slot = BY_TERM(KR_STEP_NO), .by = KR_BY_WEEKS},
	{.kind = KR_ROW_COUNT, .name = "lasting_unknown", .slot = BY_TERM(KR_STEP_UNKNOWN), .by = KR_BY_WEEKS},
	{.kind = KR_ROW_SHARE, .name = "lasting_share", .count = "lasting_yes", .slot = BY_TERM(KR_STEP_YES), .whole = DUE, .by = KR_BY_WEEKS},
	{.kind = KR_ROW_SHARE, .name = "lasting_known_share", .count = "lasting_yes", .slot = BY_TERM(KR_STEP_YES), .whole = KNOWN, .by = KR_BY_WEEKS},
	{.kind = KR_ROW_HEADING, .name = "head_lasting_work"},
	{.kind = KR_ROW_COUNT, .name = "lasting_work_due", .slot = WORK_DUE, .by = KR_BY_WORK},
	{.kind = KR_ROW_COUNT, .name = "lasting_work_yes", .slot = BY_WORK(KR_STEP_YES), .by = KR_BY_WORK},
	{.kind = KR_ROW_COUNT, .name = "lasting_work_unknown", .slot = BY_WORK(KR_STEP_UNKNOWN), .by = KR_BY_WORK},
	{.kind = KR_ROW_SHARE, .name = "lasting_work_share", .count = "lasting_work_yes", .slot = BY_WORK(KR_STEP_YES), .whole = WORK_DUE, .by = KR_BY_WORK},
	KR_ROWS_OF_STEPS,
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "lasting_due", .class = "26", .label = "key_due"},
	{.indicator = "lasting_yes", .class = "26", .label = "key_lasted"},
	{.indicator = "lasting_share", .class = "26", .label = "key_lasted_share"},
	{.indicator = "lasting_unknown", .class = "26", .label = "key_lasted_unknown"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "lasting_due", .class = "26", .label = "column_due", .label_2 = "column_26", .columns = 9},
	{.indicator = "lasting_yes", .class = "13", .label = "column_lasted", .label_2 = "column_13", .columns = 9},
	{.indicator = "lasting_yes", .class = "26", .label = "column_lasted", .label_2 = "column_26", .columns = 9},
	{.indicator = "lasting_yes", .class = "52", .label = "column_lasted", .label_2 = "column_52", .columns = 9},
	{.indicator = "lasting_share", .class = "26", .label = "column_share", .label_2 = "column_26", .columns = 8},
	{0},
};

static const kr_page_plan plan = {.title = "title_lasting", .nothing = "nothing_in", .keys = keys, .columns = columns};

static void
count_term(const kr_step_job *job, const kr_work *work, uint32_t term, uint64_t *counters)
{
	enum kr_step_yes answer = kr_work_lasted(work, terms[term]);
	uint32_t kind = job->works.jobs[work->first_job].work;
	if (!kr_in_period(job, work->start + 7 * (int32_t)terms[term]))
		return;
	counters[DUE + term]++;
	counters[BY_TERM(answer) + term]++;
	counters[KNOWN + term] += answer != KR_STEP_UNKNOWN;
	if (term != HALF_A_YEAR)
		return;
	counters[WORK_DUE + kind]++;
	counters[BY_WORK(answer) + kind]++;
}

static bool
count(kr_step_job *job, const kr_stepper *person, uint64_t *counters)
{
	(void)person;
	for (uint32_t i = 0; i < job->works.count; i++)
		for (uint32_t term = 0; term < TERMS; term++)
			count_term(job, &job->works.times[i], term, counters);
	return true;
}

const kr_step_report kr_lasting_report = {.name = "lasting", .plan = &plan, .rows = rows, .width = WIDTH, .count = count};
