/*
 * kr-contact person: all that is held about one person, and who saw what of it, when and why (AVG 15).
 */
#include <stdio.h>
#include <stdlib.h>

#include "contact/contact.h"
#include "contact/mail_values.h"
#include "contact/meaning.h"
#include "ledger/mail_texts.h"
#include "record/escape.h"
#include "report/lines.h"

static const char *const names[] = {"part", "seq", "date", "kind", "employer_id", "vacancy_id", "by", "outcome", "shown", "purpose",
    "ground", "field", "value"};
enum { FIELDS = sizeof names / sizeof *names, WIDTH = 78, INDENT = 2 };
enum { PART, SEQ, DATE, KIND, EMPLOYER, VACANCY, BY, OUTCOME, SHOWN, PURPOSE, GROUND, FIELD, VALUE };

typedef struct view {
	kr_slice person;
	contact_rows found;
	kr_mail_texts texts;
	kr_writer *writer;
	kr_lines lines;
	kr_map vacancies; /* rows of found.jobs */
	kr_arena arena;
	kr_recipient recipient;
	uint64_t steps;
	bool is_text;
} view;

static void
paragraph(view *self, const char *id, const kr_slice *values, uint32_t indent)
{
	kr_buffer nothing = {0}, text = {0};
	kr_mail_texts_fill(&self->texts, id, values, &nothing, &text);
	kr_slice rest = kr_slice_items(kr_buffer_slice(&text)), line;
	while (kr_slice_next(&rest, '\n', &line))
		if (line.len > 0)
			kr_lines_paragraph(&self->lines, line, indent);
	self->lines.out.failed = self->lines.out.failed || text.failed;
	kr_buffer_free(&nothing);
	kr_buffer_free(&text);
}

static void
heading(view *self, const char *id, kr_slice date)
{
	kr_slice values[KR_MAIL_VALUES] = {[KR_MAIL_DATE] = date};
	if (self->lines.out.len > 0)
		kr_lines_end(&self->lines);
	paragraph(self, id, values, 0);
}

static void
write_held(view *self, kr_slice field, kr_slice value)
{
	if (!self->is_text) {
		kr_slice values[FIELDS] = {[PART] = KR_SLICE("held"), [FIELD] = field, [VALUE] = value};
		kr_writer_values(self->writer, values, FIELDS);
		return;
	}
	kr_buffer text = {0};
	meaning_label(field, &text);
	kr_buffer_text(&text, ": ");
	meaning_value(field, value, &text);
	kr_lines_paragraph(&self->lines, kr_buffer_slice(&text), INDENT);
	self->lines.out.failed = self->lines.out.failed || text.failed;
	kr_buffer_free(&text);
}

/* What the person may have of the row: all but the BSN and what no table grants. */
static void
write_all_held(view *self)
{
	const kr_header *header = &self->found.people.stream.header;
	if (self->is_text)
		heading(self, rows_has(&self->found.people, 0) ? "access_held" : "access_absent", (kr_slice){0});
	for (uint32_t i = 0; rows_has(&self->found.people, 0) && i < header->count; i++) {
		kr_slice value = self->found.people.values[0][i];
		if (value.len > 0 && (kr_recipient_grants(&self->recipient, "person", header->names[i]) ||
		    kr_recipient_grants(&self->recipient, "candidate", header->names[i])))
			write_held(self, header->names[i], value);
	}
}

static void
write_step_text(view *self, const kr_contact_line *line)
{
	const kr_slice *from = line->values;
	kr_slice values[KR_MAIL_VALUES] = {0};
	static const kr_mailbox nobody;
	char id[64];
	uint32_t job = 0;
	bool is_ask = kr_slice_is(from[KR_CONTACT_KIND], "ask"), is_answer = kr_slice_is(from[KR_CONTACT_KIND], "answer");
	kr_map_get(&self->vacancies, from[KR_CONTACT_VACANCY], &job);
	const mail_about about = {.line = line, .jobs = &self->found.jobs, .job = job};
	mail_values(&self->texts, &about, &nobody, values);
	snprintf(id, sizeof id, "access_%.*s%s%.*s", (int)from[KR_CONTACT_KIND].len, from[KR_CONTACT_KIND].ptr, is_answer ? "_" : "",
	    is_answer ? (int)from[KR_CONTACT_OUTCOME].len : 0, is_answer ? from[KR_CONTACT_OUTCOME].ptr : "");
	paragraph(self, id, values, INDENT);
	if (is_ask && values[KR_MAIL_MESSAGE].len > 0)
		paragraph(self, "access_message", values, 2 * INDENT);
	mail_values_free();
}

