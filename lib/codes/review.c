#include "codes/review.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "text/similarity.h"

enum { SHORTEST_PART = 3, LEAST_ALIKE = 850, MUCH_ALIKE = 900 };

void
kr_review_add(kr_review *review, kr_slice field, const kr_code_list *list, kr_slice word)
{
	uint32_t at;
	kr_slice lowered = kr_lowered(&review->key, word);
	size_t len = lowered.len;
	kr_buffer_char(&review->key, '\t');
	kr_buffer_slice_add(&review->key, field);
	kr_slice key = kr_buffer_slice(&review->key);
	if (review->key.failed || len == 0) {
		review->failed |= review->key.failed;
	} else if (kr_map_get(&review->known, key, &at)) {
		review->words[at].count++;
	} else if (review->count == KR_REVIEW_MAX) {
		review->more++;
	} else {
		kr_slice kept = kr_arena_copy(&review->arena, key);
		if (kept.ptr == NULL || !kr_array_room(&review->words, review->count, &review->capacity, sizeof *review->words) || !kr_map_put(&review->known, kept, (uint32_t)review->count)) {
			review->failed = true;
			return;
		}
		review->words[review->count++] =
		    (kr_review_word){kr_slice_part(kept, len + 1, kept.len), kr_slice_part(kept, 0, len), list, 1};
	}
}

/* True when `part` stands in the text between blanks or its ends. */
static bool
has_words(kr_slice text, kr_slice part)
{
	for (size_t at = 0; at + part.len <= text.len; at++)
		if ((at == 0 || text.ptr[at - 1] == ' ') && (at + part.len == text.len || text.ptr[at + part.len] == ' ') &&
		    memcmp(text.ptr + at, part.ptr, part.len) == 0)
			return true;
	return false;
}

typedef struct nearest {
	kr_slice word;
	uint32_t row;
	const char *by;
} nearest;

/* The first of the nearest, in the order of the list. */
static nearest
find_nearest(const kr_code_list *list, kr_slice folded)
{
	nearest part = {.by = ""}, alike = {.by = ""};
	int best = LEAST_ALIKE - 1;
	for (size_t i = 0; i < list->folded.count; i++) {
		kr_slice word = list->folded.entries[i].key;
		uint32_t row = list->folded.entries[i].value;
		if (row >= KR_CODE_SPECIAL)
			continue;
		if (word.len >= SHORTEST_PART && word.len > part.word.len && has_words(folded, word))
			part = (nearest){word, row, "part"};
		int like = kr_jaro_winkler(word, folded);
		if (like > best) {
			best = like;
			alike = (nearest){word, row, "alike"};
		}
	}
	return part.word.len != 0 && best < MUCH_ALIKE ? part : alike;
}

static int
compare_slices(kr_slice a, kr_slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len == 0 ? 0 : memcmp(a.ptr, b.ptr, len);
	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int
by_count(const void *left, const void *right)
{
	const kr_review_word *a = left, *b = right;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	int order = compare_slices(a->field, b->field);
	return order != 0 ? order : compare_slices(a->word, b->word);
}

bool
kr_review_write(kr_review *review, kr_writer *writer)
{
	static const kr_slice names[] = {{"field", 5}, {"word", 4}, {"count", 5}, {"nearest", 7}, {"code", 4}, {"likeness", 8}};
	bool good = kr_writer_values(writer, names, sizeof names / sizeof *names);
	if (review->count != 0)
		qsort(review->words, review->count, sizeof *review->words, by_count);
	for (size_t i = 0; good && i < review->count; i++) {
		const kr_review_word *at = &review->words[i];
		char digits[KR_NUMBER_MAX];
		nearest found = find_nearest(at->list, kr_folded(&review->key, at->word));
		kr_slice code = found.word.len != 0 ? kr_code_list_code(at->list, found.row) : kr_slice_of(NULL, 0);
		const kr_slice values[] = {at->field, at->word, kr_slice_of(digits, kr_number_write((int64_t)at->count, digits)),
		    found.word, code, kr_slice_text(found.by)};
		good = kr_writer_values(writer, values, sizeof values / sizeof *values);
	}
	return good && !review->failed && !review->key.failed;
}

void
kr_review_free(kr_review *review)
{
	free(review->words);
	kr_map_free(&review->known);
	kr_buffer_free(&review->key);
	kr_arena_free(&review->arena);
}
