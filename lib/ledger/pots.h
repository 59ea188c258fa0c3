/*
 * Kinds of pots (lib/tables/pots.tsv): what a pot may pay for and what it asks, where nothing else is said.
 *
 * A pot has the name of its kind, or that with _ and more behind it; the longest kind counts.
 */
#ifndef KR_LEDGER_POTS_H
#define KR_LEDGER_POTS_H

#include "record/definition.h"

enum kr_pot_column {
	KR_POT_CODE, KR_POT_GIVER, KR_POT_INSTRUMENTS, KR_POT_BRANCHES, KR_POT_PERSON_CAP, KR_POT_OWN_SHARE, KR_POT_ACCREDITED, KR_POT_FROM,
	KR_POT_UNTIL, KR_POT_COLUMNS
};

typedef struct kr_pots {
	kr_definition rows;
	uint32_t at[KR_POT_COLUMNS];
} kr_pots;

/* `directory` as in kr_definition_load. */
bool kr_pots_load(kr_pots *pots, const char *directory, kr_error *error);
void kr_pots_free(kr_pots *pots);

/* The row of a pot's kind; false, with the nearest kind, when there is none. */
bool kr_pots_find(const kr_pots *pots, kr_slice pot, size_t *row, kr_error *error);

kr_slice kr_pots_cell(const kr_pots *pots, size_t row, enum kr_pot_column column);

#endif
