/*
 * The framing and splitting of CSV against an oracle that gives every line to libcsv, on random files full of quotes, delimiters
 * and line ends, for several block sizes.
 */
#include <csv.h>
#include <stdlib.h>
#include <unistd.h>

#include "record/escape.h"
#include "source/csv.h"
#include "tap.h"

#define COLUMNS 3u
#define FILES 400u
#define LINES 60u

static uint64_t state = 20261122;

static uint32_t
random_below(uint32_t bound)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % bound;
}

static void
random_text(kr_buffer *to)
{
	static const char *const pieces[] = {"a", "bc", ";", ";", ";", "\"", "\"", "\"\"", "\";\"", " ", "\t", "\\", "\n", "\n", "\r\n", "\r",
	    "\xC3\xA9", ";\"x;y\";", "a;b;c\n", "\"q\";r;\"s\"\n"};
	kr_buffer_text(to, "h1;h2;h3\n");
	for (uint32_t i = 0; i < LINES * 4; i++)
		kr_buffer_text(to, pieces[random_below(sizeof pieces / sizeof pieces[0])]);
}

/* What a file gives: fields and set-aside lines one after the other, each with its mark. */
static void
note_field(kr_buffer *out, kr_slice plain)
{
	kr_buffer_char(out, '\t');
	kr_escape(out, plain);
}

static void
note_aside(kr_buffer *out, uint64_t line, const char *code)
{
	kr_buffer_format(out, "\n%llu %s", (unsigned long long)line, code);
}

typedef struct oracle {
	kr_buffer row; /* fields of the row that is being read */
	uint32_t fields, rows;
} oracle;

static void
oracle_field(void *bytes, size_t len, void *context)
{
	oracle *o = context;
	note_field(&o->row, kr_slice_of(bytes, len));
	o->fields++;
}

static void
oracle_row(int end, void *context)
{
	oracle *o = context;
	(void)end;
	o->rows++;
}

/* End of the physical line at `from`, its terminator included. */
static size_t
line_after(kr_slice text, size_t from)
{
	while (from < text.len && text.ptr[from] != '\n' && text.ptr[from] != '\r')
		from++;
	if (from + 1 < text.len && text.ptr[from] == '\r' && text.ptr[from + 1] == '\n')
		from++;
	return from < text.len ? from + 1 : from;
}

static bool
is_blank(kr_slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (strchr(" \t\r\n", line.ptr[i]) == NULL)
			return false;
	return true;
}

/* Reads one record from `at` with libcsv alone; the lines it took, 0 when the first is to be set aside. */
static uint64_t
oracle_record(oracle *o, kr_slice text, size_t at, size_t *next)
{
	struct csv_parser parser;
	size_t from = at;
	uint64_t lines = 0;
	kr_buffer_clear(&o->row);
	o->fields = o->rows = 0;
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&parser, ';');
	while (o->rows == 0 && from < text.len && lines < KR_CSV_LINES) {
		size_t to = line_after(text, from);
		if (csv_parse(&parser, text.ptr + from, to - from, oracle_field, oracle_row, o) != to - from)
			break;
		from = to;
		lines++;
	}
	csv_free(&parser);
	*next = from;
	return o->rows == 1 && (lines == 1 || o->fields == COLUMNS) ? lines : 0;
}

static void
expect(kr_slice text, kr_buffer *out)
{
	oracle o = {0};
	uint64_t line = 2, lines;
	for (size_t at = line_after(text, 0), next; at < text.len; at = next, line += lines) {
		next = line_after(text, at);
		lines = 1;
		if (is_blank(kr_slice_part(text, at, next)))
			continue;
		size_t behind;
		uint64_t took = oracle_record(&o, text, at, &behind);
		if (took == 0) {
			note_aside(out, line, "stray-quote");
			continue;
		}
		next = behind;
		lines = took;
		if (o.fields != COLUMNS) {
			note_aside(out, line, "field-count");
			continue;
		}
		note_aside(out, line, "");
		kr_buffer_slice_add(out, kr_buffer_slice(&o.row));
	}
	kr_buffer_free(&o.row);
}

static char delimiter_of_test = ';';

