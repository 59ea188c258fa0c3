/* Invented words. Every surname, street, mail domain, employer and office of the samples is put together here from
   syllables that make no Dutch word, so that a leak of a sample person can be seen by searching for the word. */
#ifndef GENERATE_WORDS_H
#define GENERATE_WORDS_H

#include "text.h"

#include <stdio.h>

/* How a surname sounds; the words are made up in each. */
typedef enum tongue { TONGUE_DUTCH, TONGUE_SLAVIC, TONGUE_SOUTHERN, TONGUE_COUNT } tongue;

enum { STREET_COUNT = 9600, DOMAIN_COUNT = 24, EMPLOYER_COUNT = 600, OFFICE_COUNT = 12 };

/* How many different surnames there can be. */
uint32_t word_surname_limit(tongue kind);

/* All append one word; equal numbers give equal words, different numbers below the count different ones. */
void word_surname(text *out, tongue kind, uint32_t number);
void word_street(text *out, uint32_t number);
void word_domain(text *out, uint32_t number);
void word_employer(text *out, uint32_t number);
void word_office(text *out, uint32_t number);

/* The tussenvoegsel that goes with a surname: fixed for each family, "" for most. */
const char *word_prefix(tongue kind, uint32_t number);

#endif
