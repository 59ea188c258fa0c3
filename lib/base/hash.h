/*
 * Hashes: a fast one for tables in memory, and a keyed one for what must not be guessed.
 */
#ifndef KR_BASE_HASH_H
#define KR_BASE_HASH_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"

/* 64 well mixed bits, the same on every machine. No secret, no defence against chosen keys. */
uint64_t kr_hash64(kr_slice text);

#define KR_KEY_MIN 16 /* bytes, as libsodium's BLAKE2b asks */
#define KR_KEY_MAX 64
#define KR_PSEUDONYM_LENGTH 32 /* hexadecimal digits of 128 bits */

typedef struct kr_key {
	unsigned char bytes[KR_KEY_MAX];
	size_t len;
} kr_key;

/* Reads a secret key: the whole file, KR_KEY_MIN to KR_KEY_MAX bytes. */
bool kr_key_read(kr_key *key, const char *path, kr_error *error);

/* Makes a new file (0600, must not exist) with a key of 32 random bytes. */
bool kr_key_make(const char *path, kr_error *error);

/* Keyed BLAKE2b (RFC 7693) of the text, 128 bits, as lower-case hexadecimal digits without a NUL. */
void kr_pseudonym(const kr_key *key, kr_slice text, char out[KR_PSEUDONYM_LENGTH]);

/* The same of several texts, one behind the other; takes no memory. */
void kr_pseudonym_parts(const kr_key *key, const kr_slice *parts, size_t count, char out[KR_PSEUDONYM_LENGTH]);

#endif
