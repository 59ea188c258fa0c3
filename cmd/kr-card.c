/*
 * kr-card: a register becomes anonymous cards for one recipient, none of which stands for fewer than k people.
 */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "card/card_id.h"
#include "card/facts.h"
#include "card/groups.h"
#include "card/page.h"
#include "card/standing.h"
#include "codes/date.h"
#include "command.h"
#include "record/escape.h"

static kr_common common;
static const char *key_path, *day_text, *format_name = "tsv", *language = "nl";
static int64_t least = 5;
static bool print_classes;

static const kr_option options[] = {
    {0, "key", KR_OPTION_TEXT, &key_path, "file", "the secret that makes the card_ids, the one of kr-contact", 0, 0, NULL},
    {0, "date", KR_OPTION_TEXT, &day_text, "day", "who may be found on this day", 0, 0, NULL},
    {'k', "count", KR_OPTION_NUMBER, &least, "number", "no card for fewer people than this (5)", 2, 1000, NULL},
    {'f', "format", KR_OPTION_CHOICE, &format_name, "name", "tsv or html, a page to search and choose in (tsv)", 0, 0, "tsv html"},
    {0, "language", KR_OPTION_CHOICE, &language, "language", "of the page: nl (default) or en", 0, 0, "nl en"},
    {0, "print-classes", KR_OPTION_FLAG, &print_classes, NULL, "print what a card tells, in which classes, and exit", 0, 0, NULL},
    KR_OPTIONS_RECIPIENT(common),
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-card", "[file ...]", "Makes anonymous cards for an employer, none for fewer than k people.", options, false,
};

/* Somebody who may be found. */
typedef struct person {
	char card[KR_PSEUDONYM_LENGTH];
	uint64_t first; /* of the facts, in `all_facts` */
	uint32_t count;
	uint64_t line;
	const char *file;
} person;

typedef struct job {
	kr_recipient recipient;
	kr_stream stream;
	kr_key key;
	kr_buffer name;             /* of the recipient, as kr-contact writes it */
	kr_card_facts facts;
	int32_t day;
	uint32_t id, standing[KR_STANDING_FIELDS];
	person *people;
	uint32_t count, capacity;
	uint32_t *all_facts;
	uint64_t fact_count, fact_capacity;
	uint64_t read, standings[KR_STANDINGS], held_back;
	kr_card_groups groups;
	kr_header header;                    /* of the cards: card_id and what the recipient gets */
	uint32_t fields[KR_CARD_FIELDS_MAX]; /* of the table of classes, in that order */
	bool is_page;
	kr_card_page page;
} job;

/* The fields of a card that the recipient gets. */
static bool
lay_out(job *this, kr_error *error)
{
	uint32_t count = 0;
	bool good = kr_header_add(&this->header, KR_SLICE("card_id")) != KR_NO_FIELD;
	for (uint32_t i = 0; good && i < this->facts.field_count; i++)
		if (kr_recipient_grants(&this->recipient, "card", this->facts.fields[i].name)) {
			this->fields[count++] = i;
			good = kr_header_add(&this->header, this->facts.fields[i].name) != KR_NO_FIELD;
		}
	return good || kr_fail(error, "out of memory");
}

static bool
open_page(job *this, kr_error *error)
{
	const kr_card_page_about about = {kr_slice_text(common.to), this->recipient.id, this->recipient.purpose, kr_slice_text(day_text), language};
	return kr_card_page_open(&this->page, &about, &this->header, common.tables, error);
}

static bool
prepare(job *this, kr_error *error)
{
	kr_date date;
	if (this->recipient.id.len == 0)
		return kr_fail(error, "--to: cards are for one recipient by name, as in employer:bakker-12");
	if (!kr_recipient_has(&this->recipient, "card"))
		return kr_fail(error, "--to: %s gets no cards for the purpose %.*s", common.to, (int)this->recipient.purpose.len,
		    this->recipient.purpose.ptr);
	if (key_path == NULL || day_text == NULL)
		return kr_fail(error, "%s is needed (kr-card --help tells more)", key_path == NULL ? "--key" : "--date");
	if (!kr_date_parse(kr_slice_text(day_text), &date) || !kr_date_known(date))
		return kr_fail(error, "--date: must be a day, YYYY-MM-DD");
	this->day = kr_date_days(date);
	kr_escape(&this->name, kr_slice_text(common.to));
	for (size_t i = 0; kr_standing_fields[i] != NULL; i++)
		this->standing[i] = kr_header_find(&this->stream.header, kr_slice_text(kr_standing_fields[i]));
	return kr_key_read(&this->key, key_path, error) &&
	    kr_stream_require(&this->stream, "person_id", &this->id, error) &&
	    kr_card_facts_load(&this->facts, &this->stream.header, common.tables, error) && lay_out(this, error) &&
	    (!this->is_page || open_page(this, error));
}

