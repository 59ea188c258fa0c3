/*
 * One list of the lists that several records hold in one field, each thing once, in order of first appearance.
 *
 * Items are the same by their bytes, by their code (the part before the first colon), or when they are alike: every part
 * of both differs at most in case and blanks, is a date of which one side knows more (2019-03 for 2019), or is unknown on
 * one side, the same side for all such parts. Of two alike ones each part is the better known one, so
 * nothing is put together that no record says: `:kok:2010:` and `:kok::2018` stay two.
 * Alike are looked for among the first KR_UNITED_NEAR items only, so that a list of a hundred thousand takes no hour.
 */
#ifndef KR_LINK_UNITE_H
#define KR_LINK_UNITE_H

#include "base/buffer.h"
#include "base/map.h"

#define KR_UNITED_PARTS 8 /* further colons belong to the last part */
#define KR_UNITED_NEAR 256

enum kr_united_by { KR_UNITED_BY_BYTES, KR_UNITED_BY_CODE, KR_UNITED_BY_LIKENESS };

/* {0} before; kr_united_begin empties it and keeps the memory. The texts belong to the records and must outlive it. */
typedef struct kr_united {
	enum kr_united_by by;
	struct kr_united_item {
		kr_slice text; /* as first met */
		kr_slice parts[KR_UNITED_PARTS];
		uint32_t count;
	} *items;
	size_t count, capacity;
	kr_map known; /* texts or codes, once they are many */
	kr_buffer lowered[2];
	bool failed;
} kr_united;

void kr_united_begin(kr_united *united, enum kr_united_by by);

/* Takes one item; an empty one is none. */
void kr_united_add(kr_united *united, kr_slice item);

/* Takes all items of a list in stream form. */
void kr_united_list(kr_united *united, kr_slice list);

/* Adds the list, items joined by `|`. */
void kr_united_write(const kr_united *united, kr_buffer *out);

/* True when memory was short since the beginning: what was written then is not whole. */
bool kr_united_failed(const kr_united *united);

void kr_united_free(kr_united *united);

#endif
