#include "person.h"

#include "occupations.h"

#include <stdlib.h>
#include <string.h>

const date AS_OF_UWV = { 2026, 10, 31 }, AS_OF_MUNICIPALITY = { 2026, 11, 1 };

enum purpose { FOR_SOURCES = 1, FOR_FAMILY, FOR_SELF, FOR_ADDRESS, FOR_WORK, FOR_CASE, FOR_BSN, FOR_PHONE, FOR_EDUCATION, FOR_SECTOR, FOR_READY, FOR_JOBS };

static uint64_t square_root(uint64_t number)
{
	uint64_t root = 0;
	for (uint64_t bit = (uint64_t)1 << 31; bit > 0; bit >>= 1)
		if ((root + bit) * (root + bit) <= number)
			root += bit;
	return root;
}

/* Surnames follow Zipf with a flat head, 1 / (rank + 20); their number grows with the root of the number of persons. */
bool world_prepare(world *out)
{
	static const uint32_t share[TONGUE_COUNT] = { 68, 12, 20 };
	uint64_t total = square_root(out->persons * 154);
	out->population = out->persons + 8;
	for (int kind = 0; kind < TONGUE_COUNT; kind++) {
		uint64_t count = total * share[kind] / 100 + 20, limit = word_surname_limit((tongue)kind), sum = 0;
		out->surname_count[kind] = (uint32_t)(count < limit ? count : limit);
		out->surname_weights[kind] = malloc(out->surname_count[kind] * sizeof(uint64_t));
		if (out->surname_weights[kind] == NULL)
			return false;
		for (uint32_t rank = 0; rank < out->surname_count[kind]; rank++)
			out->surname_weights[kind][rank] = sum += 1000000 / (rank + 20);
	}
	return true;
}

/* What an odd-numbered person is to the one before. */
typedef enum relation { RELATION_NONE, RELATION_TWIN, RELATION_CHILD, RELATION_PARTNER } relation;

static relation relation_of(const world *from, uint64_t index)
{
	if (index % 2 == 0 || index >= from->persons)
		return RELATION_NONE;
	random_stream random = random_of(from->seed, FOR_FAMILY, index);
	uint32_t draw = random_below(&random, 1000);
	return draw < 12 ? RELATION_TWIN : draw < 30 ? RELATION_CHILD : draw < 75 ? RELATION_PARTNER : RELATION_NONE;
}

static int home_region(const world *from, uint64_t index)
{
	static const uint16_t weights[REGION_COUNT] = { 38, 19, 25, 18 };
	random_stream random = random_of(from->seed, FOR_ADDRESS, index - (relation_of(from, index) != RELATION_NONE));
	return (int)random_choice(&random, weights, REGION_COUNT);
}

unsigned person_sources(const world *from, uint64_t index, unsigned *duplicates)
{
	random_stream random = random_of(from->seed, FOR_SOURCES, index - (relation_of(from, index) == RELATION_TWIN));
	unsigned uwv = 1u << SOURCE_UWV, here = 1u << SOURCE_NOORD, there = 1u << SOURCE_ZUID, sources;
	if (REGIONS[home_region(from, index)].south) {
		here = 1u << SOURCE_ZUID;
		there = 1u << SOURCE_NOORD;
	}
	uint32_t draw = random_below(&random, 1000);
	sources = draw < 450 ? uwv : draw < 742 ? here : draw < 965 ? uwv | here : draw < 982 ? here | there : uwv | here | there;
	*duplicates = 0;
	for (unsigned bit = 0; bit < SOURCE_COUNT; bit++)
		if ((sources >> bit & 1u) != 0 && random_permille(&random, 14))
			*duplicates |= 1u << bit;
	return sources;
}

/* --- name and birth ------------------------------------------------------------------------------------------- */

static origin draw_origin(random_stream *random, int region_index)
{
	static const uint16_t weights[REGION_COUNT][ORIGIN_COUNT] = {
		{ 470, 90, 210, 50, 60, 60, 60 }, { 560, 60, 150, 75, 60, 55, 40 }, { 690, 35, 95, 75, 50, 25, 30 }, { 640, 65, 110, 60, 60, 40, 25 },
	};
	return (origin)random_choice(random, weights[region_index], ORIGIN_COUNT);
}

