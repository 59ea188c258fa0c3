/*
 * 100,000 random files against two oracles that share nothing with the reader: what was written into a valid file, and for files
 * full of stray quotes a slow reading of the rules, line by line and byte by byte (see csv.h, "Framing").
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "record/escape.h"
#include "source/csv.h"
#include "random.h"
#include "tap.h"

#define FILES TIMES(50000u, 1500u)
#define COLUMNS 3u

/* How the file at hand is dressed. */
typedef struct dress {
	char delimiter, quote;
	size_t max_field;
	const char *block;
} dress;

/* What is told of a file: for each record "\nLINE\tFIELD…", for each line that is set aside "\nLINE CODE\tORIGINAL". */
static void
tell_record(kr_buffer *out, uint64_t line)
{
	kr_buffer_format(out, "\n%llu", (unsigned long long)line);
}

static void
tell_value(kr_buffer *out, kr_slice plain)
{
	kr_buffer_char(out, '\t');
	kr_escape(out, plain);
}

static void
tell_aside(kr_buffer *out, uint64_t line, const char *code, kr_slice plain)
{
	kr_buffer_format(out, "\n%llu %s", (unsigned long long)line, code);
	tell_value(out, plain);
}

/* The reader, on bytes in memory. */
static bool
read_bytes(int file, kr_slice bytes, const dress *how, kr_buffer *out)
{
	kr_csv csv;
	kr_csv_record record;
	kr_error error;
	char path[64];
	const kr_csv_options options = {.encoding = KR_ENCODING_UTF_8, .delimiter = how->delimiter, .quote = how->quote, .header_line = 1,
	    .max_field = how->max_field};
	int got;
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	if (ftruncate(file, 0) != 0 || pwrite(file, bytes.ptr, bytes.len, 0) != (ssize_t)bytes.len)
		return false;
	setenv("KR_BLOCK_SIZE", how->block, 1);
	if (!kr_csv_open(&csv, path, &options, &error)) {
		printf("# %s\n", error.message);
		return false;
	}
	while ((got = kr_csv_next(&csv, &record, &error)) > 0) {
		tell_record(out, record.line);
		if (record.code != NULL)
			kr_buffer_format(out, " %s\t%.*s", record.code, (int)record.original.len, record.original.ptr);
		for (uint32_t i = 0; record.code == NULL && i < record.count; i++) {
			kr_buffer_char(out, '\t');
			kr_buffer_slice_add(out, record.fields[i]);
		}
	}
	kr_csv_close(&csv);
	return got == 0;
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The physical line at `from`: *end of its text; the start of the next one. */
static size_t
line_at(kr_slice text, size_t from, size_t *end)
{
	while (from < text.len && !is_end(text.ptr[from]))
		from++;
	*end = from;
	if (from == text.len)
		return from;
	return from + 1 < text.len && text.ptr[from] == '\r' && text.ptr[from + 1] == '\n' ? from + 2 : from + 1;
}

static bool
is_blank(kr_slice line, char delimiter)
{
	for (size_t i = 0; i < line.len; i++)
		if (!is_space(line.ptr[i]) || line.ptr[i] == delimiter)
			return false;
	return true;
}

static kr_slice
trimmed(kr_slice text)
{
	while (text.len > 0 && is_space(text.ptr[0]))
		text = kr_slice_part(text, 1, text.len);
	while (text.len > 0 && is_space(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

/* What ="0123" means; anything else means itself. */
static kr_slice
meaning(kr_slice value, char quote)
{
	if (quote != '"' || value.len < 3 || memcmp(value.ptr, "=\"", 2) != 0 || value.ptr[value.len - 1] != '"')
		return value;
	kr_slice inner = kr_slice_part(value, 2, value.len - 1);
	return memchr(inner.ptr, '"', inner.len) ? value : inner;
}

enum verdict { WHOLE, RUNS_ON, WRONG };

/* One piece of text as a record, strictly; RUNS_ON: its end stands within a quoted value. */
static enum verdict
parse(kr_slice text, const dress *how, kr_buffer *row, uint32_t *fields)
{
	kr_buffer value = {0};
	size_t at = 0;
	enum verdict verdict = WHOLE;
	*fields = 0;
	kr_buffer_clear(row);
	for (bool more = true; more && verdict == WHOLE; at++) {
		size_t from = at;
		while (from < text.len && is_space(text.ptr[from]) && text.ptr[from] != how->delimiter)
			from++;
		if (how->quote == '"' && from + 1 < text.len && text.ptr[from] == '=' && text.ptr[from + 1] == '"')
			from++;
		kr_buffer_clear(&value);
		if (from < text.len && text.ptr[from] == how->quote) {
			for (at = from + 1; at < text.len; at++) {
				if (text.ptr[at] != how->quote)
					kr_buffer_char(&value, text.ptr[at]);
				else if (at + 1 < text.len && text.ptr[at + 1] == how->quote)
					kr_buffer_char(&value, text.ptr[at++]);
				else
					break;
			}
			if (at >= text.len)
				verdict = RUNS_ON;
			for (at++; at < text.len && is_space(text.ptr[at]) && text.ptr[at] != how->delimiter; at++)
				continue;
			if (verdict == WHOLE && at < text.len && text.ptr[at] != how->delimiter && !is_end(text.ptr[at]))
				verdict = WRONG;
			tell_value(row, meaning(kr_buffer_slice(&value), how->quote));
		} else {
			for (; at < text.len && text.ptr[at] != how->delimiter && !is_end(text.ptr[at]); at++) {
				kr_buffer_char(&value, text.ptr[at]);
				if (text.ptr[at] == how->quote)
					verdict = WRONG;
			}
			tell_value(row, trimmed(kr_buffer_slice(&value)));
		}
		++*fields;
		more = at < text.len && text.ptr[at] == how->delimiter;
	}
	kr_buffer_free(&value);
	return verdict;
}

/* What the rules say about a file, behind its header line. */
static void
expect(kr_slice text, const dress *how, kr_buffer *out, uint32_t *asides)
{
	kr_buffer row = {0};
	size_t end, at = line_at(text, 0, &end);
	uint64_t line = 2;
	while (at < text.len) {
		size_t first_end, next = line_at(text, at, &first_end), behind = next;
		uint64_t lines = 1;
		uint32_t fields;
		if (is_blank(kr_slice_part(text, at, first_end), how->delimiter)) {
			at = next;
			line++;
			continue;
		}
		enum verdict verdict = parse(kr_slice_part(text, at, next), how, &row, &fields);
		while (verdict == RUNS_ON && behind < text.len && lines < 100) {
			behind = line_at(text, behind, &end);
			if (behind - at > how->max_field)
				break;
			lines++;
			verdict = parse(kr_slice_part(text, at, behind), how, &row, &fields);
		}
		bool whole = verdict == WHOLE && (lines == 1 || fields == COLUMNS);
		kr_slice alone = kr_slice_part(text, at, first_end);
		if (!whole) {
			tell_aside(out, line, "stray-quote", alone);
			++*asides;
			lines = 1;
			behind = next;
		} else if (fields != COLUMNS) {
			tell_aside(out, line, "field-count", alone);
		} else {
			tell_record(out, line);
			kr_buffer_slice_add(out, kr_buffer_slice(&row));
		}
		line += lines;
		at = behind;
	}
	kr_buffer_free(&row);
}

static void
choose_dress(dress *how, uint32_t number)
{
	static const char *const blocks[] = {"262144", "262144", "1", "7", "64"};
	static const size_t bounds[] = {65536, 65536, 20, 60};
	*how = (dress){.delimiter = ";,\t|"[next_random(4)],
	    .quote = next_random(4) ? '"' : '\'',
	    .max_field = bounds[next_random(4)],
	    .block = blocks[number % 5]};
}

static void
add_header(kr_buffer *text, const dress *how)
{
	kr_buffer_format(text, "h1%ch2%ch3\n", how->delimiter, how->delimiter);
}

/* A line without an end gets one, as the reader gives it. */
static void
end_line(kr_buffer *text)
{
	if (!is_end(text->ptr[text->len - 1]))
		kr_buffer_char(text, '\n');
}

/* Pieces of all that matters, in any order: ; and " stand for the dress. One record as the header wants it leaves no doubt about that. */
static void
wild_text(kr_buffer *to, const dress *how)
{
	static const char *const pieces[] = {"a", "bc", ";", ";", ";", "\"", "\"", "\"\"", "\";\"", " ", "\t", "\\", "\n", "\n", "\r\n", "\r",
	    "\xC3\xA9", ";\"x;y\";", "a;b;c\n", "\"q\";r;\"s\"\n", "=\"", "=\"07\"", ";\n", "\n\n", "\"x\ny\";2;3\n"};
	uint32_t count = 1 + next_random(90);
	add_header(to, how);
	kr_buffer_format(to, "1%c2%c3\n", how->delimiter, how->delimiter);
	for (uint32_t i = 0; i < count; i++)
		for (const char *c = pieces[next_random(sizeof pieces / sizeof pieces[0])]; *c; c++)
			kr_buffer_char(to, *c == ';' ? how->delimiter : *c == '"' ? how->quote : *c);
	end_line(to);
}

/* A value of a valid file. */
static void
random_value(kr_buffer *to, const dress *how)
{
	static const char *const words[] = {"Jan", "x", "12", "Zo\xC3\xAB", " ", "", "\\", "'s", "1,5", "a|b", "=", "\t", "\n", "\r\n", "\r", ";", "\"",
	    "E", "+31", "\xE2\x82\xAC"};
	for (uint32_t n = next_random(4); n > 0; n--)
		kr_buffer_text(to, words[next_random(sizeof words / sizeof words[0])]);
	if (next_random(20) == 0)
		kr_buffer_char(to, how->delimiter);
}

static bool
needs_quotes(kr_slice value, const dress *how)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] == how->delimiter || value.ptr[i] == how->quote || is_end(value.ptr[i]))
			return true;
	return false;
}

/* Writes a value as CSV and tells what must come back: blanks around an unquoted one do not. */
static void
write_value(kr_buffer *text, kr_buffer *out, kr_slice value, const dress *how, bool alone)
{
	bool quoted = alone || needs_quotes(value, how) || next_random(3) == 0;
	tell_value(out, quoted ? meaning(value, how->quote) : trimmed(value));
	if (!quoted) {
		kr_buffer_slice_add(text, value);
		return;
	}
	kr_buffer_char(text, how->quote);
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == how->quote)
			kr_buffer_char(text, how->quote);
		kr_buffer_char(text, value.ptr[i]);
	}
	kr_buffer_char(text, how->quote);
}

