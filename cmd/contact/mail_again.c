/*
 * kr-contact mail: the mail of a step that is in the log, once more: the same bytes, for the mail of a batch or one that
 * got lost on its way. Contact data is not given in this way: show does that, and logs it.
 */
#include "base/number.h"
#include "contact/contact.h"
#include "contact/mail.h"

typedef struct search {
	kr_contact contact;
	kr_contact_line line; /* its values live in `arena` */
	kr_arena arena;
	bool found;
} search;

static bool
look(void *context, const kr_contact_line *line, kr_error *error)
{
	search *self = context;
	if (line->seq > asked.step)
		return true;
	if (!kr_contact_note(&self->contact, line, error))
		return false;
	if (line->seq != asked.step)
		return true;
	self->found = true;
	self->line = *line;
	for (size_t i = 0; i < KR_CONTACT_FIELDS; i++)
		if (line->values[i].len > 0) {
			self->line.values[i] = kr_arena_copy(&self->arena, line->values[i]);
			if (self->line.values[i].ptr == NULL)
				return kr_fail(error, "out of memory");
		}
	return true;
}

int
contact_mail_again(void)
{
	search self = {0};
	contact_rows found = {0};
	kr_recipient recipient = {0};
	kr_error error;
	int64_t number = 0;
	contact_needs("--mail", asked.mail);
	kr_fail(&error, "needs --step");
	if (asked.step == 0)
		kr_command_die(&command, &error);
	log_each(look, &self);
	enum kr_contact_kind kind = kr_contact_kind_of(self.line.values[KR_CONTACT_KIND]);
	kr_fail(&error, "--step: the log has no such line");
	if (!self.found)
		kr_command_die(&command, &error);
	kr_fail(&error, "--step: contact data is given by show only, which logs it; of an erasure no mail can be made again");
	if (kind == KR_CONTACT_SHOW || kind == KR_CONTACT_FORGET || kind == KR_CONTACT_BLOCK)
		contact_refuse(&error);
	kr_number_parse(self.line.values[KR_CONTACT_ASK_NUMBER], 1, INT64_MAX, &number);
	const kr_thread *thread = kr_contact_thread(&self.contact, number);
	const kr_thread alone = {.person = self.line.values[KR_CONTACT_PERSON], .vacancy = self.line.values[KR_CONTACT_VACANCY]};
	contact_look_up(&found, thread != NULL ? thread : &alone);
	if (kind == KR_CONTACT_ASK)
		contact_recipient(&recipient, self.line.values[KR_CONTACT_EMPLOYER], "meet");
	const mail_about about = {.line = &self.line, .thread = thread, .people = &found.people, .jobs = &found.jobs,
	    .recipient = kind == KR_CONTACT_ASK ? &recipient : NULL};
	mail_prepare(&about);
	int status = mail_write(&about, contact_output(true));
	kr_recipient_free(&recipient);
	contact_rows_free(&found);
	kr_contact_free(&self.contact);
	kr_arena_free(&self.arena);
	return status;
}
