#include "answer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "record/definition.h"

void
kr_answer_text(const kr_command *command, kr_buffer *text)
{
	kr_output output;
	kr_error error;
	if (text->failed || !kr_output_open(&output, NULL, false, &error)) {
		kr_command_say(command, "out of memory");
		exit(KR_NOT_DONE);
	}
	kr_output_write(&output, text->ptr, text->len);
	kr_buffer_free(text);
	if (kr_output_commit(&output, &error))
		exit(KR_DONE);
	if (output.gone)
		exit(KR_NOT_DONE);
	kr_command_die(command, &error);
}

static void
print_version(const kr_command *command)
{
	kr_buffer text = {0};
	kr_definition sources;
	kr_error error;
	uint32_t table, date;
	kr_buffer_format(&text, "%s %s\n", command->name, KR_VERSION);
	if (!kr_definition_load(&sources, "tables/SOURCES", NULL, &error) ||
	    !kr_definition_column(&sources, "table", &table, &error) ||
	    !kr_definition_column(&sources, "reference_date", &date, &error))
		kr_command_die(command, &error);
	for (size_t row = 0; row < sources.rows; row++) {
		kr_buffer_text(&text, "table ");
		kr_buffer_slice_add(&text, kr_definition_cell(&sources, row, table));
		kr_buffer_char(&text, ' ');
		kr_buffer_slice_add(&text, kr_definition_cell(&sources, row, date));
		kr_buffer_char(&text, '\n');
	}
	kr_definition_free(&sources);
	kr_answer_text(command, &text);
}

static void
list_data(const char *folder, kr_buffer *text)
{
	size_t length = strlen(folder);
	for (const kr_embedded_file *file = kr_embedded_files; file->name != NULL; file++)
		if (strncmp(file->name, folder, length) == 0)
			kr_buffer_format(text, "%s\n", file->name + length);
}

_Noreturn static void
answer_none(const kr_command *command, const char *what, const char *name)
{
	char quoted[KR_QUOTE_MAX];
	kr_command_say(command, "no %s %s; --print-%s list names them", what, kr_quote(kr_slice_text(name), quoted), what);
	exit(KR_NOT_DONE);
}

void
kr_answer_data(const kr_command *command, const char *folder, const char *what, const char *name)
{
	kr_buffer text = {0};
	char path[256];
	if (strcmp(name, "list") == 0) {
		list_data(folder, &text);
		kr_answer_text(command, &text);
	}
	snprintf(path, sizeof path, "%s%s", folder, name);
	kr_slice bytes = kr_embedded(path);
	if (bytes.ptr == NULL)
		answer_none(command, what, name);
	kr_buffer_slice_add(&text, bytes);
	kr_answer_text(command, &text);
}

/* By its own name: a file of that name in the directory of --tables stands in for it. NULL: no table, or one with a door of its own. */
static const char *
table_name(const kr_embedded_file *file)
{
	const char *base = strrchr(file->name, '/') + 1;
	static const char *const apart[] = {"source/profiles/", "source/layouts/", "link/models/"};
	bool is_apart = strchr(base, '.') != NULL;
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		is_apart |= strncmp(file->name, apart[i], strlen(apart[i])) == 0;
	return is_apart ? NULL : base;
}

_Noreturn static void
print_table(const kr_command *command, const char *name)
{
	kr_buffer text = {0};
	bool is_list = strcmp(name, "list") == 0;
	for (const kr_embedded_file *file = kr_embedded_files; file->name != NULL; file++) {
		const char *base = table_name(file);
		if (base != NULL && is_list)
			kr_buffer_format(&text, "%s\n", base);
		else if (base != NULL && strcmp(base, name) == 0)
			kr_buffer_slice_add(&text, kr_embedded(file->name));
	}
	if (text.len == 0 && !text.failed)
		answer_none(command, "table", name);
	kr_answer_text(command, &text);
}

void
kr_answer_asked(const kr_command *command, const kr_common *common)
{
	kr_buffer text = {0};
	if (common->help)
		kr_options_help(command->options, command->name, command->operands, command->purpose, &text);
	if (common->list_options)
		kr_options_list(command->options, &text);
	if (common->help || common->list_options)
		kr_answer_text(command, &text);
	if (common->version)
		print_version(command);
	if (common->print_table != NULL)
		print_table(command, common->print_table);
}
