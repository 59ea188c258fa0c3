#include "card/page_data.h"

#include <stdlib.h>

#include "record/escape.h"

static bool
put(kr_map *map, kr_arena *arena, kr_slice key, uint32_t *number)
{
	if (kr_map_get(map, key, number))
		return true;
	kr_slice copy = key.len ? kr_arena_copy(arena, key) : KR_SLICE("");
	*number = (uint32_t)map->count;
	return copy.ptr != NULL && kr_map_put(map, copy, *number);
}

static bool
put_items(kr_page_field *field, kr_arena *arena, kr_slice value)
{
	kr_slice rest = kr_slice_items(value), item;
	uint32_t number;
	while (kr_slice_next(&rest, '|', &item))
		if (!put(&field->items, arena, item, &number))
			return false;
	return true;
}

bool
kr_page_field_add(kr_page_field *field, kr_arena *arena, kr_slice value)
{
	uint32_t cell;
	size_t known = field->cells.count;
	if (!put(&field->cells, arena, value, &cell) || (cell == known && !put_items(field, arena, value)))
		return false;
	kr_buffer_add(&field->column, (const char *)&cell, sizeof cell);
	return !field->column.failed;
}

void
kr_page_string(kr_slice plain, kr_buffer *to)
{
	kr_buffer_char(to, '"');
	for (size_t i = 0; i < plain.len; i++) {
		unsigned char c = (unsigned char)plain.ptr[i];
		if (c < 0x20 || c == '<' || c == '>' || c == '&')
			kr_buffer_format(to, "\\u%04x", c);
		else if (c == '"' || c == '\\')
			kr_buffer_format(to, "\\%c", c);
		else
			kr_buffer_char(to, (char)c);
	}
	kr_buffer_char(to, '"');
}

/* Row of an item in the field's table, by its first part; false where the table has none. */
static bool
row_of(const kr_page_field *field, kr_slice item, uint32_t *row)
{
	return field->has_list && kr_code_list_row(&field->list, kr_slice_part(item, 0, kr_slice_find(item, ':')), row);
}

static kr_slice
word_of(const kr_page_field *field, uint32_t row, const char *language)
{
	static const char *const columns[] = {"label_en", "name_en", "title_en", "label", "name", "title_nl", "title"};
	kr_slice word = {0};
	for (size_t i = strcmp(language, "en") == 0 ? 0 : 3; i < sizeof columns / sizeof *columns && word.len == 0; i++)
		word = kr_code_list_cell(&field->list, row, columns[i]);
	return word;
}

void
kr_page_field_label(const kr_page_field *field, const char *language, kr_slice item, kr_buffer *to)
{
	uint32_t row;
	kr_slice word = row_of(field, item, &row) ? word_of(field, row, language) : (kr_slice){0};
	if (word.len == 0) {
		kr_unescape(to, item);
		return;
	}
	kr_buffer_slice_add(to, word);
	kr_slice parts = kr_slice_part(item, kr_slice_find(item, ':') + 1, item.len);
	if (parts.len > 0) {
		kr_buffer_char(to, ' ');
		kr_unescape(to, parts);
	}
}

