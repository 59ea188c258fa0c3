#include "codes/normalizer.h"

static const char *const known_names[KR_KNOWN_FIELDS] = {
    [KR_F_AS_OF] = "as_of", [KR_F_BSN] = "bsn", [KR_F_PERSON_KEY] = "person_key", [KR_F_WHOLE_NAME] = "name",
    [KR_F_INITIALS] = "initials", [KR_F_GIVEN] = "given_names", [KR_F_PREFIX] = "prefix", [KR_F_SURNAME] = "surname",
    [KR_F_PARTNER_PREFIX] = "partner_prefix", [KR_F_PARTNER_SURNAME] = "partner_surname",
    [KR_F_BIRTH_DATE] = "birth_date", [KR_F_BIRTH_YEAR] = "birth_year", [KR_F_HOUSE_NUMBER] = "house_number",
    [KR_F_HOUSE_SUFFIX] = "house_suffix", [KR_F_POSTCODE] = "postcode", [KR_F_PC4] = "pc4", [KR_F_PLACE] = "place",
    [KR_F_MUNICIPALITY] = "municipality", [KR_F_REGION] = "region", [KR_F_HOURS_MIN] = "hours_min",
    [KR_F_HOURS_MAX] = "hours_max", [KR_F_WAGE_MIN] = "wage_min", [KR_F_WAGE_MAX] = "wage_max",
    [KR_F_WAGE_UNIT] = "wage_unit", [KR_F_REGIONS] = "regions", [KR_F_INSTRUMENT] = "instrument", [KR_F_REMOVES] = "removes",
    [KR_F_PROBLEMS] = "problems",
};

kr_slice
kr_known_field_name(enum kr_known_field field)
{
	return kr_slice_text(known_names[field]);
}

static bool
has(const kr_normalizer *normalizer, enum kr_known_field field)
{
	return normalizer->inputs[field] != KR_NO_FIELD;
}

static bool
has_any(const kr_normalizer *normalizer, enum kr_known_field first, enum kr_known_field last)
{
	for (enum kr_known_field field = first; field <= last; field++)
		if (has(normalizer, field))
			return true;
	return false;
}

/* Fields that leave: a name that was split, and the BSN where it became a pseudonym. */
static bool
is_dropped(const kr_normalizer *normalizer, uint32_t position)
{
	return position == normalizer->inputs[KR_F_WHOLE_NAME] ||
	    (normalizer->options.key != NULL && position == normalizer->inputs[KR_F_BSN]);
}

static bool
keep_fields(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	for (uint32_t i = 0; i < header->count; i++)
		if (!is_dropped(normalizer, i) && !kr_layout_keep(&normalizer->layout, header, i, error))
			return false;
	return true;
}

/* A slot for a field, in place or at the end. */
static bool
make(kr_normalizer *normalizer, const kr_header *header, kr_slice name, uint32_t *slot, kr_error *error)
{
	if (!kr_layout_make(&normalizer->layout, name, slot, error))
		return false;
	kr_made_field *made = &normalizer->made[*slot];
	made->input = kr_header_find(header, name);
	return kr_coder_field(&normalizer->coder, name, &made->field, error);
}

static bool
make_known(kr_normalizer *normalizer, const kr_header *header, enum kr_known_field field, kr_error *error)
{
	if (normalizer->known[field] != KR_NO_FIELD)
		return true;
	return make(normalizer, header, kr_known_field_name(field), &normalizer->known[field], error);
}

static bool
make_range(kr_normalizer *normalizer, const kr_header *header, enum kr_known_field first, enum kr_known_field last,
    kr_error *error)
{
	for (enum kr_known_field field = first; field <= last; field++)
		if (!make_known(normalizer, header, field, error))
			return false;
	return true;
}

/* Every field of the input that has a coding of its own. */
static bool
make_coded(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	for (uint32_t i = 0; i < header->count; i++) {
		kr_field field;
		uint32_t slot;
		if (is_dropped(normalizer, i))
			continue;
		if (!kr_coder_field(&normalizer->coder, header->names[i], &field, error))
			return false;
		if (field.coding != NULL && !make(normalizer, header, header->names[i], &slot, error))
			return false;
		for (enum kr_known_field known = 0; field.coding != NULL && known < KR_KNOWN_FIELDS; known++)
			if (i == normalizer->inputs[known])
				normalizer->known[known] = slot;
	}
	return true;
}

static bool
make_names(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	if (!has_any(normalizer, KR_F_WHOLE_NAME, KR_F_PARTNER_SURNAME))
		return true;
	normalizer->has_names = kr_names_load(&normalizer->names, normalizer->options.tables, error);
	return normalizer->has_names && make_range(normalizer, header, KR_F_INITIALS, KR_F_PARTNER_SURNAME, error);
}

static bool
make_places(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	bool is_event = normalizer->kind == KR_OF_EVENT, is_service = normalizer->kind == KR_OF_SERVICE;
	enum kr_known_field last = is_service ? KR_F_REGIONS : KR_F_REGION;
	if (!has_any(normalizer, is_service ? KR_F_REGIONS : is_event ? KR_F_REGION : KR_F_POSTCODE, last))
		return true;
	normalizer->has_places = kr_places_load(&normalizer->places, normalizer->options.tables, error);
	if (!normalizer->has_places)
		return false;
	if (is_event || is_service)
		return make_known(normalizer, header, last, error);
	if (has(normalizer, KR_F_POSTCODE) && !make_known(normalizer, header, KR_F_POSTCODE, error))
		return false;
	return make_known(normalizer, header, KR_F_PC4, error) &&
	    make_known(normalizer, header, KR_F_MUNICIPALITY, error) && make_known(normalizer, header, KR_F_REGION, error);
}

