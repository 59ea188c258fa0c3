/*
 * Reading a file with several threads gives what one gives, to the byte: records, rejects, messages and counts, on random files full of
 * broken quotes, breaks in values, lines that are too long, in several block sizes and encodings. And the ring that does it.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/ring.h"
#include "random.h"
#include "source/import.h"
#include "source/mask.h"
#include "tap.h"

#define FILES TIMES(30u, 6u)
#define BYTES 500000u /* more than is read for finding out how a file is written */
#define PIECES 3000u

/* A file that breaks at every turn, or one that seldom does: then most blocks are right at the first reading. */
static void
random_file(kr_buffer *to, unsigned kind)
{
	static const char *const broken[] = {"a", "bc", ";", ";", ";", "\"", "\"", "\"\"", "\";\"", " ", "\t", "\\", "\n", "\n", "\r\n",
	    "\r", "\x01", "\xC3\xA9", ";\"x;y\";", "a;b;c\n", "\"q\";r;\"s\"\n", "\"long\r\nvalue\";2;3\r\n", "Totaal;;3\n", "\n\n", "x|y"};
	static const char *const fine[] = {"a;b;c\r\n", "1;;2\r\n", "\"x\";\"y z\";\\\r\n", "\"a\r\nb\";2;3\r\n", "\"a\nb\n\nc\";\"d\"\"e\";f\r\n",
	    "d;e\xC3\xA9;f\r\n", "g;h;i\n", "k;l;m\n"};
	kr_buffer_clear(to);
	kr_buffer_text(to, "h1;h2;h3\n");
	while (to->len < BYTES) {
		const char *piece = fine[next_random(sizeof fine / sizeof fine[0])];
		if (kind % 3 == 0 || next_random(2000) == 0)
			piece = broken[next_random(sizeof broken / sizeof broken[0])];
		else if (kind % 3 == 1 && next_random(1000) == 0)
			piece = "\"stray;2;3\r\n";
		kr_buffer_text(to, piece);
		if (kind % 8 == 5 && next_random(20000) == 0)
			for (unsigned i = 0; i < 100 + next_random(150000); i++)
				kr_buffer_text(to, next_random(3000) ? "0123456789" : "\"\r\n");
	}
}

/* The same in UTF-16, for what is ASCII; other bytes become what they are. */
static void
widen(kr_buffer *text)
{
	kr_buffer wide = {0};
	for (size_t i = 0; i < text->len; i++)
		kr_buffer_add(&wide, (char[]){text->ptr[i], 0}, 2);
	kr_buffer_free(text);
	*text = wide;
}

static void
hear(void *listener, const char *message)
{
	kr_buffer_add(listener, message, strlen(message) + 1);
}

/* All that an import gives, one after the other. */
static void
note_all(kr_buffer *out, const kr_outlet *outlet, const kr_csv *csv, const kr_buffer *heard, int outcome)
{
	const kr_output *records = &outlet->writer.output, *rejects = &outlet->rejects.writer.output;
	kr_buffer_add(out, records->buffer, records->used);
	kr_buffer_text(out, "\nrejects\n");
	kr_buffer_add(out, rejects->buffer, rejects->used);
	kr_buffer_add(out, heard->ptr, heard->len);
	kr_buffer_format(out, "\n%d: read %llu written %llu aside %llu values %llu blank %llu line %llu\n", outcome,
	    (unsigned long long)outlet->read, (unsigned long long)outlet->writer.records,
	    (unsigned long long)outlet->rejects.records, (unsigned long long)outlet->rejects.values,
	    (unsigned long long)csv->blank_lines, (unsigned long long)csv->line);
}

static bool
import_with(const char *path, size_t threads, bool to_file, kr_buffer *out)
{
	const kr_csv_options how = {0};
	kr_buffer heard = {0};
	kr_rejects like = {.to_file = to_file, .tell = hear, .listener = &heard};
	kr_error error = {0};
	kr_source source = {.name = path};
	kr_profile profile = {0};
	kr_binding binding = {0};
	kr_outlet outlet = {.profile = &profile};
	kr_buffer_clear(out);
	bool good = kr_csv_open(&source.csv, path, &how, &error) && kr_profile_of_header(&profile, &source.csv.header, &error) &&
		    kr_profile_bind(&profile, &source.csv.header, path, &binding, &error) &&
		    kr_converter_open(&outlet.converter, &profile, &error) && kr_writer_keep(&outlet.writer, &error) &&
		    kr_rejects_keep(&outlet.rejects, &like, &error);
	outlet.rejects.tell = hear;
	outlet.rejects.listener = &heard;
	if (good)
		note_all(out, &outlet, &source.csv, &heard, kr_import(&outlet, &source, &binding, 0, threads, &error));
	else
		printf("# %s\n", error.message);
	kr_writer_abandon(&outlet.writer);
	kr_rejects_abandon(&outlet.rejects);
	kr_converter_close(&outlet.converter);
	kr_binding_free(&binding);
	kr_profile_free(&profile);
	kr_csv_close(&source.csv);
	kr_buffer_free(&heard);
	return good;
}

