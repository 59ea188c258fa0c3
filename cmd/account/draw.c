/*
 * kr-account draw: who comes first is told by a published seed. All requests are read before the first is served.
 */
#include "account/wagons.h"
#include "base/array.h"
#include "verbs.h"

/* A request that was read, and the lot of its person. */
typedef struct ticket {
	unsigned char lot[KR_LOT];
	kr_slice person;
	kr_record record;
} ticket;

typedef struct drawing {
	wagons wagons;
	kr_slice seed;
	ticket *tickets;
	size_t count, room;
} drawing;

/* The order of the file among the requests of one person. */
static int
compare_lots(const void *a, const void *b)
{
	const ticket *x = a, *y = b;
	int order = memcmp(x->lot, y->lot, KR_LOT);
	return order != 0 ? order : x->record.line < y->record.line ? -1 : 1;
}

static int
compare_persons(const void *a, const void *b)
{
	return kr_slice_compare(((const ticket *)a)->person, ((const ticket *)b)->person);
}

/* Keeps a record that the reader is about to forget. */
static bool
add_ticket(drawing *self, const kr_record *record)
{
	if (!kr_array_room(&self->tickets, self->count, &self->room, sizeof *self->tickets))
		return false;
	ticket *one = &self->tickets[self->count];
	kr_slice line = kr_arena_copy(&self->wagons.arena, kr_record_line(record));
	uint32_t *ends = kr_arena_array(&self->wagons.arena, record->count, sizeof *ends);
	if (line.ptr == NULL || ends == NULL)
		return false;
	for (uint32_t i = 0; i < record->count; i++)
		ends[i] = record->ends[i] - record->start;
	one->record = *record;
	one->record.base = line.ptr;
	one->record.start = 0;
	one->record.ends = ends;
	one->person = kr_record_field(&one->record, self->wagons.at[WAGON_PERSON]);
	kr_draw_lot(self->seed, one->person, one->lot);
	self->count++;
	return true;
}

/* Who takes part: what LC_ALL=C sort -u | sha256sum makes of the person_ids, one a line. */
static void
digest_of(drawing *self, char digest[2 * KR_LOT + 1])
{
	kr_buffer list = {0};
	unsigned char bytes[KR_LOT];
	if (self->count > 1)
		qsort(self->tickets, self->count, sizeof *self->tickets, compare_persons);
	for (size_t i = 0; i < self->count; i++) {
		if (i > 0 && kr_slice_equal(self->tickets[i].person, self->tickets[i - 1].person))
			continue;
		kr_buffer_slice_add(&list, self->tickets[i].person);
		kr_buffer_char(&list, '\n');
	}
	if (list.failed)
		kr_command_stop(&command, "out of memory");
	kr_draw_digest(kr_buffer_slice(&list), bytes);
	kr_draw_hex(bytes, digest);
	kr_buffer_free(&list);
}

/* The line of the draw: a new one, or that of a run of the same draw which was broken off. Its number. */
static int64_t
begin_draw(drawing *self, kr_error *error)
{
	char digest[2 * KR_LOT + 1];
	kr_slice values[KR_ACCOUNT_FIELDS];
	kr_buffer id = {0};
	uint32_t line;
	digest_of(self, digest);
	asked_values(values, KR_DRAW);
	values[KR_ACCOUNT_NAME] = self->wagons.asked_pots;
	values[KR_ACCOUNT_SEED] = self->seed;
	values[KR_ACCOUNT_DIGEST] = kr_slice_text(digest);
	if (values[KR_ACCOUNT_NOTE].len == 0)
		values[KR_ACCOUNT_NOTE] = KR_SLICE("lot: " KR_DRAW_METHOD " of person_id, seed as key; the lowest is first");
	kr_buffer_format(&id, "draw:%.*s:%.*s:%s", (int)self->wagons.asked_pots.len, self->wagons.asked_pots.ptr, (int)self->seed.len,
	    self->seed.ptr, digest);
	values[KR_ACCOUNT_ID] = kr_buffer_slice(&id);
	if (id.failed)
		kr_command_stop(&command, "out of memory");
	int64_t seq = kr_map_get(&account.ids, values[KR_ACCOUNT_ID], &line) ? line : log_add(values, error) > 0 ? log_seq() : 0;
	kr_buffer_free(&id);
	return seq;
}

static bool
serve(drawing *self, kr_error *error)
{
	char rank[KR_NUMBER_MAX], lot[2 * KR_LOT + 1];
	int64_t number = 0;
	self->wagons.drawn[WAGON_SEED] = self->seed;
	self->wagons.drawn[WAGON_METHOD] = KR_SLICE(KR_DRAW_METHOD);
	if (self->count > 1)
		qsort(self->tickets, self->count, sizeof *self->tickets, compare_lots);
	for (size_t i = 0; i < self->count && !output.output.failed; i++) {
		const ticket *one = &self->tickets[i];
		number += i == 0 || memcmp(one->lot, one[-1].lot, KR_LOT) != 0;
		kr_draw_hex(one->lot, lot);
		self->wagons.drawn[WAGON_RANK] = number_slice(number, rank);
		self->wagons.drawn[WAGON_LOT] = kr_slice_text(lot);
		if (!wagons_reserve(&self->wagons, &one->record, error))
			return false;
	}
	return log_commit(true, error);
}

int
account_draw(void)
{
	static drawing self;
	char digits[KR_NUMBER_MAX];
	kr_buffer seed = {0};
	kr_record record;
	kr_error error;
	int more = -1;
	if (asked.seed == NULL || asked.pot == NULL)
		kr_command_stop(&command, "draw needs --seed and --pot");
	kr_command_argument(&command, "--seed", asked.seed, 1024, &seed);
	self.seed = kr_buffer_slice(&seed);
	wagons_open(&self.wagons, true);
	while ((more = kr_stream_next(&self.wagons.stream, &record, &error)) > 0)
		if (!add_ticket(&self, &record)) {
			more = kr_fail(&error, "out of memory") ? 0 : -1;
			break;
		}
	int64_t seq = more < 0 ? 0 : begin_draw(&self, &error);
	if (seq > 0)
		self.wagons.ref = number_slice(seq, digits);
	int status = wagons_close(&self.wagons, seq > 0 && serve(&self, &error), &error);
	free(self.tickets);
	kr_buffer_free(&seed);
	return status;
}
