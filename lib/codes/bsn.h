/*
 * The citizen service number (BSN): nine digits that pass the elfproef: 9a+8b+7c+6d+5e+4f+3g+2h-i is a multiple of 11
 * (SUWI gegevensregister), and it is not 000000000.
 */
#ifndef KR_CODES_BSN_H
#define KR_CODES_BSN_H

#include "base/buffer.h"

#define KR_BSN_LENGTH 9

/* The elfproef itself, on the number; 0 and numbers of more than nine digits do not pass. */
bool kr_bsn_passes(uint64_t number);

/*
 * Adds the standard form of a BSN: blanks, dots and dashes gone, leading zeros that a spreadsheet lost put back (eight or
 * seven digits). NULL, or the problem and nothing added: "not-a-bsn" (other characters or length), "elfproef".
 */
const char *kr_bsn_read(kr_slice text, kr_buffer *out);

#endif
