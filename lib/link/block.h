/*
 * Which pairs are worth comparing: records that share all parts of at least one of the model's rules stand in one block.
 *
 * A block above the model's size is divided by the model's refinements, one after the other, as far as needed; what is
 * too large even then is cut into pieces in order of the records, and that is counted so that it can be told.
 */
#ifndef KR_LINK_BLOCK_H
#define KR_LINK_BLOCK_H

#include "link/people.h"

typedef struct kr_block_entry {
	uint32_t key, record;
} kr_block_entry;

typedef struct kr_blocks {
	kr_block_entry *entries; /* by block, within one by record */
	kr_block_entry *spare;
	size_t count, capacity;
	struct kr_block {
		size_t first, count;
	} *blocks; /* of two records or more */
	size_t block_count, block_capacity;
	uint64_t refined, cut, largest; /* blocks above the size, blocks cut into pieces, records in the largest */
	uint64_t pairs;
} kr_blocks;

/*
 * Makes the blocks of a rule over what was made before. `in_parts[i]` gets bit `rule` set where record i stands in a
 * block that was divided: there two records may share the rule and not have been compared.
 */
bool kr_blocks_make(kr_blocks *blocks, const kr_people *people, size_t rule, uint32_t *in_parts, kr_error *error);

/* True when an earlier rule has brought the two together already. */
bool kr_blocks_met_before(const kr_people *people, size_t rule, const uint32_t *in_parts, uint32_t a, uint32_t b);

void kr_blocks_free(kr_blocks *blocks);

#endif
