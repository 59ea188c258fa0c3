/*
 * A file of any format that the house reads, record by record: whether it is a table or JSON is found by looking.
 */
#ifndef KR_SOURCE_SOURCE_H
#define KR_SOURCE_SOURCE_H

#include "source/json.h"

enum kr_format {
	KR_FORMAT_FIND, /* JSON when the file begins like it, else a table, which a profile for JSON refuses */
	KR_FORMAT_CSV,
	KR_FORMAT_JSON
};

typedef struct kr_source_options {
	enum kr_format format;
	kr_csv_options csv;
	kr_json_options json;
} kr_source_options;

typedef struct kr_source {
	const char *name; /* for messages; NULL: not open */
	bool is_json;
	kr_csv csv;
	kr_json json;
} kr_source;

/*
 * Opens a file ("-" or NULL: standard input). `profile` NULL: every column is kept under its own name, which JSON does not allow.
 * Errors are those of kr_csv_open and kr_json_open.
 */
bool kr_source_open(kr_source *source, const char *path, const kr_source_options *options, const kr_profile *profile,
    kr_error *error);

/* As kr_profile_bind; kr_binding_free ends it. */
bool kr_source_bind(const kr_source *source, const kr_profile *profile, kr_binding *binding, kr_error *error);

/* As kr_csv_next and kr_json_next. */
int kr_source_next(kr_source *source, kr_csv_record *record, kr_error *error);

/* The name of a column, or in JSON what the profile calls it. */
kr_slice kr_source_column(const kr_source *source, uint32_t number);

const kr_decoder *kr_source_decoder(const kr_source *source);

/* Safe after a failed open and when it is not open. */
void kr_source_close(kr_source *source);

#endif
