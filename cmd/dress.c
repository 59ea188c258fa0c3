#include "dress.h"

#include "record/escape.h"
#include "source/json.h"

/* In the order of the schema. */
enum {
	FILE_NAME,
	FORMAT,
	ENCODING,
	ENCODING_SURE,
	DELIMITER,
	DELIMITER_SURE,
	QUOTE,
	QUOTE_SURE,
	LINE_ENDS,
	LINE_ENDS_SURE,
	HEADER_LINE,
	HEADER_SURE,
	COLUMNS,
	NOTES,
	FIELDS
};

static const char *const names[FIELDS] = {
    "file", "format", "encoding", "encoding_sure", "delimiter", "delimiter_sure", "quote", "quote_sure", "line_ends",
    "line_ends_sure", "header_line", "header_sure", "columns", "notes",
};

const char *
kr_dress_delimiter(char delimiter, char room[2])
{
	room[0] = delimiter;
	room[1] = 0;
	return delimiter == '\t' ? "tab" : delimiter == KR_CSV_NO_DELIMITER ? "none" : room;
}

const char *
kr_dress_quote(char quote, char room[2])
{
	room[0] = quote;
	room[1] = 0;
	return quote == 0 ? "none" : room;
}

static void
add_note(kr_buffer *notes, const char *word, uint64_t number)
{
	if (number == 0)
		return;
	kr_buffer_format(notes, "%s%s", notes->len > 0 ? "|" : "", word);
	if (number != UINT64_MAX)
		kr_buffer_format(notes, ":%llu", (unsigned long long)number);
}

static uint64_t
yes(bool condition)
{
	return condition ? UINT64_MAX : 0;
}

/* What the reader should know about the file: a word, or a word and how often. */
static void
make_notes(kr_buffer *notes, const kr_csv *csv)
{
	const kr_detected *found = &csv->found;
	bool has_header = found->header_line != KR_CSV_NO_HEADER && found->named > 0;
	add_note(notes, "byte-order-mark", yes(csv->has_mark));
	add_note(notes, "sep-line", yes(csv->has_sep_line));
	add_note(notes, "no-header", yes(found->header_line == KR_CSV_NO_HEADER));
	add_note(notes, "before-header", found->before_header);
	add_note(notes, "header-has-more", yes(has_header && found->records > 0 && found->named > found->usual));
	add_note(notes, "header-has-fewer", yes(has_header && found->records > 0 && found->named < found->usual));
	add_note(notes, "last-column-empty", yes(found->ends_in_delimiter));
	add_note(notes, "blank-lines", found->blank_lines);
	add_note(notes, "other-field-count", found->ragged);
	add_note(notes, "stray-quotes", found->bad_quotes);
	add_note(notes, "formulas", found->formulas);
	add_note(notes, "lost-digits", found->long_numbers);
}

static void
set_number(kr_slice *value, kr_buffer *text, uint64_t number)
{
	size_t from = text->len;
	kr_buffer_number(text, (int64_t)number);
	*value = kr_buffer_since(text, from);
}

static void
set_text(kr_slice *value, const char *text)
{
	*value = kr_slice_text(text);
}

/* `text` has room enough that it does not move. */
static void
describe(const kr_csv *csv, kr_slice values[FIELDS], kr_buffer *text, char rooms[2][2])
{
	const kr_detected *found = &csv->found;
	set_text(&values[FORMAT], "csv");
	set_text(&values[DELIMITER], kr_dress_delimiter(csv->delimiter, rooms[0]));
	set_text(&values[QUOTE], kr_dress_quote(csv->quote, rooms[1]));
	set_text(&values[LINE_ENDS], kr_detect_line_ends(found));
	set_number(&values[DELIMITER_SURE], text, found->delimiter_sure);
	set_number(&values[QUOTE_SURE], text, found->quote_sure);
	set_number(&values[LINE_ENDS_SURE], text, found->line_ends_sure);
	set_number(&values[HEADER_LINE], text, found->header_line == KR_CSV_NO_HEADER ? 0 : found->header_line);
	set_number(&values[HEADER_SURE], text, found->header_sure);
	set_number(&values[COLUMNS], text, found->columns);
	size_t from = text->len;
	kr_buffer notes = {0};
	make_notes(&notes, csv);
	kr_buffer_slice_add(text, kr_buffer_slice(&notes));
	text->failed |= notes.failed;
	values[NOTES] = kr_buffer_since(text, from);
	kr_buffer_free(&notes);
}

static bool
tell_file(kr_writer *writer, const char *path, const kr_csv_options *how, kr_error *error)
{
	kr_csv csv;
	kr_buffer text = {0};
	kr_slice values[FIELDS] = {{0}};
	char rooms[2][2];
	if (!kr_csv_detect(&csv, path, how, error))
		return false;
	size_t name_length = strlen(csv.name);
	bool good = kr_buffer_reserve(&text, 2 * name_length + 4096);
	kr_escape(&text, kr_slice_text(csv.name));
	values[FILE_NAME] = kr_buffer_slice(&text);
	if (csv.container != NULL) {
		set_text(&values[FORMAT], csv.container);
	} else {
		set_text(&values[ENCODING], kr_encoding_name(csv.decoder.encoding));
		set_number(&values[ENCODING_SURE], &text, csv.encoding_sure);
		if (kr_json_begins(kr_slice_of(csv.buffer, csv.used)))
			set_text(&values[FORMAT], "json");
		else
			describe(&csv, values, &text, rooms);
	}
	good = (good && !text.failed) || kr_fail(error, "out of memory");
	kr_csv_close(&csv);
	if (good)
		kr_writer_values(writer, values, FIELDS);
	kr_buffer_free(&text);
	return good;
}

int
kr_dress_tell(const kr_command *command, const kr_common *common, const char **paths, size_t count, const kr_csv_options *how)
{
	kr_header header = {0};
	kr_writer writer;
	kr_error error;
	for (size_t i = 0; i < FIELDS; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD) {
			kr_fail(&error, "out of memory");
			kr_command_die(command, &error);
		}
	kr_command_writer(command, common, &writer, kr_command_is_private(common, &header));
	kr_writer_header(&writer, &header);
	kr_header_free(&header);
	for (size_t i = 0; i < count; i++)
		if (!tell_file(&writer, paths[i], how, &error))
			return kr_command_failed(command, &writer, NULL, &error);
	return kr_command_finish(command, common, &writer, NULL, count);
}
