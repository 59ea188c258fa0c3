/* gemeente-zuid: UTF-8 with a byte order mark, commas, LF, ISO dates, name in columns, number and addition in one. */
#include "exports.h"
#include "occupations.h"

#include <string.h>

static const char *const COLUMNS[] = {
	"Clientnummer", "Voorletters", "Tussenvoegsel", "Achternaam", "Roepnaam", "Geslacht", "Geboortedatum",
	"Burgerservicenummer", "Straat", "Huisnummer", "Postcode", "Woonplaats", "Gemeente", "Telefoon", "E-mail", "Uitkering",
	"Ingangsdatum uitkering", "Einddatum uitkering", "Opleiding", "Sector", "Beroep (wens)", "Uren", "Contractvorm",
	"Soort werk", "Rijbewijs", "Vervoer", "Talen", "Max. reistijd", "Max. reisafstand",
	"Direct bemiddelbaar", "Beschikbaar vanaf", "Werkervaring", "Klantmanager", "Ontheffing", "Belemmeringen",
	"Toestemming", NULL,
};

void zuid_begin(csv *out)
{
	out->separator = ',';
	out->line_end = "\n";
	out->encoding = CSV_UTF8;
	csv_raw(out, "\xEF\xBB\xBF");
	csv_header(out, COLUMNS);
}

static void add_date(csv *out, date day)
{
	text value;
	text_clear(&value);
	text_add_date(&value, day, "y-m-d");
	csv_field(out, value.bytes);
}

static void add_person(csv *out, registration *from)
{
	random_stream *random = &from->random;
	text value, prefix;
	text_clear(&value);
	text_add_byte(&value, 'C');
	text_add_number(&value, from->number, 8);
	csv_field(out, value.bytes);
	csv_field(out, from->initials.bytes);
	text_clear(&value);
	text_clear(&prefix);
	text_add(&prefix, registration_bare_surname(from, &value));
	if (prefix.length > 0 && random_permille(random, 50)) { /* the prefix stands in the surname's column */
		text_add_byte(&prefix, ' ');
		text_add(&prefix, value.bytes);
		value = prefix;
		text_clear(&prefix);
	}
	if (random_permille(random, 40))
		text_capitalize(&prefix);
	csv_field(out, prefix.bytes);
	csv_field(out, value.bytes);
	csv_field(out, random_permille(random, 750) ? from->given.bytes : "");
	csv_field(out, random_permille(random, 6) ? "onbekend" : from->who->woman ? "vrouw" : "man");
	if (random_permille(random, 8))
		csv_field(out, random_permille(random, 500) ? "1900-01-01" : "0001-01-01");
	else
		add_date(out, from->birth);
	csv_field(out, from->bsn.bytes);
}

static void add_address(csv *out, registration *from)
{
	const address *at = from->at;
	text value;
	text_clear(&value);
	person_street(at, &value);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add_number(&value, (uint64_t)at->house_number, 1);
	if (at->house_suffix[0] != '\0') {
		text_add(&value, random_permille(&from->random, 500) ? "-" : random_permille(&from->random, 500) ? " " : "");
		text_add(&value, at->house_suffix);
	}
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add(&value, at->where->digits);
	text_add_byte(&value, ' ');
	text_add(&value, at->letters);
	csv_field(out, value.bytes);
	csv_field(out, at->where->place);
	csv_field(out, at->where->municipality);
}

static void add_contact(csv *out, registration *from)
{
	text value;
	text_clear(&value);
	registration_phone(from, &value);
	if (value.length > 0 && random_permille(&from->random, 25)) {
		text_add(&value, " / ");
		registration_second_phone(from, &value);
	}
	csv_field(out, value.bytes);
	csv_field(out, from->email.bytes);
}

/* A person whose own benefit is UWV's gets a supplement here. */
static const char *local_scheme(const person *who)
{
	return strcmp(who->scheme, "IOAW") == 0 || strcmp(who->scheme, "IOAZ") == 0 || strcmp(who->scheme, "NUG") == 0 ? who->scheme : "Participatiewet";
}

