/*
 * The id of a card: stands for a person towards one recipient, so that two recipients cannot join their lists.
 *
 * It is the same in every list for that recipient as long as the key is: who was asked once is known again. A new key
 * makes new ids, and an old id can then be told only by who has the old key.
 */
#ifndef KR_CARD_CARD_ID_H
#define KR_CARD_CARD_ID_H

#include "base/hash.h"

/*
 * Keyed digest of the recipient as given ("employer:bakker-12") and the person_id, both plain text without line breaks.
 * Without the key nobody gets from one to the other, nor from the id of one recipient to that of another.
 */
void kr_card_id(const kr_key *key, kr_slice recipient, kr_slice person_id, char out[KR_PSEUDONYM_LENGTH]);

#endif