static void
write_step_record(view *self, const kr_contact_line *line)
{
	char seq[24];
	const kr_slice *from = line->values;
	snprintf(seq, sizeof seq, "%lld", (long long)line->seq);
	kr_slice values[FIELDS] = {[PART] = KR_SLICE("step"), [SEQ] = kr_slice_text(seq), [DATE] = from[KR_CONTACT_DATE],
	    [KIND] = from[KR_CONTACT_KIND], [EMPLOYER] = from[KR_CONTACT_EMPLOYER], [VACANCY] = from[KR_CONTACT_VACANCY],
	    [BY] = from[KR_CONTACT_BY], [OUTCOME] = from[KR_CONTACT_OUTCOME].len ? from[KR_CONTACT_OUTCOME] : from[KR_CONTACT_WEEKS],
	    [SHOWN] = from[KR_CONTACT_SHOWN], [PURPOSE] = from[KR_CONTACT_PURPOSE], [GROUND] = from[KR_CONTACT_GROUND]};
	if (from[KR_CONTACT_MESSAGE].len > 0) {
		values[FIELD] = KR_SLICE("message");
		values[VALUE] = from[KR_CONTACT_MESSAGE];
	}
	kr_writer_values(self->writer, values, FIELDS);
}

static bool
write_step(void *context, const kr_contact_line *line, kr_error *error)
{
	view *self = context;
	if (!kr_slice_equal(line->values[KR_CONTACT_PERSON], self->person))
		return true;
	self->steps++;
	if (self->is_text)
		write_step_text(self, line);
	else
		write_step_record(self, line);
	return !self->lines.out.failed || kr_fail(error, "out of memory");
}

/* Number 0 is for a vacancy that is not in the file. */
static bool
note_vacancy(void *context, const kr_contact_line *line, kr_error *error)
{
	view *self = context;
	uint32_t number;
	kr_slice vacancy = line->values[KR_CONTACT_VACANCY];
	if (vacancy.len == 0 || !kr_slice_equal(line->values[KR_CONTACT_PERSON], self->person) ||
	    kr_map_get(&self->vacancies, vacancy, &number))
		return true;
	kr_slice copy = kr_arena_copy(&self->arena, vacancy);
	return (copy.ptr != NULL && kr_map_put(&self->vacancies, copy, (uint32_t)self->vacancies.count)) ||
	    kr_fail(error, "out of memory");
}

static void
look_up_vacancies(view *self)
{
	static const char *const fields[] = {"vacancy_id", NULL};
	kr_error error;
	kr_fail(&error, "out of memory");
	if (!kr_map_put(&self->vacancies, KR_SLICE("\n"), 0))
		kr_command_die(&command, &error);
	log_each(note_vacancy, self);
	if (asked.vacancies != NULL && !rows_find(&self->found.jobs, asked.vacancies, fields, rows_by_first, NULL,
	    &self->vacancies, &error))
		kr_command_die(&command, &error);
}

static bool
begin(view *self, kr_error *error)
{
	kr_header header = {0};
	self->is_text = strcmp(asked.format, "text") == 0;
	self->lines.width = WIDTH;
	if (!kr_recipient_load(&self->recipient, "person", NULL, common.tables, error) ||
	    !kr_mail_texts_load(&self->texts, asked.language, common.tables, error) ||
	    !meaning_load(asked.language, common.tables, error))
		return false;
	self->writer = contact_output(true);
	for (size_t i = 0; i < FIELDS; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	if (!self->is_text)
		kr_writer_header(self->writer, &header);
	kr_header_free(&header);
	return true;
}

int
contact_person(void)
{
	view self = {0};
	kr_error error;
	contact_needs("--person", asked.person);
	contact_needs("--register", asked.register_file);
	self.person = contact_argument("--person", asked.person, 128);
	const kr_thread person = {.person = self.person};
	contact_look_up_person(&self.found, &person);
	look_up_vacancies(&self);
	kr_buffer date = {0};
	int32_t day = contact_day(NULL);
	if (!begin(&self, &error))
		kr_command_die(&command, &error);
	kr_mail_day(&self.texts, day, &date);
	if (self.is_text) {
		heading(&self, "access_title", kr_buffer_slice(&date));
		heading(&self, "access_law", (kr_slice){0});
	}
	write_all_held(&self);
	if (self.is_text)
		heading(&self, "access_steps", (kr_slice){0});
	log_each(write_step, &self);
	if (self.is_text && self.steps == 0)
		paragraph(&self, "access_none", (kr_slice[KR_MAIL_VALUES]){0}, INDENT);
	if (self.is_text && !self.lines.out.failed)
		kr_output_write(&self.writer->output, self.lines.out.ptr, self.lines.out.len);
	kr_fail(&error, "out of memory");
	int status = self.lines.out.failed || date.failed ? kr_command_failed(&command, self.writer, NULL, &error)
	    : kr_command_finish(&command, &common, self.writer, NULL, self.steps);
	kr_buffer_free(&date);
	kr_buffer_free(&self.lines.out);
	kr_mail_texts_free(&self.texts);
	kr_recipient_free(&self.recipient);
	meaning_free();
	contact_rows_free(&self.found);
	kr_map_free(&self.vacancies);
	kr_arena_free(&self.arena);
	return status;
}
