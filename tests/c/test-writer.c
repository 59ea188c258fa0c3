/* The layout and the writer: random choices and made fields over files of several shapes, against a naive way. */
#include "record/writer.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"
#include "random.h"
#include "record/rejects.h"
#include "record/stream.h"
#include "tap.h"

static kr_error error;

static int
new_file(void)
{
	int fd = memfd_create("test", 0);
	if (fd < 0)
		abort();
	return fd;
}

static void
slurp(int fd, kr_buffer *out)
{
	char block[4096];
	ssize_t got;
	kr_buffer_clear(out);
	lseek(fd, 0, SEEK_SET);
	while ((got = read(fd, block, sizeof block)) > 0)
		kr_buffer_add(out, block, (size_t)got);
}

/* ---- two files of random shape: names are letters, values tell where they stand ---- */

enum { FILES = 2, LETTERS = 8 };

typedef struct shape {
	char letters[LETTERS + 1];
	unsigned records;
} shape;

static void
make_shape(shape *file, kr_buffer *text)
{
	size_t count = 0;
	kr_buffer_clear(text);
	for (unsigned i = 0; i < 20 && count < LETTERS; i++) {
		char letter = (char)('a' + next_random(LETTERS));
		if (memchr(file->letters, letter, count) == NULL)
			file->letters[count++] = letter;
	}
	file->letters[count] = '\0';
	file->records = next_random(4);
	for (size_t i = 0; i < count; i++)
		kr_buffer_format(text, "%s%c", i ? "\t" : "", file->letters[i]);
	kr_buffer_char(text, '\n');
	for (unsigned record = 0; record < file->records; record++) {
		for (size_t i = 0; i < count; i++)
			kr_buffer_format(text, "%s%c%u", i ? "\t" : "", file->letters[i], record);
		kr_buffer_char(text, '\n');
	}
}

/* What is to come out: letters of the united header, and capitals for fields that are made (over a letter or new). */
static size_t
choose(const kr_header *header, char *chosen)
{
	size_t count = 0;
	for (unsigned i = 0; i < 12; i++) {
		char letter = header->names[next_random(header->count)].ptr[0];
		if (memchr(chosen, letter, count) == NULL)
			chosen[count++] = letter;
	}
	chosen[count] = '\0';
	return count;
}

typedef struct made {
	char name;
	uint32_t slot;
} made;

static void
expect(const shape *files, const char *chosen, const made *makes, size_t make_count, const bool *silent, kr_buffer *out)
{
	kr_buffer_clear(out);
	for (size_t i = 0; chosen[i]; i++)
		kr_buffer_format(out, "%s%c", i ? "\t" : "", chosen[i]);
	kr_buffer_char(out, '\n');
	for (size_t f = 0; f < FILES; f++)
		for (unsigned record = 0; record < files[f].records; record++) {
			for (size_t i = 0; chosen[i]; i++) {
				const made *make = NULL;
				for (size_t m = 0; m < make_count; m++)
					if (makes[m].name == chosen[i] && !silent[makes[m].slot])
						make = &makes[m];
				if (i)
					kr_buffer_char(out, '\t');
				if (make != NULL)
					kr_buffer_format(out, "made%u", make->slot);
				else if (strchr(files[f].letters, chosen[i]) != NULL)
					kr_buffer_format(out, "%c%u", chosen[i], record);
			}
			kr_buffer_char(out, '\n');
		}
}

static bool
one_round(kr_buffer *wanted, kr_buffer *found)
{
	shape files[FILES];
	kr_buffer text = {0};
	char paths[FILES][64], *operands[FILES], chosen[LETTERS + 8] = {0}, texts[4][20];
	int fds[FILES], out = new_file();
	kr_stream stream;
	kr_record record;
	kr_layout layout = {0};
	kr_writer writer = {0};
	for (size_t i = 0; i < FILES; i++) {
		make_shape(&files[i], &text);
		fds[i] = new_file();
		if (write(fds[i], text.ptr, text.len) != (ssize_t)text.len)
			abort();
		snprintf(paths[i], sizeof paths[i], "/proc/self/fd/%d", fds[i]);
		operands[i] = paths[i];
	}
	if (!kr_stream_open(&stream, operands, FILES, NULL, &error))
		return false;
	size_t count = choose(&stream.header, chosen);
	for (size_t i = 0; i < count; i++)
		kr_layout_keep(&layout, &stream.header, kr_header_find(&stream.header, kr_slice_of(&chosen[i], 1)), &error);
	made makes[4];
	bool silent[4];
	kr_slice values[4];
	size_t make_count = next_random(4);
	for (size_t m = 0; m < make_count; m++) {
		makes[m].name = "abcXYZ"[next_random(6)];
		if (makes[m].name >= 'a' && strchr(chosen, makes[m].name) == NULL)
			makes[m].name = 'W';
		kr_layout_make(&layout, kr_slice_of(&makes[m].name, 1), &makes[m].slot, &error);
		if (strchr(chosen, makes[m].name) == NULL) {
			chosen[count++] = makes[m].name;
			chosen[count] = '\0';
		}
	}
	for (uint32_t slot = 0; slot < layout.slots; slot++) {
		silent[slot] = next_random(4) == 0;
		snprintf(texts[slot], sizeof texts[slot], "made%u", slot);
		values[slot] = silent[slot] ? kr_slice_of(NULL, 0) : kr_slice_text(texts[slot]);
	}
	kr_output_attach(&writer.output, dup(out), "out", &error);
	kr_writer_header(&writer, &layout.header);
	while (kr_stream_next(&stream, &record, &error) > 0)
		kr_writer_record(&writer, &layout, &record, values);
	bool good = writer.records == files[0].records + files[1].records && kr_writer_commit(&writer, &error);
	expect(files, chosen, makes, make_count, silent, wanted);
	slurp(out, found);
	kr_stream_close(&stream);
	kr_layout_free(&layout);
	kr_buffer_free(&text);
	close(out);
	for (size_t i = 0; i < FILES; i++)
		close(fds[i]);
	return good && kr_slice_equal(kr_buffer_slice(wanted), kr_buffer_slice(found));
}

