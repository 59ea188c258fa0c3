#include "words.h"

#include "random.h"

#define COUNT_OF(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

static const char *const DUTCH_FIRST[] = {
	"Wubbel",  "Zwaander", "Krijsel", "Knoeter", "Brommer", "Dwarrel", "Flonk",   "Grunnel", "Hobbel",  "Mülder",
	"Klabber", "Kwinter",  "Lummel",  "Moffel",  "Nurkel",  "Oemel",   "Pruttel", "Quibbel", "Ramsel",  "Snibber",
	"Tjoerd",  "Uivel",    "Vlonser", "Wrikkel", "Zompel",  "Bijster", "Drijvel", "Eekel",   "Fröbber", "Gijbel",
	"Hunkel",  "Jorrel",   "Kijver",  "Lijzel",  "Mijmer",  "Noppel",  "Oetel",   "Pijkel",  "Rijmel",  "Schrobber",
	"Smoezel", "Teunder",  "Trijsel", "Vezel",   "Wijbel",  "Zijpel",  "Brësker", "Kwabbel", "Slobber", "Troffel",
	"Duikel",  "Griffel",  "Hassel",  "Knispel", "Proest",  "Stoetel", "Waggel",  "Zeemel",  "Blijker", "Fluiser",
};
static const char *const DUTCH_SECOND[] = {
	"krijt", "klip",  "stoopt", "brugt", "woldt",  "meukx", "drijf", "gnats", "hoepel", "jaspe", "kwast", "lijst",
	"moens", "nagt",  "oerts",  "plomp", "quast",  "ravels", "snoek", "tuijn", "urft",  "vonks", "wrang", "zwerk",
	"brasq", "dolft", "flarp",  "grits", "hijzen", "knarf", "lomps", "mirt",  "notel", "prikx", "rijsch", "schoft",
	"trots", "vlijm", "wams",   "zijdt", "bluts",  "driet", "frons", "glint", "huijs", "knuts", "monk",  "pruijs",
};
static const char *const SLAVIC_FIRST[] = {
	"Wrzob", "Krzemp", "Szczub", "Grzym", "Brzod", "Przel", "Chwast", "Drzew", "Zbrog", "Stryb",
	"Mrozd", "Pszon",  "Twardz", "Skrob", "Wszeb", "Kłoń",  "Żmud",   "Hrynd", "Bohr",  "Tkacz",
};
static const char *const SLAVIC_SECOND[] = {
	"olewczyk", "enkowiak", "arczuk", "udzinski", "yniewicz", "ochwal", "ikaszko", "uszczyk", "adlenko", "ymchuk",
	"oborski",  "elniczak",
};
static const char *const SOUTHERN_FIRST[] = {
	"Zemr", "Bouq", "Khalz", "Yıldr", "Tezc", "Oudr", "Habb", "Gülp", "Aznaq", "Mezr",
	"Rahz", "Tsegh", "Kaçm", "Fouz", "Lahq", "Idrz", "Wolq", "Sarq", "Benz", "Çelt",
};
static const char *const SOUTHERN_SECOND[] = {
	"ouqil", "abouz", "emroui", "itzar", "oughan", "azmil", "ekinoq", "alghir", "oudzi", "emariq",
	"abayeq", "irouch", "ozkul", "amezian",
};
/* Set in between in runs so large that two syllables give too few names. */
static const char *const MIDDLE[] = {
	"", "ba", "do", "fe", "gu", "ki", "lo", "ma", "nu", "pe", "ri", "so", "ta", "vu", "zi", "dre", "klo", "sta", "gri", "blu",
};

typedef struct syllables {
	const char *const *first;
	const char *const *second;
	uint32_t first_count, second_count, step; /* step: prime to the product, scatters neighbouring numbers */
} syllables;

static const syllables SURNAMES[TONGUE_COUNT] = {
	{ DUTCH_FIRST, DUTCH_SECOND, COUNT_OF(DUTCH_FIRST), COUNT_OF(DUTCH_SECOND), 1777 },
	{ SLAVIC_FIRST, SLAVIC_SECOND, COUNT_OF(SLAVIC_FIRST), COUNT_OF(SLAVIC_SECOND), 149 },
	{ SOUTHERN_FIRST, SOUTHERN_SECOND, COUNT_OF(SOUTHERN_FIRST), COUNT_OF(SOUTHERN_SECOND), 173 },
};

uint32_t word_surname_limit(tongue kind)
{
	return SURNAMES[kind].first_count * SURNAMES[kind].second_count * COUNT_OF(MIDDLE);
}

void word_surname(text *out, tongue kind, uint32_t number)
{
	const syllables *set = &SURNAMES[kind];
	uint32_t pairs = set->first_count * set->second_count;
	uint32_t pair = (uint32_t)((uint64_t)(number % pairs) * set->step % pairs);
	text_add(out, set->first[pair % set->first_count]);
	text_add(out, MIDDLE[number / pairs % COUNT_OF(MIDDLE)]);
	text_add(out, set->second[pair / set->first_count]);
}

