/*
 * kr-contact ask: an employer asks a person behind a card.
 *
 * Which person that is, the key tells: the card_id of every person of the register is computed until it is the one
 * asked for. Only who may be found today is asked: registered, available, with a vacancy that still has a place.
 */
#include <stdlib.h>

#include "base/number.h"
#include "card/card_id.h"
#include "card/standing.h"
#include "contact/contact.h"
#include "contact/mail.h"
#include "ledger/contact_due.h"
#include "record/escape.h"

enum { ID_LONGEST = 256, MESSAGE_LONGEST = 4000, ANSWER_DAYS = 14 };

typedef struct choice {
	kr_slice card, employer, vacancy, message;
	const char *file; /* where it stands, for messages; NULL: the command line */
	uint64_t line;
	uint32_t person, job; /* rows of the register and of the vacancies */
} choice;

typedef struct asking {
	choice *choices;
	size_t count, capacity;
	kr_stream file;               /* of the choices; open to the end, for messages name its files */
	kr_map cards, vacancies;      /* to rows */
	kr_map employers;             /* each once */
	rows people, jobs;
	kr_key key;
	kr_norms norms;
	kr_recipient selection, meeting; /* what the employer gets by asking, and by a yes */
	kr_arena arena;
	uint64_t refused;
} asking;

static asking all;

/* The row that a thing will have in what is looked up. */
static uint32_t
wanted(kr_map *map, kr_slice key)
{
	uint32_t number = (uint32_t)map->count;
	if (!kr_map_get(map, key, &number) && !kr_map_put(map, key, number))
		contact_die("out of memory");
	return number;
}

static void
add(choice one)
{
	if (all.count == all.capacity) {
		all.capacity = all.capacity * 2 + 16;
		all.choices = realloc(all.choices, all.capacity * sizeof *all.choices);
		if (all.choices == NULL)
			contact_die("out of memory");
	}
	all.choices[all.count++] = one;
}

static kr_slice
field(const kr_record *record, uint32_t position)
{
	return contact_keep(kr_record_field(record, position));
}

/* The file that the employer's page wrote. */
static void
read_choices(char **operands, kr_slice employer)
{
	kr_stream *stream = &all.file;
	kr_record record;
	kr_error error;
	uint32_t card, vacancy;
	size_t count = 0;
	int got;
	while (operands[count] != NULL)
		count++;
	if (!kr_stream_open(stream, operands, count, NULL, &error) || !kr_stream_require(stream, "card_id", &card, &error) ||
	    !kr_stream_require(stream, "vacancy_id", &vacancy, &error))
		kr_command_die(&command, &error);
	uint32_t by = kr_header_find(&stream->header, KR_SLICE("employer_id"));
	uint32_t message = kr_header_find(&stream->header, KR_SLICE("message"));
	while ((got = kr_stream_next(stream, &record, &error)) > 0) {
		choice one = {.card = field(&record, card), .vacancy = field(&record, vacancy), .employer = field(&record, by),
		    .message = field(&record, message), .file = record.file, .line = record.line};
		if (one.employer.len == 0)
			one.employer = employer;
		add(one);
	}
	if (got < 0)
		kr_command_die(&command, &error);
}

static void
read_command_line(kr_slice employer)
{
	contact_needs("--card, or a file of choices", asked.card);
	contact_needs("--vacancy", asked.vacancy);
	add((choice){.card = contact_argument("--card", asked.card, ID_LONGEST),
	    .vacancy = contact_argument("--vacancy", asked.vacancy, ID_LONGEST), .employer = employer,
	    .message = contact_argument("--message", asked.message, MESSAGE_LONGEST)});
}

/* Tries the card of a person for each employer who asks. */
static void
card_key(const kr_record *record, const uint32_t *fields, const void *context, kr_buffer *key)
{
	char card[KR_PSEUDONYM_LENGTH];
	uint32_t number;
	kr_slice person = kr_record_field(record, fields[0]);
	(void)context;
	for (size_t i = 0; person.len > 0 && i < all.employers.count; i++) {
		kr_card_id(&all.key, all.employers.entries[i].key, person, card);
		if (kr_map_get(&all.cards, kr_slice_of(card, sizeof card), &number)) {
			kr_buffer_add(key, card, sizeof card);
			return;
		}
	}
}

/* "employer:ID", as kr-card got it. */
static kr_slice
recipient_of(kr_slice employer)
{
	kr_buffer text = {0};
	kr_buffer_text(&text, "employer:");
	kr_buffer_slice_add(&text, employer);
	kr_slice name = contact_keep(kr_buffer_slice(&text));
	if (text.failed)
		contact_die("out of memory");
	kr_buffer_free(&text);
	return name;
}

