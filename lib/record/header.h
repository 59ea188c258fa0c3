/*
 * The names of the fields of a stream, in order, found by name.
 *
 * {0} is a valid empty header. Names are kept in the header's own memory.
 */
#ifndef KR_RECORD_HEADER_H
#define KR_RECORD_HEADER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

#define KR_NO_FIELD UINT32_MAX

typedef struct kr_header {
	kr_slice *names;
	uint32_t count, capacity;
	kr_map positions;
	uint64_t line; /* where it stands in its file, for messages; 0: in the first */
	kr_arena arena;
} kr_header;

/* Reads a header line (without its line feed). An empty or a double name is an error; `file` is for the message. */
bool kr_header_parse(kr_header *header, kr_slice line, const char *file, kr_error *error);

/* Position of a field, or KR_NO_FIELD. */
uint32_t kr_header_find(const kr_header *header, kr_slice name);

/* Position of a field that must be there. The message names `file` and the nearest known name. */
bool kr_header_require(const kr_header *header, kr_slice name, const char *file, uint32_t *position,
    kr_error *error);

/* Adds a name at the end; the position of one that is there already. KR_NO_FIELD when memory is short. */
uint32_t kr_header_add(kr_header *header, kr_slice name);

void kr_header_free(kr_header *header);

#endif
