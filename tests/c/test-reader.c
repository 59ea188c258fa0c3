/*
 * The reader against a naive one that looks at a whole text byte by byte: random streams, good and broken, in blocks of
 * every size, must give the same records and the same message.
 */
#include "record/reader.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "random.h"
#include "record/stream.h"
#include "tap.h"

static int
file_of(kr_slice text)
{
	int fd = memfd_create("test", 0);
	if (fd < 0 || write(fd, text.ptr, text.len) != (ssize_t)text.len || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	return fd;
}

/* What came out of a stream: each value in brackets, each line with its number, then the message if there is one. */
static void
note_record(kr_buffer *out, uint64_t line)
{
	kr_buffer_format(out, "%llu:", (unsigned long long)line);
}

static void
note_value(kr_buffer *out, kr_slice value)
{
	kr_buffer_char(out, '[');
	kr_buffer_slice_add(out, value);
	kr_buffer_char(out, ']');
}

static void
read_by_reader(kr_slice text, size_t block, const char *names, kr_buffer *out)
{
	char path[64];
	kr_reader reader;
	kr_record record;
	kr_error error;
	int got, fd = file_of(text);
	snprintf(path, sizeof path, "%zu", block);
	setenv("KR_BLOCK_SIZE", path, 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	kr_buffer_clear(out);
	if (!kr_reader_open(&reader, path, names, &error)) {
		kr_buffer_text(out, error.message + strlen(path));
		close(fd);
		return;
	}
	for (uint32_t i = 0; i < reader.header.count; i++)
		note_value(out, reader.header.names[i]);
	while ((got = kr_reader_next(&reader, &record, &error)) > 0) {
		note_record(out, record.line);
		kr_slice whole = kr_record_line(&record);
		for (uint32_t i = 0; i < record.count; i++)
			note_value(out, kr_record_field(&record, i));
		kr_buffer_format(out, "%zu", whole.len);
	}
	if (got < 0)
		kr_buffer_text(out, error.message + strlen(path));
	kr_reader_close(&reader);
	close(fd);
}

/* ---- the naive one ---- */

typedef struct oracle {
	kr_slice names[64];
	size_t count;
	kr_buffer *out;
} oracle;

static const char *
judge(kr_slice rest, size_t *size)
{
	unsigned char c = (unsigned char)rest.ptr[0];
	*size = 1;
	if (c == '\t')
		return NULL;
	if (c == '\\') {
		*size = 2;
		bool known = rest.len > 1 && rest.ptr[1] && strchr("tnr\\", rest.ptr[1]);
		return known ? NULL : "an escape that is none of \\t \\n \\r \\\\";
	}
	if (c == 0)
		return "a NUL byte";
	if (c == '\r')
		return "a carriage return: lines end in a line feed alone";
	if (c < 0x20 || c == 0x7F)
		return "a control character";
	*size = kr_utf8_size(rest);
	return *size ? NULL : "not UTF-8, or a character that a record may not hold";
}

static void
complain(oracle *self, size_t line, size_t field, const char *what)
{
	kr_buffer_format(self->out, ":%zu: ", line);
	if (field < self->count) {
		kr_buffer_slice_add(self->out, self->names[field]);
		kr_buffer_text(self->out, ": ");
	}
	kr_buffer_text(self->out, what);
}

static bool
bytes_are_good(oracle *self, kr_slice line, size_t number)
{
	size_t field = 0, size;
	for (size_t at = 0; at < line.len; at += size) {
		const char *wrong = judge(kr_slice_part(line, at, line.len), &size);
		if (wrong != NULL) {
			complain(self, number, field, wrong);
			return false;
		}
		field += line.ptr[at] == '\t';
	}
	return true;
}

static bool
take_header(oracle *self, kr_slice line)
{
	char what[80];
	kr_slice rest = line.len ? line : KR_SLICE(""), name;
	kr_slice names[64];
	size_t count = 0;
	while (kr_slice_next(&rest, '\t', &name)) {
		snprintf(what, sizeof what, "field %zu of the header has no name", count + 1);
		if (name.len == 0) {
			complain(self, 1, SIZE_MAX, what);
			return false;
		}
		for (size_t i = 0; i < count; i++)
			if (kr_slice_equal(names[i], name)) {
				kr_buffer_text(self->out, ":1: ");
				kr_buffer_slice_add(self->out, name);
				kr_buffer_text(self->out, ": stands twice in the header");
				return false;
			}
		names[count++] = name;
	}
	memcpy(self->names, names, sizeof names);
	self->count = count;
	for (size_t i = 0; i < count; i++)
		note_value(self->out, names[i]);
	return true;
}

static bool
take_record(oracle *self, kr_slice line, size_t number)
{
	char what[120];
	size_t count = 1, field = 0;
	for (size_t i = 0; i < line.len; i++)
		count += line.ptr[i] == '\t';
	if (count != self->count) {
		snprintf(what, sizeof what, "%sthe line has %zu fields, the header %zu", count < self->count ? "is missing: " : "", count,
		    self->count);
		complain(self, number, count, what);
		return false;
	}
	note_record(self->out, number);
	for (size_t at = 0; field < count; field++) {
		kr_slice rest = kr_slice_part(line, at, line.len);
		size_t len = kr_slice_find(rest, '\t');
		note_value(self->out, kr_slice_of(rest.ptr, len));
		at += len + 1;
	}
	kr_buffer_format(self->out, "%zu", line.len);
	return true;
}

static void
read_naively(kr_slice text, kr_buffer *out)
{
	oracle self = {.out = out};
	size_t number = 1;
	kr_buffer_clear(out);
	if (text.len == 0) {
		kr_buffer_text(out, ": no bytes at all, not even a header");
		return;
	}
	for (size_t at = 0; at < text.len; number++) {
		kr_slice line = kr_slice_part(text, at, text.len);
		size_t len = kr_slice_find(line, '\n'), field = 0;
		if (len == line.len) {
			for (size_t i = 0; i < line.len; i++)
				field += line.ptr[i] == '\t';
			complain(&self, number, field, "no line feed at the end: what wrote this did not finish");
			return;
		}
		line.len = len;
		if (number == 1 && kr_slice_starts(line, KR_SLICE("\xEF\xBB\xBF"))) {
			kr_buffer_text(out, ": begins with a byte order mark: not a record stream (kr-import reads it)");
			return;
		}
		if (!bytes_are_good(&self, line, number) || !(number == 1 ? take_header(&self, line) : take_record(&self, line, number)))
			return;
		at += len + 1;
	}
}

/* ---- random streams ---- */

static void
add_value(kr_buffer *text, bool spoiled)
{
	static const char *const pieces[] = {"a", "Jansen", "12345678901234567890123456", "\\t", "\\\\", "\xC3\xA9", "\xE2\x82\xAC", "|", ":",
	    "\x01", "\xFF", "\\x", "\r", "\x7F", "\xEF\xBF\xBE", "\t", "\n", "\\"};
	for (unsigned left = next_random(4); left; left--)
		kr_buffer_text(text, pieces[next_random(spoiled && next_random(8) == 0 ? 18 : 9)]);
	if (spoiled && next_random(200) == 0)
		kr_buffer_char(text, '\0');
}

static void
make_stream(kr_buffer *text, bool spoiled)
{
	unsigned fields = 1 + next_random(6), records = next_random(30);
	kr_buffer_clear(text);
	if (spoiled && next_random(60) == 0)
		kr_buffer_text(text, "\xEF\xBB\xBF");
	for (unsigned i = 0; i < fields; i++)
		kr_buffer_format(text, "%sname%u", i ? "\t" : "", spoiled && next_random(60) == 0 ? 0 : i);
	if (spoiled && next_random(60) == 0)
		kr_buffer_text(text, "\t");
	kr_buffer_char(text, '\n');
	for (unsigned record = 0; record < records; record++) {
		bool here = spoiled && next_random(20) == 0;
		for (unsigned i = 0; i < fields; i++) {
			if (i)
				kr_buffer_char(text, '\t');
			add_value(text, here);
		}
		if (here && next_random(4) == 0)
			kr_buffer_char(text, '\t');
		kr_buffer_char(text, '\n');
	}
	if (spoiled && next_random(5) == 0)
		text->len = next_random((unsigned)text->len + 1);
}

static void
test_against_naive(void)
{
	static const size_t blocks[] = {1, 2, 3, 7, 16, 61, 64, 100, 1000, 4096, 262144};
	kr_buffer text = {0}, wanted = {0}, found = {0};
	const int rounds = TIMES(1500, 300);
	int wrong = 0, failures = 0;
	for (int round = 0; round < rounds; round++) {
		make_stream(&text, round % 3 != 0);
		read_naively(kr_buffer_slice(&text), &wanted);
		failures += kr_slice_find(kr_buffer_slice(&wanted), ' ') < wanted.len;
		for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
			read_by_reader(kr_buffer_slice(&text), blocks[i], NULL, &found);
			if (kr_slice_equal(kr_buffer_slice(&wanted), kr_buffer_slice(&found)))
				continue;
			if (wrong++ == 0)
				printf("# block %zu\n# wanted %.*s\n# found  %.*s\n", blocks[i], (int)wanted.len, wanted.ptr, (int)found.len, found.ptr);
		}
	}
	ok(wrong == 0, "random streams in blocks of all sizes");
	ok(failures > rounds / 4 && failures < rounds * 3 / 4, "good ones and broken ones were among them");
	kr_buffer_free(&text);
	kr_buffer_free(&wanted);
	kr_buffer_free(&found);
}

/* ---- the longest line ---- */

static bool
reads_line_of(size_t len, size_t block, const char *end, const char *wanted)
{
	kr_buffer text = {0}, found = {0};
	kr_buffer_text(&text, "a\tb\nx\t");
	if (!kr_buffer_reserve(&text, len))
		return false;
	memset(text.ptr + text.len, 'y', len - 2);
	text.len += len - 2;
	kr_buffer_text(&text, end);
	read_by_reader(kr_buffer_slice(&text), block, NULL, &found);
	size_t tail = strlen(wanted);
	bool good = found.len >= tail && memcmp(found.ptr + found.len - tail, wanted, tail) == 0;
	if (!good)
		printf("# found %.*s\n", found.len < 200 ? (int)found.len : 200, found.ptr);
	kr_buffer_free(&text);
	kr_buffer_free(&found);
	return good;
}

static void
test_longest(void)
{
	static const size_t blocks[] = {4096, 262144, 1000000, 16777216};
	const char *too_long = ":2: b: the line is longer than 4194304 bytes";
	bool longest = true, longer = true, much = true, early = true;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		longest = longest && reads_line_of(KR_LINE_MAX, blocks[i], "\n", "4194304");
		longer = longer && reads_line_of(KR_LINE_MAX + 1, blocks[i], "\n", too_long);
		much = much && reads_line_of(10000000, blocks[i], "\x01\n", too_long);
		early = early && reads_line_of(10000000, blocks[i], "", too_long);
	}
	ok(longest, "a line of the greatest length is read, whatever the block");
	ok(longer, "a line of one byte more is refused, whatever the block");
	ok(much, "a line of 10 MB is refused for its length, whatever else it holds");
	ok(early, "and so is one without an end");
}

