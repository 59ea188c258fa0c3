#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t
load(const char *at, size_t bytes)
{
	uint64_t word = 0;
	for (size_t i = 0; i < bytes; i++)
		word |= (uint64_t)(unsigned char)at[i] << (8 * i);
	return word;
}

uint64_t
kr_hash64(kr_slice text)
{
	const uint64_t first = 0x9E3779B97F4A7C15u, second = 0xD6E8FEB86659FD93u;
	uint64_t hash = mix(first ^ text.len, second);
	size_t at = 0;
	for (; text.len - at >= 8; at += 8)
		hash = mix(hash ^ load(text.ptr + at, 8), second);
	if (at < text.len)
		hash = mix(hash ^ load(text.ptr + at, text.len - at), first);
	return mix(hash, first);
}

static bool
read_key(kr_key *key, int fd, const char *path, kr_error *error)
{
	unsigned char bytes[KR_KEY_MAX + 1];
	size_t len = 0;
	ssize_t got;
	do {
		got = read(fd, bytes + len, sizeof bytes - len);
		if (got < 0 && errno != EINTR)
			return kr_fail_system(error, "cannot read key %s", path);
		len += got > 0 ? (size_t)got : 0;
	} while (got != 0 && len < sizeof bytes);
	if (len < KR_KEY_MIN || len > KR_KEY_MAX)
		return kr_fail(error, "key %s: must have %d to %d bytes", path, KR_KEY_MIN, KR_KEY_MAX);
	memcpy(key->bytes, bytes, len);
	key->len = len;
	return true;
}

bool
kr_key_read(kr_key *key, const char *path, kr_error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return kr_fail_system(error, "cannot open key %s", path);
	bool good = read_key(key, fd, path, error);
	close(fd);
	return good;
}

bool
kr_key_make(const char *path, kr_error *error)
{
	unsigned char bytes[32];
	if (sodium_init() < 0)
		return kr_fail(error, "no source of randomness");
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return kr_fail_system(error, "cannot make key %s", path);
	randombytes_buf(bytes, sizeof bytes);
	bool written = write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes && fsync(fd) == 0;
	sodium_memzero(bytes, sizeof bytes);
	if (close(fd) == 0 && written)
		return true;
	kr_fail_system(error, "cannot write key %s", path);
	unlink(path);
	return false;
}

void
kr_pseudonym_parts(const kr_key *key, const kr_slice *parts, size_t count, char out[KR_PSEUDONYM_LENGTH])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[KR_PSEUDONYM_LENGTH / 2];
	crypto_generichash_state state;
	crypto_generichash_init(&state, key->bytes, key->len, sizeof hash);
	for (size_t i = 0; i < count; i++)
		crypto_generichash_update(&state, (const unsigned char *)parts[i].ptr, parts[i].len);
	crypto_generichash_final(&state, hash, sizeof hash);
	for (size_t i = 0; i < sizeof hash; i++) {
		out[2 * i] = digits[hash[i] >> 4];
		out[2 * i + 1] = digits[hash[i] & 15];
	}
}

void
kr_pseudonym(const kr_key *key, kr_slice text, char out[KR_PSEUDONYM_LENGTH])
{
	kr_pseudonym_parts(key, &text, 1, out);
}
