#include "report/overview.h"

#include "report/people.h"

static const kr_slice whole = {NULL, 0};

bool
kr_overview_begin(kr_overview *overview, const kr_overview_request *request, kr_error *error)
{
	memset(overview, 0, sizeof *overview);
	for (int group = 0; group < KR_GROUPS; group++) {
		overview->group_codes[group][0] = (char)('0' + group / 10);
		overview->group_codes[group][1] = (char)('0' + group % 10);
	}
	return kr_breakdown_load(&overview->breakdown, request->by, request->purpose, request->tables, error) &&
	    kr_telling_begin(&overview->telling, request->language, request->tables, error) &&
	    (request->by == NULL || kr_telling_purpose(&overview->telling, request->by, request->purpose, error)) &&
	    kr_completeness_load(&overview->completeness, request->tables, error);
}

bool
kr_overview_count(kr_overview *overview, const kr_overview_request *request, kr_stream *stream, kr_error *error)
{
	kr_people people = {
		.completeness = &overview->completeness, .breakdown = &overview->breakdown, .regions = &overview->telling.regions,
		.market = &overview->market, .provenance = &overview->telling.provenance, .counts = overview->counts,
		.day = kr_slice_text(request->date),
	};
	return kr_people_count(&people, stream, error);
}

/* What the later figures are made from, as it was told. */
typedef struct told_counts {
	int64_t persons, supply, supply_known;
} told_counts;

static void
tell_people(kr_figures *figures, const kr_counts *counts, told_counts *told)
{
	static const char *const classes[KR_AVAILABLES] = {"yes", "no", "unknown"};
	kr_figures_count(figures, "persons_in_more_sources", whole, counts->in_more_sources);
	kr_figures_count(figures, "registrations", whole, counts->registrations);
	for (int i = 0; i < KR_AVAILABLES; i++)
		kr_figures_count(figures, "available", kr_slice_text(classes[i]), counts->available[i]);
	kr_figures_count(figures, "lapsed", whole, counts->lapsed);
	told->supply = kr_figures_count(figures, "supply", whole, counts->supply);
	told->supply_known = kr_figures_count(figures, "supply_known", whole, counts->supply_known);
	kr_figures_share(figures, "supply_share", whole, told->supply, told->persons);
}

static void
tell_fields(kr_figures *figures, const kr_completeness *completeness, const kr_counts *counts, int64_t persons)
{
	for (uint32_t i = 0; i < completeness->count; i++) {
		kr_slice key = completeness->fields[i].key;
		int64_t filled = kr_figures_count(figures, "field_filled", key, counts->filling[i][KR_FILLED]);
		if (completeness->fields[i].is_coded)
			kr_figures_count(figures, "field_written", key, counts->filling[i][KR_WRITTEN]);
		kr_figures_count(figures, "field_empty", key, counts->filling[i][KR_EMPTY]);
		kr_figures_share(figures, "field_filled_share", key, filled, persons);
	}
}

/* The field that hides most is chosen by the numbers as they are told. */
static void
tell_hidden(kr_figures *figures, const kr_completeness *completeness, const kr_counts *counts)
{
	kr_slice most = whole;
	int64_t highest = 0;
	kr_figures_count(figures, "hidden", whole, counts->persons - counts->strict);
	for (uint32_t i = 0; i < completeness->count; i++) {
		kr_slice key = completeness->fields[i].key;
		if (!completeness->fields[i].is_searched)
			continue;
		int64_t hidden = kr_figures_count(figures, "hidden_by", key, counts->hidden_by[i]);
		kr_figures_count(figures, "hidden_only_by", key, counts->hidden_only_by[i]);
		if (hidden > highest) {
			highest = hidden;
			most = key;
		}
	}
	kr_figures_word(figures, "hidden_most_by", whole, most);
}

static void
tell_finding(kr_figures *figures, const kr_completeness *completeness, const kr_counts *counts, int64_t persons)
{
	int64_t strict = kr_figures_count(figures, "findable_strict", whole, counts->strict);
	kr_figures_share(figures, "findable_strict_share", whole, strict, persons);
	int64_t findable = kr_figures_count(figures, "findable", whole, counts->findable);
	kr_figures_share(figures, "findable_share", whole, findable, persons);
	tell_hidden(figures, completeness, counts);
}

