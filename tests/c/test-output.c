/* The output: files replaced at once or not at all, links and modes kept, streams that end unfinished. */
#include "base/output.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/input.h"
#include "random.h"
#include "tap.h"

static kr_error error;
static char folder[] = "/tmp/kr-test-XXXXXX";

static void
put_file(const char *name, const char *text, mode_t mode)
{
	unlink(name);
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || fchmod(fd, mode) != 0 || close(fd) != 0)
		abort();
}

static bool
holds(const char *name, const char *wanted)
{
	kr_buffer bytes = {0};
	bool good = kr_input_slurp(name, 1 << 24, &bytes, &error) && kr_slice_is(kr_buffer_slice(&bytes), wanted);
	kr_buffer_free(&bytes);
	return good;
}

static mode_t
mode_of(const char *name)
{
	struct stat status;
	return lstat(name, &status) == 0 ? status.st_mode & 07777 : 0;
}

static size_t
entries(void)
{
	size_t count = 0;
	DIR *directory = opendir(".");
	while (directory != NULL && readdir(directory) != NULL)
		count++;
	if (directory != NULL)
		closedir(directory);
	return count - 2;
}

static bool
write_file(const char *name, bool is_private, const char *text)
{
	kr_output output;
	if (!kr_output_open(&output, name, is_private, &error))
		return false;
	kr_output_write(&output, text, strlen(text));
	return kr_output_commit(&output, &error);
}

static void
test_files(void)
{
	umask(022);
	ok(write_file("new", false, "a\n") && holds("new", "a\n") && mode_of("new") == 0644, "a new file");
	ok(write_file("own", true, "a\n") && mode_of("own") == 0600, "a new private file");
	put_file("old", "old\n", 0664);
	ok(write_file("old", false, "b\n") && holds("old", "b\n") && mode_of("old") == 0664, "an old file keeps its mode");
	ok(write_file("old", true, "c\n") && holds("old", "c\n") && mode_of("old") == 0600, "private takes others' rights off");
	put_file("tool", "old\n", 0755);
	ok(write_file("tool", true, "c\n") && mode_of("tool") == 0700, "and leaves the owner's");
	ok(symlink("old", "link") == 0 && write_file("link", false, "d\n") && readlink("link", (char[8]){0}, 8) == 3 &&
	    holds("old", "d\n"), "a symbolic link is followed");
	ok(mkdir("sub", 0700) == 0 && symlink("../old", "sub/far") == 0 && write_file("sub/far", false, "e\n") && holds("old", "e\n") &&
	    rename("sub/far", "far") == 0, "one into another folder too");
	ok(symlink("nowhere", "broken") == 0 && !write_file("broken", false, "x\n") && access("nowhere", F_OK) != 0,
	    "one that leads nowhere is refused");
	ok(!write_file("sub", false, "x"), "a folder is refused");
	ok(!write_file("none/file", false, "x"), "a folder that is not there is told");
	ok(write_file("/dev/null", false, "x"), "a device is written directly");
	ok(!write_file("/dev/full", false, "x\n"), "a full device is told");
	char long_name[256];
	memset(long_name, 'n', 255);
	long_name[255] = '\0';
	ok(write_file(long_name, false, "x\n") && holds(long_name, "x\n"), "the longest name that a file can have");
	unlink(long_name);
	ok(entries() == 8, "no temporary file is left"); /* new own old tool link sub far broken */
}

static void
test_abandon(void)
{
	kr_output output;
	size_t before = entries();
	put_file("old", "old\n", 0644);
	kr_output_open(&output, "old", false, &error);
	char *big = calloc(1, 2 * (size_t)KR_BLOCK_SIZE);
	kr_output_write(&output, big, 2 * (size_t)KR_BLOCK_SIZE);
	ok(holds("old", "old\n"), "the old file is there until the end");
	kr_output_abandon(&output);
	kr_output_abandon(&output);
	ok(holds("old", "old\n") && entries() == before, "given up: the old file stays, nothing is left");
	kr_output_open(&output, "none/file", false, &error);
	kr_output_abandon(&output);
	ok(true, "giving up after a failed open is safe");
	free(big);
}

/* ---- streams ---- */

/* What came through a pipe when `lines` lines of text were written and then the output given up or committed. */
static bool
stream_is(const char *text, bool commit, const char *wanted)
{
	int ends[2];
	char got[256] = {0};
	kr_output output;
	if (pipe(ends) != 0 || !kr_output_attach(&output, ends[1], "pipe", &error))
		return false;
	kr_output_write(&output, text, strlen(text));
	if (commit)
		commit = kr_output_commit(&output, &error);
	else
		kr_output_abandon(&output);
	ssize_t len = read(ends[0], got, sizeof got - 1);
	close(ends[0]);
	return len >= 0 && strcmp(got, wanted) == 0;
}

