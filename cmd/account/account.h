/*
 * kr-account: what its verbs share. kr-account.c has the options and calls them.
 */
#ifndef KR_CMD_ACCOUNT_H
#define KR_CMD_ACCOUNT_H

#include "base/number.h"
#include "command.h"
#include "ledger/account.h"
#include "ledger/chain.h"

/* What was asked for on the command line; NULL where nothing was. */
typedef struct account_asked {
	const char *log, *last;
} account_asked;

extern account_asked asked;
extern kr_common common;
extern const kr_command command;

/* The verbs: exit status. `files` are what stands behind the verb. */
int account_post(int argc, char **argv, int files);
int account_balance(void);
int account_postings(void);
int account_verify(void);

/* The state of the log, after log_read or log_open. */
extern kr_account account;

/* The output; a verb opens it, private, with its header. */
extern kr_writer output;
void output_open(const char *const *names, size_t count);

/* A number in decimal, in `digits` (KR_NUMBER_MAX). */
kr_slice number_slice(int64_t number, char *digits);

/* Reads and checks the whole log. `each`, when not NULL, gets every line after the account has taken it. */
bool log_read(kr_chain_visit *each, void *context, kr_chain_end *end, kr_error *error);

/* The same with the lock, for adding, or dies; the log is made where there is none. */
void log_open(void);

/*
 * Adds an operation to the lines that wait. `cents` and `parts` of the values are filled in. 1 done, 0 refused by the rules
 * with the reason, -1 failed.
 */
int log_add(kr_slice *values, kr_error *error);

/* The number of the line last added. */
int64_t log_seq(void);

/* What tells of lines that wait; the output gets it when they are safe on the disk. */
kr_writer *log_told(void);

/* Writes the lines that wait, when there are many or `now`. */
bool log_commit(bool now, kr_error *error);

void log_close(void);

/* "seq" and the names of the fields of a line, and a line. */
void log_header(void);
void log_line(kr_writer *writer, int64_t seq, const kr_slice *values);

#endif
