#include "source/source.h"

static bool
is_json(const kr_source_options *options, const kr_profile *profile, kr_slice sample)
{
	if (kr_encoding_container(sample) != NULL)
		return false; /* kr_csv_take tells how to open it */
	if (options->format != KR_FORMAT_FIND)
		return options->format == KR_FORMAT_JSON;
	return (profile != NULL && profile->is_json) || kr_json_begins(sample);
}

bool
kr_source_open(kr_source *source, const char *path, const kr_source_options *options, const kr_profile *profile,
    kr_error *error)
{
	kr_decoder decoder;
	*source = (kr_source){.csv.decoder.input.fd = -1, .json.decoder.input.fd = -1};
	if (!kr_decoder_open(&decoder, path, options->csv.encoding, error))
		return false;
	source->name = decoder.input.name;
	source->is_json = is_json(options, profile, kr_decoder_sample(&decoder));
	bool good;
	if (!source->is_json)
		good = kr_csv_take(&source->csv, &decoder, &options->csv, error);
	else if (kr_decoder_sample(&decoder).len == 0)
		good = kr_fail(error, "%s: no bytes at all", source->name);
	else if (profile != NULL && options->format == KR_FORMAT_FIND && !kr_json_begins(kr_decoder_sample(&decoder)))
		good = kr_fail(error, "%s: does not begin like JSON, which the profile %s reads; -f json reads it all the same",
		    source->name, profile->name);
	else if (profile == NULL)
		good = kr_fail(error, "%s: is JSON, and -p must say what becomes of it; --print-profile list names the profiles",
		    source->name);
	else
		good = kr_json_open(&source->json, &decoder, profile, &options->json, error);
	kr_decoder_close(&decoder);
	if (!good)
		kr_source_close(source);
	return good;
}

bool
kr_source_bind(const kr_source *source, const kr_profile *profile, kr_binding *binding, kr_error *error)
{
	return kr_profile_bind(profile, source->is_json ? NULL : &source->csv.header, source->name, binding, error);
}

int
kr_source_next(kr_source *source, kr_csv_record *record, kr_error *error)
{
	return source->is_json ? kr_json_next(&source->json, record, error) : kr_csv_next(&source->csv, record, error);
}

kr_slice
kr_source_column(const kr_source *source, uint32_t number)
{
	return source->is_json ? source->json.paths.slots[number].column : source->csv.header.names[number];
}

const kr_decoder *
kr_source_decoder(const kr_source *source)
{
	return source->is_json ? &source->json.decoder : &source->csv.decoder;
}

void
kr_source_close(kr_source *source)
{
	if (source->name == NULL)
		return;
	if (source->is_json)
		kr_json_close(&source->json);
	else
		kr_csv_close(&source->csv);
	source->name = NULL;
}
