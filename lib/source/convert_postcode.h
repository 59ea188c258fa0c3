/*
 * Inside convert_value.h: a line that holds a postcode, "Kerkstraat 12, 1234 AB Almere" or "1234AB Almere".
 */
#ifndef KR_SOURCE_CONVERT_POSTCODE_H
#define KR_SOURCE_CONVERT_POSTCODE_H

#include "base/slice.h"

/*
 * True when a postcode stands at the start or behind a house number; then the three parts are trimmed, also of commas. Else all of a text
 * without digits is `behind`, all of one with digits that is no address `postcode`, and the other parts are empty.
 */
bool kr_split_at_postcode(kr_slice text, kr_slice *before, kr_slice *postcode, kr_slice *behind);

#endif