static void
test_long_header(void)
{
	kr_buffer text = {0}, found = {0};
	bool good = true;
	for (size_t i = 0; i < 500000; i++)
		kr_buffer_format(&text, "name%zu\t", i);
	kr_buffer_text(&text, "end\n");
	for (size_t block = 65536; block <= 16777216; block *= 16) {
		read_by_reader(kr_buffer_slice(&text), block, NULL, &found);
		good = good && kr_slice_is(kr_buffer_slice(&found), ":1: the line is longer than 4194304 bytes");
	}
	kr_buffer_clear(&text);
	if (kr_buffer_reserve(&text, KR_LINE_MAX + 2))
		memset(text.ptr, 'x', KR_LINE_MAX + 1);
	text.len = KR_LINE_MAX + 1;
	kr_buffer_text(&text, "\n");
	read_by_reader(kr_buffer_slice(&text), 65536, NULL, &found);
	good = good && kr_slice_is(kr_buffer_slice(&found), ":1: the line is longer than 4194304 bytes");
	ok(good, "a header that is too long is refused, whatever the block");
	kr_buffer_free(&text);
	kr_buffer_free(&found);
}

static void
test_without_header(void)
{
	kr_buffer found = {0};
	read_by_reader(KR_SLICE(""), 7, "a,b", &found);
	ok(kr_slice_is(kr_buffer_slice(&found), "[a][b]"), "without a header line nothing at all is a stream");
	read_by_reader(KR_SLICE("1\t2\n"), 7, "a,b", &found);
	ok(kr_slice_is(kr_buffer_slice(&found), "[a][b]1:[1][2]3"), "the first line is the first record");
	read_by_reader(KR_SLICE("1\n"), 7, "a,b", &found);
	ok(kr_slice_is(kr_buffer_slice(&found), "[a][b]:1: b: is missing: the line has 1 fields, the header 2"), "and is checked");
	kr_buffer_free(&found);
}