static bool
write_file(char path[64], const kr_buffer *text)
{
	strcpy(path, "/tmp/kr-test-import-XXXXXX");
	int fd = mkstemp(path);
	bool good = fd >= 0 && write(fd, text->ptr, text->len) == (ssize_t)text->len;
	close(fd);
	return good;
}

static void
test_same_bytes(void)
{
	static const char *const blocks[] = {"7", "500", "4096", "33333", "262144"};
	static const size_t threads[] = {2, 3, 8};
	kr_buffer text = {0}, wanted = {0}, found = {0};
	unsigned differences = 0;
	char path[64];
	for (unsigned i = 0; i < FILES; i++) {
		random_file(&text, i);
		if (i % 4 == 3)
			widen(&text);
		bool good = write_file(path, &text);
		setenv("KR_BLOCK_SIZE", "262144", 1);
		good = good && import_with(path, 1, i % 2, &wanted);
		setenv("KR_BLOCK_SIZE", blocks[i % 5], 1);
		for (size_t t = 0; t < 3; t++)
			good = good && import_with(path, threads[t], i % 2, &found) &&
			       kr_slice_equal(kr_buffer_slice(&wanted), kr_buffer_slice(&found));
		if (!good)
			printf("# file %u, block %s\n", i, blocks[i % 5]);
		differences += !good;
		unlink(path);
	}
	ok(differences == 0, "two, three and eight threads give what one gives");
	ok(wanted.len > BYTES / 2, "and that is not nothing");
	unsetenv("KR_BLOCK_SIZE");
	kr_buffer_free(&text);
	kr_buffer_free(&wanted);
	kr_buffer_free(&found);
}

static void
test_line_ends(void)
{
	static const char bytes[] = "\n\r\nab";
	char text[6000];
	bool same = true;
	for (unsigned i = 0; i < 300 && same; i++) {
		size_t len = 1 + next_random(sizeof text - 1), wanted = 0;
		for (size_t at = 0; at < len; at++)
			text[at] = i == 0 ? '\n' : bytes[next_random(5)];
		for (size_t at = 1; at < len; at++)
			wanted += text[at] == '\r' || (text[at] == '\n' && text[at - 1] != '\r');
		same = kr_count_line_ends(text + 1, len - 1) == wanted;
	}
	ok(same, "line ends are counted as one by one");
}

/* A ring over numbers: every third piece is slow, so that threads overtake each other. */
typedef struct numbers {
	size_t next, last, given, stop;
	size_t slots[KR_RING_SLOTS(KR_THREADS_MAX)];
	size_t worked[KR_RING_SLOTS(KR_THREADS_MAX)];
	bool taken_alone, in_order;
	atomic_int taking, giving;
} numbers;

static bool
take_number(void *context, size_t slot)
{
	numbers *this = context;
	bool alone = atomic_fetch_add(&this->taking, 1) == 0, more = this->next < this->last;
	this->taken_alone &= alone;
	this->slots[slot] = more ? this->next++ : 0;
	atomic_fetch_sub(&this->taking, 1);
	return more;
}

static void
work_number(void *context, size_t slot)
{
	numbers *this = context;
	if (this->slots[slot] % 3 == 0)
		usleep(20);
	this->worked[slot] = this->slots[slot] + 1;
}

static bool
give_number(void *context, size_t slot)
{
	numbers *this = context;
	this->in_order &= atomic_fetch_add(&this->giving, 1) == 0 && this->worked[slot] == this->given + 1;
	this->given++;
	atomic_fetch_sub(&this->giving, 1);
	return this->given != this->stop;
}

static void
test_ring(void)
{
	static const kr_ring ring = {take_number, work_number, give_number};
	static const size_t threads[] = {1, 2, 3, 8, KR_THREADS_MAX};
	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
		numbers all = {.last = PIECES, .taken_alone = true, .in_order = true}, some = {.last = PIECES, .stop = PIECES / 2, .taken_alone = true, .in_order = true};
		numbers none = {.taken_alone = true, .in_order = true};
		kr_ring_run(&ring, threads[i], &all);
		kr_ring_run(&ring, threads[i], &some);
		kr_ring_run(&ring, threads[i], &none);
		ok(all.taken_alone && all.in_order && all.given == PIECES, "every piece is given once and in order");
		ok(some.in_order && some.given == PIECES / 2, "a give that says no is the last");
		ok(none.given == 0, "no pieces, nothing given");
	}
}

int
main(void)
{
	test_ring();
	test_line_ends();
	test_same_bytes();
	return tap_done();
}
