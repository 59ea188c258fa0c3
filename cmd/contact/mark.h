/*
 * The mark that an erased source record leaves: a digest of its record_id that only who has the key can make.
 */
#ifndef KR_CMD_CONTACT_MARK_H
#define KR_CMD_CONTACT_MARK_H

#include "base/hash.h"

/* `record_id` in stream form; empty: the mark by which the key itself is known again. */
void contact_mark(const kr_key *key, kr_slice record_id, char mark[KR_PSEUDONYM_LENGTH]);

#endif