static date draw_birth(random_stream *random, origin from)
{
	static const uint16_t groups[] = { 6, 12, 13, 12, 11, 10, 10, 10, 9, 7 }; /* 18 to 67 by five years */
	int age = 18 + 5 * (int)random_choice(random, groups, 10) + random_between(random, 0, 4);
	date birth = date_from_days(date_to_days(AS_OF_UWV) - age * 365 - age / 4 - random_between(random, 0, 363));
	bool unsure = from == ORIGIN_ARABIC || from == ORIGIN_HORN || from == ORIGIN_TURKISH;
	if (random_permille(random, unsure ? 170 : 3)) {
		birth.month = random_permille(random, 850) ? 1 : 7;
		birth.day = 1;
	}
	return birth;
}

static family_name draw_family_name(const world *from, random_stream *random, tongue kind)
{
	return (family_name){ kind, random_weighted(random, from->surname_weights[kind], from->surname_count[kind]) };
}

static void draw_given(random_stream *random, person *out)
{
	uint32_t draw = random_below(random, 100);
	int count = draw < 55 ? 1 : draw < 88 ? 2 : 3;
	for (int i = 0; i < 3; i++)
		out->given[i] = i < count ? name_given(random, out->from, out->woman) : NULL;
}

static void draw_marriage(const world *from, random_stream *random, person *out)
{
	int age = date_age(out->birth, AS_OF_UWV);
	out->partner = draw_family_name(from, random, name_tongue(out->from));
	out->married = random_permille(random, age < 25 ? 40 : age < 35 ? 280 : 450);
	out->use = USE_OWN;
	if (!out->married || (!out->woman && !random_permille(random, 40)))
		return;
	static const uint16_t uses[] = { 50, 14, 27, 9 };
	bool dutch = out->from == ORIGIN_DUTCH;
	if (dutch || random_permille(random, 300))
		out->use = (name_use)random_choice(random, uses, 4);
}

static void make_self(const world *from, person *out)
{
	random_stream random = random_of(from->seed, FOR_SELF, out->index);
	out->from = draw_origin(&random, out->home.where->region);
	out->woman = random_permille(&random, 480);
	out->birth = draw_birth(&random, out->from);
	out->own = draw_family_name(from, &random, name_tongue(out->from));
	draw_given(&random, out);
	draw_marriage(from, &random, out);
	out->has_email = random_permille(&random, 780);
	out->domain = random_below(&random, DOMAIN_COUNT);
}

/* --- address ---------------------------------------------------------------------------------------------------- */

static void draw_address(const world *from, random_stream *random, int region_index, address *out)
{
	static const char letters[] = "ABCDEGHJKLMNPRSTVWXZ"; /* those in use */
	static const char *const suffixes[] = { "A", "B", "2", "hs", "bis", "III", "a", "1" };
	out->where = tables_postcode(&from->tables, random, region_index);
	do {
		out->letters[0] = letters[random_below(random, 8)];
		out->letters[1] = letters[random_below(random, 20)];
	} while (out->letters[0] == 'S' && strchr("ADS", out->letters[1]) != NULL);
	out->letters[2] = '\0';
	int first = random_between(random, 1, 240), second = random_between(random, 1, 240);
	out->house_number = first < second ? first : second;
	out->house_suffix = random_permille(random, 130) ? suffixes[random_below(random, 8)] : "";
}

static void make_addresses(const world *from, person *out)
{
	random_stream random = random_of(from->seed, FOR_ADDRESS + 100, out->index);
	int where = home_region(from, out->index);
	draw_address(from, &random, where, &out->home);
	draw_address(from, &random, where, &out->before);
}

void person_street(const address *at, text *out)
{
	uint64_t key = strtoull(at->where->digits, NULL, 10) * 65536u + (uint64_t)(unsigned char)at->letters[0] * 256u + (unsigned char)at->letters[1];
	random_stream random = random_of(11, 11, key);
	word_street(out, random_below(&random, 1600) * 6);
}

void person_surname(text *out, family_name name)
{
	word_surname(out, name.kind, name.number);
}

/* --- work --------------------------------------------------------------------------------------------------------- */


