#include "link/people.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/nearest.h"
#include "base/number.h"
#include "codes/bsn.h"
#include "codes/date.h"
#include "text/fold.h"

#define MAILBOX_MIN 5 /* bytes before the @, so that info@ brings nobody together */

static const char *const names[KR_LINK_FIELDS] = {
	"as_of", "bsn", "person_key", "initials", "given_names", "surname", "partner_surname", "birth_date", "birth_year", "age",
	"sex", "street", "house_number", "house_suffix", "postcode", "pc4", "place", "phone", "email",
};

static bool
map_field(kr_people *people, const kr_header *header, const char *file, kr_slice item, kr_error *error)
{
	size_t split = kr_slice_find(item, '=');
	kr_slice own = kr_slice_part(item, 0, split), theirs = kr_slice_part(item, split + 1, item.len);
	kr_nearest nearest = kr_nearest_to(own);
	char quoted[KR_QUOTE_MAX], known[KR_QUOTE_MAX];
	for (size_t i = 0; i < KR_LINK_FIELDS; i++) {
		if (kr_slice_is(own, names[i]))
			return kr_header_require(header, theirs, file, &people->fields[i], error);
		kr_nearest_offer(&nearest, kr_slice_text(names[i]));
	}
	kr_slice found = kr_nearest_found(&nearest);
	return kr_fail(error, found.len ? "--map: linking has no field %s (did you mean %s?)" : "--map: linking has no field %s",
	    kr_quote(own, quoted), kr_quote(found, known));
}

bool
kr_people_fields(kr_people *people, const kr_model *model, const kr_header *header, const char *file, const char *map,
    kr_error *error)
{
	bool any = false;
	people->model = model;
	people->surnames.sounds = people->given_names.sounds = people->streets.sounds = true;
	for (size_t i = 0; i < KR_LINK_FIELDS; i++)
		people->fields[i] = kr_header_find(header, kr_slice_text(names[i]));
	kr_slice rest = kr_slice_items(kr_slice_text(map)), item;
	while (kr_slice_next(&rest, ',', &item))
		if (!map_field(people, header, file, item, error))
			return false;
	for (size_t i = KR_LINK_BSN; i < KR_LINK_FIELDS; i++)
		any = any || people->fields[i] != KR_NO_FIELD;
	return any || kr_fail(error, "%s: no field to link by (bsn, surname, birth_date, postcode ...)", file);
}

/* What one record is made in. */
struct maker {
	kr_people *people;
	const kr_record *source;
	kr_link_record *record;
	bool failed;
};

static kr_slice
field(const struct maker *maker, enum kr_link_field which)
{
	return kr_record_field(maker->source, maker->people->fields[which]);
}

/* Comparison form with ij as y; valid until the next. */
static kr_slice
folded(struct maker *maker, kr_slice text)
{
	kr_buffer *scratch = &maker->people->scratch;
	kr_slice form = kr_folded(scratch, text);
	size_t to = 0;
	for (size_t i = 0; i < form.len; i++) {
		if (form.ptr[i] == 'j' && to > 0 && scratch->ptr[to - 1] == 'i')
			scratch->ptr[to - 1] = 'y';
		else
			scratch->ptr[to++] = form.ptr[i];
	}
	return kr_slice_of(scratch->ptr, to);
}

static uint32_t
number_of(struct maker *maker, kr_dictionary *dictionary, kr_slice text)
{
	uint32_t number = kr_dictionary_add(dictionary, text);
	if (number == KR_DICTIONARY_FULL || maker->people->scratch.failed)
		maker->failed = true;
	return number;
}

/* Digits of a text as a number; 0 when there are none or other letters among them. */
static uint64_t
digits_of(kr_slice text, uint8_t *digits)
{
	uint64_t number = 0;
	*digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c >= '0' && c <= '9' && *digits < 18)
			number = number * 10 + (uint64_t)(c - '0'), ++*digits;
		else if (c != '.' && c != ' ' && c != '-')
			return 0;
	}
	return number;
}