static void
test_random_layouts(void)
{
	kr_buffer wanted = {0}, found = {0};
	int wrong = 0;
	for (int round = 0; round < TIMES(3000, 500); round++)
		if (!one_round(&wanted, &found) && wrong++ == 0)
			printf("# wanted\n%.*s# found\n%.*s", (int)wanted.len, wanted.ptr, (int)found.len, found.ptr);
	ok(wrong == 0, "random choices and made fields over two files");
	kr_buffer_free(&wanted);
	kr_buffer_free(&found);
}

static void
test_twice(void)
{
	kr_header header = {0};
	kr_layout layout = {0};
	uint32_t first, second;
	kr_header_parse(&header, KR_SLICE("a\tb"), "f", &error);
	ok(kr_layout_all(&layout, &header, &error) && !kr_layout_keep(&layout, &header, 1, &error) &&
	    strcmp(error.message, "field b is asked for twice") == 0, "a field cannot be chosen twice");
	ok(kr_layout_make(&layout, KR_SLICE("x"), &first, &error) && kr_layout_make(&layout, KR_SLICE("x"), &second, &error) &&
	    first == second && layout.header.count == 3, "a field made twice is one field");
	kr_layout_free(&layout);
	kr_header_free(&header);
}

/* Values longer than a block go out whole. */
static void
test_long_values(void)
{
	kr_writer writer = {0};
	kr_buffer found = {0};
	int out = new_file();
	size_t lengths[] = {0, 1, KR_BLOCK_SIZE - 2, KR_BLOCK_SIZE - 1, KR_BLOCK_SIZE, KR_BLOCK_SIZE + 1, 3 * KR_BLOCK_SIZE + 5};
	enum { COUNT = sizeof lengths / sizeof *lengths };
	char *big = malloc(4 * (size_t)KR_BLOCK_SIZE);
	if (big == NULL)
		return;
	memset(big, 'v', 4 * (size_t)KR_BLOCK_SIZE);
	kr_output_attach(&writer.output, dup(out), "out", &error);
	kr_slice values[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		values[i] = kr_slice_of(big, lengths[i]);
	kr_writer_values(&writer, values, COUNT);
	bool good = kr_writer_commit(&writer, &error);
	slurp(out, &found);
	kr_slice rest = kr_buffer_slice(&found), value;
	good = good && rest.len && rest.ptr[rest.len - 1] == '\n';
	rest.len--;
	for (size_t i = 0; i < COUNT; i++)
		good = good && kr_slice_next(&rest, '\t', &value) && value.len == lengths[i] && kr_slice_find(value, '\n') == value.len;
	ok(good && rest.ptr == NULL, "values of every length around a block go out whole");
	free(big);
	kr_buffer_free(&found);
	close(out);
}

static kr_buffer told;

static void
listen(void *listener, const char *message)
{
	(void)listener;
	kr_buffer_format(&told, "%s\n", message);
}

static void
test_rejects(void)
{
	char folder[] = "/tmp/kr-test-XXXXXX", path[64];
	kr_rejects rejects;
	kr_buffer found = {0};
	if (mkdtemp(folder) == NULL)
		return;
	snprintf(path, sizeof path, "%s/aside", folder);
	ok(kr_rejects_open(&rejects, NULL, listen, NULL, &error), "rejects without a file");
	kr_rejects_value(&rejects, "f.tsv", 3, KR_SLICE("bsn"), "elfproef", KR_SLICE("123456789"));
	kr_rejects_record(&rejects, "f.tsv", 4, "fields", KR_SLICE("a\\tb"));
	ok(kr_rejects_commit(&rejects, &error) && rejects.values == 1 && rejects.records == 1 &&
	    kr_slice_is(kr_buffer_slice(&told), "f.tsv:3: bsn: elfproef\nf.tsv:4: fields\n"), "are told without the value");
	kr_rejects_open(&rejects, path, listen, NULL, &error);
	kr_rejects_value(&rejects, "a\tb\\c", 3, KR_SLICE("bsn"), "elfproef", KR_SLICE("12\\t3"));
	kr_rejects_record(&rejects, "f.tsv", 4, "fields", KR_SLICE("a\\tb"));
	ok(kr_rejects_commit(&rejects, &error), "rejects with a file");
	kr_reader reader;
	kr_record record;
	ok(kr_reader_open(&reader, path, NULL, &error) && reader.header.count == 5, "are a stream");
	ok(kr_reader_next(&reader, &record, &error) == 1 && kr_slice_is(kr_record_line(&record), "a\\tb\\\\c\t3\tbsn\telfproef\t12\\t3"),
	    "that holds the original, and the source's name escaped");
	ok(kr_reader_next(&reader, &record, &error) == 1 && kr_slice_is(kr_record_line(&record), "f.tsv\t4\t\tfields\ta\\tb") &&
	    kr_reader_next(&reader, &record, &error) == 0, "and the records set aside");
	kr_reader_close(&reader);
	unlink(path);
	rmdir(folder);
	kr_buffer_free(&found);
	kr_buffer_free(&told);
}

int
main(void)
{
	test_random_layouts();
	test_twice();
	test_long_values();
	test_rejects();
	return tap_done();
}
