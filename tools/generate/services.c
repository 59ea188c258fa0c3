/* What can be had in the regions: a list of providers' services (zuid), a region's toolbox of instruments (noord) and the JSON of
   an instrument guide. Kinds, lengths and prices are of the right size, providers are made up. */
#include "exports.h"

#include <string.h>

enum purpose { FOR_SERVICE = 600, FOR_PROVIDER };

enum { KOFFER_OBSTACLES = 6 };

static const char *const OBSTACLES[KOFFER_OBSTACLES] = { "taal", "schulden", "gezondheid", "kinderopvang", "vervoer", "werkritme" };

/* `names`, `needs`, `removes` and `gives`: choices with | between them. Months from and to, cost in euro from and to. */
typedef struct service_kind {
	const char *names, *branch;
	int months_from, months_to, hours, cost_from, cost_to;
	const char *needs, *removes;
	const char *skill, *certificate, *diploma, *language, *licence;
	const char *first, *without, *payer;
	uint16_t weight;
} service_kind;

static const service_kind KINDS[] = {
	{ .names = "Taaltraining|NT2-cursus|Taal op de werkvloer|Taalles", .branch = "roc", .months_from = 3, .months_to = 9, .hours = 8,
	  .cost_from = 900, .cost_to = 2400, .needs = "iedereen|onvoldoende Nederlands", .removes = "taal", .language = "Nederlands A2|Nederlands B1|Nederlands B2",
	  .payer = "participatiebudget|educatiemiddelen", .weight = 90 },
	{ .names = "Lezen en schrijven|Tel mee met Taal", .branch = "roc", .months_from = 3, .months_to = 6, .hours = 6, .cost_from = 600, .cost_to = 1200,
	  .needs = "laaggeletterd", .removes = "laaggeletterdheid", .payer = "educatiemiddelen", .weight = 30 },
	{ .names = "Digivaardigheid|Klik & Tik|Computercursus", .branch = "bibliotheek", .months_from = 1, .months_to = 3, .hours = 4, .cost_to = 250,
	  .needs = "iedereen", .removes = "digitale vaardigheden", .skill = "werken met de computer", .payer = "participatiebudget", .weight = 30 },
	{ .names = "Schuldhulpverlening|Schuldregeling|Budgetbeheer", .branch = "gemeente", .months_from = 6, .months_to = 36, .hours = 1, .cost_from = 1200,
	  .cost_to = 3200, .needs = "schulden", .removes = "schulden", .payer = "algemene middelen", .weight = 60 },
	{ .names = "Kinderopvang|Kinderopvang SMI|Bijdrage kinderopvang", .branch = "gemeente", .months_from = 6, .months_to = 12, .cost_from = 1500,
	  .cost_to = 5200, .needs = "kinderen", .removes = "kinderopvang", .payer = "algemene middelen", .weight = 40 },
	{ .names = "Woonbegeleiding|Begeleid wonen|Hulp bij huisvesting", .branch = "welzijnsorganisatie", .months_from = 6, .months_to = 18, .hours = 1,
	  .cost_from = 900, .cost_to = 3600, .needs = "iedereen", .removes = "huisvesting", .payer = "algemene middelen", .weight = 40 },
	{ .names = "Fiets voor werk|Reiskostenvergoeding|E-bikeregeling", .branch = "gemeente", .months_from = 1, .months_to = 12, .cost_from = 150,
	  .cost_to = 900, .needs = "Participatiewet|iedereen", .removes = "vervoer", .payer = "participatiebudget", .weight = 40 },
	{ .names = "Vitaliteitstraining|Fit naar werk|Leefstijltraject", .branch = "OVAL", .months_from = 2, .months_to = 6, .hours = 6, .cost_from = 800,
	  .cost_to = 2600, .needs = "Participatiewet|gezondheidsklachten", .removes = "gezondheid", .payer = "participatiebudget", .weight = 50 },
	{ .names = "Sociale activering|Dagritme|Meedoen", .branch = "welzijnsorganisatie", .months_from = 3, .months_to = 12, .hours = 8, .cost_from = 400,
	  .cost_to = 1800, .needs = "Participatiewet", .removes = "sociaal isolement", .payer = "participatiebudget", .weight = 50 },
	{ .names = "Maatjesproject|Jobhulpmaatje", .branch = "stichting", .months_from = 3, .months_to = 12, .hours = 1, .cost_to = 300, .needs = "iedereen",
	  .removes = "geen netwerk", .payer = "participatiebudget", .weight = 30 },
	{ .names = "Assessment|Capaciteitentest|Talentenscan", .branch = "OVAL", .cost_from = 250, .cost_to = 950, .hours = 8, .needs = "iedereen",
	  .payer = "participatiebudget", .weight = 60 },
	{ .names = "Loopbaan-APK|Loopbaanadvies|Ontwikkeladvies", .branch = "OVAL", .months_from = 1, .months_to = 2, .hours = 2, .cost_from = 350,
	  .cost_to = 950, .needs = "werkenden|iedereen", .removes = "geen beroepsbeeld", .payer = "perspectief op werk|ontwikkelfonds", .weight = 40 },
	{ .names = "Loonwaardemeting|Loonwaardebepaling", .branch = "OVAL", .cost_from = 450, .cost_to = 1100, .hours = 8, .needs = "doelgroepregister",
	  .payer = "participatiebudget", .weight = 30 },
	{ .names = "Sollicitatietraining|Sollicitatiecursus|Workshop solliciteren", .branch = "OVAL", .months_from = 1, .months_to = 2, .hours = 6,
	  .cost_from = 250, .cost_to = 900, .needs = "uitkering", .removes = "solliciteren", .skill = "solliciteren", .payer = "participatiebudget", .weight = 80 },
	{ .names = "Werknemersvaardigheden|Arbeidstraining|Werkritme opdoen", .branch = "SW-bedrijf", .months_from = 2, .months_to = 6, .hours = 24,
	  .cost_from = 1200, .cost_to = 3800, .needs = "Participatiewet", .removes = "werkritme", .skill = "samenwerken", .payer = "participatiebudget", .weight = 70 },
	{ .names = "Werkfit maken|Werkfittraject", .branch = "OVAL", .months_from = 6, .months_to = 12, .hours = 8, .cost_from = 2400, .cost_to = 4400,
	  .needs = "WIA, Wajong|Ziektewet, WIA", .removes = "werkritme", .payer = "UWV", .weight = 50 },
	{ .names = "Naar werk|Re-integratietraject|Traject naar werk", .branch = "OVAL", .months_from = 6, .months_to = 18, .hours = 4, .cost_from = 3000,
	  .cost_to = 5000, .needs = "WIA, Wajong|uitkering", .first = "werkfit maken", .payer = "UWV|participatiebudget", .weight = 50 },
	{ .names = "Vakcursus|Beroepsgerichte training|Korte scholing", .branch = "opleider", .months_from = 1, .months_to = 4, .hours = 20, .cost_from = 800,
	  .cost_to = 3500, .needs = "iedereen|WW, werkenden", .skill = "solderen; lassen|inpakken; orderpicken|serveren|schoonmaken|facturen verwerken",
	  .payer = "scholingsbudget|perspectief op werk", .weight = 90 },
	{ .names = "Heftruckcertificaat|Cursus heftruck|VCA|BHV", .branch = "opleider", .hours = 16, .cost_from = 150, .cost_to = 750, .needs = "iedereen",
	  .skill = "heftruck rijden|veilig werken", .certificate = "VCA basis|heftruckcertificaat", .removes = "geen diploma", .payer = "scholingsbudget", .weight = 70 },
	{ .names = "Praktijkleren met praktijkverklaring|Praktijkverklaring|MBO-certificaat", .branch = "roc", .months_from = 3, .months_to = 9, .hours = 28,
	  .cost_from = 900, .cost_to = 2600, .needs = "zonder startkwalificatie", .removes = "geen diploma", .certificate = "praktijkverklaring logistiek|mbo-certificaat zorg",
	  .payer = "scholingsbudget", .weight = 50 },
	{ .names = "Entree-opleiding|MBO niveau 1", .branch = "roc", .months_from = 10, .months_to = 12, .hours = 30, .cost_from = 4500, .cost_to = 7000,
	  .needs = "jongeren tot 27", .removes = "geen startkwalificatie", .diploma = "vmbo assistent logistiek", .payer = "onderwijs", .weight = 30 },
	{ .names = "Leerwerkbaan|BBL", .branch = "roc", .months_from = 12, .months_to = 36, .hours = 32, .cost_from = 1200, .cost_to = 7000, .needs = "werkgever in beeld",
	  .diploma = "mbo verzorgende ig|mbo monteur", .removes = "geen diploma", .payer = "werkgever|onderwijs", .weight = 40 },
	{ .names = "Rijlessen|Rijbewijs B", .branch = "overig", .months_from = 4, .months_to = 9, .hours = 2, .cost_from = 1500, .cost_to = 2800, .needs = "18+",
	  .removes = "geen rijbewijs", .licence = "B", .payer = "scholingsbudget", .weight = 20 },
	{ .names = "Werkervaringsplaats|Werken met behoud van uitkering|WEP", .branch = "SW-bedrijf", .months_from = 3, .months_to = 6, .hours = 24, .cost_to = 1500,
	  .needs = "Participatiewet", .removes = "geen werkervaring", .without = "loonkostensubsidie; uitzenden", .payer = "participatiebudget", .weight = 60 },
	{ .names = "Proefplaatsing|Proefplaats", .branch = "gemeente", .months_from = 2, .months_to = 6, .hours = 32, .needs = "uitkering", .removes = "geen werkervaring",
	  .without = "loonkostensubsidie", .payer = "geen", .weight = 50 },
	{ .names = "Loonkostensubsidie|LKS|Loonkostensubsidie Participatiewet", .branch = "gemeente", .months_from = 12, .months_to = 36, .cost_from = 6000,
	  .cost_to = 12000, .needs = "loonwaarde onder het minimumloon", .first = "loonwaardemeting", .without = "tijdelijke loonkostensubsidie; loondispensatie",
	  .payer = "inkomensdeel", .weight = 50 },
	{ .names = "Plaatsingssubsidie|Tijdelijke loonkostensubsidie", .branch = "gemeente", .months_from = 6, .months_to = 12, .cost_from = 2000, .cost_to = 6000,
	  .needs = "langdurig werkloos", .without = "loonkostensubsidie", .payer = "perspectief op werk", .weight = 30 },
	{ .names = "No-riskpolis", .branch = "UWV", .months_from = 12, .months_to = 60, .needs = "doelgroepregister", .payer = "UWV", .weight = 30 },
	{ .names = "Jobcoaching|Jobcoach|Persoonlijke ondersteuning op de werkplek", .branch = "OVAL", .months_from = 12, .months_to = 36, .hours = 1,
	  .cost_from = 1400, .cost_to = 6800, .needs = "begeleiding nodig|doelgroepregister", .payer = "participatiebudget|UWV", .weight = 80 },
	{ .names = "Harrie-training|Interne jobcoach", .branch = "opleider", .hours = 12, .cost_from = 300, .cost_to = 650, .needs = "werkgever in beeld",
	  .payer = "participatiebudget", .weight = 30 },
	{ .names = "Detachering|Individuele detachering", .branch = "Cedris", .months_from = 6, .months_to = 24, .hours = 28, .cost_to = 2500, .needs = "Participatiewet",
	  .payer = "participatiebudget", .weight = 40 },
	{ .names = "Uitzenden|Social uitzenden", .branch = "ABU", .months_from = 1, .months_to = 6, .hours = 32, .needs = "iedereen", .payer = "geen", .weight = 50 },
	{ .names = "Van werk naar werk|Outplacement|VWNW-traject", .branch = "ABU", .months_from = 3, .months_to = 9, .hours = 4, .cost_from = 1500, .cost_to = 4500,
	  .needs = "met ontslag bedreigd", .payer = "werkgever|sectorfonds", .weight = 40 },
	{ .names = "Begeleid werken|IPS", .branch = "ggz", .months_from = 12, .months_to = 36, .hours = 16, .cost_from = 4000, .cost_to = 9000,
	  .needs = "psychische kwetsbaarheid", .payer = "UWV|participatiebudget", .weight = 20 },
	{ .names = "Beschut werk|Beschutte werkplek", .branch = "SW-bedrijf", .months_from = 12, .months_to = 60, .hours = 28, .cost_from = 8000, .cost_to = 16000,
	  .needs = "advies beschut werk", .payer = "participatiebudget", .weight = 30 },
	{ .names = "Nazorg|Nazorg na plaatsing", .branch = "gemeente", .months_from = 3, .months_to = 6, .cost_from = 200, .cost_to = 800, .needs = "iedereen",
	  .payer = "participatiebudget", .weight = 30 },
	/* What no table knows: for the review list. */
	{ .names = "Paardencoaching|Loopbaan-APKK|Sollicitatie-training plus|Werkatelier de Schakel", .branch = "overig", .months_from = 1, .months_to = 6,
	  .hours = 4, .cost_from = 500, .cost_to = 2500, .needs = "iedereen|eigen aanmelding", .payer = "participatiebudget", .weight = 40 },
};

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

