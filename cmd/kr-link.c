/*
 * kr-link: the records that it reads, with person_id: the same for records of one person.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "answer.h"
#include "command.h"
#include "link/cluster.h"
#include "link/compare.h"
#include "link/evaluate.h"
#include "link/identities.h"
#include "link/kept.h"

#define EXPLAIN_BELOW 8000 /* thousandths of a bit below the threshold that --explain tells too */

static kr_common common;
static const char *model_path, *threshold_text, *map_text, *truth_name, *evaluation_path, *explain_path, *ids_path, *changes_path;
static bool print_model, keep_bsn;

static const kr_option options[] = {
    {0, "threshold", KR_OPTION_TEXT, &threshold_text, "bits", "link from this score on (the model's)", 0, 0, NULL},
    {0, "model", KR_OPTION_TEXT, &model_path, "file", "judge by this model", 0, 0, NULL},
    {0, "print-model", KR_OPTION_FLAG, &print_model, NULL, "print the built-in model and exit", 0, 0, NULL},
    {0, "map", KR_OPTION_TEXT, &map_text, "own=theirs,...", "fields that have other names in the input", 0, 0, NULL},
    {0, "keep-bsn", KR_OPTION_FLAG, &keep_bsn, NULL, "do not drop bsn and person_key", 0, 0, NULL},
    {0, "truth", KR_OPTION_TEXT, &truth_name, "field", "compare the result with this field, never used to link", 0, 0, NULL},
    {0, "evaluation", KR_OPTION_TEXT, &evaluation_path, "file", "write the comparison to file as records; needs --truth", 0, 0, NULL},
    {0, "explain", KR_OPTION_TEXT, &explain_path, "file", "write the pairs with their levels and bits to file", 0, 0, NULL},
    {0, "ids", KR_OPTION_TEXT, &ids_path, "file", "keep the person_ids that file remembers, and remember today's in it", 0, 0, NULL},
    {0, "changes", KR_OPTION_TEXT, &changes_path, "file", "write which records changed their person_id to file; needs --ids", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTION_THREADS(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-link", "[file ...]", "Finds the records of one person and gives them one person_id.", options, false,
};

/* All that a run holds. */
struct run {
	kr_model model;
	kr_stream stream;
	kr_people people;
	kr_kept kept;
	kr_links links;
	kr_clusters clusters;
	kr_identities identities;
	kr_dictionary truths;
	uint32_t *truth; /* of each record, or NULL */
	uint32_t truth_field, id_field;
	int32_t threshold;
	uint32_t *ends; /* of a kept record */
};

static bool
check_outputs(kr_error *error)
{
	const kr_target outlets[] = {{"--output", common.output}, {"--explain", explain_path}, {"--evaluation", evaluation_path},
	    {"--ids", ids_path}, {"--changes", changes_path}};
	kr_command_apart(&command, outlets, 5);
	if (changes_path != NULL && ids_path == NULL)
		return kr_fail(error, "--changes needs --ids");
	if (ids_path != NULL && strcmp(ids_path, "-") == 0)
		return kr_fail(error, "--ids: a file is needed, which the next run reads");
	return evaluation_path == NULL || truth_name != NULL || kr_fail(error, "--evaluation needs --truth");
}

static bool
prepare(struct run *run, kr_error *error)
{
	int64_t bits;
	const kr_header *header = &run->stream.header;
	if (!check_outputs(error))
		return false;
	if (!kr_model_load(&run->model, model_path, error))
		return false;
	run->threshold = (int32_t)run->model.threshold;
	if (threshold_text != NULL) {
		if (!kr_decimal_parse(kr_slice_text(threshold_text), 3, &bits) || bits > 1000000 || bits < -1000000)
			return kr_fail(error, "--threshold: not a number from -1000 to 1000");
		run->threshold = (int32_t)bits;
	}
	run->id_field = kr_header_find(header, KR_SLICE("record_id"));
	if (truth_name != NULL && !kr_stream_require(&run->stream, truth_name, &run->truth_field, error))
		return false;
	if (ids_path != NULL && (!kr_stream_require(&run->stream, "record_id", &run->id_field, error) ||
	        !kr_identities_read(&run->identities, ids_path, error)))
		return false;
	return kr_people_fields(&run->people, &run->model, header, run->stream.name, map_text, error);
}

/* What goes out: all fields but the BSN and its hash, and person_id last. */
static bool
lay_out(const struct run *run, kr_layout *layout, kr_error *error)
{
	const kr_header *header = &run->stream.header;
	const uint32_t *fields = run->people.fields;
	uint32_t slot;
	for (uint32_t i = 0; i < header->count; i++) {
		bool number = i == fields[KR_LINK_BSN] || i == fields[KR_LINK_PERSON_KEY];
		if ((keep_bsn || !number) && !kr_layout_keep(layout, header, i, error))
			return false;
	}
	return kr_layout_make(layout, KR_SLICE("person_id"), &slot, error);
}

static bool
note_truth(struct run *run, const kr_record *record, kr_error *error)
{
	uint32_t capacity = run->people.capacity, number = run->people.count - 1;
	if (truth_name == NULL)
		return true;
	uint32_t *truth = realloc(run->truth, capacity * sizeof *truth);
	if (truth == NULL)
		return kr_fail(error, "out of memory");
	run->truth = truth;
	truth[number] = kr_dictionary_add(&run->truths, kr_record_field(record, run->truth_field));
	return truth[number] != KR_DICTIONARY_FULL || kr_fail(error, "out of memory");
}

static bool
read_all(struct run *run, kr_error *error)
{
	kr_record record;
	int got;
	while ((got = kr_stream_next(&run->stream, &record, error)) > 0)
		if (!kr_people_add(&run->people, &record, error) || !kr_kept_add(&run->kept, &record, error) ||
		    !note_truth(run, &record, error))
			return false;
	kr_people_weigh(&run->people);
	run->ends = calloc((size_t)run->kept.widest + 1, sizeof *run->ends);
	return got == 0 && (run->ends != NULL || kr_fail(error, "out of memory"));
}

static void
tell_rule(void *listener, const kr_rule_report *report)
{
	char quoted[KR_QUOTE_MAX];
	(void)listener;
	kr_command_say(&command, "block %s: %llu pairs, %llu links, largest %llu, refined %llu, cut %llu",
	    kr_quote(report->rule, quoted), (unsigned long long)report->pairs, (unsigned long long)report->links,
	    (unsigned long long)report->largest, (unsigned long long)report->refined, (unsigned long long)report->cut);
}

static void
tell_result(const struct run *run)
{
	kr_command_say(&command, "compared %llu pairs, %llu links, %llu refused for their BSN, %lu persons, at most %lu records each",
	    (unsigned long long)run->links.compared, (unsigned long long)run->links.count,
	    (unsigned long long)run->clusters.refused, (unsigned long)run->clusters.persons,
	    (unsigned long)run->clusters.largest);
}

static bool
link_all(struct run *run, kr_error *error)
{
	int32_t least = explain_path ? run->threshold - EXPLAIN_BELOW : run->threshold;
	if (!kr_links_find(&run->links, &run->people, least, (size_t)common.threads, common.verbose ? tell_rule : NULL, NULL,
	        error) || !kr_clusters_make(&run->clusters, &run->people, &run->links, run->threshold, error))
		return false;
	if (common.verbose)
		tell_result(run);
	return true;
}

/* A share in millionths as a decimal; empty where there is none. */
static kr_slice
decimal(int64_t millionths, char out[KR_NUMBER_MAX])
{
	return kr_slice_of(out, millionths < 0 ? 0 : kr_decimal_write(millionths, 6, out));
}

static bool
write_measures(const kr_evaluation *evaluation, kr_error *error)
{
	const struct { const char *name; int64_t value; bool is_share; } rows[] = {
	    {"records", (int64_t)evaluation->records, false}, {"pairs_linked", (int64_t)evaluation->found, false},
	    {"pairs_right", (int64_t)evaluation->right, false}, {"pairs_true", (int64_t)evaluation->true_pairs, false},
	    {"pair_precision", evaluation->precision, true}, {"pair_recall", evaluation->recall, true},
	    {"pair_f1", evaluation->f1, true}, {"b3_precision", evaluation->b3_precision, true},
	    {"b3_recall", evaluation->b3_recall, true}, {"b3_f1", evaluation->b3_f1, true},
	};
	kr_writer writer;
	kr_slice header[] = {KR_SLICE("measure"), KR_SLICE("value")};
	if (!kr_writer_open(&writer, evaluation_path, false, error))
		return false;
	kr_writer_values(&writer, header, 2);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[KR_NUMBER_MAX];
		kr_slice value = rows[i].is_share ? decimal(rows[i].value, out)
		    : kr_slice_of(out, kr_number_write(rows[i].value, out));
		kr_slice row[] = {kr_slice_text(rows[i].name), value};
		kr_writer_values(&writer, row, 2);
	}
	return kr_writer_commit(&writer, error);
}

static void
tell_measures(const char *of, int64_t precision, int64_t recall, int64_t f1)
{
	char out[3][KR_NUMBER_MAX];
	kr_slice p = decimal(precision, out[0]), r = decimal(recall, out[1]), f = decimal(f1, out[2]);
	kr_command_say(&command, "%s: precision %.*s, recall %.*s, F1 %.*s", of, (int)p.len, p.ptr, (int)r.len, r.ptr, (int)f.len,
	    f.ptr);
}

static bool
evaluate(const struct run *run, kr_error *error)
{
	kr_evaluation evaluation;
	if (truth_name == NULL)
		return true;
	if (!kr_evaluate(&evaluation, run->clusters.person, run->truth, run->people.count, error))
		return false;
	if (evaluation_path != NULL)
		return write_measures(&evaluation, error);
	tell_measures("pairs", evaluation.precision, evaluation.recall, evaluation.f1);
	tell_measures("records (B-cubed)", evaluation.b3_precision, evaluation.b3_recall, evaluation.b3_f1);
	return true;
}

/* The record's own id, or its number in the input where it has none. */
static void
add_name(struct run *run, kr_buffer *line, uint32_t number)
{
	kr_record record;
	if (run->id_field == KR_NO_FIELD) {
		kr_buffer_number(line, number + 1);
		return;
	}
	kr_kept_record(&run->kept, number, run->ends, &record);
	kr_buffer_slice_add(line, kr_record_field(&record, run->id_field));
}

static void
add_bits(kr_buffer *line, int32_t bits)
{
	char out[KR_NUMBER_MAX];
	kr_buffer_add(line, out, kr_decimal_write(bits, 3, out));
}

static void
explain_link(struct run *run, kr_buffer *line, const kr_link *link)
{
	kr_judgement judgement;
	const uint32_t *person = run->clusters.person;
	kr_judge(&run->people, &run->people.records[link->a], &run->people.records[link->b], &judgement);
	kr_buffer_clear(line);
	add_name(run, line, link->a);
	kr_buffer_char(line, '\t');
	add_name(run, line, link->b);
	kr_buffer_char(line, '\t');
	add_bits(line, link->bits);
	kr_buffer_text(line, person[link->a] == person[link->b] ? "\tyes" : "\tno");
	for (size_t i = 0; i < KR_COMPARISONS; i++) {
		kr_buffer_format(line, "\t%s:", kr_level_name((enum kr_comparison)i, judgement.levels[i]));
		add_bits(line, judgement.bits[i]);
	}
	kr_buffer_char(line, '\n');
}

static bool
explain(struct run *run, kr_error *error)
{
	kr_buffer line = {0};
	kr_output output;
	if (explain_path == NULL)
		return true;
	if (!kr_output_open(&output, explain_path, true, error))
		return false;
	kr_buffer_text(&line, "record_id\tother_record_id\tbits\tlinked");
	for (size_t i = 0; i < KR_COMPARISONS; i++)
		kr_buffer_format(&line, "\t%s", kr_comparison_name((enum kr_comparison)i));
	kr_buffer_char(&line, '\n');
	kr_output_write(&output, line.ptr, line.len);
	for (size_t i = 0; i < run->links.count; i++) {
		explain_link(run, &line, &run->links.links[i]);
		kr_output_write(&output, line.ptr, line.len);
	}
	bool good = !line.failed || kr_fail(error, "out of memory");
	kr_buffer_free(&line);
	if (!good) {
		kr_output_abandon(&output);
		return false;
	}
	return kr_output_commit(&output, error);
}

static bool
write_changes(const kr_identities *identities, kr_error *error)
{
	kr_writer writer;
	kr_slice header[] = {KR_SLICE("person_id"), KR_SLICE("became"), KR_SLICE("change"), KR_SLICE("records")};
	if (changes_path == NULL)
		return true;
	if (!kr_writer_open(&writer, changes_path, true, error))
		return false;
	kr_writer_values(&writer, header, 4);
	for (size_t i = 0; i < identities->change_count; i++) {
		const kr_identity_change *change = &identities->changes[i];
		char out[KR_NUMBER_MAX];
		kr_slice row[] = {change->from, change->to, change->is_split ? KR_SLICE("split") : KR_SLICE("merged"),
		    kr_slice_of(out, kr_number_write(change->records, out))};
		kr_writer_values(&writer, row, 4);
	}
	return kr_writer_commit(&writer, error);
}

/* With --ids; the memory is replaced before the output, so that no id goes out that is not remembered. */
static bool
keep_ids(struct run *run, kr_error *error)
{
	uint32_t count = run->kept.count;
	kr_identities *identities = &run->identities;
	if (ids_path == NULL)
		return true;
	kr_slice *record_ids = calloc((size_t)count + 1, sizeof *record_ids);
	if (record_ids == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < count; i++) {
		kr_record record;
		kr_kept_record(&run->kept, i, run->ends, &record);
		record_ids[i] = kr_record_field(&record, run->id_field);
	}
	bool good = kr_identities_give(identities, run->clusters.person, record_ids, count, run->clusters.persons, error) &&
	    write_changes(identities, error) && kr_identities_write(identities, ids_path, error);
	free(record_ids);
	if (good && common.verbose)
		kr_command_say(&command, "person_ids: kept %lu, new %lu, changes %lu", (unsigned long)identities->kept,
		    (unsigned long)identities->made, (unsigned long)identities->change_count);
	return good;
}

static kr_slice
person_id(const struct run *run, uint32_t number, char out[1 + KR_NUMBER_MAX])
{
	uint32_t person = run->clusters.person[number];
	if (ids_path != NULL)
		return run->identities.given[person];
	out[0] = 'p';
	return kr_slice_of(out, 1 + kr_number_write(person, out + 1));
}

static void
write_all(struct run *run, kr_writer *writer, kr_layout *layout)
{
	kr_record record;
	char out[1 + KR_NUMBER_MAX];
	kr_writer_header(writer, &layout->header);
	for (uint32_t i = 0; i < run->kept.count; i++) {
		kr_slice value = person_id(run, i, out);
		kr_kept_record(&run->kept, i, run->ends, &record);
		if (!kr_writer_record(writer, layout, &record, &value))
			return; /* kr_command_finish says why */
	}
}

static void
release(struct run *run)
{
	kr_identities_free(&run->identities);
	kr_clusters_free(&run->clusters);
	kr_links_free(&run->links);
	kr_kept_free(&run->kept);
	kr_people_free(&run->people);
	kr_dictionary_free(&run->truths);
	free(run->truth);
	free(run->ends);
	kr_model_free(&run->model);
	kr_stream_close(&run->stream);
}

int
main(int argc, char **argv)
{
	static struct run run;
	kr_layout layout = {0};
	kr_writer writer;
	kr_error error;
	int first = kr_command_begin(&command, &common, argc, argv);

	if (print_model)
		kr_answer_data(&command, "link/models/", "model", "default");
	kr_command_stream(&command, &common, &run.stream, argc, argv, first);
	if (!prepare(&run, &error) || !lay_out(&run, &layout, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &layout.header));
	bool good = read_all(&run, &error) && link_all(&run, &error) && evaluate(&run, &error) && explain(&run, &error) &&
	    keep_ids(&run, &error);
	if (good)
		write_all(&run, &writer, &layout);
	int status = good ? kr_command_finish(&command, &common, &writer, NULL, run.people.count)
	    : kr_command_failed(&command, &writer, NULL, &error);
	kr_layout_free(&layout);
	release(&run);
	return status;
}