/* Words for every region, and what the instrument removes. */
static bool
make_service(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	normalizer->has_nationwide = kr_code_list_of(&normalizer->nationwide, "nationwide", KR_SLICE("all"), '|',
	    normalizer->options.tables, error);
	return normalizer->has_nationwide &&
	    (!has(normalizer, KR_F_INSTRUMENT) || make_known(normalizer, header, KR_F_REMOVES, error));
}

static bool
make_key(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	if (normalizer->options.key == NULL)
		return true;
	if (!has(normalizer, KR_F_BSN) && !has(normalizer, KR_F_PERSON_KEY))
		return kr_fail(error, "a key was given, but the input has no field bsn");
	return make_known(normalizer, header, KR_F_PERSON_KEY, error);
}

static bool
make_fields(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	bool good = keep_fields(normalizer, header, error) && make_coded(normalizer, header, error) &&
	    make_names(normalizer, header, error) && make_places(normalizer, header, error);
	if (good && has(normalizer, KR_F_HOUSE_NUMBER))
		good = make_range(normalizer, header, KR_F_HOUSE_NUMBER, KR_F_HOUSE_SUFFIX, error);
	if (good && has(normalizer, KR_F_BIRTH_DATE))
		good = make_known(normalizer, header, KR_F_BIRTH_YEAR, error);
	if (good && has_any(normalizer, KR_F_WAGE_MIN, KR_F_WAGE_MAX))
		good = make_known(normalizer, header, KR_F_WAGE_UNIT, error);
	if (good && normalizer->kind == KR_OF_SERVICE)
		good = make_service(normalizer, header, error);
	return good && make_key(normalizer, header, error) && make_known(normalizer, header, KR_F_PROBLEMS, error);
}

static bool
prepare(kr_normalizer *normalizer, const kr_header *header, kr_error *error)
{
	size_t room = (size_t)header->count + KR_KNOWN_FIELDS;
	for (enum kr_known_field field = 0; field < KR_KNOWN_FIELDS; field++) {
		normalizer->known[field] = KR_NO_FIELD;
		normalizer->inputs[field] = kr_header_find(header, kr_known_field_name(field));
	}
	normalizer->made = kr_arena_array(&normalizer->arena, room, sizeof *normalizer->made);
	normalizer->values = kr_arena_array(&normalizer->arena, room, sizeof *normalizer->values);
	return (normalizer->made != NULL && normalizer->values != NULL) || kr_fail(error, "memory is short");
}

static enum kr_record_kind
kind_of(const kr_header *header)
{
	if (kr_header_find(header, KR_SLICE("kind")) != KR_NO_FIELD && kr_header_find(header, KR_SLICE("date")) != KR_NO_FIELD &&
	    kr_header_find(header, KR_SLICE("source_id")) == KR_NO_FIELD)
		return KR_OF_EVENT;
	if (kr_header_find(header, KR_SLICE("service_id")) != KR_NO_FIELD)
		return KR_OF_SERVICE;
	return kr_header_find(header, KR_SLICE("vacancy_id")) != KR_NO_FIELD ? KR_OF_VACANCY : KR_OF_CANDIDATE;
}

bool
kr_normalizer_open(kr_normalizer *normalizer, const kr_normalizer_options *options, const kr_header *header,
    kr_error *error)
{
	static const char *const schemas[] = {[KR_OF_CANDIDATE] = "candidate", [KR_OF_VACANCY] = "vacancy", [KR_OF_EVENT] = "event",
	    [KR_OF_SERVICE] = "service"};
	*normalizer = (kr_normalizer){.options = *options, .kind = kind_of(header)};
	bool good = prepare(normalizer, header, error) &&
	    kr_schema_load(&normalizer->schema, schemas[normalizer->kind], options->tables, error) &&
	    kr_coder_open(&normalizer->coder, &normalizer->schema, options->tables, error) &&
	    make_fields(normalizer, header, error);
	normalizer->coder.review = options->review;
	if (!good)
		kr_normalizer_close(normalizer);
	return good;
}

void
kr_normalizer_close(kr_normalizer *normalizer)
{
	kr_coder_close(&normalizer->coder);
	kr_schema_free(&normalizer->schema);
	if (normalizer->has_places)
		kr_places_free(&normalizer->places);
	if (normalizer->has_names)
		kr_names_free(&normalizer->names);
	if (normalizer->has_nationwide)
		kr_code_list_free(&normalizer->nationwide);
	kr_layout_free(&normalizer->layout);
	kr_buffer_free(&normalizer->out);
	kr_buffer_free(&normalizer->problems);
	kr_buffer_free(&normalizer->key);
	kr_buffer_free(&normalizer->name_scratch.text);
	kr_buffer_free(&normalizer->name_scratch.key);
	kr_arena_free(&normalizer->arena);
}