static void
make_identifiers(struct maker *maker)
{
	kr_slice bsn = field(maker, KR_LINK_BSN), key = field(maker, KR_LINK_PERSON_KEY);
	kr_link_record *record = maker->record;
	record->identifier = digits_of(bsn, &record->identifier_digits);
	record->has_bsn = record->identifier_digits >= 8 && record->identifier_digits <= 9 &&
	    kr_bsn_passes(record->identifier);
	if (bsn.len > 0 && record->identifier_digits == 0)
		record->identifier = kr_hash64(bsn) | 1;
	if (key.len > 0)
		record->person_key = kr_hash64(key) | 1;
}

static kr_slice
next_word(kr_slice *rest)
{
	kr_slice word = {NULL, 0};
	kr_slice_next(rest, ' ', &word);
	return word;
}

/* Without the prefixes before it; a name of prefixes alone stays. */
static kr_slice
without_prefix(const kr_people *people, kr_slice name)
{
	kr_slice rest = name;
	uint32_t is_prefix;
	while (rest.len > 0) {
		kr_slice word = next_word(&rest);
		if (!kr_map_get(&people->model->prefixes, word, &is_prefix))
			return kr_slice_of(word.ptr, (size_t)(name.ptr + name.len - word.ptr));
	}
	return name;
}

static uint32_t
sound_in(const kr_dictionary *dictionary, uint32_t number)
{
	return number == 0 || number == KR_DICTIONARY_FULL ? 0 : dictionary->entries[number].sound;
}

static uint32_t
surname_number(struct maker *maker, kr_slice name)
{
	return number_of(maker, &maker->people->surnames, without_prefix(maker->people, folded(maker, name)));
}

static void
make_surnames(struct maker *maker)
{
	kr_slice own = field(maker, KR_LINK_SURNAME), partner = field(maker, KR_LINK_PARTNER_SURNAME);
	kr_dictionary *surnames = &maker->people->surnames;
	if (partner.len == 0) {
		size_t hyphen = kr_slice_find(own, '-');
		partner = kr_slice_part(own, hyphen + 1, own.len);
		if (hyphen > 0 && partner.len > 0)
			own = kr_slice_part(own, 0, hyphen);
		else
			partner = kr_slice_of(NULL, 0);
	}
	kr_link_record *record = maker->record;
	record->surname = surname_number(maker, own);
	record->partner = surname_number(maker, partner);
	if (record->partner == record->surname)
		record->partner = 0;
	record->surname_sound = sound_in(surnames, record->surname);
	record->partner_sound = sound_in(surnames, record->partner);
}

static void
add_initial(kr_link_record *record, kr_slice word)
{
	size_t at = 0;
	while (at < KR_INITIALS_MAX && record->initials[at] != 0)
		at++;
	if (at < KR_INITIALS_MAX && word.len > 0)
		record->initials[at] = word.ptr[0];
}

/* "J.P." folds to "jp" or "j p": every letter is one. */
static void
make_initials(struct maker *maker)
{
	kr_slice letters = folded(maker, field(maker, KR_LINK_INITIALS));
	for (size_t i = 0; i < letters.len; i++)
		if (letters.ptr[i] != ' ')
			add_initial(maker->record, kr_slice_of(letters.ptr + i, 1));
}

/* A given name of one letter is an initial. */
static void
make_given_names(struct maker *maker)
{
	kr_link_record *record = maker->record;
	bool has_initials = record->initials[0] != 0;
	kr_slice rest = folded(maker, field(maker, KR_LINK_GIVEN_NAMES));
	while (rest.len > 0) {
		kr_slice word = next_word(&rest);
		if (!has_initials)
			add_initial(record, word);
		if (word.len < 2)
			continue;
		if (record->given == 0)
			record->given = number_of(maker, &maker->people->given_names, word);
		else if (record->other == 0)
			record->other = number_of(maker, &maker->people->given_names, word);
	}
	record->given_sound = sound_in(&maker->people->given_names, record->given);
	if (record->given != 0 && !maker->failed)
		record->given_letter = (unsigned char)kr_dictionary_text(&maker->people->given_names, record->given).ptr[0];
}

