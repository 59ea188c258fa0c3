/*
 * Makes the fields of a record from the columns of a file, by the rules of a profile.
 */
#ifndef KR_SOURCE_CONVERT_H
#define KR_SOURCE_CONVERT_H

#include "base/number.h"
#include "source/profile.h"

/* A value in which something had to be replaced: "list-separator" is a | in an item of a list, now a slash. */
typedef struct kr_convert_problem {
	uint32_t output; /* position in the profile's header */
	const char *code;
	kr_slice original;
} kr_convert_problem;

typedef struct kr_converter {
	const kr_profile *profile;
	const kr_binding *binding;
	kr_slice *values; /* as many as the profile's header has; owned */
	kr_convert_problem *problems;
	size_t problem_count;
	kr_buffer scratch;
	kr_name_scratch names; /* of a name that is taken apart */
	kr_slice items;        /* the rest of the field that makes a record for each item */
	const char *start;    /* of scratch when the record was begun: values point into it, so it must not move */
	uint32_t source;      /* position of the field `source`, or KR_NO_FIELD */
	uint64_t line;
	uint32_t file;
	char line_id[2 * KR_NUMBER_MAX]; /* the line as an id, once a record needs it */
} kr_converter;

/* Both must outlive it. */
bool kr_converter_open(kr_converter *converter, const kr_profile *profile, kr_error *error);

/*
 * Fills `values` from a record's columns, all in stream form: valid until the next call. `line` and `file` (0 for the first of several
 * files) make an id for a record that has none: LINE, or FILE-LINE from the second file on. False when memory is short, or when all
 * columns that the profile knows are empty: then *is_empty is true and there is nothing to write.
 */
bool kr_convert(kr_converter *converter, const kr_binding *binding, const kr_slice *fields, uint64_t line, uint32_t file,
    bool *is_empty);

/*
 * One more record from the same columns, where the profile makes one for each item of a field: `values` then holds the next item. False
 * when there is none.
 */
bool kr_converter_next(kr_converter *converter);

void kr_converter_close(kr_converter *converter);

#endif
