/*
 * kr-normalize: records to records in standard codes; every problem is listed, region and the like are added.
 */
#include "codes/normalizer.h"
#include "command.h"

static kr_common common;
static const char *division, *key_file, *new_key_file, *review_file;

static const kr_option options[] = {
    {0, "division", KR_OPTION_CHOICE, &division, "year", "municipalities and regions of this year (else by as_of)", 0, 0, "2020 2026"},
    {0, "key", KR_OPTION_TEXT, &key_file, "file", "make person_key of the BSN with this key and drop the BSN", 0, 0, NULL},
    {0, "make-key", KR_OPTION_TEXT, &new_key_file, "file", "make a file with a new key and exit", 0, 0, NULL},
    {0, "review", KR_OPTION_TEXT, &review_file, "file", "write the words that no list knows, with the nearest that is known", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_REJECTS(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_TABLES(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-normalize", "[file ...]", "Brings the values of records to standard codes and adds the region.", options, false,
};

static void
read_options(kr_normalizer_options *chosen, kr_key *key)
{
	kr_error error;
	chosen->tables = common.tables;
	if (division != NULL)
		chosen->has_division = kr_division_parse(kr_slice_text(division), &chosen->division);
	if (key_file == NULL)
		return;
	if (!kr_key_read(key, key_file, &error))
		kr_command_die(&command, &error);
	chosen->key = key;
}

static int
make_key(void)
{
	kr_error error;
	if (!kr_key_make(new_key_file, &error))
		kr_command_die(&command, &error);
	return KR_DONE;
}

/* 1 when all was written, 0 when the writer gave up, -1 for an error. */
static int
run(kr_stream *stream, kr_normalizer *normalizer, kr_writer *writer, kr_rejects *rejects, kr_error *error)
{
	kr_record record;
	int got;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		const kr_slice *values = kr_normalizer_record(normalizer, &record, rejects);
		if (values == NULL) {
			kr_fail(error, "memory is short");
			return -1;
		}
		if (!kr_writer_record(writer, &normalizer->layout, &record, values))
			return 0;
	}
	return got < 0 ? -1 : 1;
}

/* Reviewed words are what people wrote: as private as the rejects. */
static bool
write_review(kr_review *review, kr_error *error)
{
	kr_writer writer;
	if (review_file == NULL)
		return true;
	if (!kr_writer_open(&writer, review_file, true, error))
		return false;
	if (!kr_review_write(review, &writer)) {
		kr_writer_abandon(&writer);
		return kr_fail(error, "%s: cannot write it, or memory is short", review_file);
	}
	return kr_writer_commit(&writer, error);
}

/* No two outputs in one place, and none in that of what is read. */
static void
check_outlets(char **operands)
{
	kr_command_spare(&command, (kr_target){"--review", review_file}, operands);
	const kr_target outlets[] = {{"--output", common.output}, {"--rejects", common.rejects}, {"--review", review_file}};
	kr_command_apart(&command, outlets, sizeof outlets / sizeof *outlets);
}

int
main(int argc, char **argv)
{
	kr_stream stream;
	kr_normalizer normalizer;
	kr_normalizer_options chosen = {0};
	kr_key key;
	kr_writer writer;
	kr_rejects rejects;
	kr_review review = {0};
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (new_key_file != NULL)
		return make_key();
	read_options(&chosen, &key);
	check_outlets(argv + first);
	chosen.review = review_file != NULL ? &review : NULL;
	kr_command_stream(&command, &common, &stream, argc, argv, first);
	if (!kr_normalizer_open(&normalizer, &chosen, &stream.header, &error))
		kr_command_die(&command, &error);
	kr_command_rejects(&command, &common, &rejects);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &normalizer.layout.header));
	kr_writer_header(&writer, &normalizer.layout.header);
	int status = run(&stream, &normalizer, &writer, &rejects, &error) < 0 || !write_review(&review, &error)
	    ? kr_command_failed(&command, &writer, &rejects, &error)
	    : kr_command_finish(&command, &common, &writer, &rejects, writer.records);
	kr_review_free(&review);
	kr_normalizer_close(&normalizer);
	kr_stream_close(&stream);
	return status;
}
