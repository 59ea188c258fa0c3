/*
 * kr-contact events: the steps as the event stream that kr-report reads. Names no employee and no text.
 */
#include "contact/contact.h"

static const char *const names[] = {"person_id", "source", "kind", "date", "by", "ref", "outcome", "wage_subsidy", "weeks", "desk",
    "region"};
enum { FIELDS = sizeof names / sizeof *names };

/* As lib/schema/event calls them; NULL: no event of a person. */
static const char *const kinds[KR_CONTACT_KINDS] = {
    [KR_CONTACT_ASK] = "ask", [KR_CONTACT_ANSWER] = "answer", [KR_CONTACT_SHOW] = "show", [KR_CONTACT_MEET] = "meet",
    [KR_CONTACT_START] = "placement", [KR_CONTACT_STILL_THERE] = "still_there", [KR_CONTACT_END] = "ended",
    [KR_CONTACT_WITHDRAW] = "withdraw", [KR_CONTACT_OBJECT] = "objection"};

typedef struct events {
	kr_writer *writer;
	uint64_t read;
} events;

static bool
write_event(void *context, const kr_contact_line *line, kr_error *error)
{
	events *self = context;
	const kr_slice *from = line->values;
	enum kr_contact_kind kind = kr_contact_kind_of(from[KR_CONTACT_KIND]);
	(void)error;
	self->read++;
	if (kind == KR_CONTACT_KINDS || kinds[kind] == NULL)
		return true;
	const kr_slice values[FIELDS] = {from[KR_CONTACT_PERSON], KR_SLICE("contact"), kr_slice_text(kinds[kind]),
	    from[KR_CONTACT_DATE], from[KR_CONTACT_BY], from[KR_CONTACT_VACANCY], from[KR_CONTACT_OUTCOME],
	    from[KR_CONTACT_SUBSIDY], from[KR_CONTACT_WEEKS], from[KR_CONTACT_DESK], from[KR_CONTACT_REGION]};
	kr_writer_values(self->writer, values, FIELDS);
	return true;
}

int
contact_events(void)
{
	kr_header header = {0};
	kr_error error;
	events self = {.writer = contact_output(true)};
	for (size_t i = 0; i < FIELDS; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD) {
			kr_fail(&error, "out of memory");
			return kr_command_failed(&command, self.writer, NULL, &error);
		}
	kr_writer_header(self.writer, &header);
	log_each(write_event, &self);
	kr_header_free(&header);
	return kr_command_finish(&command, &common, self.writer, NULL, self.read);
}
