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
	uint32_t *ends;   /* of the record that kr_kept_record gave last */
	uint32_t ends_capacity;
} kr_kept;

/* {0} before. The record's map and file name must outlive what is kept (the stream must stay open). */
bool kr_kept_add(kr_kept *kept, const kr_record *record, kr_error *error);

/* Record `number` again, valid until the next call; its line number is not kept. */
bool kr_kept_record(kr_kept *kept, uint32_t number, kr_record *record);

void kr_kept_free(kr_kept *kept);

#endif
