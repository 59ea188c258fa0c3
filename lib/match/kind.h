/*
 * How one criterion compares a vacancy with a person: small functions without state, one set a kind.
 *
 * Each side is read once into a short row of integers: `demand` for a vacancy, `value` for a person. Equal rows are
 * held once (people.h), and `judge` is given two rows. All arithmetic is on integers.
 */
#ifndef KR_MATCH_KIND_H
#define KR_MATCH_KIND_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/map.h"
#include "codes/licence.h"
#include "math/distance.h"

#define KR_FULL 1000 /* the share of a full answer */

/* Flags of a verdict. None of them: nothing was asked, and the share is full. */
enum {
	KR_ASKED = 1,
	KR_DEMAND_NO = 2, /* the person does not have what the vacancy asks */
	KR_LIMIT_NO = 4,  /* the vacancy does not have what the person asks */
	KR_UNKNOWN = 8    /* it could not be judged; then neither of the two is set for that reason */
};

typedef struct kr_verdict {
	uint16_t share; /* 0..KR_FULL */
	uint16_t flags;
	int32_t fact;   /* a number for `why` and `gaps`, or -1 */
} kr_verdict;

/* What kinds need to know of the world. Filled in by kr_world_load. */
typedef struct kr_world {
	kr_point *points;    /* 10000, by postcode number */
	bool *has_point;
	kr_licences licences;
	kr_map words;        /* what vacancies ask by name; numbers from 1 */
	kr_arena arena;
	kr_buffer folded;    /* scratch */
	int32_t day;         /* the reference day, days since 1970-01-01 */
} kr_world;

/* `directory` as in kr_definition_load. About 1 MB. */
bool kr_world_load(kr_world *world, const char *directory, kr_error *error);
void kr_world_free(kr_world *world);

/* The number of a text that vacancies ask for; with `add` new ones get a number. 0: nobody asks for it. */
int32_t kr_world_word(kr_world *world, kr_slice text, bool add);

/* Words that a step may have besides numbers; what they mean to a kind stands in kr-match(1). */
enum kr_step_word { KR_STEP_EXPERIENCE, KR_STEP_OPEN, KR_STEP_PASS, KR_STEP_OTHER, KR_STEP_FIELD, KR_STEP_NONE, KR_STEP_PERHAPS, KR_STEP_WORDS };

#define KR_STEPS_MAX 16

/* What the row of a criterion says to its kind: shares per mille. */
typedef struct kr_steps {
	int32_t named[KR_STEP_WORDS]; /* 0 where not given */
	struct kr_step {
		int32_t at, share;
	} at[KR_STEPS_MAX]; /* steps that are numbers, as given: ascending or descending */
	size_t count;
	int32_t exactly[5]; /* share of the steps 0 to 4; 0 where not given */
	int32_t unknown;    /* share of an unknown answer */
} kr_steps;

/*
 * Reads the fields that the criterion names into integers at the end of `out` (never none for a value). Gives a bit
 * for each field that holds what it must not; that field then counts as unknown.
 */
typedef uint32_t kr_read_row(kr_world *world, const kr_slice *fields, kr_buffer *out);

typedef kr_verdict kr_judge_rows(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count);

typedef struct kr_match_kind {
	const char *name;
	unsigned vacancy_fields, person_fields; /* how many a criterion names */
	const char *unit;                       /* behind the fact; NULL: the fact is not shown */
	kr_read_row *demand, *value;
	kr_judge_rows *judge;
	bool has_limit; /* can give KR_LIMIT_NO */
	bool (*is_limited)(const int32_t *value); /* a value that never gives it is false; NULL: any may */
} kr_match_kind;

/* All kinds; the last one has no name. */
extern const kr_match_kind kr_match_kinds[];

/* The functions behind the table, by file. */
kr_read_row kr_read_occupation, kr_read_wishes, kr_read_experience_demand, kr_read_experience;   /* kind_occupation.c */
kr_read_row kr_read_work_place, kr_read_home;                                                    /* kind_distance.c */
kr_read_row kr_read_hours, kr_read_start, kr_read_availability;                                  /* kind_time.c */
kr_read_row kr_read_level, kr_read_own_level, kr_read_education_demand, kr_read_education;        /* kind_level.c */
kr_read_row kr_read_licences_demand, kr_read_licences, kr_read_levels_demand, kr_read_levels;     /* kind_levels.c */
kr_read_row kr_read_texts_demand, kr_read_texts, kr_read_words_demand, kr_read_job, kr_read_words, kr_read_yes; /* kind_words.c */
kr_judge_rows kr_judge_occupation, kr_judge_experience, kr_judge_distance, kr_judge_hours, kr_judge_availability,
    kr_judge_level, kr_judge_education, kr_judge_licences, kr_judge_languages, kr_judge_competences, kr_judge_all,
    kr_judge_any, kr_judge_yes;
bool kr_wants_nothing_else(const int32_t *value); /* kind_occupation.c */

/* For the kinds' own use. */

static inline void
kr_put(kr_buffer *out, int32_t number)
{
	kr_buffer_add(out, (const char *)&number, sizeof number);
}

/* Nothing was asked. */
static inline kr_verdict
kr_not_asked(void)
{
	return (kr_verdict){KR_FULL, 0, -1};
}

static inline kr_verdict
kr_verdict_of(int32_t share, unsigned flags, int32_t fact)
{
	return (kr_verdict){(uint16_t)share, (uint16_t)(KR_ASKED | flags), fact};
}

static inline kr_verdict
kr_unknown(const kr_steps *steps)
{
	return kr_verdict_of(steps->unknown, KR_UNKNOWN, -1);
}

/* Adds the number in the text, or -1 where it is empty. 1 when it is none between min and max, shifted to `bit`. */
uint32_t kr_put_number(kr_buffer *out, kr_slice text, int32_t max, unsigned bit);

/* Adds 1 for yes, 0 for no, -1 for unknown. */
uint32_t kr_put_yes(kr_buffer *out, kr_slice text, unsigned bit);

/* An ISCO-08 code of 1 to 4 digits as kr_occupation_digits wants it; 0 for anything else. */
int32_t kr_occupation_pack(kr_slice code);

/* How many leading digits two packed codes are known to have in common; 0 for the code 0. */
static inline int32_t
kr_occupation_digits(int32_t a, int32_t b)
{
	int32_t differ = (a ^ b) & 0xffff, known = (a < b ? a : b) >> 16;
	int32_t same = differ == 0 ? 4 : (__builtin_clz((unsigned)differ) - 16) / 4;
	return same < known ? same : known;
}

#endif
