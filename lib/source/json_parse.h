/*
 * Inside json.h: reads one value of JSON (RFC 8259, 2017) that lies in memory, and puts what the paths of a profile ask for into their
 * slots. Every byte of it is looked at, asked for or not.
 *
 * Values come out in stream form: texts without their escapes, numbers, true and false as they are written, null as the empty
 * value.
 */
#ifndef KR_SOURCE_JSON_PARSE_H
#define KR_SOURCE_JSON_PARSE_H

#include "source/csv.h"
#include "source/json_path.h"

#define KR_JSON_DEPTH 64u   /* objects and lists within each other */
#define KR_JSON_NAMES 16384u /* of members in one element, and problems in it */
#define KR_JSON_PADDING 64u /* zeroed bytes that stand behind the text */

enum kr_json_outcome {
	KR_JSON_WHOLE,
	KR_JSON_MORE,  /* the text ends within the value */
	KR_JSON_BROKEN /* `code` says how */
};

/* What an object's members were called, for duplicates. */
typedef struct kr_json_seen {
	uint64_t hash;
	uint32_t element, object;
	uint32_t from, length; /* in the text, or in `names` when `decoded` */
	bool decoded;
} kr_json_seen;

typedef struct kr_json_note {
	uint32_t slot;
	const char *code;
	size_t from, length; /* in `shown` */
} kr_json_note;

typedef struct kr_json_parser {
	kr_json_paths *paths;
	const char *text, *end;
	const char *code;    /* of a value that is set aside, else NULL: see kr_json_parse */
	uint64_t lines;      /* line ends passed */
	uint32_t members;    /* of the outermost object */
	kr_slice first_name; /* of its first member, as it is written */
	bool failed;         /* memory was short */

	bool careful; /* the text holds bytes that are not of a record, or not UTF-8 */
	uint32_t element, objects, seen_count, seen_size;
	kr_json_seen *seen;
	kr_buffer names, shown;
	kr_json_note *notes;
	size_t note_count, note_capacity;
	kr_slice *fields;      /* one a slot */
	kr_csv_problem *problems;
} kr_json_parser;

bool kr_json_parser_open(kr_json_parser *parser, kr_json_paths *paths, kr_error *error);

/*
 * Reads the value at `from`; KR_JSON_PADDING zeros stand behind `end`. *behind is where it ends. A whole value may have a `code`
 * nevertheless: "duplicate-key", "not-an-object", "encoding", "too-long" (KR_JSON_NAMES). A broken one has "syntax" or "too-deep".
 */
enum kr_json_outcome kr_json_parse(kr_json_parser *parser, const char *from, const char *end, const char **behind);

/* After a whole value without a code: makes `fields` and `problems` (note_count of them). False when no slot is filled. */
bool kr_json_collect(kr_json_parser *parser);

/* Passes over blanks. */
const char *kr_json_blanks(const char *at, uint64_t *lines);

/*
 * Reads the name at `from` and the colon behind it: *name is what stands between the quotes, *behind where the value begins.
 */
enum kr_json_outcome kr_json_member(kr_json_parser *parser, const char *from, const char *end, kr_slice *name,
    const char **behind);

void kr_json_parser_close(kr_json_parser *parser);

#endif
