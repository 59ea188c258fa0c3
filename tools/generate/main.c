/* generate-samples: makes the sample exports of samples/, and any number of their kind for benchmarks.
   No part of the product and independent of its library. Person i is a function of (seed, i) alone, so nothing is kept
   and ten million persons cost the same memory as ten. */
#include "exports.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PERSONS = 10000000, MAX_VACANCIES = 1000000, MAX_SERVICES = 1000000 };

typedef struct request {
	const char *tables, *directory, *only;
	uint64_t persons, vacancies, services, seed;
	bool wide, csv_wide, words;
} request;

static const char USAGE[] =
	"usage: generate-samples [--persons N] [--vacancies M] [--services N] [--seed S] [--tables DIR] --out DIR\n"
	"                        [--only uwv|zuid|noord|trajecten|vacatures|diensten|truth]\n"
	"       generate-samples --wide|--csv-wide|--words [--persons N] [--seed S] [--tables DIR]\n";

typedef struct layout {
	const char *file;
	const char *source_code;
	const char *id_prefix; /* with the number in id_width digits, after adding id_base: the export's own id */
	uint64_t id_base;
	unsigned id_width;
	void (*begin)(csv *out);
	void (*row)(csv *out, registration *from);
} layout;

static void plain_uwv_row(csv *out, registration *from)
{
	uwv_row(out, from, SPOILT_NOT);
}

static const layout LAYOUTS[SOURCE_COUNT] = {
	[SOURCE_UWV] = { "uwv.csv", "uwv", "", 100000000, 1, uwv_begin, plain_uwv_row },
	[SOURCE_ZUID] = { "gemeente-zuid.csv", "zuid", "C", 0, 8, zuid_begin, zuid_row },
	[SOURCE_NOORD] = { "gemeente-noord.csv", "noord", "", 0, 8, noord_begin, noord_row },
};

/* What happens to each registration of a source, in the order of the export. */
typedef void visit(csv *out, const world *from, source in, uint64_t index, unsigned copy);

static uint64_t visit_registration(csv *out, const world *from, source in, uint64_t index, unsigned copy, visit *each)
{
	unsigned duplicates, sources = person_sources(from, index, &duplicates);
	if (((copy == 0 ? sources : duplicates) >> in & 1u) == 0)
		return 0;
	each(out, from, in, index, copy);
	return 1;
}

static void write_row(csv *out, const world *from, source in, uint64_t index, unsigned copy)
{
	person who;
	registration made;
	person_make(from, index, &who);
	registration_make(from, &who, in, copy, &made);
	LAYOUTS[in].row(out, &made);
}

static void write_steps(csv *out, const world *from, source in, uint64_t index, unsigned copy)
{
	person who;
	registration made;
	person_make(from, index, &who);
	registration_make(from, &who, in, copy, &made);
	if (copy == 0)
		steps_row(out, from, &made);
}

static void write_truth(csv *out, const world *from, source in, uint64_t index, unsigned copy)
{
	const layout *at = &LAYOUTS[in];
	text value;
	text_clear(&value);
	text_add(&value, at->source_code);
	text_add_byte(&value, ':');
	text_add(&value, at->id_prefix);
	text_add_number(&value, at->id_base + registration_number(from, index, in, copy), at->id_width);
	csv_field(out, value.bytes);
	text_clear(&value);
	text_add_byte(&value, 't');
	text_add_number(&value, index + 1, 1);
	csv_field(out, value.bytes);
	csv_end_record(out);
}

/* Rows that an importer has to set aside; they belong to persons of their own, who stand in no other file. */
static void write_spoilt(csv *out, const world *from, spoilt how)
{
	person who;
	registration made;
	person_make(from, from->persons + (uint64_t)how, &who);
	registration_make(from, &who, SOURCE_UWV, 0, &made);
	uwv_row(out, &made, how);
}

