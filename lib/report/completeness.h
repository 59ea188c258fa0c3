/*
 * How complete one person's record is, and whether a search could find it.
 *
 * Which fields count, and on which a finder searches, stands in lib/report/fields. A field is filled, written (in
 * words, without a code or level) or empty. Two rules of finding are set side by side:
 *   strict   an empty search field hides the profile, as in the old national candidate finder, where over half of
 *            157,659 profiles could never be found (Trouw, 30 September 2019);
 *   kr       unknown is not no: a profile can be found as long as one search field is filled.
 */
#ifndef KR_REPORT_COMPLETENESS_H
#define KR_REPORT_COMPLETENESS_H

#include "record/definition.h"
#include "record/reader.h"

#define KR_COMPLETENESS_FIELDS_MAX 32
#define KR_COMPLETENESS_PARTS_MAX 4

enum kr_filling { KR_EMPTY, KR_WRITTEN, KR_FILLED, KR_FILLINGS };

typedef struct kr_completeness_field {
	kr_slice key;
	uint32_t positions[KR_COMPLETENESS_PARTS_MAX]; /* in the stream's header, or KR_NO_FIELD */
	uint32_t count;
	bool is_coded, is_searched;
} kr_completeness_field;

typedef struct kr_completeness {
	kr_definition table;
	kr_completeness_field fields[KR_COMPLETENESS_FIELDS_MAX];
	uint32_t count;
} kr_completeness;

typedef struct kr_judgement {
	enum kr_filling filling[KR_COMPLETENESS_FIELDS_MAX];
	uint32_t searched, missing; /* search fields in all, and those that are not filled */
	uint32_t last_missing;      /* a field that is not filled, when missing > 0 */
} kr_judgement;

bool kr_completeness_load(kr_completeness *completeness, const char *directory, kr_error *error);
void kr_completeness_free(kr_completeness *completeness);

/* Finds the fields in a header. A field that is not there is empty in every record. */
void kr_completeness_bind(kr_completeness *completeness, const kr_header *header);

void kr_completeness_judge(const kr_completeness *completeness, const kr_record *record, kr_judgement *judgement);

/* How a value counts; is_coded as in lib/report/fields. */
enum kr_filling kr_completeness_filling(kr_slice value, bool is_coded);

/* Name of a field in Dutch ("nl") or English ("en"). */
kr_slice kr_completeness_name(const kr_completeness *completeness, uint32_t field, const char *language);

#endif
