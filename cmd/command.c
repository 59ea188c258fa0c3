#include "command.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/number.h"
#include "answer.h"
#include "progress.h"
#include "record/schema.h"

#define TOLD_MAX 20u
#define OUTPUTS_MAX 4u

/*
 * Names of temporary files for the signal handler. Copies: the output gives its own back while a signal may
 * still come.
 */
static char temporaries[OUTPUTS_MAX][PATH_MAX];
static volatile sig_atomic_t is_guarded[OUTPUTS_MAX];

static void
on_signal(int number)
{
	for (size_t i = 0; i < OUTPUTS_MAX; i++)
		if (is_guarded[i])
			unlink(temporaries[i]);
	signal(number, SIG_DFL);
	raise(number);
}

/* Signals that the caller ignores (nohup, trap "") stay ignored. */
static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal}, before;
	const int numbers[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
}

static void
guard(const kr_output *output)
{
	const char *name = kr_output_temporary(output);
	size_t i = 0;
	if (name == NULL || strlen(name) >= PATH_MAX)
		return;
	while (i < OUTPUTS_MAX && is_guarded[i])
		i++;
	if (i == OUTPUTS_MAX)
		return;
	memcpy(temporaries[i], name, strlen(name) + 1);
	is_guarded[i] = 1;
	catch_signals();
}

static void
unguard(void)
{
	for (size_t i = 0; i < OUTPUTS_MAX; i++)
		is_guarded[i] = 0;
}

/*
 * A descriptor of the three that the caller has closed must not become a file of ours, or a message would go into
 * it. Opened the wrong way round, so that its use still fails.
 */
static void
fill_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			exit(KR_NOT_DONE);
}

/* A message, with what no terminal should get as \xNN: names of files may hold anything. */
static void
add_message(kr_buffer *line, kr_slice text)
{
	for (size_t at = 0, size; at < text.len; at += size) {
		size = kr_quote_plain(kr_slice_part(text, at, text.len));
		if (size > 0)
			kr_buffer_add(line, text.ptr + at, size);
		else
			kr_buffer_format(line, "\\x%02X", (unsigned char)text.ptr[at]);
		size = size > 0 ? size : 1;
	}
}

void
kr_command_say(const kr_command *command, const char *format, ...)
{
	kr_buffer line = {0};
	char text[sizeof(kr_error) + 64];
	va_list arguments;
	kr_progress_stop();
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	kr_buffer_format(&line, "%s: ", command->name);
	add_message(&line, kr_slice_text(text));
	kr_buffer_char(&line, '\n');
	/* One write a message, so that lines of several tools in a pipe do not mix. */
	if (write(STDERR_FILENO, line.ptr, line.len) < 0) {
		/* Nowhere left to say it. */
	}
	kr_buffer_free(&line);
}

void
kr_command_die(const kr_command *command, const kr_error *error)
{
	kr_command_say(command, "%s", error->message);
	exit(KR_NOT_DONE);
}

/* A bound such as "250" or "10%"; false when it is neither. */
static bool
parse_bound(const char *text, int64_t *number, bool *is_share)
{
	kr_slice digits = kr_slice_text(text);
	*is_share = digits.len && digits.ptr[digits.len - 1] == '%';
	if (*is_share)
		digits.len--;
	return kr_number_parse(digits, 0, *is_share ? 100 : INT64_MAX, number);
}

static void
usage_error(const kr_command *command, const char *message)
{
	kr_command_say(command, "%s (%s --help tells more)", message, command->name);
	exit(KR_NOT_DONE);
}

/* One would replace the other. A device, such as /dev/null, takes both. */
static bool
is_one_file(const char *a, const char *b)
{
	struct stat of_a, of_b;
	bool has_a = stat(a, &of_a) == 0, has_b = stat(b, &of_b) == 0;
	if (has_a && has_b)
		return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
	return !has_a && !has_b && strcmp(a, b) == 0;
}

