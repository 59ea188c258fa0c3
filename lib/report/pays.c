#include "report/pays.h"

#include "base/array.h"
#include "base/hash.h"
#include "base/number.h"
#include "report/register.h"

enum { YES, NO, UNKNOWN, ANSWERS };
enum { KINDS = 4 }; /* of households, the last the unknown */

static const char *const kinds[KINDS] = {"single", "single_parent", "couple", "unknown"};
static const char *const kind_words[KINDS] = {"household_single", "household_single_parent", "household_couple", "unknown"};

/* Of each counter first the whole, then one a kind of household. */
enum {
	PERSONS, ALL_PAIRS, ALL_YES, ALL_NO, ALL_UNKNOWN, ALL_KNOWN, ALL_HELPED, PAIRS, ANSWERED = PAIRS + KINDS,
	KNOWN = ANSWERED + ANSWERS * KINDS, HELPED = KNOWN + KINDS, WIDTH = HELPED + KINDS
};
#define BY_KIND(answer) (ANSWERED + (answer) * KINDS)

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_pays"},
	{.kind = KR_ROW_COUNT, .name = "persons", .slot = PERSONS},
	{.kind = KR_ROW_COUNT, .name = "pays_pairs", .slot = ALL_PAIRS},
	{.kind = KR_ROW_COUNT, .name = "pays_yes", .slot = ALL_YES},
	{.kind = KR_ROW_COUNT, .name = "pays_no", .slot = ALL_NO},
	{.kind = KR_ROW_COUNT, .name = "pays_unknown", .slot = ALL_UNKNOWN},
	{.kind = KR_ROW_SHARE, .name = "pays_share", .count = "pays_yes", .slot = ALL_YES, .whole = ALL_KNOWN},
	{.kind = KR_ROW_COUNT, .name = "pays_persons", .slot = ALL_HELPED},
	{.kind = KR_ROW_HEADING, .name = "head_pays_household"},
	{.kind = KR_ROW_COUNT, .name = "pays_household_pairs", .slot = PAIRS, .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_COUNT, .name = "pays_household_yes", .slot = BY_KIND(YES), .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_COUNT, .name = "pays_household_no", .slot = BY_KIND(NO), .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_COUNT, .name = "pays_household_unknown", .slot = BY_KIND(UNKNOWN), .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_SHARE, .name = "pays_household_share", .count = "pays_household_yes", .slot = BY_KIND(YES), .whole = KNOWN,
	 .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_COUNT, .name = "pays_household_persons", .slot = HELPED, .by = KR_PAYS_BY_HOUSEHOLD},
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "pays_pairs", .label = "key_pairs"},
	{.indicator = "pays_share", .label = "key_pays_share"},
	{.indicator = "pays_unknown", .label = "key_lasted_unknown"},
	{.indicator = "pays_persons", .label = "key_pays_persons"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "pays_pairs", .label = "column_pairs", .columns = 9},
	{.indicator = "pays_yes", .label = "column_pays", .columns = 9},
	{.indicator = "pays_no", .label = "column_pays_not", .columns = 9},
	{.indicator = "pays_share", .label = "column_share", .columns = 9},
	{0},
};

static const kr_page_plan plan = {.title = "title_pays", .nothing = "nothing_in", .keys = keys, .columns = columns};

bool
kr_pays_begin(kr_pays *pays, const kr_pays_request *request, kr_error *error)
{
	kr_classes *classes = &pays->classes[KR_PAYS_BY_HOUSEHOLD];
	memset(pays, 0, sizeof *pays);
	if (request->purpose == NULL)
		return kr_fail(error, "--households: household is a sensitive field; it needs --purpose");
	if (!kr_telling_begin(&pays->telling, request->language, request->tables, error) ||
	    !kr_telling_purpose(&pays->telling, "household", request->purpose, error) ||
	    !kr_counters_init(&pays->counters, &pays->telling.regions, WIDTH, error))
		return false;
	for (int i = 0; i < KINDS; i++) {
		kr_slice words = kr_text(&pays->telling.texts, kind_words[i]);
		kr_classes_add(classes, (kr_class){.key = kr_slice_text(kinds[i]), .nl = words, .en = words});
	}
	return !classes->failed || kr_fail(error, "out of memory");
}

