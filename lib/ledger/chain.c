#include "ledger/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "base/number.h"
#include "base/output.h"
#include "base/utf8.h"
#include "record/escape.h"

/* What stands in the place of an erased value, before its digest. No value may begin with it. */
#define ERASED "erased:"

enum { SALT = 32 /* hexadecimal digits of 128 bits */, LOG_MAX = INT32_MAX };

static const char first_hash[KR_CHAIN_HASH + 1] = "0000000000000000000000000000000000000000000000000000000000000000";

static size_t
count_fields(const kr_chain_field *fields)
{
	size_t count = 0;
	while (fields[count].name != NULL)
		count++;
	return count;
}

static void
digest(kr_slice one, kr_slice other, char out[KR_CHAIN_HASH])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[KR_CHAIN_HASH / 2];
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, sizeof bytes);
	crypto_generichash_update(&state, (const unsigned char *)one.ptr, one.len);
	crypto_generichash_update(&state, (const unsigned char *)"\n", 1);
	crypto_generichash_update(&state, (const unsigned char *)other.ptr, other.len);
	crypto_generichash_final(&state, bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
}

static kr_slice
hash_slice(const char hash[KR_CHAIN_HASH])
{
	return kr_slice_of(hash, KR_CHAIN_HASH);
}

/* The line as it is hashed: seq and values, each erasable one that is not empty as its digest. */
static void
write_hashed(const kr_chain_field *fields, size_t count, kr_slice seq, const kr_slice *values, const kr_slice *salts,
    kr_buffer *out)
{
	kr_buffer_slice_add(out, seq);
	for (size_t i = 0; i < count; i++) {
		char value[KR_CHAIN_HASH];
		kr_buffer_char(out, '\t');
		if (!fields[i].is_erasable || values[i].len == 0)
			kr_buffer_slice_add(out, values[i]);
		else if (kr_slice_starts(values[i], KR_SLICE(ERASED)))
			kr_buffer_slice_add(out, kr_slice_part(values[i], sizeof ERASED - 1, values[i].len));
		else {
			digest(salts[i], values[i], value);
			kr_buffer_add(out, value, sizeof value);
		}
	}
}

/* The whole file in memory, and what was found in it. */
struct reading {
	const char *path;
	const kr_chain_field *fields;
	size_t count;
	kr_buffer bytes, hashed;
	kr_chain_end end, last; /* last: what LOG.last says; seq -1: there is none */
	uint64_t line;
};

static bool
fail_at(const struct reading *reading, const char *what, kr_error *error)
{
	return kr_fail_at(error, reading->path, reading->line, (kr_slice){0}, "%s", what);
}

/* `good`, which is about reading and not about what was read. */
static bool
is_read(struct reading *reading, bool good)
{
	reading->end.is_unread |= !good;
	return good;
}

static bool
check_header(struct reading *reading, kr_slice line, kr_error *error)
{
	kr_slice rest = kr_slice_items(line), name;
	bool good = kr_slice_next(&rest, '\t', &name) && kr_slice_is(name, "seq");
	for (size_t i = 0; good && i < reading->count; i++)
		good = kr_slice_next(&rest, '\t', &name) && kr_slice_is(name, reading->fields[i].name);
	good = good && kr_slice_next(&rest, '\t', &name) && kr_slice_is(name, "salt") && kr_slice_next(&rest, '\t', &name) &&
	    kr_slice_is(name, "hash") && !kr_slice_next(&rest, '\t', &name);
	return good || fail_at(reading, "not the header of such a log", error);
}

/* The salts, one item for each erasable field that is not empty and not erased. */
static bool
share_salts(const struct reading *reading, const kr_slice *values, kr_slice text, kr_slice *salts)
{
	kr_slice rest = kr_slice_items(text);
	for (size_t i = 0; i < reading->count; i++) {
		salts[i] = (kr_slice){0};
		bool is_salted = reading->fields[i].is_erasable && values[i].len > 0 && !kr_slice_starts(values[i], KR_SLICE(ERASED));
		if (is_salted && (!kr_slice_next(&rest, '|', &salts[i]) || salts[i].len != SALT))
			return false;
	}
	return !kr_slice_next(&rest, '|', &text);
}

