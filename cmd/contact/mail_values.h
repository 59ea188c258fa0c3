/*
 * What stands between the braces of the texts: the values of one step, from the log, the register and the vacancies.
 */
#ifndef KR_CMD_CONTACT_MAIL_VALUES_H
#define KR_CMD_CONTACT_MAIL_VALUES_H

#include "contact/mail.h"
#include "ledger/mail.h"
#include "ledger/mail_texts.h"

/* Plain text of a value in stream form. All of these are kept until mail_values_free. */
kr_slice value_plain(kr_slice value);

/* A field of a row as plain text, whole or the first item of a list ("none" is nothing); empty without rows. */
kr_slice value_text(const rows *from_rows, size_t number, const char *field);
kr_slice value_first(const rows *from_rows, size_t number, const char *field);

/* Given names, else initials, with the surname; else the whole name as the source writes it. */
kr_slice value_name(const mail_about *about);

/* Fills in KR_MAIL_VALUES values; `from` is who writes. */
void mail_values(const kr_mail_texts *given, const mail_about *about, const kr_mailbox *from, kr_slice *values);

void mail_values_free(void);

#endif
