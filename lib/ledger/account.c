#include "ledger/account.h"

#include "base/array.h"
#include "base/number.h"
#include "codes/date.h"
#include "ledger/account_gifts.h"
#include "ledger/account_work.h"

const char *const kr_account_field_names[KR_ACCOUNT_FIELDS] = {
    [KR_ACCOUNT_DATE] = "date", [KR_ACCOUNT_KIND] = "kind", [KR_ACCOUNT_ID] = "id", [KR_ACCOUNT_BY] = "by", [KR_ACCOUNT_NAME] = "account",
    [KR_ACCOUNT_PERSON] = "person_id", [KR_ACCOUNT_GIVER] = "giver", [KR_ACCOUNT_INSTRUMENTS] = "instruments",
    [KR_ACCOUNT_BRANCHES] = "branches", [KR_ACCOUNT_UNTIL] = "valid_until", [KR_ACCOUNT_SERVICE] = "service_id",
    [KR_ACCOUNT_PROVIDER] = "provider", [KR_ACCOUNT_CENTS] = "cents", [KR_ACCOUNT_REF] = "ref", [KR_ACCOUNT_PERSON_CAP] = "person_cap",
    [KR_ACCOUNT_SERVICE_CAP] = "service_cap", [KR_ACCOUNT_OWN_SHARE] = "own_share", [KR_ACCOUNT_ACCREDITED] = "accredited",
    [KR_ACCOUNT_SEED] = "seed", [KR_ACCOUNT_DIGEST] = "digest", [KR_ACCOUNT_NOTE] = "note",
    [KR_ACCOUNT_PARTS] = "parts"};
const char *const kr_account_kind_names[KR_ACCOUNT_KINDS] = {
    [KR_GRANT] = "grant", [KR_DEPOSIT] = "deposit", [KR_RESERVE] = "reserve", [KR_PAY] = "pay", [KR_REFUND] = "refund",
    [KR_RELEASE] = "release", [KR_EXPIRE] = "expire", [KR_REVERSE] = "reverse", [KR_TERMS] = "terms",
    [KR_ACCREDIT] = "accredit", [KR_DRAW] = "draw"};
const char *const kr_account_place_names[KR_PLACES] = {
    [KR_WITH_GIVER] = "giver", [KR_AVAILABLE] = "available", [KR_RESERVED] = "reserved", [KR_PAID] = "paid"};

bool
kr_account_find(const kr_account *account, kr_slice name, uint32_t *number)
{
	return kr_map_get(&account->names, name, number);
}

bool
kr_account_keep(kr_account *account, kr_slice text, kr_slice *kept)
{
	*kept = text.len > 0 ? kr_arena_copy(&account->arena, text) : (kr_slice){0};
	return text.len == 0 || kept->ptr != NULL;
}

bool
kr_account_holder_of(kr_account *account, kr_slice name, uint32_t *number)
{
	if (kr_account_find(account, name, number))
		return true;
	kr_account_holder holder = {0};
	*number = (uint32_t)account->holder_count;
	if (!kr_array_room(&account->holders, account->holder_count, &account->holder_room, sizeof holder) ||
	    !kr_account_keep(account, name, &holder.name) || !kr_map_put(&account->names, holder.name, *number))
		return false;
	account->holders[account->holder_count++] = holder;
	return true;
}

static bool
add_gift(kr_account *account, const kr_slice *values)
{
	kr_account_gift gift = {.seq = (int64_t)account->done_count + 1, .personal = UINT32_MAX, .until = INT32_MAX};
	kr_date until;
	if (!kr_account_holder_of(account, values[KR_ACCOUNT_NAME], &gift.account) ||
	    !kr_array_room(&account->gifts, account->gift_count, &account->gift_room, sizeof gift) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_GIVER], &gift.giver) || !kr_account_keep(account, values[KR_ACCOUNT_PERSON], &gift.person) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_INSTRUMENTS], &gift.instruments) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_BRANCHES], &gift.branches))
		return false;
	if (gift.person.len > 0 && !kr_account_personal_number(account, gift.account, gift.person, &gift.personal))
		return false;
	if (kr_date_parse(values[KR_ACCOUNT_UNTIL], &until))
		gift.until = kr_date_days(until);
	gift.breadth = kr_account_breadth(gift.person, gift.instruments, gift.branches);
	account->gifts[account->gift_count++] = gift;
	account->given += account->move.cents;
	return kr_account_shift(account, (uint32_t)account->gift_count - 1, KR_AVAILABLE, account->move.cents);
}

/* The money of pots is counted for the caps; a person's own is not. */
static bool
add_held(kr_account *account, const kr_account_reservation *made, uint32_t gift)
{
	kr_account_held held = {.gift = gift, .uses = {UINT32_MAX, UINT32_MAX}};
	uint32_t number = account->gifts[gift].account;
	if (!kr_array_room(&account->held, account->held_count, &account->held_room, sizeof held))
		return false;
	if (!kr_account_is_personal(account->holders[number].name) &&
	    (!kr_account_count(account, number, 'p', made->person, &held.uses[0]) ||
	     !kr_account_count(account, number, 's', made->service, &held.uses[1])))
		return false;
	account->held[account->held_count++] = held;
	return true;
}

