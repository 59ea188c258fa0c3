#include "verbs.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "record/escape.h"

void
kr_command_stop(const kr_command *command, const char *format, ...)
{
	char text[sizeof(kr_error)];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	kr_command_say(command, "%s", text);
	exit(KR_NOT_DONE);
}

size_t
kr_command_verb(const kr_command *command, const kr_verb *verbs, size_t count, const char *name)
{
	kr_nearest nearest = kr_nearest_to(kr_slice_text(name));
	char quoted[KR_QUOTE_MAX];
	for (size_t verb = 0; verb < count; verb++) {
		if (strcmp(name, verbs[verb].name) == 0)
			return verb;
		kr_nearest_offer(&nearest, kr_slice_text(verbs[verb].name));
	}
	kr_slice best = kr_nearest_found(&nearest);
	kr_quote(kr_slice_text(name), quoted);
	if (best.len > 0)
		kr_command_stop(command, "%s: no such verb; did you mean %.*s? (%s --help tells more)", quoted, (int)best.len, best.ptr,
		    command->name);
	kr_command_stop(command, "%s: no such verb (%s --help tells more)", quoted, command->name);
}

static bool
is_given(const kr_option *option)
{
	if (option->kind == KR_OPTION_NUMBER)
		return *(const int64_t *)option->target != 0;
	return option->kind != KR_OPTION_FLAG && *(const char *const *)option->target != NULL;
}

void
kr_command_verb_options(const kr_command *command, const kr_verb *verb, const kr_option *options, const void *end)
{
	char name[64];
	for (const kr_option *option = options; option->target != end; option++) {
		snprintf(name, sizeof name, " %s ", option->name);
		if (is_given(option) && strstr(verb->takes, name) == NULL)
			kr_command_stop(command, "%s takes no --%s (%s --help tells more)", verb->name, option->name, command->name);
	}
}

void
kr_command_argument(const kr_command *command, const char *option, const char *value, size_t longest, kr_buffer *out)
{
	kr_slice text = kr_slice_text(value);
	bool good = kr_utf8_check(text) == text.len && text.len <= longest;
	for (size_t i = 0; good && i < text.len; i++)
		good = (unsigned char)text.ptr[i] >= ' ' || strchr("\t\n\r", text.ptr[i]) != NULL;
	if (!good)
		kr_command_stop(command, "%s: too long, not UTF-8, or a character that a record may not hold", option);
	kr_escape(out, text);
	if (out->failed)
		kr_command_stop(command, "out of memory");
}

int32_t
kr_command_day(const kr_command *command, const char *text)
{
	kr_date date;
	if (text == NULL)
		kr_command_stop(command, "needs --date");
	if (!kr_date_parse(kr_slice_text(text), &date) || !kr_date_known(date))
		kr_command_stop(command, "--date: must be a day, YYYY-MM-DD");
	return kr_date_days(date);
}

void
kr_command_must_be_there(const kr_command *command, const char *path)
{
	kr_error error;
	struct stat status;
	if (access(path, R_OK) != 0 || stat(path, &status) != 0)
		kr_fail_system(&error, "cannot open %s", path);
	else if (!S_ISREG(status.st_mode))
		kr_fail(&error, "%s: a log must be a file", path);
	else
		return;
	kr_command_die(command, &error);
}

void
kr_command_spare_log(const kr_command *command, const kr_common *common, const char *log)
{
	char *last;
	if (asprintf(&last, "%s.last", log) < 0)
		kr_command_stop(command, "out of memory");
	const kr_target outlets[] = {{"--output", common->output}, {"--log", log}, {"LOG.last", last}};
	kr_command_apart(command, outlets, 3);
	free(last);
}
