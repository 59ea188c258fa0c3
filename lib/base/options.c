#include "base/options.h"

#include <getopt.h>
#include <stdlib.h>

#include "base/nearest.h"
#include "base/number.h"

#define OPTIONS_MAX 64
#define LONG_BASE 256 /* getopt's value of the first option, above any letter */

static size_t
count_options(const kr_option *table)
{
	size_t count = 0;
	while (table[count].name != NULL)
		count++;
	return count;
}

static bool
is_choice(const kr_option *option, const char *argument)
{
	kr_slice rest = kr_slice_items(kr_slice_text(option->choices)), word;
	while (kr_slice_next(&rest, ' ', &word))
		if (kr_slice_is(word, argument))
			return true;
	return false;
}

static bool
set_number(const kr_option *option, const char *argument, kr_error *error)
{
	if (kr_number_parse(kr_slice_text(argument), option->min, option->max, option->target))
		return true;
	return kr_fail(error, "--%s: must be a number from %lld to %lld", option->name, (long long)option->min,
	    (long long)option->max);
}

static bool
add_item(const kr_option *option, const char *argument, kr_error *error)
{
	kr_option_list *list = option->target;
	if (list->count == KR_OPTION_LIST_MAX)
		return kr_fail(error, "--%s: given more than %d times", option->name, KR_OPTION_LIST_MAX);
	list->items[list->count++] = argument;
	return true;
}

static bool
set(const kr_option *option, const char *argument, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	if (option->kind == KR_OPTION_FLAG) {
		*(bool *)option->target = true;
		return true;
	}
	if (argument[0] == '\0')
		return kr_fail(error, "--%s: needs a value that is not empty", option->name);
	if (option->kind == KR_OPTION_NUMBER)
		return set_number(option, argument, error);
	if (option->kind == KR_OPTION_LIST)
		return add_item(option, argument, error);
	if (option->kind == KR_OPTION_CHOICE && !is_choice(option, argument))
		return kr_fail(error, "--%s: %s is none of: %s", option->name,
		    kr_quote(kr_slice_text(argument), quoted), option->choices);
	*(const char **)option->target = argument;
	return true;
}

static bool
unknown(const kr_option *table, const char *given, kr_error *error)
{
	char quoted[KR_QUOTE_MAX], near[KR_QUOTE_MAX];
	kr_slice name = kr_slice_text(given);
	if (kr_slice_starts(name, KR_SLICE("--")))
		name = kr_slice_part(name, 2, kr_slice_find(name, '='));
	kr_nearest nearest = kr_nearest_to(name);
	for (; table->name != NULL; table++)
		kr_nearest_offer(&nearest, kr_slice_text(table->name));
	kr_slice found = kr_nearest_found(&nearest);
	if (found.len)
		return kr_fail(error, "unknown option --%s; did you mean --%s?", kr_quote(name, quoted),
		    kr_quote(found, near));
	return kr_fail(error, "unknown option --%s", kr_quote(name, quoted));
}

/* What getopt refused, told in our words. */
static bool
refused(const kr_option *table, int value, char **argv, kr_error *error)
{
	if (value == ':' && optopt >= LONG_BASE)
		return kr_fail(error, "--%s: needs a value", table[optopt - LONG_BASE].name);
	if (value == ':')
		return kr_fail(error, "-%c: needs a value", optopt);
	if (optopt >= LONG_BASE)
		return kr_fail(error, "--%s: takes no value", table[optopt - LONG_BASE].name);
	if (optopt == 0)
		return unknown(table, argv[optind - 1], error);
	char quoted[KR_QUOTE_MAX];
	char letter = (char)optopt;
	return kr_fail(error, "unknown option -%s", kr_quote(kr_slice_of(&letter, 1), quoted));
}

static void
fill(const kr_option *table, bool in_order, struct option *longs, char *letters)
{
	size_t at = 0;
	letters[at++] = in_order ? '+' : ':';
	if (in_order)
		letters[at++] = ':';
	for (size_t i = 0; table[i].name != NULL; i++) {
		int has = table[i].kind == KR_OPTION_FLAG ? no_argument : required_argument;
		longs[i] = (struct option){table[i].name, has, NULL, LONG_BASE + (int)i};
		if (table[i].letter == 0)
			continue;
		letters[at++] = table[i].letter;
		if (has == required_argument)
			letters[at++] = ':';
	}
	letters[at] = '\0';
}

static const kr_option *
option_of(const kr_option *table, int value)
{
	if (value >= LONG_BASE)
		return &table[value - LONG_BASE];
	while (table->letter != (char)value)
		table++;
	return table;
}

/* The word in argv that getopt_long has just taken as a long option. */
static const char *
taken(char **argv)
{
	return optarg != NULL && optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
}

/* getopt_long takes any unambiguous beginning for a long name; scripts must not come to lean on that. */
static bool
is_whole(const kr_option *option, const char *given)
{
	kr_slice name = kr_slice_text(given + 2);
	return kr_slice_is(kr_slice_part(name, 0, kr_slice_find(name, '=')), option->name);
}

bool
kr_options_parse(const kr_option *table, int argc, char **argv, bool in_order, int *first, kr_error *error)
{
	struct option longs[OPTIONS_MAX + 1] = {{0}};
	char letters[2 * OPTIONS_MAX + 3];
	if (count_options(table) > OPTIONS_MAX)
		return kr_fail(error, "too many options in the table");
	fill(table, in_order, longs, letters);
	optind = 0; /* 1 would keep what an earlier call has left behind */
	opterr = 0;
	for (;;) {
		int value = getopt_long(argc, argv, letters, longs, NULL);
		if (value == -1)
			break;
		if (value == '?' || value == ':')
			return refused(table, value, argv, error);
		const kr_option *option = option_of(table, value);
		if (value >= LONG_BASE && !is_whole(option, taken(argv)))
			return unknown(table, taken(argv), error);
		if (!set(option, optarg, error))
			return false;
	}
	*first = optind;
	return true;
}

static void
help_line(const kr_option *option, kr_buffer *out)
{
	size_t from = out->len;
	if (option->letter)
		kr_buffer_format(out, "  -%c, --%s", option->letter, option->name);
	else
		kr_buffer_format(out, "      --%s", option->name);
	if (option->argument != NULL)
		kr_buffer_format(out, " %s", option->argument);
	do
		kr_buffer_char(out, ' ');
	while (out->len - from < 30 && !out->failed);
	kr_buffer_text(out, option->help);
	if (option->kind == KR_OPTION_CHOICE)
		kr_buffer_format(out, " (%s)", option->choices);
	kr_buffer_char(out, '\n');
}

void
kr_options_help(const kr_option *table, const char *tool, const char *operands, const char *purpose,
    kr_buffer *out)
{
	kr_buffer_format(out, "usage: %s [option ...]%s%s\n%s\n\n", tool, operands[0] ? " " : "", operands, purpose);
	for (; table->name != NULL; table++)
		help_line(table, out);
	kr_buffer_format(out, "\nmore: man %s, man kr\n", tool);
}

void
kr_options_list(const kr_option *table, kr_buffer *out)
{
	for (; table->name != NULL; table++) {
		if (table->letter)
			kr_buffer_char(out, table->letter);
		kr_buffer_format(out, "\t%s\t%s\n", table->name, table->argument ? table->argument : "");
	}
}
