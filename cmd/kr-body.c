/*
 * kr-body: the header stays, the records go through another command.
 *
 * A thread checks the input and feeds the command; main checks what comes back and writes it. The thread marks a
 * failure before it closes the command's input, so a command that reads to the end cannot finish before main
 * can see the mark.
 */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static kr_common common;
static int64_t accept;

static const kr_option options[] = {
    {0, "accept", KR_OPTION_NUMBER, &accept, "status", "highest exit status of the command that counts as done (0)", 0, 125, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-body", "command [argument ...]",
    "Keeps the header of a record stream and sends the records through a command.", options, true,
};

typedef struct feeder {
	kr_reader *input;
	kr_output to;
	atomic_bool failed;
	kr_error error;
} feeder;

static void *
feed(void *argument)
{
	feeder *self = argument;
	kr_record record;
	int got;
	sigset_t pipe_signal;
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_signal, NULL);
	/* After the command has stopped reading too: what is wrong must not depend on who was faster. */
	while ((got = kr_reader_next(self->input, &record, &self->error)) > 0) {
		kr_slice line = kr_record_line(&record);
		kr_output_write(&self->to, line.ptr, line.len + 1);
	}
	if (got < 0) {
		atomic_store(&self->failed, true);
		kr_output_abandon(&self->to);
		return NULL;
	}
	/* A command that reads no further, such as head, is no error. */
	if (!kr_output_commit(&self->to, &self->error) && !self->to.gone)
		atomic_store(&self->failed, true);
	return NULL;
}

static bool
spawn(char **words, const int from_us[2], const int to_us[2], pid_t *child, kr_error *error)
{
	posix_spawn_file_actions_t actions;
	int number = posix_spawn_file_actions_init(&actions);
	if (number == 0) {
		number = posix_spawn_file_actions_adddup2(&actions, from_us[0], STDIN_FILENO);
		if (number == 0)
			number = posix_spawn_file_actions_adddup2(&actions, to_us[1], STDOUT_FILENO);
		if (number == 0)
			number = posix_spawnp(child, words[0], &actions, NULL, words, environ);
		posix_spawn_file_actions_destroy(&actions);
	}
	errno = number;
	return number == 0 || kr_fail_system(error, "cannot run %s", words[0]);
}

static bool
wait_for(pid_t child, const char *name, kr_error *error)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return kr_fail_system(error, "cannot wait for %s", name);
	if (WIFSIGNALED(status))
		return kr_fail(error, "%s was ended by signal %d", name, WTERMSIG(status));
	if (WEXITSTATUS(status) > accept)
		return kr_fail(error, "%s ended with status %d", name, WEXITSTATUS(status));
	return true;
}

/* Copies what the command gives back, checked against the header. */
static bool
collect(int fd, const char *name, const kr_header *header, kr_writer *writer, kr_error *error)
{
	kr_reader output;
	kr_record record;
	kr_layout layout = {0};
	int got = -1;
	if (!kr_reader_attach(&output, fd, name, header, error))
		return false;
	if (kr_layout_all(&layout, header, error))
		while ((got = kr_reader_next(&output, &record, error)) > 0)
			if (!kr_writer_record(writer, &layout, &record, NULL))
				break;
	kr_layout_free(&layout);
	kr_reader_close(&output);
	return got >= 0;
}

static bool
start_command(char **words, feeder *feeding, int *result, pid_t *child, kr_error *error)
{
	int from_us[2], to_us[2];
	if (pipe2(from_us, O_CLOEXEC) != 0 || pipe2(to_us, O_CLOEXEC) != 0)
		return kr_fail_system(error, "cannot make a pipe");
	bool good = spawn(words, from_us, to_us, child, error);
	close(from_us[0]);
	close(to_us[1]);
	*result = to_us[0];
	return good && kr_output_attach(&feeding->to, from_us[1], words[0], error);
}

static bool
run(char **words, kr_reader *input, kr_writer *writer, kr_error *error)
{
	/* Static: when the output failed, the thread outlives this function. */
	static feeder feeding;
	pthread_t thread;
	pid_t child;
	int result = -1;
	feeding.input = input;
	if (!start_command(words, &feeding, &result, &child, error))
		return false;
	if (pthread_create(&thread, NULL, feed, &feeding) != 0)
		return kr_fail(error, "cannot start a thread");
	bool good = collect(result, words[0], &input->header, writer, error);
	bool went_away = writer->output.failed;
	bool ended = good && !went_away ? wait_for(child, words[0], error) : true;
	if (good && !went_away)
		pthread_join(thread, NULL);
	if (atomic_load(&feeding.failed)) {
		*error = feeding.error;
		return false;
	}
	return good && ended;
}

int
main(int argc, char **argv)
{
	static kr_reader input;
	kr_writer writer;
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);
	if (first == argc) {
		kr_fail(&error, "no command given (kr-body --help tells more)");
		kr_command_die(&command, &error);
	}
	if (!kr_reader_open(&input, NULL, common.fields, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &input.header));
	kr_writer_header(&writer, &input.header);
	if (!run(argv + first, &input, &writer, &error))
		return kr_command_failed(&command, &writer, NULL, &error);
	return kr_command_finish(&command, &common, &writer, NULL, writer.records);
}
