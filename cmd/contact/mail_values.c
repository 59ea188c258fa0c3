#include "contact/mail_values.h"

#include <stdio.h>

#include "record/escape.h"

static const kr_mail_texts *texts;
static kr_arena memory;

static kr_slice
keep(kr_buffer *text)
{
	kr_slice kept = kr_arena_copy(&memory, kr_buffer_slice(text));
	if (text->failed || (text->len > 0 && kept.ptr == NULL))
		contact_die("out of memory");
	kr_buffer_free(text);
	return kept.len > 0 ? kept : (kr_slice){0};
}

kr_slice
value_plain(kr_slice value)
{
	kr_buffer text = {0};
	kr_unescape(&text, value);
	return keep(&text);
}

/* A field of the person or of the vacancy; the first of a list. "none" is nothing. */
kr_slice
value_first(const rows *from_rows, size_t number, const char *field)
{
	kr_slice rest, item = {0};
	if (from_rows == NULL)
		return item;
	rest = kr_slice_items(rows_value(from_rows, number, field));
	kr_slice_next(&rest, '|', &item);
	return kr_slice_is(item, "none") ? (kr_slice){0} : value_plain(item);
}

kr_slice
value_text(const rows *from_rows, size_t number, const char *field)
{
	return from_rows == NULL ? (kr_slice){0} : value_plain(rows_value(from_rows, number, field));
}

/* Given names, else initials, with the surname; else the whole name as the source writes it. */
kr_slice
value_name(const mail_about *about)
{
	kr_buffer name = {0};
	kr_slice parts[3] = {value_text(about->people, about->person, "given_names"), value_text(about->people, about->person, "prefix"),
	    value_text(about->people, about->person, "surname")};
	if (parts[0].len == 0)
		parts[0] = value_text(about->people, about->person, "initials");
	for (size_t i = 0; i < 3 && parts[2].len > 0; i++) {
		if (name.len > 0 && parts[i].len > 0)
			kr_buffer_char(&name, ' ');
		kr_buffer_slice_add(&name, parts[i]);
	}
	return name.len > 0 ? keep(&name) : value_text(about->people, about->person, "name");
}

static kr_slice
day_text(int32_t day)
{
	kr_buffer text = {0};
	if (day != KR_NO_DAY)
		kr_mail_day(texts, day, &text);
	return keep(&text);
}

static kr_slice
day_value(kr_slice value)
{
	kr_date date;
	return kr_date_parse(value, &date) && kr_date_known(date) ? day_text(kr_date_days(date)) : (kr_slice){0};
}

static kr_slice
number_text(int64_t number)
{
	kr_buffer text = {0};
	kr_buffer_number(&text, number);
	return keep(&text);
}

/* The word of the texts for a code. */
static kr_slice
word_of(kr_slice code)
{
	kr_buffer id = {0};
	if (code.len == 0)
		return code;
	kr_buffer_slice_add(&id, code);
	kr_buffer_char(&id, '\0');
	return kr_mail_word(texts, keep(&id).ptr);
}

/* What people call a field: the parts of a name are the name. */
static const char *
label_of(kr_slice field)
{
	static const char *const of_name[] = {"name", "initials", "given_names", "prefix", "surname"};
	static char other[64];
	for (size_t i = 0; i < sizeof of_name / sizeof *of_name; i++)
		if (kr_slice_is(field, of_name[i]))
			return "name";
	snprintf(other, sizeof other, "%.*s", (int)field.len, field.ptr);
	return other;
}

/* "naam, telefoonnummer en mailadres" of a list of fields, each label once. */
static kr_slice
labels_of(kr_slice fields)
{
	kr_buffer text = {0};
	kr_slice labels[16], rest = kr_slice_items(fields), field;
	size_t count = 0;
	while (count < 16 && kr_slice_next(&rest, '|', &field)) {
		kr_slice label = kr_mail_word(texts, label_of(field));
		bool is_there = false;
		for (size_t i = 0; i < count; i++)
			is_there = is_there || kr_slice_equal(labels[i], label);
		if (!is_there && !kr_slice_is(field, "card_id"))
			labels[count++] = label;
	}
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && i + 1 < count)
			kr_buffer_text(&text, ", ");
		else if (i > 0) {
			kr_buffer_char(&text, ' ');
			kr_buffer_slice_add(&text, kr_mail_word(texts, "and"));
			kr_buffer_char(&text, ' ');
		}
		kr_buffer_slice_add(&text, labels[i]);
	}
	return keep(&text);
}

/* One line of the contact data. */
static void
contact_row(kr_buffer *text, const char *label, kr_slice value)
{
	if (value.len == 0)
		return;
	if (text->len > 0)
		kr_buffer_char(text, '\n');
	kr_buffer_slice_add(text, kr_mail_word(texts, label));
	kr_buffer_text(text, ": ");
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] == '|')
			kr_buffer_text(text, ", ");
		else
			kr_buffer_char(text, value.ptr[i]);
}

