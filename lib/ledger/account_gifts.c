#include "ledger/account_gifts.h"

#include <stdlib.h>

/* More than any list of instruments or branches has. */
enum { ANY = 1 << 16 };

bool
kr_account_grow(void *things, size_t count, size_t *room, size_t size)
{
	void *old, *more;
	if (count < *room)
		return true;
	size_t wanted = *room == 0 ? 16 : *room * 2;
	memcpy(&old, things, sizeof old);
	if (wanted > SIZE_MAX / size || (more = realloc(old, wanted * size)) == NULL)
		return false;
	memcpy(things, &more, sizeof more);
	*room = wanted;
	return true;
}

static uint64_t
breadth_of(kr_slice list)
{
	size_t count = list.len == 0 ? ANY : kr_slice_count(list, '|');
	return count < ANY ? count : ANY;
}

uint64_t
kr_account_breadth(kr_slice person, kr_slice instruments, kr_slice branches)
{
	uint64_t breadth = breadth_of(instruments) * breadth_of(branches);
	return person.len > 0 ? breadth : breadth + ((uint64_t)1 << 40);
}

static bool
has(kr_slice list, kr_slice word)
{
	kr_slice rest = kr_slice_items(list), item;
	if (list.len == 0)
		return true;
	while (kr_slice_next(&rest, '|', &item))
		if (word.len > 0 && kr_slice_equal(item, word))
			return true;
	return false;
}

bool
kr_account_admits(const kr_account_gift *gift, kr_slice person, kr_slice instrument, kr_slice branch)
{
	return (gift->person.len == 0 || kr_slice_equal(gift->person, person)) && has(gift->instruments, instrument) &&
	    has(gift->branches, branch);
}

static bool
comes_before(const kr_account_gift *a, const kr_account_gift *b)
{
	if (a->until != b->until)
		return a->until < b->until;
	return a->breadth != b->breadth ? a->breadth < b->breadth : a->seq < b->seq;
}

/* Position of the first open gift that does not come before this one. */
static size_t
position_of(const kr_account *account, const kr_account_holder *holder, const kr_account_gift *gift)
{
	size_t low = 0, high = holder->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (comes_before(&account->gifts[holder->open[middle]], gift))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
kr_account_first(const kr_account *account, const kr_account_holder *holder, int32_t day)
{
	/* Narrower and older than any. */
	const kr_account_gift least = {.until = day};
	return position_of(account, holder, &least);
}

bool
kr_account_shift(kr_account *account, uint32_t number, enum kr_account_place place, int64_t cents)
{
	kr_account_gift *gift = &account->gifts[number];
	kr_account_holder *holder = &account->holders[gift->account];
	bool was_open = gift->cents[KR_AVAILABLE] > 0;
	gift->cents[place] += cents;
	bool is_open = gift->cents[KR_AVAILABLE] > 0;
	if (was_open == is_open)
		return true;
	size_t at = position_of(account, holder, gift);
	if (is_open && !kr_account_grow(&holder->open, holder->count, &holder->capacity, sizeof *holder->open))
		return false;
	size_t rest = holder->count - at;
	if (is_open) {
		memmove(holder->open + at + 1, holder->open + at, rest * sizeof *holder->open);
		holder->open[at] = number;
		holder->count++;
	} else {
		memmove(holder->open + at, holder->open + at + 1, (rest - 1) * sizeof *holder->open);
		holder->count--;
	}
	return true;
}
