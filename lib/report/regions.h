/*
 * The regions of a report: the 35 arbeidsmarktregio's of 2026, the whole country, and what lies in no known region.
 *
 * Numbers: 0 to count - 1 are the regions in the order of lib/tables/regions, then "not in a region", then the total.
 * The codes of the last two are AM99, as CBS has it, and NL.
 */
#ifndef KR_REPORT_REGIONS_H
#define KR_REPORT_REGIONS_H

#include "codes/place.h"

#define KR_REGIONS_MAX 64 /* with the two others */
#define KR_TILE_ROWS_MAX 16
#define KR_TILE_COLUMNS_MAX 12

typedef struct kr_tile {
	kr_slice abbreviation;
	uint32_t row, column; /* from 0 */
	bool is_there;
} kr_tile;

typedef struct kr_regions {
	kr_places places;
	kr_definition tile_table;
	kr_tile tiles[KR_REGIONS_MAX];
	uint32_t tile_rows, tile_columns; /* of the map */
	uint32_t count;                   /* of regions */
	uint32_t unassigned, total;       /* numbers of the two others */
} kr_regions;

bool kr_regions_load(kr_regions *regions, const char *directory, kr_error *error);
void kr_regions_free(kr_regions *regions);

/* Number of the region in a record's field `region`; `unassigned` for what is no code of a region, empty included. */
uint32_t kr_regions_of_code(const kr_regions *regions, kr_slice code);

/* Number of what a user calls a region: code, name or alias, NL for the total. The nearest name is in the message. */
bool kr_regions_find(const kr_regions *regions, const char *text, uint32_t *region, kr_error *error);

/* Code and Dutch name; no name for the total and for `unassigned` (those are words of a language). */
kr_slice kr_regions_code(const kr_regions *regions, uint32_t region);
kr_slice kr_regions_name(const kr_regions *regions, uint32_t region);

#endif
