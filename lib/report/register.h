/*
 * The register as the reports read it that join it with something else by person: a row a person, its id and its region.
 */
#ifndef KR_REPORT_REGISTER_H
#define KR_REPORT_REGISTER_H

#include "record/stream.h"
#include "report/provenance.h"
#include "report/regions.h"

typedef struct kr_register {
	kr_stream *stream;
	const kr_regions *regions;
	kr_provenance *provenance; /* takes the day and the sources of each row; NULL: nobody asks */
	uint32_t person_id, region_field, as_of, sources;
	kr_record record; /* the row that is read */
	kr_slice person;  /* its person_id; as long as the row */
	uint32_t region;  /* number of its region */
} kr_register;

/* The stream must have person_id and region. One with a vacancy_id is refused: it holds no people. */
bool kr_register_bind(kr_register *people, kr_stream *stream, const kr_regions *regions, kr_provenance *provenance, kr_error *error);

/* The next row: 1, 0 at the end, -1 for an error. */
int kr_register_next(kr_register *people, kr_error *error);

/* Refuses a stream with a vacancy_id. */
bool kr_register_is_people(const kr_stream *stream, kr_error *error);

#endif
