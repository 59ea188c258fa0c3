/*
 * What a question waits for, since when, and whether that is longer than the region's norm (lib/ledger/contact_norms.tsv).
 */
#ifndef KR_LEDGER_CONTACT_DUE_H
#define KR_LEDGER_CONTACT_DUE_H

#include "ledger/contact.h"
#include "record/definition.h"

typedef struct kr_norms {
	kr_definition rows;
	uint32_t region, step, days;
} kr_norms;

typedef struct kr_due {
	const kr_thread *thread;
	const char *step, *who;  /* who has to do it: person, desk or employer */
	int32_t since;           /* day since which it waits */
	int32_t weeks;           /* of still_there, else 0 */
	int64_t norm, days, late; /* late: days above the norm */
} kr_due;

bool kr_norms_load(kr_norms *norms, const char *directory, kr_error *error);
void kr_norms_free(kr_norms *norms);

/* The norm of a step in a region: its own row, else that of all; false when there is none. */
bool kr_norm_days(const kr_norms *norms, kr_slice region, const char *step, int64_t *days);

/* True when the question waits for a step on this day, longer than its norm. A step without a norm is never late. */
bool kr_contact_due(const kr_contact *contact, const kr_norms *norms, const kr_thread *thread, int32_t day, kr_due *due);

/* The order of a list: the latest first, of equals the first question. For qsort. */
int kr_due_compare(const void *a, const void *b);

#endif
