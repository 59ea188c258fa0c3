/*
 * What a vacancy offers in a month: at least so many hours at no less than that wage.
 */
#ifndef KR_INCOME_OFFER_H
#define KR_INCOME_OFFER_H

#include "income/rules.h"

typedef struct kr_offer {
	int64_t hours; /* least hours a week, in hundredths; KR_NO_AMOUNT: not known */
	int64_t wage;  /* lowest gross wage of a month in cents; KR_NO_AMOUNT: not known */
} kr_offer;

/* The units of wages, lib/tables/wage_units. */
typedef struct kr_wage_units {
	kr_definition definition;
	uint32_t code, per_year;
} kr_wage_units;

bool kr_wage_units_load(kr_wage_units *units, const char *directory, kr_error *error);
void kr_wage_units_free(kr_wage_units *units);

/*
 * Reads the fields hours_min, wage_min and wage_unit of a vacancy. A wage an hour is for its least hours, one for a longer time as it stands; the
 * month is a twelfth of the year, rounded to the cent, halves up. What is empty or cannot be read is not known.
 */
kr_offer kr_offer_read(const kr_wage_units *units, kr_slice hours_min, kr_slice wage_min, kr_slice wage_unit);

#endif
