#include "ledger/account.h"

#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "ledger/account_gifts.h"

const char *const kr_account_field_names[KR_ACCOUNT_FIELDS] = {
    [KR_ACCOUNT_DATE] = "date", [KR_ACCOUNT_KIND] = "kind", [KR_ACCOUNT_ID] = "id", [KR_ACCOUNT_BY] = "by", [KR_ACCOUNT_NAME] = "account",
    [KR_ACCOUNT_PERSON] = "person_id", [KR_ACCOUNT_GIVER] = "giver", [KR_ACCOUNT_INSTRUMENTS] = "instruments",
    [KR_ACCOUNT_BRANCHES] = "branches", [KR_ACCOUNT_UNTIL] = "valid_until", [KR_ACCOUNT_SERVICE] = "service_id",
    [KR_ACCOUNT_PROVIDER] = "provider", [KR_ACCOUNT_CENTS] = "cents", [KR_ACCOUNT_REF] = "ref", [KR_ACCOUNT_NOTE] = "note",
    [KR_ACCOUNT_PARTS] = "parts"};
const char *const kr_account_kind_names[KR_ACCOUNT_KINDS] = {
    [KR_GRANT] = "grant", [KR_DEPOSIT] = "deposit", [KR_RESERVE] = "reserve", [KR_PAY] = "pay", [KR_REFUND] = "refund",
    [KR_RELEASE] = "release", [KR_EXPIRE] = "expire", [KR_REVERSE] = "reverse"};
const char *const kr_account_place_names[KR_PLACES] = {
    [KR_WITH_GIVER] = "giver", [KR_AVAILABLE] = "available", [KR_RESERVED] = "reserved", [KR_PAID] = "paid"};

bool
kr_account_find(const kr_account *account, kr_slice name, uint32_t *number)
{
	return kr_map_get(&account->names, name, number);
}

static bool
keep(kr_account *account, kr_slice text, kr_slice *kept)
{
	*kept = text.len > 0 ? kr_arena_copy(&account->arena, text) : (kr_slice){0};
	return text.len == 0 || kept->ptr != NULL;
}

static bool
holder_of(kr_account *account, kr_slice name, uint32_t *number)
{
	if (kr_account_find(account, name, number))
		return true;
	kr_account_holder holder = {0};
	*number = (uint32_t)account->holder_count;
	if (!kr_account_grow(&account->holders, account->holder_count, &account->holder_room, sizeof holder) ||
	    !keep(account, name, &holder.name) || !kr_map_put(&account->names, holder.name, *number))
		return false;
	account->holders[account->holder_count++] = holder;
	return true;
}

static bool
add_gift(kr_account *account, const kr_slice *values)
{
	kr_account_gift gift = {.seq = (int64_t)account->done_count + 1, .until = INT32_MAX};
	kr_date until;
	if (!holder_of(account, values[KR_ACCOUNT_NAME], &gift.account) ||
	    !kr_account_grow(&account->gifts, account->gift_count, &account->gift_room, sizeof gift) ||
	    !keep(account, values[KR_ACCOUNT_GIVER], &gift.giver) || !keep(account, values[KR_ACCOUNT_PERSON], &gift.person) ||
	    !keep(account, values[KR_ACCOUNT_INSTRUMENTS], &gift.instruments) ||
	    !keep(account, values[KR_ACCOUNT_BRANCHES], &gift.branches))
		return false;
	if (kr_date_parse(values[KR_ACCOUNT_UNTIL], &until))
		gift.until = kr_date_days(until);
	gift.breadth = kr_account_breadth(gift.person, gift.instruments, gift.branches);
	account->gifts[account->gift_count++] = gift;
	account->given += account->move.cents;
	return kr_account_shift(account, (uint32_t)account->gift_count - 1, KR_AVAILABLE, account->move.cents);
}

