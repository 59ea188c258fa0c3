#include "report/budget.h"

#include "base/array.h"
#include "base/number.h"

#define MOST INT64_C(9000000000000000000)
#define POTS_MAX 1000

enum { GIVEN, AVAILABLE, RESERVED, PAID, RETURNED, PEOPLE, TRAINS, SERVICES, STARTS, STILL_AT_WORK, NO_NEWS, ENDED, VALUES };

static const char *const names[VALUES] = {
	"given", "available", "reserved", "paid", "returned", "people", "trains", "services", "starts", "still_at_work", "no_news", "ended"
};

/* Counters: the whole, then of each value one a pot. */
enum { WIDTH = VALUES + VALUES * POTS_MAX };
#define BY_POT(value) (VALUES + (value) * POTS_MAX)

#define WHOLE_AND_BY_POT(row_kind, indicator, value) \
	{.kind = (row_kind), .name = (indicator), .slot = (value)}, \
	{.kind = (row_kind), .name = indicator "_by_pot", .slot = BY_POT(value), .by = KR_BUDGET_BY_POT}

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_money"},
	WHOLE_AND_BY_POT(KR_ROW_EURO, "budget_given", GIVEN),
	WHOLE_AND_BY_POT(KR_ROW_EURO, "budget_available", AVAILABLE),
	WHOLE_AND_BY_POT(KR_ROW_EURO, "budget_reserved", RESERVED),
	WHOLE_AND_BY_POT(KR_ROW_EURO, "budget_paid", PAID),
	WHOLE_AND_BY_POT(KR_ROW_EURO, "budget_returned", RETURNED),
	{.kind = KR_ROW_HEADING, .name = "head_bought"},
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_people", PEOPLE),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_trains", TRAINS),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_services", SERVICES),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_starts", STARTS),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_still_at_work", STILL_AT_WORK),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_no_news", NO_NEWS),
	WHOLE_AND_BY_POT(KR_ROW_COUNT, "budget_ended", ENDED),
	{.kind = KR_ROW_EURO_EACH, .name = "budget_per_start", .slot = PAID, .whole = STARTS},
	{.kind = KR_ROW_EURO_EACH, .name = "budget_per_start_by_pot", .slot = BY_POT(PAID), .whole = BY_POT(STARTS), .by = KR_BUDGET_BY_POT},
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "budget_given", .label = "key_given"},
	{.indicator = "budget_paid", .label = "key_paid"},
	{.indicator = "budget_people", .label = "key_people"},
	{.indicator = "budget_starts", .label = "key_starts"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "budget_given", .label = "column_given", .label_2 = "column_euro", .columns = 12},
	{.indicator = "budget_paid", .label = "column_paid", .label_2 = "column_euro", .columns = 12},
	{.indicator = "budget_people", .label = "column_persons", .columns = 9},
	{.indicator = "budget_starts", .label = "column_due", .columns = 8},
	{0},
};

static const kr_page_plan plan = {.title = "title_budget", .nothing = "nothing_in", .keys = keys, .columns = columns};

bool
kr_budget_begin(kr_budget *budget, const kr_budget_request *request, kr_error *error)
{
	memset(budget, 0, sizeof *budget);
	return kr_telling_begin(&budget->telling, request->language, request->tables, error) &&
	    kr_definition_load(&budget->pots, "tables/pots", request->tables, error) &&
	    kr_counters_init(&budget->counters, &budget->telling.regions, WIDTH, error);
}

static bool
take(kr_budget *budget, const kr_record *record, const uint32_t *fields, uint32_t region, kr_slice pot, kr_error *error)
{
	for (size_t i = 0; i < budget->count; i++)
		if (budget->records[i].region == region && kr_slice_equal(budget->records[i].pot, pot))
			return kr_fail_at(error, record->file, record->line, KR_SLICE("pot"), "stands here for the second time");
	if (budget->count == POTS_MAX)
		return kr_fail_at(error, record->file, record->line, KR_SLICE("pot"), "more than %d pots", POTS_MAX);
	if (!kr_array_room(&budget->records, budget->count, &budget->capacity, sizeof *budget->records))
		return kr_fail(error, "out of memory");
	struct kr_budget_record *to = &budget->records[budget->count];
	*to = (struct kr_budget_record){.region = region, .pot = kr_arena_copy(&budget->arena, pot)};
	if (to->pot.ptr == NULL)
		return kr_fail(error, "out of memory");
	for (int i = 0; i < VALUES; i++) {
		kr_slice text = kr_record_field(record, fields[i]);
		int64_t value = 0;
		if (text.len > 0 && !kr_number_parse(text, 0, MOST, &value))
			return kr_fail_at(error, record->file, record->line, kr_slice_text(names[i]), "not a number of kr-account bought");
		to->values[i] = (uint64_t)value;
	}
	budget->count++;
	return true;
}