/* The shown fields with their values: the name in one line. */
static kr_slice
contact_of(const mail_about *about, kr_slice shown)
{
	kr_buffer text = {0};
	kr_slice rest = kr_slice_items(shown), field;
	bool has_name = false;
	while (kr_slice_next(&rest, '|', &field)) {
		const char *label = label_of(field);
		bool is_name = strcmp(label, "name") == 0;
		if (!is_name && !kr_slice_is(field, "card_id"))
			contact_row(&text, label, value_text(about->people, about->person, label));
		else if (is_name && !has_name)
			contact_row(&text, "name", value_name(about));
		has_name = has_name || is_name;
	}
	return keep(&text);
}

static kr_slice
hours_of(const mail_about *about)
{
	kr_buffer text = {0};
	kr_slice least = value_text(about->jobs, about->job, "hours_min"), most = value_text(about->jobs, about->job, "hours_max");
	kr_buffer_slice_add(&text, least.len > 0 ? least : most);
	if (least.len > 0 && most.len > 0 && !kr_slice_equal(least, most)) {
		kr_buffer_text(&text, " - ");
		kr_buffer_slice_add(&text, most);
	}
	return keep(&text);
}

static kr_slice
either(kr_slice one, kr_slice other)
{
	return one.len > 0 ? one : other;
}

static kr_slice
next_weeks(kr_slice weeks)
{
	return kr_slice_is(weeks, "13") ? KR_SLICE("26") : kr_slice_is(weeks, "26") ? KR_SLICE("52") : (kr_slice){0};
}

static void
fill_job(const mail_about *about, kr_slice *values)
{
	const kr_slice *line = about->line->values;
	values[KR_MAIL_EMPLOYER] = either(value_text(about->jobs, about->job, "employer"), value_plain(line[KR_CONTACT_EMPLOYER]));
	values[KR_MAIL_TITLE] = either(value_text(about->jobs, about->job, "title"), value_plain(line[KR_CONTACT_VACANCY]));
	values[KR_MAIL_PLACE] = value_text(about->jobs, about->job, "place");
	values[KR_MAIL_HOURS] = hours_of(about);
}

/* Fields that a yes gives: those of the grants. */
static kr_slice
granted(const kr_recipient *recipient)
{
	static const char *const fields[] = {"given_names", "surname", "phone", "email"};
	kr_buffer text = {0};
	for (size_t i = 0; recipient != NULL && i < sizeof fields / sizeof *fields; i++)
		if (kr_recipient_grants(recipient, "contact_data", kr_slice_text(fields[i]))) {
			kr_buffer_text(&text, text.len > 0 ? "|" : "");
			kr_buffer_text(&text, fields[i]);
		}
	return keep(&text);
}

void
mail_values(const kr_mail_texts *given, const mail_about *about, const kr_mailbox *from, kr_slice *values)
{
	texts = given;
	const kr_slice *line = about->line->values;
	const kr_thread *thread = about->thread;
	bool is_show = kr_slice_is(line[KR_CONTACT_KIND], "show");
	values[KR_MAIL_NUMBER] = either(line[KR_CONTACT_ASK_NUMBER], number_text(about->line->seq));
	values[KR_MAIL_BY] = value_plain(line[KR_CONTACT_BY]);
	values[KR_MAIL_PURPOSE] = word_of(line[KR_CONTACT_PURPOSE]);
	values[KR_MAIL_GROUND] = value_plain(line[KR_CONTACT_GROUND]);
	values[KR_MAIL_DATE] = day_value(line[KR_CONTACT_DATE]);
	values[KR_MAIL_UNTIL] = day_value(line[KR_CONTACT_UNTIL]);
	values[KR_MAIL_ASKED] = thread != NULL ? day_text(thread->last[KR_CONTACT_ASK]) : (kr_slice){0};
	values[KR_MAIL_NAME] = either(value_name(about), kr_mail_word(texts, "nobody"));
	values[KR_MAIL_PHONE] = value_first(about->people, about->person, "phone");
	values[KR_MAIL_DESK] = either(value_plain(line[KR_CONTACT_DESK]), kr_mail_word(texts, "your_desk"));
	values[KR_MAIL_MESSAGE] = value_plain(line[KR_CONTACT_MESSAGE]);
	values[KR_MAIL_FIELDS] = labels_of(is_show ? line[KR_CONTACT_SHOWN] : granted(about->recipient));
	values[KR_MAIL_SHOWN] = thread != NULL ? labels_of(thread->shown) : (kr_slice){0};
	values[KR_MAIL_CONTACT] = is_show ? contact_of(about, line[KR_CONTACT_SHOWN]) : (kr_slice){0};
	values[KR_MAIL_SENDER] = either(from->name, from->address);
	values[KR_MAIL_WEEKS] = line[KR_CONTACT_WEEKS];
	values[KR_MAIL_NEXT] = next_weeks(line[KR_CONTACT_WEEKS]);
	values[KR_MAIL_KEPT] = about->kept;
	if (kr_slice_is(line[KR_CONTACT_KIND], "start"))
		values[KR_MAIL_WORK_KIND] = word_of(line[KR_CONTACT_OUTCOME]);
	fill_job(about, values);
}

void
mail_values_free(void)
{
	kr_arena_free(&memory);
	memory = (kr_arena){0};
}
