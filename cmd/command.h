/*
 * What every tool does alike: options, messages, exit status, the end of the job. Only cmd/ prints and exits.
 *
 * Exit status: 0 done; 1 done, but records were set aside and nobody asked where to, or a check said no; 2 not done.
 */
#ifndef KR_CMD_COMMAND_H
#define KR_CMD_COMMAND_H

#include "base/options.h"
#include "record/recipient.h"
#include "record/rejects.h"
#include "record/stream.h"
#include "record/writer.h"

enum { KR_DONE = 0, KR_SET_ASIDE = 1, KR_NOT_DONE = 2 };

typedef struct kr_command {
	const char *name;     /* "kr-cat" */
	const char *operands; /* "[file ...]", as in the man page's synopsis */
	const char *purpose;  /* one line, no full stop */
	const kr_option *options;
	bool in_order;        /* operands are another command: options end at the first */
} kr_command;

/* Targets of the options that tools share. */
typedef struct kr_common {
	const char *output, *fields, *tables, *rejects, *max_rejects, *print_table, *to, *purpose;
	int64_t threads;
	bool quiet, verbose, help, version, list_options, no_header;
} kr_common;

#define KR_OPTIONS_COMMON(common) \
	{'q', "quiet", KR_OPTION_FLAG, &(common).quiet, NULL, "no messages but errors", 0, 0, NULL}, \
	{'v', "verbose", KR_OPTION_FLAG, &(common).verbose, NULL, "tell the counts on stderr", 0, 0, NULL}, \
	{'h', "help", KR_OPTION_FLAG, &(common).help, NULL, "print this and exit", 0, 0, NULL}, \
	{'V', "version", KR_OPTION_FLAG, &(common).version, NULL, "print the version and the tables' dates", 0, 0, NULL}, \
	{0, "list-options", KR_OPTION_FLAG, &(common).list_options, NULL, "print the options as lines, for scripts", 0, 0, NULL}

#define KR_OPTION_OUTPUT(common) \
	{'o', "output", KR_OPTION_TEXT, &(common).output, "file", "write to file, replaced only when all went well", 0, 0, NULL}

#define KR_OPTIONS_STREAM(common) \
	{0, "no-header", KR_OPTION_FLAG, &(common).no_header, NULL, "no header line in or out; needs --fields", 0, 0, NULL}, \
	{0, "fields", KR_OPTION_TEXT, &(common).fields, "names", "the fields of the input, with --no-header", 0, 0, NULL}

#define KR_OPTIONS_REJECTS(common) \
	{0, "rejects", KR_OPTION_TEXT, &(common).rejects, "file", "write what was set aside or emptied to file", 0, 0, NULL}, \
	{0, "max-rejects", KR_OPTION_TEXT, &(common).max_rejects, "bound", "set aside at most this number or share (10%) of the records", 0, 0, NULL}

#define KR_OPTIONS_TABLES(common) \
	{0, "tables", KR_OPTION_TEXT, &(common).tables, "directory", "take tables from here before the built-in ones", 0, 0, NULL}, \
	{0, "print-table", KR_OPTION_TEXT, &(common).print_table, "name", "print a built-in table (list: all names) and exit", 0, 0, NULL}

#define KR_OPTIONS_RECIPIENT(common) \
	{0, "to", KR_OPTION_TEXT, &(common).to, "recipient", "who gets the output, as in caseworker or employer:bakker-12", 0, 0, NULL}, \
	{0, "purpose", KR_OPTION_TEXT, &(common).purpose, "purpose", "what for, in place of the recipient's first purpose", 0, 0, NULL}

#define KR_OPTION_THREADS(common) \
	{'j', "threads", KR_OPTION_NUMBER, &(common).threads, "number", "threads to use; 0: as many as there are", 0, 64, NULL}

/*
 * Parses the options; the index of the first operand. Does not come back for --help, --version and their like (0), nor
 * for a usage error (2). KR_TABLES from the environment stands in for --tables.
 */
int kr_command_begin(const kr_command *command, kr_common *common, int argc, char **argv);

/* "kr-cat: message" on stderr. */
void kr_command_say(const kr_command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The message of the error and exit status 2. Outputs that are open must be abandoned before. */
_Noreturn void kr_command_die(const kr_command *command, const kr_error *error);

/*
 * Opens the operands from argv[first] on as one stream, or dies; keeps --no-header and --fields. On a terminal a
 * progress line tells how far it has been read.
 */
void kr_command_stream(const kr_command *command, const kr_common *common, kr_stream *stream, int argc,
    char **argv, int first);

/*
 * Opens the output, or dies. A signal that ends the program removes its temporary file. At most four
 * outputs a program.
 */
void kr_command_writer(const kr_command *command, const kr_common *common, kr_writer *writer, bool is_private);

/*
 * Loads the recipient that --to and --purpose name; dies when they name none that the table knows. False without --to: nobody
 * outside gets the output. The recipient is freed with kr_recipient_free.
 */
bool kr_command_recipient(const kr_command *command, const kr_common *common, kr_recipient *recipient);

/* An option that names where something goes, and the file or NULL. */
typedef struct kr_target {
	const char *option, *path;
} kr_target;

/* Dies when two outputs would go to one place. The first is the tool's main output, for which NULL is stdout. */
void kr_command_apart(const kr_command *command, const kr_target *outlets, size_t count);

/* Dies when what is written beside the main output would take the place of an operand (argv ends with NULL), which is to be read. */
void kr_command_spare(const kr_command *command, kr_target outlet, char **operands);

/* Opens the rejects, or dies (also when they would replace the output); without --rejects the first 20 are told on stderr, unless -q. */
void kr_command_rejects(const kr_command *command, const kr_common *common, kr_rejects *rejects);

/*
 * Ends a job that read `read` records: 2 when anything was lost (said on stderr); 1 above --max-rejects (the old
 * file stays) or when records or values were set aside without --rejects; else 0. rejects may be NULL. With -v
 * the counts are told: read, written, set aside.
 */
int kr_command_finish(const kr_command *command, const kr_common *common, kr_writer *writer, kr_rejects *rejects,
    uint64_t read);

/* Ends a job that failed: abandons the outputs (NULL: none), says why; gives 2. A reader that went away is no news. */
int kr_command_failed(const kr_command *command, kr_writer *writer, kr_rejects *rejects, const kr_error *error);

/* True when the header of the output holds a field of class identity, by any schema; then the file is private. */
bool kr_command_is_private(const kr_common *common, const kr_header *header);

#endif
