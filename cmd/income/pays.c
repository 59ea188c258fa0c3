/*
 * kr-income --pays: what the work of a pair pays the person's household, where both are known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "income/income.h"
#include "income/offer.h"
#include "verbs.h"

enum { FIRST_ROOM = 256 };

/* What is known of people or vacancies, by their id. */
typedef struct known {
	kr_map rows;     /* id to place in items */
	kr_arena arena;  /* ids */
	char *items;     /* kr_household or kr_offer */
	size_t size, capacity;
} known;

typedef struct paying {
	const kr_rules *rules;
	int32_t day;
	enum kr_holiday_pay holiday;
	kr_wage_units units;
	known households, offers;
} paying;

/* Takes a copy of an item under an id; each id stands once. */
static bool
keep(known *of, kr_slice id, const void *item, const kr_record *record, const char *field, kr_error *error)
{
	uint32_t there;
	if (kr_map_get(&of->rows, id, &there))
		return kr_fail_at(error, record->file, record->line, kr_slice_text(field), "stands twice");
	if (of->rows.count == of->capacity) {
		size_t capacity = of->capacity ? of->capacity * 2 : FIRST_ROOM;
		char *more = realloc(of->items, capacity * of->size);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		of->items = more;
		of->capacity = capacity;
	}
	memcpy(of->items + of->rows.count * of->size, item, of->size);
	kr_slice key = kr_arena_copy(&of->arena, id);
	return (key.ptr != NULL && kr_map_put(&of->rows, key, (uint32_t)of->rows.count)) || kr_fail(error, "out of memory");
}

static const void *
find(const known *of, kr_slice id)
{
	uint32_t row;
	return id.len > 0 && kr_map_get(&of->rows, id, &row) ? of->items + row * of->size : NULL;
}

static void
forget(known *of)
{
	free(of->items);
	kr_map_free(&of->rows);
	kr_arena_free(&of->arena);
}

/* The file of an option as a stream with these fields. */
static void
open_file(const char *path, kr_stream *stream, const char *const *names, uint32_t *positions, size_t count)
{
	kr_error error;
	if (!kr_stream_open_file(stream, path, &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < count; i++)
		if (!kr_stream_require(stream, names[i], &positions[i], &error))
			kr_command_die(&command, &error);
}

static bool
read_households(paying *self, kr_rejects *rejects, kr_error *error)
{
	static const char *const needed[] = {"person_id", "household", "scheme"};
	uint32_t positions[3], fields[KR_HOUSEHOLD_FIELDS];
	kr_stream stream;
	kr_record record;
	int got;
	bool good = true;
	open_file(asked.households, &stream, needed, positions, 3);
	for (size_t i = 0; i < KR_HOUSEHOLD_FIELDS; i++)
		fields[i] = kr_header_find(&stream.header, kr_slice_text(kr_household_field_names[i]));
	while (good && (got = kr_stream_next(&stream, &record, error)) > 0) {
		kr_slice values[KR_HOUSEHOLD_FIELDS];
		kr_household household;
		enum kr_household_field field;
		kr_error wrong;
		int32_t from;
		for (size_t i = 0; i < KR_HOUSEHOLD_FIELDS; i++)
			values[i] = kr_record_field(&record, fields[i]);
		values[KR_FIELD_FROM] = kr_slice_text(asked.from);
		if (!kr_household_read(values, &household, &from, &field, &wrong)) {
			kr_rejects_record(rejects, record.file, record.line, income_problems[field], kr_record_line(&record));
			continue;
		}
		household.holiday = self->holiday;
		good = keep(&self->households, kr_record_field(&record, positions[0]), &household, &record, "person_id", error);
	}
	kr_stream_close(&stream);
	return good && got == 0;
}

static bool
read_offers(paying *self, kr_error *error)
{
	static const char *const needed[] = {"vacancy_id", "hours_min", "wage_min", "wage_unit"};
	uint32_t at[4];
	kr_stream stream;
	kr_record record;
	int got;
	bool good = true;
	open_file(asked.vacancies, &stream, needed, at, 4);
	while (good && (got = kr_stream_next(&stream, &record, error)) > 0) {
		const kr_offer offer = kr_offer_read(&self->units, kr_record_field(&record, at[1]), kr_record_field(&record, at[2]),
		    kr_record_field(&record, at[3]));
		good = keep(&self->offers, kr_record_field(&record, at[0]), &offer, &record, "vacancy_id", error);
	}
	kr_stream_close(&stream);
	return good && got == 0;
}

/* What lasts, when the exemptions are over; empty where anything that it needs is not known. */
static kr_slice
pay(const paying *self, kr_slice person, kr_slice vacancy, char *room)
{
	kr_income_month month, without;
	kr_income_phase phases[KR_PHASES];
	const kr_household *household = find(&self->households, person);
	const kr_offer *offer = find(&self->offers, vacancy);
	if (household == NULL || offer == NULL || offer->wage == KR_NO_AMOUNT)
		return (kr_slice){0};
	size_t count = kr_income_phases(self->rules, household, self->day, phases);
	kr_income_steady(self->rules, household, self->day, offer->hours, offer->wage, phases[count - 1].work_month, &month, &without);
	return income_euro(month.amounts[KR_INCOME_DIFFERENCE], room);
}

/* 1 when all was written, 0 when the writer gave up, -1 for an error. */
static int
write_pairs(const paying *self, kr_stream *stream, const uint32_t *at, kr_writer *writer, kr_layout *layout, uint64_t *read, kr_error *error)
{
	kr_record record;
	int got;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		char room[INCOME_EURO_MAX];
		const kr_slice pays = pay(self, kr_record_field(&record, at[0]), kr_record_field(&record, at[1]), room);
		/* Not NULL: what an earlier run wrote there must not stay. */
		const kr_slice value = pays.ptr == NULL ? KR_SLICE("") : pays;
		++*read;
		if (!kr_writer_record(writer, layout, &record, &value))
			return 0;
	}
	return got < 0 ? -1 : 1;
}

