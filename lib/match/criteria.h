/*
 * The criteria of a match: a definition file (lib/match/criteria.tsv says what its columns mean).
 *
 * Which fields a criterion may read is decided here, by the schema: profile fields; sensitive ones with a stated purpose;
 * identity fields never.
 */
#ifndef KR_MATCH_CRITERIA_H
#define KR_MATCH_CRITERIA_H

#include "match/kind.h"
#include "record/definition.h"

#define KR_CRITERIA_MAX 32
#define KR_CRITERION_FIELDS 4

enum kr_unknown_policy { KR_UNKNOWN_SHOW, KR_UNKNOWN_APART, KR_UNKNOWN_HIDE };

typedef struct kr_criterion {
	kr_slice name;
	const kr_match_kind *kind;
	uint32_t weight;      /* at most KR_WEIGHT_MAX */
	bool demand_is_hard;  /* also when `must` does not name it */
	bool limit_is_hard;
	bool has_limit;       /* the person's side counts at all */
	bool is_sensitive;
	enum kr_unknown_policy unknown;
	kr_steps steps;
	kr_slice vacancy[KR_CRITERION_FIELDS], person[KR_CRITERION_FIELDS];
	size_t vacancy_count, person_count;
} kr_criterion;

#define KR_WEIGHT_MAX 65535u

typedef struct kr_criteria {
	kr_definition definition; /* owns the texts */
	kr_criterion items[KR_CRITERIA_MAX];
	size_t count;
	uint32_t distance;        /* the criterion that gives the kilometres, or KR_NO_FIELD */
	bool has_sensitive;
} kr_criteria;

/*
 * `path` NULL: the built-in criteria. `purpose` NULL: none was stated. `directory` as in kr_definition_load, for the
 * schemas too.
 */
bool kr_criteria_load(kr_criteria *criteria, const char *path, const char *directory, const char *purpose, kr_error *error);

/* Points that a verdict gives: the weight times the share, rounded down. */
static inline uint32_t
kr_criterion_points(const kr_criterion *criterion, kr_verdict verdict)
{
	return criterion->weight * verdict.share / KR_FULL;
}

/* Does the verdict drop the pair? `must`: the vacancy names the criterion. */
static inline bool
kr_criterion_drops(const kr_criterion *criterion, kr_verdict verdict, bool must)
{
	return ((verdict.flags & KR_DEMAND_NO) && (criterion->demand_is_hard || must)) ||
	    ((verdict.flags & KR_LIMIT_NO) && criterion->limit_is_hard);
}

/* True when `name` is the criterion's own name or a field of the vacancy that it reads, so that `must` may name it so. */
bool kr_criterion_answers(const kr_criterion *criterion, kr_slice name);

void kr_criteria_free(kr_criteria *criteria);

#endif