typedef struct service {
	uint64_t number;
	random_stream random;
	const service_kind *kind;
	int months_from, months_to, cost;
	text name, provider;
} service;

/* One of the choices, a | between them; nothing of NULL. */
static void add_choice(text *out, random_stream *random, const char *choices)
{
	uint32_t count = 1;
	for (const char *at = choices; at != NULL && *at != '\0'; at++)
		count += *at == '|';
	uint32_t chosen = random_below(random, count);
	for (const char *at = choices; at != NULL && *at != '\0'; at++) {
		if (*at == '|' && chosen-- == 0)
			return;
		if (*at != '|' && chosen == 0)
			text_add_byte(out, *at);
	}
}

/* Some forty providers, each of one branch. */
static void make_provider(const world *from, service *at)
{
	static const struct { const char *branch, *before, *behind; } dresses[] = {
		{ "roc", "ROC ", "" }, { "opleider", "", " Opleidingen" }, { "OVAL", "", " Re-integratie" }, { "SW-bedrijf", "Werkbedrijf ", "" },
		{ "Cedris", "Ontwikkelbedrijf ", "" }, { "ABU", "", " Uitzendbureau" }, { "gemeente", "Werkplein ", "" }, { "UWV", "UWV", NULL },
		{ "bibliotheek", "Bibliotheek ", "" }, { "ggz", "GGZ ", "" }, { "welzijnsorganisatie", "Welzijn ", "" }, { "stichting", "Stichting ", "" },
		{ "overig", "", " en Partners" },
	};
	size_t i = 0;
	while (strcmp(dresses[i].branch, at->kind->branch) != 0)
		i++;
	random_stream provider = random_of(from->seed, FOR_PROVIDER, i * 4 + random_below(&at->random, 4));
	text_clear(&at->provider);
	text_add(&at->provider, dresses[i].before);
	if (dresses[i].behind == NULL)
		return;
	word_employer(&at->provider, random_below(&provider, EMPLOYER_COUNT));
	text_add(&at->provider, dresses[i].behind);
}

