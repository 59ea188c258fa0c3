/*
 * Dutch postcodes: four digits, the first not 0, and two letters that are not SA, SD or SS (PostNL; VUM's pattern).
 */
#ifndef KR_CODES_POSTCODE_H
#define KR_CODES_POSTCODE_H

#include "base/buffer.h"

/*
 * Adds the standard form (1234AB) of what a file has: "1234 ab", "1234-AB", "NL-1234 AB". Four digits alone are added as
 * they are (they are a pc4 and no postcode: `pc4_only` says so). NULL, or "not-a-postcode" and nothing added.
 */
const char *kr_postcode_read(kr_slice text, kr_buffer *out, bool *pc4_only);

#endif
