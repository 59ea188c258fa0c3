/*
 * Loading of the tables behind place.h; nobody else needs this.
 */
#ifndef KR_CODES_PLACE_LOAD_H
#define KR_CODES_PLACE_LOAD_H

#include "codes/place.h"

/* Municipalities and regions of both divisions with their other names, and which became which. */
bool kr_place_lists_load(kr_places *places, const char *directory, kr_error *error);

/* Postcode areas and towns; after the lists. */
bool kr_place_areas_load(kr_places *places, const char *directory, kr_error *error);

#endif