void
kr_command_spare(const kr_command *command, kr_target outlet, char **operands)
{
	char message[64];
	snprintf(message, sizeof message, "%s names a file that is to be read", outlet.option);
	for (; outlet.path != NULL && *operands != NULL; operands++)
		if (is_one_file(outlet.path, *operands))
			usage_error(command, message);
}

int
kr_command_begin(const kr_command *command, kr_common *common, int argc, char **argv)
{
	kr_error error;
	int first;
	int64_t number;
	bool is_share;
	const char *tables = getenv("KR_TABLES");
	fill_standard();
	if (!kr_options_parse(command->options, argc, argv, command->in_order, &first, &error))
		usage_error(command, error.message);
	kr_answer_asked(command, common);
	if (common->tables == NULL && tables != NULL && tables[0] != '\0')
		common->tables = tables;
	struct stat status;
	if (common->tables != NULL && (stat(common->tables, &status) != 0 || !S_ISDIR(status.st_mode)))
		usage_error(command, "--tables, or KR_TABLES: no such directory");
	if (common->no_header != (common->fields != NULL))
		usage_error(command, "--no-header and --fields go together");
	kr_command_spare(command, (kr_target){"--rejects", common->rejects}, argv + first);
	if (common->max_rejects != NULL && !parse_bound(common->max_rejects, &number, &is_share))
		usage_error(command, "--max-rejects: must be a number or a percentage such as 10%");
	return first;
}

static void
look_at_stream(const void *job, kr_progress *progress)
{
	const kr_stream *stream = job;
	progress->bytes = kr_stream_bytes(stream, &progress->size);
	for (size_t i = 0; i < stream->count; i++)
		progress->records += stream->files[i].reader.line;
}

void
kr_command_stream(const kr_command *command, const kr_common *common, kr_stream *stream, int argc, char **argv,
    int first)
{
	kr_error error;
	size_t count = first < argc ? (size_t)(argc - first) : 0;
	if (!kr_stream_open(stream, argv + first, count, common->fields, &error))
		kr_command_die(command, &error);
	if (!common->quiet)
		kr_progress_start(look_at_stream, stream);
}

void
kr_command_writer(const kr_command *command, const kr_common *common, kr_writer *writer, bool is_private)
{
	kr_error error;
	if (!kr_writer_open(writer, common->output, is_private, &error))
		kr_command_die(command, &error);
	writer->no_header = common->no_header;
	guard(&writer->output);
}

typedef struct listener {
	const kr_command *command;
	uint64_t told;
	bool quiet;
} listener;

static listener ear;

static void
hear(void *context, const char *message)
{
	listener *self = context;
	if (!self->quiet && self->told < TOLD_MAX)
		kr_command_say(self->command, "%s", message);
	self->told++;
}

static bool
is_stdout(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

bool
kr_command_recipient(const kr_command *command, const kr_common *common, kr_recipient *recipient)
{
	kr_error error;
	*recipient = (kr_recipient){0};
	if (common->to == NULL && common->purpose != NULL) {
		kr_fail(&error, "--purpose goes with --to");
		kr_command_die(command, &error);
	}
	if (common->to != NULL && !kr_recipient_load(recipient, common->to, common->purpose, common->tables, &error))
		kr_command_die(command, &error);
	return common->to != NULL;
}

void
kr_command_apart(const kr_command *command, const kr_target *outlets, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const kr_target *a = &outlets[j], *b = &outlets[i];
			bool to_stdout = is_stdout(a->path) && is_stdout(b->path);
			if ((a->path == NULL && j > 0) || b->path == NULL ||
			    (!to_stdout && (is_stdout(a->path) || is_stdout(b->path) || !is_one_file(a->path, b->path))))
				continue;
			kr_command_say(command, "%s and %s %s", a->option, b->option,
			    to_stdout ? "both go to standard output" : "name the same file");
			exit(KR_NOT_DONE);
		}
}

