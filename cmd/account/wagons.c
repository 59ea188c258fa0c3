#include "account/wagons.h"

#include "base/array.h"
#include "codes/date.h"
#include "verbs.h"

static const char *const names[WAGON_COLUMNS] = {"person_id", "service_id", "cost", "wagon", "instrument", "payer", "until", "status",
    "provider", "branch"};
static const char *const made_names[WAGON_MADE] = {"reserved_cents", "reservation", "paid_from", "why_not", "rank", "lot", "seed", "method"};

static bool
keep(wagons *self, kr_slice text, kr_slice *kept)
{
	*kept = text.len > 0 ? kr_arena_copy(&self->arena, text) : (kr_slice){0};
	return text.len == 0 || kept->ptr != NULL;
}

static bool
add_offer(wagons *self, kr_slice service, kr_slice provider, kr_slice branch)
{
	if (!kr_array_room(&self->offers, self->offer_count, &self->offer_room, sizeof *self->offers))
		return false;
	if (!keep(self, service, &service) || !keep(self, provider, &self->offers[self->offer_count][0]) ||
	    !keep(self, branch, &self->offers[self->offer_count][1]))
		return false;
	return kr_map_put(&self->services, service, (uint32_t)self->offer_count++);
}

/* Who gives which service: the train does not say. */
static void
read_services(wagons *self)
{
	kr_stream stream = {0};
	kr_record record;
	kr_error error;
	uint32_t service, provider;
	int more = -1;
	account_file(&stream, asked.services);
	if (!kr_stream_require(&stream, "service_id", &service, &error) ||
	    !kr_stream_require(&stream, "provider", &provider, &error))
		kr_command_die(&command, &error);
	uint32_t branch = kr_header_find(&stream.header, KR_SLICE("branch"));
	while ((more = kr_stream_next(&stream, &record, &error)) > 0)
		if (!add_offer(self, kr_record_field(&record, service), kr_record_field(&record, provider), kr_record_field(&record, branch)))
			kr_command_stop(&command, "out of memory");
	if (more < 0)
		kr_command_die(&command, &error);
	kr_stream_close(&stream);
}

