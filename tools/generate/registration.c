#include "registration.h"

#include "occupations.h"

#include <string.h>

enum purpose { FOR_REGISTRATION = 200, FOR_NUMBER = 300, FOR_ELSEWHERE = 400, FOR_DETAIL = 700 };
enum { NUMBER_SPACE = 40000000 };

uint64_t registration_number(const world *from, uint64_t index, source in, unsigned copy)
{
	return random_permute(from->seed ^ (FOR_NUMBER + (uint64_t)in), index * 2 + copy, NUMBER_SPACE);
}

/* --- errors of the keyboard ------------------------------------------------------------------------------------- */

static bool is_small(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* One letter dropped, doubled, exchanged with its neighbour or mistyped; only where both are plain small letters. */
static void mistype(random_stream *random, text *word)
{
	if (word->length < 5)
		return;
	size_t at = 2 + random_below(random, (uint32_t)word->length - 3);
	if (!is_small(word->bytes[at]) || !is_small(word->bytes[at - 1]))
		return;
	char before = word->bytes[at - 1], letter = word->bytes[at];
	text rest;
	text_clear(&rest);
	text_add(&rest, word->bytes + at + 1);
	word->length = at - 1;
	uint32_t kind = random_below(random, 4);
	if (kind == 0)
		text_add_byte(word, before);
	else if (kind == 1) {
		text_add_byte(word, before);
		text_add_byte(word, letter);
		text_add_byte(word, letter);
	} else if (kind == 2) {
		text_add_byte(word, letter);
		text_add_byte(word, before);
	} else {
		text_add_byte(word, before);
		text_add_byte(word, (char)('a' + (letter - 'a' + 1 + (int)random_below(random, 24)) % 26));
	}
	text_add(word, rest.bytes);
}

static void drop_accents(text *word)
{
	static const char *const pairs[][2] = {
		{ "ü", "u" }, { "ö", "o" }, { "ë", "e" }, { "ı", "i" }, { "ç", "c" }, { "Ç", "C" }, { "ł", "l" }, { "ń", "n" }, { "Ż", "Z" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		text_replace(word, pairs[i][0], pairs[i][1]);
}

static void write_surname(random_stream *random, family_name name, text *out)
{
	text_clear(out);
	person_surname(out, name);
	if (random_permille(random, 110))
		text_replace(out, "ij", "y");
	if (random_permille(random, 250))
		drop_accents(out);
	if (random_permille(random, 30))
		mistype(random, out);
}

static const char *write_prefix(random_stream *random, family_name name)
{
	const char *prefix = word_prefix(name.kind, name.number);
	if (random_permille(random, 60))
		return "";
	if (strcmp(prefix, "van der") == 0 && random_permille(random, 110))
		return random_permille(random, 500) ? "v.d." : "v/d";
	return prefix;
}

/* --- the parts ------------------------------------------------------------------------------------------------------ */

static void write_names(registration *out, random_stream *random)
{
	const person *who = out->who;
	out->prefix = write_prefix(random, who->own);
	out->partner_prefix = write_prefix(random, who->partner);
	write_surname(random, who->own, &out->surname);
	write_surname(random, who->partner, &out->partner);
	out->use = who->use;
	if (who->use != USE_OWN && random_permille(random, 300)) /* registered before the wedding, or after the divorce */
		out->use = random_permille(random, 650) ? USE_OWN : USE_PARTNER_OWN;
	text_clear(&out->initials);
	text_clear(&out->given);
	bool first_only = random_permille(random, 140);
	for (int i = 0; i < 3 && who->given[i] != NULL && (i == 0 || !first_only); i++) {
		text_add_first(&out->initials, who->given[i]);
		text_add_byte(&out->initials, '.');
	}
	text_add(&out->given, who->given[0]);
	if (random_permille(random, 25))
		mistype(random, &out->given);
}

static void write_birth(registration *out, random_stream *random)
{
	out->birth = out->who->birth;
	uint32_t draw = random_below(random, 1000);
	if (draw < 14 && out->birth.day <= 12) {
		int day = out->birth.day;
		out->birth.day = out->birth.month;
		out->birth.month = day;
	} else if (draw >= 14 && draw < 22 && out->birth.day > 1) {
		out->birth.day--;
	} else if (draw >= 22 && draw < 28) {
		out->birth.year += draw % 2 == 0 ? 1 : -1;
		if (out->birth.month == 2 && out->birth.day == 29)
			out->birth.day = 28;
	}
}

static void write_address(const world *from, registration *out, random_stream *random)
{
	const person *who = out->who;
	bool home_south = REGIONS[who->home.where->region].south, here_south = out->in == SOURCE_ZUID;
	out->at = random_permille(random, out->in == SOURCE_UWV ? 90 : 60) ? &who->before : &who->home;
	out->away = out->in != SOURCE_UWV && home_south != here_south;
	if (!out->away)
		return;
	random_stream place = random_of(from->seed, FOR_ELSEWHERE, who->index);
	int wanted = (int)random_below(&place, 2) + (here_south ? 2 : 0);
	out->elsewhere = who->before;
	out->elsewhere.where = tables_postcode(&from->tables, &place, wanted);
	out->at = &out->elsewhere;
}

static void write_bsn(registration *out, random_stream *random)
{
	uint32_t draw = random_below(random, 1000);
	text_clear(&out->bsn);
	if (draw < 28)
		return;
	text_add(&out->bsn, out->who->bsn);
	if (draw < 38) { /* one digit wrong: never passes the elfproef */
		size_t at = 1 + random_below(random, 8);
		out->bsn.bytes[at] = (char)('0' + (out->bsn.bytes[at] - '0' + 1 + (int)random_below(random, 8)) % 10);
	}
}

static void write_contact(registration *out, random_stream *random)
{
	const person *who = out->who;
	text_clear(&out->phone);
	text_clear(&out->email);
	uint32_t number = who->phone;
	if (random_permille(random, 90))
		number = (number + 5000011u) % 10000000u; /* an earlier number */
	if (!random_permille(random, 130)) {
		text_add(&out->phone, "69");
		text_add_number(&out->phone, number, 7);
	}
	if (!who->has_email || random_permille(random, 120))
		return;
	text name, given;
	text_clear(&name);
	person_surname(&name, who->own);
	text_clear(&given);
	text_add_first(&given, who->given[0]);
	text_add_plain(&out->email, who->index % 3 == 0 ? who->given[0] : given.bytes);
	text_add_byte(&out->email, '.');
	text_add_plain(&out->email, name.bytes);
	if (who->index % 4 == 0)
		text_add_number(&out->email, (uint64_t)who->birth.year % 100, 2);
	text_add_byte(&out->email, '@');
	word_domain(&out->email, who->domain);
	if (random_permille(random, 60))
		text_capitalize(&out->email);
}

/* The first source of a person holds all that is known; a further one has gaps of its own. */
static void write_profile(registration *out, random_stream *random)
{
	const person *who = out->who;
	bool first = out->copy == 0 && (who->sources & ((1u << out->in) - 1u)) == 0;
	out->education = first || random_permille(random, 700) ? who->education : 0;
	out->sector = first || random_permille(random, 700) ? who->sector : 0;
	for (int i = 0; i < 2; i++) {
		text_clear(&out->titles[i]);
		if (first || random_permille(random, 800))
			text_add(&out->titles[i], who->titles[i]);
	}
}

static void write_detail(const world *from, registration *out)
{
	random_stream random = random_of(from->seed, FOR_DETAIL + (uint64_t)out->in * 2 + out->copy, out->who->index);
	out->knows_availability = random_permille(&random, 750);
	out->knows_jobs = random_permille(&random, 950);
	out->detail = random;
}

void registration_make(const world *from, const person *who, source in, unsigned copy, registration *out)
{
	out->who = who;
	out->in = in;
	out->copy = copy;
	out->number = registration_number(from, who->index, in, copy);
	random_stream random = random_of(from->seed, FOR_REGISTRATION + (uint64_t)in * 2 + copy, who->index);
	write_names(out, &random);
	write_birth(out, &random);
	write_address(from, out, &random);
	write_bsn(out, &random);
	write_contact(out, &random);
	write_profile(out, &random);
	out->random = random;
	write_detail(from, out);
}

/* --- how it is written ---------------------------------------------------------------------------------------------- */

static void add_with_prefix(text *out, const char *prefix, const char *surname)
{
	text_add(out, prefix);
	if (*prefix != '\0')
		text_add_byte(out, ' ');
	text_add(out, surname);
}

const char *registration_bare_surname(const registration *from, text *out)
{
	bool partner_first = from->use == USE_PARTNER || from->use == USE_PARTNER_OWN;
	text_add(out, partner_first ? from->partner.bytes : from->surname.bytes);
	if (from->use == USE_PARTNER_OWN || from->use == USE_OWN_PARTNER) {
		text_add_byte(out, '-');
		add_with_prefix(out, partner_first ? from->prefix : from->partner_prefix,
		                partner_first ? from->surname.bytes : from->partner.bytes);
	}
	return partner_first ? from->partner_prefix : from->prefix;
}

void registration_surname(const registration *from, text *out)
{
	text bare;
	text_clear(&bare);
	const char *prefix = registration_bare_surname(from, &bare);
	add_with_prefix(out, prefix, bare.bytes);
}

void registration_whole_name(const registration *from, text *out)
{
	text_add(out, from->initials.bytes);
	text_add_byte(out, ' ');
	registration_surname(from, out);
}

void registration_sorted_name(const registration *from, text *out)
{
	const char *prefix = registration_bare_surname(from, out);
	text_add(out, ", ");
	text_add(out, from->initials.bytes);
	if (*prefix != '\0')
		text_add_byte(out, ' ');
	text_add(out, prefix);
}

void registration_caseworker(const registration *from, text *out)
{
	random_stream random = random_of(13, (uint64_t)from->in, from->who->index % 40);
	text_add_byte(out, (char)('A' + random_below(&random, 20)));
	text_add(out, ". ");
	word_surname(out, TONGUE_DUTCH, random_below(&random, 300));
}

void registration_phone(registration *from, text *out)
{
	const char *digits = from->phone.bytes;
	if (*digits == '\0')
		return;
	switch (random_below(&from->random, 6)) {
	case 0: text_add(out, "06-"); text_add(out, digits + 1); return;
	case 1: text_add(out, "0"); text_add(out, digits); return;
	case 2: text_add(out, "+31"); text_add(out, digits); return;
	case 3: text_add(out, "+31 6 "); text_add(out, digits + 1); return;
	case 4:
		text_add(out, "06");
		for (int i = 1; i < 9; i++) {
			if (i % 2 == 1)
				text_add_byte(out, ' ');
			text_add_byte(out, digits[i]);
		}
		return;
	default: text_add(out, from->in == SOURCE_UWV ? "" : "0031"); text_add(out, digits); return; /* the zero that Excel lost */
	}
}

void registration_second_phone(registration *from, text *out)
{
	if (from->phone.length == 0)
		return;
	char *last = &from->phone.bytes[from->phone.length - 1];
	*last = *last == '9' ? '0' : (char)(*last + 1);
	registration_phone(from, out);
}

void registration_title(registration *from, unsigned which, text *out)
{
	text_add(out, from->titles[which].bytes);
	uint32_t draw = random_below(&from->random, 1000);
	if (out->length == 0 || draw > 430)
		return;
	if (draw < 20)
		text_add(out, " (m/v)");
	else if (draw < 60)
		for (size_t i = 0; i < out->length; i++)
			out->bytes[i] = is_small(out->bytes[i]) ? (char)(out->bytes[i] - 'a' + 'A') : out->bytes[i];
	else
		text_capitalize(out);
}
