/* Twenty fields of each person, about 180 bytes: what the benchmarks read. */
#include "exports.h"
#include "occupations.h"

#include <string.h>

static const char *const COLUMNS[] = {
	"record_id", "source", "source_id", "as_of", "bsn", "initials", "prefix", "surname", "birth_date", "street",
	"house_number", "postcode", "place", "phone", "email", "scheme", "hours_max", "work_level", "licences", "desired_occupations", NULL,
};

/* About eight in a thousand streets hold what makes a CSV reader work: a separator, quotes or a line break. */
static void add_street(csv *out, const registration *from, bool as_csv)
{
	text value;
	text_clear(&value);
	person_street(from->at, &value);
	switch (from->who->index % 375) {
	case 17: text_add(&value, "; achter de hal"); break;
	case 142: text_add(&value, " \"de Poort\""); break;
	case 260: text_add(&value, as_csv ? "\r\nbovenwoning" : "\\r\\nbovenwoning"); break;
	default: break;
	}
	if (as_csv)
		csv_quoted(out, value.bytes);
	else
		csv_field(out, value.bytes);
}

static void add_number(csv *out, const char *before, uint64_t number)
{
	text value;
	text_clear(&value);
	text_add(&value, before);
	text_add_number(&value, number, 1);
	csv_field(out, value.bytes);
}

static void add_birth(csv *out, const registration *from)
{
	text value;
	text_clear(&value);
	text_add_date(&value, from->birth, "y-m-d");
	csv_field(out, value.bytes);
}

static void add_name(csv *out, const registration *from, bool as_csv)
{
	csv_field(out, from->initials.bytes);
	csv_field(out, from->prefix);
	if (as_csv)
		csv_quoted(out, from->surname.bytes);
	else
		csv_field(out, from->surname.bytes);
	add_birth(out, from);
}

static void add_address(csv *out, const registration *from, bool as_csv)
{
	const address *at = from->at;
	text value;
	add_street(out, from, as_csv);
	add_number(out, "", (uint64_t)at->house_number);
	text_clear(&value);
	text_add(&value, at->where->digits);
	text_add(&value, at->letters);
	csv_field(out, value.bytes);
	if (as_csv)
		csv_quoted(out, at->where->place);
	else
		csv_field(out, at->where->place);
}

static void add_profile(csv *out, const registration *from)
{
	const person *who = from->who;
	text value;
	text_clear(&value);
	if (from->phone.length > 0) {
		text_add(&value, "+31");
		text_add(&value, from->phone.bytes);
	}
	csv_field(out, value.bytes);
	csv_field(out, from->email.bytes);
	csv_field(out, who->scheme);
	if (who->hours_max > 0)
		add_number(out, "", (uint64_t)who->hours_max);
	else
		csv_field(out, "");
	add_number(out, "", (uint64_t)OCCUPATIONS[who->occupation].level);
	text_clear(&value);
	for (const char *at = who->licences; *at != '\0'; at++)
		text_add_byte(&value, *at == ',' ? '|' : *at);
	csv_field(out, value.bytes);
	csv_field(out, from->titles[0].bytes);
}

static void add_person(csv *out, const world *from, uint64_t index, bool as_csv)
{
	person who;
	registration made;
	person_make(from, index, &who);
	source in = (who.sources & 1u) != 0 ? SOURCE_UWV : REGIONS[who.home.where->region].south ? SOURCE_ZUID : SOURCE_NOORD;
	static const char *const codes[] = { "uwv", "zuid", "noord" }, *const ids[] = { "uwv:", "zuid:", "noord:" };
	registration_make(from, &who, in, 0, &made);
	add_number(out, ids[in], made.number);
	csv_field(out, codes[in]);
	add_number(out, "", made.number);
	csv_field(out, in == SOURCE_UWV ? "2026-10-31" : "2026-11-01");
	csv_field(out, made.bsn.bytes);
	add_name(out, &made, as_csv);
	add_address(out, &made, as_csv);
	add_profile(out, &made);
	csv_end_record(out);
}

void wide_write(csv *out, const world *from, bool as_csv)
{
	out->separator = as_csv ? ';' : '\t';
	out->line_end = as_csv ? "\r\n" : "\n";
	out->encoding = as_csv ? CSV_WINDOWS_1252 : CSV_UTF8;
	out->windows_letters = true; /* so that both hold the same values */
	out->no_quotes = !as_csv;
	csv_header(out, COLUMNS);
	for (uint64_t i = 0; i < from->persons; i++)
		add_person(out, from, i, as_csv);
}
