/* Which work people look for and employers offer, by ISCO-08 unit group: how often, at which level, in which sector. */
#ifndef GENERATE_OCCUPATIONS_H
#define GENERATE_OCCUPATIONS_H

#include "random.h"

typedef struct occupation_kind {
	int isco;             /* four digits */
	uint16_t sought;      /* weight among people looking for work */
	uint16_t offered;     /* weight among vacancies */
	char sector;          /* SBI 2008 section */
	char level;           /* VUM codeWerkEnDenkniveau 1..6 */
	int wage_cents;       /* usual gross wage an hour */
	const char *licence;  /* VUM code that the work asks for, or "" */
	const char *titles;   /* usual titles, joined by '|', most usual first */
} occupation_kind;

extern const occupation_kind OCCUPATIONS[];
extern const uint32_t OCCUPATION_COUNT;

/* Titles as they are typed in practice and that no table of occupations knows. */
extern const char *const ODD_TITLES[];
extern const uint32_t ODD_TITLE_COUNT;

/* An index into OCCUPATIONS, by the people's or the employers' weights. */
uint32_t occupation_draw(random_stream *random, int offered);

/* SBI section letters with what they are called, and a five-digit SBI code that lies in them. */
typedef struct sector_kind {
	char letter;
	uint16_t weight;
	const char *sbi, *name;
} sector_kind;

extern const sector_kind SECTORS[];
extern const uint32_t SECTOR_COUNT;

/* The sector with this letter. */
const sector_kind *sector_of(char letter);

#endif
