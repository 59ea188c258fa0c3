/*
 * Levels of education (VUM codeNiveauOpleiding 1-6, 9) and of work (VUM codeWerkEnDenkniveau 1-6), and how they compare.
 *
 * VUM's numbers are no order: HAVO/VWO (3) is as high as MBO (4), and 9 says nothing. So ranks are compared:
 * 1 primary, 2 vmbo, 3 havo/vwo and mbo, 4 hbo, 5 wo. They follow VUM's work levels, which name the same steps
 * (codeWerkEnDenkniveau 2 to 6).
 */
#ifndef KR_CODES_EDUCATION_H
#define KR_CODES_EDUCATION_H

#include "base/slice.h"

/* Rank of a level of education; 0 for 9, empty and anything else. */
int kr_education_rank(kr_slice level);

/* Rank of a work level on the same scale (VUM 1 and 2 are 1, 3 is 2, ... 6 is 5); 0 where it says nothing (empty, na). */
int kr_work_level_rank(kr_slice work_level);

/* The four parts of an item of `education` (kr-records(5)): level, field, diploma, status. Missing ones are empty. */
typedef struct kr_education {
	kr_slice level, field, diploma, status;
} kr_education;

kr_education kr_education_parts(kr_slice item);

#endif
