#include "ledger/draw.h"

void
kr_draw_lot(kr_slice seed, kr_slice person, unsigned char lot[KR_LOT])
{
	crypto_auth_hmacsha256_state state;
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)seed.ptr, seed.len);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)person.ptr, person.len);
	crypto_auth_hmacsha256_final(&state, lot);
}

void
kr_draw_digest(kr_slice text, unsigned char digest[KR_LOT])
{
	crypto_hash_sha256(digest, (const unsigned char *)text.ptr, text.len);
}

void
kr_draw_hex(const unsigned char bytes[KR_LOT], char hex[2 * KR_LOT + 1])
{
	sodium_bin2hex(hex, 2 * KR_LOT + 1, bytes, KR_LOT);
}
