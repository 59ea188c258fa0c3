#define _DEFAULT_SOURCE /* strsep, strncasecmp */

#include "tables.h"

#include "occupations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const region REGIONS[REGION_COUNT] = {
	{ "AM18", "Groot Amsterdam", false, 38 },
	{ "AM11", "Flevoland", false, 19 },
	{ "AM30", "Zuid-Limburg", true, 25 },
	{ "AM08", "Rijk van Nijmegen", true, 18 },
};

enum { MAX_COLUMNS = 16, MAX_MUNICIPALITIES = 600 };

typedef struct table {
	char *at;
	const char *names[MAX_COLUMNS];
	const char *fields[MAX_COLUMNS];
	int columns;
} table;

static char *read_whole(const char *directory, const char *name)
{
	char path[4096];
	if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path)
		return NULL;
	FILE *file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
		fprintf(stderr, "generate-samples: %s: cannot open\n", path);
		return NULL;
	}
	long size = ftell(file);
	char *bytes = size < 0 ? NULL : malloc((size_t)size + 1);
	rewind(file);
	if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) {
		fprintf(stderr, "generate-samples: %s: cannot read\n", path);
		fclose(file);
		free(bytes);
		return NULL;
	}
	fclose(file);
	bytes[size] = '\0';
	return bytes;
}

static int split(char *line, const char **fields)
{
	int count = 0;
	while (line != NULL && count < MAX_COLUMNS)
		fields[count++] = strsep(&line, "\t");
	return count;
}

static bool next_row(table *in)
{
	while (in->at != NULL && *in->at != '\0') {
		char *line = strsep(&in->at, "\n");
		if (*line == '\0' || *line == '#')
			continue;
		const char **fields = in->columns == 0 ? in->names : in->fields;
		int count = split(line, fields);
		if (in->columns == 0)
			in->columns = count;
		while (count < MAX_COLUMNS)
			fields[count++] = "";
		return true;
	}
	return false;
}

static bool open_table(table *out, const char *directory, const char *name)
{
	*out = (table){ .at = read_whole(directory, name) };
	return out->at != NULL && next_row(out);
}

static int column(const table *in, const char *name)
{
	for (int i = 0; i < in->columns; i++)
		if (strcmp(in->names[i], name) == 0)
			return i;
	return -1;
}

static bool required(const char *file, const char *name, int found)
{
	if (found < 0)
		fprintf(stderr, "generate-samples: %s: no column %s\n", file, name);
	return found >= 0;
}

typedef struct municipality {
	const char *code, *name;
	int region;
} municipality;

static int region_index(const char *code)
{
	for (int i = 0; i < REGION_COUNT; i++)
		if (strcmp(REGIONS[i].code, code) == 0)
			return i;
	return -1;
}

/* Those of the four regions; the count, or -1. */
static int read_municipalities(municipality *out, const char *directory)
{
	const char *file = "municipalities_2026.tsv";
	table in;
	if (!open_table(&in, directory, file))
		return -1;
	int code = column(&in, "code"), name = column(&in, "name"), where = column(&in, "region"), count = 0;
	if (!required(file, "code", code) || !required(file, "name", name) || !required(file, "region", where))
		return -1;
	while (next_row(&in) && count < MAX_MUNICIPALITIES) {
		int index = region_index(in.fields[where]);
		if (index >= 0)
			out[count++] = (municipality){ in.fields[code], in.fields[name], index };
	}
	return count;
}

static bool add_postcode(tables *out, const municipality *in, const char *digits, const char *place, uint64_t weight)
{
	uint32_t count = out->postcode_count[in->region];
	postcode *postcodes = realloc(out->postcodes[in->region], (count + 1) * sizeof *postcodes);
	uint64_t *cumulative = realloc(out->cumulative[in->region], (count + 1) * sizeof *cumulative);
	if (postcodes == NULL || cumulative == NULL)
		return false;
	postcodes[count] = (postcode){ .municipality = in->name, .place = *place == '\0' ? in->name : place, .region = in->region };
	memcpy(postcodes[count].digits, digits, 4);
	cumulative[count] = (count == 0 ? 0 : cumulative[count - 1]) + weight;
	out->postcodes[in->region] = postcodes;
	out->cumulative[in->region] = cumulative;
	out->postcode_count[in->region]++;
	return true;
}

