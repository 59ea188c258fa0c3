/*
 * kr-account bought: what each pot bought: people, trains, services, and what the events say of their starts.
 */
#include "account/account.h"
#include "account/outcomes.h"
#include "base/array.h"
#include "verbs.h"

static const char *const names[] = {"pot", "given", "available", "reserved", "paid", "returned", "people", "trains", "services", "starts",
    "still_at_work", "no_news", "ended", "cents_per_start"};
enum { COLUMNS = sizeof names / sizeof *names };

/* What a pot does for one person. */
typedef struct help {
	uint32_t pot;      /* number of a row */
	kr_slice person;
	int32_t first;     /* day of the first reservation that holds or has paid something */
	bool has_train;
} help;

typedef struct purchase {
	struct made {
		int32_t day;
		bool is_train;
	} *made;           /* by reservation */
	size_t room;
	kr_map pairs;      /* row and person: number in `helps` */
	help *helps;
	size_t help_count, help_room;
	int64_t (*rows)[COLUMNS];
	uint32_t own, all; /* rows: of persons' accounts, and of everything */
	kr_arena arena;
	kr_buffer key;
} purchase;

static bool
note_day(void *context, const kr_chain_line *line, kr_error *error)
{
	purchase *self = context;
	size_t number = account.reservation_count;
	if (account.move.kind != KR_RESERVE)
		return true;
	if (!kr_array_room(&self->made, number - 1, &self->room, sizeof *self->made))
		return kr_fail(error, "out of memory");
	self->made[number - 1] = (struct made){account.move.day, kr_slice_starts(line->values[KR_ACCOUNT_ID], KR_SLICE(ACCOUNT_TRAIN))};
	return true;
}

static bool
add_help(purchase *self, uint32_t row, size_t reservation)
{
	kr_slice person = account.reservations[reservation].person;
	uint32_t number;
	kr_buffer_clear(&self->key);
	kr_buffer_number(&self->key, row);
	kr_buffer_char(&self->key, ':');
	kr_buffer_slice_add(&self->key, person);
	if (!kr_map_get(&self->pairs, kr_buffer_slice(&self->key), &number)) {
		number = (uint32_t)self->help_count;
		kr_slice kept = kr_arena_copy(&self->arena, kr_buffer_slice(&self->key));
		if (self->key.failed || kept.ptr == NULL || !kr_array_room(&self->helps, self->help_count, &self->help_room, sizeof *self->helps) ||
		    !kr_map_put(&self->pairs, kept, number))
			return false;
		self->helps[self->help_count++] = (help){row, person, self->made[reservation].day, false};
	}
	self->helps[number].has_train = self->helps[number].has_train || self->made[reservation].is_train;
	return true;
}

static uint32_t
row_of(const purchase *self, uint32_t number)
{
	return kr_slice_starts(account.holders[number].name, KR_SLICE("person:")) ? self->own : number;
}

/* The rows that pay for a reservation, each once, and that of everything. */
static bool
count_reservation(purchase *self, size_t reservation)
{
	const kr_account_reservation *made = &account.reservations[reservation];
	uint32_t last = UINT32_MAX;
	bool is_held = false;
	for (size_t i = made->first; i < made->first + made->count; i++) {
		const kr_account_held *held = &account.held[i];
		uint32_t row = row_of(self, account.gifts[held->gift].account);
		/* The parts of one account stand together. */
		if (held->cents[KR_RESERVED] + held->cents[KR_PAID] == 0 || row == last)
			continue;
		last = row;
		is_held = true;
		self->rows[row][8]++;
		if (!add_help(self, row, reservation))
			return false;
	}
	self->rows[self->all][8] += is_held;
	return !is_held || add_help(self, self->all, reservation);
}

static void
count_money(purchase *self)
{
	static const enum kr_account_place places[] = {KR_AVAILABLE, KR_RESERVED, KR_PAID, KR_WITH_GIVER};
	for (size_t i = 0; i < account.gift_count; i++) {
		uint32_t rows[] = {row_of(self, account.gifts[i].account), self->all};
		for (size_t j = 0; j < 2; j++)
			for (size_t k = 0; k < 4; k++) {
				self->rows[rows[j]][1] += account.gifts[i].cents[places[k]];
				self->rows[rows[j]][2 + k] += account.gifts[i].cents[places[k]];
			}
	}
}

static void
count_people(purchase *self, const outcomes *events)
{
	for (size_t i = 0; i < self->help_count; i++) {
		const help *one = &self->helps[i];
		int64_t *row = self->rows[one->pot];
		enum outcome outcome = outcomes_of(events, one->person, one->first);
		row[6]++;
		row[7] += one->has_train;
		row[9] += outcome != OUTCOME_NONE;
		row[10] += outcome == OUTCOME_STILL;
		row[11] += outcome == OUTCOME_NO_NEWS;
		row[12] += outcome == OUTCOME_ENDED;
	}
}

static void
write_row(const purchase *self, uint32_t number, kr_slice name)
{
	char digits[COLUMNS][KR_NUMBER_MAX];
	const int64_t *row = self->rows[number];
	kr_slice values[COLUMNS] = {name};
	for (size_t i = 1; i < COLUMNS - 1; i++)
		values[i] = number_slice(row[i], digits[i]);
	/* Nothing is known of the price of a start where there is none. */
	if (row[9] > 0)
		values[COLUMNS - 1] = number_slice(kr_divide_round(row[4], row[9]), digits[COLUMNS - 1]);
	kr_writer_values(&output, values, COLUMNS);
}

static void
write_rows(const purchase *self)
{
	for (uint32_t i = 0; i < account.holder_count; i++)
		if (row_of(self, i) == i)
			write_row(self, i, account.holders[i].name);
	if (self->rows[self->own][1] > 0)
		write_row(self, self->own, KR_SLICE("own"));
	write_row(self, self->all, KR_SLICE("all"));
}

int
account_bought(int argc, char **argv, int files)
{
	static purchase self;
	static outcomes events;
	kr_chain_end end;
	kr_error error;
	outcomes_open(&events, argc, argv, files);
	if (!log_read(note_day, &self, &end, &error))
		kr_command_die(&command, &error);
	self.own = (uint32_t)account.holder_count;
	self.all = self.own + 1;
	self.rows = calloc(account.holder_count + 2, sizeof *self.rows);
	bool good = self.rows != NULL;
	for (size_t i = 0; good && i < account.reservation_count; i++)
		good = count_reservation(&self, i);
	for (size_t i = 0; good && i < self.help_count; i++)
		good = self.helps[i].pot != self.all || outcomes_follow(&events, self.helps[i].person);
	if (!good)
		kr_command_stop(&command, "out of memory");
	uint64_t read = outcomes_read(&events);
	count_money(&self);
	count_people(&self, &events);
	output_open(names, COLUMNS);
	write_rows(&self);
	outcomes_close(&events);
	free(self.made);
	free(self.helps);
	free(self.rows);
	kr_map_free(&self.pairs);
	kr_arena_free(&self.arena);
	kr_buffer_free(&self.key);
	return kr_command_finish(&command, &common, &output, NULL, read);
}
