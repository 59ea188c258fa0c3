/*
 * People put into groups of at least k of which each tells what all its members have in common: k-anonymity (Samarati and
 * Sweeney, 1998) by local recoding, where every group keeps as much as it can.
 *
 * All start as one group. A group is split in two, those of whom a fact is true and the others, as long as both sides
 * have k; of the facts that can split it that one goes first whose weight times the square root of how many have it is
 * highest. Then people move, one by one, from groups that can spare them to the one that tells most of what is true of them,
 * and what has grown is split again. Each step only adds to what is told. Where the best grouping is a hard problem (Meyerson
 * and Williams, 2004) this is no proof of the best; the loss is told.
 *
 * Memory: some 40 bytes a person and 4 a fact of a person.
 */
#ifndef KR_CARD_GROUPS_H
#define KR_CARD_GROUPS_H

#include <stdint.h>

#include "base/error.h"

typedef struct kr_card_people {
	const uint32_t *facts; /* of all, person by person; each person's sorted */
	const uint64_t *ends;  /* where each person's end in `facts` */
	uint32_t count;
	const uint32_t *weights; /* of each fact */
	uint32_t fact_count;
} kr_card_people;

typedef struct kr_card_groups {
	uint32_t *group;   /* of each person */
	uint32_t count;
	uint32_t *told;    /* facts of all groups, group by group, sorted */
	uint64_t *ends;    /* where each group's end in `told` */
	uint32_t *sizes;
	uint64_t true_weight, told_weight; /* over all people; the loss is what is between */
} kr_card_groups;

/*
 * People who move go in their order: whoever wants the same groups for any order of the input sorts them first. Fewer
 * than k people: no group. kr_card_groups_free after.
 */
bool kr_card_groups_make(kr_card_groups *groups, const kr_card_people *people, uint32_t k, kr_error *error);

void kr_card_groups_free(kr_card_groups *groups);

#endif
