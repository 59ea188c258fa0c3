/*
 * The id of a card: stands for a person towards one recipient, so that two recipients cannot join their lists.
 */
#ifndef KR_CARD_CARD_ID_H
#define KR_CARD_CARD_ID_H

#include "base/hash.h"

/* Keyed digest of the recipient as given ("employer:bakker-12") and the person_id. */
void kr_card_id(const kr_key *key, kr_slice recipient, kr_slice person_id, char out[KR_PSEUDONYM_LENGTH]);

#endif
