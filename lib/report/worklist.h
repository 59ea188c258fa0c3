/*
 * The worklist: of each person the one field to ask for, or the one step to take, that helps most; for the caseworker who knows
 * the person.
 *
 * A field is asked for because pairs of kr-match could not be judged without it: the criterion stands in `unknowns`, and of the
 * person's fields that it reads (lib/match/criteria) the first empty one is the question. It opens as many vacancies as there are
 * such pairs. The field that opens most is asked for; among equals the first of the criteria. Who has no such field is asked for
 * the step that waits longest beyond the norm (report/guidance), and else for the first search field that is empty
 * (lib/report/fields), without which the profile was never found under the old rule. Who lacks nothing is not in the list.
 *
 * A person may have several registrations; the row goes to the one of the latest delivery, among equals to the first source and
 * source_id. Memory: 8 bytes an unknown, a row a person that has something to be asked.
 */
#ifndef KR_REPORT_WORKLIST_H
#define KR_REPORT_WORKLIST_H

#include "report/completeness.h"
#include "report/guidance.h"

#define KR_WORKLIST_CRITERIA_MAX 64

typedef struct kr_worklist_row {
	uint64_t person; /* hash of the id */
	kr_slice person_id, source, source_id, desk, caseworker, as_of; /* source empty: no registration was found */
	kr_slice ask;
	uint32_t opens;
	int32_t days_late; /* 0: not late, or not known */
	bool is_step;
	uint8_t region;
} kr_worklist_row;

typedef struct kr_worklist {
	kr_definition criteria;
	uint32_t fields[KR_WORKLIST_CRITERIA_MAX][KR_COMPLETENESS_PARTS_MAX]; /* of the register, that a criterion reads */
	uint32_t name, person; /* columns of the criteria */
	kr_completeness completeness;
	uint64_t *unknowns;    /* hash of a person, the lowest six bits the criterion; sorted */
	size_t unknown_count, unknown_capacity;
	kr_worklist_row *rows;
	size_t count, capacity;
	kr_arena arena;
} kr_worklist;

/* Loads the criteria and the search fields. {0} before. */
bool kr_worklist_begin(kr_worklist *worklist, const char *directory, kr_error *error);

/* Reads the pairs of kr-match: person_id and unknowns. */
bool kr_worklist_matches(kr_worklist *worklist, kr_stream *stream, kr_error *error);

/*
 * Reads the register, after the pairs and (unless NULL) the steps up to the day. Who is no longer registered on the day, or at
 * work as far as the steps tell, is passed over.
 */
bool kr_worklist_register(kr_worklist *worklist, kr_stream *stream, const kr_steps *steps, const kr_guidance_norms *norms,
    const kr_regions *regions, int32_t day, kr_error *error);

/* Reads the registrations of kr-link: whose desk and caseworker it is. */
bool kr_worklist_registrations(kr_worklist *worklist, kr_stream *stream, kr_error *error);

/* Orders the rows by source, desk and caseworker; of each what opens most first, then what waits longest, then by source_id. */
void kr_worklist_order(kr_worklist *worklist);

void kr_worklist_free(kr_worklist *worklist);

#endif
