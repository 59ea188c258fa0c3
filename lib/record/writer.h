/*
 * Writes one record stream. Fields that go out as they came in are copied as runs, not one by one.
 *
 *	kr_layout layout;                                  what comes out, made from what came in
 *	kr_layout_all(&layout, &stream.header, &error);
 *	kr_layout_make(&layout, KR_SLICE("region"), &slot, &error);
 *	kr_writer_open(&writer, path, false, &error);
 *	kr_writer_header(&writer, &layout.header);
 *	  values[slot] = ...;  kr_writer_record(&writer, &layout, &record, values);
 *	kr_writer_commit(&writer, &error);
 */
#ifndef KR_RECORD_WRITER_H
#define KR_RECORD_WRITER_H

#include "base/output.h"
#include "record/reader.h"

/*
 * What a record looks like when it goes out: for each field where it comes from. A made field has a slot: its
 * number in the `values` of kr_writer_record, counted in order of kr_layout_make.
 */
typedef struct kr_layout {
	kr_header header;         /* of the output */
	struct kr_layout_source {
		uint32_t input;   /* position in the (united) input header, or KR_NO_FIELD */
		uint32_t slot;    /* or KR_NO_FIELD: passed on as it is */
	} *sources;
	uint32_t capacity, slots;
	/* the runs of the file whose map is `map`: made when it changes */
	struct kr_layout_step {
		uint32_t first, last; /* fields of the line; first > last: none */
		uint32_t slot;        /* or KR_NO_FIELD */
	} *steps;
	uint32_t step_count;
	const uint32_t *map;
	bool has_steps;
} kr_layout;

/* All fields of the input, in order. {0} before. */
bool kr_layout_all(kr_layout *layout, const kr_header *input, kr_error *error);

/* One more field of the input at the end; false also when it is in the layout already. */
bool kr_layout_keep(kr_layout *layout, const kr_header *input, uint32_t position, kr_error *error);

/*
 * A field that the tool makes: over the one of that name where there is one, else at the end. *slot becomes its number
 * in the values. A value whose ptr is NULL lets the input's own value through (empty if there is none).
 */
bool kr_layout_make(kr_layout *layout, kr_slice name, uint32_t *slot, kr_error *error);

void kr_layout_free(kr_layout *layout);

typedef struct kr_writer {
	kr_output output;
	bool no_header; /* set it before kr_writer_header: that writes nothing */
	uint64_t records;
} kr_writer;

/* As kr_output_open. */
bool kr_writer_open(kr_writer *writer, const char *path, bool is_private, kr_error *error);

/* Keeps what is written in memory: kr_output_keep. */
bool kr_writer_keep(kr_writer *writer, kr_error *error);

/* Writes the records that another one has kept, and empties that. False when this output has failed. */
bool kr_writer_append(kr_writer *writer, kr_writer *kept);

void kr_writer_header(kr_writer *writer, const kr_header *header);

/*
 * `values` in stream form, one for each slot (NULL when the layout has none). False when the output has failed,
 * so that a tool can stop; the error itself comes from kr_writer_commit.
 */
bool kr_writer_record(kr_writer *writer, kr_layout *layout, const kr_record *record, const kr_slice *values);

/* A record of values alone, in stream form. False as above. */
bool kr_writer_values(kr_writer *writer, const kr_slice *values, size_t count);

/* kr_output_commit and kr_output_abandon: exactly one of them ends a writer that was opened. */
bool kr_writer_commit(kr_writer *writer, kr_error *error);
void kr_writer_abandon(kr_writer *writer);

#endif
