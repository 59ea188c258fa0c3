/*
 * The cards of the employer's page as compact JSON: for each field its distinct values once, and a number for each card.
 *
 * Part of card/page.h. Every `<` goes out as \u003c, so that no value can end the script element that holds the JSON.
 */
#ifndef KR_CARD_PAGE_DATA_H
#define KR_CARD_PAGE_DATA_H

#include "base/buffer.h"
#include "codes/code_list.h"

typedef struct kr_page_field {
	kr_slice name, demand, label; /* of lib/card/page_fields */
	uint32_t position;            /* in a card */
	bool has_list;
	kr_code_list list;            /* the table of its codes */
	kr_map items;                 /* item in stream form to its number, in order of arrival */
	kr_map cells;                 /* the same of whole values; the empty one is unknown */
	kr_buffer column;             /* a uint32_t for each card: number of its cell */
} kr_page_field;

/* Takes the value of the next card (stream form, items with | between them). False when memory is short. */
bool kr_page_field_add(kr_page_field *field, kr_arena *arena, kr_slice value);

/* Adds what an item means: the table's label in `language` (nl or en; Dutch where there is no other), else the item; plain text. */
void kr_page_field_label(const kr_page_field *field, const char *language, kr_slice item, kr_buffer *to);

/* Adds {"name": ..., "items": [[code, label, order], ...], "cells": [...], "column": [...]}; order -1: not to be compared. */
void kr_page_field_write(const kr_page_field *field, const char *language, kr_buffer *to);

/* Adds plain text as a JSON string that is safe inside <script>. */
void kr_page_string(kr_slice plain, kr_buffer *to);

void kr_page_field_free(kr_page_field *field);

#endif
