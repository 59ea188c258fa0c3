#include "source/json_resume.h"

#include <stdlib.h>

#include "source/csv_value.h"

#define LOOK 512u           /* bytes that are looked at ahead */
#define FRAME_DEPTH 4096u   /* brackets that are kept apart */
#define TOO_LONG_SHOWN 4096u

/* Grows the buffer by doubling. */
static bool
grow(kr_json *json, kr_error *error)
{
	size_t capacity = 2 * json->capacity < json->limit ? 2 * json->capacity : json->limit;
	char *buffer = realloc(json->buffer, capacity + KR_JSON_PADDING);
	if (buffer == NULL)
		return kr_fail(error, "%s: out of memory", json->name);
	json->buffer = buffer;
	json->capacity = capacity;
	return true;
}

bool
kr_json_fill(kr_json *json, kr_error *error)
{
	if (json->taken > 0) {
		memmove(json->buffer, json->buffer + json->taken, json->used - json->taken);
		json->used -= json->taken;
		json->taken = 0;
	}
	if (json->capacity - json->used < KR_JSON_PADDING && json->capacity < json->limit && !grow(json, error))
		return false;
	while (!json->at_end && json->capacity - json->used >= 16) {
		int64_t got = kr_decoder_read(&json->decoder, json->buffer + json->used, json->capacity - json->used, error);
		if (got < 0)
			return false;
		json->at_end = got == 0;
		json->used += (size_t)got;
	}
	memset(json->buffer + json->used, 0, KR_JSON_PADDING);
	return true;
}

/* How far the search has come; positions count from `taken`. */
typedef struct search {
	kr_json *json;
	size_t at;
	uint32_t indent;
	uint64_t lines;
	bool began_line, in_string, frame_fits, is_cut;
	uint32_t depth;
	int64_t brackets; /* open, of those in strings too */
	kr_slice first_name; /* in own_name */
	char own_name[64];
	uint64_t lists[FRAME_DEPTH / 64]; /* one bit a bracket: [ */
} search;

/* A { with a name behind it: the name, or the empty slice. */
static kr_slice
name_behind(const kr_json *json, size_t at)
{
	uint64_t ignored = 0;
	const char *from = json->buffer + at;
	if (*from != '{' || *(from = kr_json_blanks(from + 1, &ignored)) != '"')
		return kr_slice_of(NULL, 0);
	kr_slice rest = kr_slice_of(from + 1, (size_t)(json->buffer + json->used - from) - 1);
	return kr_slice_part(rest, 0, kr_slice_find(rest, '"'));
}

/* The last byte before `at` that is no blank, or 0. */
static char
byte_before(const kr_json *json, size_t from, size_t at)
{
	while (at > from && strchr(" \t\r\n", json->buffer[at - 1]) != NULL)
		at--;
	return at > from ? json->buffer[at - 1] : '\0';
}

static bool
begins_element(const search *s, size_t at)
{
	const kr_json *json = s->json;
	if (json->buffer[at] != '{')
		return false;
	if (s->indent != KR_JSON_NO_INDENT && s->indent == json->element_indent)
		return true;
	if (s->began_line)
		return false;
	char before = byte_before(json, json->taken, at);
	kr_slice name = name_behind(json, at);
	return (before == ',' || before == '}') && name.len > 0 &&
	       (kr_slice_equal(name, s->first_name) ||
		   kr_slice_equal(name, kr_slice_of(json->first_name, json->first_name_length)));
}

/* Behind an element that is closed another one follows, or the end of what holds it. */
static bool
follows(const kr_json *json, size_t at)
{
	while (at < json->used && strchr(" \t\r\n,", json->buffer[at]) != NULL)
		at++;
	return at == json->used ? json->at_end : json->buffer[at] == '{' || json->buffer[at] == ']' ||
						     (json->buffer[at] == '}' && json->level > 0);
}

static void
open_bracket(search *s, bool is_list)
{
	uint64_t bit = UINT64_C(1) << s->depth % 64, *word = &s->lists[s->depth / 64 % (FRAME_DEPTH / 64)];
	*word = is_list ? *word | bit : *word & ~bit;
	s->frame_fits &= ++s->depth < FRAME_DEPTH;
}