static bool
add_reservation(kr_account *account, const kr_slice *values)
{
	const kr_account_move *move = &account->move;
	kr_account_reservation made = {.seq = (int64_t)account->done_count + 1, .first = account->held_count, .count = move->count};
	if (!kr_array_room(&account->reservations, account->reservation_count, &account->reservation_room, sizeof made) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_PERSON], &made.person) || !kr_account_keep(account, values[KR_ACCOUNT_SERVICE], &made.service) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_PROVIDER], &made.provider))
		return false;
	for (size_t i = 0; i < move->count; i++)
		if (!add_held(account, &made, move->parts[i].gift))
			return false;
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
is_held(enum kr_account_place place)
{
	return place == KR_RESERVED || place == KR_PAID;
}

static void
move_held(kr_account *account, kr_account_held *held, int64_t cents)
{
	const kr_account_move *move = &account->move;
	held->cents[move->from] -= cents;
	held->cents[move->to] += cents;
	for (size_t i = 0; i < 2; i++)
		if (held->uses[i] != UINT32_MAX)
			account->uses[held->uses[i]] += cents * (is_held(move->to) - is_held(move->from));
}

static bool
move_parts(kr_account *account)
{
	const kr_account_move *move = &account->move;
	for (size_t i = 0; i < move->count; i++) {
		const kr_account_part *part = &move->parts[i];
		kr_account_held *held = move->reservation == UINT32_MAX ? NULL : held_of(account, move->reservation, part->gift);
		if (held != NULL)
			move_held(account, held, part->cents);
		if (!kr_account_shift(account, part->gift, move->from, -part->cents) ||
		    !kr_account_shift(account, part->gift, move->to, part->cents))
			return false;
	}
	return true;
}

static uint32_t
target_of(const kr_account *account)
{
	switch (account->move.kind) {
	case KR_GRANT:
	case KR_DEPOSIT: return (uint32_t)account->gift_count - 1;
	case KR_DRAW: return (uint32_t)account->draw_count - 1;
	default: return account->move.reservation;
	}
}

static bool
remember(kr_account *account, kr_slice id)
{
	kr_slice kept;
	if (id.len > 0 && (!kr_account_keep(account, id, &kept) || !kr_map_put(&account->ids, kept, (uint32_t)account->done_count + 1)))
		return false;
	const kr_account_move *move = &account->move;
	kr_account_done line = {.kind = move->kind, .target = target_of(account), .first = account->part_count,
	    .count = move->count};
	for (size_t i = 0; i < move->count; i++) {
		if (!kr_array_room(&account->parts, account->part_count, &account->part_room, sizeof *account->parts))
			return false;
		account->parts[account->part_count++] = move->parts[i];
	}
	if (!kr_array_room(&account->done, account->done_count, &account->done_room, sizeof line))
		return false;
	account->done[account->done_count++] = line;
	return true;
}

static bool
take_reservation(kr_account *account, const kr_slice *values)
{
	kr_account_move *move = &account->move;
	if (!add_reservation(account, values))
		return false;
	move->reservation = (uint32_t)account->reservation_count - 1;
	if (move->draw != UINT32_MAX)
		memcpy(account->draws[move->draw].last, move->lot, KR_LOT);
	return move_parts(account);
}

static bool
take_kind(kr_account *account, const kr_slice *values)
{
	switch (account->move.kind) {
	case KR_GRANT:
	case KR_DEPOSIT: return add_gift(account, values);
	case KR_RESERVE: return take_reservation(account, values);
	case KR_TERMS: return kr_account_take_terms(account, values);
	case KR_ACCREDIT: return kr_account_take_accredit(account, values);
	case KR_DRAW: return kr_account_take_draw(account, values);
	default: return move_parts(account);
	}
}

bool
kr_account_take(kr_account *account, const kr_slice *values, kr_error *error)
{
	const kr_account_move *move = &account->move;
	account->day = move->day;
	bool good = take_kind(account, values);
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

static void
free_holder(kr_account_holder *holder)
{
	free(holder->open.items);
	free(holder->anyone.items);
}

void
kr_account_free(kr_account *account)
{
	for (size_t i = 0; i < account->holder_count; i++)
		free_holder(&account->holders[i]);
	for (size_t i = 0; i < account->list_count; i++)
		free(account->lists[i].items);
	kr_map_free(&account->names);
	kr_map_free(&account->ids);
	kr_map_free(&account->accredited);
	kr_map_free(&account->use_names);
	kr_map_free(&account->list_names);
	free(account->lists);
	free(account->draws);
	free(account->uses);
	kr_buffer_free(&account->key);
	kr_buffer_free(&account->why);
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
