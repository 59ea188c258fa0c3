/*
 * Names of persons: initials J.P., given names, prefix of the surname in lower case, surname without it, and the
 * partner's where the person uses it.
 *
 * Tables: lib/tables/prefixes (tussenvoegsels and how files write them), lib/tables/name_titles (dropped).
 */
#ifndef KR_CODES_NAME_H
#define KR_CODES_NAME_H

#include "record/definition.h"
#include "text/fold.h"

enum kr_name_part {
	KR_NAME_INITIALS, KR_NAME_GIVEN, KR_NAME_PREFIX, KR_NAME_SURNAME, KR_NAME_PARTNER_PREFIX, KR_NAME_PARTNER_SURNAME,
	KR_NAME_PARTS
};

typedef struct kr_name {
	kr_slice parts[KR_NAME_PARTS];
} kr_name;

typedef struct kr_names {
	kr_definition prefixes, titles;
	kr_map prefix_words; /* word in lower case to row */
	kr_map title_words;
	uint32_t prefix_code;
	kr_arena arena;
} kr_names;

bool kr_names_load(kr_names *names, const char *directory, kr_error *error);
void kr_names_free(kr_names *names);

/* The two buffers that reading a name needs; {0} at first, the caller frees both. */
typedef struct kr_name_scratch {
	kr_buffer text, key;
} kr_name_scratch;

/*
 * Brings the parts of a name to their standard form, in place: the slices become others that live in the scratch, in the
 * tables or in what was given. A whole name may stand in SURNAME: "X, J.P. van der", "J.P. van der X", "Van der X".
 * `whole` is a name of which nothing is known ("Jan van der X"; empty: none); it is used when there is no surname.
 *
 *   capitals     JANSEN and jansen become Jansen, IJSBRAND IJsbrand; a name in mixed case is left as it is
 *   X-Y          own name X and partner's name Y, when no partner's name is given (El-X has a prefix, no partner)
 *   X geb. Y     own name Y, partner's name X; X e/v Y the other way round
 *   titles       are dropped
 *   initials     "jp", "J P", "J.p" become J.P.; a given name among the initials becomes its first letter, and the given
 *                name where there is none
 */
void kr_name_read(const kr_names *names, kr_name *name, kr_slice whole, kr_name_scratch *scratch);

/* The prefix in full and lower case ("v.d." van der); empty when the text is no prefix. Lives in the tables. */
kr_slice kr_name_prefix(const kr_names *names, kr_slice text, kr_buffer *key);

/*
 * Takes the longest prefix off the front of a surname and gives it; empty when there is none or nothing would be
 * left.
 */
kr_slice kr_name_take_prefix(const kr_names *names, kr_slice *surname, kr_buffer *key);

#endif
