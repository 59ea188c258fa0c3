#include "card/page.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/input.h"
#include "record/escape.h"

#define PART_MAX (4u << 20)  /* bytes of a part that somebody put before the built-in one */
#define PLAIN_CARDS 50u      /* of the table that is there without JavaScript */

static void
add_html(kr_slice plain, kr_buffer *to)
{
	for (size_t i = 0; i < plain.len; i++)
		switch (plain.ptr[i]) {
		case '<': kr_buffer_text(to, "&lt;"); break;
		case '>': kr_buffer_text(to, "&gt;"); break;
		case '&': kr_buffer_text(to, "&amp;"); break;
		case '"': kr_buffer_text(to, "&quot;"); break;
		default: kr_buffer_char(to, plain.ptr[i]);
		}
}

/* The text in the page's language; false where there is none of that key. */
static bool
find_text(const kr_card_page *page, kr_slice key, kr_slice *text)
{
	uint32_t column = kr_header_find(&page->texts.header, kr_slice_text(page->about.language));
	for (size_t row = 0; row < page->texts.rows; row++)
		if (kr_slice_equal(kr_definition_cell(&page->texts, row, page->key), key)) {
			*text = kr_definition_cell(&page->texts, row, column);
			return true;
		}
	return false;
}

static kr_slice
text_of(const kr_card_page *page, const char *key)
{
	kr_slice text = {0};
	find_text(page, kr_slice_text(key), &text);
	return text;
}

/* Somebody's own texts must be all those that the page asks for. */
static bool
load_texts(kr_card_page *page, kr_error *error)
{
	kr_definition built_in;
	uint32_t key, language;
	kr_slice text;
	if (!kr_definition_load(&page->texts, "card/page_texts", page->directory, error) ||
	    !kr_definition_column(&page->texts, "key", &page->key, error) ||
	    !kr_definition_column(&page->texts, page->about.language, &language, error))
		return false;
	bool good = kr_definition_load(&built_in, "card/page_texts", NULL, error) && kr_definition_column(&built_in, "key", &key, error);
	for (size_t row = 0; good && row < built_in.rows; row++) {
		kr_slice wanted = kr_definition_cell(&built_in, row, key);
		if (!find_text(page, wanted, &text))
			good = kr_fail(error, "%s: key: there is no text for %.*s", page->texts.name, (int)wanted.len, wanted.ptr);
	}
	kr_definition_free(&built_in);
	return good;
}

/* Columns of page_fields. */
typedef struct field_columns {
	uint32_t field, demand, table, label;
} field_columns;

static bool
load_list(kr_card_page *page, kr_page_field *field, kr_slice name, kr_error *error)
{
	char *copy = kr_arena_array(&page->arena, name.len + 1, 1);
	if (copy == NULL)
		return kr_fail(error, "out of memory");
	memcpy(copy, name.ptr, name.len);
	copy[name.len] = '\0';
	return field->has_list = kr_code_list_load(&field->list, copy, page->directory, error);
}

static bool
open_field(kr_card_page *page, size_t row, const field_columns *at, uint32_t position, kr_error *error)
{
	static const char *const demands[] = {"any", "within", "at_least", "at_most"};
	const kr_definition *table = &page->table;
	kr_page_field *field = &page->fields[page->field_count];
	kr_slice list = kr_definition_cell(table, row, at->table);
	size_t chosen;
	field->name = kr_definition_cell(table, row, at->field);
	field->demand = kr_definition_cell(table, row, at->demand);
	field->label = kr_definition_cell(table, row, at->label);
	field->position = position;
	if (!kr_definition_choose(table, row, at->demand, field->demand, demands, 4, &chosen, error))
		return false;
	for (size_t i = 0; i < page->field_count; i++)
		if (page->fields[i].position == position)
			return kr_definition_fail(table, row, at->field, error, "stands there twice");
	page->field_count++;
	return list.len == 0 || load_list(page, field, list, error);
}

bool
kr_card_page_open(kr_card_page *page, const kr_card_page_about *about, const kr_header *header, const char *directory, kr_error *error)
{
	*page = (kr_card_page){.about = *about, .directory = directory};
	field_columns at;
	if (!kr_header_require(header, KR_SLICE("card_id"), "cards", &page->id, error) || !load_texts(page, error) ||
	    !kr_definition_load(&page->table, "card/page_fields", directory, error) ||
	    !kr_definition_column(&page->table, "field", &at.field, error) ||
	    !kr_definition_column(&page->table, "demand", &at.demand, error) ||
	    !kr_definition_column(&page->table, "table", &at.table, error) ||
	    !kr_definition_column(&page->table, about->language, &at.label, error))
		return false;
	for (size_t row = 0; row < page->table.rows; row++) {
		uint32_t position = kr_header_find(header, kr_definition_cell(&page->table, row, at.field));
		if (position != KR_NO_FIELD && position != page->id && !open_field(page, row, &at, position, error))
			return false;
	}
	return true;
}

