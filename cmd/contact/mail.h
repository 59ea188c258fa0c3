/*
 * The mail of a step: to whom it goes, what it says. It is prepared before the step is logged, so that a step is not
 * taken whose mail cannot be made, and written after, so that no mail goes out of which the log does not know.
 */
#ifndef KR_CMD_CONTACT_MAIL_H
#define KR_CMD_CONTACT_MAIL_H

#include "contact/contact.h"
#include "record/recipient.h"

/* What a mail is about. What is not there is NULL. */
typedef struct mail_about {
	const kr_contact_line *line;   /* the step; its seq and hash count when the mail is written */
	const kr_thread *thread;       /* the question, but for ask, object and forget */
	const rows *people, *jobs;     /* the register and the vacancies */
	size_t person, job;            /* rows of them */
	const kr_recipient *recipient; /* the employer as a recipient, for what a yes gives */
	kr_slice kept;                 /* of forget: why something stays */
} mail_about;

/* With --mail: checks the addresses and finds the text, or dies. */
void mail_prepare(const mail_about *about);

/* Writes the mail to the output, and ends it. */
int mail_write(const mail_about *about, kr_writer *writer);

#endif
