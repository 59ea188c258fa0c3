/*
 * kr-contact object: a person objects (AVG 21) and is not asked or shown again.
 */
#include "contact/contact.h"
#include "contact/mail.h"

/* --person, else the person of a question. */
static kr_slice
person_of(const kr_contact *contact)
{
	kr_error error;
	if (asked.person != NULL)
		return contact_argument("--person", asked.person, 128);
	const kr_thread *thread = contact_question(contact);
	kr_fail(&error, "question %lld: the person was erased", (long long)thread->number);
	if (thread->person.len == 0)
		contact_refuse(&error);
	return thread->person;
}

int
contact_object(void)
{
	kr_contact contact = {0};
	kr_contact_line line;
	contact_rows found = {0};
	kr_error error;
	log_lock(&contact);
	contact_line(&line, KR_CONTACT_OBJECT, NULL);
	line.values[KR_CONTACT_PERSON] = person_of(&contact);
	kr_fail(&error, "the person objected already");
	if (kr_contact_objected(&contact, line.values[KR_CONTACT_PERSON]))
		contact_refuse(&error);
	const kr_thread person = {.person = line.values[KR_CONTACT_PERSON]};
	contact_look_up(&found, &person);
	kr_fail(&error, "no such person in the register");
	if (asked.register_file != NULL && !rows_has(&found.people, 0))
		kr_command_die(&command, &error);
	line.values[KR_CONTACT_REGION] = rows_value(&found.people, 0, "region");
	line.values[KR_CONTACT_DESK] = rows_value(&found.people, 0, "desk");
	const mail_about about = {.line = &line, .people = &found.people, .jobs = &found.jobs};
	mail_prepare(&about);
	int status = contact_log(&contact, &line, &about, false);
	contact_rows_free(&found);
	kr_contact_free(&contact);
	return status;
}
