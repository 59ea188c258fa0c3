/* Escapes there and back; a value's rules against a second implementation; headers. */
#include "record/escape.h"

#include "base/utf8.h"
#include "random.h"
#include "record/header.h"
#include "tap.h"

static void
test_known(void)
{
	kr_buffer out = {0};
	kr_escape(&out, KR_SLICE("a\tb\nc\rd\\n"));
	ok(kr_slice_is(kr_buffer_slice(&out), "a\\tb\\nc\\rd\\\\n"), "escaped");
	kr_buffer_clear(&out);
	kr_unescape(&out, KR_SLICE("a\\tb\\nc\\rd\\\\n"));
	ok(kr_slice_is(kr_buffer_slice(&out), "a\tb\nc\rd\\n"), "and back");
	kr_buffer_clear(&out);
	kr_escape(&out, kr_slice_of(NULL, 0));
	kr_unescape(&out, kr_slice_of(NULL, 0));
	ok(out.len == 0, "nothing stays nothing");
	kr_buffer_free(&out);
}

static void
test_random(void)
{
	int wrong = 0, broken = 0;
	kr_buffer escaped = {0}, plain = {0};
	for (int round = 0; round < 20000; round++) {
		char text[60];
		size_t len = next_random(sizeof text);
		for (size_t i = 0; i < len; i++)
			text[i] = "\t\n\r\\tnra "[next_random(9)];
		kr_buffer_clear(&escaped);
		kr_buffer_clear(&plain);
		kr_escape(&escaped, kr_slice_of(text, len));
		kr_unescape(&plain, kr_buffer_slice(&escaped));
		wrong += !kr_slice_equal(kr_buffer_slice(&plain), kr_slice_of(text, len));
		broken += kr_value_check(kr_buffer_slice(&escaped)) != escaped.len;
	}
	ok(wrong == 0, "random texts come back");
	ok(broken == 0, "and keep the rules of a value in between");
	kr_buffer_free(&escaped);
	kr_buffer_free(&plain);
}

static size_t
check_again(kr_slice value)
{
	for (size_t at = 0; at < value.len;) {
		kr_slice rest = kr_slice_part(value, at, value.len);
		if (rest.ptr[0] == '\\') {
			if (rest.len < 2 || (rest.ptr[1] != 't' && rest.ptr[1] != 'n' && rest.ptr[1] != 'r' && rest.ptr[1] != '\\'))
				return at;
			at += 2;
		} else if ((unsigned char)rest.ptr[0] < ' ' || kr_utf8_size(rest) == 0) {
			return at;
		} else {
			at += kr_utf8_size(rest);
		}
	}
	return value.len;
}

static void
test_value_check(void)
{
	const char *const pieces[] = {"a", "\\t", "\\\\", "\xE2\x82\xAC", "\\", "\\x", "\t", "\n", "\xC3", "\x7F", "\x01", "0"};
	int wrong = 0, good = 0;
	for (int round = 0; round < 20000; round++) {
		char text[64];
		size_t len = 0;
		for (unsigned left = next_random(15); left; left--) {
			const char *piece = pieces[next_random(next_random(6) ? 4 : 12)];
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		size_t found = kr_value_check(kr_slice_of(text, len));
		wrong += found != check_again(kr_slice_of(text, len));
		good += found == len;
	}
	ok(wrong == 0, "the first byte that breaks the rules");
	ok(good > 4000 && good < 16000, "good ones and bad ones were among them");
	ok(kr_value_check(KR_SLICE("a\0b")) == 1, "a NUL byte breaks them");
}

static bool
refuses(const char *line, const char *message)
{
	kr_header header = {0};
	kr_error error;
	bool good = kr_header_parse(&header, kr_slice_text(line), "f.tsv", &error);
	kr_header_free(&header);
	return !good && strcmp(error.message, message) == 0;
}

static void
test_header(void)
{
	kr_header header = {0};
	kr_error error;
	uint32_t position;
	ok(kr_header_parse(&header, KR_SLICE("region\tpc4\tsex"), "f.tsv", &error) && header.count == 3, "a header");
	ok(kr_header_find(&header, KR_SLICE("pc4")) == 1 && kr_header_find(&header, KR_SLICE("PC4")) == KR_NO_FIELD, "found by name");
	ok(!kr_header_require(&header, KR_SLICE("regoin"), "f.tsv", &position, &error) &&
	    strcmp(error.message, "f.tsv:1: no field regoin; did you mean region?") == 0, "the nearest is told");
	ok(!kr_header_require(&header, KR_SLICE(""), "f.tsv", &position, &error) &&
	    strcmp(error.message, "f.tsv:1: an empty name is no field") == 0, "an empty name");
	ok(kr_header_add(&header, KR_SLICE("sex")) == 2 && kr_header_add(&header, KR_SLICE("new")) == 3 && header.count == 4, "added once");
	bool all = true;
	char name[16];
	for (unsigned i = 0; i < 2000; i++) {
		int len = snprintf(name, sizeof name, "f%u", i);
		all = all && kr_header_add(&header, kr_slice_of(name, (size_t)len)) == i + 4;
	}
	ok(all && kr_header_find(&header, KR_SLICE("f1234")) == 1238 && kr_slice_is(header.names[0], "region"), "many names");
	kr_header_free(&header);
	ok(refuses("a\tb\ta", "f.tsv:1: a: stands twice in the header"), "a double name");
	ok(refuses("a\t\tb", "f.tsv:1: field 2 of the header has no name"), "an empty name in the middle");
	ok(refuses("a\t", "f.tsv:1: field 2 of the header has no name"), "an empty name at the end");
	ok(refuses("", "f.tsv:1: field 1 of the header has no name"), "an empty line");
}

int
main(void)
{
	test_known();
	test_random();
	test_value_check();
	test_header();
	return tap_done();
}