const char *word_prefix(tongue kind, uint32_t number)
{
	static const char *const dutch[] = { "", "van", "van der", "de", "van den", "van de", "ter", "den", "ten", "in 't", "op de", "van 't", "te", "der" };
	static const uint16_t dutch_weights[] = { 720, 85, 65, 60, 25, 15, 8, 6, 5, 3, 3, 2, 2, 1 };
	static const char *const southern[] = { "", "el", "al" };
	static const uint16_t southern_weights[] = { 68, 24, 8 };
	random_stream random = random_of(7, (uint64_t)kind, number);
	if (kind == TONGUE_DUTCH)
		return dutch[random_choice(&random, dutch_weights, COUNT_OF(dutch_weights))];
	return kind == TONGUE_SOUTHERN ? southern[random_choice(&random, southern_weights, COUNT_OF(southern_weights))] : "";
}

void word_street(text *out, uint32_t number)
{
	static const char *const first[] = {
		"Klinker", "Wiebel", "Grutter", "Zwabber", "Knikker", "Fladder", "Broezel", "Hinkel", "Dobber", "Snater",
		"Kriebel", "Mompel", "Pluizer", "Rommel", "Schuifel", "Tuimel", "Vlinter", "Wapper", "Zoemer", "Kwetter",
		"Bibber", "Dreutel", "Gniffel", "Huppel", "Jengel", "Knetter", "Lijmel", "Murmel", "Neuzel", "Ploeter",
		"Reutel", "Slinger", "Treuzel", "Venkel", "Wemel", "Zwengel", "Brandel", "Flikker", "Graspel", "Hakkel",
	};
	static const char *const second[] = {
		"veer", "hoorn", "mees", "braam", "dorp", "eik", "garst", "hazel", "iep", "juf", "koet", "lelie",
		"munt", "noot", "otter", "pluim", "raaf", "specht", "tarwe", "uil", "vink", "wilg", "zalm", "köning",
	};
	static const char *const last[] = { "straat", "laan", "pad", "weg", "hof", "plein", "kade", "dreef", "steeg", "singel" };
	number = (uint32_t)((uint64_t)(number % STREET_COUNT) * 3637 % STREET_COUNT);
	text_add(out, first[number % COUNT_OF(first)]);
	text_add(out, second[number / COUNT_OF(first) % COUNT_OF(second)]);
	text_add(out, last[number / (COUNT_OF(first) * COUNT_OF(second))]);
}

void word_domain(text *out, uint32_t number)
{
	static const char *const hosts[] = {
		"wubbelpost", "kwiebelmail", "zoefbrief", "pluimbode", "knispernet", "flitspoost", "grutbus", "brommelweb",
		"tjoepmail", "snorrenet", "drentelpost", "huppelbox", "mompelmail", "vlinkpost", "zwiepnet", "klepperbox",
		"oempapost", "ratelbode", "sliertmail", "toeternet", "wiekelweb", "jubelbus", "fluisterbox", "dwarrelpost",
	};
	static const char *const tops[] = { ".example", ".test", ".invalid" };
	text_add(out, hosts[number % COUNT_OF(hosts)]);
	text_add(out, tops[number % COUNT_OF(tops)]);
}

void word_employer(text *out, uint32_t number)
{
	static const char *const first[] = {
		"Kozel", "Bravo", "Tindr", "Velmo", "Zandu", "Morpi", "Lexan", "Orbel", "Pandri", "Quorn",
		"Rivet", "Solma", "Taxel", "Umbri", "Wendo", "Xylan", "Yarro", "Zefir", "Drimo", "Fonza",
	};
	static const char *const second[] = {
		"lin", "dax", "tora", "vex", "mond", "rix", "sano", "plex", "quil", "bert",
		"gano", "hul", "jet", "kor", "lum", "niva", "pori", "rux", "stor", "tiq",
		"vano", "wex", "xor", "yma", "zeel", "bria", "cado", "dorn", "fexa", "grom",
	};
	number = (uint32_t)((uint64_t)(number % EMPLOYER_COUNT) * 137 % EMPLOYER_COUNT);
	text_add(out, first[number % COUNT_OF(first)]);
	text_add(out, second[number / COUNT_OF(first)]);
}

void word_office(text *out, uint32_t number)
{
	static const char *const names[OFFICE_COUNT] = {
		"Werkplein Tobbeveer", "Werkplein Kwartelzijl", "Werkplein Hommelsluis", "Werkplein Grasveurt",
		"Kantoor Zandkribbe",  "Kantoor Mosterdijl",    "Kantoor Wiekerboom",    "Kantoor Pelgrimzoom",
		"Team Aanloop",        "Team Doorstroom",       "Team Uitzicht",         "Team Meedoen",
	};
	text_add(out, names[number % OFFICE_COUNT]);
}
