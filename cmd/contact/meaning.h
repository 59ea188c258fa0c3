/*
 * What a field and its codes mean, for the person whom they are about (lib/ledger/field_labels.tsv and the tables of the schema).
 */
#ifndef KR_CMD_CONTACT_MEANING_H
#define KR_CMD_CONTACT_MEANING_H

#include "base/buffer.h"
#include "base/error.h"

bool meaning_load(const char *language, const char *directory, kr_error *error);

/* Adds what people call a field; its name where the table has none. */
void meaning_label(kr_slice field, kr_buffer *out);

/* Adds a value (stream form) as plain text: items with a comma, codes of a table with the table's own words behind them. */
void meaning_value(kr_slice field, kr_slice value, kr_buffer *out);

void meaning_free(void);

#endif
