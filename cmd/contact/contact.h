/*
 * kr-contact: what its verbs share. Each verb is a file of this folder; kr-contact.c has the options and calls them.
 */
#ifndef KR_CMD_CONTACT_H
#define KR_CMD_CONTACT_H

#include "command.h"
#include "contact/log.h"
#include "contact/rows.h"
#include "ledger/contact.h"
#include "record/recipient.h"

struct mail_about;

/* What was asked for on the command line; NULL or 0 where nothing was. */
typedef struct contact_asked {
	const char *log, *date, *by;
	int64_t ask;                                  /* number of a question */
	const char *card, *vacancy, *employer, *message, *until;
	const char *person, *register_file, *vacancies, *linked, *key, *to;
	const char *answer, *kind, *wage_subsidy, *reason, *last;
	const char *weeks;
	int64_t step;
	const char *mail, *mail_to, *from, *desk_mail, *employer_mail;
	const char *language, *format;
} contact_asked;

extern contact_asked asked;
extern kr_common common;
extern const kr_command command;

/* The verbs: exit status. `operands` ends with NULL. */
int contact_ask(char **operands);
int contact_step(enum kr_contact_kind kind);
int contact_show(void);
int contact_object(void);
int contact_due(void);
int contact_person(void);
int contact_forget(void);
int contact_pass(char **operands);
int contact_events(void);
int contact_verify(void);
int contact_mail_again(void);

/* The message and exit status 2. */
_Noreturn void contact_die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A copy that is kept for the whole run. */
kr_slice contact_keep(kr_slice text);

/* Dies unless the option was given. */
void contact_needs(const char *option, const char *value);

/* --date as a day, or dies. `text`, when not NULL, becomes its standard form. */
int32_t contact_day(kr_slice *text);

/*
 * An argument of the command line in stream form, kept for the whole run; dies for what no record can hold and for more
 * than `longest` bytes. NULL gives the empty slice.
 */
kr_slice contact_argument(const char *option, const char *value, size_t longest);

/* A kr_error's message as the reason of a refusal: status 1, nothing written. */
_Noreturn void contact_refuse(const kr_error *error);

/* The question that --ask, or --card with --vacancy, names, or dies. */
kr_thread *contact_question(const kr_contact *contact);

/* What the files say of a question: row 0 of each; empty where no file was given. */
typedef struct contact_rows {
	rows people, jobs;
} contact_rows;

/* Looks the person and the vacancy of a question up in --register and --vacancies, or dies. */
void contact_look_up(contact_rows *found, const kr_thread *thread);
void contact_look_up_person(contact_rows *found, const kr_thread *thread);
void contact_rows_free(contact_rows *found);

/* Looks up what the question of the command line is about, then takes the lock; the question as the log now has it. */
kr_thread *contact_begin_step(kr_contact *contact, contact_rows *found);

/* The employer as a recipient for a purpose (NULL: its first), or dies. */
void contact_recipient(kr_recipient *recipient, kr_slice employer, const char *purpose);

/* A line with kind, date and by; with a thread also what it belongs to. */
void contact_line(kr_contact_line *line, enum kr_contact_kind kind, const kr_thread *thread);

/*
 * Opens standard output or -o, or dies. Before a line is added to the log, so that a step is not taken whose result can
 * go nowhere, and after all that could refuse it.
 */
kr_writer *contact_output(bool is_private);

/* Writes the steps to it as records: what the next step needs, and nothing that tells who it is. */
int contact_print_steps(const kr_contact_line *lines, size_t count);

/* Opens the output, adds the line, gives the lock back, and writes the mail or the step; the exit status. */
int contact_log(kr_contact *contact, kr_contact_line *line, const struct mail_about *about, bool is_private);

#endif
