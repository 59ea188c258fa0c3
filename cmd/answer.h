/*
 * What a tool prints instead of doing its job: help, version, the data that is compiled in.
 */
#ifndef KR_CMD_ANSWER_H
#define KR_CMD_ANSWER_H

#include "command.h"

/* Prints the text, gives it back, exits: 0, or 2 when standard output does not take it. */
_Noreturn void kr_answer_text(const kr_command *command, kr_buffer *text);

/*
 * Prints the built-in file `name` of a folder such as "tables/" and exits; "list" prints all names of the folder. `what`
 * is its kind in messages and in the option's name, as in --print-table.
 */
_Noreturn void kr_answer_data(const kr_command *command, const char *folder, const char *what, const char *name);

/* Answers --help, --list-options, --version and --print-table and exits; comes back when none was asked. */
void kr_answer_asked(const kr_command *command, const kr_common *common);

#endif