bool
kr_budget_read(kr_budget *budget, kr_stream *stream, const kr_budget_request *request, kr_error *error)
{
	const kr_regions *regions = &budget->telling.regions;
	uint32_t pot, fields[VALUES], region = kr_header_find(&stream->header, KR_SLICE("region"));
	uint32_t whole = request->region < regions->total ? request->region : regions->unassigned;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "pot", &pot, error))
		return false;
	for (int i = 0; i < VALUES; i++)
		if (!kr_stream_require(stream, names[i], &fields[i], error))
			return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		kr_slice name = kr_record_field(&record, pot);
		uint32_t at = region == KR_NO_FIELD ? whole : kr_regions_of_code(regions, kr_record_field(&record, region));
		if (name.len == 0)
			return kr_fail_at(error, record.file, record.line, KR_SLICE("pot"), "is empty");
		if (!take(budget, &record, fields, at, name, error))
			return false;
	}
	return got == 0;
}

/* The words of a pot: those of its kind, whose name it begins with, and behind them what is its own. */
static kr_class
class_of(kr_budget *budget, kr_slice pot)
{
	kr_class class = {.key = pot, .nl = pot, .en = pot};
	const kr_definition *table = &budget->pots;
	uint32_t code = kr_header_find(&table->header, KR_SLICE("code")), nl = kr_header_find(&table->header, KR_SLICE("label"));
	uint32_t en = kr_header_find(&table->header, KR_SLICE("label_en"));
	if (kr_slice_is(pot, "own")) {
		class.nl = class.en = kr_text(&budget->telling.texts, "pot_own");
		return class;
	}
	for (size_t row = 0; row < table->rows; row++)
		if (kr_slice_equal(kr_definition_cell(table, row, code), pot)) {
			class.nl = kr_definition_cell(table, row, nl);
			class.en = kr_definition_cell(table, row, en);
		}
	return class;
}

static int
by_pot(const void *a, const void *b)
{
	const struct kr_budget_record *x = a, *y = b;
	int order = kr_slice_compare(x->pot, y->pot);
	return order ? order : x->region < y->region ? -1 : x->region > y->region;
}

bool
kr_budget_end(kr_budget *budget, const kr_budget_request *request, kr_error *error)
{
	kr_classes *classes = &budget->classes[KR_BUDGET_BY_POT];
	if (request->date == NULL)
		return kr_fail(error, "--date must say the day that the records tell of");
	if (!kr_telling_end(&budget->telling, request->date, request->is_unprotected, error))
		return false;
	if (budget->count > 0)
		qsort(budget->records, budget->count, sizeof *budget->records, by_pot);
	for (size_t i = 0; i < budget->count; i++) {
		const struct kr_budget_record *record = &budget->records[i];
		uint64_t *counters = kr_counters_of(&budget->counters, record->region);
		bool is_all = kr_slice_is(record->pot, "all");
		if (!is_all && (i == 0 || !kr_slice_equal(record->pot, budget->records[i - 1].pot)))
			kr_classes_add(classes, class_of(budget, record->pot));
		if (classes->failed)
			return kr_fail(error, "out of memory");
		for (int value = 0; value < VALUES; value++)
			counters[is_all ? (size_t)value : BY_POT((size_t)value) + classes->count - 1] += record->values[value];
	}
	return kr_rows_tell(rows, budget->classes, &budget->counters, &budget->telling, error);
}

void
kr_budget_render(const kr_budget *budget, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_rows_render(rows, budget->classes, &plan, &budget->telling, region, is_brief, lines);
}

void
kr_budget_free(kr_budget *budget)
{
	free(budget->records);
	for (int i = 0; i < KR_BUDGET_BYS; i++)
		kr_classes_free(&budget->classes[i]);
	kr_counters_free(&budget->counters);
	kr_definition_free(&budget->pots);
	kr_arena_free(&budget->arena);
	kr_telling_free(&budget->telling);
}
