/*
 * The services that there are, as the solver needs them: what each gives, whom it takes, when it begins, what it costs.
 *
 * Unknown is never no, and never the better guess: who fits is not asked what nobody knows; a service of unknown length counts
 * KR_CATALOG_WEEKS weeks and one of which nobody knows whether another may run beside it stands alone; unknown costs count as none and unknown
 * places have no limit.
 */
#ifndef KR_ARRANGE_CATALOG_H
#define KR_ARRANGE_CATALOG_H

#include "arrange/condition.h"
#include "arrange/need.h"
#include "record/rejects.h"
#include "record/stream.h"

#define KR_CATALOG_WEEKS 26
#define KR_UNKNOWN_COST (-1)

typedef struct kr_service {
	kr_slice id, regions;
	uint32_t instrument; /* row of instruments, or KR_NO_FIELD */
	uint32_t *gives;     /* numbers of needs */
	uint32_t gives_count;
	uint64_t conditions; /* rows of service_conditions, as bits */
	uint32_t *requires, *excludes; /* rows of instruments */
	uint32_t requires_count, excludes_count;
	int32_t *starts;
	uint32_t start_count;
	int32_t last_start;
	int32_t weeks; /* 0: unknown */
	uint32_t weight;
	int64_t cents;  /* or KR_UNKNOWN_COST */
	int64_t places; /* or -1: unknown */
	uint32_t *pots;
	uint32_t pot_count;
	bool parallel;
} kr_service;

/* Numbers of services. */
typedef struct kr_service_list {
	uint32_t *items;
	uint32_t count;
	bool is_made;
} kr_service_list;

typedef struct kr_catalog {
	kr_service *services; /* in order of the bytes of their id */
	uint32_t count;
	uint64_t read, ended; /* records; of these, services that nobody can begin any more */
	kr_map pots;          /* their codes to numbers */
	kr_slice *pot_names;
	uint32_t pot_count, pot_capacity;
	kr_code_list instruments;
	kr_conditions conditions, lasting;
	uint64_t asked; /* conditions that any service asks, as bits */
	kr_needs needs;
	kr_service_list *by_instrument;
	kr_service_list *by_need; /* made when first asked for */
	uint32_t need_capacity;
	kr_arena arena;
} kr_catalog;

/* Loads the tables. {0} before; kr_catalog_free either way. */
bool kr_catalog_load(kr_catalog *catalog, const char *directory, kr_error *error);

/*
 * Reads the records of services; those that ended before the day are left out. One without an identifier is set aside, values that are none
 * are told and count as unknown. A service twice is an error.
 */
bool kr_catalog_read(kr_catalog *catalog, kr_stream *stream, int32_t day, kr_rejects *rejects, kr_error *error);

/* The number of a pot, new or known; KR_NO_FIELD when memory is short. */
uint32_t kr_catalog_pot(kr_catalog *catalog, kr_slice code);

/* The service with this id; false: none. */
bool kr_catalog_find(const kr_catalog *catalog, kr_slice id, uint32_t *number);

/* The services that serve a need, in order. NULL when memory is short. */
const kr_service_list *kr_catalog_serving(kr_catalog *catalog, uint32_t need);

/*
 * True when nothing that is known keeps the person from the service: not the conditions, of which `refused` do not hold, and not the region.
 * Who lives nobody knows where gets what is to be had everywhere.
 */
bool kr_catalog_fits(const kr_catalog *catalog, const kr_service *service, uint64_t refused, kr_slice region);

void kr_catalog_free(kr_catalog *catalog);

#endif
