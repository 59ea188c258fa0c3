/*
 * kr-queue: what its verbs share. kr-queue.c has the options and calls them.
 */
#ifndef KR_CMD_QUEUE_H
#define KR_CMD_QUEUE_H

#include "command.h"
#include "ledger/queue.h"

/* What was asked for on the command line; NULL or 0 where nothing was. */
typedef struct queue_asked {
	const char *log, *date, *name, *phone, *mail, *demands, *reason, *last;
	int64_t number;
} queue_asked;

extern queue_asked asked;
extern kr_common common;
extern const kr_command command;

/* The verbs: exit status. */
int queue_enlist(void);
int queue_next(void);
int queue_step(enum kr_queue_kind kind);
int queue_forget(void);
int queue_list(void);
int queue_place(void);
int queue_show(void);
int queue_verify(void);

/* A message as the reason of a refusal: status 1, nothing written. */
_Noreturn void queue_refuse(const kr_error *error);

/*
 * Reads and checks the log, or dies; for `verify` a log that does not hold is refused. `each`, when not NULL, gets the lines
 * that are good. True when what a killed writer left of a line stands at the end.
 */
bool queue_read(kr_queue *queue, bool verify, kr_chain_visit *each, void *context);

/* The same with the lock; the log is made where there is none and `may_begin`. */
void queue_lock(kr_queue *queue, bool may_begin);

/* Adds a step that may be taken, or refuses; then the queue knows it. Its line's number. Opens the output before. */
int64_t queue_add(kr_queue *queue, const kr_slice *values, bool is_private);

/* Takes the values of the person out of the line of an enlistment, and gives the lock back. */
void queue_erase(const kr_queue_place *place);
void queue_unlock(void);

/* Standard output or -o, opened once. */
kr_writer *queue_output(bool is_private);

/* The place that --number names, or dies. */
const kr_queue_place *queue_asked_place(const kr_queue *queue);

/* --number in decimal. */
kr_slice queue_number(int64_t number, char *digits);

/* Writes places[from] up to places[to] as number, date, state, place among who waits, and how many wait; the exit status. */
int queue_print(const kr_queue *queue, size_t from, size_t to);

/* Writes what the keeper needs to call somebody; the exit status. */
int queue_print_contact(const kr_queue_place *place);

#endif
