/*
 * Both sides of a match, held in memory: the vacancies with what they ask, the people with what they have.
 *
 * Column by column: for each criterion every different value is kept once, and a person is a row of numbers of such
 * values. A person costs 4 bytes a criterion, 40 and the identifier (about 120 bytes with the built-in criteria), and
 * what the different values take (measured in all: 150 bytes a person in the samples' likeness, 260 where hardly two
 * profiles are alike).
 *
 * Read the vacancies first: of what people have, only what some vacancy asks by name is kept.
 */
#ifndef KR_MATCH_SIDES_H
#define KR_MATCH_SIDES_H

#include "match/criteria.h"
#include "record/rejects.h"
#include "record/stream.h"

/* The different values of one side by one criterion, in order of appearance: rows of integers, one behind the other. */
typedef struct kr_column {
	uint32_t *numbers;  /* value of each person; NULL for vacancies */
	const int32_t *rows;
	const size_t *starts; /* row i is rows[starts[i]] .. rows[starts[i + 1]]; after kr_settle_... */
	size_t count;       /* of values; likewise */
	uint8_t *is_limited; /* people: may the limit of each say no; NULL when the kind does not tell */
	kr_map values;      /* while reading: row to its number */
} kr_column;

typedef struct kr_vacancy {
	kr_slice id;
	uint32_t must;    /* bit i: criterion i is named by `must` */
	kr_slice unjudged; /* names in `must` that no criterion answers, as a list */
	int32_t closes_on; /* INT32_MAX: not known or open */
	bool is_closed;    /* by status, or all positions are filled */
	uint32_t demands[KR_CRITERIA_MAX];
} kr_vacancy;

typedef struct kr_side {
	kr_slice *ids;         /* people */
	int32_t *valid_until;  /* people; INT32_MAX: not known or open */
	kr_vacancy *vacancies; /* vacancies */
	size_t count, capacity;
	kr_column columns[KR_CRITERIA_MAX];
	uint64_t read;
	uint64_t left_out;     /* expired, closed or filled; after kr_sides_settle */
	int32_t as_of;         /* the largest, INT32_MIN when there is none */
	const char *id_field;  /* people: "person_id" or "card_id" */
	kr_buffer row;         /* scratch */
	kr_arena arena, reading; /* the latter until kr_settle_... */
} kr_side;

/* A field of the input that the criteria read and the file does not have counts as unknown. */
bool kr_read_vacancies(kr_side *side, const kr_criteria *criteria, kr_world *world, kr_stream *stream, kr_rejects *rejects,
    kr_error *error);

/* Wants one row a person: an identifier that comes a second time is an error. */
bool kr_read_people(kr_side *side, const kr_criteria *criteria, kr_world *world, kr_stream *stream, kr_rejects *rejects,
    kr_error *error);

/*
 * Takes out who and what is no longer there on world->day: registrations whose valid_until has passed, vacancies closed or filled.
 * The day itself still counts. Then the values are laid out for matching. False when memory is short.
 */
bool kr_settle_people(kr_side *side, const kr_criteria *criteria, int32_t day);
bool kr_settle_vacancies(kr_side *side, const kr_criteria *criteria, int32_t day);

void kr_side_free(kr_side *side, const kr_criteria *criteria);

static inline const int32_t *
kr_column_row(const kr_column *column, uint32_t number, size_t *count)
{
	*count = column->starts[number + 1] - column->starts[number];
	return column->rows + column->starts[number];
}

#endif
