/*
 * kr-merge: records with person_id to one row a person.
 */
#include <stdlib.h>

#include "answer.h"
#include "command.h"
#include "link/dictionary.h"
#include "link/kept.h"
#include "link/merge.h"

static kr_common common;
static const char *rules_path;
static bool print_rules;

static const kr_option options[] = {
    {0, "rules", KR_OPTION_TEXT, &rules_path, "file", "say by this file which value of a field survives", 0, 0, NULL},
    {0, "print-rules", KR_OPTION_FLAG, &print_rules, NULL, "print the built-in rules and exit", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-merge", "[file ...]", "Makes one row a person of records that kr-link has linked.", options, false,
};

/* All that a run holds. */
struct run {
	kr_stream stream;
	kr_survivorship rules;
	kr_merge merge;
	kr_kept kept;
	kr_dictionary persons;
	uint32_t *person; /* of each record; 0: it has no person_id and stands alone */
	uint32_t capacity;
	uint32_t *starts, *order; /* records by person: order[starts[p]] up to order[starts[p + 1]] */
	uint32_t *ends;           /* of the records of one person, `widest` each */
	kr_record *records;
	uint64_t alone;
};

/* A record without person_id is a person of its own, under a name that no person_id can have. */
static uint32_t
person_of(struct run *run, const kr_record *record)
{
	kr_slice id = kr_record_field(record, run->merge.person_id);
	char name[2 + 24] = "\n";
	if (id.len > 0)
		return kr_dictionary_add(&run->persons, id);
	run->alone++;
	for (uint64_t rest = run->alone, at = 1; rest > 0; rest /= 10)
		name[at++] = (char)('0' + rest % 10);
	return kr_dictionary_add(&run->persons, kr_slice_text(name));
}

static bool
note_person(struct run *run, const kr_record *record)
{
	uint32_t number = run->kept.count - 1;
	if (number >= run->capacity) {
		uint32_t capacity = run->capacity + run->capacity / 2 + 1024;
		uint32_t *person = realloc(run->person, capacity * sizeof *person);
		if (person == NULL)
			return false;
		run->person = person;
		run->capacity = capacity;
	}
	run->person[number] = person_of(run, record);
	return run->person[number] != KR_DICTIONARY_FULL;
}

static bool
read_all(struct run *run, kr_error *error)
{
	kr_record record;
	int got;
	while ((got = kr_stream_next(&run->stream, &record, error)) > 0) {
		if (!kr_kept_add(&run->kept, &record, error))
			return false;
		if (!note_person(run, &record))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

/* Counting sort: persons in order of first appearance, within one in order of the input. */
static uint32_t
group(struct run *run)
{
	uint32_t largest = 0, persons = run->persons.used ? run->persons.used - 1 : 0;
	for (uint32_t i = 0; i < run->kept.count; i++)
		run->starts[run->person[i] + 1]++;
	for (uint32_t i = 1; i <= persons + 1; i++) {
		largest = run->starts[i] > largest ? run->starts[i] : largest;
		run->starts[i] += run->starts[i - 1];
	}
	for (uint32_t i = 0; i < run->kept.count; i++)
		run->order[run->starts[run->person[i]]++] = i;
	return largest;
}

static bool
sort_by_person(struct run *run, kr_error *error)
{
	run->starts = calloc((size_t)run->persons.used + 3, sizeof *run->starts);
	run->order = calloc((size_t)run->kept.count + 1, sizeof *run->order);
	if (run->starts == NULL || run->order == NULL)
		return kr_fail(error, "out of memory");
	size_t largest = group(run);
	run->ends = calloc(largest * run->kept.widest + 1, sizeof *run->ends);
	run->records = calloc(largest + 1, sizeof *run->records);
	return (run->ends != NULL && run->records != NULL) || kr_fail(error, "out of memory");
}

/* After group(), starts[p] is where person p ends. */
static bool
write_person(struct run *run, kr_writer *writer, uint32_t person, kr_error *error)
{
	uint32_t first = run->starts[person - 1], count = run->starts[person] - first;
	for (uint32_t i = 0; i < count; i++)
		kr_kept_record(&run->kept, run->order[first + i], run->ends + (size_t)i * run->kept.widest, &run->records[i]);
	const kr_slice *values = kr_merge_person(&run->merge, run->records, count);
	if (values == NULL)
		return kr_fail(error, "out of memory");
	kr_writer_values(writer, values, run->merge.header.count);
	return true;
}

static bool
write_all(struct run *run, kr_writer *writer, kr_error *error)
{
	kr_writer_header(writer, &run->merge.header);
	for (uint32_t person = 1; person < run->persons.used && !writer->output.failed; person++)
		if (!write_person(run, writer, person, error))
			return false;
	return true;
}

static void
release(struct run *run)
{
	kr_merge_free(&run->merge);
	kr_survivorship_free(&run->rules);
	kr_dictionary_free(&run->persons);
	kr_kept_free(&run->kept);
	free(run->person);
	free(run->starts);
	free(run->order);
	free(run->ends);
	free(run->records);
	kr_stream_close(&run->stream);
}

int
main(int argc, char **argv)
{
	static struct run run;
	kr_writer writer;
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (print_rules)
		kr_answer_data(&command, "link/", "rules", "survivorship");
	kr_command_stream(&command, &common, &run.stream, argc, argv, first);
	if (!kr_survivorship_load(&run.rules, rules_path, &error) ||
	    !kr_merge_prepare(&run.merge, &run.rules, &run.stream.header, run.stream.name, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &run.merge.header));
	bool good = read_all(&run, &error) && sort_by_person(&run, &error) && write_all(&run, &writer, &error);
	if (good && run.alone > 0 && !common.quiet)
		kr_command_say(&command, "%llu records without person_id: each stands alone", (unsigned long long)run.alone);
	int status = good ? kr_command_finish(&command, &common, &writer, NULL, run.kept.count)
	    : kr_command_failed(&command, &writer, NULL, &error);
	release(&run);
	return status;
}
