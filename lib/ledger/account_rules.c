#include <stdlib.h>

#include "base/number.h"
#include "codes/date.h"
#include "ledger/account.h"
#include "ledger/account_gifts.h"
#include "ledger/account_work.h"

#define BIT(field) (1u << KR_ACCOUNT_##field)
#define EACH (BIT(DATE) | BIT(KIND) | BIT(BY))

/* What the lines of each kind must have, and what they may have beside it. */
static const struct shape {
	unsigned needs, takes;
	enum kr_account_place from, to;
} shapes[KR_ACCOUNT_KINDS] = {
    [KR_GRANT] = {EACH | BIT(NAME) | BIT(GIVER) | BIT(CENTS), BIT(PERSON) | BIT(INSTRUMENTS) | BIT(BRANCHES) | BIT(UNTIL),
	KR_WITH_GIVER, KR_AVAILABLE},
    [KR_DEPOSIT] = {EACH | BIT(NAME) | BIT(GIVER) | BIT(CENTS), BIT(INSTRUMENTS) | BIT(BRANCHES) | BIT(UNTIL), KR_WITH_GIVER,
	KR_AVAILABLE},
    [KR_RESERVE] = {EACH | BIT(NAME) | BIT(PERSON) | BIT(SERVICE) | BIT(PROVIDER) | BIT(CENTS), BIT(INSTRUMENTS) | BIT(BRANCHES) |
	BIT(UNTIL) | BIT(REF), KR_AVAILABLE, KR_RESERVED},
    [KR_PAY] = {EACH | BIT(REF), BIT(CENTS), KR_RESERVED, KR_PAID},
    [KR_REFUND] = {EACH | BIT(REF), BIT(CENTS), KR_PAID, KR_AVAILABLE},
    [KR_RELEASE] = {EACH | BIT(REF), BIT(CENTS), KR_RESERVED, KR_AVAILABLE},
    [KR_EXPIRE] = {EACH, BIT(NAME) | BIT(REF) | BIT(CENTS), KR_AVAILABLE, KR_WITH_GIVER},
    [KR_REVERSE] = {EACH | BIT(REF) | BIT(NOTE), BIT(CENTS), KR_AVAILABLE, KR_WITH_GIVER},
    [KR_TERMS] = {EACH | BIT(NAME), BIT(PERSON_CAP) | BIT(SERVICE_CAP) | BIT(OWN_SHARE) | BIT(ACCREDITED), KR_AVAILABLE, KR_AVAILABLE},
    [KR_ACCREDIT] = {EACH | BIT(PROVIDER), BIT(SERVICE) | BIT(UNTIL), KR_AVAILABLE, KR_AVAILABLE},
    [KR_DRAW] = {EACH | BIT(NAME) | BIT(SEED) | BIT(DIGEST), 0, KR_AVAILABLE, KR_AVAILABLE},
};

static bool
check_shape(enum kr_account_kind kind, const kr_slice *values, kr_error *error)
{
	unsigned takes = shapes[kind].needs | shapes[kind].takes | BIT(ID) | BIT(NOTE) | BIT(PARTS);
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++) {
		if ((shapes[kind].needs >> i & 1) != 0 && values[i].len == 0)
			return kr_fail(error, "%s needs %s", kr_account_kind_names[kind], kr_account_field_names[i]);
		if ((takes >> i & 1) == 0 && values[i].len > 0)
			return kr_fail(error, "%s takes no %s", kr_account_kind_names[kind], kr_account_field_names[i]);
	}
	return true;
}

bool
kr_account_day(kr_slice text, enum kr_account_field field, int32_t *day, kr_error *error)
{
	kr_date date;
	if (!kr_date_parse(text, &date) || !kr_date_known(date))
		return kr_fail(error, "%s: must be a day, YYYY-MM-DD", kr_account_field_names[field]);
	*day = kr_date_days(date);
	return true;
}

bool
kr_account_part_add(kr_account_move *move, uint32_t gift, int64_t cents, kr_error *error)
{
	if (move->count == KR_ACCOUNT_PARTS_MAX)
		return kr_fail(error, "takes parts of more than %d gifts: reserve it in two lines", KR_ACCOUNT_PARTS_MAX);
	move->parts[move->count++] = (kr_account_part){gift, cents};
	move->cents += cents;
	return true;
}

static bool
is_giver(kr_slice giver)
{
	static const char *const kinds[] = {"worker", "employer", "government", "sector", "transition_payment", "other", NULL};
	kr_slice kind = kr_slice_part(giver, 0, kr_slice_find(giver, ':'));
	for (size_t i = 0; kinds[i] != NULL; i++)
		if (kr_slice_is(kind, kinds[i]))
			return true;
	return false;
}