static void
open_trains(wagons *self)
{
	kr_error error;
	account_file(&self->stream, asked.trains);
	for (size_t i = 0; i < WAGON_COLUMNS; i++)
		self->at[i] = kr_header_find(&self->stream.header, kr_slice_text(names[i]));
	for (size_t i = WAGON_PERSON; i <= WAGON_COST; i++)
		if (!kr_stream_require(&self->stream, names[i], &self->at[i], &error))
			kr_command_die(&command, &error);
	if (!kr_layout_all(&self->layout, &self->stream.header, &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < self->made; i++)
		if (!kr_layout_make(&self->layout, kr_slice_text(made_names[i]), &self->slots[i], &error))
			kr_command_die(&command, &error);
}

/* The accounts of the log that are pots. */
static bool
find_pots(wagons *self)
{
	self->pots = kr_arena_array(&self->arena, account.holder_count + 1, sizeof *self->pots);
	for (uint32_t i = 0; self->pots != NULL && i < account.holder_count; i++)
		if (!kr_slice_starts(account.holders[i].name, KR_SLICE("person:")))
			self->pots[self->pot_count++] = i;
	return self->pots != NULL;
}

static bool
has(kr_slice list, kr_slice item)
{
	kr_slice rest = kr_slice_items(list), other;
	while (kr_slice_next(&rest, '|', &other))
		if (kr_slice_equal(other, item))
			return true;
	return false;
}

/* The pots of the log that have one of these names, or one of them with _ and more behind it; each once, in the order of the names. */
static kr_slice
known_pots(wagons *self, kr_slice payers)
{
	kr_buffer *out = &self->names;
	kr_slice rest = kr_slice_items(payers), payer;
	kr_buffer_clear(out);
	while (kr_slice_next(&rest, '|', &payer))
		for (size_t i = 0; payer.len > 0 && i < self->pot_count; i++) {
			kr_slice name = account.holders[self->pots[i]].name;
			bool is_of = kr_slice_starts(name, payer) && (name.len == payer.len || name.ptr[payer.len] == '_');
			if (!is_of || has(kr_buffer_slice(out), name))
				continue;
			if (out->len > 0)
				kr_buffer_char(out, '|');
			kr_buffer_slice_add(out, name);
		}
	return kr_buffer_slice(out);
}

/* Who gives the service of a wagon, and in which branch. */
static void
find_offer(wagons *self, const kr_record *record, kr_slice *values)
{
	uint32_t offer;
	values[KR_ACCOUNT_PROVIDER] = kr_record_field(record, self->at[WAGON_PROVIDER]);
	values[KR_ACCOUNT_BRANCHES] = kr_record_field(record, self->at[WAGON_BRANCH]);
	if (!kr_map_get(&self->services, values[KR_ACCOUNT_SERVICE], &offer))
		return;
	if (values[KR_ACCOUNT_PROVIDER].len == 0)
		values[KR_ACCOUNT_PROVIDER] = self->offers[offer][0];
	if (values[KR_ACCOUNT_BRANCHES].len == 0)
		values[KR_ACCOUNT_BRANCHES] = self->offers[offer][1];
}

/* The same wagon has the same id in every run. */
static kr_slice
make_id(wagons *self, const kr_record *record)
{
	static const enum wagon_column parts[] = {WAGON_PERSON, WAGON_NUMBER, WAGON_SERVICE};
	kr_buffer_clear(&self->id);
	kr_buffer_text(&self->id, ACCOUNT_TRAIN);
	for (size_t i = 0; i < 3; i++) {
		kr_buffer_text(&self->id, i > 0 ? ":" : "");
		kr_buffer_slice_add(&self->id, kr_record_field(record, self->at[parts[i]]));
	}
	return kr_buffer_slice(&self->id);
}

/* Why a wagon is not for a reservation; NULL: it is. Fills the values of the operation in. */
static const char *
fill(wagons *self, const kr_record *record, kr_slice *values)
{
	kr_slice status = kr_record_field(record, self->at[WAGON_STATUS]), cost = kr_record_field(record, self->at[WAGON_COST]);
	kr_slice person = kr_record_field(record, self->at[WAGON_PERSON]), payer = kr_record_field(record, self->at[WAGON_PAYER]);
	kr_date until;
	int64_t cents;
	asked_values(values, KR_RESERVE);
	values[KR_ACCOUNT_PERSON] = person;
	values[KR_ACCOUNT_SERVICE] = kr_record_field(record, self->at[WAGON_SERVICE]);
	values[KR_ACCOUNT_INSTRUMENTS] = kr_record_field(record, self->at[WAGON_INSTRUMENT]);
	/* A wagon whose end is open or not known is paid when it is reserved. */
	if (kr_date_parse(kr_record_field(record, self->at[WAGON_UNTIL]), &until) && kr_date_known(until))
		values[KR_ACCOUNT_UNTIL] = kr_record_field(record, self->at[WAGON_UNTIL]);
	values[KR_ACCOUNT_REF] = self->ref;
	values[KR_ACCOUNT_ID] = make_id(self, record);
	if (kr_slice_is(status, "finished") || kr_slice_is(status, "broken_off"))
		return "the wagon is over";
	if (cost.len == 0)
		return "the cost is not known";
	if (!kr_decimal_parse(cost, 2, &cents) || cents < 0)
		return "the cost is no amount in euro";
	if (cents == 0)
		return "it costs nothing";
	find_offer(self, record, values);
	if (values[KR_ACCOUNT_PROVIDER].len == 0)
		return "the provider is not known: --services names a file of services";
	kr_buffer_clear(&self->cents);
	kr_buffer_number(&self->cents, cents);
	values[KR_ACCOUNT_CENTS] = kr_buffer_slice(&self->cents);
	values[KR_ACCOUNT_NAME] = asked_accounts(known_pots(self, asked.pot != NULL ? self->asked_pots : payer), person, asked.own);
	return values[KR_ACCOUNT_NAME].len == 0 ? "no pot of the payers has been granted anything" : NULL;
}

/* What each account pays of a reservation, as POT:CENTS; own: the person's own account. The parts of one account stand together. */
static int64_t
tell_payers(wagons *self, const kr_account_reservation *made)
{
	int64_t sum = 0, of_account = 0;
	kr_buffer_clear(&self->paid);
	for (size_t i = made->first; i < made->first + made->count; i++) {
		const kr_account_held *held = &account.held[i];
		uint32_t number = account.gifts[held->gift].account;
		bool is_last = i + 1 == made->first + made->count || account.gifts[account.held[i + 1].gift].account != number;
		of_account += held->cents[KR_RESERVED] + held->cents[KR_PAID];
		if (!is_last || of_account == 0)
			continue;
		kr_slice name = account.holders[number].name;
		kr_buffer_text(&self->paid, self->paid.len > 0 ? "|" : "");
		kr_buffer_slice_add(&self->paid, kr_slice_starts(name, KR_SLICE("person:")) ? KR_SLICE("own") : name);
		kr_buffer_char(&self->paid, ':');
		kr_buffer_number(&self->paid, of_account);
		sum += of_account;
		of_account = 0;
	}
	return sum;
}

/* The reservation that an earlier run made for this wagon. */
static bool
find_earlier(kr_slice id, uint32_t *line)
{
	return kr_map_get(&account.ids, id, line) && account.done[*line - 1].kind == KR_RESERVE;
}

static void
write_wagon(wagons *self, const kr_record *record, uint32_t line, const char *why)
{
	char reserved[KR_NUMBER_MAX], seq[KR_NUMBER_MAX];
	kr_slice values[WAGON_MADE] = {KR_SLICE("0"), KR_SLICE(""), KR_SLICE(""), kr_slice_text(why == NULL ? "" : why)}, slots[WAGON_MADE];
	if (line > 0) {
		int64_t sum = tell_payers(self, &account.reservations[account.done[line - 1].target]);
		values[WAGON_RESERVED] = number_slice(sum, reserved);
		values[WAGON_RESERVATION] = number_slice(line, seq);
		values[WAGON_PAID_BY] = kr_slice_of(self->paid.len > 0 ? self->paid.ptr : "", self->paid.len);
		if (sum == 0)
			values[WAGON_WHY_NOT] = KR_SLICE("an earlier run reserved it, and nothing of that is held any more");
		self->reserved += sum > 0;
	}
	memcpy(values + WAGON_RANK, self->drawn + WAGON_RANK, (WAGON_MADE - WAGON_RANK) * sizeof *values);
	for (size_t i = 0; i < self->made; i++)
		slots[self->slots[i]] = values[i];
	kr_writer_record(log_told(), &self->layout, record, slots);
}

bool
wagons_reserve(wagons *self, const kr_record *record, kr_error *error)
{
	kr_slice values[KR_ACCOUNT_FIELDS] = {0};
	const char *why = fill(self, record, values);
	uint32_t line = 0;
	int added = 0;
	self->read++;
	if (!find_earlier(values[KR_ACCOUNT_ID], &line) && why == NULL) {
		added = log_add(values, error);
		if (added > 0)
			line = (uint32_t)log_seq();
		else
			why = error->message;
	}
	if (added < 0)
		return false;
	write_wagon(self, record, line, line > 0 ? NULL : why);
	if (self->id.failed || self->cents.failed || self->names.failed || self->paid.failed)
		return kr_fail(error, "out of memory");
	return log_commit(false, error);
}

void
wagons_open(wagons *self, bool is_draw)
{
	self->made = is_draw ? WAGON_MADE : WAGON_RANK;
	asked_step();
	if (asked.trains == NULL)
		kr_command_stop(&command, "needs --trains");
	open_trains(self);
	if (asked.services != NULL)
		read_services(self);
	self->asked_pots = asked_list("--pot", asked.pot);
	log_open();
	if (!find_pots(self))
		kr_command_stop(&command, "out of memory");
	kr_command_writer(&command, &common, &output, true);
	kr_writer_header(&output, &self->layout.header);
}

int
wagons_close(wagons *self, bool good, kr_error *error)
{
	if (common.verbose)
		kr_command_say(&command, "reserved for %llu of %llu wagons", (unsigned long long)self->reserved, (unsigned long long)self->read);
	log_close();
	kr_stream_close(&self->stream);
	kr_layout_free(&self->layout);
	kr_map_free(&self->services);
	free(self->offers);
	kr_arena_free(&self->arena);
	kr_buffer_free(&self->id);
	kr_buffer_free(&self->cents);
	kr_buffer_free(&self->names);
	kr_buffer_free(&self->paid);
	return good ? kr_command_finish(&command, &common, &output, NULL, self->read) : kr_command_failed(&command, &output, NULL, error);
}
