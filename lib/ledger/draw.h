/*
 * A fair draw: who comes first is told by a seed that is published after the requests are closed, and by nothing else.
 *
 * The lot of a person is HMAC-SHA-256 (RFC 2104, FIPS 180-4) with the seed as key and the person_id as message; the lowest lot
 * comes first. Anybody can repeat it: printf %s PERSON_ID | openssl dgst -sha256 -hmac SEED. Who were drawn from is held fast by the
 * SHA-256 of their ids, in order of the bytes, each once and with a line feed: LC_ALL=C sort -u | sha256sum.
 */
#ifndef KR_LEDGER_DRAW_H
#define KR_LEDGER_DRAW_H

#include <sodium.h>

#include "base/buffer.h"

#define KR_DRAW_METHOD "hmac-sha256"

enum { KR_LOT = crypto_auth_hmacsha256_BYTES };

void kr_draw_lot(kr_slice seed, kr_slice person, unsigned char lot[KR_LOT]);

/* SHA-256 of a list of ids as it stands in `text`. */
void kr_draw_digest(kr_slice text, unsigned char digest[KR_LOT]);

/* The 64 hexadecimal digits of a lot or a digest, and a NUL. */
void kr_draw_hex(const unsigned char bytes[KR_LOT], char hex[2 * KR_LOT + 1]);

#endif
