#include "contact/mark.h"

void
contact_mark(const kr_key *key, kr_slice record_id, char mark[KR_PSEUDONYM_LENGTH])
{
	/* The first part keeps these apart from what else the same key is used for. */
	const kr_slice parts[] = {KR_SLICE("kr erased record\n"), record_id};
	kr_pseudonym_parts(key, parts, sizeof parts / sizeof *parts, mark);
}