static void
tell_breakdown(kr_figures *figures, const kr_breakdown *breakdown, const kr_counts *counts, int64_t persons)
{
	if (breakdown->field == NULL)
		return;
	for (uint32_t i = 0; i <= breakdown->count; i++) {
		kr_slice key = breakdown->classes[i].key;
		int64_t count = kr_figures_count(figures, "persons_by", key, counts->classes[i]);
		kr_figures_share(figures, "persons_by_share", key, count, persons);
	}
}

static void
tell_market(kr_figures *figures, const kr_market *market, const kr_counts *counts, const told_counts *told)
{
	if (!market->has_vacancies)
		return;
	kr_figures_count(figures, "vacancies_open", whole, counts->vacancies);
	int64_t open = kr_figures_count(figures, "positions_open", whole, counts->positions);
	if (market->has_matches) {
		kr_figures_count(figures, "vacancies_unmatched", whole, counts->unmatched);
		kr_figures_count(figures, "pairs", whole, counts->pairs);
		int64_t matched = kr_figures_count(figures, "persons_matched", whole, counts->matched);
		kr_figures_share(figures, "persons_matched_share", whole, matched, told->persons);
	}
	kr_figures_tension(figures, "tension", "tension_class", whole, open, told->supply);
	kr_figures_tension(figures, "tension_known", NULL, whole, open, told->supply_known);
}

static void
tell_group(kr_figures *figures, const kr_market *market, const kr_counts *counts, int group, kr_slice code)
{
	kr_figures_count(figures, "occupation_wanted", code, counts->wanted[group]);
	int64_t supply = kr_figures_count(figures, "occupation_supply", code, counts->wanted_supply[group]);
	if (!market->has_vacancies)
		return;
	int64_t asked = kr_figures_count(figures, "occupation_asked", code, counts->asked[group]);
	kr_figures_tension(figures, "occupation_tension", "occupation_tension_class", code, asked, supply);
}

/*
 * Groups that occur anywhere in the report stand in every region, so that rows can be compared. Whether one does is judged by
 * the numbers as they are told: a row must not tell more than its numbers.
 */
static void
tell_groups(kr_overview *overview, const kr_counts *counts)
{
	const kr_counts *total = &overview->counts[overview->telling.regions.total];
	for (int group = 0; group < KR_GROUPS; group++)
		if (kr_figures_told(&overview->telling.figures, total->wanted[group]) > 0 ||
		    kr_figures_told(&overview->telling.figures, total->asked[group]) > 0)
			tell_group(&overview->telling.figures, &overview->market, counts, group,
			    kr_slice_of(overview->group_codes[group], 2));
}

static void
tell_region(kr_overview *overview, uint32_t region)
{
	kr_figures *figures = &overview->telling.figures;
	const kr_counts *counts = &overview->counts[region];
	told_counts told = {0};
	kr_figures_region(figures, region);
	told.persons = kr_figures_count(figures, "persons", whole, counts->persons);
	tell_people(figures, counts, &told);
	tell_fields(figures, &overview->completeness, counts, told.persons);
	tell_finding(figures, &overview->completeness, counts, told.persons);
	tell_breakdown(figures, &overview->breakdown, counts, told.persons);
	tell_market(figures, &overview->market, counts, &told);
	tell_groups(overview, counts);
}

bool
kr_overview_end(kr_overview *overview, const kr_overview_request *request, kr_error *error)
{
	const kr_regions *regions = &overview->telling.regions;
	if (!kr_telling_end(&overview->telling, request->date, request->is_unprotected, error))
		return false;
	kr_market_count(&overview->market, overview->telling.date, regions, overview->counts);
	for (uint32_t region = 0; region < regions->total; region++)
		kr_counts_add(&overview->counts[regions->total], &overview->counts[region]);
	for (uint32_t region = 0; region <= regions->total; region++)
		tell_region(overview, region);
	return !overview->telling.figures.failed || kr_fail(error, "out of memory");
}

void
kr_overview_free(kr_overview *overview)
{
	kr_market_free(&overview->market);
	kr_completeness_free(&overview->completeness);
	kr_breakdown_free(&overview->breakdown);
	kr_telling_free(&overview->telling);
}
