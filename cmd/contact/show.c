/*
 * kr-contact show: the contact data of a person, after a yes that stands, and only the fields that the employer is
 * granted. What was shown stands in the log by the fields' names before it is printed.
 */
#include <stdlib.h>

#include "contact/contact.h"
#include "contact/mail.h"

/* All fields of a person that schema contact_data knows, in its order. */
static const char *const fields[] = {"name", "initials", "given_names", "prefix", "surname", "phone", "email"};
enum { FIELDS = sizeof fields / sizeof *fields };

static bool
is_known(kr_slice value)
{
	return value.len > 0 && !kr_slice_is(value, "none");
}

/* The granted fields that the register knows of this person, joined by |. */
static bool
choose(const kr_recipient *recipient, const rows *people, kr_buffer *shown)
{
	bool is_reachable = false;
	for (size_t i = 0; i < FIELDS; i++) {
		if (!kr_recipient_grants(recipient, "contact_data", kr_slice_text(fields[i])) ||
		    !is_known(rows_value(people, 0, fields[i])))
			continue;
		if (shown->len > 0)
			kr_buffer_char(shown, '|');
		kr_buffer_text(shown, fields[i]);
		is_reachable = is_reachable || strcmp(fields[i], "phone") == 0 || strcmp(fields[i], "email") == 0;
	}
	return is_reachable;
}

static int
print(kr_writer *writer, const kr_contact_line *line, const kr_recipient *recipient, const rows *people)
{
	kr_header header = {0};
	kr_slice values[FIELDS + 2];
	uint32_t count = 0;
	bool good = kr_header_add(&header, KR_SLICE("card_id")) != KR_NO_FIELD &&
	    kr_header_add(&header, KR_SLICE("vacancy_id")) != KR_NO_FIELD;
	values[count++] = line->values[KR_CONTACT_CARD];
	values[count++] = line->values[KR_CONTACT_VACANCY];
	for (size_t i = 0; good && i < FIELDS; i++)
		if (kr_recipient_grants(recipient, "contact_data", kr_slice_text(fields[i]))) {
			good = kr_header_add(&header, kr_slice_text(fields[i])) != KR_NO_FIELD;
			values[count++] = rows_value(people, 0, fields[i]);
		}
	if (good) {
		kr_writer_header(writer, &header);
		kr_writer_values(writer, values, count);
	}
	kr_header_free(&header);
	kr_error error;
	kr_fail(&error, "out of memory");
	return good ? kr_command_finish(&command, &common, writer, NULL, 1)
	    : kr_command_failed(&command, writer, NULL, &error);
}

int
contact_show(void)
{
	kr_contact contact = {0};
	kr_contact_line line;
	contact_rows found = {0};
	kr_recipient recipient = {0};
	kr_buffer shown = {0};
	kr_error error;
	int32_t day = contact_day(NULL);
	contact_needs("--register", asked.register_file);
	const kr_thread *thread = contact_begin_step(&contact, &found);
	contact_line(&line, KR_CONTACT_SHOW, thread);
	if (!kr_contact_may(&contact, thread, KR_CONTACT_SHOW, day, 0, &error))
		contact_refuse(&error);
	contact_recipient(&recipient, thread->employer, "meet");
	kr_fail(&error, "question %lld: the person is not in the register any more", (long long)thread->number);
	if (!rows_has(&found.people, 0))
		contact_refuse(&error);
	kr_fail(&error, "question %lld: the register has no phone number and no mail address that may be shown: nothing is shown",
	    (long long)thread->number);
	if (!choose(&recipient, &found.people, &shown))
		contact_refuse(&error);
	line.values[KR_CONTACT_SHOWN] = kr_buffer_slice(&shown);
	line.values[KR_CONTACT_PURPOSE] = recipient.purpose;
	line.values[KR_CONTACT_GROUND] = recipient.ground;
	const mail_about about = {.line = &line, .thread = thread, .people = &found.people, .jobs = &found.jobs};
	mail_prepare(&about);
	kr_writer *writer = contact_output(true);
	log_add(&contact, &line, 1);
	log_unlock();
	int status = asked.mail != NULL ? mail_write(&about, writer) : print(writer, &line, &recipient, &found.people);
	kr_buffer_free(&shown);
	kr_recipient_free(&recipient);
	contact_rows_free(&found);
	kr_contact_free(&contact);
	return status;
}
