/*
 * kr-contact forget: erasure (AVG 17). The person, the card, the desk and the messages go from the log, but where
 * lib/ledger/contact_retention.tsv says that a line must keep its person; the source records are marked, so that they
 * do not come back with the next delivery.
 */
#include <stdlib.h>

#include "base/number.h"
#include "contact/contact.h"
#include "contact/mail.h"
#include "contact/mark.h"
#include "ledger/contact_retention.h"

/* The fields of a line that tell who it is about, as the log can lose them. */
static const enum kr_contact_field erasable[] = {KR_CONTACT_CARD, KR_CONTACT_PERSON, KR_CONTACT_DESK, KR_CONTACT_MESSAGE};
enum { ERASABLE = sizeof erasable / sizeof *erasable };

/* What happens with one field of one line. */
typedef struct fate {
	int64_t seq;
	enum kr_contact_kind kind;
	enum kr_contact_field field;
	int32_t until; /* KR_NO_DAY: erased */
	size_t row;
} fate;

typedef struct forgetting {
	kr_contact contact;
	kr_retention retention;
	kr_slice person;
	int32_t day;
	fate *fates;
	size_t count, capacity;
	kr_contact_line *lines; /* the mark of the erasure and those of the records */
	size_t line_count, line_capacity;
} forgetting;

static forgetting all;

static kr_contact_line *
new_line(enum kr_contact_kind kind)
{
	if (all.line_count == all.line_capacity) {
		all.line_capacity = all.line_capacity * 2 + 16;
		all.lines = realloc(all.lines, all.line_capacity * sizeof *all.lines);
		if (all.lines == NULL)
			contact_die("out of memory");
	}
	contact_line(&all.lines[all.line_count], kind, NULL);
	return &all.lines[all.line_count++];
}

/* A mark for each source record of the person that has none yet. */
static void
mark_records(const kr_key *key)
{
	kr_stream stream;
	kr_record record;
	kr_error error;
	uint32_t person, id;
	int got;
	size_t found = 0;
	char mark[KR_PSEUDONYM_LENGTH];
	if (!kr_stream_open_file(&stream, asked.linked, &error) || !kr_stream_require(&stream, "person_id", &person, &error) ||
	    !kr_stream_require(&stream, "record_id", &id, &error))
		kr_command_die(&command, &error);
	uint32_t registered = kr_header_find(&stream.header, KR_SLICE("registered_on"));
	while ((got = kr_stream_next(&stream, &record, &error)) > 0) {
		if (!kr_slice_equal(kr_record_field(&record, person), all.person))
			continue;
		found++;
		kr_slice day = kr_record_field(&record, registered);
		contact_mark(key, kr_record_field(&record, id), mark);
		if (kr_contact_blocks(&all.contact, kr_slice_of(mark, sizeof mark), day))
			continue;
		kr_contact_line *line = new_line(KR_CONTACT_BLOCK);
		line->values[KR_CONTACT_MARK] = contact_keep(kr_slice_of(mark, sizeof mark));
		line->values[KR_CONTACT_REGISTERED] = contact_keep(day);
	}
	if (got < 0)
		kr_command_die(&command, &error);
	kr_fail(&error, "%s: no record of this person, so none that could be held back", asked.linked);
	if (found == 0)
		kr_command_die(&command, &error);
	kr_stream_close(&stream);
}

static bool
add_fate(fate one)
{
	if (all.count == all.capacity) {
		size_t capacity = all.capacity * 2 + 64;
		fate *fates = realloc(all.fates, capacity * sizeof *fates);
		if (fates == NULL)
			return false;
		all.fates = fates;
		all.capacity = capacity;
	}
	all.fates[all.count++] = one;
	return true;
}

