/*
 * Words that no list of codes knows, counted over a whole stream, for somebody who decides what they mean: each with how often it came,
 * and the known word that is nearest. What is decided becomes a row of the list's table of words.
 */
#ifndef KR_CODES_REVIEW_H
#define KR_CODES_REVIEW_H

#include "codes/code_list.h"
#include "record/writer.h"

/* More different words than this are counted together in `more`. */
#define KR_REVIEW_MAX 10000

typedef struct kr_review_word {
	kr_slice field, word;
	const kr_code_list *list;
	uint64_t count;
} kr_review_word;

/* {0} is empty. */
typedef struct kr_review {
	kr_map known; /* field and word to their place in `words` */
	kr_review_word *words;
	size_t count, capacity;
	uint64_t more;
	bool failed;  /* memory was short */
	kr_buffer key;
	kr_arena arena;
} kr_review;

/* Counts a word of a field; the same in another case or with other blanks is the same word. The list must outlive the review. */
void kr_review_add(kr_review *review, kr_slice field, const kr_code_list *list, kr_slice word);

/*
 * Writes the words as records: field, word, count, nearest (the known word), code (what that stands for), likeness: `part` where the nearest stands
 * in the word (the longest that does), `alike` where it is the most alike by Jaro-Winkler, 0.9 or more, or 0.85 where no known word stands
 * in it; else nothing is near. Most frequent first, then by field and word. False when memory was short or the writer gave up.
 */
bool kr_review_write(kr_review *review, kr_writer *writer);

void kr_review_free(kr_review *review);

#endif
