/*
 * One message as Internet mail (RFC 5322) for `sendmail -t`: nobody's name, vacancy or text can add a header or end one.
 *
 * Headers are ASCII in lines of at most 78 characters: what is not plain there becomes encoded words (RFC 2047). The
 * body is UTF-8 in quoted-printable (RFC 2045), one paragraph a line, so that every reader wraps it to its own width.
 * Lines end in LF, as sendmail(8) takes them. Nothing is sent.
 */
#ifndef KR_LEDGER_MAIL_H
#define KR_LEDGER_MAIL_H

#include "base/error.h"
#include "codes/date.h"

/* A name, which may be empty and hold anything, and an address that kr_mailbox_read has passed. */
typedef struct kr_mailbox {
	kr_slice name, address;
} kr_mailbox;

/* All text is plain (no escapes of the record stream). */
typedef struct kr_mail {
	kr_mailbox from, to;
	kr_slice subject;
	kr_date date;       /* of the step; mail carries no time of day: 00:00:00 -0000 says that it is not known */
	kr_slice id;        /* what stands before the @ of the Message-ID: letters, digits and full stops */
	kr_slice language;  /* "nl" or "en" */
	kr_slice body;      /* lines end in LF */
} kr_mail;

/*
 * Reads "Name <a@b.nl>", "\"Name\" <a@b.nl>" or "a@b.nl"; the slices point into the text. False when there is no address
 * that mail can go to: a dot-atom of ASCII, an @ and a domain of at least two labels (RFC 5321; no quoted local part).
 */
bool kr_mailbox_read(kr_slice text, kr_mailbox *mailbox);

/* Adds the message. False for a mailbox without address, a date that is not wholly known, or an id that may not stand there. */
bool kr_mail_write(const kr_mail *mail, kr_buffer *out, kr_error *error);

#endif
