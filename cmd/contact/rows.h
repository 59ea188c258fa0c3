/*
 * Some rows of a register, of vacancies or of linked records, found by what the log knows of them and kept.
 */
#ifndef KR_CMD_CONTACT_ROWS_H
#define KR_CMD_CONTACT_ROWS_H

#include "base/buffer.h"
#include "record/stream.h"

typedef struct rows {
	kr_stream stream; /* stays open: its header names the values */
	kr_slice **values; /* one for each thing that was wanted; NULL where there is none */
	kr_arena arena;
} rows;

/* Adds to `key` what a record is looked up by. */
typedef void rows_key(const kr_record *record, const uint32_t *fields, const void *context, kr_buffer *key);

/*
 * Reads a file once and keeps the first record for each key of `wanted` (key to number, from 0). `fields` (NULL ends
 * them) must be in the header, and their positions are given to `key`.
 */
bool rows_find(rows *found, const char *path, const char *const *fields, rows_key *key, const void *context,
    const kr_map *wanted, kr_error *error);

/* The key that is the first field itself. */
void rows_by_first(const kr_record *record, const uint32_t *fields, const void *context, kr_buffer *key);

/* A value in stream form; empty when there is no such row or field. */
kr_slice rows_value(const rows *found, size_t number, const char *field);

bool rows_has(const rows *found, size_t number);

void rows_free(rows *found);

#endif