static int
by_person(const void *a, const void *b)
{
	const struct kr_pays_item *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

static void
sort(struct kr_pays_item *items, size_t count)
{
	if (count > 0)
		qsort(items, count, sizeof *items, by_person);
}

static uint8_t
kind_of(kr_slice word)
{
	uint8_t kind = 0;
	while (kind < KINDS - 1 && !kr_slice_is(word, kinds[kind]))
		kind++;
	return kind;
}

bool
kr_pays_households(kr_pays *pays, kr_stream *stream, kr_error *error)
{
	uint32_t person, household;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "person_id", &person, error) || !kr_stream_require(stream, "household", &household, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		if (!kr_array_room(&pays->households, pays->household_count, &pays->household_capacity, sizeof *pays->households))
			return kr_fail(error, "out of memory");
		pays->households[pays->household_count++] = (struct kr_pays_item){
			kr_hash64(kr_record_field(&record, person)), kind_of(kr_record_field(&record, household))
		};
	}
	sort(pays->households, pays->household_count);
	return got == 0;
}

/* Euro with a decimal point, perhaps below zero. */
static bool
answer_of(const kr_record *record, uint32_t field, uint8_t *answer, kr_error *error)
{
	kr_slice text = kr_record_field(record, field);
	int64_t cents;
	*answer = UNKNOWN;
	if (text.len == 0)
		return true;
	if (!kr_decimal_parse(text, 2, &cents))
		return kr_fail_at(error, record->file, record->line, KR_SLICE("pays"), "not an amount in euro");
	*answer = cents > 0 ? YES : NO;
	return true;
}

bool
kr_pays_matches(kr_pays *pays, kr_stream *stream, kr_error *error)
{
	uint32_t person, amount;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "person_id", &person, error) || !kr_stream_require(stream, "pays", &amount, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		uint8_t answer;
		if (!answer_of(&record, amount, &answer, error))
			return false;
		if (!kr_array_room(&pays->pairs, pays->pair_count, &pays->pair_capacity, sizeof *pays->pairs))
			return kr_fail(error, "out of memory");
		pays->pairs[pays->pair_count++] = (struct kr_pays_item){kr_hash64(kr_record_field(&record, person)), answer};
	}
	sort(pays->pairs, pays->pair_count);
	return got == 0;
}

/* The first item of a person; or where it would be. */
static size_t
first_of(const struct kr_pays_item *items, size_t count, uint64_t person)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (items[middle].person < person)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
count_person(kr_pays *pays, uint64_t person, uint64_t *counters)
{
	size_t at = first_of(pays->households, pays->household_count, person);
	bool is_known = at < pays->household_count && pays->households[at].person == person, is_helped = false;
	uint32_t kind = is_known ? pays->households[at].value : KINDS - 1;
	for (size_t i = first_of(pays->pairs, pays->pair_count, person); i < pays->pair_count && pays->pairs[i].person == person; i++) {
		uint32_t answer = pays->pairs[i].value;
		counters[ALL_PAIRS]++;
		counters[ALL_YES + answer]++;
		counters[ALL_KNOWN] += answer != UNKNOWN;
		counters[PAIRS + kind]++;
		counters[BY_KIND(answer) + kind]++;
		counters[KNOWN + kind] += answer != UNKNOWN;
		is_helped |= answer == YES;
	}
	counters[ALL_HELPED] += is_helped;
	counters[HELPED + kind] += is_helped;
}

bool
kr_pays_register(kr_pays *pays, kr_stream *stream, kr_error *error)
{
	kr_register people;
	int got;
	if (!kr_register_bind(&people, stream, &pays->telling.regions, &pays->telling.provenance, error))
		return false;
	while ((got = kr_register_next(&people, error)) > 0) {
		uint64_t *counters = kr_counters_of(&pays->counters, people.region);
		pays->read++;
		counters[PERSONS]++;
		count_person(pays, kr_hash64(people.person), counters);
	}
	return got == 0;
}

bool
kr_pays_end(kr_pays *pays, const kr_pays_request *request, kr_error *error)
{
	return kr_telling_end(&pays->telling, request->date, request->is_unprotected, error) &&
	    kr_rows_tell(rows, pays->classes, &pays->counters, &pays->telling, error);
}

void
kr_pays_render(const kr_pays *pays, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_rows_render(rows, pays->classes, &plan, &pays->telling, region, is_brief, lines);
}

void
kr_pays_free(kr_pays *pays)
{
	free(pays->pairs);
	free(pays->households);
	for (int i = 0; i < KR_PAYS_BYS; i++)
		kr_classes_free(&pays->classes[i]);
	kr_counters_free(&pays->counters);
	kr_telling_free(&pays->telling);
}
