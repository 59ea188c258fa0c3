/*
 * Inside draft.h: what the values of an unknown column look like, as counts. No value is kept.
 */
#ifndef KR_SOURCE_DRAFT_LOOK_H
#define KR_SOURCE_DRAFT_LOOK_H

#include "codes/coder.h"
#include "source/columns.h"

#define KR_LOOK_FIELDS 32
#define KR_LOOK_PATTERNS 6

/* The patterns of dates that are looked for, as kr_convert_date has them. */
extern const char *const kr_look_patterns[KR_LOOK_PATTERNS];

/* The separators of lists that are looked for, as a profile writes them; a NULL ends them. */
extern const char *const kr_look_separators[];
#define KR_LOOK_SEPARATORS 6

typedef struct kr_look {
	uint32_t filled;
	uint32_t judged[KR_LOOK_FIELDS]; /* values that say something, by field */
	uint32_t fits[KR_LOOK_FIELDS];   /* and that the field understands */
	uint32_t telling[KR_LOOK_FIELDS]; /* of these, more than a short number or code */
	uint32_t patterns[KR_LOOK_PATTERNS];
	uint32_t separators[KR_LOOK_SEPARATORS];
	uint32_t zeros, ones, twos;      /* values 0, 1 and 2 */
} kr_look;

/* The fields by which values are judged: those that lib/source/columns/names names. */
typedef struct kr_looker {
	kr_schema schema;
	kr_coder coder;
	struct kr_look_field {
		kr_slice name;
		kr_field field;
		bool is_list, is_date, is_postcode;
	} fields[KR_LOOK_FIELDS];
	uint32_t count;
	kr_buffer out, list;
} kr_looker;

bool kr_looker_open(kr_looker *looker, const kr_columns *columns, kr_error *error);
void kr_looker_close(kr_looker *looker);

/* Number of a field; KR_LOOK_FIELDS when values are not judged by it. */
uint32_t kr_looker_field(const kr_looker *looker, kr_slice name);

/* Takes a value in stream form, not empty, into the counts. */
void kr_looker_see(kr_looker *looker, kr_look *look, kr_slice value);

/* True for a text that only a person's data look like: a BSN, a mail address, a date with a day, a postcode. */
bool kr_looker_is_personal(kr_looker *looker, kr_slice text);

#endif