static bool read_postcodes(tables *out, const char *directory)
{
	static municipality municipalities[MAX_MUNICIPALITIES];
	int count = read_municipalities(municipalities, directory);
	table in;
	if (count < 0 || !open_table(&in, directory, "pc4.tsv"))
		return false;
	int digits = column(&in, "pc4"), code = column(&in, "municipality"), place = column(&in, "place");
	int inhabitants = column(&in, "inhabitants");
	if (!required("pc4.tsv", "pc4", digits) || !required("pc4.tsv", "municipality", code))
		return false;
	while (next_row(&in))
		for (int i = 0; i < count; i++) {
			if (strcmp(municipalities[i].code, in.fields[code]) != 0 || strlen(in.fields[digits]) != 4)
				continue;
			uint64_t weight = inhabitants < 0 ? 1 : strtoull(in.fields[inhabitants], NULL, 10);
			if (weight > 0 && !add_postcode(out, &municipalities[i], in.fields[digits], place < 0 ? "" : in.fields[place], weight))
				return false;
		}
	for (int i = 0; i < REGION_COUNT; i++)
		if (out->postcode_count[i] == 0) {
			fprintf(stderr, "generate-samples: pc4.tsv: no postcode in %s\n", REGIONS[i].code);
			return false;
		}
	return true;
}

static int by_isco(const void *left, const void *right)
{
	const occupation_title *a = left, *b = right;
	if (a->isco != b->isco)
		return a->isco < b->isco ? -1 : 1;
	return a->text < b->text ? -1 : a->text > b->text; /* one buffer: the table's own order */
}

static bool read_titles(tables *out, const char *directory)
{
	const char *file = "occupation_titles.tsv";
	table in;
	if (!open_table(&in, directory, file))
		return false;
	int text = column(&in, "title"), code = column(&in, "isco");
	if (!required(file, "title", text) || !required(file, "isco", code))
		return false;
	uint32_t room = 0;
	while (next_row(&in)) {
		if (strlen(in.fields[code]) != 4 || strchr(in.fields[text], '|') != NULL)
			continue;
		if (out->title_count == room) {
			room = room * 2 + 1024;
			occupation_title *titles = realloc(out->titles, room * sizeof *titles);
			if (titles == NULL)
				return false;
			out->titles = titles;
		}
		out->titles[out->title_count++] = (occupation_title){ in.fields[text], atoi(in.fields[code]) };
	}
	if (out->title_count == 0)
		return required(file, "title", -1);
	qsort(out->titles, out->title_count, sizeof *out->titles, by_isco);
	return true;
}

/* Whether the table knows this usual title, under whatever code. */
static const char *known_title(const tables *from, const char *start, size_t length)
{
	for (uint32_t i = 0; i < from->title_count; i++)
		if (strncasecmp(from->titles[i].text, start, length) == 0 && from->titles[i].text[length] == '\0')
			return from->titles[i].text;
	return NULL;
}

static void find_usual_titles(tables *out)
{
	for (uint32_t kind = 0; kind < OCCUPATION_COUNT; kind++) {
		const char *at = OCCUPATIONS[kind].titles;
		while (*at != '\0' && out->usual_count[kind] < USUAL_TITLES) {
			size_t length = strcspn(at, "|");
			const char *known = known_title(out, at, length);
			if (known != NULL)
				out->usual[kind][out->usual_count[kind]++] = known;
			at += length + (at[length] == '|');
		}
	}
}

bool tables_read(tables *out, const char *directory)
{
	memset(out, 0, sizeof *out);
	if (!read_postcodes(out, directory) || !read_titles(out, directory))
		return false;
	find_usual_titles(out);
	return true;
}

const postcode *tables_postcode(const tables *from, random_stream *random, int index)
{
	return &from->postcodes[index][random_weighted(random, from->cumulative[index], from->postcode_count[index])];
}

const char *tables_any_title(const tables *from, random_stream *random, int *isco)
{
	const occupation_title *chosen = &from->titles[random_below(random, from->title_count)];
	*isco = chosen->isco;
	return chosen->text;
}

/* The titles with this code: their number, the first in *first. */
static uint32_t titles_of(const tables *from, int isco, uint32_t *first)
{
	uint32_t low = 0, high = from->title_count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (from->titles[middle].isco < isco)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	while (high < from->title_count && from->titles[high].isco == isco)
		high++;
	return high - low;
}

static uint32_t lower_of_two(random_stream *random, uint32_t count)
{
	uint32_t first = random_below(random, count), second = random_below(random, count);
	return first < second ? first : second;
}

const char *tables_title(const tables *from, random_stream *random, uint32_t kind)
{
	uint32_t first, usual = from->usual_count[kind], count = titles_of(from, OCCUPATIONS[kind].isco, &first);
	int isco;
	if (usual > 0 && (count == 0 || random_permille(random, 780)))
		return from->usual[kind][lower_of_two(random, usual)];
	if (count == 0)
		return tables_any_title(from, random, &isco);
	return from->titles[first + lower_of_two(random, count)].text;
}
