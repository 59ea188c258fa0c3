#include "report/sectors.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "report/counts.h"
#include "report/register.h"

#define SECTORS 26 /* the letters; SBI 2008 has 21 of them */
#define GAPS 9     /* 0 to 7, and 8 or more */
#define MOVES (KR_GROUPS * SECTORS)
#define TOP 15

/* Counters by sector have the number of the sector in the table; moves are from group * sectors of the table + sector. */
enum { POSITIONS = 1, WANTED = POSITIONS + SECTORS, REACHED = WANTED + SECTORS, MOVED = REACHED + SECTORS, GAP = MOVED + MOVES,
	REACH_GAP = GAP + MOVES * GAPS, WIDTH = REACH_GAP + SECTORS * GAPS };

static const kr_row rows[] = {
	{.kind = KR_ROW_HEADING, .name = "head_sectors"},
	{.kind = KR_ROW_COUNT, .name = "persons", .slot = 0},
	{.kind = KR_ROW_WORD, .name = "sector_outlook", .by = KR_SECTORS_BY_SECTOR, .is_off_page = true},
	{.kind = KR_ROW_COUNT, .name = "sector_positions", .slot = POSITIONS, .by = KR_SECTORS_BY_SECTOR},
	{.kind = KR_ROW_COUNT, .name = "sector_wanted", .slot = WANTED, .by = KR_SECTORS_BY_SECTOR},
	{.kind = KR_ROW_HEADING, .name = "head_moves"},
	{.kind = KR_ROW_COUNT, .name = "sector_reached", .count = "sector_gap", .slot = REACHED, .by = KR_SECTORS_BY_SECTOR},
	{.kind = KR_ROW_MEDIAN, .name = "sector_gap", .slot = REACH_GAP, .whole = GAPS, .by = KR_SECTORS_BY_SECTOR, .is_off_page = true},
	{.kind = KR_ROW_COUNT, .name = "move_persons", .count = "move_gap", .slot = MOVED, .by = KR_SECTORS_BY_MOVE, .sparse = MOVED, .top = TOP},
	{.kind = KR_ROW_MEDIAN, .name = "move_gap", .slot = GAP, .whole = GAPS, .by = KR_SECTORS_BY_MOVE, .sparse = MOVED, .is_off_page = true},
	{.kind = KR_ROW_END},
};

static const kr_page_key keys[] = {
	{.indicator = "sector_positions", .class = "Q", .label = "key_care"},
	{.indicator = "sector_reached", .class = "Q", .label = "key_care_reached"},
	{.indicator = "sector_gap", .class = "Q", .label = "key_care_gap"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "sector_positions", .class = "Q", .label = "column_care", .label_2 = "column_asks", .columns = 9},
	{.indicator = "sector_reached", .class = "Q", .label = "column_care", .label_2 = "column_could", .columns = 9},
	{.indicator = "sector_positions", .class = "H", .label = "column_transport", .label_2 = "column_asks", .columns = 9},
	{.indicator = "sector_reached", .class = "H", .label = "column_transport", .label_2 = "column_could", .columns = 9},
	{0},
};

static const kr_page_plan plan = {.title = "title_sectors", .nothing = "nothing_in", .keys = keys, .columns = columns};

/* A text that lives as long as the report. */
static kr_slice
keep(kr_sectors *sectors, kr_slice one, const char *between, kr_slice two)
{
	kr_buffer text = {0};
	kr_buffer_slice_add(&text, one);
	kr_buffer_text(&text, between);
	kr_buffer_slice_add(&text, two);
	kr_slice kept = text.failed ? kr_slice_of(NULL, 0) : kr_arena_copy(&sectors->arena, kr_buffer_slice(&text));
	kr_buffer_free(&text);
	return kept;
}

static bool
take_sector(kr_sectors *sectors, size_t row, const uint32_t column[4], kr_error *error)
{
	static const char *const outlooks[] = {"grows", "stable", "shrinks", "mixed"};
	const kr_definition *table = &sectors->table;
	kr_slice section = kr_definition_cell(table, row, column[0]), outlook = kr_definition_cell(table, row, column[1]);
	size_t which;
	char id[32];
	if (section.len != 1 || section.ptr[0] < 'A' || section.ptr[0] > 'Z' || row >= SECTORS)
		return kr_definition_fail(table, row, column[0], error, "must be a letter, each once");
	if (outlook.len > 0 && !kr_definition_choose(table, row, column[1], outlook, outlooks, 4, &which, error))
		return false;
	kr_slice word = {NULL, 0};
	if (outlook.len > 0) {
		snprintf(id, sizeof id, "outlook_%s", outlooks[which]);
		word = kr_text(&sectors->telling.texts, id);
	}
	kr_classes_add(&sectors->classes[KR_SECTORS_BY_SECTOR], (kr_class){.key = section, .value = outlook,
	    .nl = keep(sectors, kr_definition_cell(table, row, column[2]), "", word),
	    .en = keep(sectors, kr_definition_cell(table, row, column[3]), "", word)});
	return true;
}

