/*
 * What of the log of asking must stay when a person is erased (AVG 17(3)(b)): lib/ledger/contact_retention.tsv.
 */
#ifndef KR_LEDGER_CONTACT_RETENTION_H
#define KR_LEDGER_CONTACT_RETENTION_H

#include "ledger/contact.h"
#include "record/definition.h"

typedef struct kr_retention {
	kr_definition rows;
	uint32_t kind, subsidy, years;
} kr_retention;

bool kr_retention_load(kr_retention *retention, const char *directory, kr_error *error);
void kr_retention_free(kr_retention *retention);

/*
 * The last day on which a step of this kind of a question keeps its person, or KR_NO_DAY where nothing asks for that.
 * *row becomes the row that says so.
 */
int32_t kr_retention_until(const kr_retention *retention, const kr_thread *thread, enum kr_contact_kind kind, size_t *row);

/* Why, in "nl" or "en". */
kr_slice kr_retention_why(const kr_retention *retention, size_t row, const char *language);

#endif
