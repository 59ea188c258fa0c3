/*
 * Profiles: which column of a layout becomes which field, as data (kr-profile(5)).
 *
 * A profile is a definition file lib/source/profiles/NAME: field, column, conversion, argument, default, note. A profile says what a
 * layout means and judges no value: what a conversion does not understand goes on as it came, for kr-normalize to judge.
 * Several rules may make one field: the first that gives a value wins, and one whose conversion begins with + adds to its list.
 */
#ifndef KR_SOURCE_PROFILE_H
#define KR_SOURCE_PROFILE_H

#include "codes/name.h"
#include "record/definition.h"
#include "source/columns.h"
#include "source/convert_value.h"

#define KR_TEMPLATE_COLUMNS 9u /* {1} to {9} */

enum kr_conversion {
	KR_CONVERT_KEEP,
	KR_CONVERT_CONSTANT,  /* the argument */
	KR_CONVERT_ID,        /* the value, or the line where there is none */
	KR_CONVERT_RECORD_ID, /* source:id */
	KR_CONVERT_PREFIX,    /* the argument before the value */
	KR_CONVERT_DATE,      /* by the patterns of the argument */
	KR_CONVERT_DECIMAL,   /* decimal comma to point, thousands points away */
	KR_CONVERT_MAP,       /* word=value pairs */
	KR_CONVERT_YESNO,
	KR_CONVERT_FLAGS,     /* columns of yes and no to a list of the argument's words */
	KR_CONVERT_LIST,      /* split at the argument's separators; several columns one after the other */
	KR_CONVERT_LIST_MAP,  /* split at , and ; then each word by word=value pairs */
	KR_CONVERT_LEVELS,    /* "word (level)", split like a list, to items word:level::: */
	KR_CONVERT_PERIODS,   /* "title (from-to)", split like a list, to items :title:from:to */
	KR_CONVERT_JOIN,      /* columns with the argument between them */
	KR_CONVERT_TEMPLATE,  /* {1} {2} … in the argument; an item (between |) without a value is left out */
	KR_CONVERT_ADDRESS,   /* a part of an address line or a house number */
	KR_CONVERT_NAME,      /* a part of a whole name */
	KR_CONVERT_ROWS,      /* like a list, and a record for each item */
	KR_CONVERT_BEHIND,    /* what stands behind the last argument */
	KR_CONVERT_STARTING,  /* the first value that starts with the argument, or `next` to it */
	KR_CONVERT_RANGE,     /* low or high of "32-40" */
	KR_CONVERT_NUMBER,    /* the number before a unit */
	KR_CONVERT_EACH,      /* the template for each item of the list in which the columns stand */
	KR_CONVERT_SAME,      /* a list all of whose items are the same, as that item */
	KR_CONVERT_AMOUNT,    /* low, high or unit of "16.48-17.63 per uur" */
	KR_CONVERT_EXCEL,     /* without the apostrophe of excel.h; `decimal`: with a point for the comma */
	KR_CONVERT_PARTS,     /* for each item the first column, or the others with : between them */
	KR_CONVERT_ITEMS,     /* the template for each item of a value that is split at , ; and line ends */
	KR_CONVERSIONS
};

#define KR_ADDRESS_WORDS "street number suffix postcode place" /* in the order of enum kr_address_part */
#define KR_NAME_PART_WORDS "initials given_names prefix surname partner_prefix partner_surname" /* of enum kr_name_part */

/* Place of a word among words with a blank between them; false when it is none of them. */
bool kr_word_number(kr_slice word, const char *words, uint32_t *number);

/* One row of a profile. Its columns are numbered from first_column on in a binding. */
typedef struct kr_rule {
	enum kr_conversion conversion;
	bool takes_all;  /* columns of the file: the column is *; it has none of its own then */
	bool is_parts;   /* a template {1}:{2}...: with nothing but the first column filled it is that value as it is */
	bool adds;       /* to the list that rules before it made: a + stands before the conversion */
	uint32_t output; /* position in the profile's header */
	uint32_t first_column, column_count;
	kr_slice columns, argument, fallback;
	kr_words words; /* of the argument */
} kr_rule;