/* "52>Q": from sales workers to care. */
static void
make_moves(kr_sectors *sectors, const uint32_t column[4])
{
	const kr_texts *texts = &sectors->telling.texts;
	kr_slice arrow = kr_text(texts, "move_to");
	for (uint32_t group = 0; group < KR_GROUPS; group++) {
		const char digits[2] = {(char)('0' + group / 10), (char)('0' + group % 10)};
		kr_slice code = kr_slice_of(digits, 2), name = kr_group_name(texts, code);
		kr_slice from = keep(sectors, name, "", arrow);
		for (size_t row = 0; row < sectors->table.rows; row++) {
			kr_slice section = kr_definition_cell(&sectors->table, row, column[0]);
			kr_slice to = kr_definition_cell(&sectors->table, row, column[texts->language == KR_DUTCH ? 2 : 3]);
			kr_slice label = keep(sectors, from, "", to);
			kr_classes_add(&sectors->classes[KR_SECTORS_BY_MOVE],
			    (kr_class){.key = keep(sectors, code, ">", section), .nl = label, .en = label});
		}
	}
}

bool
kr_sectors_begin(kr_sectors *sectors, const kr_sectors_request *request, kr_error *error)
{
	static const char *const names[] = {"section", "outlook", "nl", "en"};
	uint32_t column[4];
	memset(sectors, 0, sizeof *sectors);
	if (!kr_telling_begin(&sectors->telling, request->language, request->tables, error) ||
	    !kr_definition_load(&sectors->table, "report/sector_outlook", request->tables, error) ||
	    !kr_counters_init(&sectors->counters, &sectors->telling.regions, WIDTH, error))
		return false;
	for (int i = 0; i < 4; i++)
		if (!kr_definition_column(&sectors->table, names[i], &column[i], error))
			return false;
	for (size_t row = 0; row < sectors->table.rows; row++)
		if (!take_sector(sectors, row, column, error))
			return false;
	make_moves(sectors, column);
	return (!sectors->classes[KR_SECTORS_BY_SECTOR].failed && !sectors->classes[KR_SECTORS_BY_MOVE].failed) ||
	    kr_fail(error, "out of memory");
}

static int
by_vacancy(const void *a, const void *b)
{
	const struct kr_sector_order *x = a, *y = b;
	return x->vacancy < y->vacancy ? -1 : x->vacancy > y->vacancy;
}

bool
kr_sectors_vacancies(kr_sectors *sectors, kr_stream *stream, kr_error *error)
{
	kr_market *market = &sectors->market;
	if (!kr_market_vacancies(market, stream, &sectors->telling.regions, &sectors->telling.provenance, error))
		return false;
	sectors->order = calloc(market->count + 1, sizeof *sectors->order);
	if (sectors->order == NULL)
		return kr_fail(error, "out of memory");
	for (size_t i = 0; i < market->count; i++)
		sectors->order[i] = (struct kr_sector_order){market->vacancies[i].id, (uint32_t)i};
	qsort(sectors->order, market->count, sizeof *sectors->order, by_vacancy);
	return true;
}

static uint8_t
count_gaps(kr_slice gaps)
{
	size_t count = gaps.len == 0 || kr_slice_is(gaps, "none") ? 0 : kr_slice_count(gaps, '|');
	return (uint8_t)(count < GAPS ? count : GAPS - 1);
}

static bool
take_pair(kr_sectors *sectors, kr_slice vacancy, kr_slice person, kr_slice gaps)
{
	const struct kr_sector_order key = {.vacancy = kr_hash64(vacancy)};
	const struct kr_sector_order *found =
	    bsearch(&key, sectors->order, sectors->market.count, sizeof key, by_vacancy);
	if (found == NULL)
		return true;
	if (!kr_array_room(&sectors->pairs, sectors->pair_count, &sectors->pair_capacity, sizeof *sectors->pairs))
		return false;
	sectors->pairs[sectors->pair_count++] = (struct kr_sector_pair){kr_hash64(person), found->number, count_gaps(gaps)};
	return true;
}

static int
by_pair(const void *a, const void *b)
{
	const struct kr_sector_pair *x = a, *y = b;
	return x->person < y->person ? -1 : x->person > y->person;
}

