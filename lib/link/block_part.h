/*
 * The parts that block rules are made of: what a record has to offer for each, as up to two hashes.
 */
#ifndef KR_LINK_BLOCK_PART_H
#define KR_LINK_BLOCK_PART_H

#include "link/people.h"

#define KR_PART_VALUES 2

/* Fills the values in and gives their number; values are not 0. Surnames have two: own and partner's. */
size_t kr_part_values(const kr_link_record *record, enum kr_block_part part, uint32_t values[KR_PART_VALUES]);

/* True when two records share a value of the part. */
bool kr_part_shared(const kr_link_record *a, const kr_link_record *b, enum kr_block_part part);

/* Mixes a value into a key; never 0. */
uint32_t kr_part_mix(uint32_t key, uint32_t value);

#endif
