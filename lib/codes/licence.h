/*
 * Driving licences (VUM codeSoortRijbewijs) and which of them imply which others (lib/tables/licences, column `implies`).
 *
 * Sets of licences are bits: bit i is row i of the table.
 */
#ifndef KR_CODES_LICENCE_H
#define KR_CODES_LICENCE_H

#include "codes/code_list.h"

#define KR_LICENCES_MAX 32

typedef struct kr_licences {
	kr_code_list list;
	uint32_t implied[KR_LICENCES_MAX]; /* row to all rows that it allows, itself and what those imply too */
} kr_licences;

bool kr_licences_load(kr_licences *licences, const char *directory, kr_error *error);
void kr_licences_free(kr_licences *licences);

/*
 * The set that a list in standard form ("B|CE") allows one to drive; `none` and empty give 0. Unknown items are
 * passed over.
 */
uint32_t kr_licences_allowed(const kr_licences *licences, kr_slice list);

/* The set that a list in standard form names, without what is implied. */
uint32_t kr_licences_named(const kr_licences *licences, kr_slice list);

#endif
