/* UWV: the export of the Sonar dashboard, 35 columns, as Excel saves it in a Dutch locale. */
#include "exports.h"
#include "occupations.h"

#include <string.h>

static const char *const COLUMNS[] = {
	"Datum melding", "1e uitk dag (niet WW)", "BSN", "ID_WZ", "Beschikbare uren/wk", "Opleidingsniveau", "Beroepssector",
	"Bemiddelingsberoep", "Mondeling Nederlands", "Schriftelijk Nederlands", "Rijbewijs", "Inschrijfdatum", "Geslacht",
	"Telefoonnummer", "Volledige Naam", "Leeftijd", "E-mailadres", "Vervoer", "Gemeente", "Postcode", "Plaats",
	"Straatnaam", "Huisnummer", "Huisnummer Toevoeging", "Banenafspraak", "Klantprofiel", "Arbeidsmarktregio",
	"Cases (aantal)", "Sonar", "Medewerker Naam", "Organisatie Naam", "GSD Kantoor", "Participatieladder", "Aantal",
	"Toestemming", NULL,
};

void uwv_begin(csv *out)
{
	out->separator = ';';
	out->line_end = "\r\n";
	out->encoding = CSV_WINDOWS_1252;
	csv_header(out, COLUMNS);
}

/* d-m-yyyy; where a cell lost its format, the day number of Excel. */
static void add_day(csv *out, random_stream *random, int day)
{
	text value;
	text_clear(&value);
	if (random_permille(random, 60))
		text_add_number(&value, (uint64_t)(day + 25569), 1);
	else
		text_add_date(&value, date_from_days(day), random_permille(random, 300) ? "d-m-y" : "D-M-y");
	csv_field(out, value.bytes);
}

static void add_number(csv *out, int number)
{
	text value;
	text_clear(&value);
	text_add_number(&value, (uint64_t)number, 1);
	csv_field(out, value.bytes);
}

/* What stands in a cell that nobody could fill. */
static const char *unknown(random_stream *random)
{
	static const char *const words[] = { "", "Onbekend", "??", "NNB" };
	static const uint16_t weights[] = { 480, 320, 100, 100 };
	return words[random_choice(random, weights, 4)];
}

static void add_first_columns(csv *out, registration *from)
{
	random_stream *random = &from->random;
	const person *who = from->who;
	add_day(out, random, who->registered - random_between(random, 0, 6));
	bool benefit = who->scheme[0] != '\0' && strcmp(who->scheme, "WW") != 0;
	if (benefit && random_permille(random, 850))
		add_day(out, random, who->registered - random_between(random, 20, 900));
	else
		csv_field(out, random_permille(random, 120) ? "01-01-1900" : "");
	const char *bsn = from->bsn.bytes;
	while (*bsn == '0')
		bsn++;
	csv_field(out, from->bsn.length > 0 ? bsn : random_permille(random, 200) ? "Onbekend" : "");
	text id;
	text_clear(&id);
	text_add_number(&id, 100000000 + from->number, 1);
	csv_field(out, id.bytes);
	if (who->hours_max > 0)
		add_number(out, who->hours_max);
	else
		csv_field(out, random_permille(random, 200) ? "??" : "");
}

static const char *education_word(random_stream *random, int education)
{
	bool second = random_permille(random, 400);
	switch (education) {
	case 1: return "Basisonderwijs";
	case 2: return "VMBO";
	case 3: return second ? "VWO" : "HAVO";
	case 4: return "MBO";
	case 5: return second ? "Bachelor" : "HBO";
	case 6: return second ? "Master" : "WO";
	case 9: return "Anders";
	default: return unknown(random);
	}
}

static void add_language(csv *out, random_stream *random, int level)
{
	if (level > 0)
		add_number(out, level);
	else
		csv_field(out, random_permille(random, 300) ? "0" : "");
}

static void add_profile(csv *out, registration *from)
{
	random_stream *random = &from->random;
	const person *who = from->who;
	csv_field(out, education_word(random, from->education));
	csv_field(out, from->sector != 0 ? sector_of(from->sector)->sbi : random_permille(random, 550) ? "99999" : unknown(random));
	text title;
	text_clear(&title);
	registration_title(from, 0, &title);
	csv_field(out, title.length > 0 ? title.bytes : unknown(random));
	add_language(out, random, who->dutch_speaking);
	add_language(out, random, who->dutch_writing);
	csv_field(out, who->licences[0] != '\0' ? who->licences : random_permille(random, 350) ? "Geen" : "");
	add_day(out, random, who->registered);
	csv_field(out, random_permille(random, 4) ? "??" : who->woman ? "V" : "M");
}

