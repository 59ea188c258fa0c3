/* Slices: comparing, cutting, trimming, lists. */
#include "base/slice.h"

#include "random.h"
#include "tap.h"

static void
test_compare(void)
{
	ok(kr_slice_compare(KR_SLICE("a"), KR_SLICE("b")) < 0, "a before b");
	ok(kr_slice_compare(KR_SLICE("ab"), KR_SLICE("a")) > 0, "the shorter of equals first");
	ok(kr_slice_compare(KR_SLICE("\xC3\xA9"), KR_SLICE("z")) > 0, "bytes compare as unsigned char");
	ok(kr_slice_compare(kr_slice_of(NULL, 0), KR_SLICE("")) == 0, "empty equals empty without a pointer");
	ok(kr_slice_equal(kr_slice_of(NULL, 0), KR_SLICE("")), "and is equal");
	ok(!kr_slice_equal(KR_SLICE("a\0b"), KR_SLICE("a\0c")), "a NUL does not end a slice");
	ok(kr_slice_equal_fold(KR_SLICE("UwV-[@"), KR_SLICE("uWv-[@")), "ASCII letters fold");
	ok(!kr_slice_equal_fold(KR_SLICE("@"), KR_SLICE("`")) && !kr_slice_equal_fold(KR_SLICE("["), KR_SLICE("{")),
	    "what stands beside the letters does not fold");
	ok(!kr_slice_equal_fold(KR_SLICE("\xC3\x89"), KR_SLICE("\xC3\xA9")), "letters outside ASCII do not fold");
	ok(kr_slice_is(kr_slice_of(NULL, 0), "") && !kr_slice_is(KR_SLICE("ab"), "a"), "a slice is a C string or not");
	ok(kr_slice_text(NULL).len == 0, "NULL is the empty slice");
	ok(kr_slice_starts(KR_SLICE("abc"), KR_SLICE("ab")) && !kr_slice_starts(KR_SLICE("a"), KR_SLICE("ab")), "starts");
}

static void
test_cut(void)
{
	ok(kr_slice_find(KR_SLICE("abc"), 'c') == 2 && kr_slice_find(KR_SLICE("abc"), 'x') == 3, "find");
	ok(kr_slice_find(kr_slice_of(NULL, 0), 'x') == 0, "find in nothing");
	ok(kr_slice_is(kr_slice_part(KR_SLICE("abcd"), 1, 3), "bc"), "part");
	ok(kr_slice_is(kr_slice_part(KR_SLICE("abcd"), 2, 99), "cd"), "a part ends at the end");
	ok(kr_slice_part(KR_SLICE("abcd"), 9, 99).len == 0, "a part past the end is empty");
	ok(kr_slice_part(KR_SLICE("abcd"), 3, 1).len == 0, "a part that ends before it begins is empty");
	ok(kr_slice_is(kr_slice_trim(KR_SLICE(" \t\r\n\xC2\xA0 a b \xC2\xA0\n")), "a b"), "trim, no-break spaces too");
	ok(kr_slice_trim(KR_SLICE(" \xC2\xA0 ")).len == 0, "trim leaves nothing of blanks");
	ok(kr_slice_is(kr_slice_trim(KR_SLICE("\xC3\xA0")), "\xC3\xA0"), "trim does not cut a letter that ends like one");
}

static bool
items_are(const char *list, const char *const *wanted, size_t count)
{
	kr_slice rest = kr_slice_items(kr_slice_text(list)), item;
	size_t seen = 0;
	while (kr_slice_next(&rest, '|', &item)) {
		if (seen >= count || !kr_slice_is(item, wanted[seen]))
			return false;
		seen++;
	}
	return seen == count && kr_slice_count(kr_slice_text(list), '|') == count;
}

static void
test_lists(void)
{
	ok(items_are("", NULL, 0), "an empty list has no item");
	ok(items_are("a", (const char *const[]){"a"}, 1), "one item");
	ok(items_are("a||b", (const char *const[]){"a", "", "b"}, 3), "an empty item counts");
	ok(items_are("|", (const char *const[]){"", ""}, 2), "a separator alone stands between two empty items");
	ok(items_are("a|", (const char *const[]){"a", ""}, 2), "an empty item at the end counts");
}

/* Items joined again are the list, and kr_slice_count says how many there are. */
static void
test_random_lists(void)
{
	int wrong = 0;
	for (int round = 0; round < 5000; round++) {
		char list[40], joined[48];
		size_t len = next_random(sizeof list), at = 0, items = 0;
		for (size_t i = 0; i < len; i++)
			list[i] = "ab|"[next_random(3)];
		kr_slice rest = kr_slice_items(kr_slice_of(list, len)), item;
		while (kr_slice_next(&rest, '|', &item)) {
			if (items++)
				joined[at++] = '|';
			memcpy(joined + at, item.ptr, item.len);
			at += item.len;
		}
		wrong += at != len || memcmp(list, joined, len) != 0 || items != kr_slice_count(kr_slice_of(list, len), '|');
	}
	ok(wrong == 0, "random lists: the items joined again are the list");
}

int
main(void)
{
	test_compare();
	test_cut();
	test_lists();
	test_random_lists();
	return tap_done();
}