static void service_make(const world *from, uint64_t number, service *out)
{
	uint16_t weights[KIND_COUNT];
	for (int i = 0; i < KIND_COUNT; i++)
		weights[i] = KINDS[i].weight;
	*out = (service){ .number = number, .random = random_of(from->seed, FOR_SERVICE, number) };
	out->kind = &KINDS[random_choice(&out->random, weights, KIND_COUNT)];
	const service_kind *kind = out->kind;
	out->months_from = kind->months_to == 0 ? 0 : random_between(&out->random, kind->months_from, kind->months_to);
	out->months_to = out->months_from == 0 || random_permille(&out->random, 600) ? out->months_from
	                                                                             : random_between(&out->random, out->months_from, kind->months_to);
	out->cost = (random_between(&out->random, kind->cost_from, kind->cost_to) + 12) / 25 * 25;
	text_clear(&out->name);
	add_choice(&out->name, &out->random, kind->names);
	make_provider(from, out);
}

static void field_number(csv *out, const char *before, int number, const char *behind)
{
	text value;
	text_clear(&value);
	text_add(&value, before);
	text_add_number(&value, (uint64_t)number, 1);
	text_add(&value, behind);
	csv_field(out, value.bytes);
}

static void field_choice(csv *out, service *at, const char *choices)
{
	text value;
	text_clear(&value);
	add_choice(&value, &at->random, choices);
	csv_field(out, value.bytes);
}

