/*
 * kr-contact due: what waits longer than the region's norm.
 */
#include <stdlib.h>

#include "contact/contact.h"
#include "ledger/contact_due.h"

static const char *const names[] = {"ask", "card_id", "employer_id", "vacancy_id", "region", "desk", "step", "weeks", "who",
    "since", "days", "norm", "late"};
enum { FIELDS = sizeof names / sizeof *names };

static kr_slice
number(int64_t value, kr_buffer *memory)
{
	size_t start = memory->len;
	kr_buffer_number(memory, value);
	return kr_buffer_since(memory, start);
}

static void
write_due(const kr_due *due, kr_writer *writer)
{
	const kr_thread *thread = due->thread;
	char digits[256], since[KR_DATE_MAX];
	/* Room for five numbers, so that none moves. */
	kr_buffer memory = {.ptr = digits, .capacity = sizeof digits};
	kr_slice ask = number(thread->number, &memory), weeks = number(due->weeks, &memory), days = number(due->days, &memory);
	kr_slice norm = number(due->norm, &memory), late = number(due->late, &memory);
	const kr_slice values[FIELDS] = {ask, thread->card, thread->employer, thread->vacancy, thread->region, thread->desk,
	    kr_slice_text(due->step), due->weeks ? weeks : (kr_slice){0}, kr_slice_text(due->who),
	    kr_slice_of(since, kr_date_write(kr_date_of_days(due->since), since)), days, norm, late};
	kr_writer_values(writer, values, FIELDS);
}

static int
write_all(const kr_due *dues, size_t count)
{
	kr_header header = {0};
	bool good = true;
	for (size_t i = 0; good && i < FIELDS; i++)
		good = kr_header_add(&header, kr_slice_text(names[i])) != KR_NO_FIELD;
	kr_writer *writer = contact_output(true);
	if (good)
		kr_writer_header(writer, &header);
	for (size_t i = 0; good && i < count; i++)
		write_due(&dues[i], writer);
	kr_header_free(&header);
	kr_error error;
	kr_fail(&error, "out of memory");
	return good ? kr_command_finish(&command, &common, writer, NULL, count)
	    : kr_command_failed(&command, writer, NULL, &error);
}

int
contact_due(void)
{
	kr_contact contact = {0};
	kr_norms norms = {0};
	kr_error error;
	size_t count = 0;
	int32_t day = contact_day(NULL);
	if (!kr_norms_load(&norms, common.tables, &error))
		kr_command_die(&command, &error);
	log_read(&contact);
	kr_due *dues = calloc(contact.count + 1, sizeof *dues);
	kr_fail(&error, "out of memory");
	if (dues == NULL)
		kr_command_die(&command, &error);
	for (size_t i = 0; i < contact.count; i++)
		count += kr_contact_due(&contact, &norms, &contact.threads[i], day, &dues[count]);
	qsort(dues, count, sizeof *dues, kr_due_compare);
	int status = write_all(dues, count);
	free(dues);
	kr_norms_free(&norms);
	kr_contact_free(&contact);
	return status;
}
