/*
 * What files write where they know nothing ("Onbekend", "??", "NNB", 01-01-1900, 99999), by kind of value:
 * lib/tables/unknown_words.
 */
#ifndef KR_CODES_PLACEHOLDER_H
#define KR_CODES_PLACEHOLDER_H

#include "codes/code_list.h"

/* Column `kind` of the table. */
enum kr_placeholder_kind {
	KR_PLACEHOLDER_ANY, KR_PLACEHOLDER_LIST, KR_PLACEHOLDER_DATE, KR_PLACEHOLDER_END_DATE, KR_PLACEHOLDER_NUMBER,
	KR_PLACEHOLDER_CODE, KR_PLACEHOLDER_HOUSE_NUMBER, KR_PLACEHOLDER_POSTCODE, KR_PLACEHOLDER_BSN,
	KR_PLACEHOLDER_PHONE, KR_PLACEHOLDER_EMAIL, KR_PLACEHOLDER_NAME, KR_PLACEHOLDER_STREET, KR_PLACEHOLDER_PLACE,
	KR_PLACEHOLDER_KINDS
};

typedef struct kr_placeholders {
	kr_map words[KR_PLACEHOLDER_KINDS]; /* word in lower case to special (code_list.h) */
	uint64_t lengths[256];              /* by first byte in lower case: bit i is set when a word has i bytes (63: or more) */
	kr_arena arena;
} kr_placeholders;

bool kr_placeholders_load(kr_placeholders *placeholders, const char *directory, kr_error *error);
void kr_placeholders_free(kr_placeholders *placeholders);

/*
 * What the text says when it is a placeholder of that kind or of any: KR_CODE_UNKNOWN, KR_CODE_NA, KR_CODE_NONE or
 * KR_CODE_OPEN; 0 when it is none.
 */
uint32_t kr_placeholder_find(const kr_placeholders *placeholders, enum kr_placeholder_kind kind, kr_slice text,
    kr_buffer *scratch);

#endif
