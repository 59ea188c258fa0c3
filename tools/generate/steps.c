/* What two municipalities wrote down of the way to work: intake, talk, plan, step, start, end; each in its own dress and with its
   own words, with steps that nobody wrote down and a few that were written down twice. */
#include "exports.h"

#include <string.h>

enum purpose { FOR_STEPS = 800 };

typedef struct step {
	const char *kind, *service, *outcome, *subsidy;
	int weeks, day;
} step;

enum { STEPS_MAX = 16 };

typedef struct steps {
	step list[STEPS_MAX];
	unsigned count;
	int last_day; /* of the delivery */
} steps;

static void add(steps *to, int day, const char *kind, const char *service, const char *outcome, const char *subsidy, int weeks)
{
	if (day <= to->last_day && to->count < STEPS_MAX)
		to->list[to->count++] = (step){ kind, service, outcome, subsidy, weeks, day };
}

static const char *one_of(random_stream *random, const char *const *words, unsigned count)
{
	return words[random_below(random, count)];
}

/* Work and what became of it. Four in ten starts last a year; of the others some are followed by the next job. */
static void add_job(steps *to, random_stream *random, int day, bool is_second)
{
	static const char *const kinds[] = { "regulier werk", "regulier werk", "regulier werk", "leerwerkbaan", "beschut werk" };
	static const char *const ends[] = { "contract afgelopen", "contract afgelopen", "eigen keuze", "keuze werkgever", "einde proeftijd" };
	int lasted = random_permille(random, 400) ? 800 : random_between(random, 14, 360);
	const char *subsidy = random_permille(random, 300) ? "ja" : random_permille(random, 700) ? "nee" : "", *kind = one_of(random, kinds, 5);
	add(to, day, "start werk", "", kind, subsidy, 0);
	for (int weeks = 13; weeks <= 52; weeks *= 2)
		if (lasted > weeks * 7 && random_permille(random, 650))
			add(to, day + weeks * 7 + random_between(random, 0, 20), "nog aan het werk", "", "", "", weeks);
	if (lasted == 800)
		return;
	add(to, day + lasted, "einde werk", "", one_of(random, ends, 5), "", 0);
	if (!is_second && random_permille(random, 350))
		add_job(to, random, day + lasted + random_between(random, 1, 40), true);
	else if (random_permille(random, 500))
		add(to, day + lasted + random_between(random, 1, 30), "terug in uitkering", "", "", "", 0);
}

static void make_steps(steps *to, random_stream *random, int registered)
{
	static const char *const services[] = {
		"sollicitatietraining", "taaltraject", "heftruckcertificaat", "jobcoaching", "schuldhulp", "loopbaanadvies", "werkfit maken",
	};
	int day = registered + random_between(random, 0, 10);
	add(to, day, "intake", "", "", "", 0);
	if (random_permille(random, 80))
		add(to, day, "intake", "", "", "", 0);
	if (!random_permille(random, 820))
		return;
	add(to, day += random_between(random, 7, 60), "eerste gesprek", "", "", "", 0);
	if (!random_permille(random, 750))
		return;
	add(to, day += random_between(random, 7, 70), "plan van aanpak", "", "", "", 0);
	if (random_permille(random, 700)) {
		const char *service = one_of(random, services, 7);
		add(to, day += random_between(random, 14, 120), "start traject", service, "", "", 0);
	}
	if (random_permille(random, 120))
		add(to, day += random_between(random, 14, 90), "plaatsing", "", "werkervaringsplaats", "", 0);
	if (random_permille(random, 60))
		add(to, day + random_between(random, 30, 90), "uitstroom zonder werk", "", "", "", 0);
	else if (random_permille(random, 480))
		add_job(to, random, day + random_between(random, 14, 150), false);
}

void noord_steps_begin(csv *out)
{
	static const char *const columns[] = { "klantnr", "stapsoort", "datum", "voorziening", "uitkomst", "lks", "weken", NULL };
	out->separator = ';';
	out->line_end = "\r\n";
	out->encoding = CSV_ISO_8859_15;
	out->quote_all = true;
	csv_header(out, columns);
}

void zuid_steps_begin(csv *out)
{
	static const char *const columns[] = {
		"Clientnummer", "Soort stap", "Datum stap", "Trajectnaam", "Resultaat", "Loonkostensubsidie", "Na weken", NULL
	};
	out->separator = ',';
	out->line_end = "\n";
	out->encoding = CSV_UTF8;
	csv_raw(out, "\xEF\xBB\xBF");
	csv_header(out, columns);
}

static void write_step(csv *out, const registration *from, const step *taken)
{
	bool is_noord = from->in == SOURCE_NOORD;
	text value;
	text_clear(&value);
	text_add(&value, is_noord ? "" : "C");
	text_add_number(&value, from->number, 8);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add(&value, taken->kind);
	if (!is_noord)
		text_capitalize(&value);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add_date(&value, date_from_days(taken->day), is_noord ? "ymd" : "d-m-y");
	csv_field(out, value.bytes);
	csv_field(out, taken->service);
	csv_field(out, taken->outcome);
	csv_field(out, is_noord && taken->subsidy[0] != '\0' ? (taken->subsidy[0] == 'j' ? "J" : "N") : taken->subsidy);
	text_clear(&value);
	if (taken->weeks > 0)
		text_add_number(&value, (uint64_t)taken->weeks, 1);
	csv_field(out, value.bytes);
	csv_end_record(out);
}

void steps_row(csv *out, const world *from, const registration *of)
{
	steps made = { .count = 0, .last_day = date_to_days(AS_OF_MUNICIPALITY) };
	random_stream random = random_of(from->seed, FOR_STEPS + (uint64_t)of->in, of->who->index);
	/* The files go back two years: of who was there before, the first intake in that time. */
	int registered = of->who->registered, first = made.last_day - 730;
	make_steps(&made, &random, registered > first ? registered : first + random_between(&random, 0, 500));
	for (unsigned i = 0; i < made.count; i++)
		write_step(out, of, &made.list[i]);
}
