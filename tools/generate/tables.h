/* The project's own reference tables, as far as the samples need them: postcodes of the four regions, the names of
   their municipalities, and titles of occupations with their ISCO-08 codes. Read once, then only looked at. */
#ifndef GENERATE_TABLES_H
#define GENERATE_TABLES_H

#include "random.h"

#include <stdbool.h>
#include <stdint.h>

enum { REGION_COUNT = 4, USUAL_TITLES = 4, OCCUPATION_KINDS_MAX = 100 };

typedef struct region {
	const char *code, *name;
	bool south; /* served by the export of gemeente-zuid, else by gemeente-noord */
	uint16_t weight;
} region;

extern const region REGIONS[REGION_COUNT];

typedef struct postcode {
	char digits[5];
	const char *municipality, *place;
	int region;
} postcode;

typedef struct occupation_title {
	const char *text;
	int isco; /* four digits */
} occupation_title;

typedef struct tables {
	postcode *postcodes[REGION_COUNT];
	uint64_t *cumulative[REGION_COUNT]; /* of inhabitants */
	uint32_t postcode_count[REGION_COUNT];
	occupation_title *titles;                    /* sorted by ISCO code, then as in the table */
	uint32_t title_count;
	const char *usual[OCCUPATION_KINDS_MAX][USUAL_TITLES]; /* those usual titles of each kind that the table knows */
	uint32_t usual_count[OCCUPATION_KINDS_MAX];
} tables;

/* Reads DIRECTORY/pc4.tsv, municipalities_2026.tsv and occupation_titles.tsv. Prints what is wrong and returns false
   if one is missing or lacks a column. The memory is held until the program ends. */
bool tables_read(tables *out, const char *directory);

/* A postcode in one of the four regions, by inhabitants. */
const postcode *tables_postcode(const tables *from, random_stream *random, int region_index);

/* A title of occupation kind `kind` (index into OCCUPATIONS): mostly a usual one that the table knows. */
const char *tables_title(const tables *from, random_stream *random, uint32_t kind);

/* Any title of any occupation, with its ISCO code in *isco. */
const char *tables_any_title(const tables *from, random_stream *random, int *isco);

#endif