void
kr_command_rejects(const kr_command *command, const kr_common *common, kr_rejects *rejects)
{
	kr_error error;
	ear = (listener){command, 0, common->quiet};
	const kr_target outlets[] = {{"--output", common->output}, {"--rejects", common->rejects}};
	kr_command_apart(command, outlets, 2);
	if (!kr_rejects_open(rejects, common->rejects, hear, &ear, &error))
		kr_command_die(command, &error);
	if (rejects->to_file)
		guard(&rejects->writer.output);
}

static bool
too_many(const kr_common *common, uint64_t set_aside, uint64_t read)
{
	int64_t number = 10;
	bool is_share = true;
	if (common->max_rejects != NULL)
		parse_bound(common->max_rejects, &number, &is_share);
	if (is_share)
		return set_aside * 100 > read * (uint64_t)number;
	return set_aside > (uint64_t)number;
}

static void
tell_counts(const kr_command *command, const kr_common *common, const kr_writer *writer,
    const kr_rejects *rejects, uint64_t read)
{
	if (ear.told > TOLD_MAX && !common->quiet)
		kr_command_say(command, "%llu more like these; --rejects writes all of them to a file",
		    (unsigned long long)(ear.told - TOLD_MAX));
	if (common->verbose)
		kr_command_say(command, "read %llu, written %llu, set aside %llu, values emptied %llu",
		    (unsigned long long)read, (unsigned long long)writer->records,
		    (unsigned long long)(rejects ? rejects->records : 0),
		    (unsigned long long)(rejects ? rejects->values : 0));
	if (common->verbose && rejects != NULL && rejects->lines > 0)
		kr_command_say(command, "lines that are no records: %llu", (unsigned long long)rejects->lines);
}

/* The rejects are kept although the output is not: they say why. */
static int
refuse_too_many(const kr_command *command, kr_writer *writer, kr_rejects *rejects, uint64_t read)
{
	kr_error error;
	uint64_t set_aside = rejects->records;
	kr_writer_abandon(writer);
	kr_command_say(command, "%llu of %llu records set aside: more than --max-rejects allows, output not replaced",
	    (unsigned long long)set_aside, (unsigned long long)read);
	if (kr_rejects_commit(rejects, &error))
		return KR_SET_ASIDE;
	kr_command_say(command, "%s", error.message);
	return KR_NOT_DONE;
}

int
kr_command_finish(const kr_command *command, const kr_common *common, kr_writer *writer, kr_rejects *rejects,
    uint64_t read)
{
	kr_error error;
	kr_progress_stop();
	tell_counts(command, common, writer, rejects, read);
	if (rejects != NULL && too_many(common, rejects->records, read)) {
		int status = refuse_too_many(command, writer, rejects, read);
		unguard();
		return status;
	}
	bool heard = rejects != NULL && !rejects->to_file && rejects->records + rejects->values + rejects->lines > 0;
	if (rejects != NULL && !kr_rejects_commit(rejects, &error))
		return kr_command_failed(command, writer, NULL, &error);
	bool good = kr_writer_commit(writer, &error);
	unguard();
	if (good)
		return heard ? KR_SET_ASIDE : KR_DONE;
	if (!writer->output.gone)
		kr_command_say(command, "%s", error.message);
	return KR_NOT_DONE;
}

int
kr_command_failed(const kr_command *command, kr_writer *writer, kr_rejects *rejects, const kr_error *error)
{
	kr_progress_stop();
	if (writer != NULL)
		kr_writer_abandon(writer);
	if (rejects != NULL)
		kr_rejects_abandon(rejects);
	unguard();
	kr_command_say(command, "%s", error->message);
	return KR_NOT_DONE;
}

bool
kr_command_is_private(const kr_common *common, const kr_header *header)
{
	kr_arena arena = {0};
	kr_error error;
	enum kr_privacy *classes = kr_arena_array(&arena, header->count + 1, sizeof *classes);
	bool is_private = classes == NULL || !kr_schema_classes(KR_SCHEMAS, common->tables, header, classes, &error);
	for (uint32_t i = 0; !is_private && i < header->count; i++)
		is_private = classes[i] == KR_IDENTITY;
	kr_arena_free(&arena);
	return is_private;
}
