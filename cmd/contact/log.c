#include "contact/log.h"

#include <stdlib.h>

#include "contact/contact.h"
#include "ledger/chain.h"
#include "verbs.h"

/* In the order of kr_contact_field. */
static kr_chain_field fields[KR_CONTACT_FIELDS + 1];
static kr_chain chain;

static const kr_chain_field *
log_fields(void)
{
	for (size_t i = 0; i < KR_CONTACT_FIELDS; i++)
		fields[i] = (kr_chain_field){kr_contact_field_names[i], i == KR_CONTACT_CARD || i == KR_CONTACT_PERSON ||
		    i == KR_CONTACT_DESK || i == KR_CONTACT_MESSAGE};
	return fields;
}

/* A line of the chain as one of the log of asking. */
struct listener {
	log_visit *visit;
	void *context;
};

static bool
hear(void *context, const kr_chain_line *from, kr_error *error)
{
	struct listener *self = context;
	kr_contact_line line = {.seq = from->seq};
	for (size_t i = 0; i < KR_CONTACT_FIELDS; i++)
		line.values[i] = from->values[i];
	memcpy(line.hash, from->hash, sizeof line.hash);
	kr_error inner;
	return self->visit(self->context, &line, &inner) ||
	    kr_fail(error, "%s:%llu: %s", asked.log, (unsigned long long)from->number, inner.message);
}

static bool
note(void *context, const kr_contact_line *line, kr_error *error)
{
	return kr_contact_note(context, line, error);
}

void
log_each(log_visit *visit, void *context)
{
	struct listener listener = {visit, context};
	kr_chain_end end;
	kr_error error;
	kr_command_must_be_there(&command, asked.log);
	if (!kr_chain_read(asked.log, log_fields(), hear, &listener, &end, &error))
		kr_command_die(&command, &error);
}

void
log_verify(log_visit *visit, void *context)
{
	struct listener listener = {visit, context};
	kr_chain_end end;
	kr_error error;
	kr_command_must_be_there(&command, asked.log);
	if (!kr_chain_read(asked.log, log_fields(), hear, &listener, &end, &error)) {
		if (end.is_unread)
			kr_command_die(&command, &error);
		contact_refuse(&error);
	}
	if (!common.quiet && end.is_unfinished)
		kr_command_say(&command, "%s: the last line was not finished; the next writer cuts it off", asked.log);
}

void
log_read(kr_contact *contact)
{
	log_each(note, contact);
}

void
log_lock(kr_contact *contact)
{
	struct listener listener = {note, contact};
	kr_error error;
	if (!kr_chain_open(&chain, asked.log, log_fields(), hear, &listener, &error))
		kr_command_die(&command, &error);
}

void
log_add(kr_contact *contact, kr_contact_line *lines, size_t count)
{
	kr_error error;
	for (size_t i = 0; i < count; i++) {
		if (!kr_chain_append(&chain, lines[i].values, &error))
			kr_command_die(&command, &error);
		lines[i].seq = chain.end.seq;
		memcpy(lines[i].hash, chain.end.hash, sizeof lines[i].hash);
		if (!kr_contact_note(contact, &lines[i], &error))
			kr_command_die(&command, &error);
	}
}

void
log_erase(const log_cut *cuts, size_t count)
{
	kr_chain_cut *places = calloc(count + 1, sizeof *places);
	kr_error error;
	kr_fail(&error, "out of memory");
	for (size_t i = 0; places != NULL && i < count; i++)
		places[i] = (kr_chain_cut){cuts[i].seq, cuts[i].field};
	if (places == NULL || !kr_chain_erase(&chain, places, count, &error))
		kr_command_die(&command, &error);
	free(places);
}

void
log_unlock(void)
{
	kr_chain_close(&chain);
}
