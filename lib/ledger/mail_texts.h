/*
 * The words of the mails of the log of asking (lib/ledger/contact_mails.tsv): Dutch and English, as data.
 *
 * A mail is a subject and paragraphs with {names} in them. A paragraph of which a name has no value is left out, so a
 * mail never says "Plaats: ." where the place is not known.
 */
#ifndef KR_LEDGER_MAIL_TEXTS_H
#define KR_LEDGER_MAIL_TEXTS_H

#include "base/buffer.h"
#include "codes/date.h"
#include "record/definition.h"

/* What can stand between braces, in this order. */
#define KR_MAIL_NAMES \
	"asked", "by", "contact", "date", "desk", "employer", "fields", "ground", "hours", "kept", "message", "name", "next", "number", \
	"phone", "place", "purpose", "sender", "shown", "title", "until", "weeks", "work_kind"

enum kr_mail_name {
	KR_MAIL_ASKED, KR_MAIL_BY, KR_MAIL_CONTACT, KR_MAIL_DATE, KR_MAIL_DESK, KR_MAIL_EMPLOYER, KR_MAIL_FIELDS, KR_MAIL_GROUND,
	KR_MAIL_HOURS, KR_MAIL_KEPT, KR_MAIL_MESSAGE, KR_MAIL_NAME, KR_MAIL_NEXT, KR_MAIL_NUMBER, KR_MAIL_PHONE, KR_MAIL_PLACE,
	KR_MAIL_PURPOSE, KR_MAIL_SENDER, KR_MAIL_SHOWN, KR_MAIL_TITLE, KR_MAIL_UNTIL, KR_MAIL_WEEKS, KR_MAIL_WORK_KIND, KR_MAIL_VALUES
};

typedef struct kr_mail_texts {
	kr_definition rows;
	uint32_t mail, part, text; /* columns; text is that of the language */
	kr_map words;              /* of the mail "word": part to row */
} kr_mail_texts;

/* `language` is "nl" or "en". A {name} that is none of KR_MAIL_NAMES, or a part of another kind, is an error. */
bool kr_mail_texts_load(kr_mail_texts *texts, const char *language, const char *directory, kr_error *error);
void kr_mail_texts_free(kr_mail_texts *texts);

/* A word of the table; the id itself where there is none. */
kr_slice kr_mail_word(const kr_mail_texts *texts, const char *id);

/* A day as people write it, such as 4 december 2026. */
void kr_mail_day(const kr_mail_texts *texts, int32_t day, kr_buffer *out);

/* Adds the subject and the body of a mail; `values` has KR_MAIL_VALUES plain texts. False when the table has no such mail. */
bool kr_mail_texts_fill(const kr_mail_texts *texts, const char *mail, const kr_slice *values, kr_buffer *subject,
    kr_buffer *body);

#endif
