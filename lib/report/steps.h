/*
 * The steps that people took, from event records: whose, what, when.
 *
 * Whose: an event names a person (person_id) or a registration (record_id), of which the registrations of kr-link tell whose it
 * is. Ids are kept as hashes of 64 bits (report/ids). A step of one kind on one day by one person counts once, however many
 * sources tell it. What cannot be used is counted: no whole date, a kind that is no code, nobody known, after the reference day.
 * Memory: 24 bytes an event, 24 a person with events, 16 a registration.
 */
#ifndef KR_REPORT_STEPS_H
#define KR_REPORT_STEPS_H

#include "codes/code_list.h"
#include "record/stream.h"
#include "report/provenance.h"
#include "report/regions.h"

enum kr_step_kind {
	KR_STEP_INTAKE, KR_STEP_TALK, KR_STEP_PLAN, KR_STEP_STEP, KR_STEP_ENDED, KR_STEP_FALLBACK, KR_STEP_PLACEMENT,
	KR_STEP_STILL_THERE, KR_STEP_EXIT, KR_STEP_KINDS
};

enum kr_step_yes { KR_STEP_YES, KR_STEP_NO, KR_STEP_UNKNOWN, KR_STEP_YESES };

typedef struct kr_step {
	uint64_t person; /* hash */
	int32_t day;     /* since 1970-01-01 */
	uint16_t weeks;  /* of still_there; 0: unknown */
	uint8_t kind, rank;
	uint8_t outcome; /* of a placement: number of its kind of work; kr_steps.works.count: unknown */
	uint8_t subsidy; /* enum kr_step_yes */
	uint8_t region;
} kr_step;

/* Somebody with events: steps[first] to steps[first + count - 1], in order of day and rank. */
typedef struct kr_stepper {
	uint64_t person;
	uint32_t first, count;
	uint8_t region;
	bool is_registered; /* stands in the register */
} kr_stepper;

enum kr_step_unused { KR_UNUSED_UNDATED, KR_UNUSED_UNCODED, KR_UNUSED_NOBODY, KR_UNUSED_LATER, KR_UNUSEDS };

#define KR_WORKS_MAX 15

typedef struct kr_steps {
	kr_code_list kinds, outcomes;
	struct kr_step_works {
		kr_slice codes[KR_WORKS_MAX], nl[KR_WORKS_MAX], en[KR_WORKS_MAX];
		bool is_paid[KR_WORKS_MAX + 1]; /* the last: of an unknown kind of work, taken as paid */
		uint32_t count;
	} works;
	struct kr_step_owner {
		uint64_t registration, person;
	} *owners;
	size_t owner_count, owner_capacity;
	kr_step *steps;
	size_t count, capacity;
	kr_stepper *people;
	size_t people_count;
	uint64_t unused[KR_REGIONS_MAX][KR_UNUSEDS];
	uint64_t registered[KR_REGIONS_MAX]; /* persons of the register */
} kr_steps;

/* Loads lib/tables/event_kinds and event_outcomes. *steps needs no clearing. */
bool kr_steps_begin(kr_steps *steps, const char *directory, kr_error *error);

/* Reads registrations with record_id and person_id; before the events. */
bool kr_steps_owners(kr_steps *steps, kr_stream *stream, kr_error *error);

/* Reads events. The stream must have kind, date, and person_id or record_id (which asks for the registrations). */
bool kr_steps_read(kr_steps *steps, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance, kr_error *error);

/* Orders the steps by person, day and rank, drops doubles; after the events, before the register. */
bool kr_steps_order(kr_steps *steps, kr_error *error);

/* Reads the register, for the regions of the people; it must have person_id and region. */
bool kr_steps_register(kr_steps *steps, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance,
    kr_error *error);

/* Drops, and counts, what is after the day. */
void kr_steps_until(kr_steps *steps, int32_t day);

/* The person with this id, or NULL when no event names it. */
const kr_stepper *kr_steps_of(const kr_steps *steps, kr_slice person_id);

void kr_steps_free(kr_steps *steps);

#endif
