/*
 * kr-queue's way to its log.
 */
#include <stdlib.h>

#include "queue/queue.h"
#include "verbs.h"

static kr_chain chain;
static kr_writer writer;
static bool has_output;

void
queue_refuse(const kr_error *error)
{
	kr_command_say(&command, "%s", error->message);
	exit(KR_SET_ASIDE);
}

kr_writer *
queue_output(bool is_private)
{
	kr_command_spare_log(&command, &common, asked.log);
	if (!has_output)
		kr_command_writer(&command, &common, &writer, is_private);
	has_output = true;
	return &writer;
}

struct listener {
	kr_queue *queue;
	kr_chain_visit *each;
	void *context;
};

static bool
hear(void *context, const kr_chain_line *line, kr_error *error)
{
	struct listener *self = context;
	kr_error inner;
	return (kr_queue_note(self->queue, line, &inner) && (self->each == NULL || self->each(self->context, line, &inner))) ||
	    kr_fail(error, "%s:%llu: %s", asked.log, (unsigned long long)line->number, inner.message);
}

bool
queue_read(kr_queue *queue, bool verify, kr_chain_visit *each, void *context)
{
	struct listener listener = {queue, each, context};
	kr_chain_end end;
	kr_error error, inner;
	kr_command_must_be_there(&command, asked.log);
	bool good = kr_chain_read(asked.log, kr_queue_fields, hear, &listener, &end, &error);
	if (good && !kr_queue_check_end(queue, &inner))
		good = kr_fail(&error, "%s: %s", asked.log, inner.message);
	if (good)
		return end.is_unfinished;
	if (verify && !end.is_unread)
		queue_refuse(&error);
	kr_command_die(&command, &error);
}

void
queue_lock(kr_queue *queue, bool may_begin)
{
	struct listener listener = {queue, NULL, NULL};
	kr_error error;
	if (!may_begin)
		kr_command_must_be_there(&command, asked.log);
	if (!kr_chain_open(&chain, asked.log, kr_queue_fields, hear, &listener, &error))
		kr_command_die(&command, &error);
	if (!kr_queue_check_end(queue, &error))
		kr_command_stop(&command, "%s: %s", asked.log, error.message);
}

int64_t
queue_add(kr_queue *queue, const kr_slice *values, bool is_private)
{
	kr_error error;
	if (!kr_queue_may(queue, values, 0, &error))
		queue_refuse(&error);
	/* A step is not taken whose result can go nowhere. */
	queue_output(is_private);
	if (!kr_chain_append(&chain, values, &error))
		exit(kr_command_failed(&command, &writer, NULL, &error));
	const kr_chain_line line = {.seq = chain.end.seq, .values = values};
	if (!kr_queue_note(queue, &line, &error))
		exit(kr_command_failed(&command, &writer, NULL, &error));
	return line.seq;
}

void
queue_erase(const kr_queue_place *place)
{
	kr_chain_cut cuts[KR_QUEUE_FIELDS];
	size_t count = 0;
	kr_error error;
	for (size_t i = 0; i < KR_QUEUE_FIELDS; i++)
		if (kr_queue_fields[i].is_erasable && place->values[i].len > 0)
			cuts[count++] = (kr_chain_cut){place->number, i};
	if (count == 0)
		queue_unlock();
	else if (!kr_chain_erase(&chain, cuts, count, &error))
		exit(kr_command_failed(&command, queue_output(false), NULL, &error));
}

void
queue_unlock(void)
{
	kr_chain_close(&chain);
}