static int education_of(random_stream *random, int level)
{
	static const uint16_t weights[7][7] = {
		{ 0 }, /* VUM 1 Basisonderwijs 2 VMBO 3 HAVO/VWO 4 MBO 5 HBO 6 WO 9 Anders */
		{ 38, 34, 5, 18, 3, 1, 1 }, { 28, 38, 6, 24, 3, 1, 1 }, { 14, 36, 9, 34, 5, 1, 1 },
		{ 4, 12, 9, 61, 11, 2, 1 }, { 1, 2, 6, 14, 62, 14, 1 }, { 0, 1, 3, 3, 30, 62, 1 },
	};
	int education = (int)random_choice(random, weights[level], 7) + 1;
	return education == 7 ? 9 : education;
}

static void make_licences(random_stream *random, person *out)
{
	static const char *const sets[] = { "", "B", "A,B", "B,BE", "AM", "AM,B", "B,C", "B,C,CE", "A,B,BE", "B,T", "B,D", "A1,B", "B,C,D,BE,CE,DE,T" };
	static const uint16_t usual[] = { 380, 450, 35, 30, 25, 30, 8, 8, 8, 6, 3, 6, 1 };
	static const uint16_t driver[] = { 10, 130, 20, 40, 0, 5, 180, 420, 40, 30, 90, 5, 20 };
	const char *asked = OCCUPATIONS[out->occupation].licence;
	bool heavy = asked[0] == 'C' || asked[0] == 'D';
	out->licences = sets[random_choice(random, heavy ? driver : usual, 13)];
	if (asked[0] == 'B' && random_permille(random, 500))
		out->licences = "B";
}

static void make_transport(random_stream *random, person *out)
{
	static const char *const sets[] = { "", "3", "5", "1", "3,5", "1,3", "2", "4", "2,3" };
	static const uint16_t without[] = { 250, 300, 180, 0, 180, 0, 70, 0, 20 };
	static const uint16_t with[] = { 250, 130, 40, 380, 40, 120, 10, 20, 10 };
	bool drives = strchr(out->licences, 'B') != NULL;
	out->transport = sets[random_choice(random, drives ? with : without, 9)];
}

static void make_hours(random_stream *random, person *out)
{
	static const int most[] = { 40, 36, 32, 38, 24, 20, 16, 28, 12, 8 };
	static const uint16_t weights[] = { 300, 170, 190, 40, 120, 70, 40, 40, 20, 10 };
	out->hours_max = random_permille(random, 830) ? most[random_choice(random, weights, 10)] : 0;
	out->hours_min = out->hours_max == 0 || random_permille(random, 350) ? 0 : out->hours_max - 4 * random_between(random, 0, 3);
	if (out->hours_min < 4)
		out->hours_min = 0;
}

/* True for exactly `percent` of a hundred persons. */
static bool is_gap(const world *from, const person *out, uint64_t purpose, uint64_t percent)
{
	return out->index < from->persons && random_permute(from->seed * 64 + purpose, out->index, from->persons) * 100 < percent * from->persons;
}

/* Gaps as the national candidate finder had them (Trouw, 30 September 2019): 42 % without education, 38 % without
   sector, more than 25 % without the kind of employment. */
static void make_known(const world *from, random_stream *random, person *out)
{
	static const uint16_t kinds[] = { 0, 78, 9, 5, 8 };
	out->education = is_gap(from, out, FOR_EDUCATION, 42) ? 0 : education_of(random, OCCUPATIONS[out->occupation].level);
	out->sector = 0;
	if (!is_gap(from, out, FOR_SECTOR, 38)) {
		out->sector = OCCUPATIONS[out->occupation].sector;
		if (random_permille(random, 170)) {
			uint16_t weights[32];
			for (uint32_t i = 0; i < SECTOR_COUNT; i++)
				weights[i] = SECTORS[i].weight;
			out->sector = SECTORS[random_choice(random, weights, SECTOR_COUNT)].letter;
		}
	}
	out->work_kind = random_permille(random, 280) ? 0 : (int)random_choice(random, kinds, 5);
	out->contract = random_permille(random, 450) ? 0 : random_permille(random, 350) ? 'B' : 'O';
}