/* The number that a text begins with; what has none comes last. */
static uint64_t
leading_number(kr_slice text)
{
	uint64_t number = 0;
	size_t i = 0;
	for (; i < text.len && i < 18 && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
		number = number * 10 + (uint64_t)(text.ptr[i] - '0');
	return i > 0 ? number : UINT64_MAX;
}

static int
by_number(const void *a, const void *b)
{
	kr_slice left = (*(const struct kr_map_entry *const *)a)->key, right = (*(const struct kr_map_entry *const *)b)->key;
	uint64_t x = leading_number(left), y = leading_number(right);
	return x != y ? (x > y) - (x < y) : kr_slice_compare(left, right);
}

/* Place of an item in the order of its table: by `rank` where it has one. */
static int64_t
place_in_table(const kr_page_field *field, kr_slice item)
{
	uint32_t row;
	if (!row_of(field, item, &row))
		return -1;
	if (kr_header_find(&field->list.definition.header, KR_SLICE("rank")) == KR_NO_FIELD)
		return row;
	uint64_t rank = leading_number(kr_code_list_cell(&field->list, row, "rank"));
	return rank == UINT64_MAX ? -1 : (int64_t)rank;
}

/* Order of each item; NULL when memory is short. */
static int64_t *
orders(const kr_page_field *field)
{
	size_t count = field->items.count;
	int64_t *order = calloc(count + 1, sizeof *order);
	const struct kr_map_entry **sorted = calloc(count + 1, sizeof *sorted);
	for (size_t i = 0; order != NULL && sorted != NULL && i < count; i++) {
		sorted[i] = &field->items.entries[i];
		order[i] = field->has_list ? place_in_table(field, sorted[i]->key) : 0;
	}
	if (order != NULL && sorted != NULL && !field->has_list) {
		qsort(sorted, count, sizeof *sorted, by_number);
		for (size_t i = 0; i < count; i++)
			order[sorted[i]->value] = (int64_t)i;
	}
	if (sorted == NULL) {
		free(order);
		order = NULL;
	}
	free(sorted);
	return order;
}

static void
write_items(const kr_page_field *field, const char *language, kr_buffer *to)
{
	kr_buffer plain = {0};
	int64_t *order = orders(field);
	to->failed |= order == NULL;
	for (size_t i = 0; order != NULL && i < field->items.count; i++) {
		kr_slice item = field->items.entries[i].key;
		kr_buffer_text(to, i ? ",[" : "[");
		kr_buffer_clear(&plain);
		kr_unescape(&plain, item);
		kr_page_string(kr_buffer_slice(&plain), to);
		kr_buffer_char(to, ',');
		kr_buffer_clear(&plain);
		kr_page_field_label(field, language, item, &plain);
		kr_page_string(kr_buffer_slice(&plain), to);
		kr_buffer_format(to, ",%lld]", (long long)order[i]);
	}
	to->failed |= plain.failed;
	kr_buffer_free(&plain);
	free(order);
}

static void
write_cells(const kr_page_field *field, kr_buffer *to)
{
	for (size_t i = 0; i < field->cells.count; i++) {
		kr_slice rest = kr_slice_items(field->cells.entries[i].key), item;
		kr_buffer_text(to, i ? ",[" : "[");
		for (size_t j = 0; kr_slice_next(&rest, '|', &item); j++) {
			uint32_t number = 0;
			kr_map_get(&field->items, item, &number);
			kr_buffer_text(to, j ? "," : "");
			kr_buffer_number(to, number);
		}
		kr_buffer_char(to, ']');
	}
}

void
kr_page_field_write(const kr_page_field *field, const char *language, kr_buffer *to)
{
	kr_buffer_text(to, "{\"name\":");
	kr_page_string(field->name, to);
	kr_buffer_text(to, ",\"label\":");
	kr_page_string(field->label, to);
	kr_buffer_text(to, ",\"demand\":");
	kr_page_string(field->demand, to);
	kr_buffer_text(to, ",\n\"items\":[");
	write_items(field, language, to);
	kr_buffer_text(to, "],\n\"cells\":[");
	write_cells(field, to);
	kr_buffer_text(to, "],\n\"column\":[");
	for (size_t i = 0; i < field->column.len; i += sizeof(uint32_t)) {
		uint32_t cell;
		memcpy(&cell, field->column.ptr + i, sizeof cell);
		kr_buffer_text(to, i ? "," : "");
		kr_buffer_number(to, cell);
	}
	kr_buffer_text(to, "]}");
}

void
kr_page_field_free(kr_page_field *field)
{
	if (field->has_list)
		kr_code_list_free(&field->list);
	kr_map_free(&field->items);
	kr_map_free(&field->cells);
	kr_buffer_free(&field->column);
}
