#include "source/json_parse.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "source/csv_value.h"
#include "source/json_slot.h"
#include "source/json_text.h"
#include "source/mask.h"

#define SEEN_SIZE 1024u  /* a power of two */
#define PROBES_MAX 1024u /* names that look alike: no honest file has so many */

bool
kr_json_parser_open(kr_json_parser *parser, kr_json_paths *paths, kr_error *error)
{
	*parser = (kr_json_parser){.paths = paths, .seen_size = SEEN_SIZE};
	parser->seen = calloc(SEEN_SIZE, sizeof *parser->seen);
	parser->fields = calloc(paths->slot_count + 1u, sizeof *parser->fields);
	return (parser->seen != NULL && parser->fields != NULL) || kr_fail(error, "out of memory");
}

void
kr_json_parser_close(kr_json_parser *parser)
{
	free(parser->seen);
	free(parser->fields);
	free(parser->notes);
	free(parser->problems);
	kr_buffer_free(&parser->names);
	kr_buffer_free(&parser->shown);
	*parser = (kr_json_parser){0};
}

const char *
kr_json_blanks(const char *at, uint64_t *lines)
{
	while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
		*lines += *at++ == '\n';
	return at;
}

static inline const char *
blanks(kr_json_parser *parser, const char *at)
{
	return (unsigned char)*at > ' ' ? at : kr_json_blanks(at, &parser->lines);
}

/* Ends the reading of a value at a byte that does not fit; without a code it is the text's end. */
static const char *
broken(kr_json_parser *parser, const char *at, const char *code)
{
	parser->code = at < parser->end ? code : NULL;
	return NULL;
}

/* The byte behind the closing quote of the string that begins at `at`; *escaped says whether a backslash is in it. */
static const char *
pass_string(kr_json_parser *parser, const char *at, bool *escaped)
{
	*escaped = false;
	for (at = kr_mask_first(at + 1); *at != '"'; at = kr_mask_first(at)) {
		if (*at != '\\')
			return broken(parser, at, "syntax");
		*escaped = true;
		if (at[1] == 'u') {
			for (int i = 2; i < 6; i++)
				if (strchr("0123456789abcdefABCDEF", at[i]) == NULL || at[i] == '\0')
					return broken(parser, at + i, "syntax");
			at += 6;
		} else if (at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) != NULL)
			at += 2;
		else
			return broken(parser, at + 1, "syntax");
	}
	return at + 1;
}

static const char *
digits(const char *at)
{
	while (*at >= '0' && *at <= '9')
		at++;
	return at;
}

static const char *
pass_number(kr_json_parser *parser, const char *at)
{
	at += *at == '-';
	if (!kr_is_digit(*at))
		return broken(parser, at, "syntax");
	at = *at == '0' ? at + 1 : digits(at);
	if (*at == '.') {
		if (!kr_is_digit(at[1]))
			return broken(parser, at + 1, "syntax");
		at = digits(at + 1);
	}
	if (*at == 'e' || *at == 'E') {
		at += 1 + (at[1] == '+' || at[1] == '-');
		if (!kr_is_digit(*at))
			return broken(parser, at, "syntax");
		at = digits(at);
	}
	return at;
}

static const char *
pass_word(kr_json_parser *parser, const char *at, const char *word)
{
	while (*word != '\0' && *at == *word) {
		at++;
		word++;
	}
	return *word == '\0' ? at : broken(parser, at, "syntax");
}

static void
grow_seen(kr_json_parser *parser)
{
	uint32_t size = 2 * parser->seen_size;
	kr_json_seen *seen = calloc(size, sizeof *seen);
	parser->failed |= seen == NULL;
	if (seen == NULL)
		return;
	for (uint32_t i = 0; i < parser->seen_size; i++) {
		uint32_t at = (uint32_t)(parser->seen[i].hash >> 32) & (size - 1);
		if (parser->seen[i].element != parser->element)
			continue;
		while (seen[at].element == parser->element)
			at = (at + 1) & (size - 1);
		seen[at] = parser->seen[i];
	}
	free(parser->seen);
	parser->seen = seen;
	parser->seen_size = size;
}

static kr_slice
seen_name(const kr_json_parser *parser, const kr_json_seen *seen)
{
	return kr_slice_of((seen->decoded ? parser->names.ptr : parser->text) + seen->from, seen->length);
}

