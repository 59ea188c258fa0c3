/*
 * Loading of the tables behind place.h; nobody else needs this.
 */
#ifndef KR_CODES_PLACE_LOAD_H
#define KR_CODES_PLACE_LOAD_H

#include "codes/place.h"

/* Municipalities and regions of both divisions with their other names, and which became which. */
bool kr_place_lists_load(kr_places *places, const char *directory, kr_error *error);

/*
 * Follows the changes (columns code and to) from code to code, so that a table of a later year than pc4's needs no other pc4.
 * *places owns copies of the codes.
 */
bool kr_place_moves_load(kr_places *places, const kr_definition *changes, uint32_t code, uint32_t to, kr_error *error);

/*
 * Row of a code in the division of 2026, also of one that is gone: where it went, or KR_NO_PLACE when it was split. False when it is
 * not known at all.
 */
bool kr_place_now(const kr_places *places, kr_slice code, uint32_t *row);

/* Postcode areas and towns; after the lists. */
bool kr_place_areas_load(kr_places *places, const char *directory, kr_error *error);

#endif
