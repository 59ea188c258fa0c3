/*
 * Brings whole records to their standard form: each field by coder.h, then what needs several fields: names, addresses,
 * postcode → municipality → region, the year of birth, the pseudonym of the BSN, and the list of all problems.
 *
 * Which fields there are is told by their names: a record with kind and date but no source_id is an event, one with service_id a
 * service, one with vacancy_id a vacancy, any other a candidate. Memory is constant; nothing is allocated a record once the buffers have grown.
 */
#ifndef KR_CODES_NORMALIZER_H
#define KR_CODES_NORMALIZER_H

#include "base/hash.h"
#include "codes/coder.h"
#include "codes/name.h"
#include "codes/place.h"
#include "record/rejects.h"
#include "record/writer.h"

/* Fields that are dealt with one beside the other. */
enum kr_known_field {
	KR_F_AS_OF, KR_F_BSN, KR_F_PERSON_KEY, KR_F_WHOLE_NAME, KR_F_INITIALS, KR_F_GIVEN, KR_F_PREFIX, KR_F_SURNAME,
	KR_F_PARTNER_PREFIX, KR_F_PARTNER_SURNAME, KR_F_BIRTH_DATE, KR_F_BIRTH_YEAR, KR_F_HOUSE_NUMBER, KR_F_HOUSE_SUFFIX,
	KR_F_POSTCODE, KR_F_PC4, KR_F_PLACE, KR_F_MUNICIPALITY, KR_F_REGION, KR_F_HOURS_MIN, KR_F_HOURS_MAX, KR_F_WAGE_MIN,
	KR_F_WAGE_MAX, KR_F_WAGE_UNIT, KR_F_REGIONS, KR_F_INSTRUMENT, KR_F_REMOVES, KR_F_PROBLEMS, KR_KNOWN_FIELDS
};

/* Whose fields these are. */
enum kr_record_kind { KR_OF_CANDIDATE, KR_OF_VACANCY, KR_OF_EVENT, KR_OF_SERVICE };

typedef struct kr_normalizer_options {
	const char *tables;        /* directory, or NULL */
	bool has_division;         /* else by the record's as_of */
	enum kr_division division;
	kr_review *review;         /* counts the words that no list knows, or NULL */
	const kr_key *key;         /* makes person_key of the BSN and drops it; NULL: the BSN stays */
} kr_normalizer_options;

/* A field of the output that is made here. */
typedef struct kr_made_field {
	kr_field field;
	uint32_t input; /* position in the input, or KR_NO_FIELD */
	size_t from, len;
	bool is_set;    /* bytes from..from+len of `out`; else the input's own value */
} kr_made_field;

typedef struct kr_normalizer {
	kr_normalizer_options options;
	kr_schema schema;
	kr_coder coder;
	kr_places places;
	kr_names names;
	kr_code_list nationwide;   /* words for every region; of services */
	enum kr_record_kind kind;
	bool has_places, has_names, has_nationwide;
	kr_layout layout;
	kr_made_field *made;              /* by slot */
	uint32_t known[KR_KNOWN_FIELDS];  /* slot of each, or KR_NO_FIELD */
	uint32_t inputs[KR_KNOWN_FIELDS]; /* its position in the input, or KR_NO_FIELD */
	kr_slice *values;
	kr_buffer out;                    /* all values of a record */
	kr_buffer problems;
	kr_buffer key;
	kr_name_scratch name_scratch;
	kr_arena arena;
	/* of the record at hand */
	const kr_record *record;
	kr_rejects *rejects;
	uint64_t problem_count;           /* in all records */
} kr_normalizer;

/* `header` of the input. The layout of the output is ready when this comes back. */
bool kr_normalizer_open(kr_normalizer *normalizer, const kr_normalizer_options *options, const kr_header *header,
    kr_error *error);

/*
 * The values for kr_writer_record with the normalizer's layout, valid until the next call; NULL when memory is
 * short. Originals of values that were emptied or changed beyond recognition go to the rejects.
 */
const kr_slice *kr_normalizer_record(kr_normalizer *normalizer, const kr_record *record, kr_rejects *rejects);

void kr_normalizer_close(kr_normalizer *normalizer);

/* For the files of this module. */

/* What the field holds now: what was made of it, or the input's own value. Empty for a field that is not there. */
kr_slice kr_normalizer_value(const kr_normalizer *normalizer, enum kr_known_field field);

/* Sets the value (a copy is kept). */
void kr_normalizer_set(kr_normalizer *normalizer, enum kr_known_field field, kr_slice value);

/* Lists a problem; when it loses something the original goes to the rejects. */
void kr_normalizer_problem(kr_normalizer *normalizer, kr_slice field, const char *problem, kr_slice original);

/* The name of a known field. */
kr_slice kr_known_field_name(enum kr_known_field field);

void kr_normalize_places(kr_normalizer *normalizer);

/* Regions of a service, and what its instrument removes where the record does not say. */
void kr_normalize_service(kr_normalizer *normalizer);

/* The division by the options, else by the record's as_of. */
enum kr_division kr_normalizer_division(const kr_normalizer *normalizer);

void kr_normalize_names(kr_normalizer *normalizer);
void kr_normalize_house(kr_normalizer *normalizer);

#endif
