/*
 * Definition files: tables, profiles, models and criteria that people write (kr-records(5), "DEFINITION FILES").
 *
 * Tab separated UTF-8; lines that begin with '#' and blank lines are skipped, CR before LF is allowed, the first other
 * line names the fields, missing trailing fields are empty, the last line feed is optional. Values are plain
 * text: no escapes. The whole file is held in memory.
 */
#ifndef KR_RECORD_DEFINITION_H
#define KR_RECORD_DEFINITION_H

#include "base/arena.h"
#include "record/header.h"

typedef struct kr_definition {
	const char *name;   /* for messages: a path, or "built-in tables/regions" */
	kr_header header;
	kr_slice *cells;    /* row by row, header.count a row */
	uint64_t *lines;    /* line number of each row */
	size_t rows;
	kr_arena arena;
	char *bytes;        /* of a file; NULL for a built-in one */
} kr_definition;

/*
 * Loads a built-in definition, "ROOM/NAME" (base/embedded.h), or, when `directory` is not NULL and holds NAME.tsv,
 * that file instead.
 */
bool kr_definition_load(kr_definition *definition, const char *name, const char *directory, kr_error *error);

/* Loads a file. */
bool kr_definition_read(kr_definition *definition, const char *path, kr_error *error);

/* Reads from memory that outlives it. */
bool kr_definition_parse(kr_definition *definition, kr_slice bytes, const char *name, kr_error *error);

/* Column of a field that the definition must have. */
bool kr_definition_column(const kr_definition *definition, const char *field, uint32_t *column, kr_error *error);

/* The cell; empty when column is KR_NO_FIELD. */
kr_slice kr_definition_cell(const kr_definition *definition, size_t row, uint32_t column);

/* "name:line: field: message" about a cell. False, like kr_fail. */
bool kr_definition_fail(const kr_definition *definition, size_t row, uint32_t column, kr_error *error,
    const char *message);

/*
 * Number of a word among `count` names (NULL ends them too). False, with a message about that cell and the nearest
 * name, when it is none of them.
 */
bool kr_definition_choose(const kr_definition *definition, size_t row, uint32_t column, kr_slice word,
    const char *const *names, size_t count, size_t *chosen, kr_error *error);

void kr_definition_free(kr_definition *definition);

#endif
