#include "source/json_resume.h"

#include <stdlib.h>

#include "source/csv_value.h"

#define CAPACITY 262144u

/* What has become of a step. */
enum outcome { RECORD, NOTHING, END, FAILED };

static const char *
skip_blanks(const char *at, const char *end)
{
	/* The zero bytes and the mark of UTF-16 among them. */
	while (at < end && (strchr(" \t\r\n", *at) != NULL || (unsigned char)*at >= 0xFE))
		at++;
	return at;
}

bool
kr_json_begins(kr_slice sample)
{
	const char *end = sample.ptr + sample.len, *at = sample.ptr;
	if (kr_slice_starts(sample, KR_SLICE("\xEF\xBB\xBF")))
		at += 3;
	at = skip_blanks(at, end);
	if (at == end || (*at != '{' && *at != '['))
		return false;
	char opened = *at;
	at = skip_blanks(at + 1, end);
	/* A name in brackets is the header of a table: [id];[naam] */
	return at < end && (opened == '{' ? *at == '"' || *at == '}' : *at == '{' || *at == ']' || *at == '[');
}

static bool
read_path(kr_json *json, kr_slice path, kr_error *error)
{
	kr_slice rest = kr_slice_items(path), step;
	json->step_count = 0;
	while (kr_slice_next(&rest, '.', &step)) {
		step = kr_slice_trim(step);
		if (step.len > 2 && kr_slice_is(kr_slice_part(step, step.len - 2, step.len), "[]"))
			step.len -= 2;
		if (step.len == 0 || json->step_count == KR_JSON_STEPS)
			return kr_fail(error, "the path to the records must be at most %u names with full stops between them",
			    KR_JSON_STEPS);
		json->steps[json->step_count++] = step;
	}
	return true;
}

/* Passes over the blanks and commas between elements. */
static void
pass_blanks(kr_json *json)
{
	for (; json->taken < json->used; json->taken++) {
		char c = json->buffer[json->taken];
		if (c == '\n') {
			json->line++;
			json->indent = 0;
		} else if (c == ' ' || c == '\t')
			json->indent += json->indent != KR_JSON_NO_INDENT;
		else if (c != ',' && c != '\r')
			break;
	}
}

/* Takes what was read; it ends at `behind`. */
static void
take(kr_json *json, const char *behind)
{
	json->taken = (size_t)(behind - json->buffer);
	json->line += json->parser.lines;
	json->indent = KR_JSON_NO_INDENT;
}

static void
take_byte(kr_json *json)
{
	json->indent = KR_JSON_NO_INDENT;
	json->taken++;
}

static enum outcome
set_aside(kr_json *json, kr_csv_record *record, const char *code, kr_error *error)
{
	record->code = code;
	record->line = json->line;
	if (!kr_json_resume(json, error))
		return FAILED;
	record->original = kr_buffer_slice(&json->original);
	return RECORD;
}

static void
remember_first_name(kr_json *json)
{
	kr_slice name = json->parser.first_name;
	if (name.len <= sizeof json->first_name) {
		kr_slice_copy(json->first_name, name);
		json->first_name_length = name.len;
	}
}

/* A whole value: it becomes the record, or is set aside as it stands. */
static enum outcome
judge(kr_json *json, kr_csv_record *record, const char *behind)
{
	kr_slice text = kr_slice_of(json->buffer + json->taken, (size_t)(behind - json->buffer) - json->taken);
	record->line = json->line;
	record->code = json->parser.code;
	take(json, behind);
	bool is_empty = json->parser.members == 0;
	if (record->code == NULL && is_empty && !json->paths.is_exact) {
		json->empty_elements++;
		return NOTHING;
	}
	if (record->code == NULL && !kr_json_collect(&json->parser) && !is_empty)
		record->code = "no-field";
	if (record->code == NULL) {
		remember_first_name(json);
		return RECORD;
	}
	kr_buffer_clear(&json->original);
	kr_csv_show(&json->original, text);
	json->failed |= json->original.failed;
	record->original = kr_buffer_slice(&json->original);
	return RECORD;
}

/* Reads until the value at `taken` is whole, or it is clear that it will not be. */
static enum kr_json_outcome
read_value(kr_json *json, const char **behind, kr_error *error)
{
	enum kr_json_outcome outcome;
	for (;;) {
		outcome = kr_json_parse(&json->parser, json->buffer + json->taken, json->buffer + json->used, behind);
		json->failed |= json->parser.failed;
		if (outcome != KR_JSON_MORE || json->at_end || kr_json_is_full(json) || json->failed)
			return outcome;
		size_t had = json->used - json->taken;
		if (!kr_json_fill(json, error)) {
			json->failed = true;
			return outcome;
		}
		if (!json->at_end && json->used - json->taken == had)
			return outcome;
	}
}

static enum outcome
element(kr_json *json, kr_csv_record *record, kr_error *error)
{
	const char *behind;
	if (json->indent != KR_JSON_NO_INDENT && json->buffer[json->taken] == '{')
		json->element_indent = json->indent;
	enum kr_json_outcome outcome = read_value(json, &behind, error);
	if (json->failed)
		return FAILED;
	if (outcome == KR_JSON_WHOLE)
		return judge(json, record, behind);
	return set_aside(json, record, outcome == KR_JSON_BROKEN ? json->parser.code : json->at_end ? "truncated" : "too-long",
	    error);
}

