/* A person as one organisation has written them down: with its gaps, its typing errors, an address of last year. */
#ifndef GENERATE_REGISTRATION_H
#define GENERATE_REGISTRATION_H

#include "person.h"

typedef struct registration {
	const person *who;
	source in;
	unsigned copy;        /* 0, or 1 for a second registration in the same source */
	random_stream random; /* for what is left to the layout */
	random_stream detail; /* the same for availability, distance and jobs */
	uint64_t number;      /* unique within the source */
	const char *prefix, *partner_prefix;
	text surname, partner;
	name_use use;
	text initials;        /* "J.P." */
	text given;           /* first given name */
	date birth;
	const address *at;
	address elsewhere;    /* what `at` points to if the person lived in the other municipality's region */
	bool away;            /* registered where the person no longer lives: closed */
	text bsn;             /* nine digits, not always right; "" if missing */
	text phone;           /* nine digits without the leading zero; "" if missing */
	text email;
	text titles[2];
	int education;
	char sector;
	bool knows_availability, knows_jobs;
} registration;

/* `out` points into `who`, which must live as long. */
void registration_make(const world *from, const person *who, source in, unsigned copy, registration *out);

/* Only the number, for the truth file. */
uint64_t registration_number(const world *from, uint64_t index, source in, unsigned copy);

/* The surname as the person uses it: "van der X", "Y-van der X". */
void registration_surname(const registration *from, text *out);
/* The same without the prefix of its first part, which is returned. */
const char *registration_bare_surname(const registration *from, text *out);
/* "J.P. van der X". */
void registration_whole_name(const registration *from, text *out);
/* "X, J.P. van der". */
void registration_sorted_name(const registration *from, text *out);

/* A caseworker's name, invented like the others. */
void registration_caseworker(const registration *from, text *out);

/* The phone number as somebody might have typed it. */
void registration_phone(registration *from, text *out);
/* Another number of the same person; changes the one held. */
void registration_second_phone(registration *from, text *out);

/* A title as typed: now and then with a capital, in capitals or with "(m/v)". */
void registration_title(registration *from, unsigned which, text *out);

#endif
