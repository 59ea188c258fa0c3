/*
 * Records kept in memory as they were read, for tools that must see all before they can write one.
 *
 * Costs a record's bytes and 8 more.
 */
#ifndef KR_LINK_KEPT_H
#define KR_LINK_KEPT_H

#include "record/reader.h"

typedef struct kr_kept {
	struct kr_kept_chunk {
		char *bytes;
		size_t used, capacity;
	} *chunks;
	size_t chunk_count, chunk_capacity;
	struct kr_kept_source {
		uint32_t first;  /* record from which on it holds */
		uint32_t count, map_count;
		const uint32_t *map;
		const char *file;
	} *sources;
	size_t source_count, source_capacity;
	uint64_t *places; /* chunk << 32 | offset */
	uint32_t count, capacity;
	uint32_t widest; /* most fields in one of them */
} kr_kept;

/* {0} before. The record's map and file name must outlive what is kept (the stream must stay open). */
bool kr_kept_add(kr_kept *kept, const kr_record *record, kr_error *error);

/* Record `number` again; `ends` has room for `widest` and is the record's. Its line number is not kept. */
void kr_kept_record(const kr_kept *kept, uint32_t number, uint32_t *ends, kr_record *record);

void kr_kept_free(kr_kept *kept);

#endif
