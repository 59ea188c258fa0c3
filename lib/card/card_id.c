#include "card/card_id.h"

#include "base/buffer.h"

void
kr_card_id(const kr_key *key, kr_slice recipient, kr_slice person_id, char out[KR_PSEUDONYM_LENGTH])
{
	kr_buffer text = {0};
	kr_buffer_slice_add(&text, recipient);
	kr_buffer_char(&text, '\n');
	kr_buffer_slice_add(&text, person_id);
	kr_pseudonym(key, kr_buffer_slice(&text), out);
	kr_buffer_free(&text);
}
