#include "contact/contact.h"
#include "contact/mail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/number.h"
#include "verbs.h"

static kr_arena texts;

void
contact_die(const char *format, ...)
{
	char text[sizeof(kr_error)];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	kr_command_say(&command, "%s", text);
	exit(KR_NOT_DONE);
}

kr_slice
contact_keep(kr_slice text)
{
	kr_slice copy = kr_arena_copy(&texts, text);
	if (text.len > 0 && copy.ptr == NULL)
		contact_die("out of memory");
	return text.len > 0 ? copy : (kr_slice){0};
}

void
contact_needs(const char *option, const char *value)
{
	if (value == NULL)
		contact_die("needs %s", option);
}

kr_slice
contact_argument(const char *option, const char *value, size_t longest)
{
	kr_buffer escaped = {0};
	kr_command_argument(&command, option, value, longest, &escaped);
	kr_slice kept = contact_keep(kr_buffer_slice(&escaped));
	kr_buffer_free(&escaped);
	return kept;
}

int32_t
contact_day(kr_slice *text)
{
	int32_t day = kr_command_day(&command, asked.date);
	if (text != NULL)
		*text = kr_slice_text(asked.date);
	return day;
}

void
contact_refuse(const kr_error *error)
{
	kr_command_say(&command, "%s", error->message);
	exit(KR_SET_ASIDE);
}

kr_thread *
contact_question(const kr_contact *contact)
{
	kr_thread *thread;
	bool are_several = false;
	if ((asked.ask != 0) == (asked.card != NULL))
		contact_die("needs --ask or --card");
	if (asked.ask != 0)
		thread = kr_contact_thread(contact, asked.ask);
	else
		thread = kr_contact_of_card(contact, contact_argument("--card", asked.card, 128),
		    contact_argument("--vacancy", asked.vacancy, 256), &are_several);
	if (are_several)
		contact_die("--card was asked for several vacancies: --vacancy says which");
	if (thread == NULL)
		contact_die("%s: the log has no such question", asked.ask != 0 ? "--ask" : "--card");
	return thread;
}

static kr_slice
number_text(int64_t number)
{
	char digits[KR_NUMBER_MAX];
	return contact_keep(kr_slice_of(digits, kr_number_write(number, digits)));
}

void
contact_line(kr_contact_line *line, enum kr_contact_kind kind, const kr_thread *thread)
{
	*line = (kr_contact_line){0};
	kr_slice *values = line->values;
	values[KR_CONTACT_KIND] = kr_slice_text(kr_contact_kind_names[kind]);
	contact_day(&values[KR_CONTACT_DATE]);
	contact_needs("--by", asked.by);
	values[KR_CONTACT_BY] = contact_argument("--by", asked.by, 256);
	if (thread == NULL)
		return;
	values[KR_CONTACT_ASK_NUMBER] = number_text(thread->number);
	values[KR_CONTACT_CARD] = thread->card;
	values[KR_CONTACT_PERSON] = thread->person;
	values[KR_CONTACT_EMPLOYER] = thread->employer;
	values[KR_CONTACT_VACANCY] = thread->vacancy;
	values[KR_CONTACT_REGION] = thread->region;
	values[KR_CONTACT_DESK] = thread->desk;
}

static kr_writer writer;

kr_writer *
contact_output(bool is_private)
{
	kr_command_spare_log(&command, &common, asked.log);
	kr_command_writer(&command, &common, &writer, is_private);
	return &writer;
}

int
contact_print_steps(const kr_contact_line *lines, size_t count)
{
	static const enum kr_contact_field fields[] = {KR_CONTACT_KIND, KR_CONTACT_DATE, KR_CONTACT_CARD, KR_CONTACT_EMPLOYER,
	    KR_CONTACT_VACANCY, KR_CONTACT_OUTCOME, KR_CONTACT_SUBSIDY, KR_CONTACT_WEEKS};
	enum { FIELDS = sizeof fields / sizeof *fields };
	kr_header header = {0};
	kr_slice values[FIELDS + 2];
	bool good = kr_header_add(&header, KR_SLICE("seq")) != KR_NO_FIELD && kr_header_add(&header, KR_SLICE("ask")) != KR_NO_FIELD;
	for (size_t i = 0; good && i < FIELDS; i++)
		good = kr_header_add(&header, kr_slice_text(kr_contact_field_names[fields[i]])) != KR_NO_FIELD;
	if (!good)
		contact_die("out of memory");
	kr_writer_header(&writer, &header);
	for (size_t line = 0; line < count; line++) {
		const kr_slice *from = lines[line].values;
		values[0] = number_text(lines[line].seq);
		values[1] = kr_slice_is(from[KR_CONTACT_KIND], "ask") ? values[0] : from[KR_CONTACT_ASK_NUMBER];
		for (size_t i = 0; i < FIELDS; i++)
			values[i + 2] = from[fields[i]];
		kr_writer_values(&writer, values, FIELDS + 2);
	}
	kr_header_free(&header);
	return kr_command_finish(&command, &common, &writer, NULL, count);
}

int
contact_log(kr_contact *contact, kr_contact_line *line, const mail_about *about, bool is_private)
{
	kr_writer *output = contact_output(is_private || asked.mail != NULL);
	log_add(contact, line, 1);
	log_unlock();
	return asked.mail != NULL ? mail_write(about, output) : contact_print_steps(line, 1);
}

static void
look_up_one(rows *found, const char *path, const char *field, kr_slice key)
{
	const char *const fields[] = {field, NULL};
	kr_map wanted = {0};
	kr_error error;
	if (path == NULL || key.len == 0)
		return;
	if (!kr_map_put(&wanted, key, 0))
		contact_die("out of memory");
	if (!rows_find(found, path, fields, rows_by_first, NULL, &wanted, &error))
		kr_command_die(&command, &error);
	kr_map_free(&wanted);
}

void
contact_look_up_person(contact_rows *found, const kr_thread *thread)
{
	look_up_one(&found->people, asked.register_file, "person_id", thread->person);
}

void
contact_look_up(contact_rows *found, const kr_thread *thread)
{
	contact_look_up_person(found, thread);
	look_up_one(&found->jobs, asked.vacancies, "vacancy_id", thread->vacancy);
}

kr_thread *
contact_begin_step(kr_contact *contact, contact_rows *found)
{
	/* The files are read before the lock is taken: others need not wait for them. */
	log_read(contact);
	contact_look_up(found, contact_question(contact));
	kr_contact_free(contact);
	*contact = (kr_contact){0};
	log_lock(contact);
	return contact_question(contact);
}

void
contact_rows_free(contact_rows *found)
{
	rows_free(&found->people);
	rows_free(&found->jobs);
}

void
contact_recipient(kr_recipient *recipient, kr_slice employer, const char *purpose)
{
	kr_error error;
	kr_buffer name = {0};
	kr_buffer_text(&name, "employer:");
	kr_buffer_slice_add(&name, employer);
	kr_buffer_char(&name, '\0');
	if (name.failed)
		contact_die("out of memory");
	kr_slice kept = contact_keep(kr_buffer_slice(&name));
	kr_buffer_free(&name);
	if (asked.to != NULL && !kr_slice_is(kr_slice_text(kept.ptr), asked.to))
		contact_die("--to: the question is %s's", kept.ptr);
	if (!kr_recipient_load(recipient, kept.ptr, purpose, common.tables, &error))
		kr_command_die(&command, &error);
}
