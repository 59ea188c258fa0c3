/* A made-up person: all that is true of somebody, before any organisation writes it down. */
#ifndef GENERATE_PERSON_H
#define GENERATE_PERSON_H

#include "names.h"
#include "tables.h"
#include "text.h"

/* The exports a person can stand in; also the bits of person.sources. */
typedef enum source { SOURCE_UWV = 0, SOURCE_ZUID = 1, SOURCE_NOORD = 2, SOURCE_COUNT = 3 } source;

/* Reference days of the deliveries. */
extern const date AS_OF_UWV, AS_OF_MUNICIPALITY;

typedef struct world {
	uint64_t seed, persons;
	uint64_t population; /* persons, and those whose rows are spoilt on purpose */
	tables tables;
	uint64_t *surname_weights[TONGUE_COUNT]; /* cumulative */
	uint32_t surname_count[TONGUE_COUNT];
} world;

/* Fills the derived parts; false without memory. `out->seed`, `persons` and `tables` must be set. */
bool world_prepare(world *out);

typedef struct address {
	const postcode *where;
	char letters[3];
	int house_number;
	const char *house_suffix; /* "" for most */
} address;

typedef struct family_name {
	tongue kind;
	uint32_t number;
} family_name;

/* How the surname is used (BRP, aanduiding naamgebruik). */
typedef enum name_use { USE_OWN, USE_PARTNER, USE_PARTNER_OWN, USE_OWN_PARTNER } name_use;

/* A job held; months are counted from the year 0. */
typedef struct job {
	const char *title; /* NULL: none */
	int from, to;      /* month, first and last; to 0: it lasts */
} job;

enum { JOBS_MAX = 2 };

typedef struct person {
	uint64_t index;
	unsigned sources;    /* bit per source */
	unsigned duplicates; /* bit per source in which the person stands twice */
	origin from;
	bool woman, married;
	name_use use;
	family_name own, partner;
	const char *given[3]; /* NULL after the last */
	date birth;
	address home, before; /* before: where the person lived earlier, in the same region */
	uint32_t phone;       /* seven digits after 069 */
	bool has_email;
	uint32_t domain;
	char bsn[10];
	uint32_t occupation;  /* index into OCCUPATIONS */
	const char *titles[2]; /* as the person says it; "" if none */
	int education;        /* VUM codeNiveauOpleiding 1..6, 9; 0 unknown everywhere */
	char sector;          /* 0 unknown everywhere */
	int work_kind;        /* VUM codeTypeOvereenkomst 1..4; 0 unknown */
	char contract;        /* 'B', 'O' or 0 */
	int hours_min, hours_max; /* 0 unknown */
	const char *licences; /* joined by ','; "" none */
	const char *transport; /* codes of VUM joined by ','; "" unknown */
	int dutch_speaking, dutch_writing; /* VUM level 1..4, 0 unknown */
	bool english, target_group, consent;
	int ladder;           /* Participatieladder 1..6 */
	const char *scheme;   /* benefit at the municipality or at UWV */
	int registered;       /* day of registration, days since 1970 */
	bool available;       /* could start at once */
	int available_from;   /* days since 1970; 0 unknown */
	int max_km;           /* 0 unknown */
	job jobs[JOBS_MAX];   /* the latest first; none: unknown everywhere */
} person;

/* Which sources hold person `index`, without making the person. */
unsigned person_sources(const world *from, uint64_t index, unsigned *duplicates);

void person_make(const world *from, uint64_t index, person *out);

/* The street that belongs to an address: one for each six-character postcode. */
void person_street(const address *at, text *out);

void person_surname(text *out, family_name name);

#endif
