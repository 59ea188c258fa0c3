/*
 * Where: postcode area, municipality, region.
 *
 * Every Dutch four-digit postcode (PC4) lies in one municipality and that in one arbeidsmarktregio, in the division of
 * a year. There are two divisions: 2020 (355 municipalities) and 2026 (342). Tables: lib/tables/pc4, pc4_postbus,
 * municipalities_2020, municipalities_2026, municipality_changes, regions, regions_2020 (CBS).
 */
#ifndef KR_CODES_PLACE_H
#define KR_CODES_PLACE_H

#include "codes/code_list.h"
#include "codes/date.h"

enum kr_division { KR_DIVISION_2020, KR_DIVISION_2026, KR_DIVISIONS };

#define KR_NO_PLACE UINT32_MAX

/* A postcode area. Municipalities and regions are rows of their lists; KR_NO_PLACE: none. */
typedef struct kr_pc4 {
	uint32_t municipality[KR_DIVISIONS];
	int32_t latitude, longitude; /* millionths of a degree, WGS 84, centre of the area */
	bool is_known;
	bool is_box;                 /* PO boxes and the like: nobody lives there */
} kr_pc4;

typedef struct kr_places {
	kr_pc4 *areas;                                /* 10000, by number */
	kr_code_list municipalities[KR_DIVISIONS];
	kr_code_list regions[KR_DIVISIONS];
	uint32_t *region_of[KR_DIVISIONS];            /* municipality row to region row */
	uint32_t *successor;                          /* municipality row of 2020 to its row of 2026 */
	kr_map moves;                                 /* code that is gone to its row of 2026, or KR_NO_PLACE where it was split */
	kr_map towns;                                 /* folded place name to an entry of town_municipalities */
	uint32_t (*town_municipalities)[KR_DIVISIONS]; /* KR_NO_PLACE: a name of several */
	size_t town_count;
	int first_change;                             /* first year in which the division of 2020 no longer held */
	kr_arena arena;
} kr_places;

/* Loads all tables; `directory` as in kr_definition_load. About 2 MB. */
bool kr_places_load(kr_places *places, const char *directory, kr_error *error);
void kr_places_free(kr_places *places);

/* The area of four digits, or NULL when no such postcode is known. */
const kr_pc4 *kr_places_area(const kr_places *places, kr_slice pc4);

/* "2020" or "2026". False for any other text. */
bool kr_division_parse(kr_slice text, enum kr_division *division);

/*
 * The division for a delivery of that day: 2020 before the first change of municipalities since (2021), else,
 * also for no date, 2026.
 */
enum kr_division kr_places_division(const kr_places *places, kr_date as_of);

/* Codes. Empty for KR_NO_PLACE. Valid as long as the places. */
kr_slice kr_places_municipality(const kr_places *places, enum kr_division division, uint32_t municipality);
kr_slice kr_places_region(const kr_places *places, enum kr_division division, uint32_t municipality);

/*
 * Municipality of what a file says: a code (GM0363, 0363, 363) or a name ("Den Haag", "Bergen (NH)"), also one
 * of the other division, as far as that leaves no doubt. KR_NO_PLACE when unknown or ambiguous.
 */
uint32_t kr_places_find_municipality(const kr_places *places, enum kr_division division, kr_slice text,
    kr_buffer *scratch);

/* Municipality of a town; KR_NO_PLACE when unknown or a name of towns in several municipalities. */
uint32_t kr_places_find_town(const kr_places *places, enum kr_division division, kr_slice name, kr_buffer *scratch);

/* Region row of a code, name or alias; KR_NO_PLACE when unknown. Rows count from 0 in the order of the table. */
uint32_t kr_places_find_region(const kr_places *places, enum kr_division division, kr_slice text, kr_buffer *scratch);

/* Code and Dutch name of a region row; the number of rows is places->regions[division].definition.rows (35 in 2026). */
kr_slice kr_region_code(const kr_places *places, enum kr_division division, uint32_t region);
kr_slice kr_region_name(const kr_places *places, enum kr_division division, uint32_t region);

#endif
