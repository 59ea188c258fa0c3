/*
 * Who needs what: the people of a register with their needs, and the cohort that they make with the services of a catalogue.
 *
 * The needs of a person are his obstacles, what he lacks for the work that he aims at, and work in which he can stay where regular work is no
 * real prospect (lib/tables/lasting_work); without what he has finished.
 */
#ifndef KR_ARRANGE_SEEKER_H
#define KR_ARRANGE_SEEKER_H

#include "arrange/aim.h"
#include "arrange/catalog.h"
#include "arrange/cohort.h"
#include "arrange/past.h"

typedef struct kr_seeker {
	kr_slice id, region;
	kr_slice vacancy;     /* that he aims at; empty: none is known */
	uint32_t *needs, need_count; /* numbers */
	uint32_t past;        /* his first wagon, or KR_NO_FIELD */
	uint64_t refused;     /* conditions that do not hold */
	bool is_known;        /* his obstacles are known, or what he aims at */
	bool has_too_many;    /* needs for a train: more than KR_COHORT_NEEDS */
	bool has_no_prospect; /* of regular work */
} kr_seeker;

typedef struct kr_seekers {
	kr_seeker *items; /* in the order of the register */
	uint32_t count, capacity;
	uint64_t read, ended; /* records; of these, registrations that ended before the day */
	kr_map ids, regions;
	kr_arena arena;
} kr_seekers;

/*
 * Reads the people; `aims` and `past` may be NULL. One without person_id is set aside; one who stands there twice is an error. {0} before.
 */
bool kr_seekers_read(kr_seekers *seekers, kr_stream *stream, kr_catalog *catalog, kr_aims *aims, const kr_past *past, int32_t day,
    kr_rejects *rejects, kr_error *error);

void kr_seekers_free(kr_seekers *seekers);

/* A cohort and the memory that it stands on. */
typedef struct kr_roster {
	kr_cohort cohort;
	kr_cohort_service *services; /* as in the catalogue */
	kr_cohort_person *people;    /* as in the seekers; bit i of a problem is need i of the person */
	kr_arena arena;
} kr_roster;

/*
 * Makes the cohort of all. A wagon that runs goes on to its end and gives what it serves; one that was finished or broken off is not offered
 * that person again, and what a wagon of his excludes neither. `budgets` (cents a pot of the catalogue, or KR_UNLIMITED) must outlive it.
 */
bool kr_roster_make(kr_roster *roster, const kr_seekers *seekers, kr_catalog *catalog, const kr_past *past, const int64_t *budgets, int32_t day,
    kr_error *error);

void kr_roster_free(kr_roster *roster);

#endif