static uint64_t
count_ends(kr_slice text)
{
	uint64_t ends = 0;
	size_t end;
	for (size_t at = 0; at < text.len; ends++)
		at = line_at(text, at, &end);
	return ends;
}

/* A valid file and what must come back. */
static void
valid_text(kr_buffer *text, kr_buffer *out, const dress *how)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	kr_buffer value = {0};
	uint64_t line = 2;
	uint32_t records = 1 + next_random(28), style = next_random(4);
	add_header(text, how);
	for (uint32_t i = 0; i < records; i++) {
		size_t from = text->len;
		tell_record(out, line);
		for (uint32_t field = 0; field < COLUMNS; field++) {
			kr_buffer_clear(&value);
			random_value(&value, how);
			if (field > 0)
				kr_buffer_char(text, how->delimiter);
			write_value(text, out, kr_buffer_slice(&value), how, false);
		}
		kr_buffer_text(text, ends[style < 3 ? style : next_random(2)]);
		line += count_ends(kr_buffer_since(text, from));
	}
	kr_buffer_free(&value);
}

static void
show_difference(const char *what, uint32_t number, const dress *how, kr_slice text, kr_slice wanted, kr_slice found)
{
	printf("# %s file %u, delimiter %d, quote %c, block %s, max %zu:\n%.*s\nwanted %.*s\nfound %.*s\n", what, number, how->delimiter,
	    how->quote, how->block, how->max_field, (int)text.len, text.ptr, (int)wanted.len, wanted.ptr, (int)found.len, found.ptr);
}