static void make_languages(random_stream *random, person *out)
{
	static const uint16_t native[] = { 70, 2, 12, 196, 720 }, other[] = { 110, 120, 430, 260, 80 };
	out->dutch_speaking = (int)random_choice(random, out->from == ORIGIN_DUTCH ? native : other, 5);
	out->dutch_writing = out->dutch_speaking;
	if (out->dutch_speaking > 1 && random_permille(random, out->from == ORIGIN_DUTCH ? 120 : 420))
		out->dutch_writing--;
	out->english = random_permille(random, OCCUPATIONS[out->occupation].level >= 5 ? 700 : 220);
}

static void make_work(const world *from, person *out)
{
	random_stream random = random_of(from->seed, FOR_WORK, out->index);
	out->occupation = occupation_draw(&random, 0);
	int isco;
	for (int i = 0; i < 2; i++)
		out->titles[i] = random_permille(&random, 880) ? tables_title(&from->tables, &random, i == 0 ? out->occupation : occupation_draw(&random, 0))
		                                               : tables_any_title(&from->tables, &random, &isco);
	if (!random_permille(&random, 380))
		out->titles[1] = "";
	uint32_t draw = random_below(&random, 1000);
	if (draw < 120)
		out->titles[0] = ODD_TITLES[random_below(&random, ODD_TITLE_COUNT)];
	else if (draw < 170)
		out->titles[0] = "";
	make_licences(&random, out);
	make_transport(&random, out);
	make_hours(&random, out);
	make_known(from, &random, out);
	make_languages(&random, out);
}

static void make_case(const world *from, person *out)
{
	static const uint16_t ladder[] = { 90, 210, 240, 250, 120, 90 };
	static const char *const uwv[] = { "WW", "WIA", "WAO", "Wajong", "" };
	static const uint16_t uwv_weights[] = { 760, 110, 20, 60, 50 };
	static const char *const local[] = { "PW", "IOAW", "IOAZ", "NUG" };
	static const uint16_t local_weights[] = { 890, 40, 10, 60 };
	random_stream random = random_of(from->seed, FOR_CASE, out->index);
	out->ladder = (int)random_choice(&random, ladder, 6) + 1;
	out->scheme = out->sources == 1u << SOURCE_UWV ? uwv[random_choice(&random, uwv_weights, 5)] : local[random_choice(&random, local_weights, 4)];
	bool disabled = strcmp(out->scheme, "Wajong") == 0 || strcmp(out->scheme, "WIA") == 0;
	out->target_group = random_permille(&random, disabled ? 620 : 70);
	out->consent = random_permille(&random, 820);
	uint32_t first = random_below(&random, 2400), second = random_below(&random, 2400);
	out->registered = date_to_days(AS_OF_UWV) - 10 - (int)(first < second ? first : second);
}

/* Under half of those whose availability the municipality knows could start at once. */
static void make_ready(const world *from, person *out)
{
	static const int most_km[] = { 5, 10, 15, 20, 25, 30, 40, 50, 75 };
	static const uint16_t weights[] = { 40, 150, 190, 190, 130, 150, 70, 60, 20 };
	random_stream random = random_of(from->seed, FOR_READY, out->index);
	out->available = random_permille(&random, 450);
	if (out->available)
		out->available_from = random_permille(&random, 200) ? out->registered : 0;
	else
		out->available_from = random_permille(&random, 650) ? date_to_days(AS_OF_MUNICIPALITY) + random_between(&random, 6, 240) : 0;
	out->max_km = random_permille(&random, 550) ? 0 : most_km[random_choice(&random, weights, 9)];
}

static const char *draw_job_title(const world *from, random_stream *random, const person *who)
{
	if (random_permille(random, 60))
		return ODD_TITLES[random_below(random, ODD_TITLE_COUNT)];
	return tables_title(&from->tables, random, random_permille(random, 650) ? who->occupation : occupation_draw(random, 0));
}

