/*
 * The work that each person aims at, and what he still lacks for it: the gaps of his best pair from kr-match, told by value with the help of
 * what the vacancy asks.
 */
#ifndef KR_ARRANGE_AIM_H
#define KR_ARRANGE_AIM_H

#include "arrange/need.h"
#include "record/stream.h"

#define KR_NEEDS_MAX 64 /* that are kept of one person */

typedef struct kr_need_list {
	uint32_t items[KR_NEEDS_MAX], count;
	bool is_cut; /* there were more */
} kr_need_list;

/* Adds a need that is not there yet; KR_NO_NEED adds nothing. */
void kr_need_list_add(kr_need_list *list, uint32_t need);

enum kr_demand { KR_DEMAND_SKILLS, KR_DEMAND_LICENCES, KR_DEMAND_LANGUAGES, KR_DEMAND_EDUCATION, KR_DEMAND_EXPERIENCE, KR_DEMANDS };

typedef struct kr_aim_vacancy {
	kr_slice id, demands[KR_DEMANDS]; /* of experience: the title of the occupation */
} kr_aim_vacancy;

typedef struct kr_aim {
	uint32_t vacancy;
	int64_t score;
	kr_slice gaps;
} kr_aim;

typedef struct kr_aims {
	kr_aim_vacancy *vacancies;
	uint32_t vacancy_count, vacancy_capacity;
	kr_aim *aims;
	uint32_t count, capacity;
	kr_map vacancy_numbers, people;
	uint32_t fields[KR_DEMANDS]; /* in the stream of people */
	kr_arena arena;
	kr_buffer folded[2];
} kr_aims;

/* Reads the vacancies; `work` not empty: only those whose occupation is of this ISCO-08 code or below it. {0} before. */
bool kr_aims_read_vacancies(kr_aims *aims, kr_stream *stream, kr_slice work, kr_error *error);

/* Reads pairs; of each person the one with the most points counts, among equals the first, of the vacancies that were read. */
bool kr_aims_read_matches(kr_aims *aims, kr_stream *stream, kr_error *error);

/* Looks up where a stream of people has the fields. */
void kr_aims_find(kr_aims *aims, const kr_header *header);

/* The aim of a person; NULL: none is known. */
const kr_aim *kr_aim_of(const kr_aims *aims, kr_slice person);

/* Adds what the person lacks for the aim. */
bool kr_aim_needs(kr_aims *aims, const kr_aim *aim, const kr_record *person, kr_needs *needs, kr_need_list *list, kr_error *error);

void kr_aims_free(kr_aims *aims);

#endif
