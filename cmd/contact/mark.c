#include "contact/mark.h"

#include "base/buffer.h"

bool
contact_mark(const kr_key *key, kr_slice record_id, char mark[KR_PSEUDONYM_LENGTH])
{
	/* A text of its own kind before it, so that no card and no person has the same digest. */
	kr_buffer text = {0};
	kr_buffer_text(&text, "erased record\n");
	kr_buffer_slice_add(&text, record_id);
	bool good = !text.failed;
	kr_pseudonym(key, kr_buffer_slice(&text), mark);
	kr_buffer_free(&text);
	return good;
}
