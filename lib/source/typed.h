/*
 * What kind of value a field holds, from the schemas: for formats that know more kinds than text.
 */
#ifndef KR_SOURCE_TYPED_H
#define KR_SOURCE_TYPED_H

#include "record/schema.h"

#define KR_TYPED_PARTS 8u

enum kr_kind_of { KR_IS_TEXT, KR_IS_INTEGER, KR_IS_DECIMAL, KR_IS_YESNO, KR_IS_PARTS };

typedef struct kr_typed {
	enum kr_kind_of kind; /* of the value, or of each item */
	bool is_list;
	uint32_t part_count;  /* of KR_IS_PARTS */
	kr_slice parts[KR_TYPED_PARTS]; /* their names; valid as long as the schema */
	enum kr_kind_of part_kinds[KR_TYPED_PARTS];
} kr_typed;

/* False, and plain text, for a field that the schema does not have. */
bool kr_typed_find(const kr_schema *schema, kr_slice field, kr_typed *typed);

/* All schemas at once. {0} before; a field has the same type in all of them. */
typedef struct kr_all_schemas {
	kr_schema *schemas;
	size_t count;
} kr_all_schemas;

bool kr_all_schemas_load(kr_all_schemas *all, const char *directory, kr_error *error);

/* The type that the first schema which has the field gives it; plain text where none has. */
kr_typed kr_all_schemas_type(const kr_all_schemas *all, kr_slice field);

void kr_all_schemas_free(kr_all_schemas *all);

#endif