static bool
add_reservation(kr_account *account, const kr_slice *values)
{
	const kr_account_move *move = &account->move;
	kr_account_reservation made = {.seq = (int64_t)account->done_count + 1, .first = account->held_count, .count = move->count};
	if (!kr_account_grow(&account->reservations, account->reservation_count, &account->reservation_room, sizeof made) ||
	    !keep(account, values[KR_ACCOUNT_PERSON], &made.person) || !keep(account, values[KR_ACCOUNT_SERVICE], &made.service) ||
	    !keep(account, values[KR_ACCOUNT_PROVIDER], &made.provider))
		return false;
	for (size_t i = 0; i < move->count; i++) {
		if (!kr_account_grow(&account->held, account->held_count, &account->held_room, sizeof *account->held))
			return false;
		account->held[account->held_count++] = (kr_account_held){.gift = move->parts[i].gift};
	}
	account->reservations[account->reservation_count++] = made;
	return true;
}

/* What a reservation holds of a gift. */
static kr_account_held *
held_of(kr_account *account, uint32_t reservation, uint32_t gift)
{
	const kr_account_reservation *made = &account->reservations[reservation];
	for (size_t i = made->first; i < made->first + made->count; i++)
		if (account->held[i].gift == gift)
			return &account->held[i];
	return NULL;
}

static bool
move_parts(kr_account *account)
{
	const kr_account_move *move = &account->move;
	for (size_t i = 0; i < move->count; i++) {
		const kr_account_part *part = &move->parts[i];
		kr_account_held *held = move->reservation == UINT32_MAX ? NULL : held_of(account, move->reservation, part->gift);
		if (held != NULL) {
			held->cents[move->from] -= part->cents;
			held->cents[move->to] += part->cents;
		}
		if (!kr_account_shift(account, part->gift, move->from, -part->cents) ||
		    !kr_account_shift(account, part->gift, move->to, part->cents))
			return false;
	}
	return true;
}

static bool
remember(kr_account *account, kr_slice id)
{
	kr_slice kept;
	if (id.len > 0 && (!keep(account, id, &kept) || !kr_map_put(&account->ids, kept, (uint32_t)account->done_count + 1)))
		return false;
	const kr_account_move *move = &account->move;
	bool is_gift = move->kind == KR_GRANT || move->kind == KR_DEPOSIT;
	kr_account_done line = {.kind = move->kind, .target = is_gift ? (uint32_t)account->gift_count - 1 : move->reservation,
	    .first = account->part_count, .count = move->count};
	for (size_t i = 0; i < move->count; i++) {
		if (!kr_account_grow(&account->parts, account->part_count, &account->part_room, sizeof *account->parts))
			return false;
		account->parts[account->part_count++] = move->parts[i];
	}
	if (!kr_account_grow(&account->done, account->done_count, &account->done_room, sizeof line))
		return false;
	account->done[account->done_count++] = line;
	return true;
}

bool
kr_account_take(kr_account *account, const kr_slice *values, kr_error *error)
{
	kr_account_move *move = &account->move;
	bool good = true;
	account->day = move->day;
	if (move->kind == KR_GRANT || move->kind == KR_DEPOSIT) {
		good = add_gift(account, values);
	} else {
		if (move->kind == KR_RESERVE) {
			good = add_reservation(account, values);
			move->reservation = (uint32_t)account->reservation_count - 1;
		}
		good = good && move_parts(account);
	}
	if (good && move->reversed > 0)
		account->done[move->reversed - 1].is_reversed = true;
	return (good && remember(account, values[KR_ACCOUNT_ID])) || kr_fail(error, "out of memory");
}

bool
kr_account_note(kr_account *account, const kr_slice *values, kr_error *error)
{
	kr_slice made[KR_ACCOUNT_FIELDS];
	memcpy(made, values, sizeof made);
	if (!kr_account_prepare(account, made, error))
		return false;
	if (!kr_slice_equal(made[KR_ACCOUNT_PARTS], values[KR_ACCOUNT_PARTS]) ||
	    !kr_slice_equal(made[KR_ACCOUNT_CENTS], values[KR_ACCOUNT_CENTS]))
		return kr_fail(error, "the parts are not those that the spending order gives");
	return kr_account_take(account, values, error);
}

void
kr_account_free(kr_account *account)
{
	for (size_t i = 0; i < account->holder_count; i++)
		free(account->holders[i].open);
	kr_map_free(&account->names);
	kr_map_free(&account->ids);
	free(account->holders);
	free(account->gifts);
	free(account->reservations);
	free(account->held);
	free(account->done);
	free(account->parts);
	kr_buffer_free(&account->text);
	kr_arena_free(&account->arena);
	*account = (kr_account){0};
}
