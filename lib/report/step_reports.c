#include "report/step_reports.h"

#include "base/number.h"

static void
add_class(kr_classes *classes, kr_slice key, kr_slice nl, kr_slice en)
{
	kr_classes_add(classes, (kr_class){.key = key, .nl = nl, .en = en});
}

/* A class whose words stand in lib/report/texts, both of them the ones of the report's language. */
static void
add_words(kr_classes *classes, const kr_texts *texts, const char *key, const char *id)
{
	kr_slice words = kr_text(texts, id);
	add_class(classes, kr_slice_text(key), words, words);
}

static void
add_kind(kr_classes *classes, const kr_code_list *kinds, const char *code)
{
	uint32_t row;
	kr_slice key = kr_slice_text(code);
	if (kr_code_list_row(kinds, key, &row))
		add_class(classes, key, kr_code_list_cell(kinds, row, "label"), kr_code_list_cell(kinds, row, "label_en"));
	else
		add_class(classes, key, key, key);
}

static void
make_classes(kr_step_job *job)
{
	static const char *const unused[KR_UNUSEDS] = {"undated", "uncoded", "nobody", "later"};
	static const char *const unused_words[KR_UNUSEDS] = {"unused_undated", "unused_uncoded", "unused_nobody", "unused_later"};
	const kr_texts *texts = &job->telling.texts;
	const struct kr_step_works *works = &job->steps.works;
	for (uint32_t i = 0; i < works->count; i++)
		add_class(&job->classes[KR_BY_WORK], works->codes[i], works->nl[i], works->en[i]);
	add_words(&job->classes[KR_BY_WORK], texts, "unknown", "unknown");
	add_words(&job->classes[KR_BY_YES], texts, "yes", "word_yes");
	add_words(&job->classes[KR_BY_YES], texts, "no", "word_no");
	add_words(&job->classes[KR_BY_YES], texts, "unknown", "unknown");
	for (int i = 0; i < KR_STAGES; i++)
		add_kind(&job->classes[KR_BY_STAGE], &job->steps.kinds, kr_stage_names[i]);
	add_words(&job->classes[KR_BY_WEEKS], texts, "13", "weeks_13");
	add_words(&job->classes[KR_BY_WEEKS], texts, "26", "weeks_26");
	add_words(&job->classes[KR_BY_WEEKS], texts, "52", "weeks_52");
	for (int i = 0; i < KR_UNUSEDS; i++)
		add_words(&job->classes[KR_BY_UNUSED], texts, unused[i], unused_words[i]);
}

bool
kr_step_job_begin(kr_step_job *job, const kr_step_report *report, const kr_step_request *request, kr_error *error)
{
	memset(job, 0, sizeof *job);
	job->report = report;
	if (!kr_telling_begin(&job->telling, request->language, request->tables, error) ||
	    !kr_steps_begin(&job->steps, request->tables, error) ||
	    !kr_guidance_norms_load(&job->norms, &job->telling.regions, request->tables, error) ||
	    !kr_counters_init(&job->counters, &job->telling.regions, report->width, error))
		return false;
	make_classes(job);
	for (int i = 0; i < KR_BYS; i++)
		if (job->classes[i].failed)
			return kr_fail(error, "out of memory");
	return true;
}

/* The day after the same day a year before; 1 March when that day was 29 February. */
static int32_t
year_before(kr_date date)
{
	date.year--;
	if (!kr_date_exists(date.year, date.month, date.day))
		date.day = 28;
	return kr_date_days(date) + 1;
}

static bool
choose_period(kr_step_job *job, const char *since, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	kr_date date = job->telling.date, first;
	job->day = kr_date_last(date);
	job->since = year_before(kr_date_of_days(job->day));
	if (since != NULL && !kr_date_parse(kr_slice_text(since), &first))
		return kr_fail(error, "--since %s: not a date such as 2026-01-01", kr_quote(kr_slice_text(since), quoted));
	if (since != NULL)
		job->since = kr_date_first(first);
	job->telling.since = kr_date_of_days(job->since);
	return job->since <= job->day || kr_fail(error, "--since: lies after the end of the period");
}

static void
count_steps(kr_step_job *job)
{
	for (uint32_t region = 0; region < job->telling.regions.total; region++) {
		uint64_t *counters = kr_counters_of(&job->counters, region);
		counters[KR_SLOT_REGISTERED] = job->steps.registered[region];
		for (int i = 0; i < KR_UNUSEDS; i++)
			counters[KR_SLOT_UNUSED + i] = job->steps.unused[region][i];
		if (job->report->count_region != NULL)
			job->report->count_region(job, region, counters);
	}
}

bool
kr_step_job_end(kr_step_job *job, const kr_step_request *request, kr_error *error)
{
	if (!kr_telling_end(&job->telling, request->date, request->is_unprotected, error) ||
	    !choose_period(job, request->since, error))
		return false;
	kr_steps_until(&job->steps, job->day);
	for (size_t i = 0; i < job->steps.people_count; i++) {
		const kr_stepper *person = &job->steps.people[i];
		uint64_t *counters = kr_counters_of(&job->counters, person->region);
		if (person->count == 0)
			continue;
		counters[KR_SLOT_PEOPLE]++;
		if (!kr_works_of(&job->works, &job->steps, person) || !job->report->count(job, person, counters))
			return kr_fail(error, "out of memory");
	}
	count_steps(job);
	return kr_rows_tell(job->report->rows, job->classes, &job->counters, &job->telling, error);
}

void
kr_step_job_free(kr_step_job *job)
{
	kr_works_free(&job->works);
	for (int i = 0; i < KR_BYS; i++)
		kr_classes_free(&job->classes[i]);
	kr_counters_free(&job->counters);
	kr_guidance_norms_free(&job->norms);
	kr_steps_free(&job->steps);
	kr_telling_free(&job->telling);
}