static bool
refuses_names(const char *names)
{
	kr_reader reader;
	kr_error error;
	return !kr_reader_open(&reader, "/dev/null", names, &error);
}

static void
test_names(void)
{
	ok(refuses_names("a,,b") && refuses_names("a,a") && refuses_names(","), "empty and double names are refused");
	ok(refuses_names("a\tb") && refuses_names("a\nb") && refuses_names("a\x01") && refuses_names("\xFF") && refuses_names("\\x"),
	    "names that no header could hold are refused");
}

static void
test_stream(void)
{
	char paths[2][64];
	char *operands[2] = {paths[0], paths[1]};
	kr_stream stream;
	kr_record record;
	kr_error error;
	kr_buffer out = {0};
	int fds[2] = {file_of(KR_SLICE("a\tb\n1\t2\n3\t4\n")), file_of(KR_SLICE("c\ta\n5\t6\n"))};
	setenv("KR_BLOCK_SIZE", "262144", 1);
	for (int i = 0; i < 2; i++)
		snprintf(paths[i], sizeof paths[i], "/proc/self/fd/%d", fds[i]);
	ok(kr_stream_open(&stream, operands, 2, NULL, &error) && stream.header.count == 3, "headers are united by name");
	while (kr_stream_next(&stream, &record, &error) > 0) {
		note_record(&out, record.line);
		for (uint32_t i = 0; i < stream.header.count; i++)
			note_value(&out, kr_record_field(&record, i));
		note_value(&out, kr_record_field(&record, KR_NO_FIELD));
	}
	ok(kr_slice_is(kr_buffer_slice(&out), "2:[1][2][][]3:[3][4][][]2:[6][][5][]"), "a field that a file does not have is empty");
	uint64_t size, bytes = kr_stream_bytes(&stream, &size);
	ok(bytes == size && size == 20, "bytes read and bytes in all");
	ok(fcntl(stream.files[0].reader.input.fd, F_GETFD) < 0 && stream.files[0].reader.buffer == NULL,
	    "a file that has been read is given back before the end");
	kr_stream_close(&stream);
	kr_buffer_free(&out);
	close(fds[0]);
	close(fds[1]);
}

int
main(void)
{
	test_against_naive();
	test_longest();
	test_long_header();
	test_without_header();
	test_names();
	test_stream();
	return tap_done();
}
