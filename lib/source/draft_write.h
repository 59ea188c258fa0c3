/*
 * Inside draft.h: the profile as a text.
 */
#ifndef KR_SOURCE_DRAFT_WRITE_H
#define KR_SOURCE_DRAFT_WRITE_H

#include "source/draft.h"

/* Adds the rules of the model profile with the columns that were chosen, then the columns that were not, as comments. */
bool kr_draft_put(const kr_draft *draft, const kr_definition *rules, const char *kind, kr_buffer *to, kr_error *error);

#endif
