/*
 * The reader of JSON against jansson on random lines, good and broken: both take and refuse the same objects and find the
 * same values, and a broken line costs no other. The same in lists, whatever the size of a read.
 */
#include <jansson.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "random.h"
#include "record/escape.h"
#include "source/json.h"
#include "tap.h"

#define LINES 40u

static const char profile_text[] = "field\tcolumn\tconversion\targument\n"
				   "id\tid\n"
				   "text\tt | o.t\n"
				   "deep\to.s\n"
				   "list\tl[]\n"
				   "item\tp[].k | p[].n\n";

static kr_profile profile;

static int
temporary(const char *bytes, size_t len, char path[64])
{
	int fd = memfd_create("test", 0);
	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

/* Random JSON. */

static void
add_blanks(kr_buffer *to)
{
	static const char *const blanks[] = {"", "", "", "", " ", "\t", "  "};
	kr_buffer_text(to, blanks[next_random(7)]);
}

static void
add_string(kr_buffer *to)
{
	static const char *const pieces[] = {"a", "Jansen", " ", "|", ":", "\\\"", "\\\\", "\\/", "\\n", "\\t", "\\r", "\\b", "\\f",
	    "\\u0041", "\\u00e9", "\\u0000", "\\u001f", "\\u007F", "\\uffff", "\\ud83d\\ude00", "é", "€", "😀", "\x7F", "\xC2\x80", "{", "]",
	    ",", "'", "0123456789abcdef0123456789"};
	kr_buffer_char(to, '"');
	for (unsigned n = next_random(5); n > 0; n--)
		kr_buffer_text(to, pieces[next_random(sizeof pieces / sizeof pieces[0])]);
	kr_buffer_char(to, '"');
}

static void
add_scalar(kr_buffer *to)
{
	static const char *const words[] = {"0", "-0", "1", "-12", "1.10", "1e5", "2E-3", "0.0", "12345678901234567890", "true", "false",
	    "null", "9007199254740993", "\"\"", "1.", "01", "+1", ".5", "1e", "-", "nul", "True", "NaN"};
	/* Those from "1." on are wrong. */
	if (next_random(2))
		add_string(to);
	else
		kr_buffer_text(to, words[next_random(next_random(60) ? 14 : 23)]);
}

static void
add_value(kr_buffer *to, unsigned depth)
{
	static const char *const names[] = {"t", "o", "s", "l", "p", "k", "n", "x", "z", "\\u0074", "\\u0078"};
	unsigned kind = depth > 4 ? 0 : next_random(6), count = next_random(4), from = next_random(7);
	if (kind < 4) {
		add_scalar(to);
		return;
	}
	kr_buffer_char(to, kind == 4 ? '{' : '[');
	for (unsigned i = 0; i < count; i++) {
		if (i > 0)
			kr_buffer_char(to, ',');
		add_blanks(to);
		if (kind == 4)
			kr_buffer_format(to, "\"%s\":", names[next_random(30) ? (from + i) % 8 : next_random(11)]);
		add_blanks(to);
		add_value(to, depth + 1);
		add_blanks(to);
	}
	kr_buffer_char(to, kind == 4 ? '}' : ']');
}

static void
add_line(kr_buffer *to, unsigned number)
{
	static const char *const names[] = {"t", "o", "l", "p", "x"};
	kr_buffer_format(to, "{\"id\":\"L%u\"", number);
	for (unsigned i = 0; i < 5; i++)
		if (next_random(3) || (i == 1 && next_random(2))) {
			kr_buffer_format(to, ",\"%s\":", names[next_random(50) ? i : next_random(5)]);
			add_blanks(to);
			add_value(to, 1);
		}
	kr_buffer_char(to, '}');
}

/* Changes, takes away or adds one byte from `from` on; no line end. */
static void
spoil(kr_buffer *line, size_t from)
{
	static const char bytes[] = "{}[]:,\"\\ 0ax\xC3\xFF\x01\x00";
	size_t at = from + next_random((unsigned)(line->len - from));
	char byte = bytes[next_random(sizeof bytes - 1)];
	switch (next_random(3)) {
	case 0:
		line->ptr[at] = byte;
		break;
	case 1:
		memmove(line->ptr + at, line->ptr + at + 1, --line->len - at);
		break;
	default:
		kr_buffer_char(line, ' ');
		memmove(line->ptr + at + 1, line->ptr + at, line->len - at - 1);
		line->ptr[at] = byte;
	}
}

/* What jansson makes of it. */

/* Where jansson is known to see it otherwise: its numbers are the machine's, half a surrogate pair is an error, a NUL is passed over. */
static bool
is_other_opinion(kr_slice line, const json_error_t *error)
{
	return memchr(line.ptr, 0, line.len) != NULL || strstr(error->text, "too big") != NULL ||
	       strstr(error->text, "overflow") != NULL || strstr(error->text, "invalid Unicode") != NULL;
}

static void
add_stream_form(kr_buffer *to, kr_slice text)
{
	for (size_t at = 0, size; at < text.len; at += size) {
		kr_slice rest = kr_slice_part(text, at, text.len);
		char c = rest.ptr[0];
		size = kr_utf8_size(rest);
		if (c == '\t' || c == '\n' || c == '\r' || c == '\\')
			kr_escape(to, kr_slice_of(&c, 1));
		else if (size > 0 && (unsigned char)c >= 0x20)
			kr_buffer_add(to, rest.ptr, size);
		else {
			kr_buffer_char(to, ' ');
			size = (unsigned char)c < 0x80 ? 1 : (unsigned char)c < 0xE0 ? 2 : 3;
		}
	}
}

/* Numbers are compared by what they mean: jansson does not keep what was written. */
static bool
same_value(const json_t *value, kr_slice got, bool in_list)
{
	kr_buffer text = {0};
	char number[64] = {0};
	bool same = false;
	if (json_is_string(value)) {
		add_stream_form(&text, kr_slice_of(json_string_value(value), json_string_length(value)));
		for (size_t i = 0; in_list && i < text.len; i++)
			if (text.ptr[i] == '|')
				text.ptr[i] = '/';
		same = kr_slice_equal(kr_buffer_slice(&text), got);
	} else if (json_is_boolean(value))
		same = kr_slice_is(got, json_is_true(value) ? "true" : "false");
	else if (json_is_null(value))
		same = got.len == 0;
	else if (got.len > 0 && got.len < sizeof number) {
		memcpy(number, got.ptr, got.len);
		same = json_is_integer(value) ? strtoll(number, NULL, 10) == json_integer_value(value)
					      : !(strtod(number, NULL) < json_real_value(value)) &&
						    !(strtod(number, NULL) > json_real_value(value));
	}
	kr_buffer_free(&text);
	return same;
}

/* The first value, in order of what holds it, that is filled: a list where none is asked for gives its first filled item. */
static const json_t *
first_filled(const json_t *value)
{
	size_t i;
	json_t *item;
	if (json_is_array(value)) {
		json_array_foreach((json_t *)(uintptr_t)value, i, item) {
			const json_t *found = first_filled(item);
			if (found != NULL)
				return found;
		}
		return NULL;
	}
	if (value == NULL || json_is_object(value) || json_is_null(value))
		return NULL;
	return json_is_string(value) && json_string_length(value) == 0 ? NULL : value;
}

static const json_t *
member(const json_t *object, const char *name)
{
	return json_is_object(object) ? json_object_get(object, name) : NULL;
}

static bool
same_scalar(const json_t *value, kr_slice got)
{
	return value == NULL ? got.len == 0 : same_value(value, got, false);
}

static bool
same_list(const json_t *value, kr_slice got)
{
	kr_slice rest = kr_slice_items(got), item;
	json_t *one;
	size_t i;
	if (!json_is_array(value)) {
		const json_t *single = first_filled(value);
		return single == NULL ? got.len == 0 : same_value(single, got, true);
	}
	json_array_foreach((json_t *)(uintptr_t)value, i, one) {
		const json_t *filled = first_filled(one);
		if (filled != NULL && (!kr_slice_next(&rest, '|', &item) || !same_value(filled, item, true)))
			return false;
	}
	return !kr_slice_next(&rest, '|', &item);
}

/* A list in p takes its first object with the name; only lists of plain objects are compared there. */
static bool
is_flat(const json_t *value)
{
	json_t *item;
	size_t i;
	const char *name;
	json_array_foreach((json_t *)(uintptr_t)value, i, item) {
		json_t *part;
		if (json_is_array(item))
			return false;
		json_object_foreach(item, name, part)
			if (json_is_array(part) || json_is_object(part))
				return false;
	}
	return json_is_array(value);
}

static bool
same_items(const json_t *value, kr_slice got)
{
	kr_slice rest = kr_slice_items(got), item;
	json_t *one;
	size_t i;
	if (!is_flat(value))
		return true;
	json_array_foreach((json_t *)(uintptr_t)value, i, one) {
		const json_t *filled = first_filled(member(one, "k"));
		filled = filled ? filled : first_filled(member(one, "n"));
		if (filled != NULL && (!kr_slice_next(&rest, '|', &item) || !same_value(filled, item, true)))
			return false;
	}
	return !kr_slice_next(&rest, '|', &item);
}

static bool
same_record(const json_t *object, const kr_csv_record *record)
{
	const json_t *text = first_filled(member(object, "t")), *within = member(object, "o");
	if (json_is_array(within))
		return same_scalar(first_filled(member(object, "id")), record->fields[0]);
	text = text ? text : first_filled(member(within, "t"));
	return same_scalar(first_filled(member(object, "id")), record->fields[0]) && same_scalar(text, record->fields[1]) &&
	       same_scalar(first_filled(member(within, "s")), record->fields[2]) &&
	       same_list(member(object, "l"), record->fields[3]) && same_items(member(object, "p"), record->fields[4]);
}

typedef struct tally {
	unsigned long good, refused, lost, wrong_verdict, wrong_value, not_stream;
} tally;

static void
check_form(tally *seen, kr_slice value)
{
	seen->not_stream += kr_value_check(value) != value.len || kr_utf8_check(value) != value.len;
}

/* The first that the reader said about a line against what jansson says. */
static void
compare(tally *seen, kr_slice line, bool spoiled, const kr_csv_record *record)
{
	json_error_t error = {0};
	json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
	bool taken = record->code == NULL || strcmp(record->code, "no-field") == 0;
	bool is_object = json_is_object(object);
	/* An empty object is no record: what comes behind it on the line is. */
	if (is_other_opinion(line, &error) || (is_object && json_object_size(object) == 0)) {
		json_decref(object);
		return;
	}
	seen->wrong_verdict += is_object != taken;
	if (is_object != taken)
		printf("# %.*s: %s\n", (int)line.len, line.ptr, record->code ? record->code : "taken");
	seen->good += taken;
	seen->refused += !taken;
	/* A spoiled name can be one that a profile takes for another: punctuation does not count. */
	if (is_object && record->code == NULL && !spoiled && !same_record(object, record)) {
		seen->wrong_value++;
		printf("# values: %.*s\n", (int)line.len, line.ptr);
	}
	json_decref(object);
}

static void
read_back(tally *seen, const kr_buffer *file, const kr_slice lines[LINES], const bool spoiled[LINES])
{
	kr_decoder decoder;
	kr_json json;
	kr_csv_record record;
	kr_error error;
	bool met[LINES] = {false};
	char path[64];
	int got, fd = temporary(file->ptr, file->len, path);
	if (!kr_decoder_open(&decoder, path, KR_ENCODING_UTF_8, &error) ||
	    !kr_json_open(&json, &decoder, &profile, &(kr_json_options){0}, &error))
		abort();
	while ((got = kr_json_next(&json, &record, &error)) > 0) {
		uint64_t number = record.line - 1;
		for (uint32_t i = 0; record.code == NULL && i < record.count; i++)
			check_form(seen, record.fields[i]);
		for (uint32_t i = 0; i < record.problem_count; i++)
			check_form(seen, record.problems[i].original);
		if (record.code != NULL)
			check_form(seen, record.original);
		if (number < LINES && !met[number])
			compare(seen, lines[number], spoiled[number], &record);
		if (number < LINES)
			met[number] = true;
	}
	seen->lost += got < 0;
	for (unsigned i = 0; i < LINES; i++)
		if (!met[i] && !spoiled[i]) {
			seen->lost++;
			printf("# lost: %.*s\n", (int)lines[i].len, lines[i].ptr);
			if (i > 0)
				printf("# behind: %.*s\n", (int)lines[i - 1].len, lines[i - 1].ptr);
		}
	kr_json_close(&json);
	close(fd);
}

static void
random_files(unsigned rounds)
{
	tally seen = {0};
	for (unsigned round = 0; round < rounds; round++) {
		kr_buffer file = {0}, line = {0};
		size_t starts[LINES + 1];
		kr_slice lines[LINES];
		bool spoiled[LINES];
		for (unsigned i = 0; i < LINES; i++) {
			kr_buffer_clear(&line);
			add_line(&line, i);
			spoiled[i] = next_random(3) == 0;
			for (unsigned n = spoiled[i] ? 1 + next_random(2) : 0; n > 0; n--)
				spoil(&line, 1);
			starts[i] = file.len;
			kr_buffer_slice_add(&file, kr_buffer_slice(&line));
			kr_buffer_char(&file, '\n');
		}
		starts[LINES] = file.len;
		for (unsigned i = 0; i < LINES; i++)
			lines[i] = kr_slice_of(file.ptr + starts[i], starts[i + 1] - starts[i] - 1);
		setenv("KR_BLOCK_SIZE", round % 4 == 0 ? "7" : "262144", 1);
		read_back(&seen, &file, lines, spoiled);
		kr_buffer_free(&file);
		kr_buffer_free(&line);
	}
	printf("# %lu taken, %lu refused by both\n", seen.good, seen.refused);
	ok(seen.good > rounds * LINES / 3 && seen.refused > rounds, "random lines: some are taken and some refused");
	ok(seen.wrong_verdict == 0, "random lines: taken and refused as jansson does");
	ok(seen.wrong_value == 0, "random lines: values as jansson finds them");
	ok(seen.lost == 0, "random lines: a broken one costs no other");
	ok(seen.not_stream == 0, "random lines: all that comes out is in stream form");
}

/* Lists of elements as generators write them, one in five of them spoiled: how many good ones do not come through. */

enum dress { LINES_OF_LIST, COMPACT, INDENTED, DRESSES };

static void
add_element(kr_buffer *to, enum dress dress, unsigned number)
{
	static const char close[] = "\",\"t\":\"Ja n\",\"p\":[{\"k\":1,\"n\":[2,3]},{\"k\":\"x\"}],\"o\":{\"s\":null},\"l\":[\"a\",1.5]}";
	static const char wide[] = "\",\n    \"t\": \"Ja n\",\n    \"p\": [\n      {\n        \"k\": 1\n      },\n      {\n        \"k\": \"x\"\n      }\n"
				   "    ],\n    \"o\": {\n      \"s\": null\n    },\n    \"l\": [\n      \"a\",\n      1.5\n    ]\n  }";
	kr_buffer_text(to, dress == INDENTED ? "  {\n    \"id\": \"" : "{\"id\":\"");
	kr_buffer_number(to, number);
	kr_buffer_text(to, dress == INDENTED ? wide : close);
}

/* Which elements of a file come through, by their id. */
static void
meet(const kr_buffer *file, bool met[static LINES])
{
	kr_decoder decoder;
	kr_json json;
	kr_csv_record record;
	kr_error error;
	char path[64];
	int fd = temporary(file->ptr, file->len, path);
	if (!kr_decoder_open(&decoder, path, KR_ENCODING_UTF_8, &error) ||
	    !kr_json_open(&json, &decoder, &profile, &(kr_json_options){0}, &error))
		abort();
	while (kr_json_next(&json, &record, &error) > 0) {
		unsigned number = record.code || record.fields[0].len == 0 ? LINES : (unsigned)strtoul(record.fields[0].ptr, NULL, 10);
		if (number < LINES)
			met[number] = true;
	}
	kr_json_close(&json);
	close(fd);
}

static void
test_first_name_broken(void)
{
	kr_buffer file = {0};
	bool met[LINES] = {false}, all = true;
	kr_buffer_text(&file, "[{\"ida:\"0\",\"t\":\"x\",\"p\":[{\"k\":1},{\"k\":\"y\"}],\"o\":{}}");
	for (unsigned i = 1; i < LINES; i++)
		kr_buffer_format(&file, ",{\"id\":\"%u\",\"t\":\"Ja n\",\"p\":[{\"k\":1},{\"k\":\"x\"}]}", i);
	kr_buffer_text(&file, "]");
	meet(&file, met);
	for (unsigned i = 1; i < LINES; i++)
		all &= met[i];
	ok(all && !met[0], "a list on one line whose first element is broken in its first name: the others come through");
	kr_buffer_free(&file);
}

static unsigned long
lost_in_list(enum dress dress, unsigned long *spoiled_count)
{
	static const char *const betweens[DRESSES] = {",\n", ",", ",\n"};
	kr_buffer file = {0}, element = {0};
	bool spoiled[LINES] = {false}, met[LINES] = {false};
	unsigned long lost = 0;
	kr_buffer_text(&file, dress == INDENTED ? "[\n" : "[");
	for (unsigned i = 0; i < LINES; i++) {
		kr_buffer_clear(&element);
		add_element(&element, dress, i);
		spoiled[i] = next_random(5) == 0;
		*spoiled_count += spoiled[i];
		if (spoiled[i])
			spoil(&element, 3);
		kr_buffer_slice_add(&file, kr_buffer_slice(&element));
		kr_buffer_text(&file, i + 1 < LINES ? betweens[dress] : "]\n");
	}
	meet(&file, met);
	for (unsigned i = 0; i < LINES; i++)
		lost += !spoiled[i] && !met[i];
	kr_buffer_free(&file);
	kr_buffer_free(&element);
	return lost;
}

static void
random_lists(unsigned rounds)
{
	static const char *const names[DRESSES] = {"one a line", "compact", "indented"};
	setenv("KR_BLOCK_SIZE", "262144", 1);
	for (enum dress dress = LINES_OF_LIST; dress < DRESSES; dress++) {
		unsigned long lost = 0, spoiled = 0;
		for (unsigned round = 0; round < rounds; round++)
			lost += lost_in_list(dress, &spoiled);
		printf("# %s: %lu of %u spoiled, %lu others lost\n", names[dress], spoiled, rounds * LINES, lost);
		ok(spoiled > rounds && lost == 0, "random lists: a broken element costs no other");
	}
}

int
main(void)
{
	char path[64];
	kr_error error;
	int fd = temporary(profile_text, sizeof profile_text - 1, path);
	if (!ok(kr_profile_load(&profile, path, &error), "a profile of paths"))
		printf("# %s\n", error.message);
	else
		random_files(TIMES(2500, 500));
	test_first_name_broken();
	random_lists(500);
	kr_profile_free(&profile);
	close(fd);
	return tap_done();
}