/* A member of the object that holds the list: the one on the path leads on, others are passed over. */
static enum outcome
member(kr_json *json, kr_csv_record *record, kr_error *error)
{
	kr_slice name;
	const char *behind;
	enum kr_json_outcome outcome;
	while ((outcome = kr_json_member(&json->parser, json->buffer + json->taken, json->buffer + json->used, &name, &behind)) ==
	       KR_JSON_MORE && !json->at_end && !kr_json_is_full(json))
		if (!kr_json_fill(json, error))
			return FAILED;
	if (outcome != KR_JSON_WHOLE || behind == json->buffer + json->used) {
		json->in_list = true;
		return set_aside(json, record, json->at_end ? "truncated" : "syntax", error);
	}
	bool on_path = kr_column_is(json->steps[json->level - 1], name), is_last = json->level == json->step_count;
	take(json, behind);
	char opens = json->buffer[json->taken];
	if (on_path && (opens == '{' || opens == '[') && (is_last || opens == '{')) {
		if (is_last && opens == '{')
			return element(json, record, error);
		json->in_list = is_last;
		json->level += !is_last;
		take_byte(json);
		return NOTHING;
	}
	outcome = read_value(json, &behind, error);
	if (json->failed)
		return FAILED;
	if (outcome != KR_JSON_WHOLE)
		return set_aside(json, record, outcome == KR_JSON_BROKEN ? json->parser.code : json->at_end ? "truncated"
			: "too-long", error);
	take(json, behind);
	return NOTHING;
}

/* At the end of the file: what is still open was cut off. */
static enum outcome
end_of_file(kr_json *json, kr_csv_record *record)
{
	if (!json->in_list && json->level == 0)
		return END;
	json->in_list = false;
	json->level = 0;
	record->line = json->line;
	record->code = "truncated";
	record->original = kr_slice_of(NULL, 0);
	return RECORD;
}

static enum outcome
take_next(kr_json *json, kr_csv_record *record, kr_error *error)
{
	pass_blanks(json);
	if (json->taken == json->used) {
		if (json->at_end)
			return end_of_file(json, record);
		return kr_json_fill(json, error) ? NOTHING : FAILED;
	}
	char c = json->buffer[json->taken];
	if (json->in_list ? c == ']' : json->level > 0 && c == '}') {
		json->level -= !json->in_list;
		json->in_list = false;
		take_byte(json);
		return NOTHING;
	}
	if (!json->in_list && json->level > 0)
		return member(json, record, error);
	if (!json->in_list && (c == '[' || (c == '{' && json->step_count > 0))) {
		json->in_list = c == '[';
		json->level = c == '{';
		take_byte(json);
		return NOTHING;
	}
	return element(json, record, error);
}

int
kr_json_next(kr_json *json, kr_csv_record *record, kr_error *error)
{
	enum outcome outcome;
	record->code = NULL;
	record->is_line = false;
	error->message[0] = '\0';
	do
		outcome = take_next(json, record, error);
	while (outcome == NOTHING);
	if (json->failed && error->message[0] == '\0')
		return kr_fail(error, "%s: out of memory", json->name) - 1;
	record->fields = json->parser.fields;
	record->count = json->paths.slot_count;
	record->problems = json->parser.problems;
	record->problem_count = record->code ? 0 : (uint32_t)json->parser.note_count;
	return outcome == RECORD ? 1 : outcome == END ? 0 : -1;
}

/* True when the first object has the first step of the path among its members, as far as the buffer goes. */
static bool
has_path(kr_json *json)
{
	uint64_t lines = 0;
	kr_slice name;
	const char *end = json->buffer + json->used, *at = kr_json_blanks(json->buffer, &lines), *behind;
	if (*at != '{')
		return false;
	at = kr_json_blanks(at + 1, &lines);
	while (*at == '"' && kr_json_member(&json->parser, at, end, &name, &behind) == KR_JSON_WHOLE) {
		if (kr_column_is(json->steps[0], name))
			return true;
		if (kr_json_parse(&json->parser, behind, end, &at) != KR_JSON_WHOLE)
			return false;
		at = kr_json_blanks(at, &lines);
		at = *at == ',' ? kr_json_blanks(at + 1, &lines) : at;
	}
	return false;
}

/* The profile's path is the first of its alternatives that the file has; it may have none. */
static bool
find_path(kr_json *json, const kr_profile *profile, const char *path, kr_error *error)
{
	kr_slice rest = kr_slice_items(profile->records), alternative;
	if (path != NULL)
		return read_path(json, kr_slice_text(path), error);
	while (kr_slice_next(&rest, '|', &alternative)) {
		if (!read_path(json, alternative, error))
			return false;
		if (json->step_count > 0 && has_path(json))
			return true;
	}
	json->step_count = 0;
	return true;
}

bool
kr_json_open(kr_json *json, kr_decoder *decoder, const kr_profile *profile, const kr_json_options *options, kr_error *error)
{
	*json = (kr_json){.decoder = *decoder, .name = decoder->input.name, .capacity = CAPACITY, .line = 1,
	    .element_indent = KR_JSON_NO_INDENT,
	    .limit = options->max_record ? options->max_record : KR_JSON_RECORD_MAX};
	*decoder = (kr_decoder){.input.fd = -1};
	if (json->limit < CAPACITY)
		json->capacity = json->limit = json->limit < 1024 ? 1024 : json->limit;
	json->buffer = calloc(1, json->capacity + KR_JSON_PADDING);
	bool good = json->buffer != NULL || kr_fail(error, "out of memory");
	good = good && kr_json_paths_open(&json->paths, profile, error) &&
	       kr_json_parser_open(&json->parser, &json->paths, error) && kr_json_fill(json, error) &&
	       find_path(json, profile, options->path, error);
	if (!good)
		kr_json_close(json);
	return good;
}

void
kr_json_close(kr_json *json)
{
	kr_decoder_close(&json->decoder);
	kr_json_parser_close(&json->parser);
	kr_json_paths_close(&json->paths);
	kr_buffer_free(&json->original);
	free(json->buffer);
	json->buffer = NULL;
}
