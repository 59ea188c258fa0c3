/*
 * Any bytes as a household and its path, one field a line: refused, or worked out with sums that add up.
 */
#include <stdint.h>
#include <stdlib.h>

#include "income/values.h"
#include "income/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static kr_rules rules;
static kr_walk walk;

static void
prepare(void)
{
	kr_error error;
	if (walk.all[0] == NULL && (!kr_walk_open(&walk) || !kr_rules_load(&rules, NULL, NULL, &error)))
		abort();
}

static void
check(const kr_income_month *month)
{
	const int64_t *amounts = month->amounts;
	for (int i = 0; i < KR_INCOME_DIFFERENCE; i++)
		if (amounts[i] != KR_NO_AMOUNT && amounts[i] < 0)
			abort();
	if (amounts[KR_INCOME_TAX] != KR_NO_AMOUNT && amounts[KR_INCOME_NET_WAGE] != amounts[KR_INCOME_WAGE] - amounts[KR_INCOME_TAX])
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	kr_slice rest = kr_slice_of((const char *)bytes, size), values[KR_HOUSEHOLD_FIELDS] = {{0}};
	kr_household household;
	kr_path path;
	kr_error error;
	enum kr_household_field field;
	int32_t from;
	prepare();
	for (size_t i = 0; i < KR_HOUSEHOLD_FIELDS && kr_slice_next(&rest, '\n', &values[i]); i++)
		;
	if (!kr_household_read(values, &household, &from, &field, &error) || !kr_path_parse(values[KR_FIELD_PATH], &path, &error))
		return 0;
	kr_walk_run(&walk, &rules, &household, &path, from, size % 2 ? INT32_MIN : 20454 /* 2026-01-01 */);
	for (size_t i = 0; i < walk.count; i++)
		check(&walk.months[i]);
	return 0;
}