static bool
make_room(job *this, size_t facts)
{
	if (this->count == this->capacity) {
		uint32_t capacity = this->capacity * 2 + 1024;
		person *more = realloc(this->people, capacity * sizeof *more);
		if (more == NULL)
			return false;
		this->people = more;
		this->capacity = capacity;
	}
	if (this->fact_count + facts > this->fact_capacity) {
		uint64_t capacity = (this->fact_capacity + facts) * 2;
		uint32_t *more = realloc(this->all_facts, capacity * sizeof *more);
		if (more == NULL)
			return false;
		this->all_facts = more;
		this->fact_capacity = capacity;
	}
	return true;
}

static bool
take(job *this, const kr_record *record, kr_buffer *facts, kr_error *error)
{
	kr_slice values[KR_STANDING_FIELDS], id = kr_record_field(record, this->id);
	if (id.len == 0)
		return kr_fail(error, "%s:%llu: person_id: empty: cards are made of what kr-link and kr-merge wrote", record->file,
		    (unsigned long long)record->line);
	for (size_t i = 0; i < KR_STANDING_FIELDS; i++)
		values[i] = kr_record_field(record, this->standing[i]);
	enum kr_standing standing = kr_standing_on(values, this->day);
	this->standings[standing]++;
	if (standing != KR_STANDS)
		return true;
	if (!kr_card_facts_of(&this->facts, record, this->day, facts) || !make_room(this, facts->len / sizeof(uint32_t)))
		return kr_fail(error, "out of memory");
	person *one = &this->people[this->count++];
	kr_card_id(&this->key, kr_buffer_slice(&this->name), id, one->card);
	one->first = this->fact_count;
	one->count = (uint32_t)(facts->len / sizeof(uint32_t));
	one->line = record->line;
	one->file = record->file;
	if (facts->len > 0)
		memcpy(this->all_facts + this->fact_count, facts->ptr, facts->len);
	this->fact_count += one->count;
	return true;
}

static bool
read_all(job *this, kr_error *error)
{
	kr_record record;
	kr_buffer facts = {0};
	int got = 0;
	bool good = true;
	while (good && (got = kr_stream_next(&this->stream, &record, error)) > 0) {
		good = ++this->read < UINT32_MAX / 2 ? take(this, &record, &facts, error) : kr_fail(error, "too many people");
	}
	kr_buffer_free(&facts);
	return good && got == 0;
}

static int
by_card(const void *left, const void *right)
{
	const person *a = left, *b = right;
	return memcmp(a->card, b->card, sizeof a->card);
}

static int
by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* People in order of their card_ids, which says nothing of them and does not depend on the order of the register. */
static bool
sort_people(job *this, kr_error *error)
{
	uint32_t *place;
	if (!kr_card_facts_sort(&this->facts, &place, error))
		return false;
	for (uint64_t i = 0; i < this->fact_count; i++)
		this->all_facts[i] = place[this->all_facts[i]];
	free(place);
	for (uint32_t i = 0; i < this->count; i++)
		if (this->people[i].count > 0)
			qsort(this->all_facts + this->people[i].first, this->people[i].count, sizeof *this->all_facts, by_number);
	if (this->count > 0)
		qsort(this->people, this->count, sizeof *this->people, by_card);
	for (uint32_t i = 1; i < this->count; i++)
		if (by_card(&this->people[i - 1], &this->people[i]) == 0)
			return kr_fail(error, "%s:%llu: person_id: this person stands in the register twice: kr-merge makes one row a person",
			    this->people[i].file, (unsigned long long)this->people[i].line);
	return true;
}

static bool
group(job *this, kr_error *error)
{
	uint32_t *facts = malloc((this->fact_count + 1) * sizeof *facts), *weights = malloc((this->facts.count + 1u) * sizeof *weights);
	uint64_t *ends = malloc((this->count + 1u) * sizeof *ends), used = 0;
	bool good = (facts != NULL && weights != NULL && ends != NULL) || kr_fail(error, "out of memory");
	for (uint32_t i = 0; good && i < this->count; i++) {
		if (this->people[i].count > 0)
			memcpy(facts + used, this->all_facts + this->people[i].first, this->people[i].count * sizeof *facts);
		ends[i] = used += this->people[i].count;
	}
	for (uint32_t i = 0; good && i < this->facts.count; i++)
		weights[i] = this->facts.facts[i].weight;
	if (good) {
		const kr_card_people people = {facts, ends, this->count, weights, this->facts.count};
		good = kr_card_groups_make(&this->groups, &people, (uint32_t)least, error);
	}
	free(facts);
	free(weights);
	free(ends);
	return good;
}

