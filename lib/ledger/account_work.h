/*
 * What the parts of the ledger's rules share. Inside the ledger's rules (account.h).
 */
#ifndef KR_LEDGER_ACCOUNT_WORK_H
#define KR_LEDGER_ACCOUNT_WORK_H

#include "ledger/account.h"

#define KR_ACCOUNT_PERSONAL "person:"

static inline bool
kr_account_is_personal(kr_slice name)
{
	return kr_slice_starts(name, KR_SLICE(KR_ACCOUNT_PERSONAL));
}

/* The day that a field must hold. */
bool kr_account_day(kr_slice text, enum kr_account_field field, int32_t *day, kr_error *error);

/* Adds a part to the move. */
bool kr_account_part_add(kr_account_move *move, uint32_t gift, int64_t cents, kr_error *error);

/* Copies a text into the arena. */
bool kr_account_keep(kr_account *account, kr_slice text, kr_slice *kept);

/* The account with this name, made where there is none. */
bool kr_account_holder_of(kr_account *account, kr_slice name, uint32_t *number);

/* Works out a reservation. */
bool kr_account_reserve(kr_account *account, const kr_slice *values, int64_t cents, kr_error *error);

/* Checks the lines that move nothing: terms, accredit, draw. */
bool kr_account_check_terms(const kr_slice *values, kr_error *error);
bool kr_account_check_accredit(const kr_slice *values, kr_error *error);
bool kr_account_check_draw(const kr_account *account, const kr_slice *values, kr_error *error);

/* Takes them into account. */
bool kr_account_take_terms(kr_account *account, const kr_slice *values);
bool kr_account_take_accredit(kr_account *account, const kr_slice *values);
bool kr_account_take_draw(kr_account *account, const kr_slice *values);

/*
 * What one person, or one service, holds of a pot: reserved and paid. The counter, made by kr_account_count where there is none;
 * `what` is 'p' or 's'.
 */
int64_t kr_account_used(kr_account *account, uint32_t pot, char what, kr_slice name);
bool kr_account_count(kr_account *account, uint32_t pot, char what, kr_slice name, uint32_t *counter);

/* The list of what an account has for one person alone, or NULL; and its number, made where there is none. */
const kr_account_list *kr_account_personal(kr_account *account, uint32_t number, kr_slice person);
bool kr_account_personal_number(kr_account *account, uint32_t number, kr_slice person, uint32_t *list);

#endif