/* Two or three days a month apart, or nothing: it begins on any day. */
static void add_start_dates(text *out, service *at, const char *pattern, const char *between)
{
	if (random_permille(&at->random, 550))
		return;
	int day = date_to_days((date){ 2026, 11, 2 }) + 7 * (int)random_below(&at->random, 16), count = 1 + (int)random_below(&at->random, 3);
	for (int i = 0; i < count; i++) {
		text_add(out, i > 0 ? between : "");
		text_add_date(out, date_from_days(day + i * 28), pattern);
	}
}

static void field_start_dates(csv *out, service *at)
{
	text value;
	text_clear(&value);
	add_start_dates(&value, at, "D-M-y", "; ");
	csv_field(out, value.bytes);
}

/* "€ 1.250,00", "1250", "gratis". */
static void field_cost(csv *out, service *at)
{
	text value;
	text_clear(&value);
	if (at->cost == 0) {
		csv_field(out, random_permille(&at->random, 500) ? "gratis" : "0");
		return;
	}
	bool dressed = random_permille(&at->random, 500);
	text_add(&value, dressed ? "€ " : "");
	if (dressed && at->cost >= 1000) {
		text_add_number(&value, (uint64_t)at->cost / 1000, 1);
		text_add_byte(&value, '.');
		text_add_number(&value, (uint64_t)at->cost % 1000, 3);
	} else {
		text_add_number(&value, (uint64_t)at->cost, 1);
	}
	text_add(&value, dressed ? ",00" : "");
	csv_field(out, value.bytes);
}

