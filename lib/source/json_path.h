/*
 * Inside json.h: the paths of a profile as one tree, in which a member of an object is found by its name.
 *
 * A path is names with a full stop between them; [] behind a name goes into the items of a list: `mobiliteit.postcode`,
 * `opleiding[].niveau`, `telefoon[]`. A full stop with a blank behind it belongs to the name. Names compare as those of columns do
 * (profile.h). A path without [] takes the first filled item of a list; one with [] takes a single value for a list of one.
 */
#ifndef KR_SOURCE_JSON_PATH_H
#define KR_SOURCE_JSON_PATH_H

#include "source/profile.h"

#define KR_JSON_NOTHING 0u /* the node of what no path asks for */
#define KR_JSON_ROOT 1u    /* the node of an element */

/* Numbers of nodes and links; 0 ends a chain. */
typedef struct kr_json_node {
	kr_slice name;
	uint32_t parent;
	uint32_t child, sibling; /* members of an object */
	uint32_t items;          /* the node of a list's items */
	uint32_t targets;        /* slots that a value here is for */
	uint32_t ends;           /* slots of which an item ends with an item here */
} kr_json_node;

/* `rank`: the alternative of the slot's column that the path is, the first is 0. */
typedef struct kr_json_link {
	uint32_t slot, rank, next;
} kr_json_link;

/* A slot is a column of the profile; its value is put together while an element is read. */
typedef struct kr_json_slot {
	kr_slice column;  /* as the profile writes it */
	bool is_list;
	bool keeps_empty; /* an item without a value stands as an empty one, so that lists of one rule stay side by side */
	uint32_t rank;    /* of `value`, UINT32_MAX: none */
	uint32_t items;   /* in `list` */
	kr_slice value;   /* of the present item, in stream form */
	kr_buffer own;    /* holds `value` where it is not as it stands in the file */
	kr_buffer list;
} kr_json_slot;

typedef struct kr_json_known kr_json_known;

typedef struct kr_json_paths {
	kr_json_node *nodes;
	kr_json_link *links;
	kr_json_slot *slots;
	uint32_t node_count, link_count, slot_count;
	kr_json_known *known; /* names met so far and the nodes they lead to */
	uint32_t *order; /* of `known`, as they were met */
	uint32_t known_count;
	bool is_exact; /* of a profile that is: true, false and [] are yes, no and none, and empty items stay */
	kr_arena arena;
} kr_json_paths;

/* One slot for each column of the profile's rules, in their order. The profile must outlive it. */
bool kr_json_paths_open(kr_json_paths *paths, const kr_profile *profile, kr_error *error);

/* The node of a member, KR_JSON_NOTHING when no path asks for it. `hash` is kr_hash64 of its name, which is plain text. */
uint32_t kr_json_paths_find(kr_json_paths *paths, uint32_t node, kr_slice name, uint64_t hash);

/*
 * Adds the members met that no path asks for, with a comma and a blank between them and ready to show; what is within them is not named, and nothing
 * behind the first thousand names of a file.
 */
void kr_json_paths_unused(const kr_json_paths *paths, kr_buffer *to);

/* Safe after a failed open. */
void kr_json_paths_close(kr_json_paths *paths);

#endif
