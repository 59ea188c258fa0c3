/*
 * What keeps people and vacancies apart that can be learnt, and which courses give it.
 *
 * A pair of kr-match names in `gaps` the fields of a vacancy that the person does not meet. Of skills, licences, languages and
 * education everything that the vacancy asks in such a field is a lack of that pair: a pair says how many are lacking, not which. A
 * course is a service that gives the thing, at that level or above. A lack `opens` a vacancy where it is the only gap of a pair.
 * Counts of pairs, persons and vacancies are protected as in figures.h; those of courses are about no person and exact.
 * Regions: of lacks that of the vacancy, of courses those in which they are to be had.
 * Memory: 24 bytes a lack, 40 a course and region, the ids of vacancies.
 */
#ifndef KR_REPORT_TRAINING_H
#define KR_REPORT_TRAINING_H

#include "record/stream.h"
#include "report/lines.h"
#include "report/telling.h"

#define KR_TRAINING_SHOWN 40 /* lacks told one by one, the most frequent of the country */

/* Something that a vacancy asks: kind:value at a level. */
typedef struct kr_lack {
	kr_slice key;    /* as in `gives`: language:nld:3 */
	kr_slice value;
	uint32_t kind;   /* row of the kinds */
	int64_t level;   /* rank; 0: any */
	kr_slice code;   /* of the level */
	uint32_t next;   /* another of the same kind and value at another level, or UINT32_MAX */
	uint64_t service; /* the last that was counted for it */
	uint64_t pairs;
} kr_lack;

typedef struct kr_training {
	kr_telling telling;
	kr_code_list kinds, values[2], levels[2]; /* need_kinds; licences and languages; levels of language and education */
	kr_arena arena;
	kr_map keys, bases, vacancy_ids; /* lack by key, first lack by kind and value, vacancy by id */
	kr_lack *lacks;
	size_t lack_count, lack_capacity;
	struct kr_training_vacancy {
		uint32_t region, first, count; /* of `asked` */
	} *vacancies;
	size_t vacancy_count, vacancy_capacity;
	struct kr_training_asked {
		uint32_t lack, field;
	} *asked;
	size_t asked_count, asked_capacity;
	struct kr_training_pair {
		uint32_t lack; /* comes first: rows are found by it */
		uint32_t vacancy;
		uint64_t person;
		bool is_only;
	} *pairs; /* one for each lack of a pair */
	size_t pair_count, pair_capacity;
	struct kr_training_course {
		uint32_t lack;   /* comes first */
		uint32_t region; /* the total: in all regions */
		int64_t cost;    /* cents; -1: unknown */
		int32_t weeks;   /* -1: unknown */
		bool is_first;   /* of the service */
	} *courses;
	size_t course_count, course_capacity;
	uint32_t shown[KR_TRAINING_SHOWN], shown_count;
	uint64_t services;
} kr_training;

/* Loads tables and words. *training needs no clearing; it is large. */
bool kr_training_begin(kr_training *training, const char *language, const char *directory, kr_error *error);

/* Reads, in this order: vacancies (vacancy_id, region, what they ask), pairs (vacancy_id, person_id, gaps), services (gives, regions). */
bool kr_training_vacancies(kr_training *training, kr_stream *stream, kr_error *error);
bool kr_training_matches(kr_training *training, kr_stream *stream, kr_error *error);
bool kr_training_services(kr_training *training, kr_stream *stream, kr_error *error);

/* Chooses the day (NULL: the latest as_of) and makes the figures. */
bool kr_training_end(kr_training *training, const char *date, bool is_unprotected, kr_error *error);

/* The text form, of one region or of all; as kr_render_overview. */
void kr_training_render(const kr_training *training, uint32_t region, bool is_brief, kr_lines *lines);

void kr_training_free(kr_training *training);

#endif