/* "16 uur", "13 weken", "3 maanden", "3-6 maanden". */
static void field_duration(csv *out, service *at)
{
	if (at->months_to == 0) {
		field_number(out, "", at->kind->hours, " uur");
	} else if (at->months_from != at->months_to) {
		text value;
		text_clear(&value);
		text_add_number(&value, (uint64_t)at->months_from, 1);
		text_add_byte(&value, '-');
		text_add_number(&value, (uint64_t)at->months_to, 1);
		text_add(&value, " maanden");
		csv_field(out, value.bytes);
	} else if (random_permille(&at->random, 400)) {
		field_number(out, "", (at->months_to * 13 + 2) / 3, " weken");
	} else {
		field_number(out, "", at->months_to, at->months_to == 1 ? " maand" : " maanden");
	}
}

static void field_title(csv *out, const service *at)
{
	text value;
	text_clear(&value);
	text_add(&value, at->name.bytes);
	text_add(&value, " bij ");
	text_add(&value, at->provider.bytes);
	csv_field(out, value.bytes);
}

void services_begin(csv *out)
{
	static const char *const columns[] = { "Dienstnummer", "Aanbieder", "Branche", "Soort dienst", "Naam dienst", "Regio", "Doelgroep", "Neemt weg",
		"Vaardigheden", "Certificaat", "Diploma", "Taalniveau", "Rijbewijs", "Eerst afronden", "Niet samen met", "Combineerbaar", "Duur",
		"Uren per week", "Kosten per deelnemer", "Financiering", "Plaatsen", "Startdata", "Geldig tot", NULL };
	csv_header(out, columns);
}

