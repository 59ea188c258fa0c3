/*
 * What could be told of a person on a card: facts, each a value of a field in one class, with the coarser ones that it
 * implies (occupation 9321 is also 932 and 93; 24 hours are also 12 and 20). lib/card/card_classes.tsv says which.
 */
#ifndef KR_CARD_FACTS_H
#define KR_CARD_FACTS_H

#include "base/buffer.h"
#include "base/map.h"
#include "record/definition.h"
#include "record/reader.h"

#define KR_CARD_FIELDS_MAX 32
#define KR_CARD_STEPS_MAX 16

enum kr_card_rule {
	KR_CARD_WHOLE, KR_CARD_ITEMS, KR_CARD_ONLY, KR_CARD_PREFIX, KR_CARD_ISCO, KR_CARD_AT_LEAST, KR_CARD_AT_MOST,
	KR_CARD_WITHIN, KR_CARD_RULES
};

typedef struct kr_card_field {
	kr_slice name, from;
	enum kr_card_rule rule;
	kr_slice steps[KR_CARD_STEPS_MAX];
	uint32_t numbers[KR_CARD_STEPS_MAX]; /* the steps, where they are numbers; ascending */
	uint32_t step_count, weight;
	uint32_t column;                     /* in the register, or KR_NO_FIELD */
} kr_card_field;

/* One thing that can be told. */
typedef struct kr_card_fact {
	uint32_t field, weight;
	kr_slice value; /* stream form */
	uint64_t record; /* the last that told it */
} kr_card_fact;

/* {0} before kr_card_facts_load, kr_card_facts_free after. */
typedef struct kr_card_facts {
	kr_card_field fields[KR_CARD_FIELDS_MAX];
	uint32_t field_count;
	kr_card_fact *facts; /* after kr_card_facts_sort by field and value */
	uint32_t count, capacity;
	uint32_t now;        /* column of available_now */
	uint64_t records;
	kr_map known;        /* field and value: number of the fact, until they are sorted */
	kr_buffer key;
	kr_definition definition;
	kr_arena arena;
} kr_card_facts;

/* Reads the table; `header` is that of the register, of which no field must be there. */
bool kr_card_facts_load(kr_card_facts *facts, const kr_header *header, const char *directory, kr_error *error);

/*
 * Adds the facts of a record to `out` (cleared), as numbers of uint32_t, each once. `day` since 1970-01-01. False when
 * memory is short.
 */
bool kr_card_facts_of(kr_card_facts *facts, const kr_record *record, int32_t day, kr_buffer *out);

/*
 * When all records are there: puts the facts in an order that does not depend on that of the records. place[i] becomes the new
 * number of fact i; the caller frees it.
 */
bool kr_card_facts_sort(kr_card_facts *facts, uint32_t **place, kr_error *error);

/*
 * Adds the value of a field to `out`: of `count` sorted facts those of this field, and of what implies another only the
 * finer.
 */
void kr_card_value(const kr_card_facts *facts, uint32_t field, const uint32_t *told, uint32_t count, kr_buffer *out);

void kr_card_facts_free(kr_card_facts *facts);

#endif
