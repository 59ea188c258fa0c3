/*
 * Trains as they were before: which wagons people have finished, are in, or broke off, from records of trains. Planned ones are planned anew
 * and left out.
 */
#ifndef KR_ARRANGE_PAST_H
#define KR_ARRANGE_PAST_H

#include "record/rejects.h"
#include "record/stream.h"

#define KR_PAST_WAGONS 99 /* most of one person */

enum kr_train_status { KR_TRAIN_PLANNED, KR_TRAIN_RUNNING, KR_TRAIN_FINISHED, KR_TRAIN_BROKEN_OFF, KR_TRAIN_STATUSES };

enum kr_train_field {
	KR_TRAIN_PERSON, KR_TRAIN_WAGON, KR_TRAIN_SERVICE, KR_TRAIN_INSTRUMENT, KR_TRAIN_SERVES, KR_TRAIN_FROM, KR_TRAIN_UNTIL, KR_TRAIN_WEEKS,
	KR_TRAIN_COST, KR_TRAIN_PAYER, KR_TRAIN_STATUS, KR_TRAIN_FIELDS
};

/* Their names, in this order. */
extern const char *const kr_train_fields[KR_TRAIN_FIELDS];

/* As the status is written. */
extern const char *const kr_train_statuses[KR_TRAIN_STATUSES];

typedef struct kr_past_wagon {
	kr_slice values[KR_TRAIN_FIELDS]; /* in stream form */
	enum kr_train_status status;
	int64_t number;
	int32_t from, until; /* days; INT32_MIN: unknown */
	uint32_t next;       /* of the same person, in order of number, or KR_NO_FIELD */
} kr_past_wagon;

typedef struct kr_past {
	kr_past_wagon *wagons;
	uint32_t count, capacity;
	uint64_t read, planned; /* records; of these, planned ones */
	kr_map people; /* to the person's first wagon */
	kr_arena arena;
} kr_past;

/* Reads trains. A record without person, service or a status that is one, and one too many, is set aside. {0} before. */
bool kr_past_read(kr_past *past, kr_stream *stream, kr_rejects *rejects, kr_error *error);

/* The person's first wagon, or KR_NO_FIELD. */
uint32_t kr_past_of(const kr_past *past, kr_slice person);

void kr_past_free(kr_past *past);

#endif
