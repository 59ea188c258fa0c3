/*
 * The records of a file through a profile into a record stream, what cannot be used into the rejects; with one thread or
 * several, and with the same bytes.
 *
 * Several threads: the file is cut into blocks at line ends, and each block is read as if a record began with it. That is so unless a
 * quoted value runs over the cut; it is checked when the blocks are put together again, in order: where the block before has left
 * something over, its rest and the block are read once more, by the reader that one thread alone would use. So the cut never decides
 * what a record is.
 */
#ifndef KR_SOURCE_IMPORT_H
#define KR_SOURCE_IMPORT_H

#include "record/rejects.h"
#include "source/convert.h"
#include "source/source.h"

/* Where the records of all files go. The caller opens and ends its parts. */
typedef struct kr_outlet {
	const kr_profile *profile;
	kr_converter converter;
	kr_writer writer;
	kr_rejects rejects;
	uint64_t read; /* records, those set aside included */
} kr_outlet;

/*
 * Everything from where the source stands to its end: 1; 0 when the output takes no more (its error is told at its end); -1 for an error.
 * `file` is the number of the file among several, from 0; `binding` that of outlet->profile and the source. JSON is read by one thread. With several
 * `threads` (0: as many as there are) memory grows by some 600 KiB for each, at most to some 5 MiB for eight, and little above.
 */
int kr_import(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t threads, kr_error *error);

/* Inside import.c and import_lanes.c: all records that the source gives now. As kr_import. */
int kr_import_some(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t most, kr_error *error);

/* Inside too: the whole, by at least two threads. */
int kr_import_by_lanes(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t threads,
    kr_error *error);

#endif