typedef struct kr_profile {
	const char *name;
	kr_header header; /* of the output */
	kr_rule *rules;
	size_t count;
	uint32_t column_count; /* of all rules */
	bool has_fallbacks;
	bool takes_all;        /* some rule does */
	uint32_t rows;         /* the field whose items make a record each, or KR_NO_FIELD */
	kr_names *names;       /* where a rule takes names apart, else NULL */
	bool is_json;          /* a row says that the files are JSON */
	kr_slice records;      /* that row's argument: where the records stand in a file */
	bool by_name;          /* made from a header: columns are found by their exact name */
	bool is_exact;         /* made from a schema: values of JSON come back as kr-export wrote them (json_write.h) */
	kr_definition definition;
	kr_buffer text; /* of a built-in profile, with the names of its columns */
	kr_arena arena;
} kr_profile;

/* Loads a built-in profile by name, or a file when the name holds a '/' or ends in ".tsv". */
bool kr_profile_load(kr_profile *profile, const char *name, kr_error *error);

/* True for the name of a built-in profile. */
bool kr_profile_known(const char *name);

/* Adds the text of a built-in profile with the names of its columns. */
bool kr_profile_print(const char *name, kr_buffer *to, kr_error *error);

/* A profile that keeps every column of a header under its own name. `header` must outlive it. */
bool kr_profile_of_header(kr_profile *profile, const kr_header *header, kr_error *error);

/*
 * A profile for JSON that kr-export wrote: all fields of a schema, those of a person behind those of a candidate. In JSON an empty field is
 * absent, so the header cannot come from the file.
 */
bool kr_profile_of_schema(kr_profile *profile, const char *schema, const char *directory, kr_error *error);

/* Lets a profile of a header read the dress of Dutch Excel (csv_write.h). */
bool kr_profile_set_excel(kr_profile *profile, const char *directory, kr_error *error);

/* Makes `field` a constant, over all rules that it has; a field that is not there goes last. Call it before binding. */
bool kr_profile_set(kr_profile *profile, const char *field, const char *value, kr_error *error);

void kr_profile_free(kr_profile *profile);

/* Takes the next column off a rule's `columns`, its alternatives with it. */
bool kr_profile_column(kr_slice *rest, kr_slice *column);

/* A rule that can give a value in a file. */
typedef struct kr_step {
	const kr_rule *rule;
	const uint32_t *positions; /* of its columns */
	uint32_t output;           /* of the rule */
	uint32_t only;             /* the one column without which it gives nothing, or KR_NO_FIELD: it looks at more */
	uint32_t part;             /* of an address or a name: the number of its word */
	bool is_list;              /* of that one column, and no item ends but at one of: */
	char stops[4];             /* some of them may be equal */
} kr_step;

/* A profile and a file's columns brought together: what can be decided once is decided here. */
typedef struct kr_binding {
	uint32_t *positions; /* column in the file for each column of the rules, or KR_NO_FIELD */
	uint32_t bound;      /* columns that were found */
	uint32_t columns;    /* of the file */
	struct kr_direct {
		uint32_t output, position;
	} *direct;           /* fields that are a column as it is, if no rule stands before */
	uint32_t direct_count;
	kr_slice *start;     /* a value for each field of the output: constants, if no rule stands before */
	kr_step *steps;      /* the other rules that can give a value, in order */
	uint32_t step_count;
	bool as_it_is;       /* every column goes out in its place */
} kr_binding;

/*
 * Finds the columns of a file. Names are compared without regard to case, blanks and punctuation; the first alternative that is
 * there counts. An error when not a single one is there; `file` is for the message. Without columns (NULL) the file is JSON, and
 * the columns of the rules are its slots (json_path.h), one by one.
 */
bool kr_profile_bind(const kr_profile *profile, const kr_header *columns, const char *file, kr_binding *binding,
    kr_error *error);

void kr_binding_free(kr_binding *binding);

#endif