static bool
split(const struct reading *reading, kr_slice line, kr_slice *seq, kr_slice *values, kr_slice *salt, kr_slice *hash)
{
	kr_slice rest = kr_slice_items(line), more;
	bool good = kr_slice_next(&rest, '\t', seq);
	for (size_t i = 0; good && i < reading->count; i++)
		good = kr_slice_next(&rest, '\t', &values[i]);
	return good && kr_slice_next(&rest, '\t', salt) && kr_slice_next(&rest, '\t', hash) && !kr_slice_next(&rest, '\t', &more);
}

/* Where the first line went wrong, LOG.last knows one line that must be as it was. */
static bool
check_last(struct reading *reading, kr_error *error)
{
	if (reading->end.seq == reading->last.seq && memcmp(reading->end.hash, reading->last.hash, KR_CHAIN_HASH) != 0)
		return fail_at(reading, "not the line that LOG.last knows: the log was rewritten", error);
	return true;
}

static bool
read_line(struct reading *reading, kr_slice line, kr_chain_visit *visit, void *context, kr_error *error)
{
	kr_slice seq, salt, hash, values[KR_CHAIN_FIELDS_MAX], salts[KR_CHAIN_FIELDS_MAX];
	char wanted[KR_CHAIN_HASH];
	int64_t number;
	kr_chain_line found = {.number = reading->line, .values = values};
	if (!split(reading, line, &seq, values, &salt, &hash))
		return fail_at(reading, "changed: not the fields of the header", error);
	if (!kr_number_parse(seq, 1, INT64_MAX, &number) || number != reading->end.seq + 1)
		return fail_at(reading, "lines were lost, moved or put in: seq does not go on", error);
	if (!share_salts(reading, values, salt, salts))
		return fail_at(reading, "changed: salt", error);
	kr_buffer_clear(&reading->hashed);
	write_hashed(reading->fields, reading->count, seq, values, salts, &reading->hashed);
	digest(hash_slice(reading->end.hash), kr_buffer_slice(&reading->hashed), wanted);
	if (reading->hashed.failed)
		return is_read(reading, kr_fail(error, "out of memory"));
	if (!kr_slice_equal(hash, hash_slice(wanted)))
		return fail_at(reading, "this line or the one before it was changed: the hash does not fit", error);
	reading->end.seq = found.seq = number;
	memcpy(reading->end.hash, wanted, sizeof wanted);
	memcpy(found.hash, wanted, sizeof wanted);
	for (size_t i = 0; i < reading->count; i++)
		if (reading->fields[i].is_erasable && kr_slice_starts(values[i], KR_SLICE(ERASED))) {
			found.erased |= UINT64_C(1) << i;
			values[i] = (kr_slice){0};
		}
	return check_last(reading, error) && (visit == NULL || visit(context, &found, error));
}

static bool
read_lines(struct reading *reading, kr_chain_visit *visit, void *context, kr_error *error)
{
	const char *at = reading->bytes.ptr, *stop = at + reading->bytes.len;
	memcpy(reading->end.hash, first_hash, KR_CHAIN_HASH);
	while (at < stop) {
		const char *end = memchr(at, '\n', (size_t)(stop - at));
		if (end == NULL) {
			reading->end.is_unfinished = true;
			break;
		}
		kr_slice line = kr_slice_of(at, (size_t)(end - at));
		reading->line++;
		if (!(reading->line == 1 ? check_header(reading, line, error) : read_line(reading, line, visit, context, error)))
			return false;
		at = end + 1;
	}
	reading->bytes.len = (size_t)(at - reading->bytes.ptr);
	return true;
}

static char *
last_path(const char *path)
{
	size_t length = strlen(path);
	char *name = malloc(length + sizeof ".last");
	if (name != NULL) {
		memcpy(name, path, length);
		memcpy(name + length, ".last", sizeof ".last");
	}
	return name;
}

