/* The fast way and the portable way of kr_scan_block agree on random blocks, good and bad. */
#include "record/scan.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

static uint64_t state = 20201122;

static unsigned
next_random(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

static const char *const pieces[] = {
    "a", "Jansen", "\t", "\t", "\n", "\\t", "\\n", "\\r", "\\\\", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
    "12345678901234567890", " ", "\\x", "\xC3", "\xFF", "\x01", "\x7F", "\r", "\xEF\xBF\xBE", "\xC2\x85", "\xE0\x80\x80",
};
enum { GOOD_PIECES = 14, PIECES = sizeof pieces / sizeof *pieces };

static size_t
make_block(char *block, size_t room, unsigned kinds)
{
	size_t size = 0, wanted = next_random((unsigned)room - 64);
	while (size < wanted) {
		/* Bad pieces are rare, so that some stand deep in the block. */
		unsigned kind = next_random(40) == 0 ? kinds : GOOD_PIECES;
		const char *piece = pieces[next_random(kind)];
		memcpy(block + size, piece, strlen(piece));
		size += strlen(piece);
	}
	block[size++] = '\n';
	return size;
}

static bool
agree(const kr_scan *a, const kr_scan *b)
{
	return a->good == b->good && a->end_count == b->end_count && a->line_count == b->line_count &&
	    memcmp(a->ends, b->ends, a->end_count * sizeof *a->ends) == 0 &&
	    memcmp(a->lines, b->lines, a->line_count * sizeof *a->lines) == 0;
}

int
main(void)
{
	enum { ROOM = 4096, ROUNDS = 20000 };
	/* On the heap, so that a sanitizer sees a read past the block. */
	char *block = malloc(ROOM);
	kr_scan fast = {0}, slow = {0};
	int different = 0, all_good = 0, some_bad = 0;
	if (block == NULL || !kr_scan_reserve(&fast, ROOM) || !kr_scan_reserve(&slow, ROOM))
		return 1;
	for (int i = 0; i < ROUNDS; i++) {
		size_t size = make_block(block, ROOM, i % 2 ? PIECES : GOOD_PIECES);
		char *exact = malloc(size);
		if (exact == NULL)
			return 1;
		memcpy(exact, block, size);
		kr_scan_block(&fast, exact, size);
		kr_scan_block_portable(&slow, exact, size);
		different += !agree(&fast, &slow);
		all_good += fast.good == size;
		some_bad += fast.good < size;
		free(exact);
	}
	ok(different == 0, "both ways give the same index and the same first bad byte");
	ok(all_good > ROUNDS / 3, "good blocks were among them");
	ok(some_bad > ROUNDS / 10, "bad blocks were among them");
	free(block);
	kr_scan_free(&fast);
	kr_scan_free(&slow);
	return tap_done();
}
