#include "card/card_id.h"

void
kr_card_id(const kr_key *key, kr_slice recipient, kr_slice person_id, char out[KR_PSEUDONYM_LENGTH])
{
	/* The first part keeps these apart from what else the same key is used for, such as person_key. */
	const kr_slice parts[] = {KR_SLICE("kr card\n"), recipient, KR_SLICE("\n"), person_id};
	kr_pseudonym_parts(key, parts, sizeof parts / sizeof *parts, out);
}