static void add_name(csv *out, registration *from, spoilt how)
{
	random_stream *random = &from->random;
	text name;
	text_clear(&name);
	uint32_t draw = random_below(random, 100);
	if (draw < 58)
		registration_whole_name(from, &name);
	else if (draw < 84)
		registration_sorted_name(from, &name);
	else {
		text_add(&name, from->given.bytes);
		text_add_byte(&name, ' ');
		registration_surname(from, &name);
	}
	if (how == SPOILT_NOT || how == SPOILT_SHORT || how == SPOILT_LONG) {
		csv_quoted(out, name.bytes);
		return;
	}
	csv_raw(out, how == SPOILT_SEPARATOR ? ";" : ";\"");
	text_clear(&name);
	text_add_plain(&name, from->given.bytes);
	text_add(&name, how == SPOILT_STRAY_QUOTE ? " \"JP\" " : how == SPOILT_SEPARATOR ? "; " : " ");
	text_add_plain(&name, from->surname.bytes);
	text_add(&name, how == SPOILT_STRAY_QUOTE ? "\"" : "");
	csv_raw(out, name.bytes);
}

static void add_transport(csv *out, random_stream *random, const char *codes)
{
	static const char *const words[][3] = {
		{ "AUTO", "Auto", "auto" }, { "Scooter", "BROMFIETS", "bromfiets" }, { "FIETS", "Fiets", "fiets" },
		{ "MOTOR", "Motor", "motor" }, { "OV", "Openbaar vervoer", "openbaar vervoer" },
	};
	text value;
	text_clear(&value);
	for (; *codes != '\0'; codes++) {
		if (*codes == ',')
			text_add_byte(&value, ',');
		else
			text_add(&value, words[*codes - '1'][random_below(random, 3)]);
	}
	csv_field(out, value.length > 0 ? value.bytes : random_permille(random, 200) ? "Onbekend" : "");
}

static void add_address(csv *out, registration *from)
{
	random_stream *random = &from->random;
	const address *at = from->at;
	text value;
	csv_field(out, at->where->municipality);
	text_clear(&value);
	text_add(&value, at->where->digits);
	text_add(&value, random_permille(random, 180) ? " " : "");
	text_add(&value, at->letters);
	csv_field(out, random_permille(random, 12) ? "" : value.bytes);
	csv_field(out, at->where->place);
	text_clear(&value);
	person_street(at, &value);
	csv_quoted(out, value.bytes);
	add_number(out, at->house_number);
	csv_field(out, at->house_suffix);
}

static void add_last_columns(csv *out, registration *from)
{
	static const char *const profiles[] = { "", "Zelfredzaam", "Basisdienstverlening", "Intensieve dienstverlening", "NNB" };
	static const uint16_t weights[] = { 300, 260, 230, 150, 60 };
	random_stream *random = &from->random;
	const person *who = from->who;
	text value;
	csv_field(out, who->target_group ? "1" : "2");
	csv_field(out, profiles[random_choice(random, weights, 5)]);
	csv_field(out, REGIONS[from->at->where->region].name);
	add_number(out, random_between(random, 1, 3));
	csv_field(out, "J");
	text_clear(&value);
	registration_caseworker(from, &value);
	csv_quoted(out, value.bytes);
	for (uint32_t i = 0; i < 2; i++) {
		text_clear(&value);
		word_office(&value, (uint32_t)from->at->where->region + 4 * i);
		csv_field(out, value.bytes);
	}
	if (random_permille(random, 700))
		add_number(out, who->ladder);
	else
		csv_field(out, "");
	csv_field(out, "1");
	csv_field(out, random_permille(random, 60) ? "" : who->consent ? "Ja" : "Nee");
}

void uwv_row(csv *out, registration *from, spoilt how)
{
	text value;
	add_first_columns(out, from);
	add_profile(out, from);
	text_clear(&value);
	registration_phone(from, &value);
	csv_field(out, value.length > 0 ? value.bytes : unknown(&from->random));
	add_name(out, from, how);
	add_number(out, date_age(from->who->birth, AS_OF_UWV));
	csv_field(out, from->email.length > 0 ? from->email.bytes : random_permille(&from->random, 150) ? "NNB" : "");
	add_transport(out, &from->random, from->who->transport);
	add_address(out, from);
	if (how != SPOILT_SHORT)
		add_last_columns(out, from);
	csv_raw(out, how == SPOILT_LONG ? ";;Ja" : "");
	csv_end_record(out);
}

void uwv_end(csv *out, uint64_t rows)
{
	text value;
	text_clear(&value);
	text_add_number(&value, rows, 1);
	for (int i = 0; COLUMNS[i] != NULL; i++)
		csv_field(out, i == 0 ? "Totaal" : strcmp(COLUMNS[i], "Aantal") == 0 ? value.bytes : "");
	csv_end_record(out);
}