static void add_benefit(csv *out, registration *from)
{
	random_stream *random = &from->random;
	const char *scheme = local_scheme(from->who);
	int from_day = from->who->registered - random_between(random, 0, 60);
	csv_field(out, scheme);
	if (strcmp(scheme, "NUG") == 0)
		csv_field(out, "");
	else
		add_date(out, date_from_days(from_day));
	if (from->away)
		add_date(out, date_from_days(from_day + random_between(random, 30, 300) < date_to_days(AS_OF_UWV) ? from_day + 30 : date_to_days(AS_OF_UWV)));
	else
		csv_field(out, random_permille(random, 300) ? "9999-12-31" : "");
}

static const char *education_words(random_stream *random, int education)
{
	static const char *const words[][4] = {
		{ "Basisonderwijs", "basisonderwijs", "Basisschool", "Basisonderwijs" }, { "VMBO", "vmbo", "Mavo", "vmbo-t" },
		{ "HAVO", "vwo", "havo", "VWO" },                                         { "MBO 2", "mbo niveau 4", "MBO", "MBO 3" },
		{ "HBO", "hbo", "HBO bachelor", "HBO" },                                  { "WO", "universiteit", "WO master", "wo" },
	};
	if (education == 0)
		return random_permille(random, 300) ? "onbekend" : "";
	return education == 9 ? "Anders" : words[education - 1][random_below(random, 4)];
}

static void add_hours(csv *out, const person *who)
{
	text value;
	text_clear(&value);
	if (who->hours_max > 0) {
		if (who->hours_min > 0 && who->hours_min != who->hours_max) {
			text_add_number(&value, (uint64_t)who->hours_min, 1);
			text_add_byte(&value, '-');
		}
		text_add_number(&value, (uint64_t)who->hours_max, 1);
	}
	csv_field(out, value.bytes);
}

static void add_transport(csv *out, const char *codes)
{
	static const char *const words[] = { "auto", "bromfiets", "fiets", "motor", "openbaar vervoer" };
	text value;
	text_clear(&value);
	for (; *codes != '\0'; codes++)
		text_add(&value, *codes == ',' ? "; " : words[*codes - '1']);
	csv_field(out, value.bytes);
}

static void add_languages(csv *out, registration *from)
{
	static const char *const levels[] = { "", "geen", "redelijk", "goed", "uitstekend" };
	const person *who = from->who;
	text value;
	text_clear(&value);
	if (who->dutch_speaking > 0) {
		text_add(&value, "Nederlands (");
		text_add(&value, levels[who->dutch_speaking]);
		text_add(&value, ")");
	}
	if (who->from != ORIGIN_DUTCH && who->dutch_speaking > 0) {
		text_add(&value, "; ");
		text_add(&value, name_language(who->from));
		text_add(&value, " (uitstekend)");
	}
	if (who->english && who->dutch_speaking > 0)
		text_add(&value, who->index % 3 == 0 ? "; Engels (redelijk)" : "; Engels (goed)");
	csv_field(out, value.bytes);
}

static void add_work(csv *out, registration *from)
{
	static const char *const kinds[] = { "", "Regulier", "Leerbaan", "Vrijwilligerswerk", "Werkervaringsplaats" };
	random_stream *random = &from->random;
	const person *who = from->who;
	text value;
	csv_field(out, education_words(random, from->education));
	csv_field(out, from->sector != 0 ? sector_of(from->sector)->name : "");
	text_clear(&value);
	registration_title(from, 0, &value);
	if (value.length > 0 && from->titles[1].length > 0) {
		text_add(&value, " / ");
		text_add(&value, from->titles[1].bytes);
	}
	csv_field(out, value.bytes);
	add_hours(out, who);
	csv_field(out, who->contract == 'B' ? "Bepaalde tijd" : who->contract == 'O' ? "Onbepaalde tijd" : "");
	csv_field(out, kinds[who->work_kind]);
	csv_field(out, who->licences[0] != '\0' ? who->licences : random_permille(random, 500) ? "geen" : "");
	add_transport(out, who->transport);
	add_languages(out, from);
	csv_field(out, random_permille(random, 400) ? "60" : random_permille(random, 400) ? "30 min" : "");
}