/* "seq<TAB>hash" under a header of its own. */
static bool
read_last(struct reading *reading, kr_error *error)
{
	kr_buffer bytes = {0};
	struct stat status;
	char *path = last_path(reading->path);
	reading->last.seq = -1;
	if (path == NULL)
		return is_read(reading, kr_fail(error, "out of memory"));
	bool is_there = stat(path, &status) == 0;
	bool good = !is_there || is_read(reading, kr_input_slurp(path, 4096, &bytes, error));
	if (good && is_there) {
		kr_slice rest = kr_buffer_slice(&bytes), line = {0}, seq = {0}, hash = {0};
		good = kr_slice_next(&rest, '\n', &line) && kr_slice_is(line, "seq\thash") && kr_slice_next(&rest, '\n', &line) &&
		    kr_slice_next(&line, '\t', &seq) && kr_slice_next(&line, '\t', &hash) && hash.len == KR_CHAIN_HASH &&
		    kr_number_parse(seq, 0, INT64_MAX, &reading->last.seq);
		if (good)
			memcpy(reading->last.hash, hash.ptr, KR_CHAIN_HASH);
		else
			kr_fail(error, "%s: not what kr writes there", path);
	}
	kr_buffer_free(&bytes);
	free(path);
	return good;
}

static bool
read_whole(struct reading *reading, kr_chain_visit *visit, void *context, kr_error *error)
{
	struct stat status;
	if (!read_last(reading, error))
		return false;
	if (stat(reading->path, &status) != 0 && errno == ENOENT) {
		memcpy(reading->end.hash, first_hash, KR_CHAIN_HASH);
		return reading->last.seq <= 0 || kr_fail(error, "%s: is not there, but its LOG.last is", reading->path);
	}
	if (!is_read(reading, kr_input_slurp(reading->path, LOG_MAX, &reading->bytes, error)) ||
	    !read_lines(reading, visit, context, error))
		return false;
	if (reading->end.seq < reading->last.seq)
		return kr_fail(error, "%s: ends at line %lld, LOG.last knows %lld: lines at the end were lost", reading->path,
		    (long long)reading->end.seq + 1, (long long)reading->last.seq + 1);
	/* It is made with the file, so its absence is a loss: with it the end of the log may have gone. */
	return reading->last.seq >= 0 || reading->end.seq == 0 ||
	    kr_fail(error, "%s: LOG.last is not there: lines at the end may have been lost", reading->path);
}

static void
release(struct reading *reading)
{
	kr_buffer_free(&reading->bytes);
	kr_buffer_free(&reading->hashed);
}

bool
kr_chain_read(const char *path, const kr_chain_field *fields, kr_chain_visit *visit, void *context, kr_chain_end *end,
    kr_error *error)
{
	struct reading reading = {.path = path, .fields = fields, .count = count_fields(fields)};
	bool good = read_whole(&reading, visit, context, error);
	*end = reading.end;
	release(&reading);
	return good;
}

