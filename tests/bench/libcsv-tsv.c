/*
 * The smallest honest program on libcsv: copies the fields of a CSV file from stdin out as TSV, 256 KiB in and out.
 * It neither transcodes nor checks nor escapes: the peer of kr-import in import.sh.
 */
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 262144u

static char out[4 * BLOCK];
static size_t used;
static int first = 1;

static void
flush(void)
{
	for (size_t at = 0; at < used;) {
		ssize_t done = write(STDOUT_FILENO, out + at, used - at);
		if (done < 0)
			exit(2);
		at += (size_t)done;
	}
	used = 0;
}

static void
field(void *bytes, size_t len, void *context)
{
	(void)context;
	if (len + 2 > sizeof out - used)
		flush();
	if (len + 2 > sizeof out)
		exit(2);
	if (!first)
		out[used++] = '\t';
	memcpy(out + used, bytes, len);
	used += len;
	first = 0;
}

static void
row(int terminator, void *context)
{
	(void)terminator;
	(void)context;
	out[used++] = '\n';
	first = 1;
	if (used > BLOCK)
		flush();
}

int
main(int argc, char **argv)
{
	static char in[BLOCK];
	struct csv_parser parser;
	ssize_t got;
	csv_init(&parser, 0);
	csv_set_delim(&parser, (unsigned char)(argc > 1 ? argv[1][0] : ','));
	while ((got = read(STDIN_FILENO, in, sizeof in)) > 0)
		if (csv_parse(&parser, in, (size_t)got, field, row, NULL) != (size_t)got)
			return 2;
	csv_fini(&parser, field, row, NULL);
	flush();
	csv_free(&parser);
	return got < 0 ? 2 : 0;
}