void services_row(csv *out, const world *from, uint64_t number)
{
	static const char *const regions[] = { "Zuid-Limburg", "Rijk van Nijmegen", "Zuid-Limburg; Rijk van Nijmegen", "Landelijk" };
	static const uint16_t weights[] = { 500, 350, 120, 30 };
	service at;
	service_make(from, number, &at);
	const service_kind *kind = at.kind;
	field_number(out, "D", (int)number + 1, "");
	csv_field(out, at.provider.bytes);
	csv_field(out, kind->branch);
	csv_field(out, at.name.bytes);
	field_title(out, &at);
	csv_field(out, regions[random_choice(&at.random, weights, 4)]);
	field_choice(out, &at, kind->needs);
	csv_field(out, kind->removes != NULL && random_permille(&at.random, 600) ? kind->removes : "");
	field_choice(out, &at, kind->skill);
	field_choice(out, &at, kind->certificate);
	field_choice(out, &at, kind->diploma);
	field_choice(out, &at, kind->language);
	field_choice(out, &at, kind->licence);
	field_choice(out, &at, kind->first);
	field_choice(out, &at, kind->without);
	csv_field(out, kind->hours >= 24 ? "nee" : kind->hours == 0 || random_permille(&at.random, 700) ? "ja" : "");
	field_duration(out, &at);
	if (at.months_to == 0 || kind->hours == 0)
		csv_field(out, "");
	else
		field_number(out, "", kind->hours, "");
	field_cost(out, &at);
	field_choice(out, &at, kind->payer);
	if (random_permille(&at.random, 800))
		field_number(out, "", random_between(&at.random, 1, 12) * 2, "");
	else
		csv_field(out, "");
	field_start_dates(out, &at);
	csv_field(out, random_permille(&at.random, 300) ? "31-12-2027" : "");
	csv_end_record(out);
}

/* Two lines above the names of the columns, as people put them. */
void koffer_begin(csv *out)
{
	static const char *const columns[] = { "Nr", "Instrument", "Omschrijving", "Uitvoerder", "Type uitvoerder", "Toepasbaar in", "Voor wie", "Taal",
		"Schulden", "Gezondheid", "Kinderopvang", "Vervoer", "Werkritme", "Levert op", "Duur van (mnd)", "Duur tot (mnd)", "Uren per week", "Prijs in euro", "Potje",
		"Capaciteit", "Startmomenten", NULL };
	csv_raw(out, "Instrumentenkoffer arbeidsmarktregio's Groot Amsterdam en Flevoland\r\n\r\n");
	csv_header(out, columns);
}