static uint32_t
day_number(int year, int month, int day)
{
	return (uint32_t)(year * 10000 + month * 100 + day);
}

/* Born between these days when this old at that day. */
static void
make_birth_by_age(struct maker *maker)
{
	int64_t age;
	kr_date at;
	if (!kr_number_parse(field(maker, KR_LINK_AGE), 0, 130, &age) || !kr_date_parse(field(maker, KR_LINK_AS_OF), &at))
		return;
	int month = at.month ? at.month : 12, day = at.day ? at.day : 31;
	maker->record->birth_kind = KR_BIRTH_BY_AGE;
	maker->record->birth_last = day_number(at.year - (int)age, month, day);
	maker->record->birth_first = day_number(at.year - (int)age - 1, at.month ? at.month : 1, at.day ? at.day : 1) + 1;
}

static void
make_birth(struct maker *maker)
{
	kr_link_record *record = maker->record;
	kr_slice text = field(maker, KR_LINK_BIRTH_DATE);
	kr_date date;
	if (!kr_date_parse(text, &date) && !kr_date_parse(field(maker, KR_LINK_BIRTH_YEAR), &date)) {
		make_birth_by_age(maker);
		return;
	}
	record->birth_kind = date.day ? KR_BIRTH_DAY : date.month ? KR_BIRTH_MONTH : KR_BIRTH_YEAR_ONLY;
	record->birth_first = day_number(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
	record->birth_last = day_number(date.year, date.month ? date.month : 12, date.day ? date.day : 31);
	if (date.day)
		record->birth_date = number_of(maker, &maker->people->dates, text);
}

/* Dutch full postcodes have their area in the first four; of others the whole is the area. */
static void
make_postcode(struct maker *maker)
{
	kr_people *people = maker->people;
	kr_link_record *record = maker->record;
	record->area = number_of(maker, &people->areas, folded(maker, field(maker, KR_LINK_PC4)));
	kr_slice code = folded(maker, field(maker, KR_LINK_POSTCODE));
	size_t blank = kr_slice_find(code, ' ');
	if (blank == 4 && code.len == 7) {
		memmove(people->scratch.ptr + 4, people->scratch.ptr + 5, 2);
		code.len = 6;
	}
	record->postcode = number_of(maker, &people->postcodes, code);
	if (record->area == 0)
		record->area = number_of(maker, &people->areas, code.len == 6 ? kr_slice_part(code, 0, 4) : code);
}

/* "12 a" and "12-a": what stands behind the digits belongs to the suffix. */
static void
make_house(struct maker *maker)
{
	kr_slice text = field(maker, KR_LINK_HOUSE_NUMBER), suffix = field(maker, KR_LINK_HOUSE_SUFFIX);
	size_t digits = 0;
	uint32_t number = 0;
	for (; digits < text.len && digits < 8 && text.ptr[digits] >= '0' && text.ptr[digits] <= '9'; digits++)
		number = number * 10 + (uint32_t)(text.ptr[digits] - '0');
	maker->record->house_number = number;
	if (suffix.len == 0)
		suffix = kr_slice_part(text, digits, text.len);
	maker->record->house_suffix = number_of(maker, &maker->people->suffixes, folded(maker, suffix));
}

static void
make_address(struct maker *maker)
{
	kr_people *people = maker->people;
	kr_link_record *record = maker->record;
	make_postcode(maker);
	make_house(maker);
	record->street = number_of(maker, &people->streets, folded(maker, field(maker, KR_LINK_STREET)));
	record->street_sound = sound_in(&people->streets, record->street);
	record->place = number_of(maker, &people->places, folded(maker, field(maker, KR_LINK_PLACE)));
}

/* The first two items of a list, as they stand; "none" is none. */
static void
make_list(struct maker *maker, kr_dictionary *dictionary, kr_slice list, uint32_t numbers[2])
{
	kr_slice rest = kr_slice_items(list), item;
	size_t count = 0;
	if (kr_slice_is(list, "none"))
		return;
	while (count < 2 && kr_slice_next(&rest, '|', &item))
		if ((numbers[count] = number_of(maker, dictionary, item)) != 0)
			count++;
	if (numbers[0] == numbers[1])
		numbers[1] = 0;
}

/* "j.p.smit@x.nl" and "j.p.smit@y.nl" are worth comparing. */
static void
make_mailbox(struct maker *maker)
{
	kr_people *people = maker->people;
	uint32_t email = maker->record->email[0];
	if (email == 0 || maker->failed)
		return;
	kr_slice text = kr_dictionary_text(&people->emails, email), box = kr_slice_part(text, 0, kr_slice_find(text, '@'));
	if (box.len >= MAILBOX_MIN)
		maker->record->mailbox = (uint32_t)kr_hash64(box) | 1;
}

/* Only sexes that differ tell persons apart: unknown, not stated and x say nothing. */
static char
sex_of(kr_slice text)
{
	char c = text.len > 0 ? text.ptr[0] : 0;
	if (c == '1' || c == 'm' || c == 'M')
		return 'm';
	return c == '2' || c == 'v' || c == 'V' || c == 'f' || c == 'F' ? 'v' : 0;
}

static bool
reserve(kr_people *people)
{
	if (people->count < people->capacity)
		return true;
	uint32_t capacity = people->capacity ? people->capacity + people->capacity / 2 : 1024;
	void *records = realloc(people->records, capacity * sizeof *people->records);
	if (records == NULL || people->count == UINT32_MAX / 2)
		return false;
	people->records = records;
	people->capacity = capacity;
	return true;
}

bool
kr_people_add(kr_people *people, const kr_record *source, kr_error *error)
{
	if (!reserve(people))
		return kr_fail(error, "out of memory");
	kr_link_record *record = &people->records[people->count++];
	struct maker maker = {people, source, record, false};
	*record = (kr_link_record){0};
	make_identifiers(&maker);
	make_surnames(&maker);
	make_initials(&maker);
	make_given_names(&maker);
	make_birth(&maker);
	make_address(&maker);
	make_list(&maker, &people->phones, field(&maker, KR_LINK_PHONE), record->phone);
	make_list(&maker, &people->emails, field(&maker, KR_LINK_EMAIL), record->email);
	make_mailbox(&maker);
	record->sex = sex_of(field(&maker, KR_LINK_SEX));
	return !maker.failed || kr_fail(error, "out of memory");
}

void
kr_people_weigh(kr_people *people)
{
	const struct { kr_dictionary *dictionary; enum kr_comparison comparison; } list[] = {
	    {&people->surnames, KR_COMPARE_SURNAME}, {&people->given_names, KR_COMPARE_GIVEN},
	    {&people->dates, KR_COMPARE_BIRTH}, {&people->postcodes, KR_COMPARE_POSTCODE},
	    {&people->places, KR_COMPARE_PLACE}, {&people->phones, KR_COMPARE_PHONE}, {&people->emails, KR_COMPARE_EMAIL},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		kr_dictionary_weigh(list[i].dictionary, &people->model->weights[list[i].comparison][KR_LEVEL_SAME]);
}

void
kr_people_free(kr_people *people)
{
	kr_dictionary *list[] = {&people->surnames, &people->given_names, &people->dates, &people->postcodes, &people->areas,
	    &people->streets, &people->places, &people->suffixes, &people->phones, &people->emails};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		kr_dictionary_free(list[i]);
	kr_buffer_free(&people->scratch);
	free(people->records);
	people->records = NULL;
}
