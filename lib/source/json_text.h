/*
 * Inside json.h: the text of a string, between its quotes and already known to be well formed.
 */
#ifndef KR_SOURCE_JSON_TEXT_H
#define KR_SOURCE_JSON_TEXT_H

#include "base/buffer.h"

/*
 * Adds it in stream form (`plain`: as it is meant, for names). Characters that no record may hold become a blank: then *code
 * is "control-character" or, for half of a surrogate pair, "lone-surrogate"; else it stays as it is.
 */
void kr_json_text(kr_buffer *to, kr_slice text, bool plain, const char **code);

#endif
