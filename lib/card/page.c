#include "card/page.h"

#include <sodium.h>
#include <stdio.h>
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

static kr_slice
text_of(const kr_card_page *page, kr_slice key)
{
	uint32_t column = kr_header_find(&page->texts.header, kr_slice_text(page->about.language));
	for (size_t row = 0; row < page->texts.rows; row++)
		if (kr_slice_equal(kr_definition_cell(&page->texts, row, 0), key))
			return kr_definition_cell(&page->texts, row, column);
	return (kr_slice){0};
}

static bool
open_field(kr_card_page *page, size_t row, uint32_t position, kr_error *error)
{
	const kr_definition *table = &page->table;
	kr_page_field *field = &page->fields[page->field_count];
	uint32_t demand, list, label;
	if (!kr_definition_column(table, "demand", &demand, error) || !kr_definition_column(table, "table", &list, error) ||
	    !kr_definition_column(table, page->about.language, &label, error))
		return false;
	static const char *const demands[] = {"any", "within", "at_least", "at_most"};
	size_t chosen;
	field->demand = kr_definition_cell(table, row, demand);
	if (!kr_definition_choose(table, row, demand, field->demand, demands, 4, &chosen, error))
		return false;
	field->name = kr_definition_cell(table, row, 0);
	field->label = kr_definition_cell(table, row, label);
	field->position = position;
	kr_slice name = kr_definition_cell(table, row, list);
	page->field_count++;
	if (name.len == 0)
		return true;
	char *copy = kr_arena_array(&page->arena, name.len + 1, 1);
	if (copy == NULL)
		return kr_fail(error, "out of memory");
	memcpy(copy, name.ptr, name.len);
	copy[name.len] = '\0';
	return field->has_list = kr_code_list_load(&field->list, copy, page->directory, error);
}

bool
kr_card_page_open(kr_card_page *page, const kr_card_page_about *about, const kr_header *header, const char *directory, kr_error *error)
{
	*page = (kr_card_page){.about = *about, .directory = directory};
	uint32_t language;
	if (!kr_header_require(header, KR_SLICE("card_id"), "cards", &page->id, error) ||
	    !kr_definition_load(&page->texts, "card/page_texts", directory, error) ||
	    !kr_definition_column(&page->texts, about->language, &language, error) ||
	    !kr_definition_load(&page->table, "card/page_fields", directory, error))
		return false;
	for (size_t row = 0; row < page->table.rows && page->field_count < KR_CARD_PAGE_FIELDS_MAX; row++) {
		uint32_t position = kr_header_find(header, kr_definition_cell(&page->table, row, 0));
		if (position != KR_NO_FIELD && !open_field(page, row, position, error))
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
	add_html(plain.len ? kr_buffer_slice(&plain) : text_of(page, KR_SLICE("unknown")), to);
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
		kr_page_string(kr_definition_cell(&page->texts, row, 0), to);
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
	add_filled(text_of(page, KR_SLICE("noscript")), (const kr_slice[3]){kr_buffer_slice(&shown), kr_buffer_slice(&all)}, to);
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

static void
add_named(const kr_card_page *page, const page_parts *parts, kr_slice name, kr_buffer *to)
{
	const kr_card_page_about *about = &page->about;
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
		add_filled(text_of(page, KR_SLICE("about")), (const kr_slice[3]){about->recipient, about->date, about->purpose}, to);
	else if (kr_slice_is(name, "noscript-filled"))
		add_counted(page, to);
	else
		add_html(text_of(page, name), to);
}

/* page.html with each {name} replaced. */
static void
fill(const kr_card_page *page, const page_parts *parts, kr_buffer *to)
{
	kr_slice rest = kr_buffer_slice(&parts->html);
	while (rest.len > 0) {
		size_t open = kr_slice_find(rest, '{'), close = open + kr_slice_find(kr_slice_part(rest, open, rest.len), '}');
		kr_buffer_slice_add(to, kr_slice_part(rest, 0, open));
		if (close < rest.len)
			add_named(page, parts, kr_slice_part(rest, open + 1, close), to);
		rest = kr_slice_part(rest, close + 1, rest.len);
	}
}

/* A part: the file in the directory where there is one, else the built-in bytes. */
static bool
load_part(const kr_card_page *page, const char *name, kr_buffer *to, kr_error *error)
{
	char path[4096], embedded[32];
	if (page->directory != NULL && snprintf(path, sizeof path, "%s/%s", page->directory, name) < (int)sizeof path && access(path, F_OK) == 0)
		return kr_input_slurp(path, PART_MAX, to, error);
	snprintf(embedded, sizeof embedded, "card/%s", name);
	kr_buffer_slice_add(to, kr_embedded(embedded));
	return !to->failed || kr_fail(error, "out of memory");
}

bool
kr_card_page_write(const kr_card_page *page, kr_buffer *html, kr_error *error)
{
	if (page->failed)
		return kr_fail(error, "out of memory");
	page_parts parts = {0};
	bool is_well = load_part(page, "page.html", &parts.html, error) && load_part(page, "page.css", &parts.css, error) &&
	    load_part(page, "page.js", &parts.js, error);
	if (is_well) {
		fill(page, &parts, html);
		is_well = !html->failed || kr_fail(error, "out of memory");
	}
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
