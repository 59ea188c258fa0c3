/*
 * Which value of a field survives when several registrations become one person: the rules as data
 * (lib/link/survivorship.tsv).
 */
#ifndef KR_LINK_SURVIVORSHIP_H
#define KR_LINK_SURVIVORSHIP_H

#include "record/definition.h"

enum kr_survival {
	KR_SURVIVE_NEWEST, KR_SURVIVE_LONGEST, KR_SURVIVE_MOST_COMPLETE, KR_SURVIVE_EARLIEST, KR_SURVIVE_LATEST, KR_SURVIVE_LAST_END,
	KR_SURVIVE_YES, KR_SURVIVE_NO, KR_SURVIVE_PREFER, KR_SURVIVE_UNION, KR_SURVIVE_UNION_CODE,
	KR_SURVIVE_UNION_ALIKE, KR_SURVIVE_DROP, KR_SURVIVALS
};

enum kr_conflict { KR_CONFLICT_NONE, KR_CONFLICT_EXACT, KR_CONFLICT_FOLDED, KR_CONFLICT_PREFIX, KR_CONFLICTS };

typedef struct kr_survivorship_rule {
	kr_slice field, argument, group;
	enum kr_survival survival;
	enum kr_conflict conflict;
} kr_survivorship_rule;

typedef struct kr_survivorship {
	kr_survivorship_rule *rules; /* in order of the file */
	uint32_t count;
	kr_map fields; /* name to rule */
	kr_survivorship_rule other; /* the rule of "*" */
	kr_definition definition; /* owns the texts */
} kr_survivorship;

/* path NULL: the built-in rules. {0} before. */
bool kr_survivorship_load(kr_survivorship *rules, const char *path, kr_error *error);

/* The rule of a field. */
const kr_survivorship_rule *kr_survivorship_of(const kr_survivorship *rules, kr_slice field);

void kr_survivorship_free(kr_survivorship *rules);

#endif