/* True when the bracket closes the element. */
static bool
close_bracket(search *s, bool is_list)
{
	if (!s->frame_fits || s->depth == 0)
		return false;
	s->depth--;
	s->frame_fits = (s->lists[s->depth / 64] >> s->depth % 64 & 1) == is_list;
	return s->frame_fits && s->depth == 0;
}

/* Takes one byte into account; true when the element ends with it. */
static bool
frame(search *s, char c)
{
	if (s->in_string) {
		s->in_string = c != '"' && c != '\n';
		return false;
	}
	s->in_string = c == '"';
	if (c == '{' || c == '[')
		open_bracket(s, c == '[');
	return (c == '}' || c == ']') && close_bracket(s, c == ']');
}

/*
 * Before any element was good no name tells where the next one begins, and behind a lost quote all strings are the wrong way round: then
 * brackets alone are counted.
 */
static bool
closes_without_quotes(search *s, char c)
{
	s->brackets += (c == '{' || c == '[') - (c == '}' || c == ']');
	return c == '}' && s->brackets == 0 && s->in_string && s->json->first_name_length == 0;
}

static void
count_indent(search *s, char c)
{
	s->lines += c == '\n';
	if (c == '\n')
		s->indent = 0;
	else if ((c == ' ' || c == '\t') && s->indent != KR_JSON_NO_INDENT)
		s->indent++;
	else if (c != ',' && c != '\r')
		s->indent = KR_JSON_NO_INDENT;
}

/* Shows what was passed over. */
static void
keep_original(search *s, size_t shown)
{
	kr_json *json = s->json;
	kr_slice text = kr_slice_of(json->buffer + json->taken, s->at < shown ? s->at : shown);
	while (text.len > 0 && strchr(" \t\r\n,", text.ptr[text.len - 1]) != NULL)
		text.len--;
	while (s->at > shown && text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
		text.len--;
	kr_buffer_clear(&json->original);
	kr_csv_show(&json->original, text);
	json->failed |= json->original.failed;
}

/* Makes room to look ahead: reads on, and lets go of what was passed over where the buffer is full. */
static bool
look_ahead(search *s, kr_error *error)
{
	kr_json *json = s->json;
	if (json->at_end || json->used - json->taken - s->at > LOOK)
		return true;
	if (kr_json_is_full(json)) {
		if (!s->is_cut)
			keep_original(s, TOO_LONG_SHOWN);
		s->is_cut = true;
		json->taken += s->at;
		s->at = 0;
	}
	return kr_json_fill(json, error);
}

/* True when reading resumes at the present byte or, with the element's last bracket, behind it. */
static bool
step(search *s)
{
	const kr_json *json = s->json;
	size_t at = json->taken + s->at;
	char c = json->buffer[at];
	bool is_first = s->at == 0 && !s->is_cut;
	if (!is_first && begins_element(s, at))
		return true;
	/* What is no object or list ends at a comma, a bracket or a line's end. */
	if (!is_first && s->depth == 0 && s->frame_fits && !s->in_string && strchr(",[]{}\n", c) != NULL && c != '\0')
		return true;
	count_indent(s, c);
	s->at++;
	if (s->in_string && c == '\\' && at + 1 < json->used && json->buffer[at + 1] != '\n') {
		s->at++;
		return false;
	}
	if (closes_without_quotes(s, c))
		return follows(json, at + 1);
	if (frame(s, c)) {
		s->frame_fits = false;
		return follows(json, at + 1);
	}
	return false;
}

bool
kr_json_resume(kr_json *json, kr_error *error)
{
	search s = {.json = json, .indent = json->indent, .began_line = json->indent != KR_JSON_NO_INDENT, .frame_fits = true};
	kr_slice name = name_behind(json, json->taken);
	if (name.len <= sizeof s.own_name) {
		memcpy(s.own_name, name.ptr ? name.ptr : "", name.len);
		s.first_name = kr_slice_of(s.own_name, name.len);
	}
	do
		if (!look_ahead(&s, error))
			return false;
	while (json->taken + s.at < json->used && !step(&s));
	if (!s.is_cut)
		keep_original(&s, SIZE_MAX);
	json->taken += s.at;
	json->line += s.lines;
	json->indent = s.indent;
	return true;
}
