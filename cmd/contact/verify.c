/*
 * kr-contact verify: has the log been changed? Prints the number and the hash of its last line, which can be published.
 */
#include <stdlib.h>

#include "base/number.h"
#include "contact/contact.h"

typedef struct checking {
	kr_contact contact;
	int64_t seq;
	char hash[64];
	bool has_last; /* the line of --last was there */
} checking;

static bool
check(void *context, const kr_contact_line *line, kr_error *error)
{
	checking *self = context;
	self->seq = line->seq;
	memcpy(self->hash, line->hash, sizeof self->hash);
	if (asked.last != NULL && kr_slice_is(kr_slice_of(line->hash, sizeof line->hash), asked.last))
		self->has_last = true;
	return kr_contact_note(&self->contact, line, error);
}

int
contact_verify(void)
{
	checking self = {0};
	kr_header header = {0};
	kr_error error;
	char seq[KR_NUMBER_MAX];
	log_verify(check, &self);
	kr_fail(&error, "%s: no line has the hash of --last: the log was rewritten, or is another one", asked.log);
	if (asked.last != NULL && !self.has_last)
		contact_refuse(&error);
	kr_writer *writer = contact_output(false);
	kr_fail(&error, "out of memory");
	if (kr_header_add(&header, KR_SLICE("seq")) == KR_NO_FIELD || kr_header_add(&header, KR_SLICE("hash")) == KR_NO_FIELD)
		return kr_command_failed(&command, writer, NULL, &error);
	const kr_slice values[2] = {kr_slice_of(seq, kr_number_write(self.seq, seq)),
	    kr_slice_of(self.hash, self.seq > 0 ? sizeof self.hash : 0)};
	kr_writer_header(writer, &header);
	kr_writer_values(writer, values, 2);
	kr_header_free(&header);
	kr_contact_free(&self.contact);
	return kr_command_finish(&command, &common, writer, NULL, (uint64_t)self.seq);
}
