#include "ledger/account_gifts.h"

#include <stdlib.h>

/* More than any list of instruments or branches has. */
enum { ANY = 1 << 16 };

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
kr_account_admits(const kr_account_gift *gift, kr_slice instrument, kr_slice branch)
{
	return has(gift->instruments, instrument) && has(gift->branches, branch);
}

static bool
comes_before(const kr_account_gift *a, const kr_account_gift *b)
{
	if (a->until != b->until)
		return a->until < b->until;
	return a->breadth != b->breadth ? a->breadth < b->breadth : a->seq < b->seq;
}

bool
kr_account_comes_before(const kr_account *account, uint32_t a, uint32_t b)
{
	return comes_before(&account->gifts[a], &account->gifts[b]);
}

/* How many gifts of a list come before this one. */
static size_t
position_of(const kr_account *account, const kr_account_list *list, const kr_account_gift *gift)
{
	size_t low = 0, high = list->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (comes_before(&account->gifts[list->items[list->first + middle]], gift))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
kr_account_before(const kr_account *account, const kr_account_list *list, int32_t day)
{
	/* Narrower and older than any. */
	const kr_account_gift least = {.until = day};
	return position_of(account, list, &least);
}

/* The smaller side makes room: what expires first is spent first, so most gifts leave near the front. */
static void
list_remove(kr_account_list *list, size_t at)
{
	uint32_t *items = list->items + list->first;
	if (at < list->count / 2) {
		memmove(items + 1, items, at * sizeof *items);
		list->first++;
	} else {
		memmove(items + at, items + at + 1, (list->count - at - 1) * sizeof *items);
	}
	list->count--;
}

/* Not as base/array.h: a million people have an account each, with few gifts. */
static bool
list_room(kr_account_list *list)
{
	if (list->first + list->count < list->capacity)
		return true;
	size_t more = list->capacity == 0 ? 2 : 2 * list->capacity;
	uint32_t *items = more > SIZE_MAX / sizeof *items ? NULL : realloc(list->items, more * sizeof *items);
	if (items == NULL)
		return false;
	list->items = items;
	list->capacity = more;
	return true;
}

static bool
list_insert(kr_account_list *list, size_t at, uint32_t gift)
{
	if (list->first > 0 && at < list->count / 2) {
		uint32_t *items = list->items + --list->first;
		memmove(items, items + 1, at * sizeof *items);
		items[at] = gift;
		list->count++;
		return true;
	}
	if (!list_room(list))
		return false;
	uint32_t *items = list->items + list->first;
	memmove(items + at + 1, items + at, (list->count - at) * sizeof *items);
	items[at] = gift;
	list->count++;
	return true;
}

static bool
list_set(const kr_account *account, kr_account_list *list, uint32_t gift, bool is_open)
{
	size_t at = position_of(account, list, &account->gifts[gift]);
	if (is_open)
		return list_insert(list, at, gift);
	list_remove(list, at);
	return true;
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
	return list_set(account, &holder->open, number, is_open) &&
	    list_set(account, gift->personal == UINT32_MAX ? &holder->anyone : &account->lists[gift->personal], number, is_open);
}