static bool
prepare_gift(kr_account *account, const kr_slice *values, int64_t cents, kr_error *error)
{
	kr_account_move *move = &account->move;
	kr_slice name = values[KR_ACCOUNT_NAME];
	int32_t until = move->day;
	if (kr_account_is_personal(name) != (move->kind == KR_DEPOSIT) || name.len == sizeof KR_ACCOUNT_PERSONAL - 1 ||
	    kr_slice_find(name, '|') < name.len)
		return kr_fail(error, move->kind == KR_DEPOSIT ? "account: a deposit goes to one person, as person:ID"
							       : "account: a grant goes to one pot, not to a person");
	if (move->kind == KR_GRANT && kr_slice_find(name, ':') < name.len)
		return kr_fail(error, "account: the name of a pot has no : in it");
	if (!is_giver(values[KR_ACCOUNT_GIVER]))
		return kr_fail(error, "giver: must be worker, employer, government, sector, transition_payment or other, with :NAME or without");
	if (values[KR_ACCOUNT_UNTIL].len > 0 && (!kr_account_day(values[KR_ACCOUNT_UNTIL], KR_ACCOUNT_UNTIL, &until, error) ||
	    (until < move->day && !kr_fail(error, "valid_until: lies before the day of the %s", kr_account_kind_names[move->kind]))))
		return false;
	if (account->given > INT64_MAX - cents)
		return kr_fail(error, "cents: more money than a ledger can count");
	return kr_account_part_add(move, (uint32_t)account->gift_count, cents, error);
}

static bool
prepare_held(kr_account *account, kr_slice ref, int64_t cents, kr_error *error)
{
	kr_account_move *move = &account->move;
	int64_t seq, left = cents;
	if (!kr_number_parse(ref, 1, (int64_t)account->done_count, &seq) || account->done[seq - 1].kind != KR_RESERVE)
		return kr_fail(error, "ref: the log has no such reservation");
	move->reservation = account->done[seq - 1].target;
	const kr_account_reservation *made = &account->reservations[move->reservation];
	bool is_backward = move->kind == KR_REFUND;
	for (size_t i = 0; i < made->count && (cents == 0 || left > 0); i++) {
		const kr_account_held *held = &account->held[made->first + (is_backward ? made->count - 1 - i : i)];
		int64_t some = held->cents[move->from];
		int32_t until = account->gifts[held->gift].until;
		if (cents > 0 && some > left)
			some = left;
		if (some == 0 || (move->kind == KR_EXPIRE && until >= move->day))
			continue;
		if (move->to == KR_PAID && until < move->day)
			return kr_fail(error, "some of the reserved money is past its date: expire it, and reserve anew");
		if (!kr_account_part_add(move, held->gift, some, error))
			return false;
		left -= some;
	}
	if (move->kind == KR_EXPIRE)
		return true;
	return (cents == 0 || left == 0) || kr_fail(error, "%s: %lld cents more than the reservation has %s",
	    kr_account_kind_names[move->kind], (long long)left, kr_account_place_names[move->from]);
}

static bool
prepare_expire(kr_account *account, const kr_slice *values, kr_error *error)
{
	kr_account_move *move = &account->move;
	uint32_t number;
	if ((values[KR_ACCOUNT_NAME].len > 0) == (values[KR_ACCOUNT_REF].len > 0))
		return kr_fail(error, "expire needs account or ref");
	if (values[KR_ACCOUNT_REF].len > 0) {
		move->from = KR_RESERVED;
		return prepare_held(account, values[KR_ACCOUNT_REF], 0, error);
	}
	if (!kr_account_find(account, values[KR_ACCOUNT_NAME], &number))
		return kr_fail(error, "account: nothing was ever given to it");
	const kr_account_list *open = &account->holders[number].open;
	size_t count = kr_account_before(account, open, move->day);
	for (size_t i = 0; i < count && i < KR_ACCOUNT_PARTS_MAX; i++) {
		uint32_t gift = open->items[open->first + i];
		if (!kr_account_part_add(move, gift, account->gifts[gift].cents[KR_AVAILABLE], error))
			return false;
	}
	return true;
}

/* What the line took, back to where it was; only as far as it still is where the line brought it. */
static bool
prepare_reverse(kr_account *account, kr_slice ref, kr_error *error)
{
	kr_account_move *move = &account->move;
	if (!kr_number_parse(ref, 1, (int64_t)account->done_count, &move->reversed))
		return kr_fail(error, "ref: the log has no such line");
	const kr_account_done *line = &account->done[move->reversed - 1];
	if (line->is_reversed)
		return kr_fail(error, "ref: that line was reversed already");
	if (line->kind == KR_RESERVE || line->kind >= KR_EXPIRE)
		return kr_fail(error, "ref: a line of kind %s is not reversed: %s", kr_account_kind_names[line->kind],
		    line->kind == KR_RESERVE ? "release it" : "enter anew what must be");
	move->from = shapes[line->kind].to;
	move->to = shapes[line->kind].from;
	bool is_held = line->kind != KR_GRANT && line->kind != KR_DEPOSIT;
	move->reservation = is_held ? line->target : UINT32_MAX;
	for (size_t i = 0; i < line->count; i++) {
		const kr_account_part *part = &account->parts[line->first + i];
		const kr_account_gift *gift = &account->gifts[part->gift];
		int64_t there = gift->cents[move->from];
		if (is_held && move->from != KR_AVAILABLE) {
			const kr_account_reservation *made = &account->reservations[line->target];
			for (size_t j = made->first; j < made->first + made->count; j++)
				if (account->held[j].gift == part->gift)
					there = account->held[j].cents[move->from];
		}
		if (there < part->cents)
			return kr_fail(error, "ref: the money of that line has gone on and is not %s any more", kr_account_place_names[move->from]);
		if (move->to != KR_AVAILABLE && move->to != KR_WITH_GIVER && gift->until < move->day)
			return kr_fail(error, "ref: the money of that line is past its date");
		if (!kr_account_part_add(move, part->gift, part->cents, error))
			return false;
	}
	return true;
}

