/* One function a layout: each writes the rows of one export. */
#ifndef GENERATE_EXPORTS_H
#define GENERATE_EXPORTS_H

#include "csv.h"
#include "registration.h"

/* How a row of UWV's export is spoilt on purpose. */
typedef enum spoilt { SPOILT_NOT, SPOILT_SHORT, SPOILT_LONG, SPOILT_STRAY_QUOTE, SPOILT_OPEN_QUOTE, SPOILT_SEPARATOR, SPOILT_COUNT } spoilt;

void uwv_begin(csv *out);
void uwv_row(csv *out, registration *from, spoilt how);
/* The line of totals that the dashboard puts under its export. */
void uwv_end(csv *out, uint64_t rows);

void zuid_begin(csv *out);
void zuid_row(csv *out, registration *from);

void noord_begin(csv *out);
void noord_row(csv *out, registration *from);

/* The way to work of who stands in a municipality's file: some rows of one export a registration. */
void zuid_steps_begin(csv *out);
void noord_steps_begin(csv *out);
void steps_row(csv *out, const world *from, const registration *of);

/* Writes all vacancies. */
void vacancies_write(csv *out, const world *from, uint64_t count);

/* Services: a list of providers (zuid), a region's toolbox (noord), the JSON of an instrument guide. Number N is the same in all. */
void services_begin(csv *out);
void services_row(csv *out, const world *from, uint64_t number);
void koffer_begin(csv *out);
void koffer_row(csv *out, const world *from, uint64_t number);
void guide_begin(csv *out);
void guide_row(csv *out, const world *from, uint64_t number, bool is_first);
void guide_end(csv *out);

/* Persons with 20 fields, for benchmarks: a record stream, or with `as_csv` a delimited file of the same values. */
void wide_write(csv *out, const world *from, bool as_csv);

#endif
