#include "base/array.h"
#include "base/number.h"
#include "codes/date.h"
#include "ledger/account_gifts.h"
#include "ledger/account_work.h"

/* Of an account to a reservation: `most` cents, and why no more. */
typedef struct limit {
	int64_t most;
	const char *why;
} limit;

static void
lower(limit *bound, int64_t most, const char *why)
{
	if (most < bound->most)
		*bound = (limit){most < 0 ? 0 : most, why};
}

/* What was said of the service goes before what was said of the provider. */
static bool
is_accredited(kr_account *account, const kr_slice *values, int32_t day)
{
	int32_t until;
	return (kr_account_accredited(account, values[KR_ACCOUNT_PROVIDER], values[KR_ACCOUNT_SERVICE], &until) ||
	    kr_account_accredited(account, values[KR_ACCOUNT_PROVIDER], (kr_slice){0}, &until)) && until >= day;
}

/* What the terms of an account let go to a reservation of `cents` until `until`. */
static limit
bound_of(kr_account *account, uint32_t number, const kr_slice *values, int64_t cents, int32_t until)
{
	const kr_account_terms *terms = &account->holders[number].terms;
	limit bound = {cents, NULL};
	if (terms->own_share > 0)
		lower(&bound, cents - (cents * terms->own_share + 99) / 100, "its own share");
	if (terms->person_cap > 0)
		lower(&bound, terms->person_cap - kr_account_used(account, number, 'p', values[KR_ACCOUNT_PERSON]), "its cap of a person");
	if (terms->service_cap > 0)
		lower(&bound, terms->service_cap - kr_account_used(account, number, 's', values[KR_ACCOUNT_SERVICE]), "its cap of a service");
	if (terms->is_accredited && !is_accredited(account, values, until))
		lower(&bound, 0, "the service is not accredited");
	return bound;
}

/* The next gift in spending order of what is for anyone (list 0) and what is for the person alone (list 1). False at the end. */
static bool
next_gift(const kr_account *account, const kr_account_list *const lists[2], size_t at[2], uint32_t *gift)
{
	uint32_t heads[2];
	size_t from = 2;
	for (size_t i = 0; i < 2; i++) {
		if (lists[i] == NULL || at[i] == lists[i]->count)
			continue;
		heads[i] = lists[i]->items[lists[i]->first + at[i]];
		if (from == 2 || kr_account_comes_before(account, heads[i], heads[from]))
			from = i;
	}
	if (from == 2)
		return false;
	*gift = heads[from];
	at[from]++;
	return true;
}

/* What one account can give to a reservation, in spending order. */
static bool
take_from(kr_account *account, uint32_t number, const kr_slice *values, int32_t until, int64_t most, int64_t *taken, kr_error *error)
{
	const kr_account_list *lists[2] = {&account->holders[number].anyone, kr_account_personal(account, number, values[KR_ACCOUNT_PERSON])};
	size_t at[2] = {0, 0};
	uint32_t item;
	for (size_t i = 0; i < 2; i++)
		if (lists[i] != NULL)
			at[i] = kr_account_before(account, lists[i], until);
	*taken = 0;
	while (*taken < most && next_gift(account, lists, at, &item)) {
		const kr_account_gift *gift = &account->gifts[item];
		int64_t some = gift->cents[KR_AVAILABLE] < most - *taken ? gift->cents[KR_AVAILABLE] : most - *taken;
		if (!kr_account_admits(gift, values[KR_ACCOUNT_INSTRUMENTS], values[KR_ACCOUNT_BRANCHES]))
			continue;
		if (!kr_account_part_add(&account->move, item, some, error))
			return false;
		*taken += some;
	}
	return true;
}

/* True when the accounts are the pots of a draw, with or without the person's own. */
static bool
are_pots_of(const kr_account_draw *draw, kr_slice accounts)
{
	kr_slice pots = kr_slice_items(draw->name), pot, name;
	while (kr_slice_next(&accounts, '|', &name))
		if (!kr_account_is_personal(name) && !(kr_slice_next(&pots, '|', &pot) && kr_slice_equal(pot, name)))
			return false;
	return !kr_slice_next(&pots, '|', &pot);
}

/* Takes the place of the last lot of a draw only when the line is taken. */
static bool
check_turn(kr_account *account, const kr_slice *values, kr_error *error)
{
	kr_account_move *move = &account->move;
	int64_t seq;
	move->draw = UINT32_MAX;
	if (values[KR_ACCOUNT_REF].len == 0)
		return true;
	if (!kr_number_parse(values[KR_ACCOUNT_REF], 1, (int64_t)account->done_count, &seq) || account->done[seq - 1].kind != KR_DRAW)
		return kr_fail(error, "ref: the log has no such draw");
	move->draw = account->done[seq - 1].target;
	const kr_account_draw *draw = &account->draws[move->draw];
	kr_draw_lot(draw->seed, values[KR_ACCOUNT_PERSON], move->lot);
	if (memcmp(move->lot, draw->last, KR_LOT) < 0)
		return kr_fail(error, "ref: somebody whose lot comes later was served in this draw");
	return are_pots_of(draw, values[KR_ACCOUNT_NAME]) || kr_fail(error, "account: has other pots than the draw");
}

