/*
 * A log that nobody can change unseen: lines are only added, and each holds a hash of itself and of the line before it.
 *
 * The file is a record stream (kr-records(5)): seq first, counted from 1, then the log's own fields, then salt and hash.
 * hash is BLAKE2b-256 over the hash before it (64 zeros before the first) and the line without salt and hash. A value
 * of an erasable field goes into it as a digest under a salt of its own, so that the value can be taken out later, and
 * its digest left in its place, without any hash changing; with the value its salt goes, so that nobody can try which
 * value it was. Beside the file, LOG.last holds the number and the hash of the last line, so that lost lines at the end
 * are found too; a log with lines and without it is refused. Who publishes that hash cannot rewrite the past either.
 *
 * One writer at a time (a lock on the file); a line is on the disk when kr_chain_append comes back. What a killed
 * writer left of a line, without its line feed, is no line: readers pass over it, the next writer cuts it off.
 */
#ifndef KR_LEDGER_CHAIN_H
#define KR_LEDGER_CHAIN_H

#include "base/buffer.h"
#include "base/error.h"

#define KR_CHAIN_HASH 64       /* hexadecimal digits */
#define KR_CHAIN_FIELDS_MAX 64

typedef struct kr_chain_field {
	const char *name; /* NULL ends the list */
	bool is_erasable;
} kr_chain_field;

/* A line: values by field, in stream form. An erased value is empty, and its bit in `erased` is set. */
typedef struct kr_chain_line {
	int64_t seq;
	uint64_t number;      /* of the line in the file, from 1 for the header */
	const kr_slice *values;
	uint64_t erased;      /* bit i: field i was erased */
	char hash[KR_CHAIN_HASH];
} kr_chain_line;

/* The end of a log. */
typedef struct kr_chain_end {
	int64_t seq;          /* 0: no line yet */
	char hash[KR_CHAIN_HASH];
	bool is_unfinished;   /* a line that was not finished follows */
	bool is_unread;       /* it could not be read: no sign that anybody changed it */
} kr_chain_end;

/* Gets each line in order; false, with an error, stops the reading. */
typedef bool kr_chain_visit(void *context, const kr_chain_line *line, kr_error *error);

/*
 * Reads a log and checks all of it: fields, numbers, digests, hashes, LOG.last. False with "file:line: ..." at the first
 * line that was changed, lost or moved; lines before it have been visited. No file is a log without lines. `visit` may be
 * NULL.
 */
bool kr_chain_read(const char *path, const kr_chain_field *fields, kr_chain_visit *visit, void *context, kr_chain_end *end,
    kr_error *error);

/* A log that is open for adding. */
typedef struct kr_chain {
	const char *path;
	const kr_chain_field *fields;
	size_t count;
	int fd;               /* holds the lock */
	kr_chain_end end;
	kr_buffer staged;     /* lines that kr_chain_commit writes */
	kr_chain_end safe;    /* the end on the disk, while lines are staged */
} kr_chain;

/*
 * Waits for the lock, reads and checks the log as kr_chain_read, cuts off what is unfinished. Makes the file (0600) with
 * its header where there is none.
 */
bool kr_chain_open(kr_chain *chain, const char *path, const kr_chain_field *fields, kr_chain_visit *visit, void *context,
    kr_error *error);

/*
 * Adds a line, `values` by field in stream form; on return it is on the disk, and chain->end its number and hash. False: the log is
 * as it was.
 */
bool kr_chain_append(kr_chain *chain, const kr_slice *values, kr_error *error);

/*
 * The same for many lines: each is staged, none is on the disk before kr_chain_commit comes back, which waits for the disk
 * once. chain->end goes on with each. A writer killed in between leaves a beginning of them, whole lines all. False:
 * none of them is in the log, and chain->end is what it was before.
 */
bool kr_chain_stage(kr_chain *chain, const kr_slice *values, kr_error *error);
bool kr_chain_commit(kr_chain *chain, kr_error *error);

/* One value to be taken out. */
typedef struct kr_chain_cut {
	int64_t seq;
	size_t field;
} kr_chain_cut;

/*
 * Takes values of erasable fields out of the file, which is replaced as a whole; cuts in order of seq. No hash changes.
 * Closes the chain.
 */
bool kr_chain_erase(kr_chain *chain, const kr_chain_cut *cuts, size_t count, kr_error *error);

/* Gives the lock back. */
void kr_chain_close(kr_chain *chain);

#endif
