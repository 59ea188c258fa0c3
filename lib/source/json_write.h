/*
 * Values of JSON (RFC 8259, 2017) from values in stream form.
 *
 * A number, yes or no, and the parts of an item are written as JSON has them where the whole value is spelled so that it comes back the same,
 * else as a string: nothing is lost in a value that breaks the rules of its field.
 */
#ifndef KR_SOURCE_JSON_WRITE_H
#define KR_SOURCE_JSON_WRITE_H

#include "base/buffer.h"
#include "source/typed.h"

/* Adds a text given in stream form, in quotes. */
void kr_json_write_string(kr_slice value, kr_buffer *to);

/* True for a whole number or decimal as JSON spells it, of at most 15 digits: no reader rounds it. */
bool kr_json_number(kr_slice value, bool is_decimal);

/*
 * Adds a value: numbers, true and false, a list as [...] (none, the list known to be empty, as []), an item with parts as an object
 * without those that are empty. The value is not empty.
 */
void kr_json_write_value(const kr_typed *typed, kr_slice value, kr_buffer *to);

#endif