static void
look_up(void)
{
	static const char *const person_fields[] = {"person_id", NULL}, *const job_fields[] = {"vacancy_id", "employer_id", NULL};
	kr_error error;
	for (size_t i = 0; i < all.count; i++) {
		choice *one = &all.choices[i];
		one->job = wanted(&all.vacancies, one->vacancy);
		one->person = wanted(&all.cards, one->card);
	}
	if (!rows_find(&all.jobs, asked.vacancies, job_fields, rows_by_first, NULL, &all.vacancies, &error))
		kr_command_die(&command, &error);
	for (size_t i = 0; i < all.count; i++) {
		choice *one = &all.choices[i];
		if (one->employer.len == 0)
			one->employer = rows_value(&all.jobs, one->job, "employer_id");
		if (one->employer.len > 0)
			wanted(&all.employers, recipient_of(one->employer));
	}
	if (!rows_find(&all.people, asked.register_file, person_fields, card_key, NULL, &all.cards, &error))
		kr_command_die(&command, &error);
}

/* The bound of the command line, of a message in a file. */
static bool
is_too_long(kr_slice message)
{
	kr_buffer plain = {0};
	kr_unescape(&plain, message);
	bool is_long = plain.failed || plain.len > MESSAGE_LONGEST;
	kr_buffer_free(&plain);
	return is_long;
}

/* What the vacancies say against asking, or NULL. */
static const char *
job_refuses(const kr_contact *contact, const choice *one, int32_t day)
{
	int64_t positions, filled;
	if (!rows_has(&all.jobs, one->job))
		return "no such vacancy";
	if (!kr_slice_equal(rows_value(&all.jobs, one->job, "employer_id"), one->employer))
		return "the vacancy is another employer's";
	if (kr_slice_is(rows_value(&all.jobs, one->job, "status"), "closed") ||
	    kr_date_is_before(rows_value(&all.jobs, one->job, "closes_on"), day))
		return "the vacancy is closed";
	if (!kr_number_parse(rows_value(&all.jobs, one->job, "positions"), 0, INT32_MAX, &positions))
		return NULL; /* unknown is not none */
	if (!kr_number_parse(rows_value(&all.jobs, one->job, "filled"), 0, INT32_MAX, &filled))
		filled = 0;
	/* Who started may be counted as filled by the employer already, so the larger counts. */
	int64_t running = kr_contact_running(contact, one->vacancy);
	return positions <= (filled > running ? filled : running) ? "the vacancy has no place left" : NULL;
}

/* An employer cannot ask with another one's card. */
static bool
is_own_card(const choice *one)
{
	char card[KR_PSEUDONYM_LENGTH];
	if (!rows_has(&all.people, one->person))
		return false;
	kr_card_id(&all.key, recipient_of(one->employer), rows_value(&all.people, one->person, "person_id"), card);
	return kr_slice_equal(kr_slice_of(card, sizeof card), one->card);
}

/* What the register says against asking, or NULL. */
static const char *
person_refuses(const choice *one, int32_t day)
{
	static const char *const reasons[KR_STANDINGS] = {
		[KR_LAPSED] = "the card is not valid any more: the registration has lapsed",
		[KR_DECLINED] = "the person does not want to be contacted through the register",
		[KR_UNAVAILABLE] = "the card is not valid any more: the person is not available",
	};
	kr_slice values[KR_STANDING_FIELDS];
	if (!is_own_card(one))
		return "no such card of this employer: the person is not in the register, or the card was made with another key";
	for (size_t i = 0; kr_standing_fields[i] != NULL; i++)
		values[i] = rows_value(&all.people, one->person, kr_standing_fields[i]);
	return reasons[kr_standing_on(values, day)];
}

static bool
may_ask(const kr_contact *contact, const choice *one, int32_t day, kr_error *error)
{
	if (is_too_long(one->message))
		return kr_fail(error, "the message is longer than %d bytes", MESSAGE_LONGEST);
	const char *why = job_refuses(contact, one, day);
	if (why == NULL)
		why = person_refuses(one, day);
	if (why != NULL)
		return kr_fail(error, "%s", why);
	return kr_contact_may_ask(contact, one->card, rows_value(&all.people, one->person, "person_id"), one->vacancy, error);
}

static void
refuse(const choice *one, const kr_error *error)
{
	if (one->file == NULL)
		contact_refuse(error);
	kr_command_say(&command, "%s:%llu: card_id: %s", one->file, (unsigned long long)one->line, error->message);
	all.refused++;
}

/* The day until which the person may answer: --until, else as many days as the region's norm gives. */
static kr_slice
answer_until(const kr_slice *region, int32_t day)
{
	char text[KR_DATE_MAX];
	kr_date date;
	int64_t days = ANSWER_DAYS;
	if (asked.until != NULL) {
		kr_error error;
		kr_fail(&error, "--until: must be a day, YYYY-MM-DD, not before --date");
		if (!kr_date_parse(kr_slice_text(asked.until), &date) || !kr_date_known(date) || kr_date_days(date) < day)
			kr_command_die(&command, &error);
		return kr_slice_text(asked.until);
	}
	kr_norm_days(&all.norms, *region, "answer", &days);
	return contact_keep(kr_slice_of(text, kr_date_write(kr_date_of_days(day + (int32_t)days), text)));
}

