/*
 * Inside json_parse.h: what becomes of the values that a path asks for.
 */
#ifndef KR_SOURCE_JSON_SLOT_H
#define KR_SOURCE_JSON_SLOT_H

#include "source/json_parse.h"

void kr_json_clear_slots(kr_json_parser *parser);

/* A value at a node, as it is written (a string without its quotes); `escaped`: a backslash is in it. */
void kr_json_take(kr_json_parser *parser, uint32_t node, kr_slice text, bool escaped);

/* An object stands where a value is asked for: it is listed as "not-a-value". */
void kr_json_refuse(kr_json_parser *parser, uint32_t node, kr_slice text);

/* An item of a list has ended. */
void kr_json_end_items(kr_json_parser *parser, uint32_t items);

#endif
