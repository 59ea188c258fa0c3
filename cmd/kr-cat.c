/*
 * kr-cat: record streams to one stream; chooses, drops or keeps fields.
 */
#include "command.h"
#include "record/schema.h"

static kr_common common;
static kr_option_list keep, drop;
static const char *class_name, *schema_name;

static const kr_option options[] = {
    {'F', "field", KR_OPTION_LIST, &keep, "names", "only these fields, in this order (comma separated)", 0, 0, NULL},
    {'x', "exclude", KR_OPTION_LIST, &drop, "names", "all fields but these (comma separated)", 0, 0, NULL},
    {0, "class", KR_OPTION_CHOICE, &class_name, "class", "only fields of this privacy class or a lesser one", 0, 0, "identity sensitive profile"},
    {'s', "schema", KR_OPTION_TEXT, &schema_name, "names", "schemas that know the classes (all)", 0, 0, NULL},
    KR_OPTION_OUTPUT(common),
    KR_OPTIONS_STREAM(common),
    KR_OPTIONS_COMMON(common),
    {0, NULL, KR_OPTION_FLAG, NULL, NULL, NULL, 0, 0, NULL},
};

static const kr_command command = {
    "kr-cat", "[file ...]", "Unites record streams by field name and chooses fields.", options, false,
};

static bool
keep_named(kr_layout *layout, const kr_stream *stream, kr_error *error)
{
	for (size_t i = 0; i < keep.count; i++) {
		kr_slice rest = kr_slice_text(keep.items[i]), name;
		uint32_t position;
		while (kr_slice_next(&rest, ',', &name))
			if (!kr_header_require(&stream->header, name, stream->name, &position, error) ||
			    !kr_layout_keep(layout, &stream->header, position, error))
				return false;
	}
	return true;
}

/* Marks the fields named by -x; a name that is not there is an error. */
static bool
mark_dropped(const kr_stream *stream, bool *is_dropped, kr_error *error)
{
	for (size_t i = 0; i < drop.count; i++) {
		kr_slice rest = kr_slice_text(drop.items[i]), name;
		uint32_t position;
		while (kr_slice_next(&rest, ',', &name)) {
			if (!kr_header_require(&stream->header, name, stream->name, &position, error))
				return false;
			is_dropped[position] = true;
		}
	}
	return true;
}

static enum kr_privacy
wanted_class(void)
{
	if (strcmp(class_name, "profile") == 0)
		return KR_PROFILE;
	return strcmp(class_name, "sensitive") == 0 ? KR_SENSITIVE : KR_IDENTITY;
}

/* Marks the fields whose class is stricter than --class. */
static bool
mark_guarded(const kr_header *header, bool *is_dropped, kr_arena *arena, kr_error *error)
{
	enum kr_privacy *classes = kr_arena_array(arena, header->count, sizeof *classes);
	if (classes == NULL)
		return kr_fail(error, "out of memory");
	if (!kr_schema_classes(schema_name ? schema_name : KR_SCHEMAS, common.tables, header, classes, error))
		return false;
	for (uint32_t i = 0; i < header->count; i++)
		is_dropped[i] = is_dropped[i] || classes[i] < wanted_class();
	return true;
}

static bool
keep_rest(kr_layout *layout, const kr_stream *stream, kr_arena *arena, kr_error *error)
{
	bool *is_dropped = kr_arena_array(arena, stream->header.count, sizeof *is_dropped);
	if (is_dropped == NULL)
		return kr_fail(error, "out of memory");
	if (!mark_dropped(stream, is_dropped, error))
		return false;
	if (class_name != NULL && !mark_guarded(&stream->header, is_dropped, arena, error))
		return false;
	for (uint32_t i = 0; i < stream->header.count; i++)
		if (!is_dropped[i] && !kr_layout_keep(layout, &stream->header, i, error))
			return false;
	return layout->header.count > 0 || kr_fail(error, "no field is left");
}

static bool
choose(kr_layout *layout, const kr_stream *stream, kr_error *error)
{
	kr_arena arena = {0};
	if (schema_name != NULL && class_name == NULL)
		return kr_fail(error, "--schema goes with --class");
	if (keep.count && (drop.count || class_name))
		return kr_fail(error, "--field goes without --exclude and --class");
	bool good = keep.count ? keep_named(layout, stream, error) : keep_rest(layout, stream, &arena, error);
	kr_arena_free(&arena);
	return good;
}

int
main(int argc, char **argv)
{
	kr_stream stream;
	kr_layout layout = {0};
	kr_writer writer;
	kr_record record;
	kr_error error;
	int got, first = kr_command_begin(&command, &common, argc, argv);

	kr_command_stream(&command, &common, &stream, argc, argv, first);
	if (!choose(&layout, &stream, &error))
		kr_command_die(&command, &error);
	kr_command_writer(&command, &common, &writer, kr_command_is_private(&common, &layout.header));
	kr_writer_header(&writer, &layout.header);
	while ((got = kr_stream_next(&stream, &record, &error)) > 0)
		if (!kr_writer_record(&writer, &layout, &record, NULL))
			break;
	int status = got < 0 ? kr_command_failed(&command, &writer, NULL, &error)
	    : kr_command_finish(&command, &common, &writer, NULL, writer.records);
	kr_layout_free(&layout);
	kr_stream_close(&stream);
	return status;
}