static bool
read_with(const char *path, const char *block, kr_buffer *out)
{
	kr_csv csv;
	kr_csv_record record;
	kr_error error;
	const kr_csv_options how = {.delimiter = delimiter_of_test};
	int got;
	setenv("KR_BLOCK_SIZE", block, 1);
	if (!kr_csv_open(&csv, path, &how, &error)) {
		printf("# %s\n", error.message);
		return false;
	}
	while ((got = kr_csv_next(&csv, &record, &error)) > 0) {
		note_aside(out, record.line, record.code ? record.code : "");
		for (uint32_t i = 0; record.code == NULL && i < record.count; i++) {
			kr_buffer_char(out, '\t');
			kr_buffer_slice_add(out, record.fields[i]);
		}
	}
	kr_csv_close(&csv);
	return got == 0;
}

/* A new temporary file with these bytes. */
static bool
write_file(char *path, kr_slice bytes)
{
	strcpy(path, "/tmp/kr-test-csv-XXXXXX");
	int fd = mkstemp(path);
	bool good = fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len;
	close(fd);
	return good;
}

static void
test_random_files(void)
{
	static const char *const blocks[] = {"1", "7", "4096", "262144"};
	kr_buffer text = {0}, wanted = {0}, found = {0};
	uint32_t differences = 0, multiple = 0, aside = 0;
	char path[64];
	for (uint32_t i = 0; i < FILES; i++) {
		kr_buffer_clear(&text);
		kr_buffer_clear(&wanted);
		kr_buffer_clear(&found);
		random_text(&text);
		/* As the reader does: a last line without an end gets one. */
		if (text.ptr[text.len - 1] != '\n' && text.ptr[text.len - 1] != '\r')
			kr_buffer_char(&text, '\n');
		expect(kr_buffer_slice(&text), &wanted);
		kr_buffer_char(&wanted, '\0');
		multiple += strstr(wanted.ptr, "\\n") != NULL;
		aside += strstr(wanted.ptr, "stray-quote") != NULL;
		wanted.len--;
		bool good = write_file(path, kr_buffer_slice(&text)) && read_with(path, blocks[i % 4], &found);
		if (!good || !kr_slice_equal(kr_buffer_slice(&wanted), kr_buffer_slice(&found))) {
			differences++;
			printf("# file %u, block %s:\n%.*s\nwanted %.*s\nfound %.*s\n", i, blocks[i % 4], (int)text.len, text.ptr,
			    (int)wanted.len, wanted.ptr, (int)found.len, found.ptr);
		}
		unlink(path);
	}
	ok(differences == 0, "random files give what libcsv alone gives");
	ok(multiple > 50 && aside > 50, "the random files held breaks in quotes and stray quotes");
	kr_buffer_free(&text);
	kr_buffer_free(&wanted);
	kr_buffer_free(&found);
}

/* Reads a text and gives all it says as "line code<TAB>field<TAB>field". */
static bool
gives(const char *text, const char *wanted)
{
	kr_buffer found = {0};
	char path[64];
	bool good = write_file(path, kr_slice_text(text)) && read_with(path, "262144", &found) &&
		    kr_slice_is(kr_buffer_slice(&found), wanted);
	if (!good)
		printf("# %.*s\n", (int)found.len, found.ptr);
	unlink(path);
	kr_buffer_free(&found);
	return good;
}