void koffer_row(csv *out, const world *from, uint64_t number)
{
	static const char *const places[] = { "Groot Amsterdam", "Amsterdam; Diemen", "Flevoland", "Almere", "Lelystad, Dronten, Urk", "Groot Amsterdam; Flevoland" };
	static const uint16_t weights[] = { 400, 100, 200, 120, 80, 100 };
	service at;
	service_make(from, number, &at);
	const service_kind *kind = at.kind;
	field_number(out, "", (int)number + 1, "");
	csv_field(out, at.name.bytes);
	field_title(out, &at);
	csv_field(out, at.provider.bytes);
	csv_field(out, kind->branch);
	csv_field(out, places[random_choice(&at.random, weights, 6)]);
	field_choice(out, &at, kind->needs);
	for (int i = 0; i < KOFFER_OBSTACLES; i++)
		csv_field(out, kind->removes != NULL && strcmp(kind->removes, OBSTACLES[i]) == 0 ? "x" : "");
	field_choice(out, &at, kind->language);
	for (int side = 0; side < 2; side++)
		if (at.months_to == 0)
			csv_field(out, "0,25");
		else
			field_number(out, "", side == 0 ? at.months_from : at.months_to, "");
	if (kind->hours == 0 || at.months_to == 0)
		csv_field(out, "");
	else
		field_number(out, "", kind->hours, "");
	field_cost(out, &at);
	field_choice(out, &at, kind->payer);
	if (random_permille(&at.random, 700))
		field_number(out, "", random_between(&at.random, 1, 40), "");
	else
		csv_field(out, "");
	field_start_dates(out, &at);
	csv_end_record(out);
}

static void member(csv *out, const char *name, const char *value)
{
	csv_raw(out, ",\n      \"");
	csv_raw(out, name);
	csv_raw(out, "\": \"");
	csv_raw(out, value);
	csv_raw(out, "\"");
}

static void number_member(csv *out, const char *name, int number)
{
	text value;
	text_clear(&value);
	text_add_number(&value, (uint64_t)number, 1);
	csv_raw(out, ",\n      \"");
	csv_raw(out, name);
	csv_raw(out, "\": ");
	csv_raw(out, value.bytes);
}

static void object_member(csv *out, const char *name, const char *inner, const char *value, bool in_list)
{
	csv_raw(out, ",\n      \"");
	csv_raw(out, name);
	csv_raw(out, in_list ? "\": [{ \"" : "\": { \"");
	csv_raw(out, inner);
	csv_raw(out, "\": \"");
	csv_raw(out, value);
	csv_raw(out, in_list ? "\" }]" : "\" }");
}

void guide_begin(csv *out)
{
	csv_raw(out, "{\n  \"instrumenten\": [");
}

void guide_row(csv *out, const world *from, uint64_t number, bool is_first)
{
	static const char *const names[] = { "Groot Amsterdam", "Flevoland", "Zuid-Limburg", "Rijk van Nijmegen" };
	service at;
	text value;
	service_make(from, number, &at);
	const service_kind *kind = at.kind;
	bool national = random_permille(&at.random, 200);
	text_clear(&value);
	text_add(&value, "00000000-0000-4000-8000-");
	text_add_number(&value, number + 1, 12);
	csv_raw(out, is_first ? "\n    {\n      \"UuidInstrument\": \"" : ",\n    {\n      \"UuidInstrument\": \"");
	csv_raw(out, value.bytes);
	csv_raw(out, "\"");
	member(out, "NaamInstrument", at.name.bytes);
	member(out, "IndPublicatieInstrument", "1");
	member(out, "DatBPublicatieInstrument", "20260101");
	member(out, "IndLandelijk", national ? "1" : "2");
	object_member(out, "Aanbieder", "NaamOrganisatie", at.provider.bytes, false);
	if (!national)
		object_member(out, "BeschikbareGebieden", "NaamGebied", names[random_below(&at.random, 4)], true);
	text_clear(&value);
	add_choice(&value, &at.random, kind->needs);
	object_member(out, "Doelgroep", "NaamDoelgroep", value.bytes, true);
	if (at.months_to != 0) {
		number_member(out, "total_duration_value", at.months_to);
		member(out, "total_duration_unit", "month");
	} else {
		number_member(out, "total_duration_value", kind->hours);
		member(out, "total_duration_unit", "hour");
	}
	if (kind->hours != 0 && at.months_to != 0)
		number_member(out, "intensity_hours_per_week", kind->hours);
	number_member(out, "total_costs", at.cost);
	csv_raw(out, "\n    }");
	csv_end_record(out);
}

void guide_end(csv *out)
{
	csv_raw(out, "\n  ]\n}\n");
}