/* Every registration of a source, shuffled; second registrations stand far from the first. */
static uint64_t visit_source(csv *out, const world *from, source in, visit *each)
{
	uint64_t rows = 0, spoilt_rows = 0, key = from->seed * 16 + (uint64_t)in * 2;
	for (uint64_t i = 0; i < from->persons; i++) {
		rows += visit_registration(out, from, in, random_permute(key, i, from->persons), 0, each);
		rows += visit_registration(out, from, in, random_permute(key + 1, i, from->persons), 1, each);
		if (each == write_row && in == SOURCE_UWV && spoilt_rows < SPOILT_COUNT - 1
		    && i == from->persons * (spoilt_rows + 1) / SPOILT_COUNT)
			write_spoilt(out, from, (spoilt)++spoilt_rows);
	}
	return rows + spoilt_rows;
}

static csv *new_csv(FILE *file)
{
	csv *out = calloc(1, sizeof *out);
	if (out == NULL) {
		fprintf(stderr, "generate-samples: out of memory\n");
		exit(2);
	}
	out->file = file;
	return out;
}

static csv *open_csv(const request *asked, const char *name)
{
	char path[4096];
	if (snprintf(path, sizeof path, "%s/%s", asked->directory, name) >= (int)sizeof path)
		path[0] = '\0';
	FILE *file = fopen(path, "wb");
	if (file == NULL) {
		fprintf(stderr, "generate-samples: %s: cannot write\n", path);
		exit(2);
	}
	return new_csv(file);
}

static void close_csv(csv *out, const char *name)
{
	bool done = csv_finish(out);
	if ((out->file != stdout && fclose(out->file) != 0) || !done) {
		fprintf(stderr, "generate-samples: %s: write error\n", name);
		exit(2);
	}
	free(out);
}

static bool is_asked(const request *asked, const char *name)
{
	return asked->only == NULL || strcmp(asked->only, name) == 0;
}

/* Half of the services in the list of providers, a third in the toolbox, the rest in the guide. */
static void write_services(const request *asked, const world *from)
{
	uint64_t listed = asked->services / 2, boxed = asked->services / 3;
	csv *out = open_csv(asked, "diensten-zuid.csv");
	out->separator = ',';
	out->line_end = "\n";
	services_begin(out);
	for (uint64_t i = 0; i < listed; i++)
		services_row(out, from, i);
	close_csv(out, "diensten-zuid.csv");
	out = open_csv(asked, "instrumentenkoffer-noord.csv");
	out->separator = ';';
	out->line_end = "\r\n";
	out->encoding = CSV_WINDOWS_1252;
	koffer_begin(out);
	for (uint64_t i = listed; i < listed + boxed; i++)
		koffer_row(out, from, i);
	close_csv(out, "instrumentenkoffer-noord.csv");
	out = open_csv(asked, "instrumentengids.json");
	out->line_end = "";
	guide_begin(out);
	for (uint64_t i = listed + boxed; i < asked->services; i++)
		guide_row(out, from, i, i == listed + boxed);
	guide_end(out);
	close_csv(out, "instrumentengids.json");
}

static void write_exports(const request *asked, const world *from)
{
	for (int in = 0; in < SOURCE_COUNT; in++) {
		if (!is_asked(asked, LAYOUTS[in].source_code))
			continue;
		csv *out = open_csv(asked, LAYOUTS[in].file);
		LAYOUTS[in].begin(out);
		uint64_t rows = visit_source(out, from, (source)in, write_row);
		if (in == SOURCE_UWV)
			uwv_end(out, rows);
		close_csv(out, LAYOUTS[in].file);
	}
	if (is_asked(asked, "trajecten")) {
		static const char *const names[] = { "trajecten-zuid.csv", "trajecten-noord.csv" };
		for (int i = 0; i < 2; i++) {
			csv *out = open_csv(asked, names[i]);
			i == 0 ? zuid_steps_begin(out) : noord_steps_begin(out);
			visit_source(out, from, i == 0 ? SOURCE_ZUID : SOURCE_NOORD, write_steps);
			close_csv(out, names[i]);
		}
	}
	if (is_asked(asked, "vacatures")) {
		csv *out = open_csv(asked, "vacatures.csv");
		vacancies_write(out, from, asked->vacancies);
		close_csv(out, "vacatures.csv");
	}
	if (is_asked(asked, "diensten"))
		write_services(asked, from);
	if (is_asked(asked, "truth")) {
		static const char *const columns[] = { "record_id", "true_id", NULL };
		csv *out = open_csv(asked, "truth.tsv");
		out->separator = '\t';
		out->line_end = "\n";
		csv_header(out, columns);
		for (int in = 0; in < SOURCE_COUNT; in++)
			visit_source(out, from, (source)in, write_truth);
		close_csv(out, "truth.tsv");
	}
}

