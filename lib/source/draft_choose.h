/*
 * Inside draft.h: which column is taken for what.
 */
#ifndef KR_SOURCE_DRAFT_CHOOSE_H
#define KR_SOURCE_DRAFT_CHOOSE_H

#include "source/draft.h"

/*
 * Fills the choices for a kind of record. `rules` is the profile that is drafted from: a meaning in a rule that takes several columns may
 * have several. *total becomes the sum of the scores.
 */
bool kr_draft_choose(kr_draft *draft, const char *kind, const kr_definition *rules, int64_t *total, kr_error *error);

/* Percent of the values of a column that the field of the choice understands; -1 when that says nothing. */
int kr_draft_share(const kr_draft *draft, uint32_t column, uint32_t row);

#endif