static void
test_streams(void)
{
	ok(stream_is("a\nb\n", true, "a\nb\n"), "a finished stream");
	ok(stream_is("a\nb\n", false, "a\nb"), "one that was given up lacks its last line feed");
	ok(stream_is("a\n", false, "a"), "a header too");
	ok(stream_is("", false, "") && stream_is("", true, ""), "nothing stays nothing");
}

static void
test_reader_gone(void)
{
	int ends[2];
	kr_output output;
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ends) != 0)
		return;
	kr_output_attach(&output, ends[1], "pipe", &error);
	close(ends[0]);
	kr_output_write(&output, "a\n", 2);
	ok(!kr_output_commit(&output, &error) && output.gone, "a reader that went away is known as that");
	signal(SIGPIPE, SIG_DFL);
}

/* A child writes lines whose ends lie on page boundaries, at once or by and by, into a pipe of one page. */
static pid_t
start_writer(const int ends[2], size_t lines, bool all_at_once)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	kr_output output;
	close(ends[0]);
	if (!kr_output_attach(&output, ends[1], "pipe", &error) || fcntl(ends[1], F_SETPIPE_SZ, 4096) < 0)
		_exit(1);
	for (size_t i = 0; i < lines; i++) {
		if (!all_at_once && i % 1000 == 999)
			kr_output_room(&output, KR_BLOCK_SIZE);
		kr_output_write(&output, "123456789012345678901234567890123456789012345678901234567890123\n", 64);
	}
	kr_output_commit(&output, &error);
	_exit(0);
}

static void
wait_until_full(int fd)
{
	int held = 0;
	for (int i = 0; i < 20 && held < 4096; i++) {
		usleep(1000);
		if (ioctl(fd, FIONREAD, &held) != 0)
			return;
	}
	usleep(1000);
}

/* The last byte that a reader gets when the writer is killed after some pages were read. */
static int
last_byte_when_killed(size_t lines, bool all_at_once, unsigned pages)
{
	int ends[2];
	char page[4096], last = 0;
	ssize_t got;
	if (pipe(ends) != 0)
		return -1;
	pid_t child = start_writer(ends, lines, all_at_once);
	close(ends[1]);
	for (unsigned i = 0; i < pages; i++) {
		wait_until_full(ends[0]);
		got = read(ends[0], page, sizeof page);
		last = got > 0 ? page[got - 1] : last;
	}
	wait_until_full(ends[0]);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	while ((got = read(ends[0], page, sizeof page)) > 0)
		last = page[got - 1];
	close(ends[0]);
	return last;
}

static void
test_killed(void)
{
	bool at_commit = true, before = true;
	for (unsigned pages = 0; pages < 12; pages++) {
		at_commit = at_commit && last_byte_when_killed(3000, true, pages) != '\n';
		before = before && last_byte_when_killed(40000, false, pages * 3) != '\n';
	}
	ok(at_commit, "killed while it writes the rest, a stream ends unfinished");
	ok(before, "killed while it writes, a stream ends unfinished");
}

/* Pieces of all sizes come out as they went in. */
static void
test_random_pieces(void)
{
	bool good = true;
	char *text = malloc(8u << 20);
	for (unsigned round = 0; good && text != NULL && round < 6; round++) {
		kr_output output;
		kr_buffer bytes = {0};
		size_t len = 0;
		kr_output_open(&output, "pieces", false, &error);
		while (len < (6u << 20)) {
			size_t part = next_random(20) ? next_random(300) : next_random(700000);
			for (size_t i = 0; i < part; i++)
				text[len + i] = next_random(9) ? 'x' : '\n';
			if (part && part < 1000 && next_random(2)) {
				memcpy(kr_output_room(&output, part), text + len, part);
				output.used += part;
			} else {
				kr_output_write(&output, text + len, part);
			}
			len += part;
		}
		good = kr_output_commit(&output, &error) && kr_input_slurp("pieces", 8u << 20, &bytes, &error) && bytes.len == len &&
		    memcmp(bytes.ptr, text, len) == 0;
		kr_buffer_free(&bytes);
	}
	ok(good, "pieces of all sizes come out as they went in");
	free(text);
	unlink("pieces");
}

int
main(void)
{
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return 1;
	test_files();
	test_abandon();
	test_streams();
	test_reader_gone();
	test_killed();
	test_random_pieces();
	char command[64];
	int status = tap_done();
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return chdir("/") != 0 || system(command) != 0 || status;
}
