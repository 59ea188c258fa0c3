#include "base/array.h"
#include "base/number.h"
#include "codes/date.h"
#include "ledger/account_gifts.h"
#include "ledger/account_work.h"

static bool
read_cap(kr_slice text, enum kr_account_field field, int64_t max, int64_t *number, kr_error *error)
{
	*number = 0;
	return text.len == 0 || kr_number_parse(text, 0, max, number) ||
	    kr_fail(error, "%s: must be a whole number from 0 to %lld", kr_account_field_names[field], (long long)max);
}

static bool
read_terms(const kr_slice *values, kr_account_terms *terms, kr_error *error)
{
	kr_slice accredited = values[KR_ACCOUNT_ACCREDITED];
	terms->is_accredited = kr_slice_is(accredited, "yes");
	if (accredited.len > 0 && !terms->is_accredited && !kr_slice_is(accredited, "no"))
		return kr_fail(error, "accredited: must be yes or no");
	return read_cap(values[KR_ACCOUNT_PERSON_CAP], KR_ACCOUNT_PERSON_CAP, KR_ACCOUNT_CENTS_MAX, &terms->person_cap, error) &&
	    read_cap(values[KR_ACCOUNT_SERVICE_CAP], KR_ACCOUNT_SERVICE_CAP, KR_ACCOUNT_CENTS_MAX, &terms->service_cap, error) &&
	    read_cap(values[KR_ACCOUNT_OWN_SHARE], KR_ACCOUNT_OWN_SHARE, 100, &terms->own_share, error);
}

bool
kr_account_check_terms(const kr_slice *values, kr_error *error)
{
	kr_account_terms terms;
	if (kr_account_is_personal(values[KR_ACCOUNT_NAME]) || kr_slice_find(values[KR_ACCOUNT_NAME], '|') < values[KR_ACCOUNT_NAME].len)
		return kr_fail(error, "account: terms are those of one pot");
	return read_terms(values, &terms, error);
}

bool
kr_account_take_terms(kr_account *account, const kr_slice *values)
{
	kr_error error;
	uint32_t number;
	return kr_account_holder_of(account, values[KR_ACCOUNT_NAME], &number) &&
	    read_terms(values, &account->holders[number].terms, &error);
}

bool
kr_account_check_accredit(const kr_slice *values, kr_error *error)
{
	int32_t day;
	return values[KR_ACCOUNT_UNTIL].len == 0 || kr_account_day(values[KR_ACCOUNT_UNTIL], KR_ACCOUNT_UNTIL, &day, error);
}

/* "provider" or "provider, tab, service": no value holds a tab. */
static kr_slice
accreditation(kr_slice provider, kr_slice service, kr_buffer *key)
{
	kr_buffer_clear(key);
	kr_buffer_slice_add(key, provider);
	if (service.len > 0) {
		kr_buffer_char(key, '\t');
		kr_buffer_slice_add(key, service);
	}
	return kr_buffer_slice(key);
}

bool
kr_account_take_accredit(kr_account *account, const kr_slice *values)
{
	kr_date until;
	kr_slice key = accreditation(values[KR_ACCOUNT_PROVIDER], values[KR_ACCOUNT_SERVICE], &account->key);
	uint32_t old, day = INT32_MAX;
	if (account->key.failed || (!kr_map_get(&account->accredited, key, &old) && !kr_account_keep(account, key, &key)))
		return false;
	if (kr_date_parse(values[KR_ACCOUNT_UNTIL], &until))
		day = (uint32_t)kr_date_days(until);
	return kr_map_put(&account->accredited, key, day);
}

bool
kr_account_accredited(kr_account *account, kr_slice provider, kr_slice service, int32_t *until)
{
	uint32_t day;
	if (!kr_map_get(&account->accredited, accreditation(provider, service, &account->key), &day))
		return false;
	*until = (int32_t)day;
	return true;
}

static kr_slice
use(uint32_t pot, char what, kr_slice name, kr_buffer *key)
{
	kr_buffer_clear(key);
	kr_buffer_number(key, pot);
	kr_buffer_char(key, what);
	kr_buffer_slice_add(key, name);
	return kr_buffer_slice(key);
}

int64_t
kr_account_used(kr_account *account, uint32_t pot, char what, kr_slice name)
{
	uint32_t counter;
	return kr_map_get(&account->use_names, use(pot, what, name, &account->key), &counter) ? account->uses[counter] : 0;
}

bool
kr_account_count(kr_account *account, uint32_t pot, char what, kr_slice name, uint32_t *counter)
{
	kr_slice key = use(pot, what, name, &account->key);
	if (kr_map_get(&account->use_names, key, counter))
		return true;
	*counter = (uint32_t)account->use_count;
	if (account->key.failed || !kr_array_room(&account->uses, account->use_count, &account->use_room, sizeof *account->uses) ||
	    !kr_account_keep(account, key, &key) || !kr_map_put(&account->use_names, key, *counter))
		return false;
	account->uses[account->use_count++] = 0;
	return true;
}

const kr_account_list *
kr_account_personal(kr_account *account, uint32_t number, kr_slice person)
{
	uint32_t list;
	return account->list_count > 0 && kr_map_get(&account->list_names, use(number, 'p', person, &account->key), &list) ? &account->lists[list]
															  : NULL;
}

bool
kr_account_personal_number(kr_account *account, uint32_t number, kr_slice person, uint32_t *list)
{
	kr_slice key = use(number, 'p', person, &account->key);
	if (kr_map_get(&account->list_names, key, list))
		return true;
	*list = (uint32_t)account->list_count;
	if (account->key.failed || !kr_array_room(&account->lists, account->list_count, &account->list_room, sizeof *account->lists) ||
	    !kr_account_keep(account, key, &key) || !kr_map_put(&account->list_names, key, *list))
		return false;
	account->lists[account->list_count++] = (kr_account_list){0};
	return true;
}
