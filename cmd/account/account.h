/*
 * kr-account: what its verbs share. kr-account.c has the options and calls them.
 */
#ifndef KR_CMD_ACCOUNT_H
#define KR_CMD_ACCOUNT_H

#include "base/number.h"
#include "command.h"
#include "ledger/account.h"
#include "ledger/chain.h"

/* What was asked for on the command line; NULL or 0 where nothing was. */
typedef struct account_asked {
	const char *log, *last, *date, *by, *id, *pot, *person, *own, *giver, *instruments, *branches, *until, *service, *provider, *euro,
	    *person_cap, *service_cap, *own_share, *accredited, *note, *trains, *services, *seed, *from, *linked;
	int64_t ref;
} account_asked;

extern account_asked asked;
extern kr_common common;
extern const kr_command command;

/* How the id of a reservation begins that was made for a wagon of a train; person, wagon and service follow. */
#define ACCOUNT_TRAIN "train:"

/* The verbs: exit status. `files` are what stands behind the verb. */
int account_post(int argc, char **argv, int files);
int account_accredit(int argc, char **argv, int files);
int account_one(enum kr_account_kind kind);
int account_expire_all(void);
int account_trains(void);
int account_draw(void);
int account_balance(void);
int account_statement(void);
int account_bought(int argc, char **argv, int files);
int account_postings(void);
int account_verify(void);

/* The state of the log, after log_read or log_open. */
extern kr_account account;

/* The output; a verb opens it, private, with its header. */
extern kr_writer output;
void output_open(const char *const *names, size_t count);

/* Dies without --date and --by. */
void asked_step(void);

/* Date, kind, by and note of an operation as the command line has them, and nothing else. */
void asked_values(kr_slice *values, enum kr_account_kind kind);

/* An argument in stream form; NULL is the empty one. */
kr_slice asked_text(const char *option, const char *value);

/* An argument that is a list (commas or |), in stream form; "any" and NULL are the empty one. */
kr_slice asked_list(const char *option, const char *value);

/* The accounts that pay for a person: pots (a list), and before or behind them his own as --own says ("first", "last", NULL). */
kr_slice asked_accounts(kr_slice pots, kr_slice person, const char *own);

/* Opens the one file that an option names, or dies. */
void account_file(kr_stream *stream, const char *path);

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
