/*
 * Conditions on a person or his situation: lib/tables/service_conditions, and lib/tables/lasting_work, which has the same columns field, test
 * and limit.
 *
 * A condition holds, does not hold, or nobody knows: the field is empty, or no field tells it. Unknown is never a no.
 */
#ifndef KR_ARRANGE_CONDITION_H
#define KR_ARRANGE_CONDITION_H

#include "codes/code_list.h"
#include "record/reader.h"

#define KR_CONDITIONS_MAX 64

enum kr_answer { KR_ANSWER_UNKNOWN, KR_ANSWER_NO, KR_ANSWER_YES };

typedef struct kr_condition {
	int test;
	kr_slice value, name; /* name: of the field */
	int64_t number;       /* of at_least and at_most, in hundredths */
	uint32_t position;    /* of the field in the stream, or KR_NO_FIELD */
	uint32_t group;       /* conditions on one field have one group: the number of the first of them */
} kr_condition;

typedef struct kr_conditions {
	kr_code_list list;
	kr_condition items[KR_CONDITIONS_MAX];
	uint32_t count;
} kr_conditions;

/* Loads lib/tables/NAME; `name` must outlive it. */
bool kr_conditions_load(kr_conditions *conditions, const char *name, const char *directory, kr_error *error);

/* Looks up where a stream of people has the fields. */
void kr_conditions_find(kr_conditions *conditions, const kr_header *header);

/* The answer of a person on a day (as kr_date_days counts). */
enum kr_answer kr_condition_ask(const kr_condition *condition, const kr_record *record, int32_t day);

/* All that is known not to hold, as bits by row. */
uint64_t kr_conditions_refuse(const kr_conditions *conditions, const kr_record *record, int32_t day);

void kr_conditions_free(kr_conditions *conditions);

#endif
