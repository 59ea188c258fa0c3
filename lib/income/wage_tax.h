/*
 * The wage tax of a month: wage tax and national insurance together, for people below the state pension age.
 *
 * The month times twelve is the year. On the year: the brackets of payroll_tax, plus social_contribution, less general_credit and
 * labour_credit (Wet op de loonbelasting 1964, art. 20a to 22a; each credit is never below zero, nor is the tax). A twelfth of it
 * is rounded once, to the cent, halves up. The official monthly tables (Belastingdienst, white) round more often, in steps of 4.50
 * euro of wage and with credits in whole euro: they differ by at most 0.34 euro a month (2020 and 2025, all rows).
 */
#ifndef KR_INCOME_WAGE_TAX_H
#define KR_INCOME_WAGE_TAX_H

#include "income/view.h"

/*
 * `wage` is from work, `other` a benefit: both count for the tax and the general credit, the wage alone for the labour credit.
 * Cents a month, each at most KR_CENTS_MAX / 12. False when a rule is not known. Without `has_credits` neither credit counts, as at a second payer.
 */
bool kr_wage_tax(const kr_view *view, int64_t wage, int64_t other, bool has_credits, int64_t *tax);

/*
 * The gross amount a month that leaves `net` cents beside a wage of `wage`: the smallest such, for a benefit that is paid net. `net` without that
 * of the wage.
 */
bool kr_gross_of_net(const kr_view *view, int64_t wage, int64_t net, int64_t *gross);

#endif
