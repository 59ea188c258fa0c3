/*
 * What fields there are: lib/schema/NAME.tsv as data (type, allowed values, privacy class, VUM name, meaning).
 */
#ifndef KR_RECORD_SCHEMA_H
#define KR_RECORD_SCHEMA_H

#include "record/definition.h"

/* Identity comes first: it is what a field is that no schema knows. */
enum kr_privacy { KR_IDENTITY, KR_SENSITIVE, KR_PROFILE };

typedef struct kr_schema {
	kr_definition definition;
	kr_map rows; /* field name to row */
	uint32_t field, type, unit, values, privacy, vum, meaning;
} kr_schema;

/* `name` as in "candidate", "vacancy"; `directory` as in kr_definition_load. */
bool kr_schema_load(kr_schema *schema, const char *name, const char *directory, kr_error *error);

/* Privacy class of a field; KR_IDENTITY when the schema does not know it. */
enum kr_privacy kr_schema_class(const kr_schema *schema, kr_slice field);

/* True when the schema has the field. */
bool kr_schema_knows(const kr_schema *schema, kr_slice field);

#define KR_SCHEMAS "candidate,person,vacancy,event,service,train,reservation,match,household,income,card,report,worklist,contact_data,contact,ledger,statement,bought,rejects,review,detected"

/*
 * The strictest class that any of the schemas (names separated by commas) gives each field of a header; KR_IDENTITY for
 * one that none of them knows. `classes` has room for header->count.
 */
bool kr_schema_classes(const char *names, const char *directory, const kr_header *header, enum kr_privacy *classes,
    kr_error *error);

void kr_schema_free(kr_schema *schema);

#endif