static void
add_cell(const kr_card_page *page, const kr_page_field *field, kr_slice value, kr_buffer *to)
{
	kr_buffer plain = {0};
	kr_slice rest = kr_slice_items(value), item;
	for (size_t i = 0; kr_slice_next(&rest, '|', &item); i++) {
		kr_buffer_text(&plain, i ? ", " : "");
		kr_page_field_label(field, page->about.language, item, &plain);
	}
	kr_buffer_text(to, "<td>");
	add_html(plain.len ? kr_buffer_slice(&plain) : text_of(page, "unknown"), to);
	kr_buffer_text(to, "</td>");
	to->failed |= plain.failed;
	kr_buffer_free(&plain);
}

static void
add_plain_row(kr_card_page *page, kr_slice id, const kr_slice *values)
{
	kr_buffer *to = &page->first;
	kr_buffer_text(to, "<tr><th scope=\"row\">");
	add_html(id, to);
	kr_buffer_text(to, "</th>");
	for (size_t i = 0; i < page->field_count; i++)
		add_cell(page, &page->fields[i], values[page->fields[i].position], to);
	kr_buffer_text(to, "</tr>\n");
}

bool
kr_card_page_add(kr_card_page *page, const kr_slice *values)
{
	kr_buffer id = {0};
	kr_unescape(&id, values[page->id]);
	kr_buffer_text(&page->ids, page->cards ? "," : "");
	kr_page_string(kr_buffer_slice(&id), &page->ids);
	if (page->cards < PLAIN_CARDS)
		add_plain_row(page, kr_buffer_slice(&id), values);
	bool is_well = !id.failed && !page->ids.failed && !page->first.failed;
	kr_buffer_free(&id);
	for (size_t i = 0; i < page->field_count && is_well; i++)
		is_well = kr_page_field_add(&page->fields[i], &page->arena, values[page->fields[i].position]);
	page->cards++;
	page->failed |= !is_well;
	return is_well;
}

static void
add_data(const kr_card_page *page, kr_buffer *to)
{
	uint32_t column = kr_header_find(&page->texts.header, kr_slice_text(page->about.language));
	kr_buffer_format(to, "{\"language\":\"%s\",\"cards\":%llu,\"texts\":{", page->about.language, (unsigned long long)page->cards);
	for (size_t row = 0; row < page->texts.rows; row++) {
		kr_buffer_text(to, row ? "," : "");
		kr_page_string(kr_definition_cell(&page->texts, row, page->key), to);
		kr_buffer_char(to, ':');
		kr_page_string(kr_definition_cell(&page->texts, row, column), to);
	}
	kr_buffer_text(to, "},\n\"ids\":[");
	kr_buffer_slice_add(to, kr_buffer_slice(&page->ids));
	kr_buffer_text(to, "],\n\"fields\":[");
	for (size_t i = 0; i < page->field_count; i++) {
		kr_buffer_text(to, i ? ",\n" : "");
		kr_page_field_write(&page->fields[i], page->about.language, to);
	}
	kr_buffer_text(to, "]}");
}

static void
add_table(const kr_card_page *page, kr_buffer *to)
{
	kr_buffer_text(to, "<div class=\"wide\" tabindex=\"0\"><table><tr><th scope=\"col\">card_id</th>");
	for (size_t i = 0; i < page->field_count; i++) {
		kr_buffer_text(to, "<th scope=\"col\">");
		add_html(page->fields[i].label, to);
		kr_buffer_text(to, "</th>");
	}
	kr_buffer_text(to, "</tr>\n");
	kr_buffer_slice_add(to, kr_buffer_slice(&page->first));
	kr_buffer_text(to, "</table></div>");
}

/* A text with {0}, {1} and {2} filled in. */
static void
add_filled(kr_slice text, const kr_slice values[3], kr_buffer *to)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '{' && i + 2 < text.len && text.ptr[i + 1] >= '0' && text.ptr[i + 1] <= '2' && text.ptr[i + 2] == '}') {
			add_html(values[text.ptr[i + 1] - '0'], to);
			i += 2;
		} else {
			add_html(kr_slice_part(text, i, i + 1), to);
		}
}

static void
add_counted(const kr_card_page *page, kr_buffer *to)
{
	kr_buffer shown = {0}, all = {0};
	kr_buffer_number(&shown, (int64_t)(page->cards < PLAIN_CARDS ? page->cards : PLAIN_CARDS));
	kr_buffer_number(&all, (int64_t)page->cards);
	add_filled(text_of(page, "noscript"), (const kr_slice[3]){kr_buffer_slice(&shown), kr_buffer_slice(&all)}, to);
	kr_buffer_free(&shown);
	kr_buffer_free(&all);
}

