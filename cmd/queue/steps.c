/*
 * kr-queue enlist, next, started, left, forget: the steps.
 */
#include "base/number.h"
#include "codes/email.h"
#include "codes/phone.h"
#include "queue/queue.h"
#include "verbs.h"

static void
begin_line(kr_slice *values, enum kr_queue_kind kind)
{
	kr_command_day(&command, asked.date);
	values[KR_QUEUE_KIND] = kr_slice_text(kr_queue_kind_names[kind]);
	values[KR_QUEUE_DATE] = kr_slice_text(asked.date);
}

/* The argument in the standard form of its kind, in `out`; the message does not repeat it. */
static kr_slice
contact(const char *option, const char *value, const char *(*read)(kr_slice, kr_buffer *), const char *what, kr_buffer *out)
{
	if (value == NULL)
		return (kr_slice){0};
	if (read(kr_slice_text(value), out) != NULL)
		kr_command_stop(&command, "%s: is no %s", option, what);
	if (out->failed)
		kr_command_stop(&command, "out of memory");
	return kr_buffer_slice(out);
}

static int
print_place(kr_queue *queue, int64_t number)
{
	size_t i = (size_t)(kr_queue_find(queue, number) - queue->places);
	int status = queue_print(queue, i, i + 1);
	kr_queue_free(queue);
	return status;
}

int
queue_enlist(void)
{
	enum { LONGEST = 256 };
	kr_queue queue = {0};
	kr_buffer name = {0}, phone = {0}, email = {0}, demands = {0};
	kr_slice values[KR_QUEUE_FIELDS] = {{0}};
	begin_line(values, KR_QUEUE_ENLIST);
	if (asked.name == NULL)
		kr_command_stop(&command, "needs --name");
	if (asked.phone == NULL && asked.mail == NULL)
		kr_command_stop(&command, "needs --phone or --mail");
	kr_command_argument(&command, "--name", asked.name, LONGEST, &name);
	values[KR_QUEUE_NAME] = kr_slice_trim(kr_buffer_slice(&name));
	if (values[KR_QUEUE_NAME].len == 0)
		kr_command_stop(&command, "--name: is empty");
	values[KR_QUEUE_PHONE] = contact("--phone", asked.phone, kr_phone_read, "telephone number", &phone);
	values[KR_QUEUE_EMAIL] = contact("--mail", asked.mail, kr_email_read, "mail address", &email);
	if (!kr_queue_demands(kr_slice_text(asked.demands), ',', &demands))
		kr_command_stop(&command, demands.failed ? "out of memory" : "--demands: words are lift_10, lift_15, stand_4 and stand_8");
	values[KR_QUEUE_DEMANDS] = kr_buffer_slice(&demands);
	queue_lock(&queue, true);
	int64_t number = queue_add(&queue, values, false);
	queue_unlock();
	kr_buffer_free(&name);
	kr_buffer_free(&phone);
	kr_buffer_free(&email);
	kr_buffer_free(&demands);
	return print_place(&queue, number);
}

int
queue_next(void)
{
	kr_queue queue = {0};
	kr_error error;
	char digits[KR_NUMBER_MAX];
	kr_slice values[KR_QUEUE_FIELDS] = {{0}};
	begin_line(values, KR_QUEUE_CALL);
	queue_lock(&queue, false);
	kr_fail(&error, "nobody waits");
	if (queue.waiting == 0)
		queue_refuse(&error);
	const kr_queue_place *place = &queue.places[queue.next];
	values[KR_QUEUE_NUMBER] = queue_number(place->number, digits);
	queue_add(&queue, values, true);
	queue_unlock();
	int status = queue_print_contact(place);
	kr_queue_free(&queue);
	return status;
}

int
queue_step(enum kr_queue_kind kind)
{
	kr_queue queue = {0};
	char digits[KR_NUMBER_MAX];
	kr_slice values[KR_QUEUE_FIELDS] = {{0}};
	begin_line(values, kind);
	if (kind == KR_QUEUE_LEFT && asked.reason == NULL)
		kr_command_stop(&command, "needs --reason");
	queue_lock(&queue, false);
	int64_t number = queue_asked_place(&queue)->number;
	values[KR_QUEUE_NUMBER] = queue_number(number, digits);
	values[KR_QUEUE_REASON] = kr_slice_text(asked.reason);
	queue_add(&queue, values, false);
	queue_unlock();
	return print_place(&queue, number);
}

int
queue_forget(void)
{
	kr_queue queue = {0};
	char digits[KR_NUMBER_MAX];
	kr_slice values[KR_QUEUE_FIELDS] = {{0}};
	begin_line(values, KR_QUEUE_FORGET);
	queue_lock(&queue, false);
	const kr_queue_place *place = queue_asked_place(&queue);
	values[KR_QUEUE_NUMBER] = queue_number(place->number, digits);
	/* The line first: who is killed before the values are out can do it again, without a second line. */
	if (!place->is_forgotten || place->is_erased)
		queue_add(&queue, values, false);
	queue_output(false);
	queue_erase(place);
	return print_place(&queue, place->number);
}
