/* Buffer, arena and map. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "random.h"
#include "tap.h"

static void
test_buffer(void)
{
	kr_buffer buffer = {0};
	ok(kr_buffer_slice(&buffer).len == 0 && kr_buffer_since(&buffer, 0).len == 0, "an empty buffer");
	kr_buffer_text(&buffer, "a");
	kr_buffer_number(&buffer, INT64_MIN);
	size_t from = buffer.len;
	kr_buffer_char(&buffer, '\0');
	kr_buffer_format(&buffer, "%s-%d", "x", 12);
	kr_buffer_slice_add(&buffer, kr_slice_of(NULL, 0));
	ok(kr_slice_equal(kr_buffer_slice(&buffer), KR_SLICE("a-9223372036854775808\0x-12")), "what was added, in order");
	ok(kr_slice_equal(kr_buffer_since(&buffer, from), KR_SLICE("\0x-12")), "what was added since");
	kr_buffer_clear(&buffer);
	ok(buffer.len == 0 && buffer.ptr != NULL, "clear keeps the memory");
	for (int i = 0; i < 100000; i++)
		kr_buffer_char(&buffer, (char)('a' + i % 26));
	bool good = buffer.len == 100000 && !buffer.failed;
	for (size_t i = 0; good && i < buffer.len; i++)
		good = buffer.ptr[i] == (char)('a' + i % 26);
	ok(good, "a buffer grows");
	ok(!kr_buffer_reserve(&buffer, SIZE_MAX) && buffer.failed && buffer.len == 100000, "too much fails and keeps what is there");
	kr_buffer_char(&buffer, 'x');
	ok(buffer.failed && buffer.len == 100000, "and the failure stays");
	kr_buffer_free(&buffer);
	ok(buffer.ptr == NULL && buffer.capacity == 0 && !buffer.failed, "given back");
}

static void
test_arena(void)
{
	enum { COUNT = 3000 };
	kr_arena arena = {0};
	char *places[COUNT];
	size_t sizes[COUNT];
	bool aligned = true, kept = true;
	for (size_t i = 0; i < COUNT; i++) {
		sizes[i] = next_random(100) == 0 ? next_random(200000) : next_random(60);
		places[i] = kr_arena_alloc(&arena, sizes[i]);
		aligned = aligned && places[i] != NULL && (uintptr_t)places[i] % 16 == 0;
		memset(places[i], (int)(i % 251), sizes[i]);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			kept = kept && (unsigned char)places[i][j] == i % 251;
	ok(aligned, "blocks are aligned to 16 bytes");
	ok(kept, "blocks do not overlap and stay");
	const unsigned char *zeros = kr_arena_array(&arena, 1000, 7);
	bool clear = zeros != NULL;
	for (size_t i = 0; clear && i < 7000; i++)
		clear = zeros[i] == 0;
	ok(clear, "an array is zeroed");
	ok(kr_arena_array(&arena, SIZE_MAX / 2, 3) == NULL, "an array that cannot be is not made");
	ok(kr_arena_alloc(&arena, SIZE_MAX) == NULL, "nor such a block");
	char text[] = "Jansen";
	kr_slice copy = kr_arena_copy(&arena, kr_slice_text(text));
	text[0] = 'X';
	ok(kr_slice_is(copy, "Jansen"), "a copy is a copy");
	ok(kr_arena_copy(&arena, kr_slice_of(NULL, 0)).ptr != NULL, "the copy of nothing has a pointer");
	kr_arena_free(&arena);
	ok(arena.last == NULL, "given back");
}

static void
test_map(void)
{
	enum { COUNT = 5000 };
	kr_map map = {0};
	static char keys[COUNT][12];
	uint32_t value = 99;
	bool found = true, ordered = true;
	ok(!kr_map_get(&map, KR_SLICE("a"), &value) && value == 99, "an empty map has nothing");
	for (unsigned i = 0; i < COUNT; i++) {
		snprintf(keys[i], sizeof keys[i], "key%u", i * 7919u % COUNT);
		kr_map_put(&map, kr_slice_text(keys[i]), i);
	}
	for (unsigned i = 0; i < COUNT; i++) {
		found = found && kr_map_get(&map, kr_slice_text(keys[i]), &value) && value == i;
		ordered = ordered && kr_slice_is(map.entries[i].key, keys[i]);
	}
	ok(map.count == COUNT && found, "all keys are found");
	ok(ordered, "and stand in order of arrival");
	value = 99;
	ok(!kr_map_get(&map, KR_SLICE("key"), &value) && !kr_map_get(&map, KR_SLICE("key00"), &value) && value == 99,
	    "a key that is not there leaves the value alone");
	ok(kr_map_put(&map, KR_SLICE("key5"), 1000000) && map.count == COUNT && kr_map_get(&map, KR_SLICE("key5"), &value) &&
	    value == 1000000, "putting a key again changes its value");
	ok(kr_map_put(&map, kr_slice_of(NULL, 0), 5) && kr_map_get(&map, KR_SLICE(""), &value) && value == 5, "the empty key");
	ok(kr_map_put(&map, KR_SLICE("a\0b"), 6) && !kr_map_get(&map, KR_SLICE("a\0c"), &value), "keys may hold a NUL");
	kr_map_free(&map);
	ok(map.count == 0 && map.entries == NULL, "given back");
}

int
main(void)
{
	test_buffer();
	test_arena();
	test_map();
	return tap_done();
}