static void
fill(kr_contact_line *line, const choice *one, int32_t day)
{
	kr_slice *values = line->values;
	contact_line(line, KR_CONTACT_ASK, NULL);
	values[KR_CONTACT_CARD] = one->card;
	values[KR_CONTACT_PERSON] = rows_value(&all.people, one->person, "person_id");
	values[KR_CONTACT_EMPLOYER] = one->employer;
	values[KR_CONTACT_VACANCY] = one->vacancy;
	values[KR_CONTACT_REGION] = rows_value(&all.people, one->person, "region");
	if (values[KR_CONTACT_REGION].len == 0)
		values[KR_CONTACT_REGION] = rows_value(&all.jobs, one->job, "region");
	values[KR_CONTACT_DESK] = rows_value(&all.people, one->person, "desk");
	values[KR_CONTACT_MESSAGE] = one->message;
	values[KR_CONTACT_UNTIL] = answer_until(&values[KR_CONTACT_REGION], day);
	values[KR_CONTACT_PURPOSE] = all.selection.purpose;
	values[KR_CONTACT_GROUND] = all.selection.ground;
}

static mail_about
about_of(const choice *one, const kr_contact_line *line)
{
	return (mail_about){.line = line, .people = &all.people, .person = one->person, .jobs = &all.jobs, .job = one->job,
	    .recipient = &all.meeting};
}

/* The grants of the first employer; those of all employers are the same. */
static void
load_grants(const choice *one)
{
	if (all.selection.kind.len > 0)
		return;
	contact_recipient(&all.selection, one->employer, NULL);
	contact_recipient(&all.meeting, one->employer, "meet");
}

/* One line at a time, for one choice may forbid a later one. The output is opened with the first. */
static size_t
ask_all(int32_t day, kr_contact_line *lines, kr_writer **writer)
{
	kr_contact contact = {0};
	size_t written = 0;
	log_lock(&contact);
	for (size_t i = 0; i < all.count; i++) {
		kr_error error;
		const choice *one = &all.choices[i];
		kr_contact_line *line = &lines[written];
		if (!may_ask(&contact, one, day, &error)) {
			refuse(one, &error);
			continue;
		}
		load_grants(one);
		fill(line, one, day);
		const mail_about about = about_of(one, line);
		mail_prepare(&about);
		if (written++ == 0)
			*writer = contact_output(asked.mail != NULL);
		log_add(&contact, line, 1);
	}
	log_unlock();
	kr_contact_free(&contact);
	return written;
}

static void
release(void)
{
	rows_free(&all.people);
	rows_free(&all.jobs);
	kr_recipient_free(&all.selection);
	kr_recipient_free(&all.meeting);
	kr_norms_free(&all.norms);
	kr_map_free(&all.cards);
	kr_map_free(&all.vacancies);
	kr_map_free(&all.employers);
	kr_arena_free(&all.arena);
	free(all.choices);
	kr_stream_close(&all.file);
}

static void
prepare(char **operands)
{
	kr_error error;
	kr_slice employer = contact_argument("--employer", asked.employer, ID_LONGEST);
	contact_needs("--by", asked.by);
	contact_needs("--key", asked.key);
	contact_needs("--register", asked.register_file);
	contact_needs("--vacancies", asked.vacancies);
	if (!kr_key_read(&all.key, asked.key, &error) || !kr_norms_load(&all.norms, common.tables, &error))
		kr_command_die(&command, &error);
	if (operands[0] != NULL)
		read_choices(operands, employer);
	else
		read_command_line(employer);
	kr_fail(&error, "--mail is for one question; kr-contact mail makes the mail of each");
	if (asked.mail != NULL && all.count > 1)
		kr_command_die(&command, &error);
	look_up();
}

int
contact_ask(char **operands)
{
	int32_t day = contact_day(NULL);
	kr_writer *writer = NULL;
	prepare(operands);
	kr_contact_line *lines = kr_arena_array(&all.arena, all.count + 1, sizeof *lines);
	if (lines == NULL)
		contact_die("out of memory");
	size_t written = ask_all(day, lines, &writer);
	if (writer == NULL)
		writer = contact_output(false);
	int status;
	if (asked.mail != NULL && written > 0) {
		const mail_about about = about_of(&all.choices[0], &lines[0]);
		status = mail_write(&about, writer);
	} else {
		status = contact_print_steps(lines, written);
	}
	release();
	return status == KR_DONE && all.refused > 0 ? KR_SET_ASIDE : status;
}
