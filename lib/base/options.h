/*
 * The options of a tool as one table, from which parsing, --help and the check of the man page are made.
 *
 * A letter means the same in every tool (kr(7)); what has no letter has a long name only. getopt_long does
 * the parsing, without abbreviations of long names that are no whole name.
 */
#ifndef KR_BASE_OPTIONS_H
#define KR_BASE_OPTIONS_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

enum kr_option_kind {
	KR_OPTION_FLAG,   /* bool: set to true */
	KR_OPTION_TEXT,   /* const char *: the argument as it stands, not empty */
	KR_OPTION_NUMBER, /* int64_t: an integer between min and max */
	KR_OPTION_CHOICE, /* const char *: one of the words in `choices`, separated by blanks */
	KR_OPTION_LIST    /* kr_option_list: may be given again; each argument is kept */
};

#define KR_OPTION_LIST_MAX 64

typedef struct kr_option_list {
	const char *items[KR_OPTION_LIST_MAX];
	size_t count;
} kr_option_list;

typedef struct kr_option {
	char letter;          /* 0: none */
	const char *name;     /* long name; NULL ends the table */
	enum kr_option_kind kind;
	void *target;         /* of the type that the kind says */
	const char *argument; /* what --help and the man page call it; NULL for a flag */
	const char *help;     /* one line, no full stop */
	int64_t min, max;
	const char *choices;
} kr_option;

/*
 * Parses argv and fills the targets in; those of options that are not given are left alone. *first becomes the
 * index of the first operand. "--" ends the options; options may stand behind operands unless `in_order`
 * (for a tool whose operands are another command). False for an unknown option (the nearest known one is
 * named) or a wrong argument.
 */
bool kr_options_parse(const kr_option *table, int argc, char **argv, bool in_order, int *first, kr_error *error);

/* "usage: kr-cat [-hqvV] [-F fields] ... [file ...]" and a line an option. */
void kr_options_help(const kr_option *table, const char *tool, const char *operands, const char *purpose,
    kr_buffer *out);

/* One line an option: letter, long name, argument; tab separated. For the check of the man page. */
void kr_options_list(const kr_option *table, kr_buffer *out);

#endif