static bool
check_account(const kr_slice *values, kr_slice name, kr_slice rest, kr_error *error)
{
	if (kr_account_is_personal(name) &&
	    !kr_slice_equal(kr_slice_part(name, sizeof KR_ACCOUNT_PERSONAL - 1, name.len), values[KR_ACCOUNT_PERSON]))
		return kr_fail(error, "account: a person's account pays for that person alone");
	for (kr_slice other; kr_slice_next(&rest, '|', &other);)
		if (kr_slice_equal(other, name))
			return kr_fail(error, "account: one stands there twice");
	return true;
}

/* Why an account gave no more; never with the id of a person. */
static void
tell(kr_account *account, kr_slice name, limit bound, int64_t taken)
{
	kr_buffer *why = &account->why;
	kr_buffer_text(why, why->len == 0 ? "" : "; ");
	kr_buffer_slice_add(why, kr_account_is_personal(name) ? KR_SLICE("own account") : name);
	if (bound.why != NULL && taken == bound.most)
		kr_buffer_format(why, ": %lld and no more, %s", (long long)taken, bound.why);
	else
		kr_buffer_format(why, ": %lld", (long long)taken);
}

static bool
ask_account(kr_account *account, kr_slice name, const kr_slice *values, int32_t until, int64_t cents, int64_t *left, kr_error *error)
{
	uint32_t number;
	int64_t taken = 0;
	limit bound = {0, NULL};
	if (kr_account_find(account, name, &number)) {
		bound = bound_of(account, number, values, cents, until);
		if (!take_from(account, number, values, until, bound.most < *left ? bound.most : *left, &taken, error))
			return false;
	} else if (!kr_account_is_personal(name)) {
		return kr_fail(error, "account: nothing was ever granted to this pot");
	}
	*left -= taken;
	if (*left > 0)
		tell(account, name, bound, taken);
	return true;
}

bool
kr_account_reserve(kr_account *account, const kr_slice *values, int64_t cents, kr_error *error)
{
	kr_slice rest = kr_slice_items(values[KR_ACCOUNT_NAME]), name;
	int32_t until = account->move.day;
	int64_t left = cents;
	if (values[KR_ACCOUNT_UNTIL].len > 0 && (!kr_account_day(values[KR_ACCOUNT_UNTIL], KR_ACCOUNT_UNTIL, &until, error) ||
	    (until < account->move.day && !kr_fail(error, "valid_until: lies before the day of the reservation"))))
		return false;
	for (size_t i = KR_ACCOUNT_INSTRUMENTS; i <= KR_ACCOUNT_BRANCHES; i++)
		if (kr_slice_find(values[i], '|') < values[i].len)
			return kr_fail(error, "%s: a reservation is for one", kr_account_field_names[i]);
	if (!check_turn(account, values, error))
		return false;
	kr_buffer_clear(&account->why);
	while (kr_slice_next(&rest, '|', &name))
		if (!check_account(values, name, rest, error) || !ask_account(account, name, values, until, cents, &left, error))
			return false;
	if (account->why.failed || account->key.failed)
		return kr_fail(error, "out of memory");
	return left == 0 || kr_fail(error, "short of %lld cents that may be spent on this until then (%.*s)", (long long)left,
	    (int)account->why.len, account->why.ptr);
}

bool
kr_account_check_draw(const kr_account *account, const kr_slice *values, kr_error *error)
{
	kr_slice rest = kr_slice_items(values[KR_ACCOUNT_NAME]), name, digest = values[KR_ACCOUNT_DIGEST];
	uint32_t number;
	while (kr_slice_next(&rest, '|', &name))
		if (kr_account_is_personal(name) || !kr_account_find(account, name, &number))
			return kr_fail(error, "account: a draw is on pots that something was granted to");
	if (kr_slice_find(values[KR_ACCOUNT_SEED], '\\') < values[KR_ACCOUNT_SEED].len)
		return kr_fail(error, "seed: may hold no backslash, tab or line feed: everybody must be able to type it");
	for (size_t i = 0; i < digest.len; i++)
		if (strchr("0123456789abcdef", digest.ptr[i]) == NULL)
			return kr_fail(error, "digest: must be 64 hexadecimal digits");
	return digest.len == 2 * KR_LOT || kr_fail(error, "digest: must be 64 hexadecimal digits");
}

bool
kr_account_take_draw(kr_account *account, const kr_slice *values)
{
	kr_account_draw draw = {0};
	if (!kr_array_room(&account->draws, account->draw_count, &account->draw_room, sizeof draw) ||
	    !kr_account_keep(account, values[KR_ACCOUNT_SEED], &draw.seed) || !kr_account_keep(account, values[KR_ACCOUNT_NAME], &draw.name))
		return false;
	account->draws[account->draw_count++] = draw;
	return true;
}