/* Every invented word that a run with these arguments can hold, but for typing errors: one a line. */
static void write_words(const world *from)
{
	text word;
	for (int kind = 0; kind < TONGUE_COUNT; kind++)
		for (uint32_t i = 0; i < from->surname_count[kind]; i++) {
			text_clear(&word);
			word_surname(&word, (tongue)kind, i);
			printf("%s\n", word.bytes);
		}
	for (uint32_t i = 0; i < STREET_COUNT; i += 6) {
		text_clear(&word);
		word_street(&word, i);
		printf("%s\n", word.bytes);
	}
	for (uint32_t i = 0; i < DOMAIN_COUNT; i++) {
		text_clear(&word);
		word_domain(&word, i);
		printf("%s\n", word.bytes);
	}
	if (fflush(stdout) != 0)
		exit(2);
}

static uint64_t number_option(const char *name, const char *value, uint64_t most)
{
	char *end;
	uint64_t number = strtoull(value, &end, 10);
	if (*value < '0' || *value > '9' || *end != '\0' || number > most) {
		fprintf(stderr, "generate-samples: --%s: not a number up to %llu\n", name, (unsigned long long)most);
		exit(2);
	}
	return number;
}

static request read_options(int count, char **arguments)
{
	static const struct option options[] = {
		{ "persons", 1, 0, 'p' }, { "vacancies", 1, 0, 'n' }, { "seed", 1, 0, 's' },    { "tables", 1, 0, 't' },   { "out", 1, 0, 'o' },
		{ "services", 1, 0, 'v' }, { "only", 1, 0, 'y' },    { "wide", 0, 0, 'w' },      { "csv-wide", 0, 0, 'c' }, { "words", 0, 0, 'd' }, { 0, 0, 0, 0 },
	};
	request out = { .tables = "lib/tables", .persons = 3200, .vacancies = 500, .services = 600, .seed = 2020 };
	for (int letter; (letter = getopt_long(count, arguments, "", options, NULL)) != -1;) {
		switch (letter) {
		case 'p': out.persons = number_option("persons", optarg, MAX_PERSONS); break;
		case 'n': out.vacancies = number_option("vacancies", optarg, MAX_VACANCIES); break;
		case 'v': out.services = number_option("services", optarg, MAX_SERVICES); break;
		case 's': out.seed = number_option("seed", optarg, UINT32_MAX); break;
		case 't': out.tables = optarg; break;
		case 'o': out.directory = optarg; break;
		case 'y': out.only = optarg; break;
		case 'w': out.wide = true; break;
		case 'c': out.csv_wide = true; break;
		case 'd': out.words = true; break;
		default: fputs(USAGE, stderr); exit(2);
		}
	}
	return out;
}

static bool only_is_known(const char *only)
{
	static const char *const known[] = { "uwv", "zuid", "noord", "trajecten", "vacatures", "diensten", "truth" };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (only == NULL || strcmp(only, known[i]) == 0)
			return true;
	return false;
}

int main(int count, char **arguments)
{
	static world from;
	request asked = read_options(count, arguments);
	bool to_stdout = asked.wide || asked.csv_wide || asked.words;
	if (optind != count || (asked.directory == NULL) == !to_stdout || !only_is_known(asked.only)) {
		fputs(USAGE, stderr);
		return 2;
	}
	from.seed = asked.seed;
	from.persons = asked.persons;
	if (!tables_read(&from.tables, asked.tables) || !world_prepare(&from))
		return 2;
	if (asked.words) {
		write_words(&from);
	} else if (to_stdout) {
		csv *out = new_csv(stdout);
		wide_write(out, &from, asked.csv_wide);
		close_csv(out, "stdout");
	} else {
		write_exports(&asked, &from);
	}
	return 0;
}
