/*
 * Persons counted apart by the classes of one field (lib/report/classes).
 *
 * A field of class identity is refused, also one that no schema knows; a sensitive one needs a stated purpose, which
 * the report then tells.
 */
#ifndef KR_REPORT_BREAKDOWN_H
#define KR_REPORT_BREAKDOWN_H

#include "record/definition.h"

#define KR_CLASSES_MAX 32

typedef struct kr_class {
	kr_slice value, key, nl, en;
} kr_class;

typedef struct kr_breakdown {
	const char *field;   /* NULL: none asked for */
	kr_definition table;
	kr_class classes[KR_CLASSES_MAX];
	uint32_t count;      /* of named classes; number `count` is the unknown */
	uint32_t rest;       /* the class of unnamed values, or the unknown */
} kr_breakdown;

/* field and purpose may be NULL. `directory` as in kr_definition_load. */
bool kr_breakdown_load(kr_breakdown *breakdown, const char *field, const char *purpose, const char *directory,
    kr_error *error);
void kr_breakdown_free(kr_breakdown *breakdown);

/* Number of a value's class. */
uint32_t kr_breakdown_class(const kr_breakdown *breakdown, kr_slice value);

#endif