/* Notes the name of a member; a second one of that name in its object makes the element a bad one. */
static void
see(kr_json_parser *parser, uint32_t object, kr_slice name, bool decoded, uint64_t hash)
{
	if (parser->seen_count > KR_JSON_NAMES)
		return;
	hash += object * 0xD6E8FEB86659FD93u;
	uint32_t at = (uint32_t)(hash >> 32) & (parser->seen_size - 1), probes = 0;
	for (; parser->seen[at].element == parser->element; at = (at + 1) & (parser->seen_size - 1)) {
		const kr_json_seen *seen = &parser->seen[at];
		if ((seen->hash == hash && seen->object == object && kr_slice_equal(seen_name(parser, seen), name)) ||
		    ++probes == PROBES_MAX) {
			parser->code = probes < PROBES_MAX ? "duplicate-key" : "too-long";
			return;
		}
	}
	const char *base = decoded ? parser->names.ptr : parser->text;
	parser->seen[at] = (kr_json_seen){hash, parser->element, object, name.ptr ? (uint32_t)(name.ptr - base) : 0,
	    (uint32_t)name.len, decoded};
	if (++parser->seen_count > KR_JSON_NAMES)
		parser->code = "too-long";
	else if (2 * parser->seen_count > parser->seen_size)
		grow_seen(parser);
}

/* Reads a name; the node that it leads to in *child. */
static const char *
name(kr_json_parser *parser, const char *at, uint32_t node, uint32_t object, uint32_t *child)
{
	bool escaped;
	const char *behind = pass_string(parser, at, &escaped), *ignored = NULL;
	if (behind == NULL)
		return NULL;
	kr_slice text = kr_slice_of(at + 1, (size_t)(behind - at) - 2);
	if (object == 1 && parser->members++ == 0)
		parser->first_name = text;
	if (escaped) {
		size_t from = parser->names.len;
		kr_json_text(&parser->names, text, true, &ignored);
		text = kr_buffer_since(&parser->names, from);
	}
	uint64_t hash = kr_hash64(text);
	see(parser, object, text, escaped, hash);
	*child = node == KR_JSON_NOTHING ? KR_JSON_NOTHING : kr_json_paths_find(parser->paths, node, text, hash);
	return behind;
}

static const char *value(kr_json_parser *parser, const char *at, uint32_t node, uint32_t depth);

static const char *
object(kr_json_parser *parser, const char *at, uint32_t node, uint32_t depth)
{
	uint32_t number = ++parser->objects, child;
	at = blanks(parser, at + 1);
	if (*at == '}')
		return at + 1;
	for (;;) {
		if (*at != '"')
			return broken(parser, at, "syntax");
		if ((at = name(parser, at, node, number, &child)) == NULL)
			return NULL;
		at = blanks(parser, at);
		if (*at != ':')
			return broken(parser, at, "syntax");
		if ((at = value(parser, blanks(parser, at + 1), child, depth)) == NULL)
			return NULL;
		at = blanks(parser, at);
		if (*at == '}')
			return at + 1;
		if (*at != ',')
			return broken(parser, at, "syntax");
		at = blanks(parser, at + 1);
	}
}

static const char *
list(kr_json_parser *parser, const char *at, uint32_t node, uint32_t depth)
{
	uint32_t items = parser->paths->nodes[node].items;
	at = blanks(parser, at + 1);
	if (*at == ']' && items != 0 && parser->paths->is_exact) {
		kr_json_take(parser, items, KR_SLICE("none"), false);
		kr_json_end_items(parser, items);
	}
	if (*at == ']')
		return at + 1;
	for (;;) {
		if ((at = value(parser, at, items ? items : node, depth)) == NULL)
			return NULL;
		if (items != 0)
			kr_json_end_items(parser, items);
		at = blanks(parser, at);
		if (*at == ']')
			return at + 1;
		if (*at != ',')
			return broken(parser, at, "syntax");
		at = blanks(parser, at + 1);
	}
}

/* An object where a list could stand is a list of one. */
static const char *
object_at(kr_json_parser *parser, const char *at, uint32_t node, uint32_t depth)
{
	const kr_json_node *here = &parser->paths->nodes[node];
	uint32_t items = here->child == 0 ? here->items : 0;
	const char *behind = object(parser, at, items ? items : node, depth);
	if (behind == NULL)
		return NULL;
	if (items != 0)
		kr_json_end_items(parser, items);
	else if (here->targets != 0 && here->child == 0)
		kr_json_refuse(parser, node, kr_slice_of(at, (size_t)(behind - at)));
	return behind;
}

