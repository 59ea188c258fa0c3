/*
 * Brings the values of one field to their standard form (kr-records(5)), by what the schema says about the
 * field: its type and its values. A new field of a known type needs no code.
 *
 *	kr_coder_open(&coder, schema, directory, &error);
 *	kr_coder_field(&coder, KR_SLICE("licences"), &field, &error);
 *	problem = kr_code_value(&coder, &field, value, &out);
 */
#ifndef KR_CODES_CODER_H
#define KR_CODES_CODER_H

#include "codes/amount.h"
#include "codes/code_list.h"
#include "codes/occupation.h"
#include "codes/placeholder.h"
#include "codes/review.h"
#include "record/schema.h"

#define KR_CODER_LISTS_MAX 48
#define KR_PARTS_MAX 6

struct kr_coder;
struct kr_field;

/*
 * Adds the standard form of a value that is not empty. NULL when all went well, else the problem as a word;
 * then what could be used was added, which may be nothing.
 */
typedef const char *kr_coding(struct kr_coder *coder, const struct kr_field *field, kr_slice value, kr_buffer *out);

/* A part of an item such as level:field:diploma:status. No coding: text. */
typedef struct kr_part {
	kr_slice name;
	kr_coding *coding;
	const kr_code_list *list;
	bool may_open; /* a date that may be `open` */
} kr_part;

typedef struct kr_field {
	kr_slice name;
	kr_coding *coding;        /* NULL: passed on as it is */
	const kr_code_list *list;
	enum kr_placeholder_kind placeholder;
	bool may_none, may_open, may_na;
	kr_amount amount;
	kr_part parts[KR_PARTS_MAX];
	size_t part_count;
} kr_field;

typedef struct kr_coder {
	const kr_schema *schema;
	const char *directory;
	kr_code_list lists[KR_CODER_LISTS_MAX];
	size_t list_count;
	kr_occupations occupations;
	bool has_occupations;
	kr_placeholders placeholders;
	kr_buffer key;            /* folded keys */
	kr_buffer item;           /* an item while it is made */
	kr_review *review;        /* counts the words of whole fields that no list knows; NULL: nobody does */
	kr_arena arena;
} kr_coder;

/* Schema and directory must outlive it. */
bool kr_coder_open(kr_coder *coder, const kr_schema *schema, const char *directory, kr_error *error);
void kr_coder_close(kr_coder *coder);

/*
 * What to do with a field of the schema; a field that it does not know is passed on. Loads the lists that the
 * field needs. A `type` or `values` of the schema that cannot be understood is an error.
 */
bool kr_coder_field(kr_coder *coder, kr_slice name, kr_field *field, kr_error *error);

/* As kr_coding; a field without coding adds nothing. */
const char *kr_code_value(kr_coder *coder, const kr_field *field, kr_slice value, kr_buffer *out);

/*
 * True when a problem means that something of the original is gone, so that the original belongs in the rejects: all but
 * "placeholder" (it said nothing), "uncoded" (the text is still there) and those of kr_normalizer that change nothing.
 */
bool kr_problem_loses(const char *problem);

/* True for the code of a problem that kr-import or kr-normalize lists. */
bool kr_problem_is_known(kr_slice code);

/* True when an item of the list (in standard form, with parts) has a text but no code: its first part is empty. */
bool kr_is_uncoded(kr_slice list);

/* A list of codes that a field of the coder has asked for; NULL when none has. */
const kr_code_list *kr_coder_list(const kr_coder *coder, kr_slice name);

/* A word that the field's list does not know: it is counted for the review. Gives the problem, "unknown-word". */
const char *kr_coder_unknown(kr_coder *coder, const kr_field *field, kr_slice word);

/* The codings. */
kr_coding kr_code_text, kr_code_texts, kr_code_word, kr_code_words, kr_code_sector, kr_code_sectors, kr_code_date,
    kr_code_integer, kr_code_decimal, kr_code_item, kr_code_items, kr_code_phones, kr_code_emails, kr_code_bsn, kr_code_weeks, kr_code_cost, kr_code_needs;

/*
 * Adds what a placeholder or a special word means for the field (none, open, na), or nothing; then the problem
 * is "placeholder".
 */
const char *kr_code_special_word(const kr_field *field, uint32_t special, kr_buffer *out);

#endif