int
income_pays(const kr_rules *rules, int32_t day, enum kr_holiday_pay holiday, int argc, char **argv, int first)
{
	paying self = {.rules = rules, .day = day, .holiday = holiday, .households = {.size = sizeof(kr_household)}, .offers = {.size = sizeof(kr_offer)}};
	kr_layout layout = {0};
	kr_stream stream;
	kr_writer writer;
	kr_rejects rejects;
	kr_error error;
	uint32_t slot, at[2];
	uint64_t read = 0;
	if (!kr_wage_units_load(&self.units, common.tables, &error))
		kr_command_die(&command, &error);
	kr_command_stream(&command, &common, &stream, argc, argv, first);
	if (!kr_stream_require(&stream, "person_id", &at[0], &error) || !kr_stream_require(&stream, "vacancy_id", &at[1], &error) ||
	    !kr_layout_all(&layout, &stream.header, &error) || !kr_layout_make(&layout, KR_SLICE("pays"), &slot, &error))
		kr_command_die(&command, &error);
	/* What is read whole before the pairs is not replaced by what comes of them. */
	const kr_target places[] = {{"--output", common.output}, {"--rejects", common.rejects}, {"--households", asked.households},
	    {"--vacancies", asked.vacancies}};
	kr_command_apart(&command, places, 4);
	kr_command_rejects(&command, &common, &rejects);
	int status;
	if (!read_households(&self, &rejects, &error) || !read_offers(&self, &error)) {
		status = kr_command_failed(&command, NULL, &rejects, &error);
	} else {
		kr_command_writer(&command, &common, &writer, true);
		kr_writer_header(&writer, &layout.header);
		status = write_pairs(&self, &stream, at, &writer, &layout, &read, &error) < 0
		    ? kr_command_failed(&command, &writer, &rejects, &error)
		    : kr_command_finish(&command, &common, &writer, &rejects, read + self.households.rows.count);
	}
	forget(&self.households);
	forget(&self.offers);
	kr_wage_units_free(&self.units);
	kr_layout_free(&layout);
	kr_stream_close(&stream);
	return status;
}
