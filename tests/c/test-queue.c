/*
 * The queue of open hiring. The rules beside a slow, plain model on random steps; and the log under writers who are killed, and
 * under ten at once.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledger/queue.h"
#include "random.h"
#include "tap.h"

static char folder[] = "/tmp/kr-queue.XXXXXX", path[64], last[64];
static kr_error error;

/* ---- rules beside a model: what each number was told, found by looking at all of it again */

enum { STEPS = 60, ROUNDS = 300 };
static const char *const phones[] = {"+31600000001", "+31600000002", "+31600000003", "+31600000004"};
static const char *const days[] = {"2026-11-02", "2026-11-03", "2026-11-04"};
static const char *const reasons[] = {"", "withdrew", "unreached", "absent", "other"};

typedef struct step {
	int kind, day, number, phone, reason;
} step;

static int
model_state(const step *log, int count, int number)
{
	int state = KR_PLACE_WAITING;
	for (int i = 0; i < count; i++)
		if (log[i].kind != KR_QUEUE_ENLIST && log[i].number == number)
			state = log[i].kind == KR_QUEUE_CALL ? KR_PLACE_CALLED : log[i].kind == KR_QUEUE_STARTED ? KR_PLACE_STARTED :
			    log[i].kind == KR_QUEUE_LEFT || state <= KR_PLACE_CALLED ? KR_PLACE_LEFT : state;
	return state;
}

static bool
model_forgot(const step *log, int count, int number)
{
	for (int i = 0; i < count; i++)
		if (log[i].kind == KR_QUEUE_FORGET && log[i].number == number)
			return true;
	return false;
}

static bool
model_may(const step *log, int count, const step *one)
{
	if (count > 0 && one->day < log[count - 1].day)
		return false;
	if (one->kind == KR_QUEUE_ENLIST) {
		for (int i = 0; i < count; i++)
			if (log[i].kind == KR_QUEUE_ENLIST && log[i].phone == one->phone && model_state(log, count, i + 1) <= KR_PLACE_CALLED)
				return false;
		return one->reason == 0;
	}
	if (one->number < 1 || one->number > count || log[one->number - 1].kind != KR_QUEUE_ENLIST ||
	    (one->kind != KR_QUEUE_LEFT && one->reason != 0))
		return false;
	int state = model_state(log, count, one->number);
	for (int i = 1; i < one->number; i++) {
		if (log[i - 1].kind != KR_QUEUE_ENLIST)
			continue;
		int before = model_state(log, count, i);
		if ((one->kind == KR_QUEUE_CALL && before == KR_PLACE_WAITING) || (one->kind == KR_QUEUE_STARTED && before <= KR_PLACE_CALLED))
			return false;
	}
	switch (one->kind) {
	case KR_QUEUE_CALL: return state == KR_PLACE_WAITING;
	case KR_QUEUE_STARTED: return state == KR_PLACE_CALLED;
	case KR_QUEUE_LEFT: return one->reason == 1 ? state <= KR_PLACE_CALLED : one->reason < 4 && one->reason > 0 && state == KR_PLACE_CALLED;
	default: return !model_forgot(log, count, one->number);
	}
}

/* One step; true when queue and model agree on it. */
static bool
agree(kr_queue *queue, step *log, int *count)
{
	char number[16] = "";
	step one = {.kind = (int)next_random(KR_QUEUE_KINDS), .day = *count * 3 / STEPS, .number = (int)next_random((unsigned)*count + 2),
	    .phone = (int)next_random(4)};
	if (next_random(20) == 0)
		one.day = (int)next_random(3);
	if (one.kind == KR_QUEUE_LEFT || next_random(20) == 0)
		one.reason = (int)next_random(5);
	if (one.kind != KR_QUEUE_ENLIST)
		snprintf(number, sizeof number, "%d", one.number);
	kr_slice values[KR_QUEUE_FIELDS] = {[KR_QUEUE_KIND] = kr_slice_text(kr_queue_kind_names[one.kind]),
	    [KR_QUEUE_DATE] = kr_slice_text(days[one.day]), [KR_QUEUE_NUMBER] = kr_slice_text(number),
	    [KR_QUEUE_REASON] = kr_slice_text(reasons[one.reason])};
	if (one.kind == KR_QUEUE_ENLIST) {
		values[KR_QUEUE_NAME] = KR_SLICE("Testema");
		values[KR_QUEUE_PHONE] = kr_slice_text(phones[one.phone]);
	}
	bool may = kr_queue_may(queue, values, 0, &error);
	if (may != model_may(log, *count, &one))
		return false;
	if (!may)
		return true;
	const kr_chain_line line = {.seq = *count + 1, .values = values};
	if (!kr_queue_note(queue, &line, &error))
		return false;
	log[(*count)++] = one;
	return true;
}

static bool
same_states(const kr_queue *queue, const step *log, int count)
{
	size_t waiting = 0;
	for (int i = 0; i < count; i++) {
		if (log[i].kind != KR_QUEUE_ENLIST)
			continue;
		const kr_queue_place *place = kr_queue_find(queue, i + 1);
		int state = model_state(log, count, i + 1);
		if (place == NULL || (int)place->state != state || place->is_forgotten != model_forgot(log, count, i + 1))
			return false;
		waiting += state == KR_PLACE_WAITING;
	}
	return queue->waiting == waiting;
}

