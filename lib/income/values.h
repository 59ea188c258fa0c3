/*
 * A household and its path as texts: the fields of a record, or options, become a kr_household.
 */
#ifndef KR_INCOME_VALUES_H
#define KR_INCOME_VALUES_H

#include "income/household.h"
#include "income/path.h"

/* The fields of the record household, in this order. */
enum kr_household_field {
	KR_FIELD_HOUSEHOLD, KR_FIELD_SCHEME, KR_FIELD_AGE, KR_FIELD_BIRTH_YEAR, KR_FIELD_CHILDREN, KR_FIELD_LIMITED, KR_FIELD_TAX_CREDITS, KR_FIELD_WW_WAGE,
	KR_FIELD_WW_MONTHS, KR_FIELD_WW_UNTIL, KR_FIELD_EXEMPTION_MONTHS, KR_FIELD_INCOME_BEFORE, KR_FIELD_PATH, KR_FIELD_FROM,
	KR_HOUSEHOLD_FIELDS
};
extern const char *const kr_household_field_names[KR_HOUSEHOLD_FIELDS];

/*
 * Reads plain texts; empty is unknown. Not the path. `from` becomes the first day of the month of KR_FIELD_FROM, which is needed. False with
 * the field at fault in *field and a message that does not name it.
 */
bool kr_household_read(const kr_slice values[KR_HOUSEHOLD_FIELDS], kr_household *household, int32_t *from, enum kr_household_field *field,
    kr_error *error);

#endif
