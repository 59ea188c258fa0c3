#include "ledger/pots.h"

#include "base/nearest.h"

bool
kr_pots_load(kr_pots *pots, const char *directory, kr_error *error)
{
	static const char *const names[KR_POT_COLUMNS] = {"code", "giver", "instruments", "branches", "person_cap", "own_share", "accredited",
	    "from", "until"};
	*pots = (kr_pots){0};
	if (!kr_definition_load(&pots->rows, "tables/pots", directory, error))
		return false;
	for (size_t i = 0; i < KR_POT_COLUMNS; i++)
		if (!kr_definition_column(&pots->rows, names[i], &pots->at[i], error)) {
			kr_pots_free(pots);
			return false;
		}
	return true;
}

void
kr_pots_free(kr_pots *pots)
{
	kr_definition_free(&pots->rows);
}

kr_slice
kr_pots_cell(const kr_pots *pots, size_t row, enum kr_pot_column column)
{
	return kr_definition_cell(&pots->rows, row, pots->at[column]);
}

bool
kr_pots_find(const kr_pots *pots, kr_slice pot, size_t *row, kr_error *error)
{
	kr_nearest nearest = kr_nearest_to(pot);
	size_t longest = 0;
	for (size_t i = 0; i < pots->rows.rows; i++) {
		kr_slice code = kr_pots_cell(pots, i, KR_POT_CODE);
		kr_nearest_offer(&nearest, code);
		if (code.len > longest && kr_slice_starts(pot, code) && (pot.len == code.len || pot.ptr[code.len] == '_')) {
			longest = code.len;
			*row = i;
		}
	}
	kr_slice best = kr_nearest_found(&nearest);
	return longest > 0 || (best.len > 0 ? kr_fail(error, "no such kind of pot in tables/pots; did you mean %.*s?", (int)best.len, best.ptr)
					    : kr_fail(error, "no such kind of pot in tables/pots"));
}