static void
run(int file, bool valid)
{
	kr_buffer text = {0}, wanted = {0}, found = {0};
	uint32_t differences = 0, asides = 0;
	for (uint32_t i = 0; i < FILES && differences < 3; i++) {
		dress how;
		choose_dress(&how, i);
		if (valid)
			how.max_field = 65536;
		kr_buffer_clear(&text);
		kr_buffer_clear(&wanted);
		kr_buffer_clear(&found);
		if (valid)
			valid_text(&text, &wanted, &how);
		else {
			wild_text(&text, &how);
			expect(kr_buffer_slice(&text), &how, &wanted, &asides);
		}
		bool good = read_bytes(file, kr_buffer_slice(&text), &how, &found);
		if (good && kr_slice_equal(kr_buffer_slice(&wanted), kr_buffer_slice(&found)))
			continue;
		differences++;
		show_difference(valid ? "valid" : "wild", i, &how, kr_buffer_slice(&text), kr_buffer_slice(&wanted), kr_buffer_slice(&found));
	}
	ok(differences == 0, valid ? "valid files give back every value that was written into them"
				   : "of files with errors exactly the lines are set aside that the rules name, with their text");
	if (!valid)
		ok(asides > FILES, "these files held more stray quotes than there were files");
	kr_buffer_free(&text);
	kr_buffer_free(&wanted);
	kr_buffer_free(&found);
}

int
main(void)
{
	int file = memfd_create("csv", 0);
	run(file, true);
	run(file, false);
	close(file);
	return tap_done();
}