static bool
rules_hold(int *steps)
{
	for (int round = 0; round < ROUNDS; round++) {
		kr_queue queue = {0};
		step log[STEPS];
		int count = 0;
		bool good = true;
		for (int i = 0; good && i < 4 * STEPS && count < STEPS; i++)
			good = agree(&queue, log, &count);
		good = good && same_states(&queue, log, count);
		*steps += count;
		kr_queue_free(&queue);
		if (!good)
			return false;
	}
	return true;
}

/* ---- writers */

static bool
enlist(kr_chain *chain, unsigned writer, unsigned n)
{
	char name[32], phone[32];
	snprintf(name, sizeof name, "w%u", writer);
	snprintf(phone, sizeof phone, "+316%04u%04u", writer, n);
	const kr_slice values[KR_QUEUE_FIELDS] = {[KR_QUEUE_KIND] = KR_SLICE("enlist"), [KR_QUEUE_DATE] = KR_SLICE("2026-11-02"),
	    [KR_QUEUE_NAME] = kr_slice_text(name), [KR_QUEUE_PHONE] = kr_slice_text(phone)};
	return kr_chain_append(chain, values, &error);
}

/*
 * Enlists until it is killed. The number of each line that is on the disk goes into the pipe; every second writer says 0 before it
 * opens the log, so that it is killed earlier.
 */
static void
write_for_ever(int acknowledge, unsigned writer)
{
	kr_chain chain;
	kr_queue queue = {0};
	const int64_t ready = 0;
	if ((writer % 2 == 0 && write(acknowledge, &ready, sizeof ready) != sizeof ready) ||
	    !kr_chain_open(&chain, path, kr_queue_fields, kr_queue_note, &queue, &error))
		_exit(1);
	for (unsigned n = 0; n < 10000; n++)
		if (!enlist(&chain, writer, n) || write(acknowledge, &chain.end.seq, sizeof chain.end.seq) != sizeof chain.end.seq)
			_exit(1);
	_exit(0);
}

/* Kills a writer; the number of the last line that it told of, or of the last before. -1: it failed by itself. */
static int64_t
kill_one(unsigned writer, unsigned microseconds, int64_t before)
{
	int ends[2], status;
	int64_t seq, told = before;
	if (pipe(ends) != 0)
		return -1;
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		write_for_ever(ends[1], writer);
	}
	close(ends[1]);
	bool is_ready = read(ends[0], &seq, sizeof seq) == sizeof seq;
	if (is_ready && seq > told)
		told = seq;
	usleep(microseconds);
	kill(child, SIGKILL);
	while (read(ends[0], &seq, sizeof seq) == sizeof seq)
		told = seq > told ? seq : told;
	close(ends[0]);
	return is_ready && child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) ? told : -1;
}

/* What was told of is there, at most the line that was being written besides; the rest holds. */
static bool
survives(int kills, int64_t *told_of, int *inside)
{
	int64_t before = 0;
	for (int i = 0; i < kills; i++) {
		kr_queue queue = {0};
		kr_chain_end end;
		if (i % 20 == 0) {
			unlink(path);
			unlink(last);
			before = 0;
		}
		int64_t told = kill_one((unsigned)i, next_random(4000), before);
		bool good = told >= 0 && kr_chain_read(path, kr_queue_fields, kr_queue_note, &queue, &end, &error) && end.seq >= told && end.seq <= told + 1 &&
		    (size_t)end.seq == queue.count;
		kr_queue_free(&queue);
		if (!good) {
			printf("# kill %d: told %lld, %s\n", i, (long long)told, told < 0 ? "ended by itself" : error.message);
			return false;
		}
		*told_of += told > before ? told - before : 0;
		*inside += end.is_unfinished || end.seq > told;
		before = end.seq;
	}
	return true;
}

static bool
all_at_once(unsigned writers, unsigned each)
{
	kr_queue queue = {0};
	kr_chain_end end;
	bool good = true;
	unlink(path);
	unlink(last);
	for (unsigned writer = 0; writer < writers; writer++) {
		if (fork() != 0)
			continue;
		for (unsigned n = 0; n < each; n++) {
			kr_chain chain;
			if (!kr_chain_open(&chain, path, kr_queue_fields, NULL, NULL, &error) || !enlist(&chain, writer, n))
				_exit(1);
			kr_chain_close(&chain);
		}
		_exit(0);
	}
	for (unsigned writer = 0; writer < writers; writer++) {
		int status;
		good = wait(&status) > 0 && status == 0 && good;
	}
	/* No telephone number stands twice, so so many places are all of them. */
	good = good && kr_chain_read(path, kr_queue_fields, kr_queue_note, &queue, &end, &error) && queue.count == writers * each;
	kr_queue_free(&queue);
	return good;
}

int
main(void)
{
	int steps = 0, inside = 0;
	int64_t told_of = 0;
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/log", folder);
	snprintf(last, sizeof last, "%s/log.last", folder);
	ok(rules_hold(&steps), "the rules are those of a plain model, on random steps");
	ok(steps > 10 * ROUNDS, "which took enough steps");
	ok(survives(200, &told_of, &inside), "200 kills at random moments: the log holds, and what was told of is there");
	ok(told_of >= 100, "and enough lines were told of");
	printf("# %d steps; %lld lines told of, %d kills between the disk and the word\n", steps, (long long)told_of, inside);
	ok(all_at_once(2, 20), "two writers at once");
	ok(all_at_once(10, 8), "ten writers at once");
	unlink(path);
	unlink(last);
	rmdir(folder);
	return tap_done();
}
