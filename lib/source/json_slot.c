#include "source/json_slot.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "source/csv_value.h"
#include "source/json_text.h"

void
kr_json_clear_slots(kr_json_parser *parser)
{
	for (uint32_t i = 0; i < parser->paths->slot_count; i++) {
		kr_json_slot *slot = &parser->paths->slots[i];
		slot->rank = UINT32_MAX;
		slot->items = 0;
		slot->value.len = 0;
		kr_buffer_clear(&slot->list);
	}
}

static bool
grow_notes(kr_json_parser *parser)
{
	size_t capacity = parser->note_capacity ? 2 * parser->note_capacity : 64;
	kr_json_note *notes = realloc(parser->notes, capacity * sizeof *notes);
	if (notes != NULL)
		parser->notes = notes;
	kr_csv_problem *problems = realloc(parser->problems, capacity * sizeof *problems);
	if (problems != NULL)
		parser->problems = problems;
	parser->failed |= notes == NULL || problems == NULL;
	if (!parser->failed)
		parser->note_capacity = capacity;
	return !parser->failed;
}

static void
note(kr_json_parser *parser, uint32_t slot, const char *code, kr_slice original)
{
	if (parser->note_count == KR_JSON_NAMES)
		parser->code = "too-long";
	if (parser->note_count == KR_JSON_NAMES ||
	    (parser->note_count == parser->note_capacity && !grow_notes(parser)))
		return;
	size_t from = parser->shown.len;
	kr_csv_show(&parser->shown, original);
	parser->notes[parser->note_count++] = (kr_json_note){slot, code, from, parser->shown.len - from};
}

static void
take(kr_json_parser *parser, const kr_json_link *link, kr_slice text, bool escaped)
{
	kr_json_slot *slot = &parser->paths->slots[link->slot];
	const char *code = NULL;
	if (text.len == 0 || link->rank >= slot->rank)
		return;
	slot->rank = link->rank;
	slot->value = text;
	if (!escaped && !(parser->careful && kr_utf8_check(text) < text.len))
		return;
	kr_buffer_clear(&slot->own);
	kr_json_text(&slot->own, text, false, &code);
	slot->value = kr_buffer_slice(&slot->own);
	parser->failed |= slot->own.failed;
	if (code != NULL)
		note(parser, link->slot, code, text);
}

void
kr_json_take(kr_json_parser *parser, uint32_t node, kr_slice text, bool escaped)
{
	const kr_json_node *here = &parser->paths->nodes[node];
	for (uint32_t at = here->targets; at != 0; at = parser->paths->links[at].next)
		take(parser, &parser->paths->links[at], text, escaped);
	if (here->items == 0 || text.len == 0)
		return;
	kr_json_take(parser, here->items, text, escaped);
	kr_json_end_items(parser, here->items);
}

void
kr_json_refuse(kr_json_parser *parser, uint32_t node, kr_slice text)
{
	if (text.len > 2)
		note(parser, parser->paths->links[parser->paths->nodes[node].targets].slot, "not-a-value", text);
}

/* An item must not hold what stands between items. */
static void
add_item(kr_json_parser *parser, uint32_t number)
{
	kr_json_slot *slot = &parser->paths->slots[number];
	size_t from = slot->list.len;
	kr_buffer_slice_add(&slot->list, slot->value);
	kr_slice item = kr_buffer_since(&slot->list, from);
	size_t bar = kr_slice_find(item, '|');
	if (bar == item.len || slot->list.failed)
		return;
	note(parser, number, "list-separator", slot->value);
	for (char *at = slot->list.ptr + from; bar < item.len; bar++)
		at[bar] = at[bar] == '|' ? '/' : at[bar];
}

static void
end_item(kr_json_parser *parser, uint32_t number)
{
	kr_json_slot *slot = &parser->paths->slots[number];
	if (slot->value.len == 0 && !slot->keeps_empty)
		return;
	if (slot->items++ > 0)
		kr_buffer_char(&slot->list, '|');
	if (slot->value.len > 0)
		add_item(parser, number);
	parser->failed |= slot->list.failed;
	slot->rank = UINT32_MAX;
	slot->value.len = 0;
}

void
kr_json_end_items(kr_json_parser *parser, uint32_t items)
{
	for (uint32_t at = parser->paths->nodes[items].ends; at != 0; at = parser->paths->links[at].next)
		end_item(parser, parser->paths->links[at].slot);
}

bool
kr_json_collect(kr_json_parser *parser)
{
	bool filled = false;
	for (uint32_t i = 0; i < parser->paths->slot_count; i++) {
		kr_json_slot *slot = &parser->paths->slots[i];
		if (slot->is_list && slot->value.len > 0)
			end_item(parser, i);
		parser->fields[i] = slot->is_list ? kr_buffer_slice(&slot->list) : slot->value;
		filled |= parser->fields[i].len > 0;
	}
	for (size_t i = 0; i < parser->note_count; i++)
		parser->problems[i] = (kr_csv_problem){parser->notes[i].slot,
		    kr_slice_of(parser->shown.ptr + parser->notes[i].from, parser->notes[i].length), parser->notes[i].code};
	return filled;
}