static void
add_hash(kr_slice part, kr_buffer *to)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof digest, sodium_base64_VARIANT_ORIGINAL)];
	crypto_hash_sha256(digest, (const unsigned char *)part.ptr, part.len);
	sodium_bin2base64(text, sizeof text, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
	kr_buffer_format(to, "sha256-%s", text);
}

typedef struct page_parts {
	kr_buffer html, css, js;
} page_parts;

/* False where there is nothing of that name. */
static bool
add_named(const kr_card_page *page, const page_parts *parts, kr_slice name, kr_buffer *to)
{
	const kr_card_page_about *about = &page->about;
	kr_slice text;
	if (kr_slice_is(name, "style"))
		kr_buffer_slice_add(to, kr_buffer_slice(&parts->css));
	else if (kr_slice_is(name, "script"))
		kr_buffer_slice_add(to, kr_buffer_slice(&parts->js));
	else if (kr_slice_is(name, "style-hash"))
		add_hash(kr_buffer_slice(&parts->css), to);
	else if (kr_slice_is(name, "script-hash"))
		add_hash(kr_buffer_slice(&parts->js), to);
	else if (kr_slice_is(name, "data"))
		add_data(page, to);
	else if (kr_slice_is(name, "table"))
		add_table(page, to);
	else if (kr_slice_is(name, "language"))
		kr_buffer_text(to, about->language);
	else if (kr_slice_is(name, "employer-id"))
		add_html(about->id, to);
	else if (kr_slice_is(name, "about-filled"))
		add_filled(text_of(page, "about"), (const kr_slice[3]){about->recipient, about->date, about->purpose}, to);
	else if (kr_slice_is(name, "noscript-filled"))
		add_counted(page, to);
	else if (find_text(page, name, &text))
		add_html(text, to);
	else
		return false;
	return true;
}

/* page.html with each {name} replaced; one without the cards is none. */
static bool
fill(const kr_card_page *page, const page_parts *parts, kr_buffer *to, kr_error *error)
{
	kr_slice rest = kr_buffer_slice(&parts->html);
	bool has_data = false;
	while (rest.len > 0) {
		size_t open = kr_slice_find(rest, '{'), close = open + kr_slice_find(kr_slice_part(rest, open, rest.len), '}');
		kr_slice name = kr_slice_part(rest, open + 1, close);
		kr_buffer_slice_add(to, kr_slice_part(rest, 0, open));
		if (close < rest.len && !add_named(page, parts, name, to))
			return kr_fail(error, "page.html: {%.*s}: there is no such part", (int)name.len, name.ptr);
		has_data |= kr_slice_is(name, "data");
		rest = kr_slice_part(rest, close + 1, rest.len);
	}
	if (!has_data)
		return kr_fail(error, "page.html: no {data}: the cards would not be in the page");
	return !to->failed || kr_fail(error, "out of memory");
}

/* A part: the file in the directory where there is one, else the built-in bytes. */
static bool
load_part(const kr_card_page *page, const char *name, kr_buffer *to, kr_error *error)
{
	char embedded[32], *path = NULL;
	snprintf(embedded, sizeof embedded, "card/%s", name);
	if (page->directory != NULL && asprintf(&path, "%s/%s", page->directory, name) < 0)
		return kr_fail(error, "out of memory");
	bool is_own = path != NULL && access(path, F_OK) == 0, good = true;
	if (is_own)
		good = kr_input_slurp(path, PART_MAX, to, error);
	else
		kr_buffer_slice_add(to, kr_embedded(embedded));
	free(path);
	return good && (!to->failed || kr_fail(error, "out of memory"));
}

bool
kr_card_page_write(const kr_card_page *page, kr_buffer *html, kr_error *error)
{
	if (page->failed)
		return kr_fail(error, "out of memory");
	page_parts parts = {0};
	bool is_well = load_part(page, "page.html", &parts.html, error) && load_part(page, "page.css", &parts.css, error) &&
	    load_part(page, "page.js", &parts.js, error) && fill(page, &parts, html, error);
	kr_buffer_free(&parts.html);
	kr_buffer_free(&parts.css);
	kr_buffer_free(&parts.js);
	return is_well;
}

void
kr_card_page_free(kr_card_page *page)
{
	for (size_t i = 0; i < page->field_count; i++)
		kr_page_field_free(&page->fields[i]);
	kr_definition_free(&page->texts);
	kr_definition_free(&page->table);
	kr_buffer_free(&page->ids);
	kr_buffer_free(&page->first);
	kr_arena_free(&page->arena);
}
