#include "income/offer.h"

#include "base/number.h"
#include "income/household.h"
#include "income/path.h"

enum { MONTHS = 12, HOURS_MAX = 80 };

bool
kr_wage_units_load(kr_wage_units *units, const char *directory, kr_error *error)
{
	return kr_definition_load(&units->definition, "tables/wage_units", directory, error) &&
	    kr_definition_column(&units->definition, "code", &units->code, error) &&
	    kr_definition_column(&units->definition, "per_year", &units->per_year, error);
}

void
kr_wage_units_free(kr_wage_units *units)
{
	kr_definition_free(&units->definition);
}

kr_offer
kr_offer_read(const kr_wage_units *units, kr_slice hours_min, kr_slice wage_min, kr_slice wage_unit)
{
	kr_offer offer = {KR_NO_AMOUNT, KR_NO_AMOUNT};
	int64_t hours, cents, per_year;
	if (kr_number_parse(hours_min, 1, HOURS_MAX, &hours))
		offer.hours = hours * 100;
	if (!kr_decimal_parse(wage_min, 2, &cents) || cents <= 0 || cents > KR_CENTS_MAX)
		return offer;
	for (size_t row = 0; row < units->definition.rows; row++) {
		if (!kr_slice_equal(kr_definition_cell(&units->definition, row, units->code), wage_unit))
			continue;
		if (kr_number_parse(kr_definition_cell(&units->definition, row, units->per_year), 1, 366, &per_year))
			offer.wage = kr_divide_round(cents * per_year, MONTHS);
		else if (offer.hours != KR_NO_AMOUNT && cents <= KR_MONTH_CENTS_MAX)
			offer.wage = kr_path_month_wage(offer.hours, cents);
	}
	if (offer.wage > KR_MONTH_CENTS_MAX)
		offer.wage = KR_NO_AMOUNT;
	return offer;
}
