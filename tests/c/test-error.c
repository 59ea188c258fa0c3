/* Messages: their form, their bound, foreign text made safe; the known answers of the hashes. */
#include "base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "random.h"
#include "tap.h"

static void
test_messages(void)
{
	kr_error error;
	char text[3000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	ok(!kr_fail(&error, "a %d", 5) && strcmp(error.message, "a 5") == 0, "a message");
	errno = ENOENT;
	ok(!kr_fail_system(&error, "cannot open %s", "x") &&
	    strcmp(error.message, "cannot open x: No such file or directory") == 0, "a message of the system");
	kr_fail_at(&error, "f.tsv", 17, KR_SLICE("hours_min"), "not a %s", "number");
	ok(strcmp(error.message, "f.tsv:17: hours_min: not a number") == 0, "file, line and field");
	kr_fail_at(&error, "f.tsv", 0, kr_slice_of(NULL, 0), "no bytes");
	ok(strcmp(error.message, "f.tsv: no bytes") == 0, "without line and field");
	kr_fail_at(&error, text, 3, KR_SLICE("f"), "x");
	ok(strlen(error.message) < sizeof error.message, "a long name is cut");
	kr_fail_system(&error, "%s", text);
	ok(strlen(error.message) < sizeof error.message, "a long message is cut");
}

static void
test_quote(void)
{
	char out[KR_QUOTE_MAX];
	ok(strcmp(kr_quote(KR_SLICE("a\x1b[2J\n\xFFz\xC2\x9B"), out), "a\\x1B[2J\\x0A\\xFFz\\xC2\\x9B") == 0,
	    "no control character reaches the terminal");
	ok(strcmp(kr_quote(KR_SLICE("\xC3\xA9n"), out), "\xC3\xA9n") == 0, "letters stay");
	ok(strcmp(kr_quote(KR_SLICE("a\xE2\x80\xAE" "b"), out), "a\\xE2\\x80\\xAEb") == 0, "marks of direction do not");
	bool fits = true;
	for (int round = 0; round < 5000; round++) {
		char text[200];
		size_t len = next_random(sizeof text);
		for (size_t i = 0; i < len; i++)
			text[i] = (char)(next_random(3) ? "\xC3\xA9x\xE2\x82\xAC"[next_random(6)] : (char)next_random(256));
		const char *quoted = kr_quote(kr_slice_of(text, len), out);
		kr_slice slice = kr_slice_text(quoted);
		fits = fits && slice.len < KR_QUOTE_MAX && kr_utf8_check(slice) == slice.len;
		for (size_t i = 0; i < slice.len; i++)
			fits = fits && (unsigned char)slice.ptr[i] >= 0x20;
	}
	ok(fits, "whatever is quoted is short, whole UTF-8 without controls");
}

static void
test_hashes(void)
{
	/* Keyed BLAKE2b-128 of "123456782" under 32 bytes 00 01 .. 1F, by Python's hashlib. */
	char out[KR_PSEUDONYM_LENGTH];
	kr_key key = {.len = 32};
	for (size_t i = 0; i < 32; i++)
		key.bytes[i] = (unsigned char)i;
	kr_pseudonym(&key, KR_SLICE("123456782"), out);
	ok(kr_slice_is(kr_slice_of(out, sizeof out), "1ed4035d644a758945d54f8cb72b023d"), "a known pseudonym");
	ok(kr_hash64(KR_SLICE("")) != kr_hash64(KR_SLICE("a")) && kr_hash64(KR_SLICE("abcdefgh")) != kr_hash64(KR_SLICE("abcdefgi")) &&
	    kr_hash64(kr_slice_of(NULL, 0)) == kr_hash64(KR_SLICE("")), "hashes differ where texts do");
}

/* A key that arrives in two pieces, as from a process substitution, is the whole of both. */
static void
test_key_in_pieces(void)
{
	int ends[2];
	char path[64];
	kr_key key;
	kr_error error;
	if (pipe(ends) != 0)
		return;
	pid_t child = fork();
	if (child == 0) {
		for (int i = 0; i < 2; i++) {
			if (write(ends[1], "0123456789abcdefghij", 20) != 20)
				_exit(1);
			usleep(100000);
		}
		_exit(0);
	}
	close(ends[1]);
	snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
	ok(child > 0 && kr_key_read(&key, path, &error) && key.len == 40, "a key that comes in two pieces is read whole");
	close(ends[0]);
}

static void
test_key_file(void)
{
	char folder[] = "/tmp/kr-test-XXXXXX", path[64];
	kr_key key, again;
	kr_error error;
	if (mkdtemp(folder) == NULL)
		return;
	snprintf(path, sizeof path, "%s/key", folder);
	ok(kr_key_make(path, &error) && kr_key_read(&key, path, &error) && key.len == 32, "a key is made and read");
	ok(!kr_key_make(path, &error) && kr_key_read(&again, path, &error) && again.len == 32 && memcmp(key.bytes, again.bytes, 32) == 0,
	    "a key that is there is not made over");
	ok(truncate(path, 15) == 0 && !kr_key_read(&key, path, &error), "15 bytes are too few");
	ok(truncate(path, 65) == 0 && !kr_key_read(&key, path, &error), "65 bytes are too many");
	ok(!kr_key_read(&key, folder, &error), "a folder is no key");
	unlink(path);
	rmdir(folder);
}

int
main(void)
{
	test_messages();
	test_quote();
	test_hashes();
	test_key_in_pieces();
	test_key_file();
	return tap_done();
}
