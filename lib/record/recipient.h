/*
 * Who may see what: the grants of lib/schema/recipients.tsv for one recipient and one purpose.
 *
 * Every tool whose output leaves the house takes --to KIND[:ID] and --purpose, loads the recipient with them and gives no
 * field that kr_recipient_grants refuses. What the table does not name is not granted, and no table can grant a BSN or a
 * person_key, nor a field that no schema knows.
 */
#ifndef KR_RECORD_RECIPIENT_H
#define KR_RECORD_RECIPIENT_H

#include "record/definition.h"

typedef struct kr_recipient {
	kr_slice kind;    /* "employer" */
	kr_slice id;      /* "bakker-12" of employer:bakker-12; empty when `to` names none */
	kr_slice purpose; /* "selection" */
	kr_slice ground;  /* the law and its article, for logs and messages */
	kr_definition definition;
	kr_map grants;    /* "schema field" */
	kr_arena arena;
} kr_recipient;

/*
 * Loads the grants of `to`, KIND or KIND:ID, for a purpose (NULL: the first that the table has for this kind); `directory`
 * as in kr_definition_load. An unknown kind or purpose is told with the nearest known one. An ID is 1 to 128 bytes of UTF-8
 * without blanks and control characters. False also for a table that is not whole: two grounds for one purpose, a BSN or a
 * person_key in any row, a field of this recipient that its schemas do not have.
 */
bool kr_recipient_load(kr_recipient *recipient, const char *to, const char *purpose, const char *directory,
    kr_error *error);

/* True when the recipient gets the field of records of that schema. */
bool kr_recipient_grants(const kr_recipient *recipient, const char *schema, kr_slice field);

/* True when it gets any field of that schema. */
bool kr_recipient_has(const kr_recipient *recipient, const char *schema);

#define KR_SCHEMA_NAME_MAX 32

/*
 * Which fields of a stream the recipient gets: granted[i] for each of header->count. The stream is of `schema`, or (NULL) of the one
 * that knows most of its fields, the first of KR_SCHEMAS among equals; its name is put into `found`. A stream that also holds fields
 * which only other schemas know is of those too, and a field that several of its schemas know is given only if it is granted for each:
 * the postcode of a vacancy is no secret, and beside the fields of a person it is one.
 */
bool kr_recipient_fields(const kr_recipient *recipient, const char *schema, const char *directory, const kr_header *header,
    bool *granted, char found[KR_SCHEMA_NAME_MAX], kr_error *error);

void kr_recipient_free(kr_recipient *recipient);

#endif
