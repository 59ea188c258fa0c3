/* gemeente-noord: ISO 8859-15, semicolons, CRLF, everything quoted, dates AAAAMMDD with zeros for what is unknown. */
#include "exports.h"

#include <string.h>

static const char *const COLUMNS[] = {
	"klantnr", "bsnnr", "naam", "voornaam", "geslacht", "geb_dat", "straat", "hnr", "hnr_toev", "pc", "plaats", "tel1", "tel2",
	"mail", "regeling", "datum_ingang", "datum_uitschrijving", "opl_niveau", "branche", "gewenst_beroep_1",
	"gewenst_beroep_2", "uren_min", "uren_max", "dienstverband", "soort_werk", "rijbewijs_b", "fiets", "auto", "ov",
	"taal_nl", "taal_overig", "direct_bemiddelb", "beschikbaar_per", "ervaring_1", "ervaring_1_van", "ervaring_1_tot",
	"consulent", "akkoord_delen", NULL,
};

void noord_begin(csv *out)
{
	out->separator = ';';
	out->line_end = "\r\n";
	out->encoding = CSV_ISO_8859_15;
	out->quote_all = true;
	csv_header(out, COLUMNS);
}

static void add_number(csv *out, uint64_t number, unsigned width)
{
	text value;
	text_clear(&value);
	text_add_number(&value, number, width);
	csv_field(out, value.bytes);
}

static void add_date(csv *out, date day)
{
	text value;
	text_clear(&value);
	text_add_date(&value, day, "ymd");
	csv_field(out, value.bytes);
}

static void add_birth(csv *out, registration *from)
{
	date birth = from->birth;
	if (birth.month == 1 && birth.day == 1 && random_permille(&from->random, 450))
		birth.month = birth.day = 0; /* the real day is not known */
	else if (random_permille(&from->random, 12))
		birth.day = 0;
	else if (random_permille(&from->random, 6))
		birth = (date){ 0, 0, 0 };
	else if (random_permille(&from->random, 5))
		birth.month = 2, birth.day = 31; /* a day that never was */
	add_date(out, birth);
}

static void add_person(csv *out, registration *from)
{
	text value;
	add_number(out, from->number, 8);
	csv_field(out, from->bsn.length > 0 ? from->bsn.bytes : random_permille(&from->random, 300) ? "000000000" : "");
	text_clear(&value);
	if (random_permille(&from->random, 700))
		registration_sorted_name(from, &value);
	else
		registration_whole_name(from, &value);
	csv_field(out, value.bytes);
	csv_field(out, random_permille(&from->random, 600) ? from->given.bytes : "");
	csv_field(out, random_permille(&from->random, 5) ? "0" : from->who->woman ? "2" : "1");
	add_birth(out, from);
}

static void add_address(csv *out, registration *from)
{
	const address *at = from->at;
	text value;
	text_clear(&value);
	person_street(at, &value);
	csv_field(out, value.bytes);
	add_number(out, (uint64_t)at->house_number, 1);
	csv_field(out, at->house_suffix);
	text_clear(&value);
	text_add(&value, at->where->digits);
	text_add_plain(&value, random_permille(&from->random, 150) ? at->letters : "");
	if (value.length == 4)
		text_add(&value, at->letters);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add(&value, at->where->place);
	if (random_permille(&from->random, 200))
		for (size_t i = 0; i < value.length; i++)
			if (value.bytes[i] >= 'a' && value.bytes[i] <= 'z')
				value.bytes[i] = (char)(value.bytes[i] - 'a' + 'A');
	csv_field(out, value.bytes);
}

static void add_contact(csv *out, registration *from)
{
	text value;
	text_clear(&value);
	registration_phone(from, &value);
	csv_field(out, value.bytes);
	text_clear(&value);
	if (random_permille(&from->random, 60))
		registration_second_phone(from, &value);
	csv_field(out, value.bytes);
	csv_field(out, from->email.bytes);
}