static void add_distance(csv *out, registration *from)
{
	text value;
	text_clear(&value);
	if (from->who->max_km > 0)
		text_add_number(&value, (uint64_t)from->who->max_km, 1);
	if (value.length > 0 && random_permille(&from->detail, 250))
		text_add(&value, " km");
	csv_field(out, value.bytes);
}

static void add_availability(csv *out, registration *from)
{
	const person *who = from->who;
	if (!from->knows_availability) {
		csv_field(out, random_permille(&from->detail, 400) ? "onbekend" : "");
		csv_field(out, "");
		return;
	}
	csv_field(out, who->available ? "ja" : "nee");
	if (who->available_from > 0)
		add_date(out, date_from_days(who->available_from));
	else
		csv_field(out, "");
}

static void add_month(text *value, int month, bool year_only)
{
	if (!year_only) {
		text_add_number(value, (uint64_t)(month % 12 + 1), 2);
		text_add_byte(value, '-');
	}
	text_add_number(value, (uint64_t)(month / 12), 4);
}

/* "kok (2015-2019)", "kok (03-2015 t/m 06-2019)", "kok (2015-heden)", "kok (sinds 2015)". */
static void add_period(text *value, random_stream *random, const job *at)
{
	bool years = random_permille(random, 800), since = at->to == 0 && random_permille(random, 400);
	text_add(value, since ? " (sinds " : " (");
	add_month(value, at->from, years);
	if (!since && (at->to == 0 || !years || at->from / 12 != at->to / 12)) {
		text_add(value, years ? "-" : " t/m ");
		if (at->to == 0)
			text_add(value, "heden");
		else
			add_month(value, at->to, years);
	}
	text_add_byte(value, ')');
}

static void add_jobs(csv *out, registration *from)
{
	bool dated = !random_permille(&from->detail, 200);
	text value;
	text_clear(&value);
	for (int i = 0; from->knows_jobs && i < JOBS_MAX && from->who->jobs[i].title != NULL; i++) {
		text_add(&value, i > 0 ? "; " : "");
		text_add(&value, from->who->jobs[i].title);
		if (dated)
			add_period(&value, &from->detail, &from->who->jobs[i]);
	}
	csv_field(out, value.bytes);
}

void zuid_row(csv *out, registration *from)
{
	static const char *const waivers[] = { "", "Sociaal/medisch tijdelijk", "Sociaal/medisch permanent", "Ouder met kind<5" };
	static const uint16_t waiver_weights[] = { 860, 80, 20, 40 };
	static const char *const obstacles[] = { "", "geen", "taal", "kinderopvang", "schulden, huisvesting", "lichamelijke belasting", "vervoer", "\"wil niet\" (eigen zeggen)", "taal\nkinderopvang" };
	static const uint16_t obstacle_weights[] = { 560, 180, 80, 50, 50, 60, 15, 5, 4 };
	random_stream *random = &from->random;
	text value;
	add_person(out, from);
	add_address(out, from);
	add_contact(out, from);
	add_benefit(out, from);
	add_work(out, from);
	add_distance(out, from);
	add_availability(out, from);
	add_jobs(out, from);
	text_clear(&value);
	registration_caseworker(from, &value);
	csv_field(out, value.bytes);
	csv_field(out, waivers[random_choice(random, waiver_weights, 4)]);
	csv_field(out, obstacles[random_choice(random, obstacle_weights, 9)]);
	csv_field(out, random_permille(random, 100) ? "" : from->who->consent ? "ja" : "nee");
	csv_end_record(out);
}
