/*
 * Which person_id a person keeps: the one that most of his records had before, so that logs and cards that name it stay
 * true when the next delivery comes.
 *
 * The memory is a record stream of record_id and person_id: every record that was ever linked, also of those who are not
 * in today's delivery, so that no id is given twice and who comes back is known again. A line with an empty record_id
 * keeps an id from being given again, and nothing else: that is what is left of somebody who was erased.
 */
#ifndef KR_LINK_IDENTITIES_H
#define KR_LINK_IDENTITIES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

/* Records that stood under one person_id and now stand under another. */
typedef struct kr_identity_change {
	kr_slice from, to; /* person_ids */
	uint32_t records;
	bool is_split;     /* another person of today keeps `from`; else it is no more */
} kr_identity_change;

typedef struct kr_identities {
	kr_map records;    /* record_id: number of its entry in `persons` */
	kr_map persons;    /* person_ids that were ever given */
	kr_slice *given;   /* of each person of today, counted from 1 */
	uint32_t highest;  /* N of the highest pN */
	uint32_t kept, made; /* persons of today with an old id, with a new one */
	kr_identity_change *changes; /* in order of `from` in the memory */
	size_t change_count;
	kr_arena arena;
} kr_identities;

/* Reads the memory; no file is an empty one. {0} before, kr_identities_free after. */
bool kr_identities_read(kr_identities *identities, const char *path, kr_error *error);

/*
 * Gives an id to each of `persons` of today; person[i], from 1, is that of record i, whose record_id (stream form, may be
 * empty) is record_ids[i] and must outlive this. A person takes the id that most of his records had, an id goes to
 * the person with most of its records; ties: the shorter id, the one whose bytes come first, the record_id that comes
 * first. Others get pN, counted on from the highest, in order of their first record.
 */
bool kr_identities_give(kr_identities *identities, const uint32_t *person, const kr_slice *record_ids, uint32_t records,
    uint32_t persons, kr_error *error);

/* Replaces the memory by what it was and today's records (0600). */
bool kr_identities_write(const kr_identities *identities, const char *path, kr_error *error);

void kr_identities_free(kr_identities *identities);

#endif
