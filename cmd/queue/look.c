/*
 * kr-queue list, place, show, verify: what the log tells.
 */
#include "base/number.h"
#include "queue/queue.h"

int
queue_list(void)
{
	kr_queue queue = {0};
	queue_read(&queue, false, NULL, NULL);
	int status = queue_print(&queue, 0, queue.count);
	kr_queue_free(&queue);
	return status;
}

int
queue_place(void)
{
	kr_queue queue = {0};
	queue_read(&queue, false, NULL, NULL);
	size_t i = (size_t)(queue_asked_place(&queue) - queue.places);
	int status = queue_print(&queue, i, i + 1);
	kr_queue_free(&queue);
	return status;
}

int
queue_show(void)
{
	kr_queue queue = {0};
	kr_error error;
	queue_read(&queue, false, NULL, NULL);
	const kr_queue_place *place = queue_asked_place(&queue);
	kr_fail(&error, "number %lld: %s", (long long)place->number,
	    place->state == KR_PLACE_WAITING ? "was not called yet" : "has left the queue");
	if (place->state == KR_PLACE_WAITING || place->state == KR_PLACE_LEFT)
		queue_refuse(&error);
	int status = queue_print_contact(place);
	kr_queue_free(&queue);
	return status;
}

/* The last line, and whether that of --last was there. */
typedef struct checking {
	int64_t seq;
	char hash[KR_CHAIN_HASH];
	bool has_last;
} checking;

static bool
check(void *context, const kr_chain_line *line, kr_error *error)
{
	checking *self = context;
	(void)error;
	self->seq = line->seq;
	memcpy(self->hash, line->hash, sizeof self->hash);
	self->has_last = self->has_last || (asked.last != NULL && kr_slice_is(kr_slice_of(line->hash, sizeof line->hash), asked.last));
	return true;
}

int
queue_verify(void)
{
	static const char *const names[] = {"seq", "hash"};
	kr_queue queue = {0};
	checking self = {0};
	kr_header header = {0};
	kr_error error;
	char seq[KR_NUMBER_MAX];
	if (queue_read(&queue, true, check, &self) && !common.quiet)
		kr_command_say(&command, "%s: the last line was not finished; the next writer cuts it off", asked.log);
	kr_queue_free(&queue);
	kr_fail(&error, "%s: no line has the hash of --last: the log was rewritten, or is another one", asked.log);
	if (asked.last != NULL && !self.has_last)
		queue_refuse(&error);
	kr_writer *writer = queue_output(false);
	kr_fail(&error, "out of memory");
	for (size_t i = 0; i < 2; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			return kr_command_failed(&command, writer, NULL, &error);
	kr_writer_header(writer, &header);
	kr_header_free(&header);
	const kr_slice values[2] = {queue_number(self.seq, seq), kr_slice_of(self.hash, self.seq > 0 ? sizeof self.hash : 0)};
	kr_writer_values(writer, values, 2);
	return kr_command_finish(&command, &common, writer, NULL, (uint64_t)self.seq);
}
