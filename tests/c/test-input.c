/* Reading files, blocks, work in pieces on threads; schemas and the privacy classes of fields. */
#include "base/input.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/threads.h"
#include "record/schema.h"
#include "tap.h"

static kr_error error;

static void
test_slurp(void)
{
	char path[] = "/tmp/kr-test-XXXXXX";
	kr_buffer bytes = {0};
	int fd = mkstemp(path);
	if (fd < 0 || ftruncate(fd, 200000) != 0)
		return;
	ok(kr_input_slurp(path, 200000, &bytes, &error) && bytes.len == 200000, "a file of just the limit");
	ok(!kr_input_slurp(path, 199999, &bytes, &error), "a file that is larger");
	ok(ftruncate(fd, 0) == 0 && kr_input_slurp(path, 10, &bytes, &error) && bytes.len == 0, "an empty file");
	ok(!kr_input_slurp("/tmp", 10, &bytes, &error) && strcmp(error.message, "cannot read /tmp: Is a directory") == 0, "a folder");
	ok(!kr_input_slurp("/none/such", 10, &bytes, &error) &&
	    strcmp(error.message, "cannot open /none/such: No such file or directory") == 0, "no file");
	kr_buffer_free(&bytes);
	close(fd);
	unlink(path);
}

static size_t
block_for(const char *wanted)
{
	kr_input input;
	setenv("KR_BLOCK_SIZE", wanted, 1);
	if (!kr_input_open(&input, "/dev/null", &error))
		return 0;
	kr_input_close(&input);
	unsetenv("KR_BLOCK_SIZE");
	return input.block;
}

static void
test_block(void)
{
	ok(block_for("1") == 1 && block_for("16777216") == 16777216, "blocks as asked for");
	ok(block_for("0") == KR_BLOCK_SIZE && block_for("16777217") == KR_BLOCK_SIZE && block_for("x") == KR_BLOCK_SIZE &&
	    block_for("") == KR_BLOCK_SIZE, "what is no size of a block is 256 KiB");
}

enum { PIECES = 5000 };
static atomic_int done[PIECES];
static atomic_size_t highest;

static void
work(void *context, size_t piece, size_t thread)
{
	(void)context;
	atomic_fetch_add(&done[piece], 1);
	size_t seen = atomic_load(&highest);
	while (thread > seen && !atomic_compare_exchange_weak(&highest, &seen, thread)) {
	}
}

static void
test_threads(void)
{
	static const size_t counts[] = {1, 2, 3, 8, 64, 1000, 0};
	bool once = true, named = true;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		atomic_store(&highest, 0);
		kr_threads_run(counts[i], PIECES, work, NULL);
		named = named && atomic_load(&highest) < kr_threads_count(counts[i]);
		for (size_t piece = 0; piece < PIECES; piece++)
			once = once && atomic_load(&done[piece]) == (int)i + 1;
	}
	ok(once, "every piece is done once, whatever the number of threads");
	ok(named, "a thread's number lies below the count");
	ok(kr_threads_count(1000) == KR_THREADS_MAX && kr_threads_count(3) == 3 && kr_threads_count(0) >= 1, "how many there would be");
	kr_threads_run(4, 0, work, NULL);
	ok(true, "no pieces are no work");
}

static void
test_schema(void)
{
	kr_schema schema;
	kr_header header = {0};
	enum kr_privacy classes[6];
	ok(kr_schema_load(&schema, "candidate", NULL, &error), "a schema");
	ok(kr_schema_class(&schema, KR_SLICE("bsn")) == KR_IDENTITY && kr_schema_class(&schema, KR_SLICE("sex")) == KR_SENSITIVE &&
	    kr_schema_class(&schema, KR_SLICE("region")) == KR_PROFILE, "has classes");
	ok(kr_schema_class(&schema, KR_SLICE("shoe_size")) == KR_IDENTITY && !kr_schema_knows(&schema, KR_SLICE("shoe_size")),
	    "what it does not know is identity");
	kr_schema_free(&schema);
	kr_header_parse(&header, KR_SLICE("bsn\tsex\tregion\tpostcode\tshoe_size\ttitle"), "f", &error);
	ok(kr_schema_classes("candidate,vacancy", NULL, &header, classes, &error) && classes[0] == KR_IDENTITY &&
	    classes[1] == KR_SENSITIVE && classes[2] == KR_PROFILE && classes[3] == KR_IDENTITY && classes[4] == KR_IDENTITY &&
	    classes[5] == KR_PROFILE, "of several schemas the strictest that knows a field");
	ok(kr_schema_classes("vacancy", NULL, &header, classes, &error) && classes[3] == KR_PROFILE, "of one its own");
	ok(!kr_schema_classes("vacancy,nobody", NULL, &header, classes, &error), "one that is not there is an error");
	kr_header_free(&header);
}

static void
test_embedded(void)
{
	bool sorted = true;
	for (const kr_embedded_file *file = kr_embedded_files; file->name != NULL && file[1].name != NULL; file++)
		sorted = sorted && strcmp(file->name, file[1].name) < 0;
	ok(sorted, "built-in files are sorted by name");
	ok(kr_embedded("schema/candidate").len > 100 && kr_embedded("schema/nobody").ptr == NULL, "and found by name");
}

int
main(void)
{
	test_slurp();
	test_block();
	test_threads();
	test_schema();
	test_embedded();
	return tap_done();
}
