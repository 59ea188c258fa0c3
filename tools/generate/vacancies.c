/* Employers' vacancies: UTF-8, semicolons, LF, decimal commas. */
#include "exports.h"
#include "occupations.h"

#include <stdlib.h>
#include <string.h>

enum purpose { FOR_VACANCY = 500, FOR_EMPLOYER, FOR_PLACE };

static const char *const COLUMNS[] = {
	"vacature_id", "functie", "werkgever_id", "werkgever", "postcode", "plaats", "uren_van", "uren_tot", "niveau",
	"rijbewijs", "ervaring_jaren", "taal", "sector", "salaris_van", "salaris_tot", "salaris_per", "contract", "startdatum",
	"sluitingsdatum", "aantal_plaatsen", "vervuld", "eisen", "open_hiring", "aanpasbaar", "begeleiding", "omscholing",
	"doelgroep", NULL,
};

typedef struct vacancy {
	uint64_t index;
	random_stream random;
	const occupation_kind *kind;
	int hours_min, hours_max;
	bool licence, language, experience, level;
	bool open_hiring;
} vacancy;

static void add_number(csv *out, uint64_t number)
{
	text value;
	text_clear(&value);
	text_add_number(&value, number, 1);
	csv_field(out, value.bytes);
}

static void add_head(csv *out, const world *from, vacancy *at)
{
	random_stream *random = &at->random;
	text value;
	uint32_t kind = occupation_draw(random, 1);
	at->kind = &OCCUPATIONS[kind];
	text_clear(&value);
	text_add_byte(&value, 'V');
	text_add_number(&value, 2600000 + at->index + 1, 7);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add(&value, tables_title(&from->tables, random, kind));
	if (random_permille(random, 600))
		text_capitalize(&value);
	if (random_permille(random, 120))
		text_add(&value, random_permille(random, 500) ? " (m/v/x)" : " m/v");
	csv_field(out, value.bytes);
}

/* Some employers have many vacancies, most have one. */
static void add_employer(csv *out, const world *from, vacancy *at)
{
	static const char *const forms[] = { " B.V.", " Groep", " Diensten", " & Zn.", " Nederland B.V.", "" };
	random_stream *random = &at->random;
	uint32_t first = random_below(random, 240), second = random_below(random, 240);
	uint32_t number = first < second ? first : second;
	random_stream employer = random_of(from->seed, FOR_EMPLOYER, number);
	text value;
	text_clear(&value);
	text_add_byte(&value, 'W');
	text_add_number(&value, number + 1, 4);
	csv_field(out, value.bytes);
	text_clear(&value);
	word_employer(&value, number);
	text_add(&value, forms[random_below(&employer, 6)]);
	csv_field(out, value.bytes);
}

static void add_place(csv *out, const world *from, vacancy *at)
{
	static const uint16_t weights[REGION_COUNT] = { 46, 15, 23, 16 };
	random_stream *random = &at->random;
	const postcode *where = tables_postcode(&from->tables, random, (int)random_choice(random, weights, REGION_COUNT));
	text value;
	text_clear(&value);
	text_add(&value, where->digits);
	text_add(&value, random_permille(random, 400) ? " " : "");
	text_add_byte(&value, (char)('A' + random_below(random, 5)));
	text_add_byte(&value, (char)('G' + random_below(random, 5)));
	random_stream gap = random_of(from->seed, FOR_PLACE, at->index); /* only the town is told */
	csv_field(out, random_permille(&gap, 50) ? "" : value.bytes);
	csv_field(out, where->place);
}

static void add_hours(csv *out, vacancy *at)
{
	static const int most[] = { 40, 38, 36, 32, 24, 20, 16, 12, 8 };
	static const uint16_t weights[] = { 330, 80, 170, 160, 110, 50, 50, 30, 20 };
	random_stream *random = &at->random;
	at->hours_max = most[random_choice(random, weights, 9)];
	at->hours_min = at->hours_max - 4 * random_between(random, 0, at->hours_max > 16 ? 3 : 1);
	if (random_permille(random, 60)) {
		csv_field(out, "");
		csv_field(out, "");
		return;
	}
	add_number(out, (uint64_t)at->hours_min);
	add_number(out, (uint64_t)at->hours_max);
}

static void add_demands(csv *out, vacancy *at)
{
	static const char *const levels[] = { "", "", "basisniveau", "vmbo", "mbo", "hbo", "wo" };
	random_stream *random = &at->random;
	int level = at->kind->level;
	at->level = level > 1 && random_permille(random, level >= 5 ? 900 : 600);
	csv_field(out, at->level ? levels[level] : "");
	at->licence = at->kind->licence[0] != '\0' && random_permille(random, 850);
	csv_field(out, at->licence ? at->kind->licence : random_permille(random, 60) ? "B" : "");
	at->experience = level >= 3 && random_permille(random, 450);
	if (at->experience)
		add_number(out, (uint64_t)random_between(random, 1, level >= 5 ? 5 : 3));
	else
		csv_field(out, random_permille(random, 200) ? "0" : "");
	at->language = random_permille(random, level >= 3 ? 600 : 350);
	csv_field(out, !at->language ? "" : level >= 4 ? "Nederlands (goed)" : random_permille(random, 150) ? "Nederlands (redelijk); Engels (redelijk)" : "Nederlands (redelijk)");
	char sector[2] = { at->kind->sector, '\0' };
	csv_field(out, random_permille(random, 50) ? "" : sector);
}

