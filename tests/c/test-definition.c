/* Definition files: what is skipped, what is refused and at which line. */
#include "record/definition.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

static kr_definition definition;
static kr_error error;

static bool
reads(kr_slice text)
{
	kr_definition_free(&definition);
	return kr_definition_parse(&definition, text, "d.tsv", &error);
}

static bool
refuses(kr_slice text, const char *message)
{
	kr_definition_free(&definition);
	if (kr_definition_parse(&definition, text, "d.tsv", &error))
		return false;
	if (strcmp(error.message, message) == 0)
		return true;
	printf("# got: %s\n", error.message);
	return false;
}

static bool
cell_is(size_t row, uint32_t column, const char *wanted)
{
	return kr_slice_is(kr_definition_cell(&definition, row, column), wanted);
}

static void
test_good(void)
{
	ok(reads(KR_SLICE("# why\n\ncode\tlabel\tnote\n1\tone\n# not this\n \t \n2\ttwo\tC:\\new\r\n3")) && definition.rows == 3,
	    "comments and blank lines are skipped, the last line feed is optional");
	ok(cell_is(0, 1, "one") && cell_is(0, 2, "") && cell_is(2, 1, ""), "missing trailing fields are empty");
	ok(cell_is(1, 2, "C:\\new"), "no escapes; a carriage return before the line feed goes");
	ok(definition.lines[0] == 4 && definition.lines[1] == 7 && definition.lines[2] == 8, "lines are counted");
	ok(cell_is(1, KR_NO_FIELD, ""), "no field is empty");
	uint32_t column = 9;
	ok(kr_definition_column(&definition, "label", &column, &error) && column == 1, "a column is found");
	ok(!kr_definition_fail(&definition, 1, 1, &error, "is wrong") && strcmp(error.message, "d.tsv:7: label: is wrong") == 0,
	    "a message about a cell");
	ok(reads(KR_SLICE("\xEF\xBB\xBF" "a\tb\n1\t2\n")) && kr_slice_is(definition.header.names[0], "a"), "a byte order mark is skipped");
	ok(reads(KR_SLICE("a\tb\n")) && definition.rows == 0, "a header alone");
	ok(reads(KR_SLICE("a\n#1\n")) && definition.rows == 0, "a value cannot begin with #");
}

static void
test_bad(void)
{
	ok(refuses(KR_SLICE(""), "d.tsv: has no header line"), "nothing at all");
	ok(refuses(KR_SLICE("# x\n\n"), "d.tsv: has no header line"), "comments alone");
	ok(refuses(KR_SLICE("a\tb\n\n1\t2\t3\n"), "d.tsv:3: more fields than the header has"), "too many fields");
	ok(refuses(KR_SLICE("a\n1\n\xFF\n"), "d.tsv:3: not UTF-8"), "not UTF-8");
	ok(refuses(KR_SLICE("# \xC3\na\n"), "d.tsv:1: not UTF-8"), "not even in a comment");
	ok(refuses(KR_SLICE("a\n\x01\n"), "d.tsv:2: a control character"), "a control character");
	ok(refuses(KR_SLICE("a\n1\0\n"), "d.tsv:2: a control character"), "a NUL byte");
	ok(refuses(KR_SLICE("a\nb\rc\n"), "d.tsv:2: a control character"), "a carriage return inside a line");
	ok(refuses(KR_SLICE("# one\n# two\na\tb\ta\n"), "d.tsv:3: a: stands twice in the header"), "a double name, at its line");
	ok(refuses(KR_SLICE("\na\t\tb\n"), "d.tsv:2: field 2 of the header has no name"), "an empty name, at its line");
	uint32_t column;
	ok(reads(KR_SLICE("# one\ncode\tlabel\n")) && !kr_definition_column(&definition, "lable", &column, &error) &&
	    strcmp(error.message, "d.tsv:2: no field lable; did you mean label?") == 0, "a missing column, at the header's line");
}

static void
test_load(void)
{
	char folder[] = "/tmp/kr-test-XXXXXX", path[64];
	kr_definition_free(&definition);
	if (mkdtemp(folder) == NULL)
		return;
	ok(kr_definition_load(&definition, "schema/candidate", NULL, &error) &&
	    strcmp(definition.name, "built-in schema/candidate") == 0, "a built-in one");
	kr_definition_free(&definition);
	ok(kr_definition_load(&definition, "schema/candidate", folder, &error) &&
	    strcmp(definition.name, "built-in schema/candidate") == 0, "a directory without it changes nothing");
	kr_definition_free(&definition);
	snprintf(path, sizeof path, "%s/candidate.tsv", folder);
	FILE *file = fopen(path, "w");
	ok(file != NULL && fputs("field\nmine", file) >= 0 && fclose(file) == 0 &&
	    kr_definition_load(&definition, "schema/candidate", folder, &error) && definition.rows == 1 &&
	    strcmp(definition.name, path) == 0, "a file in the directory goes before it");
	kr_definition_free(&definition);
	ok(!kr_definition_load(&definition, "schema/nobody", NULL, &error), "one that is not there");
	ok(!kr_definition_read(&definition, folder, &error), "a folder is no definition");
	unlink(path);
	ok(mkdir(path, 0700) == 0 && !kr_definition_load(&definition, "schema/candidate", folder, &error),
	    "one that cannot be read is an error, not the built-in one");
	rmdir(path);
	rmdir(folder);
}

int
main(void)
{
	test_good();
	test_bad();
	test_load();
	kr_definition_free(&definition);
	return tap_done();
}
