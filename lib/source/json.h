/*
 * Reads files of JSON, element by element, and loses nothing of them: one object, a list of objects, one object a line, or an object
 * that holds the list under some name.
 *
 * An element is one object that becomes one record. It is read where it lies in the buffer, in one pass, by a parser of our
 * own: libraries (jansson, yajl, json-c) turn numbers into doubles or need a tree of the element, and none of them goes on
 * behind an element that is broken. tests/c/test-json.c holds it against jansson.
 *
 * Setting aside. What is no JSON costs its element only. Reading resumes at whichever comes first: behind the bracket that
 * closes the element, if brackets and quotes in it fit and another element or the list's end comes next; a { that begins a line and
 * is indented as the last element that did; and for an element that does not begin its line a { behind a comma or }, with the
 * name that this element or the last good one begins with. Before any was good the last bracket does without the quotes too.
 * Commas between elements are not insisted on. A list that ends without its bracket is told by a record of its own without
 * an original: "truncated".
 *
 * Memory: some 4 MB, and above 256 KiB three times the longest element: under 10 MB with the limits as they are. Nothing is allocated for a record.
 */
#ifndef KR_SOURCE_JSON_H
#define KR_SOURCE_JSON_H

#include "source/json_parse.h"

#define KR_JSON_RECORD_MAX (1u << 20) /* bytes of an element, unless said otherwise */
#define KR_JSON_STEPS 8u              /* of the path to the records */

typedef struct kr_json_options {
	const char *path;  /* to the records, such as data.items; NULL: as the profile says, which is obeyed where a file has it */
	size_t max_record; /* bytes; 0: KR_JSON_RECORD_MAX */
} kr_json_options;

typedef struct kr_json {
	kr_decoder decoder;
	const char *name;        /* for messages */
	uint64_t empty_elements; /* skipped so far */
	kr_json_paths paths;
	kr_json_parser parser;

	char *buffer; /* KR_JSON_PADDING zeros behind `used` */
	size_t capacity, used, taken, limit;
	bool at_end, failed;
	uint64_t line;   /* of `taken` */
	uint32_t indent; /* blanks before `taken` on its line, KR_JSON_NO_INDENT when something else stands there */
	uint32_t element_indent; /* of the last element that began a line */

	kr_slice steps[KR_JSON_STEPS]; /* to the records, 0: elements stand at the top */
	uint32_t step_count, level;    /* level: steps in which reading stands */
	bool in_list;
	char first_name[64]; /* of the last good element's members */
	size_t first_name_length;
	kr_buffer original;
} kr_json;

#define KR_JSON_NO_INDENT UINT32_MAX

/* True when a text begins as JSON does. Blanks and a byte order mark before it do not count. */
bool kr_json_begins(kr_slice sample);

/*
 * Takes over a decoder that has just been opened, also when it fails. An error: a path that cannot be, no bytes. The profile must
 * outlive it; record->fields (kr_json_next) are its columns one by one.
 */
bool kr_json_open(kr_json *json, kr_decoder *decoder, const kr_profile *profile, const kr_json_options *options,
    kr_error *error);

/*
 * The next element: 1, 0 at the end, -1 for an error of reading. One that cannot be used has a `code`: "syntax", "truncated"
 * (the file ends in it), "too-deep" (KR_JSON_DEPTH), "too-long" (max_record, of which the original is the
 * beginning, or KR_JSON_NAMES), "duplicate-key",
 * "encoding", "not-an-object", "no-field" (nothing in it that the profile knows). An empty object is skipped and counted, by a profile that is exact it is a record. Problems are
 * "control-character", "lone-surrogate", "list-separator" (a | in an item became a slash) and "not-a-value" (an object
 * where a value is asked for).
 */
int kr_json_next(kr_json *json, kr_csv_record *record, kr_error *error);

/* Safe after a failed open. */
void kr_json_close(kr_json *json);

#endif
