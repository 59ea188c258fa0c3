/*
 * Needs: what a person lacks and a service gives. An item has three parts, kind:value:level, as in `gives` of a service and `serves` of a
 * train (lib/tables/need_kinds). Each distinct one has a number.
 */
#ifndef KR_ARRANGE_NEED_H
#define KR_ARRANGE_NEED_H

#include "codes/licence.h"

#define KR_NO_NEED UINT32_MAX

typedef struct kr_need {
	kr_slice text; /* the item, in stream form */
	kr_slice key;  /* its value, folded */
	uint32_t kind; /* row of need_kinds */
	int rank;      /* of its level, more is better; 0: any, or nobody knows */
	uint32_t licences; /* that are meant, as bits; 0: none */
} kr_need;

typedef struct kr_needs {
	kr_need *items;
	uint32_t count, capacity;
	kr_map numbers;
	kr_code_list kinds;
	kr_licences licence_list;
	kr_arena arena;
	kr_buffer text, folded;
} kr_needs;

/* `directory` as in kr_definition_load. {0} before. */
bool kr_needs_load(kr_needs *needs, const char *directory, kr_error *error);

/* The number of an item, new or known; KR_NO_NEED when its kind is none. False when memory is short. */
bool kr_needs_find(kr_needs *needs, kr_slice item, uint32_t *number, kr_error *error);

/* The same from its parts. */
bool kr_needs_make(kr_needs *needs, const char *kind, kr_slice value, kr_slice level, uint32_t *number, kr_error *error);

/*
 * True when what is given serves the need: same kind, same value (folded; of licences one that implies it; any where the need names none),
 * at least the level. An unknown level is never too low.
 */
bool kr_need_is_served(const kr_needs *needs, uint32_t need, uint32_t given);

/* Rank of a level of the kind's own scale; 0 where it says nothing. */
int kr_need_rank(kr_slice kind, kr_slice level);

void kr_needs_free(kr_needs *needs);

#endif
