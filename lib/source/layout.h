/*
 * Layouts of JSON that other systems want: which value of a record stands at which path, as data (lib/source/layouts), and what may
 * stand there. The way back of a profile: what kr-import reads by the profile it gets written by the layout.
 */
#ifndef KR_SOURCE_LAYOUT_H
#define KR_SOURCE_LAYOUT_H

#include "record/reader.h"
#include "record/rejects.h"
#include "source/typed.h"

#define KR_LAYOUT_SOURCES 3u

enum kr_layout_form {
	KR_FORM_AS_IS,
	KR_FORM_YESNO,
	KR_FORM_CODE,
	KR_FORM_TITLE,
	KR_FORM_DIVISIONS,
	KR_FORM_BEHIND,
	KR_FORM_SOURCE_ID,
	KR_FORM_NAME,
	KR_FORM_PHONE,
	KR_FORM_EMAIL,
	KR_FORM_WAGE,
	KR_FORM_CONSTANT,
	KR_FORMS
};

enum kr_layout_type { KR_TYPE_STRING, KR_TYPE_INTEGER, KR_TYPE_DATE, KR_TYPES };
enum kr_layout_look { KR_LOOK_ANY, KR_LOOK_POSTCODE, KR_LOOK_PHONE, KR_LOOK_EMAIL, KR_LOOK_LANGUAGE };

/* A row of a layout: a value at the end of a path. */
typedef struct kr_leaf {
	enum kr_layout_type type;
	enum kr_layout_form form;
	enum kr_layout_look look;
	int64_t min, max;                    /* of an integer; max: most characters of a string */
	uint32_t inputs[KR_LAYOUT_SOURCES];  /* of the field, or of wage_min, wage_max and wage_unit, or KR_NO_FIELD */
	kr_slice field;                      /* for messages */
	kr_typed typed;
	uint32_t part, code_part;            /* KR_TYPED_PARTS: the whole item */
	kr_slice argument;
	kr_definition *table;                /* of KR_FORM_CODE, TITLE, DIVISIONS and WAGE */
	uint32_t from, to;                   /* its columns */
	bool needed;
} kr_leaf;

/* A place in the tree of paths. */
typedef struct kr_branch {
	kr_slice name;
	uint32_t child, sibling; /* 0: none */
	uint32_t leaf;           /* number + 1, 0: none */
	uint32_t list;           /* number + 1 of a leaf whose field has an item for each item here; 0: one item */
	bool is_list;
} kr_branch;

typedef struct kr_layout_tree {
	kr_leaf *leaves;
	kr_branch *branches; /* branches[0] is the record */
	uint32_t leaf_count, branch_count;
	kr_slice source;     /* of the present record */
	uint32_t source_input;
	kr_definition definition, tables[16];
	uint32_t table_count;
	kr_arena arena;
} kr_layout_tree;

/*
 * Loads lib/source/layouts/NAME. inputs[i] is the position in a record of field i of `fields`: a field that is not among them has no value.
 * An error also: a need of which no field is there.
 */
bool kr_layout_tree_load(kr_layout_tree *tree, const char *name, const kr_header *fields, const uint32_t *inputs,
    const kr_all_schemas *schemas, const char *directory, kr_error *error);

/* True when the layout has a place for a field. */
bool kr_layout_tree_uses(const kr_layout_tree *tree, kr_slice field);

/*
 * Adds the record as one object. A value that does not fit is left out and listed, with its original: "too-long", "not-a-code",
 * "not-a-number", "not-a-date" (or one that is not known to the day), "form" (it does not look as it must), "parts" (an item that does not have its parts),
 * "no-word" (none, open, half a wage). False, and nothing added, for a record without something needed.
 */
bool kr_layout_tree_write(kr_layout_tree *tree, const kr_record *record, kr_rejects *rejects, kr_buffer *to);

void kr_layout_tree_free(kr_layout_tree *tree);

#endif
