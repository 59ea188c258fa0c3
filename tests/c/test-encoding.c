/* The encodings against iconv(3), and what is found for what. */
#include <iconv.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "source/encoding.h"
#include "tap.h"

/* Decodes bytes through a file; `block` is the size of a read. */
static bool
decode(kr_slice bytes, enum kr_encoding encoding, const char *block, kr_buffer *out)
{
	char path[] = "/tmp/kr-test-encoding-XXXXXX", part[70];
	kr_decoder decoder;
	kr_error error;
	int64_t got;
	int fd = mkstemp(path);
	bool good = fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len;
	close(fd);
	setenv("KR_BLOCK_SIZE", block, 1);
	kr_buffer_clear(out);
	if (!good || !kr_decoder_open(&decoder, path, encoding, &error))
		return false;
	while ((got = kr_decoder_read(&decoder, part, sizeof part, &error)) > 0)
		kr_buffer_add(out, part, (size_t)got);
	kr_decoder_close(&decoder);
	unlink(path);
	return got == 0;
}

static bool
same_as_iconv(const char *name, enum kr_encoding encoding, const char *bytes, size_t len)
{
	kr_buffer out = {0};
	char wanted[4096], *in, *to = wanted;
	size_t left = len, room = sizeof wanted;
	iconv_t converter = iconv_open("UTF-8", name);
	memcpy(&in, &bytes, sizeof in);
	if (converter == (iconv_t)-1)
		return false;
	bool good = iconv(converter, &in, &left, &to, &room) == 0;
	iconv_close(converter);
	for (int i = 0; i < 3 && good; i++)
		good = decode(kr_slice_of(bytes, len), encoding, (const char *[]){"1", "3", "65536"}[i], &out) &&
		       kr_slice_equal(kr_buffer_slice(&out), kr_slice_of(wanted, (size_t)(to - wanted)));
	kr_buffer_free(&out);
	return good;
}

static void
test_tables(void)
{
	char all[256], defined[256];
	size_t count = 0;
	for (unsigned i = 0; i < 256; i++) {
		all[i] = (char)i;
		if (i != 0x81 && i != 0x8D && i != 0x8F && i != 0x90 && i != 0x9D)
			defined[count++] = (char)i;
	}
	ok(same_as_iconv("ISO-8859-1", KR_ENCODING_ISO_8859_1, all, 256), "ISO 8859-1, all bytes");
	ok(same_as_iconv("ISO-8859-15", KR_ENCODING_ISO_8859_15, all, 256), "ISO 8859-15, all bytes");
	ok(same_as_iconv("WINDOWS-1252", KR_ENCODING_WINDOWS_1252, defined, count), "Windows-1252, all defined bytes");
	kr_buffer out = {0};
	ok(decode(KR_SLICE("\x81"), KR_ENCODING_WINDOWS_1252, "1", &out) && kr_slice_is(kr_buffer_slice(&out), "\xC2\x81") &&
	    kr_utf8_check(kr_buffer_slice(&out)) == 0, "an undefined byte becomes a control that no record may hold");
	kr_buffer_free(&out);
}

static void
test_utf_16(void)
{
	static const char text[] = "a\0\xAC\x20\x3D\xD8\x00\xDE\n\0";
	char turned[sizeof text - 1];
	kr_buffer out = {0};
	for (size_t i = 0; i < sizeof turned; i++)
		turned[i] = text[i ^ 1];
	ok(same_as_iconv("UTF-16LE", KR_ENCODING_UTF_16LE, text, sizeof text - 1), "UTF-16, low byte first, with a pair");
	ok(same_as_iconv("UTF-16BE", KR_ENCODING_UTF_16BE, turned, sizeof turned), "UTF-16, high byte first");
	ok(decode(kr_slice_of("\xFE\xFF\0a", 4), KR_ENCODING_FIND, "1", &out) && kr_slice_is(kr_buffer_slice(&out), "a"),
	    "the mark of UTF-16 is left out");
	ok(decode(kr_slice_of("\x3D\xD8" "a\0", 4), KR_ENCODING_UTF_16LE, "1", &out) && out.len == 4 &&
	    kr_utf8_check(kr_buffer_slice(&out)) == 0, "half a pair comes out as what UTF-8 forbids");
	ok(decode(kr_slice_of("a\0b", 3), KR_ENCODING_UTF_16LE, "1", &out) && kr_slice_is(kr_buffer_slice(&out), "a\xFF"),
	    "an odd byte at the end comes out as 0xFF");
	kr_buffer_free(&out);
}

static bool
found_as(const char *text, enum kr_encoding wanted)
{
	return kr_encoding_find(kr_slice_text(text), true) == wanted;
}

static void
test_finding(void)
{
	ok(found_as("\xEF\xBB\xBF" "a", KR_ENCODING_UTF_8), "UTF-8 by its mark");
	ok(found_as("caf\xC3\xA9", KR_ENCODING_UTF_8), "UTF-8 by its form");
	ok(found_as("abc", KR_ENCODING_ASCII), "ASCII");
	ok(found_as("caf\xE9", KR_ENCODING_WINDOWS_1252), "a single byte");
	ok(found_as("caf\xE9 \x80 5", KR_ENCODING_WINDOWS_1252), "a euro sign of Windows");
	ok(found_as("caf\xE9 \xA4 5", KR_ENCODING_ISO_8859_15), "a euro sign of ISO 8859-15");
	ok(found_as("\xA6imi\xE6", KR_ENCODING_ISO_8859_15), "a letter of ISO 8859-15");
	ok(found_as("2\xBD jaar, d\xB4" "Or", KR_ENCODING_WINDOWS_1252), "a half and an acute are no letters");
	ok(kr_encoding_find(kr_slice_of("a\0;\0b\0\n\0", 8), true) == KR_ENCODING_UTF_16LE, "UTF-16 without a mark");
	ok(kr_encoding_find(kr_slice_of("\0a\0;\0b\0\n", 8), true) == KR_ENCODING_UTF_16BE, "the same, high byte first");
	ok(kr_encoding_find(KR_SLICE("\xC3\xA9\xC3"), false) == KR_ENCODING_UTF_8, "a character cut by the end of the sample");
	ok(kr_encoding_find(KR_SLICE("abc\xC3"), false) == KR_ENCODING_ASCII, "the first one cut by it");
}

/* ASCII for more than the sample, then a character. */
static bool
later_is(const char *character, const char *wanted)
{
	kr_buffer bytes = {0}, out = {0};
	size_t len = KR_SAMPLE_SIZE + 5;
	bool good = kr_buffer_reserve(&bytes, len);
	memset(bytes.ptr, 'x', len);
	bytes.len = len;
	kr_buffer_text(&bytes, character);
	good = good && decode(kr_buffer_slice(&bytes), KR_ENCODING_FIND, "4096", &out) && out.len == len + strlen(wanted) &&
	       memcmp(out.ptr + len, wanted, strlen(wanted)) == 0;
	kr_buffer_free(&bytes);
	kr_buffer_free(&out);
	return good;
}

int
main(void)
{
	test_tables();
	test_utf_16();
	test_finding();
	ok(later_is("\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9"), "ASCII until UTF-8 comes");
	ok(later_is("\xE9t\xE9", "\xC3\xA9t\xC3\xA9"), "ASCII until Windows-1252 comes");
	return tap_done();
}