/* `cents` and `parts` as the line has them: "gift:cents", the gift by the number of its line. */
static bool
write_values(kr_account *account, kr_slice *values, kr_error *error)
{
	const kr_account_move *move = &account->move;
	kr_buffer *text = &account->text;
	kr_buffer_clear(text);
	kr_buffer_number(text, move->cents);
	size_t split = text->len;
	for (size_t i = 0; i < move->count; i++) {
		uint32_t gift = move->parts[i].gift;
		if (i > 0)
			kr_buffer_char(text, '|');
		kr_buffer_number(text, gift < account->gift_count ? account->gifts[gift].seq : (int64_t)account->done_count + 1);
		kr_buffer_char(text, ':');
		kr_buffer_number(text, move->parts[i].cents);
	}
	if (text->failed)
		return kr_fail(error, "out of memory");
	values[KR_ACCOUNT_CENTS] = kr_slice_part(kr_buffer_slice(text), 0, split);
	values[KR_ACCOUNT_PARTS] = kr_buffer_since(text, split);
	return true;
}

static bool
prepare_kind(kr_account *account, const kr_slice *values, int64_t cents, kr_error *error)
{
	switch (account->move.kind) {
	case KR_GRANT:
	case KR_DEPOSIT: return prepare_gift(account, values, cents, error);
	case KR_RESERVE: return kr_account_reserve(account, values, cents, error);
	case KR_EXPIRE: return prepare_expire(account, values, error);
	case KR_REVERSE: return prepare_reverse(account, values[KR_ACCOUNT_REF], error);
	case KR_TERMS: return kr_account_check_terms(values, error);
	case KR_ACCREDIT: return kr_account_check_accredit(values, error);
	case KR_DRAW: return kr_account_check_draw(account, values, error);
	default: return prepare_held(account, values[KR_ACCOUNT_REF], cents, error);
	}
}

static bool
kind_of(kr_slice name, enum kr_account_kind *kind)
{
	for (int i = 0; i < KR_ACCOUNT_KINDS; i++)
		if (kr_slice_is(name, kr_account_kind_names[i])) {
			*kind = (enum kr_account_kind)i;
			return true;
		}
	return false;
}

bool
kr_account_prepare(kr_account *account, kr_slice *values, kr_error *error)
{
	kr_account_move *move = &account->move;
	int64_t cents = 0;
	uint32_t line;
	if (!kind_of(values[KR_ACCOUNT_KIND], &move->kind))
		return kr_fail(error, "kind: must be grant, deposit, reserve, pay, refund, release, expire, reverse, terms, accredit or draw");
	move->from = shapes[move->kind].from;
	move->to = shapes[move->kind].to;
	move->reservation = UINT32_MAX;
	move->reversed = 0;
	move->count = 0;
	move->cents = 0;
	if (!check_shape(move->kind, values, error) || !kr_account_day(values[KR_ACCOUNT_DATE], KR_ACCOUNT_DATE, &move->day, error))
		return false;
	if (values[KR_ACCOUNT_ID].len > 0 && kr_map_get(&account->ids, values[KR_ACCOUNT_ID], &line))
		return kr_fail(error, "id: was done already, by line %u of the log", line);
	if (account->done_count > 0 && move->day < account->day)
		return kr_fail(error, "date: lies before the last line of the log");
	if (values[KR_ACCOUNT_CENTS].len > 0 && !kr_number_parse(values[KR_ACCOUNT_CENTS], 1, KR_ACCOUNT_CENTS_MAX, &cents))
		return kr_fail(error, "cents: must be a whole number from 1 to %lld", (long long)KR_ACCOUNT_CENTS_MAX);
	if (!prepare_kind(account, values, cents, error))
		return false;
	if (move->kind >= KR_TERMS) {
		values[KR_ACCOUNT_PARTS] = (kr_slice){0};
		return true;
	}
	if (move->count == 0)
		return kr_fail(error, move->kind == KR_EXPIRE ? "nothing is past its date" : "nothing is %s any more",
		    kr_account_place_names[move->from]);
	if (cents > 0 && move->cents != cents)
		return kr_fail(error, "cents: the line moves %lld", (long long)move->cents);
	return write_values(account, values, error);
}
