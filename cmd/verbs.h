/*
 * What tools with verbs do alike: which verb it is, which options it takes, and arguments that become values of a log.
 * All of these end the program with exit status 2 for a mistake of who called it.
 */
#ifndef KR_CMD_VERBS_H
#define KR_CMD_VERBS_H

#include "codes/date.h"
#include "command.h"

/* A verb, and the names of the options that it takes beside those of all verbs: a blank before and after each. */
typedef struct kr_verb {
	const char *name, *takes;
} kr_verb;

/* The message and exit status 2. */
_Noreturn void kr_command_stop(const kr_command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The index of the verb with this name, or dies with the nearest one. */
size_t kr_command_verb(const kr_command *command, const kr_verb *verbs, size_t count, const char *name);

/*
 * Dies when an option was given that the verb does not take: it would change nothing, so it is a mistake. Looks at the options
 * from `options` up to that with the target `end`.
 */
void kr_command_verb_options(const kr_command *command, const kr_verb *verb, const kr_option *options, const void *end);

/*
 * Adds an argument in stream form to `out`, or dies for what no record can hold and for more than `longest` bytes.
 */
void kr_command_argument(const kr_command *command, const char *option, const char *value, size_t longest, kr_buffer *out);

/* --date as a day, or dies. */
int32_t kr_command_day(const kr_command *command, const char *text);

/* Dies when a log is no file that can be read: a wrong name must not pass for a log in which nothing happened. */
void kr_command_must_be_there(const kr_command *command, const char *path);

/* Dies when --output would take the place of the log or of LOG.last. */
void kr_command_spare_log(const kr_command *command, const kr_common *common, const char *log);

#endif
