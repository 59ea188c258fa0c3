/*
 * The log of asking as a chained file (ledger/chain.h): read whole into its state, and added to so that a line is safe
 * when the call returns. What goes wrong ends the program with status 2.
 */
#ifndef KR_CMD_CONTACT_LOG_H
#define KR_CMD_CONTACT_LOG_H

#include "ledger/contact.h"

/* Looks at each line of --log in order; false stops. */
typedef bool log_visit(void *context, const kr_contact_line *line, kr_error *error);

/* Reads --log, which must be there, from its first line to its last, each checked against the chain. */
void log_each(log_visit *visit, void *context);

/* As log_each, for who only looks: a log that does not hold gives status 1, a line that was not finished is told. */
void log_verify(log_visit *visit, void *context);

/* The state of --log as it is now. */
void log_read(kr_contact *contact);

/*
 * Takes the lock of --log, so that nobody else adds, and reads its state: what log_add writes follows from it. Makes the
 * file (0600) where there is none.
 */
void log_lock(kr_contact *contact);

/* Adds lines, safe on the disk on return; fills in seq and hash, and takes them into account. */
void log_add(kr_contact *contact, kr_contact_line *lines, size_t count);

/* One field of one line. */
typedef struct log_cut {
	int64_t seq;
	enum kr_contact_field field;
} log_cut;

/* Takes values out of the log for good, in order of seq, under the lock; the chain stays valid. */
void log_erase(const log_cut *cuts, size_t count);

/* Gives the lock back. */
void log_unlock(void);

#endif
