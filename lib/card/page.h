/*
 * The employer's page: one HTML file with anonymous cards that an employer filters, sorts and chooses from in the browser.
 *
 * It asks nothing of any network: style and script stand in it, the Content-Security-Policy lets in these two alone (CSP Level 3, by
 * SHA-256), values are escaped where they stand. What is on it: the fields of lib/card/page_fields that the cards have, and card_id.
 * The parts are lib/card/page.html, page.css, page.js, page_texts and page_fields; a file of that name in the directory comes first.
 *
 *	kr_card_page_open(&page, &about, &header, directory, &error);
 *	kr_card_page_add(&page, values);
 *	kr_card_page_write(&page, &html, &error);
 */
#ifndef KR_CARD_PAGE_H
#define KR_CARD_PAGE_H

#include "card/facts.h"
#include "card/page_data.h"

/* What the heading says; plain text. */
typedef struct kr_card_page_about {
	kr_slice recipient;   /* "employer:bakker-12" */
	kr_slice id;          /* "bakker-12", offered as employer_id */
	kr_slice purpose;     /* "selection" */
	kr_slice date;        /* YYYY-MM-DD */
	const char *language; /* nl or en */
} kr_card_page_about;

typedef struct kr_card_page {
	kr_card_page_about about;
	const char *directory;
	kr_definition texts, table; /* page_texts and page_fields */
	kr_page_field fields[KR_CARD_FIELDS_MAX];
	size_t field_count;
	uint32_t id;        /* position of card_id */
	uint32_t key;       /* column of page_texts */
	kr_buffer ids;      /* as JSON strings with commas */
	kr_buffer first;    /* rows of the plain table of the first cards */
	uint64_t cards;
	bool failed;        /* memory was short: there is no page */
	kr_arena arena;
} kr_card_page;

/* The header must have card_id, and beside it at most KR_CARD_FIELDS_MAX fields; it, the texts of `about` and `directory` (may be NULL) must outlive the page. */
bool kr_card_page_open(kr_card_page *page, const kr_card_page_about *about, const kr_header *header, const char *directory,
    kr_error *error);

/* One card: the values of the header's fields in stream form, which need not last. False when memory is short. */
bool kr_card_page_add(kr_card_page *page, const kr_slice *values);

/* Adds the whole page; the same cards give the same bytes. */
bool kr_card_page_write(const kr_card_page *page, kr_buffer *html, kr_error *error);

/* Also after a failed open. */
void kr_card_page_free(kr_card_page *page);

#endif