/* Jobs backward from the registration, none before the sixteenth birthday. */
static void make_jobs(const world *from, person *out)
{
	random_stream random = random_of(from->seed, FOR_JOBS, out->index);
	date day = date_from_days(out->registered);
	int last = day.year * 12 + day.month - 1, first = (out->birth.year + 16) * 12 + out->birth.month;
	if (!random_permille(&random, 480))
		return;
	bool lasts = random_permille(&random, 70);
	for (int i = 0; i < JOBS_MAX && (i == 0 || random_permille(&random, 420)); i++) {
		int to = last - random_between(&random, 1, 18), start = to - random_between(&random, 4, i == 0 ? 110 : 60);
		last = start < first ? first : start;
		if (to <= last)
			return;
		out->jobs[i] = (job){ draw_job_title(from, &random, out), last, lasts && i == 0 ? 0 : to };
	}
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* The elfproef's ninth digit for the first eight, or 10 if there is none. */
static uint32_t check_digit(uint32_t body)
{
	uint32_t sum = 0;
	for (uint32_t weight = 2; weight <= 9; weight++, body /= 10)
		sum += body % 10 * weight;
	return sum % 11;
}

/* Two bodies a person, counted down from 9999999x; one in ten from 0999999x, which loses its zero in UWV's export. Of two
   bodies that differ by 1 in the last digit at most one has no check digit. */
static void make_bsn(const world *from, person *out)
{
	bool zero = out->index % 10 == 3;
	uint64_t group = (from->population + 9) / 10, place = out->index / 10;
	if (!zero) {
		place = place * 9 + out->index % 10 - (out->index % 10 > 3);
		group *= 9;
	}
	place = random_permute(from->seed ^ FOR_BSN, place, group);
	uint32_t body = (zero ? 9999999u : 99999999u) - 2u * (uint32_t)place;
	uint32_t check = check_digit(body);
	if (check == 10)
		check = check_digit(--body);
	uint32_t number = body * 10u + check;
	for (int i = 8; i >= 0; i--, number /= 10)
		out->bsn[i] = (char)('0' + number % 10);
	out->bsn[9] = '\0';
}

/* --- family ------------------------------------------------------------------------------------------------------- */

static void make_single(const world *from, uint64_t index, person *out)
{
	memset(out, 0, sizeof *out);
	out->index = index;
	out->sources = person_sources(from, index, &out->duplicates);
	make_addresses(from, out);
	make_self(from, out);
	out->phone = (uint32_t)random_permute(from->seed ^ FOR_PHONE, index % 10000000u, 10000000u);
	make_work(from, out);
	make_case(from, out);
	make_bsn(from, out);
}

static void share_home(person *out, const person *other)
{
	out->home = other->home;
	out->before = other->before;
	out->from = other->from;
}

static void make_relative(const world *from, relation kind, person *out)
{
	person other;
	make_single(from, out->index - 1, &other);
	random_stream random = random_of(from->seed, FOR_FAMILY + 100, out->index);
	share_home(out, &other);
	if (kind == RELATION_PARTNER) {
		out->woman = !other.woman;
		out->own = draw_family_name(from, &random, name_tongue(out->from));
		out->partner = other.own;
		out->married = true;
		out->use = out->woman && random_permille(&random, 500) ? USE_PARTNER_OWN : USE_OWN;
		draw_given(&random, out);
		return;
	}
	out->own = other.own;
	out->use = USE_OWN;
	if (kind == RELATION_TWIN) {
		out->birth = other.birth;
		out->phone = random_permille(&random, 300) ? other.phone : out->phone;
		draw_given(&random, out);
		if (random_permille(&random, 400))
			out->given[0] = name_given_like(&random, out->from, out->woman, other.given[0]);
		return;
	}
	/* Father and son, mother and daughter: the same initials; the other is the parent if old enough, else the child. */
	int age = date_age(other.birth, AS_OF_UWV);
	out->woman = other.woman;
	out->birth.year = other.birth.year + (age >= 46 ? random_between(&random, 22, 26) : -random_between(&random, 19, 21));
	if (out->birth.month == 2 && out->birth.day == 29)
		out->birth.day = 28;
	for (int i = 0; i < 3; i++)
		out->given[i] = other.given[i] == NULL ? NULL : name_given_like(&random, out->from, out->woman, other.given[i]);
}

void person_make(const world *from, uint64_t index, person *out)
{
	make_single(from, index, out);
	relation kind = relation_of(from, index);
	if (kind != RELATION_NONE)
		make_relative(from, kind, out);
	make_ready(from, out);
	make_jobs(from, out);
}