static bool
write_whole(int fd, kr_slice text)
{
	while (text.len > 0) {
		ssize_t done = write(fd, text.ptr, text.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		text = kr_slice_part(text, (size_t)done, text.len);
	}
	return true;
}

static bool
write_last(const kr_chain *chain, kr_error *error)
{
	kr_output output;
	kr_buffer text = {0};
	char *path = last_path(chain->path);
	if (path == NULL)
		return kr_fail(error, "out of memory");
	bool good = kr_output_open(&output, path, true, error);
	if (good) {
		kr_buffer_format(&text, "seq\thash\n%lld\t%.*s\n", (long long)chain->end.seq, KR_CHAIN_HASH, chain->end.hash);
		kr_output_write(&output, text.ptr, text.len);
		good = kr_output_commit(&output, error);
	}
	kr_buffer_free(&text);
	free(path);
	return good;
}

/* The lock is on a file that another writer may have replaced while we waited: then once more. */
static bool
lock(kr_chain *chain, kr_error *error)
{
	struct stat held, named;
	for (;;) {
		chain->fd = open(chain->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
		if (chain->fd < 0)
			return kr_fail_system(error, "cannot open %s", chain->path);
		while (flock(chain->fd, LOCK_EX) != 0)
			if (errno != EINTR)
				return kr_fail_system(error, "cannot lock %s", chain->path);
		if (fstat(chain->fd, &held) != 0 || !S_ISREG(held.st_mode))
			return kr_fail(error, "%s: a log must be a file", chain->path);
		if (stat(chain->path, &named) == 0 && named.st_ino == held.st_ino && named.st_dev == held.st_dev)
			return true;
		close(chain->fd);
	}
}

static bool
start_file(kr_chain *chain, kr_error *error)
{
	kr_buffer header = {0};
	kr_buffer_text(&header, "seq");
	for (size_t i = 0; i < chain->count; i++)
		kr_buffer_format(&header, "\t%s", chain->fields[i].name);
	kr_buffer_text(&header, "\tsalt\thash\n");
	bool good = ftruncate(chain->fd, 0) == 0 && write_whole(chain->fd, kr_buffer_slice(&header)) && fsync(chain->fd) == 0;
	if (!good)
		kr_fail_system(error, "cannot write %s", chain->path);
	kr_buffer_free(&header);
	return good && write_last(chain, error);
}

bool
kr_chain_open(kr_chain *chain, const char *path, const kr_chain_field *fields, kr_chain_visit *visit, void *context,
    kr_error *error)
{
	*chain = (kr_chain){.path = path, .fields = fields, .count = count_fields(fields), .fd = -1};
	struct reading reading = {.path = path, .fields = fields, .count = chain->count};
	bool good = (sodium_init() >= 0 || kr_fail(error, "no source of randomness")) && lock(chain, error) &&
	    read_whole(&reading, visit, context, error);
	size_t whole = reading.bytes.len;
	chain->end = reading.end;
	if (good && reading.end.is_unfinished && ftruncate(chain->fd, (off_t)whole) != 0)
		good = kr_fail_system(error, "cannot cut off the unfinished line of %s", path);
	if (good && whole == 0)
		good = start_file(chain, error);
	else if (good && reading.last.seq < 0) /* whoever began the log was killed before LOG.last was there */
		good = write_last(chain, error);
	release(&reading);
	if (!good)
		kr_chain_close(chain);
	return good;
}

/* A salt for each erasable value; they lie in `text` as the field salt holds them. */
static bool
make_salts(const kr_chain *chain, const kr_slice *values, kr_slice *salts, char *text, size_t *length)
{
	unsigned char bytes[SALT / 2];
	*length = 0;
	for (size_t i = 0; i < chain->count; i++) {
		salts[i] = (kr_slice){0};
		if (!chain->fields[i].is_erasable || values[i].len == 0)
			continue;
		if (kr_slice_starts(values[i], KR_SLICE(ERASED)))
			return false;
		if (*length > 0)
			text[(*length)++] = '|';
		randombytes_buf(bytes, sizeof bytes);
		sodium_bin2hex(text + *length, SALT + 1, bytes, sizeof bytes);
		salts[i] = kr_slice_of(text + *length, SALT);
		*length += SALT;
	}
	return true;
}

/* The whole line, ready to be written; chain->end becomes its number and hash. */
static bool
make_line(kr_chain *chain, const kr_slice *values, kr_buffer *out)
{
	char seq[KR_NUMBER_MAX], salt[KR_CHAIN_FIELDS_MAX * (SALT + 1) + 1];
	kr_slice salts[KR_CHAIN_FIELDS_MAX], number = kr_slice_of(seq, kr_number_write(chain->end.seq + 1, seq));
	size_t length;
	kr_buffer hashed = {0};
	if (!make_salts(chain, values, salts, salt, &length))
		return false;
	write_hashed(chain->fields, chain->count, number, values, salts, &hashed);
	digest(hash_slice(chain->end.hash), kr_buffer_slice(&hashed), chain->end.hash);
	chain->end.seq++;
	kr_buffer_slice_add(out, number);
	for (size_t i = 0; i < chain->count; i++) {
		kr_buffer_char(out, '\t');
		kr_buffer_slice_add(out, values[i]);
	}
	kr_buffer_char(out, '\t');
	kr_buffer_add(out, salt, length);
	kr_buffer_char(out, '\t');
	kr_buffer_add(out, chain->end.hash, KR_CHAIN_HASH);
	kr_buffer_char(out, '\n');
	out->failed = out->failed || hashed.failed;
	kr_buffer_free(&hashed);
	return true;
}

/* What is no value of a stream would break the log for good. */
static bool
are_values(const kr_chain *chain, const kr_slice *values)
{
	for (size_t i = 0; i < chain->count; i++)
		if (kr_value_check(values[i]) != values[i].len || kr_utf8_check(values[i]) != values[i].len)
			return false;
	return true;
}

bool
kr_chain_stage(kr_chain *chain, const kr_slice *values, kr_error *error)
{
	if (!are_values(chain, values))
		return kr_fail(error, "a value that no record can hold");
	if (chain->staged.len == 0)
		chain->safe = chain->end;
	return make_line(chain, values, &chain->staged) || kr_fail(error, "a value begins with %s", ERASED);
}

bool
kr_chain_commit(kr_chain *chain, kr_error *error)
{
	if (chain->staged.len == 0 && !chain->staged.failed)
		return true;
	bool good = !chain->staged.failed || kr_fail(error, "out of memory");
	if (good) {
		off_t size = lseek(chain->fd, 0, SEEK_END);
		good = ((write_whole(chain->fd, kr_buffer_slice(&chain->staged)) && fsync(chain->fd) == 0) ||
		           kr_fail_system(error, "cannot write %s", chain->path)) &&
		    write_last(chain, error);
		/* Half a line, one that may not be safe, and one that LOG.last does not know are taken back. */
		if (!good && ftruncate(chain->fd, size) == 0)
			(void)fsync(chain->fd);
	}
	kr_buffer_clear(&chain->staged);
	if (!good)
		chain->end = chain->safe;
	return good;
}

bool
kr_chain_append(kr_chain *chain, const kr_slice *values, kr_error *error)
{
	return kr_chain_stage(chain, values, error) && kr_chain_commit(chain, error);
}

/* A line with values taken out: what is cut has its bit in `bits`. */
static void
write_cut(const struct reading *reading, kr_slice line, uint64_t bits, kr_output *output)
{
	kr_slice seq, salt, hash, values[KR_CHAIN_FIELDS_MAX], salts[KR_CHAIN_FIELDS_MAX];
	char text[KR_CHAIN_HASH];
	bool is_first = true;
	if (bits == 0 || !split(reading, line, &seq, values, &salt, &hash) || !share_salts(reading, values, salt, salts)) {
		kr_output_write(output, line.ptr, line.len);
		kr_output_write(output, "\n", 1);
		return;
	}
	kr_output_write(output, seq.ptr, seq.len);
	for (size_t i = 0; i < reading->count; i++) {
		kr_output_write(output, "\t", 1);
		if ((bits >> i & 1) == 0 || salts[i].len == 0) {
			kr_output_write(output, values[i].ptr, values[i].len);
			continue;
		}
		digest(salts[i], values[i], text);
		kr_output_write(output, ERASED, sizeof ERASED - 1);
		kr_output_write(output, text, sizeof text);
		salts[i].len = 0;
	}
	kr_output_write(output, "\t", 1);
	for (size_t i = 0; i < reading->count; i++)
		if (salts[i].len > 0) {
			kr_output_write(output, "|", is_first ? 0 : 1);
			kr_output_write(output, salts[i].ptr, salts[i].len);
			is_first = false;
		}
	kr_output_write(output, "\t", 1);
	kr_output_write(output, hash.ptr, hash.len);
	kr_output_write(output, "\n", 1);
}

static void
write_all_cut(const struct reading *reading, const kr_chain_cut *cuts, size_t count, kr_output *output)
{
	kr_slice rest = kr_buffer_slice(&reading->bytes), line;
	size_t next = 0;
	for (int64_t seq = 0; kr_slice_next(&rest, '\n', &line); seq++) {
		uint64_t bits = 0;
		if (line.len == 0)
			continue;
		for (; next < count && cuts[next].seq == seq; next++)
			if (reading->fields[cuts[next].field].is_erasable)
				bits |= UINT64_C(1) << cuts[next].field;
		write_cut(reading, line, bits, output);
	}
}

bool
kr_chain_erase(kr_chain *chain, const kr_chain_cut *cuts, size_t count, kr_error *error)
{
	struct reading reading = {.path = chain->path, .fields = chain->fields, .count = chain->count};
	kr_output output;
	bool good = read_whole(&reading, NULL, NULL, error) && kr_output_open(&output, chain->path, true, error);
	if (good) {
		write_all_cut(&reading, cuts, count, &output);
		good = kr_output_commit(&output, error);
	}
	release(&reading);
	/* The lock is on the file that was replaced. */
	kr_chain_close(chain);
	return good;
}

void
kr_chain_close(kr_chain *chain)
{
	if (chain->fd >= 0)
		close(chain->fd);
	chain->fd = -1;
	kr_buffer_free(&chain->staged);
}
