/*
 * Compares what the blocks bring together and keeps the pairs that score enough.
 *
 * Pairs are not kept: each is judged where it is met, once. The links are the same, in the same order, whatever the
 * number of threads.
 */
#ifndef KR_LINK_PAIRS_H
#define KR_LINK_PAIRS_H

#include "link/people.h"

typedef struct kr_link {
	uint32_t a, b; /* records, a < b */
	int32_t bits;  /* thousandths, the prior in it */
} kr_link;

typedef struct kr_links {
	kr_link *links; /* the strongest first, then by record */
	size_t count, capacity;
	uint64_t compared; /* pairs that were judged */
} kr_links;

/* What a rule did, for who wants to tell it. */
typedef struct kr_rule_report {
	kr_slice rule;
	uint64_t pairs, refined, cut, largest; /* of its blocks, block.h */
	uint64_t links;                        /* found by it first */
} kr_rule_report;

/*
 * Finds all links of at least `least` thousandths of a bit. `tell` (may be NULL) gets a report for each rule in turn.
 * {0} before; kr_links_free after.
 */
bool kr_links_find(kr_links *links, const kr_people *people, int32_t least, size_t threads,
    void (*tell)(void *listener, const kr_rule_report *report), void *listener, kr_error *error);

void kr_links_free(kr_links *links);

#endif