/* The values of a group's cards, card_id first and left alone; false where nothing is told. */
static bool
write_group(const job *this, uint32_t group, kr_buffer *text, kr_slice *values)
{
	uint64_t from = group ? this->groups.ends[group - 1] : 0;
	uint32_t told = (uint32_t)(this->groups.ends[group] - from), count = this->header.count - 1;
	size_t ends[KR_CARD_FIELDS_MAX];
	kr_buffer_clear(text);
	for (uint32_t i = 0; i < count; i++) {
		kr_card_value(&this->facts, this->fields[i], this->groups.told + from, told, text);
		ends[i] = text->len;
	}
	for (uint32_t i = 0; i < count; i++) {
		size_t start = i ? ends[i - 1] : 0;
		values[i + 1] = ends[i] > start ? kr_slice_of(text->ptr + start, ends[i] - start) : (kr_slice){0};
	}
	return !text->failed && told > 0;
}

static bool
write_card(job *this, kr_writer *writer, const kr_slice *values)
{
	if (!this->is_page)
		return kr_writer_values(writer, values, this->header.count);
	writer->records++;
	return kr_card_page_add(&this->page, values);
}

static bool
close_page(job *this, kr_writer *writer, kr_error *error)
{
	kr_buffer html = {0};
	bool good = kr_card_page_write(&this->page, &html, error);
	if (good)
		kr_output_write(&writer->output, html.ptr, html.len);
	kr_buffer_free(&html);
	return good;
}

static bool
write_cards(job *this, kr_writer *writer, kr_error *error)
{
	kr_slice values[KR_CARD_FIELDS_MAX + 1];
	kr_buffer text = {0};
	if (!this->is_page)
		kr_writer_header(writer, &this->header);
	for (uint32_t i = 0; i < this->count; i++) {
		if (this->groups.count == 0 || !write_group(this, this->groups.group[i], &text, values)) {
			this->held_back++;
			continue;
		}
		values[0] = kr_slice_of(this->people[i].card, sizeof this->people[i].card);
		if (!write_card(this, writer, values))
			break; /* kr_command_finish or the page says why */
	}
	kr_buffer_free(&text);
	return !this->is_page || close_page(this, writer, error);
}

static void
tell_counts(const job *this)
{
	const kr_card_groups *groups = &this->groups;
	uint64_t lost = groups->true_weight - groups->told_weight;
	kr_command_say(&command, "lapsed %llu, not available %llu, do not want to be contacted %llu, held back %llu",
	    (unsigned long long)this->standings[KR_LAPSED], (unsigned long long)this->standings[KR_UNAVAILABLE],
	    (unsigned long long)this->standings[KR_DECLINED], (unsigned long long)this->held_back);
	if (groups->true_weight > 0)
		kr_command_say(&command, "k %lld: %lu groups; of what is true of people %llu.%llu %% is not told", (long long)least,
		    (unsigned long)groups->count, (unsigned long long)(lost * 1000 / groups->true_weight / 10),
		    (unsigned long long)(lost * 1000 / groups->true_weight % 10));
}

static void
release(job *this)
{
	kr_card_page_free(&this->page);
	kr_header_free(&this->header);
	kr_card_groups_free(&this->groups);
	kr_card_facts_free(&this->facts);
	kr_buffer_free(&this->name);
	free(this->people);
	free(this->all_facts);
	kr_stream_close(&this->stream);
	kr_recipient_free(&this->recipient);
}

int
main(int argc, char **argv)
{
	static job this;
	kr_writer writer;
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (print_classes)
		kr_answer_data(&command, "card/", "table", "card_classes");
	if (!kr_command_recipient(&command, &common, &this.recipient)) {
		kr_fail(&error, "--to must say whose cards they are, as in employer:bakker-12");
		kr_command_die(&command, &error);
	}
	kr_command_stream(&command, &common, &this.stream, argc, argv, first);
	this.is_page = strcmp(format_name, "html") == 0;
	if (!prepare(&this, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, false);
	int status;
	if (read_all(&this, &error) && sort_people(&this, &error) && group(&this, &error) && write_cards(&this, &writer, &error)) {
		if (!common.quiet && this.count > 0 && this.groups.count == 0)
			kr_command_say(&command, "%lu people may be found, fewer than %lld: there is no card", (unsigned long)this.count,
			    (long long)least);
		if (common.verbose)
			tell_counts(&this);
		status = kr_command_finish(&command, &common, &writer, NULL, this.read);
	} else {
		status = kr_command_failed(&command, &writer, NULL, &error);
	}
	release(&this);
	return status;
}