/* Looks at a line: is it of the person, and what of it must stay? */
static bool
judge(void *context, const kr_contact_line *line, kr_error *error)
{
	const kr_slice *values = line->values;
	int64_t number = line->seq;
	size_t row = 0;
	int32_t until = KR_NO_DAY;
	(void)context;
	if (!kr_slice_equal(values[KR_CONTACT_PERSON], all.person))
		return true;
	enum kr_contact_kind kind = kr_contact_kind_of(values[KR_CONTACT_KIND]);
	kr_number_parse(values[KR_CONTACT_ASK_NUMBER], 1, INT64_MAX, &number);
	const kr_thread *thread = kr_contact_thread(&all.contact, number);
	if (thread != NULL)
		until = kr_retention_until(&all.retention, thread, kind, &row);
	for (size_t i = 0; i < ERASABLE; i++) {
		bool stays = erasable[i] == KR_CONTACT_PERSON && until != KR_NO_DAY && until >= all.day;
		if (values[erasable[i]].len > 0 &&
		    !add_fate((fate){line->seq, kind, erasable[i], stays ? until : KR_NO_DAY, row}))
			return kr_fail(error, "out of memory");
	}
	return true;
}

static void
cut(void)
{
	log_cut *cuts = calloc(all.count + 1, sizeof *cuts);
	size_t count = 0;
	if (cuts == NULL)
		contact_die("out of memory");
	for (size_t i = 0; i < all.count; i++)
		if (all.fates[i].until == KR_NO_DAY)
			cuts[count++] = (log_cut){all.fates[i].seq, all.fates[i].field};
	if (count > 0)
		log_erase(cuts, count);
	free(cuts);
}

static kr_slice
why_kept(const char *language)
{
	for (size_t i = 0; i < all.count; i++)
		if (all.fates[i].until != KR_NO_DAY)
			return kr_retention_why(&all.retention, all.fates[i].row, language);
	return (kr_slice){0};
}

static int
report(kr_writer *writer)
{
	static const char *const names[] = {"seq", "kind", "field", "fate", "until", "why"};
	kr_header header = {0};
	kr_error error;
	for (size_t i = 0; i < 6; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			contact_die("out of memory");
	kr_writer_header(writer, &header);
	for (size_t i = 0; i < all.count; i++) {
		const fate *one = &all.fates[i];
		bool is_kept = one->until != KR_NO_DAY;
		char seq[KR_NUMBER_MAX], until[KR_DATE_MAX];
		const kr_slice values[6] = {kr_slice_of(seq, kr_number_write(one->seq, seq)),
		    kr_slice_text(kr_contact_kind_names[one->kind]), kr_slice_text(kr_contact_field_names[one->field]),
		    is_kept ? KR_SLICE("kept") : KR_SLICE("erased"),
		    kr_slice_of(until, is_kept ? kr_date_write(kr_date_of_days(one->until), until) : 0),
		    is_kept ? kr_retention_why(&all.retention, one->row, asked.language) : (kr_slice){0}};
		kr_writer_values(writer, values, 6);
	}
	kr_header_free(&header);
	kr_fail(&error, "out of memory");
	return kr_command_finish(&command, &common, writer, NULL, all.count);
}

static void
release(contact_rows *found)
{
	contact_rows_free(found);
	kr_retention_free(&all.retention);
	kr_contact_free(&all.contact);
	free(all.fates);
	free(all.lines);
}

int
contact_forget(void)
{
	kr_key key;
	kr_error error;
	contact_rows found = {0};
	all.day = contact_day(NULL);
	contact_needs("--person", asked.person);
	contact_needs("--linked", asked.linked);
	contact_needs("--key", asked.key);
	all.person = contact_argument("--person", asked.person, 128);
	if (!kr_key_read(&key, asked.key, &error) || !kr_retention_load(&all.retention, common.tables, &error))
		kr_command_die(&command, &error);
	const kr_thread person = {.person = all.person};
	contact_look_up(&found, &person);
	log_lock(&all.contact);
	kr_contact_line *first = new_line(KR_CONTACT_FORGET);
	char mark[KR_PSEUDONYM_LENGTH];
	contact_mark(&key, (kr_slice){0}, mark);
	first->values[KR_CONTACT_MARK] = contact_keep(kr_slice_of(mark, sizeof mark));
	mail_about about = {.line = first, .people = &found.people};
	mail_prepare(&about);
	mark_records(&key);
	log_each(judge, NULL);
	kr_writer *writer = contact_output(asked.mail != NULL);
	/* The marks first: who is killed between the two can do it again. */
	log_add(&all.contact, all.lines, all.line_count);
	cut();
	log_unlock();
	about.line = &all.lines[0];
	about.kept = why_kept(asked.mail != NULL ? asked.mail : "en");
	int status = asked.mail != NULL ? mail_write(&about, writer) : report(writer);
	release(&found);
	return status;
}