static void add_benefit(csv *out, registration *from)
{
	random_stream *random = &from->random;
	const char *scheme = from->who->scheme;
	bool local = scheme[0] == 'I' || strcmp(scheme, "NUG") == 0;
	csv_field(out, local && strcmp(scheme, "WIA") != 0 ? scheme : "PW");
	add_date(out, date_from_days(from->who->registered - random_between(random, 0, 60)));
	if (from->away)
		add_date(out, date_from_days(from->who->registered + 5));
	else
		csv_field(out, random_permille(random, 500) ? "00000000" : "");
}

static void add_work(csv *out, registration *from)
{
	const person *who = from->who;
	text value;
	char code[2] = { (char)('0' + from->education), '\0' };
	csv_field(out, from->education > 0 ? code : random_permille(&from->random, 300) ? "0" : "");
	code[0] = from->sector;
	csv_field(out, code);
	for (unsigned i = 0; i < 2; i++) {
		text_clear(&value);
		registration_title(from, i, &value);
		csv_field(out, value.bytes);
	}
	if (who->hours_min > 0)
		add_number(out, (uint64_t)who->hours_min, 1);
	else
		csv_field(out, "");
	if (who->hours_max > 0)
		add_number(out, (uint64_t)who->hours_max, 1);
	else
		csv_field(out, "");
	code[0] = who->contract;
	csv_field(out, code);
	if (who->work_kind > 0)
		add_number(out, (uint64_t)who->work_kind, 2);
	else
		csv_field(out, "");
}

static const char *yes_no(bool known, bool yes)
{
	return !known ? "" : yes ? "J" : "N";
}

static void add_mobility(csv *out, registration *from)
{
	const person *who = from->who;
	bool known = who->transport[0] != '\0';
	csv_field(out, yes_no(random_permille(&from->random, 880), strchr(who->licences, 'B') != NULL));
	csv_field(out, yes_no(known, strchr(who->transport, '3') != NULL));
	csv_field(out, yes_no(known, strchr(who->transport, '1') != NULL));
	csv_field(out, yes_no(known, strchr(who->transport, '5') != NULL));
	text value;
	if (who->dutch_speaking > 0)
		add_number(out, (uint64_t)who->dutch_speaking, 1);
	else
		csv_field(out, "");
	text_clear(&value);
	if (who->from != ORIGIN_DUTCH)
		text_add(&value, name_language_code(who->from));
	if (who->english)
		text_add(&value, value.length > 0 ? ",eng" : "eng");
	csv_field(out, value.bytes);
}

static void add_availability(csv *out, registration *from)
{
	const person *who = from->who;
	csv_field(out, yes_no(from->knows_availability, who->available));
	if (from->knows_availability && who->available_from > 0)
		add_date(out, date_from_days(who->available_from));
	else
		csv_field(out, random_permille(&from->detail, 300) ? "00000000" : "");
}

/* AAAAMM00, or only the year; 99999999 while it lasts. */
static void add_month(csv *out, int month, bool year_only)
{
	if (month == 0)
		csv_field(out, "99999999");
	else if (year_only)
		add_number(out, (uint64_t)(month / 12), 4);
	else
		add_date(out, (date){ month / 12, month % 12 + 1, 0 });
}

static void add_job(csv *out, registration *from)
{
	const job *at = &from->who->jobs[0];
	bool years = random_permille(&from->detail, 350), dated = !random_permille(&from->detail, 120);
	bool known = from->knows_jobs && at->title != NULL;
	csv_field(out, known ? at->title : "");
	if (known && dated) {
		add_month(out, at->from, years);
		add_month(out, at->to, years);
	} else {
		csv_field(out, "");
		csv_field(out, "");
	}
}

void noord_row(csv *out, registration *from)
{
	text value;
	add_person(out, from);
	add_address(out, from);
	add_contact(out, from);
	add_benefit(out, from);
	add_work(out, from);
	add_mobility(out, from);
	add_availability(out, from);
	add_job(out, from);
	text_clear(&value);
	registration_caseworker(from, &value);
	csv_field(out, value.bytes);
	csv_field(out, yes_no(!random_permille(&from->random, 100), from->who->consent));
	csv_end_record(out);
}
