/*
 * kr-contact pass: source records without those of erased persons. What is held back is counted and kept nowhere.
 */
#include "contact/contact.h"
#include "contact/mark.h"

/* With a key that made no mark every record would pass. */
static void
check_key(const kr_contact *contact, const kr_key *key)
{
	char mark[KR_PSEUDONYM_LENGTH];
	uint32_t number;
	contact_mark(key, (kr_slice){0}, mark);
	if (contact->key_marks.count > 0 && !kr_map_get(&contact->key_marks, kr_slice_of(mark, sizeof mark), &number))
		contact_die("--key: no mark of %s was made with this key", asked.log);
	if (contact->key_marks.count > 1)
		kr_command_say(&command, "%s has marks of other keys too: pass the records on with each of them", asked.log);
}

int
contact_pass(char **operands)
{
	kr_contact contact = {0};
	kr_stream stream;
	kr_record record;
	kr_layout layout = {0};
	kr_key key;
	kr_error error;
	uint32_t id;
	uint64_t read = 0, held = 0;
	char mark[KR_PSEUDONYM_LENGTH];
	int got = -1, count = 0;
	while (operands[count] != NULL)
		count++;
	contact_needs("--key", asked.key);
	if (!kr_key_read(&key, asked.key, &error))
		kr_command_die(&command, &error);
	log_read(&contact);
	check_key(&contact, &key);
	kr_command_stream(&command, &common, &stream, count, operands, 0);
	uint32_t registered = kr_header_find(&stream.header, KR_SLICE("registered_on"));
	if (!kr_stream_require(&stream, "record_id", &id, &error) || !kr_layout_all(&layout, &stream.header, &error))
		kr_command_die(&command, &error);
	kr_writer *writer = contact_output(kr_command_is_private(&common, &layout.header));
	kr_writer_header(writer, &layout.header);
	while ((got = kr_stream_next(&stream, &record, &error)) > 0) {
		read++;
		contact_mark(&key, kr_record_field(&record, id), mark);
		if (kr_contact_blocks(&contact, kr_slice_of(mark, sizeof mark), kr_record_field(&record, registered)))
			held++;
		else if (!kr_writer_record(writer, &layout, &record, NULL))
			break;
	}
	if (held > 0 && !common.quiet)
		kr_command_say(&command, "%llu records of erased persons held back", (unsigned long long)held);
	int status = got < 0 ? kr_command_failed(&command, writer, NULL, &error)
	    : kr_command_finish(&command, &common, writer, NULL, read);
	kr_layout_free(&layout);
	kr_stream_close(&stream);
	kr_contact_free(&contact);
	return status;
}