static void add_money(csv *out, uint64_t cents)
{
	text value;
	text_clear(&value);
	text_add_number(&value, cents / 100, 1);
	text_add_byte(&value, ',');
	text_add_number(&value, cents % 100, 2);
	csv_field(out, value.bytes);
}

static void add_wage(csv *out, vacancy *at)
{
	static const char *const units[] = { "uur", "maand", "jaar" };
	random_stream *random = &at->random;
	if (random_permille(random, 220)) {
		csv_field(out, "");
		csv_field(out, "");
		csv_field(out, "");
		return;
	}
	static const uint16_t weights[] = { 550, 420, 30 };
	uint32_t unit = random_choice(random, weights, 3);
	uint64_t low = (uint64_t)at->kind->wage_cents + random_below(random, 120), high = low * (105 + random_below(random, 30)) / 100;
	uint64_t hours = unit == 0 ? 1 : unit == 1 ? 165 : 1976;
	low *= hours;
	high *= hours;
	if (unit > 0) {
		low -= low % 1000;
		high -= high % 1000;
	}
	add_money(out, low);
	if (random_permille(random, 200))
		csv_field(out, "");
	else
		add_money(out, high);
	csv_field(out, units[unit]);
}

static void add_term(csv *out, vacancy *at)
{
	static const char *const contracts[] = { "bepaalde tijd", "onbepaalde tijd", "tijdelijk", "vast", "" };
	static const uint16_t weights[] = { 400, 200, 150, 80, 170 };
	random_stream *random = &at->random;
	int today = date_to_days(AS_OF_MUNICIPALITY);
	csv_field(out, contracts[random_choice(random, weights, 5)]);
	text value;
	text_clear(&value);
	if (!random_permille(random, 300))
		text_add_date(&value, date_from_days(today + random_between(random, -10, 90)), "d-m-y");
	csv_field(out, value.bytes);
	text_clear(&value);
	if (!random_permille(random, 100))
		text_add_date(&value, date_from_days(today + random_between(random, -12, 75)), "D-M-y");
	csv_field(out, value.bytes);
	uint32_t places = random_permille(random, 780) ? 1 : 2 + random_below(random, random_permille(random, 200) ? 24 : 5);
	add_number(out, places);
	add_number(out, random_permille(random, 850) ? 0 : random_below(random, places + 1));
}

static void add_hard(csv *out, vacancy *at)
{
	random_stream *random = &at->random;
	const bool asked[] = { true, at->licence, at->language, at->level, at->hours_min >= 32 };
	static const char *const words[] = { "beroep", "rijbewijs", "taal", "niveau", "uren" };
	static const uint16_t chance[] = { 350, 800, 450, 300, 200 };
	text value;
	text_clear(&value);
	for (size_t i = 0; i < 5; i++) {
		if (!asked[i] || !random_permille(random, at->open_hiring ? 0 : chance[i]))
			continue;
		text_add(&value, value.length > 0 ? ", " : "");
		text_add(&value, words[i]);
	}
	csv_field(out, value.bytes);
}

static void add_inclusion(csv *out, vacancy *at)
{
	random_stream *random = &at->random;
	static const uint16_t yes[] = { 220, 260, 240, 130 };
	csv_field(out, at->open_hiring ? "ja" : random_permille(random, 300) ? "" : "nee");
	for (int i = 0; i < 4; i++)
		csv_field(out, random_permille(random, yes[i]) ? "ja" : random_permille(random, 350) ? "" : "nee");
}

static void add_vacancy(csv *out, const world *from, uint64_t index)
{
	vacancy at = { .index = index, .random = random_of(from->seed, FOR_VACANCY, index) };
	add_head(out, from, &at);
	add_employer(out, from, &at);
	add_place(out, from, &at);
	add_hours(out, &at);
	at.open_hiring = at.kind->level <= 2 && random_permille(&at.random, 140);
	add_demands(out, &at);
	add_wage(out, &at);
	add_term(out, &at);
	add_hard(out, &at);
	add_inclusion(out, &at);
	csv_end_record(out);
}

void vacancies_write(csv *out, const world *from, uint64_t count)
{
	out->separator = ';';
	out->line_end = "\n";
	out->encoding = CSV_UTF8;
	csv_header(out, COLUMNS);
	for (uint64_t i = 0; i < count; i++)
		add_vacancy(out, from, i);
}
