/*
 * The gifts of an account in spending order. Inside the ledger's rules (account.h).
 */
#ifndef KR_LEDGER_ACCOUNT_GIFTS_H
#define KR_LEDGER_ACCOUNT_GIFTS_H

#include "ledger/account.h"

/* How much an earmark lets through: 0 is the narrowest. */
uint64_t kr_account_breadth(kr_slice person, kr_slice instruments, kr_slice branches);

/* True when the earmark of a gift lets money go to this instrument and branch. Empty: not known, let through by "any" alone. */
bool kr_account_admits(const kr_account_gift *gift, kr_slice instrument, kr_slice branch);

/* How many gifts of a list have their last day before `day`. */
size_t kr_account_before(const kr_account *account, const kr_account_list *list, int32_t day);

/* True when gift `a` is spent before gift `b` of the same account. */
bool kr_account_comes_before(const kr_account *account, uint32_t a, uint32_t b);

/* Adds cents to a place of a gift, and puts it among the open ones or takes it out. False when memory is short. */
bool kr_account_shift(kr_account *account, uint32_t gift, enum kr_account_place place, int64_t cents);

#endif