static const char *
scalar(kr_json_parser *parser, const char *at, uint32_t node)
{
	bool escaped = false, quoted = *at == '"';
	const char *from = at + quoted;
	if (quoted)
		at = pass_string(parser, at, &escaped);
	else if (*at == 't')
		at = pass_word(parser, at, "true");
	else if (*at == 'f')
		at = pass_word(parser, at, "false");
	else if (*at == 'n')
		from = at = pass_word(parser, at, "null");
	else
		at = pass_number(parser, at);
	if (at == NULL || node == KR_JSON_NOTHING)
		return at;
	kr_slice text = kr_slice_of(from, (size_t)(at - from) - quoted);
	if (parser->paths->is_exact && !quoted && (*from == 't' || *from == 'f'))
		text = *from == 't' ? KR_SLICE("yes") : KR_SLICE("no");
	kr_json_take(parser, node, text, escaped);
	return at;
}

static const char *
value(kr_json_parser *parser, const char *at, uint32_t node, uint32_t depth)
{
	if (*at != '{' && *at != '[')
		return scalar(parser, at, node);
	if (depth >= KR_JSON_DEPTH)
		return broken(parser, at, "too-deep");
	return *at == '{' ? object_at(parser, at, node, depth + 1) : list(parser, at, node, depth + 1);
}

static void
begin(kr_json_parser *parser, const char *from, const char *end, bool careful)
{
	parser->text = from;
	parser->end = end;
	parser->code = NULL;
	parser->careful = careful;
	parser->lines = 0;
	parser->members = parser->objects = parser->seen_count = 0;
	parser->first_name = kr_slice_of(NULL, 0);
	parser->note_count = 0;
	kr_buffer_clear(&parser->names);
	kr_buffer_clear(&parser->shown);
	if (++parser->element == 0) {
		memset(parser->seen, 0, parser->seen_size * sizeof *parser->seen);
		parser->element = 1;
	}
	kr_json_clear_slots(parser);
}

/* KR_JSON_WHOLE when all is UTF-8 that a record may hold; *special when a character in it may not stand in a record. */
static bool
is_utf8(kr_slice text, bool *special)
{
	*special = false;
	for (size_t at = 0;;) {
		at += kr_utf8_check(kr_slice_part(text, at, text.len));
		if (at == text.len)
			return true;
		size_t size = kr_csv_forbidden_size(kr_slice_part(text, at, text.len));
		if (size == 0)
			return false;
		*special = true;
		at += size;
	}
}

static const char *
read_element(kr_json_parser *parser, const char *from, const char *end, bool careful)
{
	begin(parser, from, end, careful);
	const char *behind = value(parser, from, *from == '{' ? KR_JSON_ROOT : KR_JSON_NOTHING, 0);
	parser->failed |= parser->names.failed || parser->shown.failed;
	return behind;
}

enum kr_json_outcome
kr_json_parse(kr_json_parser *parser, const char *from, const char *end, const char **behind)
{
	bool special;
	*behind = read_element(parser, from, end, false);
	if (*behind == NULL)
		return parser->code == NULL ? KR_JSON_MORE : KR_JSON_BROKEN;
	if (*behind == end && strchr("{[\"", *from) == NULL)
		return KR_JSON_MORE; /* a number may go on */
	if (!is_utf8(kr_slice_of(from, (size_t)(*behind - from)), &special))
		parser->code = "encoding";
	else if (special && parser->code == NULL)
		*behind = read_element(parser, from, end, true);
	if (*from != '{' && parser->code == NULL)
		parser->code = "not-an-object";
	return KR_JSON_WHOLE;
}

enum kr_json_outcome
kr_json_member(kr_json_parser *parser, const char *from, const char *end, kr_slice *text, const char **behind)
{
	bool escaped;
	begin(parser, from, end, false);
	*behind = *from == '"' ? pass_string(parser, from, &escaped) : broken(parser, from, "syntax");
	if (*behind != NULL) {
		*text = kr_slice_of(from + 1, (size_t)(*behind - from) - 2);
		const char *at = blanks(parser, *behind);
		*behind = *at == ':' ? blanks(parser, at + 1) : broken(parser, at, "syntax");
	}
	return *behind != NULL ? KR_JSON_WHOLE : parser->code != NULL ? KR_JSON_BROKEN : KR_JSON_MORE;
}