bool
kr_sectors_matches(kr_sectors *sectors, kr_stream *stream, kr_error *error)
{
	uint32_t vacancy, person, gaps;
	kr_record record;
	int got;
	if (!kr_stream_require(stream, "vacancy_id", &vacancy, error) || !kr_stream_require(stream, "person_id", &person, error) ||
	    !kr_stream_require(stream, "gaps", &gaps, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0)
		if (!take_pair(sectors, kr_record_field(&record, vacancy), kr_record_field(&record, person), kr_record_field(&record, gaps)))
			return kr_fail(error, "out of memory");
	if (sectors->pair_count > 0)
		qsort(sectors->pairs, sectors->pair_count, sizeof *sectors->pairs, by_pair);
	return got == 0;
}

/* Number of a section in the table, or SECTORS. */
static uint32_t
sector_of(const kr_sectors *sectors, char letter)
{
	const kr_classes *classes = &sectors->classes[KR_SECTORS_BY_SECTOR];
	for (uint32_t i = 0; i < classes->count; i++)
		if (classes->items[i].key.ptr[0] == letter)
			return i;
	return SECTORS;
}

static bool
keep_person(kr_sectors *sectors, uint64_t person, uint32_t region, uint32_t group)
{
	const struct kr_sector_pair key = {.person = person};
	if (sectors->pair_count == 0 || bsearch(&key, sectors->pairs, sectors->pair_count, sizeof key, by_pair) == NULL)
		return true;
	if (!kr_array_room(&sectors->people, sectors->people_count, &sectors->people_capacity, sizeof *sectors->people))
		return false;
	sectors->people[sectors->people_count++] = (struct kr_sector_person){person, (uint8_t)region, (uint8_t)group};
	return true;
}

bool
kr_sectors_register(kr_sectors *sectors, kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	uint32_t wanted = kr_header_find(header, KR_SLICE("sectors")), experience = kr_header_find(header, KR_SLICE("experience"));
	kr_register people;
	int got;
	if (!kr_register_bind(&people, stream, &sectors->telling.regions, &sectors->telling.provenance, error))
		return false;
	while ((got = kr_register_next(&people, error)) > 0) {
		uint64_t *counters = kr_counters_of(&sectors->counters, people.region);
		kr_slice rest = kr_slice_items(kr_record_field(&people.record, wanted)), item;
		sectors->read++;
		counters[0]++;
		while (kr_slice_next(&rest, '|', &item)) {
			uint32_t sector = item.len == 1 ? sector_of(sectors, item.ptr[0]) : SECTORS;
			counters[WANTED + sector] += sector < SECTORS;
		}
		if (!keep_person(sectors, kr_hash64(people.person), people.region, kr_group_of(kr_record_field(&people.record, experience))))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

/* The sectors where this person has a pair with an open vacancy, with the smallest gap. */
static void
count_person(kr_sectors *sectors, const struct kr_sector_person *person, int32_t day)
{
	uint8_t least[SECTORS];
	uint64_t *counters = kr_counters_of(&sectors->counters, person->region);
	uint32_t table = (uint32_t)sectors->classes[KR_SECTORS_BY_SECTOR].count;
	const struct kr_sector_pair key = {.person = person->person}, *pair =
	    bsearch(&key, sectors->pairs, sectors->pair_count, sizeof key, by_pair), *end = sectors->pairs + sectors->pair_count;
	memset(least, GAPS, sizeof least);
	while (pair > sectors->pairs && pair[-1].person == person->person)
		pair--;
	for (; pair < end && pair->person == person->person; pair++) {
		const kr_vacancy *vacancy = &sectors->market.vacancies[pair->vacancy];
		uint32_t sector = sector_of(sectors, (char)vacancy->sector);
		if (sector < SECTORS && kr_vacancy_is_open(vacancy, day) && pair->gaps < least[sector])
			least[sector] = pair->gaps;
	}
	for (uint32_t sector = 0; sector < table; sector++) {
		uint32_t move = person->group * table + sector;
		if (least[sector] == GAPS)
			continue;
		counters[REACHED + sector]++;
		counters[REACH_GAP + sector * GAPS + least[sector]]++;
		if (person->group == KR_GROUPS)
			continue;
		counters[MOVED + move]++;
		counters[GAP + move * GAPS + least[sector]]++;
	}
}

bool
kr_sectors_end(kr_sectors *sectors, const kr_sectors_request *request, kr_error *error)
{
	const kr_market *market = &sectors->market;
	if (!kr_telling_end(&sectors->telling, request->date, request->is_unprotected, error))
		return false;
	int32_t day = kr_date_first(sectors->telling.date);
	for (size_t i = 0; i < sectors->people_count; i++)
		count_person(sectors, &sectors->people[i], day);
	for (size_t i = 0; i < market->count; i++) {
		uint32_t sector = sector_of(sectors, (char)market->vacancies[i].sector);
		if (sector < SECTORS && kr_vacancy_is_open(&market->vacancies[i], day))
			kr_counters_of(&sectors->counters, market->vacancies[i].region)[POSITIONS + sector] += market->vacancies[i].positions;
	}
	return kr_rows_tell(rows, sectors->classes, &sectors->counters, &sectors->telling, error);
}

void
kr_sectors_render(const kr_sectors *sectors, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_rows_render(rows, sectors->classes, &plan, &sectors->telling, region, is_brief, lines);
}

void
kr_sectors_free(kr_sectors *sectors)
{
	for (int i = 0; i < KR_SECTORS_BYS; i++)
		kr_classes_free(&sectors->classes[i]);
	kr_counters_free(&sectors->counters);
	kr_definition_free(&sectors->table);
	kr_market_free(&sectors->market);
	kr_arena_free(&sectors->arena);
	kr_telling_free(&sectors->telling);
	free(sectors->order);
	free(sectors->pairs);
	free(sectors->people);
}
