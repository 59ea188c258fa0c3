#include "contact/mail.h"
#include "contact/mail_values.h"

#include <stdio.h>
#include <stdlib.h>

#include "ledger/mail.h"
#include "ledger/mail_texts.h"

static kr_mail_texts texts;
static kr_mailbox from, to;
static char mail_name[64]; /* "ask_person" */

/* The first word of a text that is a mail address: contact persons stand with it in one field. */
static bool
address_in(kr_slice text, kr_mailbox *mailbox)
{
	size_t from_byte = 0;
	if (kr_mailbox_read(text, mailbox))
		return true;
	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && strchr(" \t\n\r,;()<>:", text.ptr[i]) == NULL)
			continue;
		if (kr_mailbox_read(kr_slice_part(text, from_byte, i), mailbox))
			return true;
		from_byte = i + 1;
	}
	return false;
}

static void
read_option(const char *option, const char *value, kr_mailbox *mailbox)
{
	contact_needs(option, value);
	if (!kr_mailbox_read(value_plain(contact_argument(option, value, 512)), mailbox))
		contact_die("%s: no address that mail can go to", option);
}

static bool
to_person(const mail_about *about)
{
	if (!kr_mailbox_read(value_first(about->people, about->person, "email"), &to))
		return false;
	to.name = value_name(about);
	return true;
}

static void
to_employer(const mail_about *about)
{
	if (asked.employer_mail != NULL) {
		read_option("--employer-mail", asked.employer_mail, &to);
		return;
	}
	if (!address_in(value_text(about->jobs, about->job, "contact"), &to))
		contact_die("the vacancy has no mail address in its contact (--vacancies names the file): needs --employer-mail");
}

static void
to_desk(void)
{
	if (asked.desk_mail != NULL)
		read_option("--desk-mail", asked.desk_mail, &to);
	else
		to = from;
}

/* Whom a step is told first. */
static const char *
usual_reader(enum kr_contact_kind kind)
{
	return kind == KR_CONTACT_ANSWER || kind == KR_CONTACT_SHOW || kind == KR_CONTACT_STILL_THERE ? "employer" : "person";
}

/* The name of the mail; a person without mail address is asked by the desk. */
static void
choose(const mail_about *about, enum kr_contact_kind kind)
{
	const char *reader = asked.mail_to != NULL ? asked.mail_to : usual_reader(kind);
	kr_slice outcome = kind == KR_CONTACT_ANSWER ? about->line->values[KR_CONTACT_OUTCOME] : (kr_slice){0};
	if (strcmp(reader, "person") == 0 && !to_person(about)) {
		if (kind != KR_CONTACT_ASK || asked.mail_to != NULL)
			contact_die("the register has no mail address of the person (--register names the file); without --mail the step can be logged");
		reader = "desk";
	}
	if (strcmp(reader, "employer") == 0)
		to_employer(about);
	if (strcmp(reader, "desk") == 0)
		to_desk();
	snprintf(mail_name, sizeof mail_name, "%s%s%.*s_%s", kr_contact_kind_names[kind], outcome.len > 0 ? "_" : "",
	    (int)outcome.len, outcome.ptr ? outcome.ptr : "", reader);
}

void
mail_prepare(const mail_about *about)
{
	kr_error error;
	kr_buffer subject = {0}, body = {0};
	kr_slice nothing[KR_MAIL_VALUES] = {0};
	if (asked.mail == NULL)
		return;
	if (!kr_mail_texts_load(&texts, asked.mail, common.tables, &error))
		kr_command_die(&command, &error);
	read_option("--from", asked.from, &from);
	choose(about, kr_contact_kind_of(about->line->values[KR_CONTACT_KIND]));
	bool has = kr_mail_texts_fill(&texts, mail_name, nothing, &subject, &body);
	kr_buffer_free(&subject);
	kr_buffer_free(&body);
	if (!has)
		contact_die("there is no mail %s", mail_name);
}

int
mail_write(const mail_about *about, kr_writer *writer)
{
	kr_slice values[KR_MAIL_VALUES] = {0};
	kr_buffer subject = {0}, body = {0}, out = {0};
	kr_error error;
	char id[128];
	mail_values(&texts, about, &from, values);
	kr_mail_texts_fill(&texts, mail_name, values, &subject, &body);
	snprintf(id, sizeof id, "kr.%lld.%.32s", (long long)about->line->seq, about->line->hash);
	kr_mail mail = {.from = from, .to = to, .subject = kr_buffer_slice(&subject), .id = kr_slice_text(id),
	    .language = kr_slice_text(asked.mail), .body = kr_buffer_slice(&body)};
	kr_date_parse(about->line->values[KR_CONTACT_DATE], &mail.date);
	bool good = kr_mail_write(&mail, &out, &error);
	if (good)
		kr_output_write(&writer->output, out.ptr, out.len);
	kr_buffer_free(&subject);
	kr_buffer_free(&body);
	kr_buffer_free(&out);
	kr_mail_texts_free(&texts);
	mail_values_free();
	return good ? kr_command_finish(&command, &common, writer, NULL, 1) : kr_command_failed(&command, writer, NULL, &error);
}
