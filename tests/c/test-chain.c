/* The chained log: what a writer who was killed leaves, and what the next one makes of it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/chain.h"
#include "tap.h"

static const kr_chain_field fields[] = {{"date", false}, {"name", true}, {NULL, false}};
static char folder[] = "/tmp/kr-chain.XXXXXX", path[64], last[64];
static kr_error error;

static bool
add(const char *date, const char *name)
{
	kr_chain chain;
	kr_slice values[2] = {kr_slice_text(date), kr_slice_text(name)};
	if (!kr_chain_open(&chain, path, fields, NULL, NULL, &error))
		return false;
	bool good = kr_chain_append(&chain, values, &error);
	kr_chain_close(&chain);
	return good;
}

static off_t
size(void)
{
	struct stat status;
	return stat(path, &status) == 0 ? status.st_size : -1;
}

/* Two lines under one commit; `is_seen` tells whether they were there before it. */
static bool
add_two(bool *is_seen)
{
	kr_chain chain;
	kr_slice values[2] = {KR_SLICE("2020-01-01"), KR_SLICE("two")};
	if (!kr_chain_open(&chain, path, fields, NULL, NULL, &error))
		return false;
	off_t before = size();
	bool good = kr_chain_stage(&chain, values, &error) && kr_chain_stage(&chain, values, &error);
	*is_seen = size() != before;
	good = good && kr_chain_commit(&chain, &error) && size() > before && kr_chain_commit(&chain, &error);
	kr_chain_close(&chain);
	return good;
}

static bool
opens(void)
{
	kr_chain chain;
	if (!kr_chain_open(&chain, path, fields, NULL, NULL, &error))
		return false;
	kr_chain_close(&chain);
	return true;
}

static bool
holds(int64_t lines)
{
	kr_chain_end end;
	return kr_chain_read(path, fields, NULL, NULL, &end, &error) && end.seq == lines && !end.is_unfinished;
}

static bool
leaves(const char *bytes)
{
	FILE *file = fopen(path, "a");
	return file != NULL && fputs(bytes, file) >= 0 && fclose(file) == 0;
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/log", folder);
	snprintf(last, sizeof last, "%s/log.last", folder);

	ok(opens() && holds(0) && access(last, R_OK) == 0, "a new log has its header and LOG.last");
	unlink(last);
	ok(opens() && access(last, R_OK) == 0, "a log begun by a writer who was killed before LOG.last gets it from the next");

	ok(add("2026-11-02", "a") && add("2026-11-03", "b") && holds(2), "two lines");
	off_t before = size();
	ok(leaves("3\t2026-11") && opens() && size() == before && holds(2), "an unfinished line is cut off by the next writer");

	kr_chain chain;
	kr_chain_cut cut = {.seq = 1, .field = 1};
	ok(kr_chain_open(&chain, path, fields, NULL, NULL, &error) && kr_chain_erase(&chain, &cut, 1, &error) && holds(2),
	    "an erased value leaves the chain as it was");
	ok(add("2026-11-04", "c") && holds(3), "and the log goes on");
	bool is_seen;
	ok(add_two(&is_seen) && !is_seen && holds(5), "staged lines are in the log with their commit, and not before");

	/* A line that LOG.last cannot be told of. */
	char kept[64];
	snprintf(kept, sizeof kept, "%s/kept", folder);
	before = size();
	kr_slice values[2] = {KR_SLICE("2026-11-05"), KR_SLICE("d")};
	bool is_open = kr_chain_open(&chain, path, fields, NULL, NULL, &error) && rename(last, kept) == 0 && mkdir(last, 0700) == 0;
	bool is_told = is_open && kr_chain_append(&chain, values, &error);
	kr_chain_close(&chain);
	ok(is_open && !is_told && rmdir(last) == 0 && rename(kept, last) == 0 && size() == before && holds(5),
	    "a line that was not told to be there is not there");

	unlink(last);
	ok(!holds(5) && strstr(error.message, "LOG.last is not there") != NULL, "lines without LOG.last are refused");

	unlink(path);
	rmdir(folder);
	return tap_done();
}