static void
test_named(void)
{
	ok(gives("a;b\n1;2\n", "\n2 \t1\t2"), "a plain file");
	ok(gives("a;b\r\n1;2", "\n2 \t1\t2"), "CRLF and no end of the last line");
	ok(gives("a;b\r1;2\r\r3;4\r", "\n2 \t1\t2\n4 \t3\t4"), "CR alone, a blank line");
	ok(gives("a;b\n  1 ;\t2 \n", "\n2 \t1\t2"), "blanks around unquoted values go");
	ok(gives("a;b\n\" 1 \"; \" 2 \" \n", "\n2 \t 1 \t 2 "), "blanks in quoted values stay");
	ok(gives("a;b\n\"x;y\";\"q\"\"r\"\n", "\n2 \tx;y\tq\"r"), "delimiter and doubled quote in quotes");
	ok(gives("a;b\n\"x\r\ny\";2\n3;4\n", "\n2 \tx\\r\\ny\t2\n4 \t3\t4"), "a break in quotes; the line number behind it");
	ok(gives("a;b\n1;2\n\"x;2\n3;4\n", "\n2 \t1\t2\n3 stray-quote\n4 \t3\t4"), "a stray quote costs its line");
	ok(gives("a;b\n1;2;3\n1\n;\n", "\n2 field-count\n3 field-count\n4 \t\t"), "ragged lines");
	ok(gives("a\n\"\"\n\n \nx\n", "\n2 \t\n5 \tx"), "one column: an empty quoted value is a record, a blank line is none");
	ok(gives("a;b\n\\;\"\t\"\n", "\n2 \t\\\\\t\\t"), "backslash and tab are escaped");
	ok(gives("a;b\n \"\" ; \"\"\n;2\"x\n", "\n2 \t\t\n3 stray-quote"), "nothing but empty values through libcsv");
	delimiter_of_test = '\t';
	ok(gives("a\tb\n\"x\ty\"\t2\n", "\n2 \tx\\ty\t2"), "a tab in quotes where the tab is the delimiter");
	delimiter_of_test = '\x1F';
	ok(gives("a\x1F" "b\n\"x\x1Fy\"\x1F" "2\n", "\n2 \tx y\t2"), "a control character in quotes where it is the delimiter");
	delimiter_of_test = ';';
	ok(gives("a;b;c\n1;2;3\nTotaal;;17\nTotaal;2;3\n", "\n2 \t1\t2\t3\n3 total-line\n4 \tTotaal\t2\t3"), "a line of totals");
	ok(gives("a;b\nx\x01y;\x7F\n", "\n2 \tx y\t "), "control characters become blanks");
	ok(gives("a;b\n\xC3\xA9\xC3\xA9\xC3\xA9;\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9;\xC3\xA9\xC3\xA9\xC3\xA9\n\xFF;1\n2;3\n",
	       "\n2 \t\xC3\xA9\xC3\xA9\xC3\xA9\t\xC3\xA9\xC3\xA9\xC3\xA9\n3 \t\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\t\xC3\xA9\xC3\xA9\xC3\xA9"
	       "\n4 encoding\n5 \t2\t3"), "a line that is no UTF-8 among many that are");
}

static bool
opens_with(const char *text, char delimiter, const char *names)
{
	kr_csv csv;
	kr_error error;
	kr_buffer found = {0};
	const kr_csv_options how = {0};
	char path[64];
	if (!write_file(path, kr_slice_text(text)) || !kr_csv_open(&csv, path, &how, &error))
		return false;
	for (uint32_t i = 0; i < csv.header.count; i++) {
		kr_buffer_slice_add(&found, csv.header.names[i]);
		kr_buffer_char(&found, '/');
	}
	bool good = csv.delimiter == delimiter && kr_slice_is(kr_buffer_slice(&found), names);
	if (!good)
		printf("# '%c' %.*s\n", csv.delimiter, (int)found.len, found.ptr);
	kr_buffer_free(&found);
	kr_csv_close(&csv);
	unlink(path);
	return good;
}

static void
test_headers(void)
{
	ok(opens_with("a;b\n1,5;2\n", ';', "a/b/"), "semicolons found among decimal commas");
	ok(opens_with("a,b\n1,2\n", ',', "a/b/"), "commas found");
	ok(opens_with("a\tb\n1\t2\n", '\t', "a/b/"), "tabs found");
	ok(opens_with("a|b\n1|2\n", '|', "a/b/"), "bars found");
	ok(opens_with("naam, voornaam;b\n\"x, y\";2\nz;3\n", ';', "naam, voornaam/b/"), "a comma in the header does not mislead");
	ok(opens_with("a\n1,5\n2;3\n", KR_CSV_NO_DELIMITER, "a/"), "one column");
	ok(opens_with("sep=,\na,b;c\n1,2\n", ',', "a/b;c/"), "the line that Excel puts first");
	ok(opens_with("\n \n a ;;a;a_2;a;\"x\ty\"\n", ';', "a/column_2/a_2/a_2_2/a_3/x\\ty/"), "names are trimmed, made and made unique");
}

int
main(void)
{
	test_named();
	test_headers();
	test_random_files();
	return tap_done();
}
