/*
 * Makes one row of the registrations of one person, by the rules of survivorship.h; what is not certain is not hidden:
 * `registrations` and `sources` say where the row comes from, `conflicts` names the fields whose known values differ.
 * Rows that were merged before bring theirs along.
 */
#ifndef KR_LINK_MERGE_H
#define KR_LINK_MERGE_H

#include "base/buffer.h"
#include "link/survivorship.h"
#include "link/unite.h"
#include "record/reader.h"

typedef struct kr_merge_field {
	uint32_t input;   /* position in the input */
	uint32_t group;   /* number of its group, or KR_NO_FIELD */
	bool leads;       /* the group goes by this field's rule */
	const kr_survivorship_rule *rule;
	kr_slice name;
} kr_merge_field;

typedef struct kr_merge {
	const kr_survivorship *rules;
	kr_header header;        /* of the result */
	kr_merge_field *fields;  /* of the result, but for the last three, which are made */
	uint32_t count, groups;
	/* positions in the input, or KR_NO_FIELD */
	uint32_t person_id, source, scheme, desk, valid_until, as_of;
	uint32_t made[3]; /* registrations, sources, conflicts of rows that were merged before */
	kr_arena arena;
	kr_buffer scratch, folded;
	kr_united united;
	struct kr_merge_span { size_t start, len; } *spans; /* of the made values in scratch */
	uint32_t *newest;  /* records of a person, the newest as_of first */
	uint32_t *chosen;  /* record of each group */
	uint32_t capacity; /* of newest */
	kr_slice *values;
} kr_merge;

/* Lays out the result for a stream with these fields. False when person_id is missing. {0} before. */
bool kr_merge_prepare(kr_merge *merge, const kr_survivorship *rules, const kr_header *input, const char *file, kr_error *error);

/*
 * The values of one person's row (merge->header.count of them, in stream form), valid until the next call or as long as
 * the records. NULL when memory is short. `records` stand in the order of the input.
 */
const kr_slice *kr_merge_person(kr_merge *merge, const kr_record *records, uint32_t count);

void kr_merge_free(kr_merge *merge);

#endif
